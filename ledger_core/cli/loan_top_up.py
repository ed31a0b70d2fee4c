"""`clubledger loan top-up`: a further sum on a running loan."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.adjusting import named
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_a_loan, decided_by
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT, DAY, NumberType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession


@command(
    "top-up",
    N_(
        "Enter that the meeting lends a further sum on a running loan.\n\n"
        "Then pay it out: clubledger loan disburse. Without new dates the instalments that are "
        "left grow; with --instalments and --first-due everything is spread anew."
    ),
)
@about_a_loan
@option(
    "--principal",
    text=N_("The further sum."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("How much more"),
    needed=True,
)
@option(
    "--instalments",
    text=N_("Number of instalments from now on."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
)
@option("--first-due", text=N_("Due date of the first of them."), metavar=N_("DATE"), type=DAY)
@decided_by
def loan_top_up(
    *,
    club: Path,
    loan: str,
    principal: int,
    instalments: int | None,
    first_due: date | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a top-up."""
    from ledger_core.books.actions import TopUpRequest, top_up

    request = TopUpRequest(
        loan, day, principal, minutes, approved_by, instalments, first_due, exception
    )

    def action(session: "WritingSession") -> Outcome:
        given = top_up(session, request)
        agreed = session.book.loans[given].agreed_on(day)
        values = {"agreed": agreed, "amount": principal, **named(session, given)}
        done = Message(
            N_(
                "Loan {loan} of {name} is topped up by {amount:money} đồng, to {agreed:money} in "
                "all. Pay it out with: clubledger loan disburse."
            ),
            **values,
        )
        return Outcome(
            done,
            [str(done)],
            loan=given,
            member=session.book.loans[given].member,
            more={"agreed_principal": agreed},
        )

    return write(club, Manner(yes, output), action)
