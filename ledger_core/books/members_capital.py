"""Paid-in capital as the books show it: what the club owes each member."""

from datetime import date

from ledger_core.books.book import Book
from ledger_core.club import Role


def paid_in_capital(book: Book, day: date) -> dict[str, int]:
    """Return the paid-in capital in đồng of each member at the end of `day`, by code."""
    accounts = {
        account.name: code
        for (role, code), account in book.chart.of_person.items()
        if role is Role.MEMBERS_CAPITAL
    }
    found: dict[str, int] = {}
    for posted in book.transactions:
        if posted.date > day or not posted.touches(Role.MEMBERS_CAPITAL):
            continue
        for posting in posted.entry.postings:
            code = accounts.get(posting.account)
            if code is not None and posting.units and posting.units.number:
                found[code] = found.get(code, 0) - int(posting.units.number)
    return found
