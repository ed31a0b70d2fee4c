"""Cash counts: what two people found in a fund's cash box, against what the books say.

A count speaks of the end of its day, when everything of that day is entered. (A `balance` directive
speaks of the beginning of a day, so it cannot say this.)
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from beancount.core import data

from ledger_core.books.metadata import MetadataReader
from ledger_core.books.posted import Posted
from ledger_core.books.register_reading import NO_VALUE, directive_value, report_problems
from ledger_core.books.sources import Findings
from ledger_core.club import Fund, Role


@dataclass(frozen=True, slots=True)
class CashCount:
    """The cash of one fund, counted.

    Attributes:
      fund: The fund whose cash box it is.
      day: The day it was counted; everything of that day is in the box.
      amount: What was found, in đồng.
      counted_by: Codes of the members who counted.
      minutes: The minutes that tell of it.
      entry: The directive.
    """

    fund: Fund
    day: date
    amount: int
    counted_by: tuple[str, ...]
    minutes: str
    entry: data.Custom


def read_count(entry: data.Custom, findings: Findings) -> CashCount | None:
    """Read a `cash-count` directive; problems become findings."""
    minutes = directive_value(entry)
    if minutes is None:
        report_problems(entry, [NO_VALUE], findings)
        return None
    reader = MetadataReader(entry.meta)
    fund = reader.word("fund", Fund, required=True)
    amount = reader.amount("counted", required=True)
    counted_by = reader.codes("counted-by", required=True)
    problems = reader.finish()
    report_problems(entry, problems, findings)
    if fund is None or amount is None:
        return None
    return CashCount(fund, entry.date, amount, counted_by, minutes, entry)


def cash_by_day(transactions: list[Posted], fund: Fund) -> Callable[[date], int]:
    """Return a function from a day to the fund's cash in đồng at its end, by the books."""
    changes: dict[date, int] = defaultdict(int)
    key = (fund, Role.CASH)
    for posted in transactions:
        if moved := posted.amounts.get(key):
            changes[posted.entry.date] += moved
    days = sorted(changes)
    totals = list(accumulate(changes[day] for day in days))

    def at_end_of(day: date) -> int:
        index = bisect_right(days, day)
        return totals[index - 1] if index else 0

    return at_end_of
