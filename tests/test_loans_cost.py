"""The cost to the borrower: published figures of flat loans."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger_core.loans import InterestRate, LoanTerms, Method, Rounding, borrowing_cost, schedule

START = date(2026, 1, 15)


def flat(instalments: int, first_due: date | None = None) -> LoanTerms:
    return LoanTerms(
        6_000_000,
        InterestRate.monthly(Fraction(1, 100)),
        instalments,
        method=Method.FLAT,
        rounding=Rounding(1),
        first_due=first_due,
    )


@pytest.mark.parametrize(
    ("instalments", "percent"),
    [(6, "20.29"), (10, "21.26"), (12, "21.46"), (18, "21.64"), (24, "21.57")],
)
def test_flat_one_percent_a_month_costs_more_than_twenty_a_year(
    instalments: int, percent: str
) -> None:
    cost = borrowing_cost(START, 6_000_000, schedule(flat(instalments), START))
    assert cost.apr is not None
    assert round(cost.apr * 100, 2) == Decimal(percent)


def test_apr_and_eir_have_six_decimals() -> None:
    cost = borrowing_cost(START, 6_000_000, schedule(flat(12), START))
    assert (str(cost.apr), str(cost.eir)) == ("0.214572", "0.236984")
    assert str(cost.eir_by_dates) == "0.238097"


def test_a_declining_loan_costs_its_rate() -> None:
    terms = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
    assert str(borrowing_cost(START, 6_000_000, schedule(terms, START)).apr) == "0.120000"


def test_an_interest_free_loan_costs_nothing() -> None:
    terms = LoanTerms(6_000_000, InterestRate.monthly(Fraction(0)), 12)
    cost = borrowing_cost(START, 6_000_000, schedule(terms, START))
    assert str(cost.apr) == str(cost.eir) == str(cost.eir_by_dates) == "0.000000"


def test_months_without_payment_lower_the_cost_of_a_declining_loan_not() -> None:
    """Interest of two whole months at the end of them, at the same simple rate."""
    terms = LoanTerms(
        6_000_000, InterestRate.monthly(Fraction(1, 100)), 12, first_due=date(2026, 3, 15)
    )
    cost = borrowing_cost(START, 6_000_000, schedule(terms, START))
    assert cost.apr is not None
    assert Decimal("0.119") < cost.apr < Decimal("0.120")
