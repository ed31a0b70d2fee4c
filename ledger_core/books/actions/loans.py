"""Loans are approved and paid out."""

from dataclasses import dataclass, replace
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    PAYMENT,
    Written,
    account_of,
    excuse,
    known_loan,
    known_member,
    narration,
    new_number,
    refuse_taken,
    same_entries,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.decision_errors import LoanIsCancelled
from ledger_core.books.actions.errors import LoanExists, NoSuchProduct, NothingToDisburse
from ledger_core.books.actions.lending_errors import GoodsNotInStock
from ledger_core.books.codes import LoanNumber, NotACode, loan_id, next_loan_number
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_calendar import ends_too_late, ends_too_late_message
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.loan_terms import (
    LoanFrame,
    merged_words,
    term_metadata,
    terms_from_words,
)
from ledger_core.books.rendering import Custom, Open, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.term_errors import TermsRefused
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, LoanProduct, Role, TermValue
from ledger_core.loans import FirstDueTooEarly, InterestRate, LoanTerms, Method
from ledger_core.messages import Message, N_

IN_KIND_KEY = "in-kind"


@dataclass(frozen=True, slots=True)
class LoanRequest:
    """A loan as the meeting approved it; what is None comes from the product.

    Attributes:
      member: Code of the borrower.
      day: Day of approval.
      principal: Principal in đồng.
      approved_by: Codes of those who approved it.
      minutes: Minutes of the meeting.
      instalments: Number of monthly instalments.
      product: Code of the loan product.
      rate: Rate of interest.
      method: Method of repayment.
      first_due: First due date; one month after disbursement when None.
      purpose: What the loan is for.
      guarantor: Code of the guarantor.
      loan: Id, the next free one of the year when None.
      exception: Minutes that excuse a breach of the club's rules.
      terms: Terms that differ from the product's, by the keys of the ledger format; None puts the
        format's default back.
    """

    member: str
    day: date
    principal: int
    approved_by: tuple[str, ...]
    minutes: str
    instalments: int | None = None
    product: str = "standard"
    rate: InterestRate | None = None
    method: Method | None = None
    first_due: date | None = None
    purpose: str = ""
    guarantor: str | None = None
    loan: str | None = None
    exception: str | None = None
    terms: tuple[tuple[str, TermValue | None], ...] = ()


def _product(session: WritingSession, request: LoanRequest) -> LoanProduct:
    register = session.book.register
    product = register.product_on(request.product, request.day)
    if product is None:
        known = [code for code in register.products if register.product_on(code, request.day)]
        raise NoSuchProduct(request.product, request.day, known)
    return product


def _terms(product: LoanProduct, request: LoanRequest) -> LoanTerms:
    frame = LoanFrame(
        request.principal, request.instalments or product.instalments, request.first_due
    )
    if request.first_due is not None and request.first_due <= request.day:
        raise FirstDueTooEarly(request.first_due, request.day)
    terms = terms_from_words(merged_words(product.terms, request.terms), frame)
    if request.rate is not None:
        terms = replace(terms, rate=request.rate)
    if request.method is not None:
        terms = replace(terms, method=request.method)
    if ends_too_late(terms, request.day):
        raise TermsRefused([ends_too_late_message()])
    return terms


def _new_id(session: WritingSession, request: LoanRequest) -> str:
    if request.loan is not None:
        loan = loan_id(request.loan)
        if loan in session.book.loans:
            raise LoanExists(loan)
        return loan
    return free_loan_id(session, request.day)


def free_loan_id(session: WritingSession, day: date) -> str:
    """Return the next loan number of a day's year."""
    used = []
    for known in session.book.loans:
        try:
            used.append(LoanNumber.parse(known))
        except NotACode:
            continue
    return str(next_loan_number(used, day.year))


