"""Due dates keep their seed day through short months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import add_months, due_dates
from ledger_core.loans.due_dates import due_date_after, whole_months
from tests.strategies import starts


@pytest.mark.parametrize(
    ("start", "dues"),
    [
        (date(2026, 1, 31), [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]),
        (date(2024, 1, 30), [date(2024, 2, 29), date(2024, 3, 30)]),
        (date(2023, 4, 30), [date(2023, 5, 30)]),
        (date(2026, 11, 15), [date(2026, 12, 15), date(2027, 1, 15)]),
    ],
)
def test_dates_are_clipped_to_the_month_end_and_come_back(start: date, dues: list[date]) -> None:
    assert list(due_dates(start, len(dues))) == dues


def test_a_first_due_date_brings_its_own_seed_day() -> None:
    dues = due_dates(date(2026, 1, 15), 3, date(2026, 2, 21))
    assert dues == (date(2026, 2, 21), date(2026, 3, 21), date(2026, 4, 21))
    assert due_date_after(date(2026, 1, 15), 3, date(2026, 2, 21)) == date(2026, 5, 21)


@given(starts(), st.integers(min_value=1, max_value=60))
def test_each_regular_period_is_one_whole_month(start: date, instalments: int) -> None:
    dues = due_dates(start, instalments)
    assert all(whole_months(a, b) == 1 for a, b in zip((start, *dues), dues, strict=False))
    assert due_date_after(start, instalments) == add_months(start, instalments + 1)


@given(starts(), st.integers(min_value=0, max_value=40))
def test_a_month_is_whole_on_its_day_and_not_before(start: date, months: int) -> None:
    end = add_months(start, months)
    assert whole_months(start, end) == months
    assert whole_months(start, end - timedelta(days=1)) == months - 1
