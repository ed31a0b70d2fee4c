"""Checks of the cash counts: two people, once a day and fund, and the same sum as in the books."""

from ledger_core.books.book import Book
from ledger_core.books.counts import CashCount, cash_by_day
from ledger_core.club import Fund
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_COUNTERS = 2


def check_counts(book: Book) -> None:
    """Check every cash count against the books at the end of its day."""
    for fund in book.scope.funds:
        counts = [count for count in book.counts if count.fund is fund]
        if counts:
            _check_fund(book, fund, counts)


def _check_fund(book: Book, fund: Fund, counts: list[CashCount]) -> None:
    in_books = cash_by_day(book.transactions, fund)
    days = set()
    for count in counts:
        if count.day in days:
            _counted_twice(book, count)
        days.add(count.day)
        if len(set(count.counted_by)) < _COUNTERS:
            _counted_by_one(book, count)
        if count.amount != in_books(count.day):
            _differs(book, count, in_books(count.day))


def _counted_twice(book: Book, count: CashCount) -> None:
    book.findings.add(
        "register.count-twice",
        Severity.ERROR,
        count.entry.meta,
        Message(
            N_("The cash of the fund is counted twice on {day:date}: {fund}."),
            day=count.day,
            fund=count.fund.label,
        ),
        remedy=Message(N_("Keep the count that the minutes tell of.")),
    )


def _counted_by_one(book: Book, count: CashCount) -> None:
    book.findings.add(
        "register.count-by-one",
        Severity.BREACH,
        count.entry.meta,
        Message(N_("The cash was not counted by two different people: {fund}."), fund=count.fund),
        remedy=Message(
            N_("Let two people count and name both, or name the minutes that excuse it: exception.")
        ),
    )


def _differs(book: Book, count: CashCount, in_books: int) -> None:
    book.findings.add(
        "register.count-differs",
        Severity.BREACH,
        count.entry.meta,
        Message(
            N_(
                "On {day:date} {counted:money} đồng were counted, the books say {books:money} at "
                "the end of that day: {fund}."
            ),
            day=count.day,
            counted=count.amount,
            books=in_books,
            fund=count.fund.label,
        ),
        remedy=Message(
            N_(
                "Look for an entry of that day or before which is missing, wrong or entered too "
                "early. What cannot be found is entered as cash over or short: clubledger count. "
                "Money that came or went after the count is entered on a later day."
            )
        ),
    )
