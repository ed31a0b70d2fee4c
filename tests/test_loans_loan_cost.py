"""What a loan really costs when it has fees, advance payments or odd dates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from ledger_core.loans import (
    DateTerms,
    Every,
    FeeTerms,
    InterestRate,
    LoanTerms,
    Method,
    PeriodUnit,
    Rounding,
    SpreadTerms,
    borrowing_cost,
    schedule,
)
from ledger_core.loans.loan_cost import loan_cost
from tests.strategies import loan_terms, starts

START = date(2026, 1, 15)
ONE_PERCENT = InterestRate.monthly(Fraction(1, 100))
LOAN = LoanTerms(12_000_000, ONE_PERCENT, 12, rounding=Rounding(1))


def apr(terms: LoanTerms) -> Decimal:
    """The nominal yearly cost."""
    found = loan_cost(terms, START).apr
    assert found is not None
    return found


def test_a_plain_loan_costs_its_rate() -> None:
    """By months, on the balance: twelve per cent."""
    for method in (Method.DECLINING_EQUAL_PRINCIPAL, Method.ANNUITY, Method.INTEREST_ONLY):
        assert apr(replace(LOAN, method=method)) == pytest.approx(
            Decimal("0.12"), abs=Decimal("1e-5")
        )


def test_flat_interest_as_published() -> None:
    """Flat 1 % a month over twelve months is 21.46 %."""
    assert round(apr(replace(LOAN, method=Method.FLAT)), 4) == Decimal("0.2146")


def test_instalments_in_advance_cost_their_rate() -> None:
    """The first is paid at once and is no month's use of money."""
    assert apr(replace(LOAN, method=Method.ANNUITY_DUE)) == pytest.approx(
        Decimal("0.12"), abs=Decimal("1e-5")
    )


def test_a_down_payment_costs_nothing_more() -> None:
    """What is given back on the day was never lent."""
    part = SpreadTerms(down_payment=Fraction(1, 4))
    assert apr(replace(LOAN, spread=part)) == pytest.approx(Decimal("0.12"), abs=Decimal("1e-5"))


def test_fees_raise_the_cost() -> None:
    """Two per cent up front on a year's loan on the balance: about 3.9 points more (by hand)."""
    upfront = FeeTerms(upfront_share=Fraction(2, 100))
    each = FeeTerms(instalment_amount=20_000)
    bullet = replace(LOAN, method=Method.BULLET, instalments=1, fees=upfront)
    # One month: 12,120,000 back for 11,760,000 received, 3.0612 % a month.
    assert round(apr(bullet), 4) == Decimal("0.3673")
    assert apr(replace(LOAN, fees=upfront)) > Decimal("0.155")
    assert apr(replace(LOAN, fees=each)) > Decimal("0.155")


def test_other_periods_are_counted_as_they_are() -> None:
    """A week is no month: 1 % a month stays 12 % a year, dates of their own too."""
    weekly = replace(LOAN, dates=DateTerms(every=Every(1, PeriodUnit.WEEK)), instalments=10)
    assert apr(weekly) == pytest.approx(Decimal("0.12"), abs=Decimal("2e-3"))
    half_year = replace(LOAN, dates=DateTerms(every=Every(6)), instalments=2)
    assert apr(half_year) == pytest.approx(Decimal("0.12"), abs=Decimal("4e-3"))
    harvests = (date(2026, 5, 15), date(2026, 11, 15))
    on_dates = replace(LOAN, dates=DateTerms(given=harvests), instalments=2)
    assert apr(on_dates) == pytest.approx(Decimal("0.12"), abs=Decimal("4e-3"))


@given(loan_terms(), starts())
def test_it_is_the_cost_of_the_schedule(terms: LoanTerms, start: date) -> None:
    """Without fees and advance payments, the months give what they gave."""
    if terms.method is Method.ANNUITY_DUE:
        return
    rows = schedule(terms, start)
    assert loan_cost(terms, start) == borrowing_cost(start, terms.principal, rows)
