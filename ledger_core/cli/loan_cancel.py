"""`clubledger loan cancel`: an approved loan is not paid out after all."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.adjusting import named
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_a_waiting_loan, decided_by
from ledger_core.cli.parameters import option
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession


@command(
    "cancel",
    N_(
        "Enter that an approved loan will not be paid out.\n\n"
        "Nothing is struck out: the agreement stays in the books, and nothing can be paid out on "
        "it any more."
    ),
)
@about_a_waiting_loan
@option("--reason", text=N_("Why."), metavar=N_("TEXT"), question=N_("Why"))
@decided_by
def loan_cancel(
    *,
    club: Path,
    loan: str,
    reason: str | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Cancel a loan."""
    from ledger_core.books.actions import Decision, cancel_loan

    request = Decision(loan, day, minutes, approved_by, exception)

    def action(session: "WritingSession") -> Outcome:
        record = cancel_loan(session, request, reason or "")
        done = Message(
            N_("Loan {loan} of {name} is cancelled; nothing will be paid out on it."),
            **named(session, record.loan),
        )
        return Outcome(done, [str(done)], loan=record.loan, member=record.member)

    return write(club, Manner(yes, output), action)
