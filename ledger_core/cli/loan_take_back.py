"""`clubledger loan take-back`: a mistaken decision about a loan is taken back."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.changing import decide
from ledger_core.cli.decisions_shown import DECISION_LABELS
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_any_loan, decided_by
from ledger_core.cli.parameters import option
from ledger_core.cli.values import DAY, WordType
from ledger_core.cli.writing import Manner
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Decided, Decision
    from ledger_core.books.directives import Directive
    from ledger_core.books.session import WritingSession


def _decisions() -> list["Directive"]:
    from ledger_core.books.decision_facts import REVERSIBLE

    return list(REVERSIBLE)


@command(
    "take-back",
    N_(
        "Take a mistaken decision about a loan back: new dates, a rate, a fee, a waiver, a top-up."
        "\n\nNothing is struck out: from the day on the loan is what it would be without it. Which "
        "decision is meant need not be said where only one is in force."
    ),
)
@about_any_loan
@option(
    "--decision",
    text=N_("The kind of decision."),
    type=WordType(_decisions, lambda: DECISION_LABELS),
)
@option("--decided", text=N_("The day of the decision."), metavar=N_("DATE"), type=DAY)
@option(
    "--of-minutes",
    text=N_("The minutes that decided it, where two were decided on one day."),
    metavar=N_("MINUTES"),
)
@decided_by
def loan_take_back(
    *,
    club: Path,
    loan: str,
    decision: "Directive | None",
    decided: date | None,
    of_minutes: str | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Take a decision back."""
    from ledger_core.books.actions import Decision, Meant, take_decision_back

    meant = Meant(decision, decided, of_minutes)
    said: list[str] = []

    def action(session: "WritingSession", request: "Decision") -> "Decided":
        taken = take_decision_back(session, request, meant)
        words = DECISION_LABELS[taken.entry.type]
        said.append(_("taken back: {decision} of {day:date}", decision=words, day=taken.entry.date))
        return taken.decided

    return decide(
        club,
        Decision(loan, day, minutes, approved_by, exception),
        Manner(yes, output),
        action,
        (Message(N_("The decision is taken back.")), lambda _decided: said),
    )
