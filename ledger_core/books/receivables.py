"""Interest earned and not received, as it stands in the books of a club on accrual.

Each posting to the account of interest receivable belongs to the loan that its entry names.
"""

from collections import defaultdict
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.posted import Posted
from ledger_core.club import Role

_PARTS_OF_ACCRUAL = frozenset({Role.INTEREST_RECEIVABLE, Role.LOAN_INTEREST, Role.WAIVERS})


def is_accrual(posted: Posted) -> bool:
    """Whether an entry accrues interest, takes an accrual back or waives accrued interest.

    It moves nothing but the receivable, the interest income and the interest waived.
    """
    if not posted.touches(Role.INTEREST_RECEIVABLE):
        return False
    roles = {role for (_, role), amount in posted.amounts.items() if amount}
    return Role.INTEREST_RECEIVABLE in roles and roles <= _PARTS_OF_ACCRUAL


def receivables_on(book: Book, day: date) -> dict[str, int]:
    """Return the interest receivable of each loan in đồng at the end of a day, nothing left out."""
    balances = {
        loan: sum(_moved(posted) for posted in entries if posted.date <= day)
        for loan, entries in book.receivables.items()
        if loan is not None
    }
    return {loan: balance for loan, balance in balances.items() if balance}


def receivable_left(book: Book, loan: str, day: date | None = None) -> int:
    """Return how much of a loan's receivable a payment on `day` may settle, in đồng.

    That is the least that stands there at the end of that day or of any later one, so that what
    was posted later never falls below zero. Without a day it is what stands there at last.
    """
    moves: dict[date, int] = defaultdict(int)
    for posted in book.receivables.get(loan, ()):
        moves[posted.date] += _moved(posted)
    balance, least = 0, None
    for moved_on in sorted(moves):
        if day is not None and moved_on > day:
            least = balance if least is None else min(least, balance)
        balance += moves[moved_on]
    return max(0, balance if least is None else min(least, balance))


def last_accrual(book: Book) -> date | None:
    """Return the day of the last accrual of the club, None if there was none."""
    moving = (posted for entries in book.receivables.values() for posted in entries)
    return max((posted.date for posted in moving if is_accrual(posted)), default=None)


def _moved(posted: Posted) -> int:
    return posted.sum(Role.INTEREST_RECEIVABLE)
