"""`clubledger loan charge|waive`: what is asked beside the schedule, and what is let go."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.changing import decide
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_a_loan, decided_by
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT, DAY, WordType
from ledger_core.cli.words import SPLIT_LABELS
from ledger_core.cli.writing import Manner
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Decided
    from ledger_core.books.loan_changes import ChargeComponent, WaiverReason

_COMPONENT_LABELS = {
    "fee": Message(N_("fee")),
    "late-interest": Message(N_("penalty for paying late")),
}
_REASON_LABELS = {
    "inability": Message(N_("the borrower cannot pay (the debt group changes)")),
    "hardship": Message(N_("a hard time: storm, illness and the like")),
    "other": Message(N_("another reason")),
}


def _components() -> list["ChargeComponent"]:
    from ledger_core.books.loan_changes import ChargeComponent

    return list(ChargeComponent)


def _reasons() -> list["WaiverReason"]:
    from ledger_core.books.loan_changes import WaiverReason

    return list(WaiverReason)


@command("charge", N_("Ask for a fee or a fixed penalty that falls due on a day."))
@about_a_loan
@option(
    "--amount",
    text=N_("Amount of the fee or penalty."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Amount of the fee or penalty"),
    needed=True,
)
@option(
    "--due",
    text=N_("Day on which it falls due."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Day on which it falls due"),
    needed=True,
)
@option(
    "--component",
    text=N_("fee, or late-interest for a penalty; it is paid and posted as such."),
    type=WordType(_components, lambda: _COMPONENT_LABELS),
    question=N_("What is it"),
    needed=True,
)
@option(
    "--reason",
    text=N_("What it is for."),
    metavar=N_("TEXT"),
    question=N_("What is it for"),
    needed=True,
)
@decided_by
def loan_charge(
    *,
    club: Path,
    loan: str,
    amount: int,
    due: date,
    component: "ChargeComponent",
    reason: str,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a fee or penalty."""
    from ledger_core.books.actions import Asked, Decision, charge_loan

    asked = Asked(amount, due, component, reason)

    def words(decided: "Decided") -> list[str]:
        del decided
        return [
            _(
                "{component}: {amount:money} đồng, due on {due:date}, for: {reason}",
                component=_COMPONENT_LABELS[component.value],
                amount=amount,
                due=due,
                reason=reason,
            )
        ]

    return decide(
        club,
        Decision(loan, day, minutes, approved_by, exception),
        Manner(yes, output),
        lambda session, decision: charge_loan(session, decision, asked),
        (Message(N_("{amount:money} đồng are asked for."), amount=amount), words),
    )


@command(
    "waive",
    N_(
        "Let interest, late-payment interest or fees go that the meeting does not ask for.\n\n"
        "At most what is owed, the oldest first. Principal is forgiven in another way."
    ),
)
@about_a_loan
@option(
    "--interest",
    text=N_("Interest that is let go."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Interest that is let go (Enter for none)"),
)
@option(
    "--late-interest",
    text=N_("Late-payment interest and penalties that are let go."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Late-payment interest that is let go (Enter for none)"),
)
@option(
    "--fee",
    text=N_("Fees that are let go."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Fees that are let go (Enter for none)"),
)
@option(
    "--reason",
    text=N_("Why; inability to pay moves the loan to a worse debt group."),
    type=WordType(_reasons, lambda: _REASON_LABELS),
    question=N_("Why"),
    needed=True,
)
@decided_by
def loan_waive(
    *,
    club: Path,
    loan: str,
    interest: int | None,
    late_interest: int | None,
    fee: int | None,
    reason: "WaiverReason",
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter what is let go."""
    from ledger_core.books.actions import Decision, LetGo, waive

    let_go = LetGo(interest or 0, late_interest or 0, fee or 0, reason)
    parts = {
        "interest": let_go.interest,
        "late_interest": let_go.late_interest,
        "fee": let_go.fee,
    }

    def words(decided: "Decided") -> list[str]:
        del decided
        lines = [
            _("let go: {what} {amount:money} đồng", what=SPLIT_LABELS[part], amount=amount)
            for part, amount in parts.items()
            if amount
        ]
        return [*lines, _("why: {reason}", reason=_REASON_LABELS[reason.value])]

    done = Message(N_("{amount:money} đồng are let go."), amount=sum(parts.values()))
    return decide(
        club,
        Decision(loan, day, minutes, approved_by, exception),
        Manner(yes, output),
        lambda session, decision: waive(session, decision, let_go),
        (done, words),
    )
