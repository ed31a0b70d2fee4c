"""`clubledger return`: the file that a club sends to its association."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from ledger_core.cli.asking import OptionType
from ledger_core.cli.framework import command
from ledger_core.cli.options import club_argument
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import option
from ledger_core.cli.values import DAY, MONTH
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

_QUARTER = re.compile(r"(\d{4})-[QqTt]?([1-4])|[QqTt]?([1-4])/(\d{4})")
_MONTHS = 3


class NotAQuarter(CannotRun):
    """A text is no quarter of a year."""

    def __init__(self, text: str) -> None:
        super().__init__(Message(N_("“{text}” is no quarter; one is written 2026-Q1."), text=text))


class OnePeriod(CannotRun):
    """More than one period was asked for, or half of one."""

    def __init__(self) -> None:
        super().__init__(Message(N_("Give one period: --month, or --quarter, or --from and --to.")))


class QuarterType(OptionType):
    """A quarter of a year: `2026-Q1`."""

    name = "quarter"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[date, date]:  # noqa: ANN401
        """Return the quarter's first and last day."""
        from ledger_core.club import Month

        del param, ctx
        if isinstance(value, tuple):
            return value
        match = _QUARTER.fullmatch(value.strip())
        if match is None:
            raise NotAQuarter(value)
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        last = _MONTHS * quarter
        return Month(year, last - _MONTHS + 1).first_day, Month(year, last).last_day


@command(
    "return",
    N_(
        "The return to the association as a file: sums of a month or quarter, no person.\n\n"
        "Without a period it is of the last sealed month, or of the month of the last entry."
    ),
)
@club_argument
@option("--month", text=N_("The month: 2026-03."), metavar=N_("MONTH"), type=MONTH)
@option("--quarter", text=N_("The quarter: 2026-Q1."), metavar=N_("QUARTER"), type=QuarterType())
@option("--from", "start", text=N_("First day of the period."), metavar=N_("DATE"), type=DAY)
@option(
    "--to",
    "end",
    text=N_("Last day of the period, the last of a month."),
    metavar=N_("DATE"),
    type=DAY,
)
@out_option
@replace_option
def club_return(*, club: Path, target: Path | None, replace: bool, **asked: Any) -> int:  # noqa: ANN401
    """Write the return of a club."""
    from ledger_core.books.session import open_club
    from ledger_core.consolidation.returns.making import return_of
    from ledger_core.consolidation.returns.own_books import own_snapshot
    from ledger_core.consolidation.strict_json import to_json
    from ledger_core.reports.formats.rendering import json_bytes

    _one_period(asked)
    loaded = open_club(club)
    made = return_of(own_snapshot(loaded), _period(asked, loaded))
    put_out(json_bytes(to_json(made)), target, replace=replace, form="json", text=True)
    return 0


def _one_period(asked: dict[str, Any]) -> None:
    days = (asked["start"] is not None, asked["end"] is not None)
    ways = (asked["month"] is not None, asked["quarter"] is not None, any(days))
    if sum(ways) > 1 or (any(days) and not all(days)):
        raise OnePeriod


def _period(asked: dict[str, Any], loaded: Any) -> Any:  # noqa: ANN401
    from ledger_core.cli.lists import last_day
    from ledger_core.club import Month
    from ledger_core.reports.request import Period

    if asked["quarter"] is not None:
        return Period(*asked["quarter"])
    if asked["start"] is not None:
        return Period(asked["start"], asked["end"])
    month = asked["month"]
    if month is None:
        sealed = loaded.book.register.last_sealed
        month = sealed.month if sealed else Month.of(last_day(loaded))
    return Period(month.first_day, month.last_day)
