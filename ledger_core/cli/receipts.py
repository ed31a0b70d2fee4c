"""`clubledger receive`: money comes into the cash box, under one receipt number."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger_core.cli.adjusting import corrections_json, repayment_lines
from ledger_core.cli.errors import OneKindOfReceipt
from ledger_core.cli.framework import GUIDED, command
from ledger_core.cli.options import as_written, club_argument, receipt_option
from ledger_core.cli.parameters import option
from ledger_core.cli.payments import money_action
from ledger_core.cli.purposes import PurposeType, fund_option, given_purpose
from ledger_core.cli.values import AMOUNT, AMOUNT_OR_ZERO, MEMBER, LoanType
from ledger_core.cli.words import SPLIT_LABELS
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import ReceiptRequest, Received
    from ledger_core.books.session import WritingSession
    from ledger_core.club import Fund, Member


def _of_member(ctx: click.Context) -> bool:
    return not given_purpose(ctx)


def _repays(ctx: click.Context) -> bool:
    """Whether the question which loan makes sense: a repayment, and more than one running loan."""
    if not ctx.params.get("repayment") or not ctx.meta.get(GUIDED):
        return False
    return len(LoanType(waiting=False).offers(ctx)) > 1


@command(
    "receive",
    N_(
        "Record a receipt: what a member pays, or money for another purpose.\n\n"
        "A repayment is split into principal, interest and late interest by the rule of the "
        "loan. Fee, fine and donation go to the Activity fund, all under one receipt number."
    ),
)
@club_argument
@option(
    "--member",
    text=N_("Code of the member who pays."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("Who pays (code or name)"),
    needed=True,
    when=_of_member,
)
@option(
    "--repayment",
    text=N_("Repayment of the loan, whole; it is split by the rule."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("Repayment of the loan (Enter for none)"),
    when=_of_member,
)
@option(
    "--loan",
    text=N_("Number of the loan; not needed while the member has only one."),
    metavar=N_("LOAN"),
    type=LoanType(waiting=False),
    question=N_("Which loan"),
    when=_repays,
)
@option(
    "--fee",
    text=N_("Membership fee."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("Membership fee (Enter for none)"),
    when=_of_member,
)
@option(
    "--fine",
    text=N_("Fine."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("Fine (Enter for none)"),
    when=_of_member,
)
@option(
    "--donation",
    text=N_("Donation, for the golden-heart book."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("Donation (Enter for none)"),
    when=_of_member,
)
@option(
    "--capital",
    text=N_("Capital paid in, refundable on leaving."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("Capital paid in (Enter for none)"),
    when=_of_member,
)
@option(
    "--for",
    "purpose",
    text=N_("Another purpose: grants, budget-support, lenders, common-work, donations, …"),
    metavar=N_("PURPOSE"),
    type=PurposeType(received=True),
)
@fund_option(when=given_purpose, text=N_("With --for: the fund that gets the money."))
@option(
    "--amount",
    text=N_("With --for: the amount."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Amount"),
    needed=True,
    when=given_purpose,
)
@option(
    "--from",
    "person",
    text=N_("With --for: who gives the money."),
    metavar=N_("NAME"),
    question=N_("Who gives the money"),
    needed=True,
    when=given_purpose,
)
@option("--narration", text=N_("With --for: what it is for."), metavar=N_("TEXT"))
@option(
    "--goods",
    text=N_("With --for: goods given instead of money, such as “2 con bò”, at the amount."),
    metavar=N_("TEXT"),
)
@receipt_option
@as_written
def receive(
    *,
    club: Path,
    member: str | None,
    repayment: int | None,
    loan: str | None,
    fee: int | None,
    fine: int | None,
    donation: int | None,
    capital: int | None,
    purpose: str | None,
    fund: "Fund | None",
    amount: int | None,
    person: str | None,
    narration: str | None,
    goods: str | None,
    receipt: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Record a receipt."""
    from ledger_core.books.actions import MoneyRequest, ReceiptRequest, receive_for

    manner = Manner(yes, output)
    parts = {"repayment": repayment, "fee": fee, "fine": fine, "donation": donation}
    parts["capital"] = capital
    if purpose is not None:
        if loan or any(parts.values()):
            raise OneKindOfReceipt
        assert fund is not None
        assert amount is not None
        money = MoneyRequest(
            fund,
            day,
            purpose,
            amount,
            person or "",
            member,
            receipt,
            narration or "",
            exception,
            goods,
        )
        return write(club, manner, money_action(money, receive_for))
    if fund or amount or person or narration or goods or member is None:
        raise OneKindOfReceipt
    request = ReceiptRequest(
        member=member,
        day=day,
        number=receipt,
        loan=loan,
        exception=exception,
        **{name: value or 0 for name, value in parts.items()},
    )
    return write(club, manner, lambda session: _receive(session, request))


def _receive(session: "WritingSession", request: "ReceiptRequest") -> Outcome:
    from ledger_core.books.actions import receive as enter
    from ledger_core.books.codes import member_code

    received = enter(session, request)
    member = session.book.register.members[member_code(request.member)]
    split = _split(session, received)
    done = Message(
        N_("Receipt {receipt}: {amount:money} đồng from {name} is recorded."),
        receipt=str(received.voucher),
        amount=received.total,
        name=member.name,
    )
    return Outcome(
        done,
        _in_words(session, request, received, member),
        voucher=str(received.voucher),
        repeated=received.repeated,
        loan=received.loan,
        member=member.code,
        split=split,
        more=corrections_json(received.corrections),
    )


def _split(session: "WritingSession", received: "Received") -> dict[str, int] | None:
    """Return the parts of the repayment; of one recorded before, as it stands in the books."""
    if received.loan is None:
        return None
    parts = {name: getattr(received.split, name) for name in SPLIT_LABELS}
    if received.repeated:
        from ledger_core.club import Role

        assert received.voucher is not None
        roles = {
            "principal": Role.LOANS,
            "interest": Role.LOAN_INTEREST,
            "late_interest": Role.LATE_INTEREST,
            "fee": Role.LOAN_FEES,
            "overpayment": Role.OVERPAYMENTS,
        }
        posted = session.book.vouchers[received.voucher]
        parts = {name: -sum(p.sum(role) for p in posted) for name, role in roles.items()}
    return parts


def _in_words(
    session: "WritingSession", request: "ReceiptRequest", received: "Received", member: "Member"
) -> list[str]:
    """Say what a receipt means: what each part is for, and what is owed afterwards."""
    from ledger_core.club import Role

    lines = [
        _(
            "Receipt {receipt} of {day:date}: {member} {name} pays {amount:money} đồng",
            receipt=str(received.voucher),
            day=request.day,
            member=member.code,
            name=member.name,
            amount=received.total,
        )
    ]
    if received.loan is not None:
        lines.append(
            _(
                "  Repayment of loan {loan}: {amount:money}, of which",
                loan=received.loan,
                amount=request.repayment,
            )
        )
        record = session.book.loans[received.loan]
        lines += repayment_lines(record, request.day, received.split, received.corrections)
    other = {
        "fee": Role.MEMBERSHIP_FEES,
        "fine": Role.FINES,
        "donation": Role.DONATIONS,
        "capital": Role.MEMBERS_CAPITAL,
    }
    for name, role in other.items():
        if part := getattr(request, name):
            lines.append(_("  {what}: {amount:money}", what=role, amount=part))
    return lines
