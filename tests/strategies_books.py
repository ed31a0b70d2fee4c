"""Books of any entries: balanced, each within one fund, and otherwise anything."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import strategies as st

from ledger_core.books.book import Book
from ledger_core.books.directives import Scope
from ledger_core.books.loading import LoadedClub
from ledger_core.club import Fund, Role, role_spec

FIRST = date(2026, 1, 1)
LAST = date(2026, 12, 31)


def _meta(line: int) -> data.Meta:
    return {"filename": "journal.beancount", "lineno": line}


@cache
def _accounts() -> dict[tuple[Fund, Role], str]:
    return {
        (fund, role): f"{role_spec(role).account_type.value.title()}:{fund.value.title()}:"
        f"{role.value.title()}"
        for role in Role
        for fund in role_spec(role).funds
    }


def _opens() -> list[data.Directive]:
    return [
        data.Open({**_meta(0), "fund": fund.value, "role": role.value}, FIRST, name, [], None)
        for (fund, role), name in _accounts().items()
    ]


def days() -> st.SearchStrategy[date]:
    """Days of the year that the books cover."""
    return st.dates(FIRST, LAST)


@st.composite
def _transaction(draw: st.DrawFn, line: int) -> data.Transaction:
    fund = draw(st.sampled_from(Fund))
    names = [name for (found, _), name in _accounts().items() if found is fund]
    chosen = draw(st.lists(st.sampled_from(names), min_size=2, max_size=4, unique=True))
    amounts = [draw(st.integers(-(10**9), 10**9)) for _ in chosen[1:]]
    amounts.append(-sum(amounts))
    postings = [
        data.Posting(name, Amount(Decimal(amount), "VND"), None, None, None, None)
        for name, amount in zip(chosen, amounts, strict=True)
    ]
    return data.Transaction(
        _meta(line), draw(days()), "*", "Ai đó", "Việc gì đó", frozenset(), frozenset(), postings
    )


@st.composite
def any_books(draw: st.DrawFn) -> LoadedClub:
    """Return books of up to thirty entries that keep no rule but that of double entry."""
    count = draw(st.integers(0, 30))
    entries: list[data.Directive] = [draw(_transaction(line)) for line in range(1, count + 1)]
    everything = [*_opens(), *sorted(entries, key=lambda entry: entry.date)]
    book = Book(Path("club"), Scope.CLUB)
    book.extend(everything)
    return LoadedClub(book, everything, {}, [])
