"""Due dates and the length of periods: figures computed by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from ledger_core.loans import (
    DatesOutOfOrder,
    DateTerms,
    DaysOff,
    Every,
    FirstDueTooEarly,
    FirstPeriod,
    InterestPeriod,
    InterestRate,
    LoanTerms,
    Method,
    Moratorium,
    MoratoriumEndsTooEarly,
    PauseTerms,
    Pausing,
    PeriodUnit,
    Rounding,
    Shift,
    accrued_interest,
    due_dates,
    schedule,
)

START = date(2026, 1, 15)
MILLION = LoanTerms(
    1_000_000,
    InterestRate.yearly(Fraction(12, 100)),
    3,
    method=Method.INTEREST_ONLY,
    rounding=Rounding(1),
)
SIX = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 6, rounding=Rounding(1))


def dues(terms: LoanTerms, start: date = START, off: DaysOff | None = None) -> list[str]:
    rows = schedule(terms, start, days_off=off or DaysOff())
    return [row.due.isoformat() for row in rows]


@pytest.mark.parametrize(
    ("period", "interest"),
    [
        ("month", 10_000),
        ("actual/360", 10_333),
        ("actual/364", 10_220),
        ("actual/365", 10_192),
        ("actual/365-inclusive", 10_521),
        ("actual/actual", 10_164),
        ("30/360", 10_000),
        ("30/364", 9_890),
        ("30/365", 9_863),
        ("30/actual", 9_836),
    ],
)
def test_a_million_from_15_january_to_15_february_of_a_leap_year(
    period: str, interest: int
) -> None:
    """31 days, of 366 in the year, at 12 % a year."""
    terms = replace(MILLION, interest_period=InterestPeriod(period))
    assert schedule(terms, date(2024, 1, 15))[0].interest == interest


def test_a_period_over_new_year_counts_each_part_over_its_own_year() -> None:
    """12 days of 365 and 19 of 366."""
    terms = replace(MILLION, interest_period=InterestPeriod.ACTUAL_ACTUAL)
    assert schedule(terms, date(2023, 12, 20))[0].interest == 10_175


def test_in_30_360_the_31st_is_the_30th() -> None:
    terms = replace(MILLION, interest_period=InterestPeriod.THIRTY_360, instalments=1)
    first = replace(terms, first_due=date(2026, 3, 31))
    assert schedule(first, START)[0].interest == 25_000  # 75 days
    assert accrued_interest(terms, 1_000_000, date(2026, 1, 31), date(2026, 2, 28)) == 9_333


def test_both_ends_count_once_where_both_are_to_count() -> None:
    terms = replace(MILLION, interest_period=InterestPeriod.ACTUAL_365_INCLUSIVE)
    rows = schedule(terms, START)
    assert [row.interest for row in rows] == [10_521, 9_205, 10_192]  # 32, 28 and 31 days
    assert accrued_interest(terms, 1_000_000, START, date(2026, 1, 29)) == 4_932  # 15 days
    usual = replace(terms, interest_period=InterestPeriod.ACTUAL_365)
    assert accrued_interest(usual, 1_000_000, START, date(2026, 1, 29)) == 4_603  # 14 days
    assert accrued_interest(usual, 1_000_000, START, date(2026, 1, 14)) == 0


def test_by_months_a_day_accrues_a_30th() -> None:
    assert accrued_interest(MILLION, 1_000_000, START, date(2026, 1, 21)) == 2_000


@pytest.mark.parametrize(
    ("every", "rate", "dates"),
    [
        (Every(1, PeriodUnit.WEEK), Fraction(52, 100), ["2026-01-22", "2026-01-29", "2026-02-05"]),
        (Every(2, PeriodUnit.WEEK), Fraction(26, 100), ["2026-01-29", "2026-02-12", "2026-02-26"]),
        (
            Every(10, PeriodUnit.DAY),
            Fraction(365, 1000),
            ["2026-01-25", "2026-02-04", "2026-02-14"],
        ),
        (Every(2), Fraction(6, 100), ["2026-03-15", "2026-05-15", "2026-07-15"]),
    ],
)
def test_instalments_of_weeks_days_and_months_bear_their_part_of_the_year(
    every: Every, rate: Fraction, dates: list[str]
) -> None:
    terms = replace(MILLION, rate=InterestRate.yearly(rate), dates=DateTerms(every=every))
    assert dues(terms) == dates
    assert [row.interest for row in schedule(terms, START)] == [10_000] * 3


def test_a_level_instalment_is_set_on_the_rate_of_its_period() -> None:
    """A week at 52 % a year is a month at 12 %."""
    weekly = replace(
        MILLION,
        method=Method.ANNUITY,
        rate=InterestRate.yearly(Fraction(52, 100)),
        dates=DateTerms(every=Every(1, PeriodUnit.WEEK)),
    )
    monthly = replace(MILLION, method=Method.ANNUITY)
    assert [row.total for row in schedule(weekly, START)] == [
        row.total for row in schedule(monthly, START)
    ]


def test_a_due_day_is_kept_through_short_months() -> None:
    def first_three(day: int, start: date = START) -> list[str]:
        return dues(replace(MILLION, dates=DateTerms(due_day=day)), start)

    assert first_three(31) == ["2026-01-31", "2026-02-28", "2026-03-31"]
    assert first_three(1) == ["2026-02-01", "2026-03-01", "2026-04-01"]
    assert first_three(15) == ["2026-02-15", "2026-03-15", "2026-04-15"]
    assert first_three(30, date(2026, 1, 31)) == ["2026-02-28", "2026-03-30", "2026-04-30"]
    assert due_dates(START, 3, date(2026, 2, 10), due_day=31)[1:] == (
        date(2026, 3, 31),
        date(2026, 4, 30),
    )


def test_given_dates_are_kept_and_then_go_on_regularly() -> None:
    given = (date(2026, 5, 20), date(2026, 10, 5))
    terms = replace(
        MILLION,
        interest_period=InterestPeriod.ACTUAL_365,
        dates=DateTerms(given=given),
    )
    assert dues(terms) == ["2026-05-20", "2026-10-05", "2026-11-05"]
    assert schedule(terms, START)[0].interest == 41_096  # 125 days
    with pytest.raises(DatesOutOfOrder):
        DateTerms(given=given[::-1])


@pytest.mark.parametrize(
    ("dates", "due"),
    [
        (DateTerms(), "2026-02-15"),
        (DateTerms(weekends=Shift.FORWARD), "2026-02-16"),
        (DateTerms(weekends=Shift.BACKWARD), "2026-02-13"),
        (DateTerms(holidays=Shift.FORWARD), "2026-02-21"),
        (DateTerms(weekends=Shift.FORWARD, holidays=Shift.FORWARD), "2026-02-23"),
        (DateTerms(weekends=Shift.BACKWARD, holidays=Shift.FORWARD), "2026-02-23"),
        (DateTerms(meetings=Shift.FORWARD), "2026-02-24"),
        (DateTerms(meetings=Shift.BACKWARD), "2026-01-24"),
    ],
)
def test_a_due_date_moves_over_tet_and_its_interest_does_not(dates: DateTerms, due: str) -> None:
    """15 February 2026 is a Sunday; Tết is celebrated from the 15th to the 20th."""
    off = DaysOff(
        holidays=frozenset(date(2026, 2, day) for day in range(15, 21)),
        meetings=tuple(date(2026, month, 24) for month in range(1, 5)),
    )
    by_days = replace(MILLION, interest_period=InterestPeriod.ACTUAL_365)
    moved = schedule(replace(by_days, dates=dates), START, days_off=off)
    assert moved[0].due.isoformat() == due
    assert [row.interest for row in moved] == [10_192, 9_205, 10_192]
    if dates.meetings is Shift.NONE:
        later = Shift.FORWARD if dates.weekends is Shift.FORWARD else dates.weekends
        sundays = {Shift.NONE: "15", Shift.FORWARD: "16", Shift.BACKWARD: "13"}
        assert moved[1].due.isoformat() == f"2026-03-{sundays[later]}"  # from the original day


def test_an_irregular_first_period_costs_whole_months_or_its_days() -> None:
    """41 days, where a regular one has 31."""
    terms = replace(MILLION, first_due=date(2026, 2, 25))
    assert schedule(terms, START)[0].interest == 10_000
    by_days = replace(terms, dates=DateTerms(first_period=FirstPeriod.BY_DAYS))
    assert [row.interest for row in schedule(by_days, START)] == [13_226, 10_000, 10_000]
    fortnights = DateTerms(every=Every(14, PeriodUnit.DAY), first_period=FirstPeriod.BY_DAYS)
    daily = InterestRate.daily(Fraction(1, 1400))
    terms = replace(terms, dates=fortnights, rate=daily, first_due=date(2026, 2, 5))
    assert [row.interest for row in schedule(terms, START)] == [15_000, 10_000, 10_000]


@pytest.mark.parametrize(
    ("pauses", "interest"),
    [
        (PauseTerms(principal=2), [60_000, 60_000, 60_000, 45_000, 30_000, 15_000]),
        (PauseTerms(principal=2, interest=2), [0, 0, 180_000, 45_000, 30_000, 15_000]),
        (PauseTerms(principal=2, interest_free=2), [0, 0, 60_000, 45_000, 30_000, 15_000]),
    ],
)
def test_grace_of_three_kinds(pauses: PauseTerms, interest: list[int]) -> None:
    rows = schedule(replace(SIX, pauses=pauses), START)
    assert [row.principal for row in rows] == [0, 0] + [1_500_000] * 4
    assert [row.interest for row in rows] == interest


def test_grace_on_interest_leaves_the_principal_of_a_level_instalment() -> None:
    level = replace(SIX, method=Method.ANNUITY)
    rows = schedule(replace(level, pauses=PauseTerms(interest=2)), START)
    usual = schedule(level, START)
    assert [row.principal for row in rows] == [row.principal for row in usual]
    assert rows[2].interest == sum(row.interest for row in usual[:3])


@pytest.mark.parametrize(
    ("interest", "expected"),
    [
        (Pausing.CHARGED, [60_000, 60_000, 60_000, 50_000]),
        (Pausing.DEFERRED, [0, 0, 180_000, 50_000]),
        (Pausing.FREE, [0, 0, 60_000, 50_000]),
    ],
)
def test_a_moratorium_moves_the_end_of_the_loan(interest: Pausing, expected: list[int]) -> None:
    storm = Moratorium(date(2026, 2, 1), date(2026, 3, 31), interest)
    rows = schedule(replace(SIX, pauses=PauseTerms(moratoria=(storm,))), START)
    assert [row.principal for row in rows] == [0, 0] + [1_000_000] * 6
    assert [row.interest for row in rows[:4]] == expected
    assert rows[-1].due == date(2026, 9, 15)


def test_a_moratorium_ends_after_it_begins_and_not_never() -> None:
    with pytest.raises(MoratoriumEndsTooEarly):
        Moratorium(START, date(2026, 1, 14))
    endless = Moratorium(START, date(2126, 1, 1), Pausing.FREE)
    rows = schedule(replace(SIX, pauses=PauseTerms(moratoria=(endless,))), START)
    assert [row.principal for row in rows] == [0] * 29 + [6_000_000]


def test_only_instalments_in_advance_may_begin_on_the_first_day() -> None:
    due = replace(MILLION, method=Method.ANNUITY_DUE, first_due=START)
    assert schedule(due, START)[0].due == START
    with pytest.raises(FirstDueTooEarly):
        schedule(replace(due, method=Method.ANNUITY), START)
