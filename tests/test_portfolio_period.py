"""Periods: months, averages over month-ends, and the year they are made into."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.portfolio import Balance, Period, average_portfolio, month_end

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    return Period(start, start + timedelta(draw(st.integers(min_value=0, max_value=900))))


def test_a_year_needs_no_making() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert (year.whole_months, year.days) == (12, 365)
    assert year.annual_factor == 1
    assert Period.year_to(date(2026, 12, 31)) == year


def test_whole_months_are_made_a_year_by_months_and_parts_by_days() -> None:
    assert Period(date(2026, 1, 1), date(2026, 3, 31)).annual_factor == 4
    assert Period.month_of(date(2024, 2, 10)) == Period(date(2024, 2, 1), date(2024, 2, 29))
    part = Period(date(2026, 1, 1), date(2026, 1, 30))
    assert (part.whole_months, part.annual_factor) == (0, Fraction(365, 30))


def test_an_average_is_of_the_opening_day_and_every_month_end() -> None:
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))
    assert quarter.balance_days == (
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
    )
    amounts = (60, 90, 120, 80)
    balances = [Balance(day, a) for day, a in zip(quarter.balance_days, amounts, strict=True)]
    assert average_portfolio(balances) == Fraction(175, 2)
    assert average_portfolio([]) is None


def test_a_month_averages_its_two_ends() -> None:
    month = Period.month_of(date(2026, 4, 5))
    assert month.balance_days == (date(2026, 3, 31), date(2026, 4, 30))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 31))


@given(periods())
def test_months_cover_a_period_without_gap(period: Period) -> None:
    months = list(period.months())
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert sum(month.days for month in months) == period.days
    assert all(a.end == b.opening for a, b in pairwise(months))


@given(periods())
def test_balance_days_are_the_ends_of_the_months(period: Period) -> None:
    assert period.balance_days == tuple(
        sorted({period.opening, *(month.end for month in period.months())})
    )
    assert all(
        day == month_end(day)
        for day in period.balance_days
        if day not in {period.opening, period.end}
    )


@given(periods(), days)
def test_a_day_is_in_a_period_or_outside(period: Period, day: date) -> None:
    assert (day in period) == (period.start <= day <= period.end)
