"""Repayments of a loan, whatever they are made with: their split, and what a late entry changes.

A repayment dated before others of the same loan changes how the rule splits these. It is accepted
together with the corrections it needs: for each later day an adjusting entry without cash, dated as
the day it corrects, that makes the sum of that day what the rule says.
"""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.accruals import correct_accruals
from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    narration,
    new_number,
    person_account,
)
from ledger_core.books.actions.dating import check_not_before_end, check_open_day
from ledger_core.books.actions.errors import LoanNotRunning, OneReceiptNeeded
from ledger_core.books.actions.loan_errors import CannotCorrect
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.literals import Value
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.books.rendering import Open, Posting, Transaction
from ledger_core.books.repayment_lines import income_postings
from ledger_core.books.session import WritingSession
from ledger_core.books.splits import wrong_days
from ledger_core.club import Fund, Role
from ledger_core.loans import LoanState, Repayment, RepaymentDay, Split
from ledger_core.messages import N_

CORRECTS_KEY = "corrects"


@dataclass(frozen=True, slots=True)
class Correction:
    """An adjusting entry that puts the split of a later day right.

    Attributes:
      day: The day it corrects, and its own date.
      corrects: The voucher it corrects.
      voucher: Its own number.
      change: What it adds to each part, in đồng; the parts sum to nothing.
    """

    day: date
    corrects: VoucherNumber
    voucher: VoucherNumber
    change: Split


def split_on(session: WritingSession, record: LoanRecord, day: date, amount: int) -> Split:
    """Return how the rule splits a repayment of a day, later entries left out.

    All repayments of one day together come out as the rule says.

    Raises:
      LoanNotRunning: the loan is not paid out, or nothing is owed on it.
      RepaymentBeforeEnd: the loan left the books later.
      OneReceiptNeeded: it would change how an earlier payment of the day was split.
    """
    check_open_day(session, day)
    account = record.account_on(day)
    if account is None or account.disbursed + account.transferred_in <= 0:
        raise LoanNotRunning(record.loan, LoanState.APPROVED)
    check_not_before_end(record, day)
    if account.outstanding_principal <= 0:
        over = account.position(day)
        if not over.payoff_amount:
            raise LoanNotRunning(record.loan, over.state)
    if not account.days or account.days[-1].date != day:
        return account.split(day, amount)
    before = record.fold(
        (
            fact.event
            for fact in record.counted
            if fact.event.date <= day
            and not (isinstance(fact.event, Repayment) and fact.event.date == day)
        ),
        day,
    )
    assert before is not None
    posted = account.days[-1].posted
    change = _less(before.split(day, posted.total + amount), posted)
    if min(change.parts) < 0:
        raise OneReceiptNeeded(record.loan, day)
    return change


def _less(whole: Split, part: Split) -> Split:
    return Split(*(a - b for a, b in zip(whole.parts, part.parts, strict=True)))


def days_left_wrong(record: LoanRecord) -> frozenset[date]:
    """Return the days that are split otherwise already: minutes excuse them, and they stay so."""
    return frozenset(day.date for day in wrong_days(record))


def correct_from(
    session: WritingSession,
    record: LoanRecord,
    day: date,
    because: VoucherNumber | str,
    left_wrong: frozenset[date],
) -> tuple[Correction, ...]:
    """Enter the corrections that an entry dated `day` makes necessary on later days.

    Args:
      session: The session; the entry has been added to it.
      record: The loan.
      day: The date of the entry; days after it are corrected.
      because: The number of the entry, or of the minutes of a decision.
      left_wrong: Days that were split otherwise before it, which are left alone.

    Raises:
      CannotCorrect: a later repayment has no voucher number.
    """
    corrections: list[Correction] = []
    done = set(left_wrong)
    while True:
        wrong = [one for one in wrong_days(record) if one.date > day and one.date not in done]
        if not wrong:
            return tuple(corrections)
        first = min(wrong, key=lambda one: one.date)
        corrections.append(_correct(session, record, first, because))
        done.add(first.date)


def _correct(
    session: WritingSession, record: LoanRecord, wrong: RepaymentDay, because: VoucherNumber | str
) -> Correction:
    check_open_day(session, wrong.date)
    corrected = _number_of(record, wrong.date)
    change = _less(wrong.expected, wrong.posted)
    overpayments, openings = "", list[Open]()
    if change.overpayment:
        overpayments, openings = person_account(
            session, Role.OVERPAYMENTS, record.member, wrong.date
        )
    voucher, _ = new_number(session, ACCOUNTING_ENTRY, wrong.date, None, Fund.INCOME)
    entry = Transaction(
        wrong.date,
        narration(
            session,
            N_("Correction of {voucher} after the late entry {because}"),
            voucher=str(corrected),
            because=str(because),
        ),
        tuple(income_postings(session.book, record.loan, change, overpayments, wrong.date)),
        payee=session.book.register.members[record.member].name,
        links=frozenset({record.loan, str(voucher)}),
        metadata={
            "loan": record.loan,
            "member": record.member,
            CORRECTS_KEY: str(corrected),
        },
    )
    session.add_to_journal(Fund.INCOME, wrong.date.year, *openings, entry)
    return Correction(wrong.date, corrected, voucher, change)


def _number_of(record: LoanRecord, day: date) -> VoucherNumber:
    numbers = [
        fact.posted.vouchers[0]
        for fact in record.standing
        if fact.posted and _corrigible(fact, day)
    ]
    if not numbers:
        raise CannotCorrect(record.loan, day)
    return max(numbers)


def _corrigible(fact: LoanFact, day: date) -> bool:
    posted = fact.posted
    return (
        isinstance(fact.event, Repayment)
        and fact.event.date == day
        and posted is not None
        and posted.corrects is None
        and bool(posted.vouchers)
    )


@dataclass(frozen=True, slots=True)
class RepaymentEntry:
    """A repayment that is not made in cash.

    Attributes:
      day: Its day.
      amount: The amount that settles the loan, in đồng.
      voucher: Its number.
      debits: What it is made with; credits of a difference may stand among them.
      text: The narration.
      metadata: Lines beside loan and member.
      links: Links beside the loan's and the voucher's.
    """

    day: date
    amount: int
    voucher: VoucherNumber
    debits: tuple[Posting, ...]
    text: str
    metadata: dict[str, Value]
    links: frozenset[str] = frozenset()


def enter_repayment(
    session: WritingSession, record: LoanRecord, request: RepaymentEntry
) -> tuple[Split, tuple[Correction, ...]]:
    """Enter a repayment, split by the rule, and the corrections that it needs."""
    left_wrong = days_left_wrong(record)
    split = split_on(session, record, request.day, request.amount)
    overpayments, openings = "", list[Open]()
    if split.overpayment:
        overpayments, openings = person_account(
            session, Role.OVERPAYMENTS, record.member, request.day
        )
    credits_ = income_postings(session.book, record.loan, split, overpayments, request.day)
    entry = Transaction(
        request.day,
        request.text,
        (*request.debits, *credits_),
        payee=session.book.register.members[record.member].name,
        links=frozenset({record.loan, str(request.voucher)}) | request.links,
        metadata={"loan": record.loan, "member": record.member, **request.metadata},
    )
    session.add_to_journal(Fund.INCOME, request.day.year, *openings, entry)
    corrections = correct_from(session, record, request.day, request.voucher, left_wrong)
    correct_accruals(session, record, request.day)
    return split, corrections
