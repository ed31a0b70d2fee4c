"""On which days an entry may be dated."""

from datetime import date

from ledger_core.books.actions.closing_errors import MonthIsSealed
from ledger_core.books.actions.errors import DayBeforeBooks
from ledger_core.books.actions.loan_errors import EntryBeforeLastEvent, RepaymentBeforeEnd
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.session import WritingSession
from ledger_core.loans import Relief, Reversal, TransferOut, WriteOff


def check_open_day(session: WritingSession, day: date, *, may_precede_books: bool = False) -> None:
    """Refuse a day on which nothing may be entered: the one place where every action asks.

    Every action asks here for the day of each entry it makes, corrections that it brings included.

    Args:
      session: The books.
      day: The day of the entry.
      may_precede_books: Whether the day may lie before the books begin, as that of a member who
        joined earlier.

    Raises:
      MonthIsSealed: the day lies in a sealed month, or before one.
      DayBeforeBooks: it lies before the books begin.
    """
    register = session.book.register
    last = register.last_sealed
    if last is not None and day <= last.month.last_day:
        raise MonthIsSealed(day, last)
    club = register.club
    if club is not None and day < club.founded and not may_precede_books:
        raise DayBeforeBooks(day, club.founded)


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
