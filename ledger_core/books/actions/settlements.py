"""Loans settled without cash, and what was paid too much: set off, used, or given back."""

from dataclasses import dataclass, field
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    PAYMENT,
    Written,
    account_of,
    excuse,
    known_loan,
    narration,
    new_number,
    positive,
    refuse_taken,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.loan_errors import MoreThanPayoff, NotSoMuchKept, WhichOverpayment
from ledger_core.books.actions.repaying import Correction, RepaymentEntry, enter_repayment
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.literals import Value
from ledger_core.books.loan_events import OVERPAID_ON_KEY
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
from ledger_core.loans import Split
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class SettlementRequest:
    """A loan that is repaid, in whole or in part, out of what the club holds for the member.

    Attributes:
      loan: The loan's id.
      day: Its day.
      amount: Amount in đồng; as much as there is and the loan needs when None.
      number: Number of the voucher as typed; the next one when None.
      from_loan: For an overpayment, the loan it was paid on; the only one when None.
      minutes: Minutes that decided it.
      exception: Minutes that excuse a breach of a rule.
    """

    loan: str
    day: date
    amount: int | None = None
    number: str | None = None
    from_loan: str | None = None
    minutes: str | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Settled(Written):
    """What a settlement became.

    Attributes:
      loan: The loan's id.
      amount: What settled it, in đồng.
      split: How the rule split it.
      corrections: The corrections of later repayments that it brought.
    """

    loan: str = ""
    amount: int = 0
    split: Split = field(default_factory=Split)
    corrections: tuple[Correction, ...] = ()


def set_off(session: WritingSession, request: SettlementRequest) -> Settled:
    """Repay a loan out of its borrower's own paid-in capital.

    Raises:
      NotSoMuchKept: the capital does not suffice.
      MoreThanPayoff: the loan needs less.
    """
    record = known_loan(session, request.loan)
    text = narration(session, N_("Paid-in capital set off against loan {loan}"), loan=record.loan)
    return _settle(session, request, record, Role.MEMBERS_CAPITAL, text, None)


def use_overpayment(session: WritingSession, request: SettlementRequest) -> Settled:
    """Repay a loan out of what its borrower paid too much, on this loan or on another.

    Raises:
      WhichOverpayment: no loan of the borrower holds an overpayment, or several do.
      NotSoMuchKept: it does not suffice.
      MoreThanPayoff: the loan needs less.
    """
    record = known_loan(session, request.loan)
    paid_on = _overpaid(session, record, request)
    text = narration(session, N_("Overpayment used for loan {loan}"), loan=record.loan)
    return _settle(session, request, record, Role.OVERPAYMENTS, text, paid_on)


def _overpaid(
    session: WritingSession, record: LoanRecord, request: SettlementRequest
) -> LoanRecord:
    if request.from_loan is not None:
        return known_loan(session, request.from_loan)
    voucher_given = request.number is not None
    loans = [
        other
        for other in session.book.loans_of_member(record.member)
        if other.account is not None and other.account.overpaid > 0
    ]
    if not loans and voucher_given:
        return record  # the same entry again: nothing is left to use
    if len(loans) != 1:
        raise WhichOverpayment(record.member, [other.loan for other in loans])
    return loans[0]


