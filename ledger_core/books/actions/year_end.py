"""The result of a year is carried to the retained result, after the members' meeting approved it.

The entry is dated on the day of that meeting and names the year; reports on a period leave it out.
Income and expenses of the year stay readable as they were on its last day.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.closing_errors import YearClosedAlready, YearNotSealed
from ledger_core.books.actions.common import ACCOUNTING_ENTRY, account_of, narration
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.book import Book
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import AccountType, Fund, Month, Role, role_spec
from ledger_core.messages import Message, N_

YEAR_END_KEY = "year-end"
_RESULT = (AccountType.INCOME, AccountType.EXPENSES)


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """What closing a year brought.

    Attributes:
      year: The year.
      voucher: The number of the entries, None where neither fund had income or expenses.
      results: The result of each fund in đồng, a loss below zero.
    """

    year: int
    voucher: VoucherNumber | None
    results: dict[Fund, int]


def year_closed_by(book: Book, year: int) -> Posted | None:
    """Return an entry that closes a year and was not taken back, None where there is none."""
    return next(
        (
            posted
            for posted in book.transactions
            if posted.entry.meta.get(YEAR_END_KEY) == str(year)
            and posted.reverses is None
            and not book.was_taken_back(posted)
        ),
        None,
    )


def close_year(session: WritingSession, *, year: int, day: date, minutes: str) -> ClosedYear:
    """Carry the result of each fund, as it stood at the year's end, to its retained result.

    Args:
      session: The books.
      year: The year, whose December is sealed.
      day: The day of the members' meeting that approved it.
      minutes: Its minutes.

    Raises:
      YearNotSealed: December is not sealed yet, so that the result might still change.
      YearClosedAlready: it was closed before.
    """
    check_open_day(session, day)
    december = Month(year, 12)
    last = session.book.register.last_sealed
    if last is None or last.month < december:
        raise YearNotSealed(year, december)
    closed = year_closed_by(session.book, year)
    if closed is not None:
        raise YearClosedAlready(year, closed.date)
    voucher = session.book.next_voucher(ACCOUNTING_ENTRY, day.year)
    balances = {fund: _balances(session.book, fund, december.last_day) for fund in Fund}
    for fund, held in balances.items():
        if held:
            entry = _entry(session, fund, held, year, day, minutes, voucher)
            session.add_to_journal(fund, day.year, entry)
    results = {fund: -sum(held.values()) for fund, held in balances.items()}
    return ClosedYear(year, voucher if any(balances.values()) else None, results)


def _balances(book: Book, fund: Fund, day: date) -> dict[str, int]:
    """Return what the income and expense accounts of a fund hold, earlier closings taken off."""
    balances: dict[str, int] = defaultdict(int)
    for posted in book.transactions:
        if fund not in posted.funds or not _counts(book, posted, day):
            continue
        for posting in posted.entry.postings:
            account = book.chart.get(posting.account)
            if account is None or account.role is None or posting.units is None:
                continue
            if role_spec(account.role).account_type in _RESULT and posting.units.number:
                balances[account.name] += int(posting.units.number)
    return {name: amount for name, amount in sorted(balances.items()) if amount}


def _counts(book: Book, posted: Posted, day: date) -> bool:
    """Whether an entry has a part in the result that stands at a year's end.

    A closing is dated after its year, and takes off what it closed whatever its own day; one that
    was taken back, and the entry that did so, leave nothing.
    """
    if not posted.touches(Role.RETAINED_RESULT):
        return posted.date <= day
    closing = str(posted.entry.meta.get(YEAR_END_KEY, ""))
    return bool(closing) and closing <= str(day.year) and not book.was_taken_back(posted)


def _entry(
    session: WritingSession,
    fund: Fund,
    balances: dict[str, int],
    year: int,
    day: date,
    minutes: str,
    voucher: VoucherNumber,
) -> Transaction:
    postings = [Posting(name, -amount) for name, amount in balances.items()]
    total = sum(balances.values())
    if total:
        postings.append(Posting(account_of(session, fund, Role.RETAINED_RESULT), total))
    return Transaction(
        day,
        narration(session, N_("Result of {year} carried over"), year=str(year)),
        tuple(postings),
        links=frozenset({str(voucher)}),
        metadata={
            YEAR_END_KEY: str(year),
            "minutes": clean_text(minutes, Message(N_("The number of the minutes"))),
        },
    )
