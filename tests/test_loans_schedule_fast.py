"""The fast loops and the plain path against the general ones: the same amounts, always."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import InterestPeriod, InterestRate, LoanTerms, Method, schedule
from ledger_core.loans.drafting import draft
from ledger_core.loans.plan import Plan
from ledger_core.loans.schedule import Instalment, is_plain
from ledger_core.loans.spreading import Task
from ledger_core.loans.spreading import amounts as general_amounts
from tests.strategies import loan_terms, starts


@given(
    loan_terms(),
    st.lists(st.integers(min_value=0, max_value=62), min_size=1, max_size=24)
    | st.builds(lambda length, count: [length] * count, st.integers(0, 31), st.integers(1, 60)),
    st.integers(min_value=0, max_value=10**10),
    st.integers(min_value=0, max_value=10**10) | st.none(),
)
def test_a_fast_loop_gives_the_amounts_of_the_general_one(
    terms: LoanTerms, units: list[int], principal: int, flat_base: int | None
) -> None:
    plan = Plan.of(terms)
    base = principal if flat_base is None else flat_base
    general = general_amounts(Task(plan, principal, units, None, base, None, None, None, ()))
    assert plan.amounts(principal, units, flat_base=flat_base) == general


@given(loan_terms(), starts(), st.integers(min_value=1, max_value=100) | st.none())
def test_a_plain_schedule_is_the_drafted_one(
    terms: LoanTerms, start: date, days: int | None
) -> None:
    if days is not None:
        terms = replace(terms, first_due=date.fromordinal(start.toordinal() + days))
    drafted = draft(terms, start, terms.principal)
    assert list(schedule(terms, start)) == [
        Instalment(number, *row) for number, row in enumerate(drafted, start=1)
    ]
    assert not is_plain(terms) or Plan.of(terms).fast


@pytest.mark.parametrize("period", InterestPeriod)
@pytest.mark.parametrize("method", Method)
def test_the_plain_path_counts_as_the_drafted_one(method: Method, period: InterestPeriod) -> None:
    """Three years from a leap year on, at every way to count."""
    rate = InterestRate.yearly(Fraction(12, 100))
    terms = LoanTerms(7_777_000, rate, 36, method=method, interest_period=period)
    start = date(2023, 12, 31)
    drafted = draft(terms, start, terms.principal)
    assert [(row.due, row.principal, row.interest) for row in schedule(terms, start)] == [
        (row.due, row.principal, row.interest) for row in drafted
    ]


@given(loan_terms(), st.integers(min_value=1, max_value=600))
def test_the_level_of_one_times_a_principal_is_its_level(terms: LoanTerms, count: int) -> None:
    plan = Plan.of(terms)
    assert Fraction(*plan.level_of_one(count)) * terms.principal == plan.size(
        terms.principal, count
    )
