"""The rows of a snapshot say of every day what the report of the day says."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.books.book import Book
from ledger_core.books.loading import LoadedClub, load_club
from ledger_core.consolidation.figures import COLUMNS, NOTHING, added, figure, portfolio_of_row
from ledger_core.consolidation.money import NO_MONEY, money_of, moved_between
from ledger_core.consolidation.money_steps import money_steps
from ledger_core.consolidation.snapshot import Steps
from ledger_core.consolidation.steps import portfolio_steps
from ledger_core.reports.day_accounts import accounts_on
from ledger_core.reports.funds.balances import balances_on, movements_in
from ledger_core.reports.funds.receipts_and_payments import flows
from ledger_core.reports.portfolio import portfolio_on
from ledger_core.reports.request import Period, ReportRequest
from tests.strategies_books import any_books, days
from tests.strategies_snapshots import books_of_loans


def check_day(book: Book, steps: Steps, day: date) -> None:
    row = steps.on(day) or NOTHING
    report = portfolio_on(book, day)
    assert portfolio_of_row(day, row) == replace(report, loans=())
    accounts = [account for _, account in accounts_on(book, day)]
    waiting = sum(account.disbursed + account.transferred_in <= 0 for account in accounts)
    assert figure(row, "approved_loans") == waiting
    assert figure(row, "written_off_loans") == sum(a.written_off > 0 for a in accounts)
    assert figure(row, "written_off_principal") == sum(a.written_off for a in accounts)
    assert figure(row, "members") == len(book.register.active_members(day))
    if row is not NOTHING:
        banks = book.register.rules_on(day).provision_table == "banks"
        assert figure(row, "reckoned_as_banks") == banks


@settings(max_examples=60)
@given(books_of_loans(), st.lists(st.integers(-20, 1500), min_size=4, max_size=4), st.data())
def test_a_row_is_the_report_of_the_day(book: Book, gaps: list[int], data: st.DataObject) -> None:
    steps = portfolio_steps(book)
    assert len(set(steps.days)) == len(steps.rows)
    if not steps.days:
        check_day(book, steps, date(2026, 1, 1))
        return
    near = data.draw(st.lists(st.sampled_from(steps.days), min_size=3, max_size=3))
    days = [steps.days[0] + timedelta(gap) for gap in gaps]
    for day in (*days, *near, *(day - timedelta(1) for day in near)):
        check_day(book, steps, day)


@pytest.fixture(scope="module")
def example(root: Path) -> LoadedClub:
    return load_club(root / "examples" / "mong")


def test_rows_of_an_example_club(example: LoadedClub) -> None:
    steps = portfolio_steps(example.book)
    for day in (date(2025, 5, 1), date(2025, 12, 31), date(2026, 5, 17), date(2027, 1, 1)):
        check_day(example.book, steps, day)


@given(any_books(), days(), days())
def test_money_of_any_days_is_what_the_statements_say(
    club: LoadedClub, one: date, two: date
) -> None:
    first, last = min(one, two), max(one, two)
    found = money_steps(club.book)

    def on(day: date) -> tuple[int, ...] | None:
        return found.steps.on(day)

    rows = [on(first - timedelta(1)), on(last)]
    before, after = (
        NO_MONEY if row is None else money_of(dict(zip(found.keys, row, strict=True)))
        for row in rows
    )
    moved = moved_between(before, after)
    period = Period(first, last)
    flow = flows(ReportRequest(club, period))

    def some(sums: object) -> dict[object, int]:
        return {place: amount for place, amount in dict(sums).items() if amount}  # type: ignore[call-overload]

    assert some(after.balances) == some(balances_on(club.book, last))
    assert some(moved.moved) == some(movements_in(club.book, period))
    assert some(moved.received) == some(flow.received)
    assert some(moved.paid) == some(flow.paid)


def test_rows_add_up() -> None:
    one = tuple(range(len(COLUMNS)))
    assert added([one, one]) == tuple(2 * value for value in one)
    assert added([]) == NOTHING
