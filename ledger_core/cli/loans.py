"""`clubledger loan approve|disburse`: loans are agreed and paid out."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import (
    about_a_waiting_loan,
    approved_by_option,
    borrower_option,
    number_option,
    on_terms_of_a_product,
    principal_option,
)
from ledger_core.cli.options import as_written, club_argument, term_option, voucher_option
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT, DAY, MEMBER, NumberType
from ledger_core.cli.words import method_words
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.club import TermValue
    from ledger_core.loans import InterestRate, Method


@command(
    "approve",
    N_(
        "Enter a loan that the meeting approved.\n\n"
        "All terms that are not named here are those of the club's loan product."
    ),
)
@club_argument
@borrower_option
@principal_option
@option(
    "--instalments",
    text=N_("Number of monthly instalments; the product's if left out."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
    question=N_("Number of monthly instalments (Enter for the usual)"),
)
@on_terms_of_a_product
@term_option
@option(
    "--first-due",
    text=N_("First due date; one month after disbursement if left out."),
    metavar=N_("DATE"),
    type=DAY,
)
@option(
    "--purpose",
    text=N_("What the loan is for."),
    metavar=N_("TEXT"),
    question=N_("What is it for"),
)
@option(
    "--guarantor",
    text=N_("Code of the member who guarantees it."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("Guarantor (code or name; Enter for none)"),
)
@approved_by_option
@option(
    "--minutes",
    text=N_("Number of the minutes that approved it."),
    metavar=N_("MINUTES"),
    question=N_("Number of the minutes"),
    needed=True,
)
@number_option
@as_written
def loan_approve(
    *,
    club: Path,
    member: str,
    principal: int,
    instalments: int | None,
    product: str,
    rate: "InterestRate | None",
    method: "Method | None",
    terms: "tuple[tuple[str, TermValue | None], ...]",
    first_due: date | None,
    purpose: str | None,
    guarantor: str | None,
    approved_by: tuple[str, ...],
    minutes: str,
    loan: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a loan agreement."""
    from ledger_core.books.actions import LoanRequest, approve_loan

    request = LoanRequest(
        member=member,
        day=day,
        principal=principal,
        approved_by=approved_by,
        minutes=minutes,
        instalments=instalments,
        product=product,
        rate=rate,
        method=method,
        first_due=first_due,
        purpose=purpose or "",
        guarantor=guarantor,
        loan=loan,
        exception=exception,
        terms=terms,
    )

    def action(session: "WritingSession") -> Outcome:
        given = approve_loan(session, request)
        borrower = session.book.loans[given].member
        done = Message(
            N_("Loan {loan} is approved. When the money is paid out: clubledger loan disburse."),
            loan=given,
        )
        return Outcome(done, _agreement(session, given), loan=given, member=borrower)

    return write(club, Manner(yes, output), action)


def _agreement(session: "WritingSession", loan: str) -> list[str]:
    """Say what a loan asks for if it is paid out on the day of approval."""
    from ledger_core.cli.words import cost_warning, idle_terms
    from ledger_core.loans.loan_cost import loan_cost, upfront_fee

    record = session.book.loans[loan]
    member = session.book.register.members[record.member]
    terms = record.terms
    if terms is None:
        return []  # the check of what would be written says why
    rows = record.planned()
    day = record.approved_on
    cost = loan_cost(record.terms_on(day) or terms, day, record.days_off(day))
    lines = [
        _(
            "Loan {loan} to {member} {name}: {amount:money} đồng",
            loan=loan,
            member=member.code,
            name=member.name,
            amount=terms.principal,
        ),
        _(
            "  {count} instalments, {method}; the first of {amount:money} đồng on {due:date}, the "
            "last on {last:date}",
            count=terms.instalments,
            method=method_words(terms),
            amount=rows[0].total,
            due=rows[0].due,
            last=rows[-1].due,
        ),
        _("  Interest in all: {amount:money} đồng", amount=sum(row.interest for row in rows)),
    ]
    fees = upfront_fee(terms), sum(row.fee for row in rows)
    if any(fees):
        lines.append(
            _(
                "  Fees: {upfront:money} đồng on the day of disbursement, {later:money} đồng later",
                upfront=fees[0],
                later=fees[1],
            )
        )
    return lines + [f"  {line}" for line in (*cost_warning(cost), *idle_terms(terms, day))]


@command("disburse", N_("Enter that a loan is paid out, in cash or in goods."))
@about_a_waiting_loan
@option(
    "--amount",
    text=N_("Amount of this tranche; all that is left to pay out if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@option(
    "--in-kind",
    text=N_("Goods that are lent instead of money, such as “1 con bò”, at the amount."),
    metavar=N_("TEXT"),
)
@voucher_option
@as_written
def loan_disburse(
    *,
    club: Path,
    loan: str,
    amount: int | None,
    in_kind: str | None,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a disbursement."""
    from ledger_core.books.actions import DisbursementRequest, disburse_loan

    request = DisbursementRequest(loan, day, amount, voucher, exception, in_kind)

    def action(session: "WritingSession") -> Outcome:
        written = disburse_loan(session, request)
        record = session.book.loans[loan.strip().upper()]
        member = session.book.register.members[record.member]
        assert written.voucher is not None
        paid = sum(
            posted.loan_moves.get(record.loan, 0)
            for posted in session.book.vouchers[written.voucher]
        )
        done = Message(
            N_("Voucher {voucher}: {amount:money} đồng paid out to {name} on loan {loan}.")
            if in_kind is None
            else N_("{voucher}: goods for {amount:money} đồng lent to {name} on loan {loan}."),
            voucher=str(written.voucher),
            amount=paid,
            name=member.name,
            loan=record.loan,
        )
        return Outcome(
            done,
            [str(done)],
            voucher=str(written.voucher),
            repeated=written.repeated,
            loan=record.loan,
            member=record.member,
        )

    return write(club, Manner(yes, output), action)