def approve_loan(session: WritingSession, request: LoanRequest) -> str:
    """Enter a loan agreement with every term written out; return the loan's id.

    The terms are copied from the product in force on the day, so that a product changed later
    changes no loan.
    """
    check_open_day(session, request.day)
    borrower = known_member(session, request.member)
    approvers = [known_member(session, code).code for code in request.approved_by]
    product = _product(session, request)
    terms = _terms(product, request)
    loan = _new_id(session, request)
    metadata: dict[str, Value] = {
        "member": borrower.code,
        "product": product.code,
        "principal": VND(terms.principal),
        "instalments": terms.instalments,
        **term_metadata(terms),
    }
    if request.purpose:
        metadata["purpose"] = clean_text(request.purpose, Message(N_("The purpose of the loan")))
    if request.guarantor:
        metadata["guarantor"] = known_member(session, request.guarantor).code
    metadata["approved-by"] = " ".join(approvers)
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    metadata |= excuse(request.exception)
    session.add_to_journal(
        Fund.INCOME, request.day.year, Custom(request.day, Directive.LOAN, (loan,), metadata)
    )
    return loan


@dataclass(frozen=True, slots=True)
class DisbursementRequest:
    """Money paid out on a loan.

    Attributes:
      loan: The loan's id.
      day: Day of payment.
      amount: Amount in đồng; what is left of the agreed principal when None.
      number: Voucher number as typed; the next one when None.
      exception: Minutes that excuse a breach.
      in_kind: The goods that are lent instead of money, in words; the amount is their agreed value.
    """

    loan: str
    day: date
    amount: int | None = None
    number: str | None = None
    exception: str | None = None
    in_kind: str | None = None


def disburse_loan(session: WritingSession, request: DisbursementRequest) -> Written:
    """Enter the disbursement of a loan, in cash or goods, and open its account the first time."""
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    if record.cancellation is not None:
        raise LoanIsCancelled(record.loan, record.cancellation.date)
    member = session.book.register.members[record.member]
    series = PAYMENT if request.in_kind is None else ACCOUNTING_ENTRY
    voucher, existing = new_number(session, series, request.day, request.number, Fund.INCOME)
    agreed = record.agreed_on(request.day)
    folded = record.account
    disbursed = folded.disbursed + folded.transferred_in if folded else 0
    amount = request.amount or (
        agreed - disbursed
        if not existing
        else sum(p.loan_moves.get(record.loan, 0) for p in existing)
    )
    account, opening = loan_account(session, record, request.day)
    metadata: dict[str, Value] = {"loan": record.loan, "member": record.member}
    source = Role.CASH
    if request.in_kind is not None:
        source = Role.GOODS
        metadata[IN_KIND_KEY] = clean_text(request.in_kind, Message(N_("The goods")))
    metadata |= excuse(request.exception)
    entry = Transaction(
        request.day,
        narration(session, N_("Disbursement of loan {loan}"), loan=record.loan),
        two_lines(account, account_of(session, Fund.INCOME, source), amount),
        payee=member.name,
        links=frozenset({record.loan, str(voucher)}),
        metadata=metadata,
    )
    if existing:
        if not same_entries(existing, [entry]):
            refuse_taken(voucher, existing)
        return Written(voucher, repeated=True)
    if amount <= 0:
        raise NothingToDisburse(record.loan, disbursed)
    if request.in_kind is not None:
        held = session.book.balance(Fund.INCOME, Role.GOODS, on=request.day)
        if held < amount:
            raise GoodsNotInStock(amount, held)
    session.add_to_journal(Fund.INCOME, request.day.year, *opening, entry)
    return Written(voucher)


def loan_account(session: WritingSession, record: LoanRecord, day: date) -> tuple[str, list[Open]]:
    """Return the name of a loan's own account, and its opening if it is new."""
    account = session.book.chart.of_loan.get(record.loan)
    if account is not None:
        return account.name, []
    parent = account_of(session, Fund.INCOME, Role.LOANS)
    name = f"{parent}:{record.member}:{record.loan}"
    metadata: dict[str, Value] = {
        "fund": Fund.INCOME.value,
        "role": Role.LOANS.value,
        "member": record.member,
        "loan": record.loan,
    }
    return name, [Open(day, name, metadata)]
