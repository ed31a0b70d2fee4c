"""Schedules: published figures, and what holds for all terms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from ledger_core.loans import (
    AppliesTo,
    FirstDueTooEarly,
    Instalment,
    InterestPeriod,
    InterestRate,
    LoanTerms,
    Method,
    Residual,
    Rounding,
    schedule,
)
from ledger_core.money import RoundingMode
from tests.strategies import loan_terms, starts

START = date(2026, 1, 15)
TO_THE_DONG = Rounding(multiple=1)


def monthly(
    principal: int, per_mille: int, instalments: int, method: Method, rounding: Rounding
) -> tuple[Instalment, ...]:
    rate = InterestRate.monthly(Fraction(per_mille, 1000))
    return schedule(
        LoanTerms(principal, rate, instalments, method=method, rounding=rounding), START
    )


def test_six_million_in_twelve_equal_parts_costs_390_000() -> None:
    rows = monthly(6_000_000, 10, 12, Method.DECLINING_EQUAL_PRINCIPAL, TO_THE_DONG)
    assert sum(row.interest for row in rows) == 390_000
    assert rows[0] == Instalment(1, date(2026, 2, 15), 500_000, 60_000, 5_500_000)
    assert rows[0].total == 560_000
    assert rows[-1] == Instalment(12, date(2027, 1, 15), 500_000, 5_000, 0)


def test_the_same_flat_costs_720_000() -> None:
    rows = monthly(6_000_000, 10, 12, Method.FLAT, TO_THE_DONG)
    assert [row.interest for row in rows] == [60_000] * 12


@pytest.mark.parametrize(
    ("period", "interest"), [(InterestPeriod.ACTUAL_365, 101_918), (InterestPeriod.MONTH, 100_000)]
)
def test_ten_million_from_15_january_to_15_february(period: InterestPeriod, interest: int) -> None:
    rate = InterestRate.yearly(Fraction(12, 100))
    rows = schedule(LoanTerms(10_000_000, rate, 1, interest_period=period), START)
    assert rows[0].interest == interest


@pytest.mark.parametrize("method", [Method.BULLET, Method.INTEREST_ONLY])
def test_a_village_bank_sheet_pays_interest_monthly_and_principal_at_the_end(
    method: Method,
) -> None:
    """400,000 riel for four months at 4 % a month."""
    rows = monthly(400_000, 40, 4, method, TO_THE_DONG)
    assert [row.interest for row in rows] == [16_000] * 4
    assert [row.principal for row in rows] == [0, 0, 0, 400_000]


def test_a_hundred_million_in_five_months() -> None:
    rows = monthly(100_000_000, 10, 5, Method.DECLINING_EQUAL_PRINCIPAL, TO_THE_DONG)
    assert [row.total for row in rows] == [
        21_000_000, 20_800_000, 20_600_000, 20_400_000, 20_200_000,
    ]  # fmt: skip


def test_an_annuity_in_whole_units() -> None:
    """OpenCBS: 10,000 at 3 % a month in twelve instalments of 1,005, the last 1,001."""
    rows = monthly(10_000, 30, 12, Method.ANNUITY, TO_THE_DONG)
    assert [row.total for row in rows] == [1005] * 11 + [1001]
    assert [row.principal for row in rows[:4]] == [705, 726, 748, 770]
    assert rows[-1].principal == 972


@pytest.mark.parametrize(
    ("principal", "residual", "totals"),
    [
        (1000, Residual.LAST, [185, 185, 185, 185, 185, 183]),
        (1000, Residual.FIRST, [183, 185, 185, 185, 185, 185]),
        (800, Residual.SPREAD, [148, 148, 147, 147, 148, 147]),
    ],
)
def test_opencbs_rounding_policies_of_an_annuity(
    principal: int, residual: Residual, totals: list[int]
) -> None:
    rows = monthly(principal, 30, 6, Method.ANNUITY, Rounding(1, residual=residual))
    assert [row.total for row in rows] == totals


def test_opencbs_spreads_flat_interest_too() -> None:
    rate = InterestRate.monthly(Fraction(33, 10_000))
    rounding = Rounding(1, residual=Residual.SPREAD)
    rows = schedule(LoanTerms(1000, rate, 5, method=Method.FLAT, rounding=rounding), START)
    assert [row.interest for row in rows] == [3, 4, 3, 4, 3]


def test_fineract_rounds_principal_and_interest_apart_to_a_hundred() -> None:
    rounding = Rounding(100, RoundingMode.HALF_EVEN, AppliesTo.PRINCIPAL_AND_INTEREST)
    rows = monthly(10_000_000, 20, 24, Method.DECLINING_EQUAL_PRINCIPAL, rounding)
    assert [row.principal for row in rows] == [416_700] * 23 + [415_900]
    assert [rows[number - 1].interest for number in (1, 2, 3, 4, 5, 6, 10, 20, 24)] == [
        200_000, 191_700, 183_300, 175_000, 166_700, 158_300, 125_000, 41_700, 8_300,
    ]  # fmt: skip


def test_instalments_come_in_thousands_and_the_last_absorbs() -> None:
    rows = monthly(5_000_000, 10, 12, Method.DECLINING_EQUAL_PRINCIPAL, Rounding())
    assert all(row.total % 1000 == 0 for row in rows[:-1])
    assert rows[0] == Instalment(1, date(2026, 2, 15), 417_000, 50_000, 4_583_000)
    assert sum(row.principal for row in rows) == 5_000_000


def test_an_annuity_by_days_keeps_the_monthly_level_and_the_last_absorbs() -> None:
    terms = LoanTerms(
        12_000_000,
        InterestRate.yearly(Fraction(12, 100)),
        12,
        method=Method.ANNUITY,
        interest_period=InterestPeriod.ACTUAL_365,
    )
    rows = schedule(terms, START)
    assert {row.total for row in rows[:-1]} == {1_066_000}
    assert rows[-1].total != 1_066_000


def test_a_longer_first_period_counts_its_whole_months() -> None:
    terms = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 3)
    sooner, later = date(2026, 2, 21), date(2026, 4, 20)
    assert schedule(replace(terms, first_due=sooner), START)[0].interest == 60_000
    assert schedule(replace(terms, first_due=later), START)[0].interest == 180_000


def test_a_first_due_date_must_follow_the_disbursement() -> None:
    terms = LoanTerms(1000, InterestRate.monthly(Fraction(0)), 1, first_due=START)
    with pytest.raises(FirstDueTooEarly):
        schedule(terms, START)


def test_who_gets_less_than_agreed_repays_less() -> None:
    terms = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
    half = schedule(terms, START, principal=3_000_000)
    assert half == schedule(replace(terms, principal=3_000_000), START)


@given(loan_terms(), starts())
def test_parts_are_never_negative_and_sum_to_the_principal(terms: LoanTerms, start: date) -> None:
    rows = schedule(terms, start)
    assert len(rows) == terms.instalments
    assert sum(row.principal for row in rows) == terms.principal
    assert all(row.principal >= 0 and row.interest >= 0 for row in rows)
    assert [row.balance for row in rows] == [
        terms.principal - sum(row.principal for row in rows[: number + 1])
        for number in range(len(rows))
    ]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


@given(loan_terms(), starts())
def test_no_interest_is_due_without_a_rate(terms: LoanTerms, start: date) -> None:
    free = replace(terms, rate=InterestRate.monthly(Fraction(0)))
    assert not any(row.interest for row in schedule(free, start))


Total = Callable[[tuple[Instalment, ...]], int]


@given(loan_terms(), starts())
def test_flat_never_costs_less_than_declining(terms: LoanTerms, start: date) -> None:
    plain = replace(terms, rounding=TO_THE_DONG, interest_period=InterestPeriod.MONTH)
    flat = schedule(replace(plain, method=Method.FLAT), start)
    declining = schedule(replace(plain, method=Method.DECLINING_EQUAL_PRINCIPAL), start)
    rounding = terms.instalments  # each period may round by half a đồng, either way
    assert sum(row.interest for row in flat) + rounding >= sum(row.interest for row in declining)
