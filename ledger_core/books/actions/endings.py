"""Principal that will not be repaid: written off, or forgiven; and what comes in later."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    RECEIPT,
    Written,
    account_of,
    approved,
    excuse,
    known_loan,
    narration,
    new_number,
    positive,
    refuse_taken,
    same_entries,
    two_lines,
)
from ledger_core.books.actions.dating import check_not_before_last, check_open_day
from ledger_core.books.actions.errors import AccountMissing
from ledger_core.books.actions.loan_errors import (
    MoreThanClaimed,
    MoreThanOutstanding,
    NothingOutstanding,
    NotWrittenOff,
)
from ledger_core.books.literals import Value
from ledger_core.books.loan_events import RELIEF_KEY
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.losses import REASON_KEY, LossReason, loss_postings
from ledger_core.books.posted import Posted
from ledger_core.books.receivables import receivable_left
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
from ledger_core.loans import LoanState
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class LossRequest:
    """Principal that the meeting takes off a loan.

    Attributes:
      loan: The loan's id.
      day: Day of the decision.
      reason: Why.
      minutes: Minutes of the members' meeting that decided it.
      approved_by: Codes of those who approved it.
      amount: For relief, how much in đồng; all that is outstanding when None.
      number: Number of the accounting entry as typed; the next one when None.
      exception: Minutes that excuse a breach of a rule.
    """

    loan: str
    day: date
    reason: LossReason
    minutes: str
    approved_by: tuple[str, ...] = ()
    amount: int | None = None
    number: str | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Loss(Written):
    """What was taken off a loan.

    Attributes:
      loan: The loan's id.
      amount: Principal in đồng.
    """

    loan: str = ""
    amount: int = 0


def write_off(session: WritingSession, request: LossRequest) -> Loss:
    """Take all outstanding principal of a loan off the books; the claim is kept beside them.

    The allowance bears it as far as it goes, then the risk reserve, then loan losses. Interest that
    was accrued and is still receivable goes with it.

    Raises:
      NothingOutstanding: there is no principal to write off.
      EntryBeforeLastEvent: the loan has a later entry.
    """
    return _lose(session, request, relief=False)


def relieve(session: WritingSession, request: LossRequest) -> Loss:
    """Forgive principal by decision of the members' meeting; no claim is kept.

    Raises:
      NothingOutstanding, MoreThanOutstanding: there is no principal, or not so much.
      EntryBeforeLastEvent: the loan has a later entry.
    """
    return _lose(session, request, relief=True)


def _lose(session: WritingSession, request: LossRequest, *, relief: bool) -> Loss:
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    voucher, existing = new_number(
        session, ACCOUNTING_ENTRY, request.day, request.number, Fund.INCOME
    )
    if existing:
        _check_same(record, request, existing)
        amount = -sum(posted.loan_moves.get(record.loan, 0) for posted in existing)
        return Loss(voucher, repeated=True, loan=record.loan, amount=amount)
    check_not_before_last(record, request.day)
    account = record.account_on(request.day)
    outstanding = account.outstanding_principal if account else 0
    if outstanding <= 0:
        raise NothingOutstanding(record.loan, request.day)
    amount = outstanding if request.amount is None else positive(request.amount)
    if amount > outstanding:
        raise MoreThanOutstanding(record.loan, amount, outstanding)
    loan_account = session.book.chart.of_loan[record.loan].name
    receivable = 0 if relief else receivable_left(session.book, record.loan, request.day)
    text = N_("Relief on loan {loan}") if relief else N_("Write-off of loan {loan}")
    entry = Transaction(
        request.day,
        narration(session, text, loan=record.loan),
        _loss_lines(session, request.day, Posting(loan_account, -amount), receivable),
        payee=session.book.register.members[record.member].name,
        links=frozenset({record.loan, str(voucher)}),
        metadata=_loss_metadata(session, request, record, relief=relief),
    )
    session.add_to_journal(Fund.INCOME, request.day.year, entry)
    return Loss(voucher, loan=record.loan, amount=amount)


def _check_same(record: LoanRecord, request: LossRequest, existing: list[Posted]) -> None:
    for posted in existing:
        moved = -posted.loan_moves.get(record.loan, 0)
        same = posted.date == request.day and moved and request.amount in (None, moved)
        if not same or posted.entry.meta.get(REASON_KEY) != request.reason.value:
            refuse_taken(posted.vouchers[0], existing)


def _loss_lines(
    session: WritingSession, day: date, principal: Posting, receivable: int
) -> tuple[Posting, ...]:
    """Return the lines of a loss: who bears it, the principal, and interest that was accrued."""
    try:
        lines = [*loss_postings(session.book, day, receivable - principal.amount), principal]
    except KeyError:
        raise AccountMissing(Fund.INCOME, Role.LOAN_LOSSES) from None
    if receivable:
        account = account_of(session, Fund.INCOME, Role.INTEREST_RECEIVABLE)
        lines.append(Posting(account, -receivable))
    return tuple(lines)


def _loss_metadata(
    session: WritingSession, request: LossRequest, record: LoanRecord, *, relief: bool
) -> dict[str, Value]:
    metadata: dict[str, Value] = {"loan": record.loan, "member": record.member}
    if relief:
        metadata[RELIEF_KEY] = True
    metadata[REASON_KEY] = request.reason.value
    metadata |= approved(session, request.approved_by)
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    return metadata | excuse(request.exception)


@dataclass(frozen=True, slots=True)
class RecoveryRequest:
    """Money received on a loan that was written off.

    Attributes:
      loan: The loan's id.
      day: Day of payment.
      amount: Amount in đồng.
      number: Receipt number as typed; the next one when None.
      person: Who pays, if not the borrower.
      exception: Minutes that excuse a breach of a rule.
    """

    loan: str
    day: date
    amount: int
    number: str | None = None
    person: str = ""
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Recovered(Written):
    """What came in after a write-off.

    Attributes:
      loan: The loan's id.
      claim: What is still claimed, in đồng.
    """

    loan: str = ""
    claim: int = 0


def recover(session: WritingSession, request: RecoveryRequest) -> Recovered:
    """Enter cash received on a loan that was written off: income, no principal.

    Raises:
      NotWrittenOff: the loan is not written off on the day.
      MoreThanClaimed: it is more than is still claimed.
    """
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    amount = positive(request.amount)
    voucher, existing = new_number(session, RECEIPT, request.day, request.number, Fund.INCOME)
    account = record.account_on(request.day)
    if account is None or account.state is not LoanState.WRITTEN_OFF:
        raise NotWrittenOff(record.loan)
    entry = Transaction(
        request.day,
        narration(session, N_("Recovery on loan {loan}, written off"), loan=record.loan),
        two_lines(
            account_of(session, Fund.INCOME, Role.CASH),
            account_of(session, Fund.INCOME, Role.RECOVERIES),
            amount,
        ),
        payee=clean_text(request.person, Message(N_("The name")))
        if request.person
        else session.book.register.members[record.member].name,
        links=frozenset({record.loan, str(voucher)}),
        metadata={"loan": record.loan, "member": record.member} | excuse(request.exception),
    )
    if existing:
        if not same_entries(existing, [entry]):
            refuse_taken(voucher, existing)
        return Recovered(voucher, repeated=True, loan=record.loan, claim=_claim(record))
    if amount > _claim(record):
        raise MoreThanClaimed(record.loan, amount, _claim(record))
    session.add_to_journal(Fund.INCOME, request.day.year, entry)
    return Recovered(voucher, loan=record.loan, claim=_claim(record))


def _claim(record: LoanRecord) -> int:
    """Return what is still claimed after everything in the books."""
    account = record.account
    if account is None or account.last_event is None:
        return 0
    return account.position(account.last_event).memo_claim