def _settle(
    session: WritingSession,
    request: SettlementRequest,
    record: LoanRecord,
    role: Role,
    text: str,
    paid_on: LoanRecord | None,
) -> Settled:
    check_open_day(session, request.day)
    voucher, existing = new_number(
        session, ACCOUNTING_ENTRY, request.day, request.number, Fund.INCOME
    )
    if existing:
        return settled_again(record, request, voucher, existing, role)
    kept = _kept(session, record, role, request.day)
    if paid_on is not None:
        account = paid_on.account
        kept = min(kept, account.overpaid if account else 0)
    folded = record.account_on(request.day)
    payoff = folded.position(request.day).payoff_amount if folded else 0
    amount = min(kept, payoff) if request.amount is None else positive(request.amount)
    if amount > kept or amount <= 0:
        raise NotSoMuchKept(record.member, request.amount or payoff, kept)
    if amount > payoff:
        raise MoreThanPayoff(record.loan, amount, payoff)
    metadata: dict[str, Value] = {}
    links: frozenset[str] = frozenset()
    if paid_on is not None and paid_on is not record:
        metadata[OVERPAID_ON_KEY] = paid_on.loan
        links = frozenset({paid_on.loan})
    if request.minutes is not None:
        metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    source = session.book.chart.of_person[role, record.member].name
    split, corrections = enter_repayment(
        session,
        record,
        RepaymentEntry(
            request.day,
            amount,
            voucher,
            (Posting(source, amount),),
            text,
            metadata | excuse(request.exception),
            links,
        ),
    )
    return Settled(voucher, loan=record.loan, amount=amount, split=split, corrections=corrections)


def _kept(session: WritingSession, record: LoanRecord, role: Role, day: date) -> int:
    """Return what the club holds for the borrower in đồng, on the day and at last."""
    account = session.book.chart.of_person.get((role, record.member))
    if account is None:
        return 0
    on_day = sum(
        int(posting.units.number)
        for posted in session.book.transactions
        if posted.date <= day
        for posting in posted.entry.postings
        if posting.account == account.name and posting.units and posting.units.number
    )
    return min(-on_day, -session.book.account_balance(account.name))


def settled_again(
    record: LoanRecord,
    request: SettlementRequest,
    voucher: VoucherNumber,
    existing: list[Posted],
    role: Role,
) -> Settled:
    """Return the settlement that stands under a number already; refuse another entry."""
    amount = sum(posted.sum(role) for posted in existing)
    same = all(posted.date == request.day and posted.loan == record.loan for posted in existing)
    if not same or not amount or request.amount not in (None, amount):
        refuse_taken(voucher, existing)
    return Settled(voucher, repeated=True, loan=record.loan, amount=amount)


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """What was paid too much on a loan, given back in cash.

    Attributes:
      loan: The loan's id.
      day: Day of payment.
      amount: Amount in đồng; all of it when None.
      number: Number of the payment voucher as typed; the next one when None.
      exception: Minutes that excuse a breach of a rule.
    """

    loan: str
    day: date
    amount: int | None = None
    number: str | None = None
    exception: str | None = None


def refund(session: WritingSession, request: RefundRequest) -> Settled:
    """Give an overpayment back to the borrower in cash.

    Raises:
      NotSoMuchKept: not so much is kept on this loan.
    """
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    voucher, existing = new_number(session, PAYMENT, request.day, request.number, Fund.INCOME)
    if existing:
        again = SettlementRequest(request.loan, request.day, request.amount)
        return settled_again(record, again, voucher, existing, Role.OVERPAYMENTS)
    on_loan = record.account.overpaid if record.account else 0
    kept = min(on_loan, _kept(session, record, Role.OVERPAYMENTS, request.day))
    amount = kept if request.amount is None else positive(request.amount)
    if amount > kept or amount <= 0:
        raise NotSoMuchKept(record.member, amount, kept)
    entry = Transaction(
        request.day,
        narration(session, N_("Refund of what was paid too much on loan {loan}"), loan=record.loan),
        two_lines(
            session.book.chart.of_person[Role.OVERPAYMENTS, record.member].name,
            account_of(session, Fund.INCOME, Role.CASH),
            amount,
        ),
        payee=session.book.register.members[record.member].name,
        links=frozenset({record.loan, str(voucher)}),
        metadata={"loan": record.loan, "member": record.member} | excuse(request.exception),
    )
    session.add_to_journal(Fund.INCOME, request.day.year, entry)
    return Settled(voucher, loan=record.loan, amount=amount)
