"""Portfolio at risk, with and without rescheduled loans."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given

from ledger_core.portfolio import PAR_DAYS, LoanFacts, portfolio_at_risk
from tests.strategies_portfolio import loan_books


def loan(number: int, outstanding: int, days: int, *, reschedules: int = 0) -> LoanFacts:
    return LoanFacts(
        loan=f"L{number}",
        member=f"M{number}",
        outstanding_principal=outstanding,
        days_past_due=days,
        reschedules=reschedules,
    )


@pytest.mark.parametrize(
    ("days", "late_by", "counts"),
    [
        (1, 0, False),
        (1, 1, True),
        (30, 30, False),
        (30, 31, True),
        (60, 60, False),
        (60, 61, True),
        (90, 90, False),
        (90, 91, True),
    ],
)
def test_par1_starts_with_the_first_day_and_the_others_after_theirs(
    days: int, late_by: int, *, counts: bool
) -> None:
    par = portfolio_at_risk([loan(1, 1_000_000, late_by)], days)
    assert par.amount == par.amount_without_rescheduled == 1_000_000 * counts


def test_a_rescheduled_loan_is_at_risk_until_repaid_however_punctual() -> None:
    loans = [loan(1, 6_000_000, 0), loan(2, 3_000_000, 0, reschedules=1), loan(3, 1_000_000, 40)]
    par = portfolio_at_risk(loans, 30)
    assert (par.amount, par.ratio) == (4_000_000, Fraction(4, 10))
    assert par.amount_without_rescheduled == 1_000_000
    assert par.ratio_without_rescheduled == Fraction(1, 10)


def test_a_rescheduled_loan_that_is_late_counts_once() -> None:
    par = portfolio_at_risk([loan(1, 2_000_000, 40, reschedules=2)], 30)
    assert par.amount == par.amount_without_rescheduled == 2_000_000


def test_of_no_portfolio_there_is_no_ratio() -> None:
    par = portfolio_at_risk([], 30)
    assert (par.amount, par.ratio, par.ratio_without_rescheduled) == (0, None, None)


@given(loan_books())
def test_par_falls_as_the_days_grow(loans: list[LoanFacts]) -> None:
    pars = [portfolio_at_risk(loans, days) for days in PAR_DAYS]
    for par, later in pairwise(pars):
        assert par.amount >= later.amount
        assert par.amount_without_rescheduled >= later.amount_without_rescheduled
    for par in pars:
        assert par.gross_loan_portfolio >= par.amount >= par.amount_without_rescheduled >= 0


@given(loan_books())
def test_par1_without_rescheduled_is_all_that_is_not_current(loans: list[LoanFacts]) -> None:
    current = sum(x.outstanding_principal for x in loans if x.days_past_due == 0)
    par = portfolio_at_risk(loans, 1)
    assert par.amount_without_rescheduled + current == par.gross_loan_portfolio


@given(loan_books())
def test_at_risk_and_rescheduled_together_are_no_more_than_their_parts(
    loans: list[LoanFacts],
) -> None:
    rescheduled = sum(x.outstanding_principal for x in loans if x.rescheduled)
    for days in PAR_DAYS:
        par = portfolio_at_risk(loans, days)
        assert rescheduled <= par.amount <= par.amount_without_rescheduled + rescheduled
