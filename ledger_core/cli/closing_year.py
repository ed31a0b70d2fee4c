"""`clubledger close-year`: the result of each fund goes to its retained result."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.options import (
    club_argument,
    date_option,
    format_option,
    minutes_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.values import NumberType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession

_FIRST, _LAST = 1950, 2199


@command(
    "close-year",
    N_(
        "Carry the year's result of each fund to its retained result.\n\n"
        "After December is closed and the members' meeting has approved the year; the entry is "
        "dated on the day of that meeting. The new year's journals and voucher numbers begin with "
        "its first entries."
    ),
)
@club_argument
@option(
    "--year",
    text=N_("The year, such as 2026."),
    metavar=N_("YEAR"),
    type=NumberType(_FIRST, _LAST),
    question=N_("Which year"),
    needed=True,
)
@minutes_option
@date_option
@yes_option
@format_option
def close_year(*, club: Path, year: int, minutes: str, day: date, yes: bool, output: str) -> int:
    """Close a year."""
    from ledger_core.books.actions.year_end import close_year as enter

    def action(session: "WritingSession") -> Outcome:
        closed = enter(session, year=year, day=day, minutes=minutes)
        done = Message(N_("The year {year} is closed."), year=str(year))
        lines = [
            _("{fund}: result of {year} {amount:money} đồng", fund=fund, year=str(year), amount=of)
            for fund, of in closed.results.items()
        ]
        return Outcome(
            done,
            lines,
            voucher=str(closed.voucher) if closed.voucher else None,
            more={
                "year": year,
                "results": {fund.value: amount for fund, amount in closed.results.items()},
            },
        )

    return write(club, Manner(yes, output), action)
