"""The money of a club through time: a row for each day with entries."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.interest_received import interest_received
from ledger_core.books.posted import Posted
from ledger_core.consolidation.money import INTEREST_RECEIVED, MoneyKind, money_key
from ledger_core.consolidation.snapshot import MoneySteps, Steps
from ledger_core.reports.funds.balances import closes_a_year
from ledger_core.reports.funds.receipts_and_payments import money_flows


def money_steps(book: Book) -> MoneySteps:
    """Return the money of a club: a row for each day with entries."""
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    for posted in book.transactions:
        changes = by_day[posted.date]
        for key, amount in _changes(posted):
            changes[key] += amount
    keys = sorted({key for changes in by_day.values() for key, amount in changes.items() if amount})
    sums = dict.fromkeys(keys, 0)
    days, rows = [], []
    for day, changes in sorted(by_day.items()):
        for key, amount in changes.items():
            if key in sums:
                sums[key] += amount
        days.append(day)
        rows.append(tuple(sums.values()))
    return MoneySteps(tuple(keys), Steps(tuple(days), tuple(rows)))


def _changes(posted: Posted) -> Iterator[tuple[str, int]]:
    closing = closes_a_year(posted)
    for place, amount in posted.amounts.items():
        yield money_key(MoneyKind.BALANCE, *place), amount
        if closing:
            yield money_key(MoneyKind.CLOSING, *place), amount
    for fund in posted.funds:
        for flow in money_flows(posted, fund):
            kind = MoneyKind.RECEIVED if flow.comes_in else MoneyKind.PAID
            yield money_key(kind, fund, flow.role), flow.amount
    if not closing:
        yield INTEREST_RECEIVED, interest_received(posted)
