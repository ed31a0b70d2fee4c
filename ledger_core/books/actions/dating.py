"""On which days an entry may be dated."""

from datetime import date

from ledger_core.books.actions.common import check_day
from ledger_core.books.actions.loan_errors import EntryBeforeLastEvent, RepaymentBeforeEnd
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.session import WritingSession
from ledger_core.loans import Relief, Reversal, TransferOut, WriteOff


def check_open_day(session: WritingSession, day: date) -> None:
    """Refuse a day on which nothing may be entered any more.

    Every entry of a loan, and every correction that it brings, asks here for its own day; so a
    month that is closed is refused in one place.
    """
    check_day(session, day)


def check_not_before_last(record: LoanRecord, day: date) -> None:
    """Refuse a day before the last entry of a loan.

    Raises:
      EntryBeforeLastEvent: the loan has a later entry.
    """
    last = max((fact.event.date for fact in record.facts), default=day)
    if day < last:
        raise EntryBeforeLastEvent(record.loan, day, last)


def check_not_before_end(record: LoanRecord, day: date) -> None:
    """Refuse a repayment dated before the loan left the books, which fixed the sum of that entry.

    Raises:
      RepaymentBeforeEnd: the loan was written off, forgiven or passed on later.
    """
    events = [fact.event for fact in record.counted]
    for event in events:
        if isinstance(event, Reversal) and event.of in events:
            events = [other for other in events if other != event.of]
    ends = [event.date for event in events if isinstance(event, WriteOff | Relief | TransferOut)]
    if ends and day < max(ends):
        raise RepaymentBeforeEnd(record.loan, day, max(ends))
