"""What the Income-generation fund has to lend, day by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Role


def capital_by_day(transactions: Iterable[Posted]) -> tuple[list[date], list[int]]:
    """Return the days on which lending capital changed, and its sum in đồng at the end of each."""
    changes: dict[date, int] = defaultdict(int)
    for posted in transactions:
        if Fund.INCOME not in posted.funds:
            continue
        for role in (Role.CASH, Role.BANK, Role.LOANS):
            changes[posted.date] += posted.amounts.get((Fund.INCOME, role), 0)
    days = sorted(changes)
    return days, list(accumulate(changes[day] for day in days))
