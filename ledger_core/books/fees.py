"""Membership fees as the books show them: what each member paid, and still owes."""

from collections import defaultdict
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.openings import is_opening
from ledger_core.club import Fund, Role, fees_owed

_FEES = (Fund.ACTIVITY, Role.MEMBERSHIP_FEES)


def fees_paid(book: Book, day: date) -> dict[str, int]:
    """Return the membership fees in đồng that each member paid by the end of `day`, by code.

    What an adjusting entry took back counts as not paid.
    """
    paid: dict[str, int] = defaultdict(int)
    for posted in book.transactions:
        if posted.member is not None and posted.date <= day and _FEES in posted.amounts:
            paid[posted.member] -= posted.amounts[_FEES]
    return dict(paid)


def older_books_until(book: Book) -> date | None:
    """Return the day until which a club's fees stand in older books, None without such.

    What was in the boxes when these books began holds the fees of the meetings until then.
    """
    return max((posted.date for posted in book.transactions if is_opening(posted)), default=None)


def fees_owed_by_member(book: Book, day: date) -> dict[str, int]:
    """Return the membership fees in đồng that each member owes at the end of `day`, by code.

    Who has left is asked for the months until then.
    """
    paid, after = fees_paid(book, day), older_books_until(book)
    return {
        code: fees_owed(member, book.register, day, paid.get(code, 0), after)
        for code, member in sorted(book.register.members.items())
    }
