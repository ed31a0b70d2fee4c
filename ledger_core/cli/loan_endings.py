"""`clubledger loan write-off|relieve|recover|transfer`: how a loan ends that is not repaid."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.adjusting import about_loan, named, paper_option
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_a_loan, about_any_loan, approved_by_option
from ledger_core.cli.options import amount_option, as_written, minutes_option, receipt_option
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT, MEMBER, WordType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.losses import LossReason
    from ledger_core.books.session import WritingSession


def _reasons() -> list["LossReason"]:
    from ledger_core.books.losses import LossReason

    return list(LossReason)


def _reason_labels() -> dict[str, Message]:
    return {reason.value: reason.label for reason in _reasons()}


reason_option = option(
    "--reason",
    text=N_("Why: death, disaster, untraceable (cannot be found) or other."),
    type=WordType(_reasons, _reason_labels),
    question=N_("Why"),
    needed=True,
)


@command(
    "write-off",
    N_(
        "Write a loan off by decision of the members' meeting.\n\n"
        "The allowance bears the loss as far as it goes, then the risk reserve, then loan losses. "
        "The claim is kept: clubledger loan list --written-off."
    ),
)
@about_a_loan
@reason_option
@approved_by_option
@minutes_option
@paper_option
@as_written
def loan_write_off(
    *,
    club: Path,
    loan: str,
    reason: "LossReason",
    approved_by: tuple[str, ...],
    minutes: str,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Write a loan off."""
    from ledger_core.books.actions import LossRequest, write_off

    request = LossRequest(
        loan, day, reason, minutes, approved_by, number=voucher, exception=exception
    )

    def action(session: "WritingSession") -> Outcome:
        lost = write_off(session, request)
        done = Message(
            N_("{voucher}: {amount:money} đồng of loan {loan} of {name} are written off."),
            voucher=str(lost.voucher),
            amount=lost.amount,
            **named(session, lost.loan),
        )
        account = session.book.loans[lost.loan].account
        lines = []
        if account is not None:
            lines.append(
                _(
                    "  Still claimed, with the interest unpaid: {claim:money}",
                    claim=account.position(day).memo_claim if not lost.repeated else 0,
                )
            )
        more = {"amount": lost.amount}
        return about_loan(session, lost, lost.loan, done, lines, more=more)

    return write(club, Manner(yes, output), action)


@command(
    "relieve",
    N_(
        "Forgive principal by decision of the members' meeting, as on a death.\n\n"
        "No claim is kept. The allowance bears it as far as it goes, then the risk reserve, then "
        "loan losses."
    ),
)
@about_a_loan
@reason_option
@option(
    "--amount",
    text=N_("How much is forgiven; all that is outstanding if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@approved_by_option
@minutes_option
@paper_option
@as_written
def loan_relieve(
    *,
    club: Path,
    loan: str,
    reason: "LossReason",
    amount: int | None,
    approved_by: tuple[str, ...],
    minutes: str,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Forgive principal."""
    from ledger_core.books.actions import LossRequest, relieve

    request = LossRequest(loan, day, reason, minutes, approved_by, amount, voucher, exception)

    def action(session: "WritingSession") -> Outcome:
        lost = relieve(session, request)
        done = Message(
            N_("{voucher}: {amount:money} đồng of loan {loan} of {name} are forgiven."),
            voucher=str(lost.voucher),
            amount=lost.amount,
            **named(session, lost.loan),
        )
        return about_loan(session, lost, lost.loan, done, more={"amount": lost.amount})

    return write(club, Manner(yes, output), action)


@command("recover", N_("Enter cash received on a loan that was written off."))
@about_any_loan
@amount_option
@receipt_option
@option("--from", "person", text=N_("Who pays, if not the borrower."), metavar=N_("NAME"))
@as_written
def loan_recover(
    *,
    club: Path,
    loan: str,
    amount: int,
    receipt: str | None,
    person: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a recovery."""
    from ledger_core.books.actions import RecoveryRequest, recover

    request = RecoveryRequest(loan, day, amount, receipt, person or "", exception)

    def action(session: "WritingSession") -> Outcome:
        recovered = recover(session, request)
        done = Message(
            N_("Receipt {voucher}: {amount:money} đồng recovered on loan {loan} of {name}."),
            voucher=str(recovered.voucher),
            amount=amount,
            **named(session, recovered.loan),
        )
        lines = [_("  Still claimed: {claim:money}", claim=recovered.claim)]
        more = {"claim": recovered.claim}
        return about_loan(session, recovered, recovered.loan, done, lines, more=more)

    return write(club, Manner(yes, output), action)


@command(
    "transfer",
    N_(
        "Pass a running loan to another member: an heir or the guarantor.\n\n"
        "The new borrower's loan has the old terms and the instalments that are left; what is late "
        "keeps its age."
    ),
)
@about_a_loan
@option(
    "--to",
    text=N_("Code of the new borrower."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("New borrower (code or name)"),
    needed=True,
)
@approved_by_option
@minutes_option
@paper_option
@as_written
def loan_transfer(
    *,
    club: Path,
    loan: str,
    to: str,
    approved_by: tuple[str, ...],
    minutes: str,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Pass a loan on."""
    from ledger_core.books.actions import HandoverRequest, transfer_loan

    request = HandoverRequest(loan, to, day, minutes, approved_by, voucher, exception)

    def action(session: "WritingSession") -> Outcome:
        passed = transfer_loan(session, request)
        done = Message(
            N_("{voucher}: {amount:money} đồng of loan {old} pass to {name} as loan {loan}."),
            voucher=str(passed.voucher),
            amount=passed.principal,
            old=passed.old,
            **named(session, passed.loan),
        )
        lines = []
        folded = session.book.loans[passed.loan].account_on(day)
        if folded is not None:
            position = folded.position(day)
            lines.append(
                _(
                    "  Overdue: {amount:money}, {days} days late; next: {next:money}",
                    amount=position.overdue,
                    days=position.days_past_due,
                    next=position.next_amount,
                )
            )
        more = {"from_loan": passed.old, "amount": passed.principal}
        return about_loan(session, passed, passed.loan, done, lines, more=more)

    return write(club, Manner(yes, output), action)
