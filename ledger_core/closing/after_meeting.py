"""What is still to do at a meeting once its sheet stands in the books.

Interest passes on first, for it moves money from one box to the other; then two people count each
box, for a count speaks of the end of the day; then the month before is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ledger_core.books.actions.distribution import distribution_due
from ledger_core.books.book import Book
from ledger_core.books.counts import cash_by_day
from ledger_core.closing.month import is_counted
from ledger_core.club import Distribution, Fund, Month


@dataclass(frozen=True, slots=True)
class StillToDo:
    """What is left to do at a meeting after its entries.

    Attributes:
      day: The day of the meeting.
      month: The month to be closed at it, None where none is over or all are closed.
      distribution: How the interest that waits is parted, None where none is passed on.
      boxes: What each box that is not counted yet must hold once the interest has passed on, in
        đồng.
    """

    day: date
    month: Month | None
    distribution: Distribution | None
    boxes: Mapping[Fund, int]

    @property
    def nothing(self) -> bool:
        """Whether all is done."""
        return self.month is None and not self.boxes


def still_to_do(book: Book, day: date) -> StillToDo:
    """Return what is left to do at the meeting of a day, by the books as they stand."""
    month = _month_to_close(book, day)
    counted_today = {count.fund for count in book.counts if count.day == day}
    since = {fund for fund in Fund if month is not None and is_counted(book, fund, month)}
    parts = None if counted_today else distribution_due(book, day)
    moved = parts.activity if parts else 0
    moves = {Fund.INCOME: -moved, Fund.ACTIVITY: moved}
    boxes = {
        fund: cash_by_day(book.transactions, fund)(day) + moves[fund]
        for fund in Fund
        if fund not in counted_today | since
    }
    return StillToDo(day, month, parts, boxes)


def _month_to_close(book: Book, day: date) -> Month | None:
    """Return the month whose turn it is: the one after the last, else the one before the meeting.

    The first month that is closed covers everything before it.
    """
    last, club = book.register.last_sealed, book.register.club
    if last is not None:
        month = last.month.following
    else:
        month = Month.of(Month.of(day).first_day - timedelta(days=1))
        if club is None or month.last_day < club.founded:
            return None
    return month if month.last_day < day else None
