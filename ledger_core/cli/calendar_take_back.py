"""`clubledger calendar take-back`: a mistaken moratorium is taken back."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import approved_by_option
from ledger_core.cli.options import (
    club_argument,
    date_option,
    format_option,
    minutes_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession


@command(
    "take-back",
    N_(
        "Take a mistaken moratorium back.\n\n"
        "From the next day on every loan is what it would be without it; what was paid until then "
        "stays as it was."
    ),
)
@club_argument
@option(
    "--of-minutes",
    text=N_("The minutes that decided it; not needed while only one is in force."),
    metavar=N_("MINUTES"),
)
@approved_by_option
@minutes_option
@date_option
@yes_option
@format_option
def calendar_take_back(
    *,
    club: Path,
    of_minutes: str | None,
    approved_by: tuple[str, ...],
    minutes: str,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Take a moratorium back."""
    from ledger_core.books.actions import take_moratorium_back

    def action(session: "WritingSession") -> Outcome:
        moved = take_moratorium_back(
            session, day=day, minutes=minutes, approved_by=approved_by, of_minutes=of_minutes
        )
        done = Message(N_("The moratorium is taken back from {day:date} on."), day=day)
        lines = [str(done), _("  Running loans with other dates: {loans}", loans=moved or ["–"])]
        return Outcome(done, lines, more={"loans": moved})

    return write(club, Manner(yes, output), action)
