"""Rates of return and present value."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    present_value,
    rate_of_annuity,
    rate_of_return,
    rate_of_return_by_dates,
)

flows = st.lists(st.integers(min_value=-100_000, max_value=100_000), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("payments", "rate"),
    [
        ([-150_000, 15_000, 25_000, 35_000, 45_000, 60_000], "0.052433"),
        ([-100, 0, 0, 74], "-0.095496"),
        ([-100, 39, 59, 55, 20], "0.280948"),
        ([-100, 100, 0, -7], "-0.083300"),
        ([-5, Decimal("10.5"), 1, -8, 1], "0.088598"),
        ([-10, 25, Fraction(-154, 10)], "0.100000"),  # of 10 % and 40 % the nearer to nothing
    ],
)
def test_the_rate_of_return(payments: list[int], rate: str) -> None:
    found = rate_of_return(payments)
    assert found is not None
    assert f"{found:.6f}" == rate


@pytest.mark.parametrize("payments", [[], [0, 0], [5, 7], [-5, -7]])
def test_payments_of_one_sign_have_no_rate(payments: list[int]) -> None:
    assert rate_of_return(payments) is None
    dated = [(date(2026, 1, 1) + timedelta(n), amount) for n, amount in enumerate(payments)]
    assert rate_of_return_by_dates(dated) is None


def test_dates_may_come_in_any_order_and_zeros_say_nothing() -> None:
    dated = [(date(2027, 1, 1), 110), (date(2025, 1, 1), 0), (date(2026, 1, 1), -100)]
    assert rate_of_return_by_dates(dated) == Decimal("0.100000000000")
    slower = rate_of_return_by_dates(dated, day_count="actual/360")
    assert slower is not None
    assert slower < Decimal("0.1")
    with pytest.raises(ValueError, match="Day Count"):
        rate_of_return_by_dates(dated, day_count="business/252")


def test_present_value_is_exact() -> None:
    assert present_value(Fraction(1, 10), [-100, 110]) == 0
    assert present_value(Fraction(0), [1, 2, 3]) == 6
    assert present_value(Fraction(1, 20), []) == 0


def test_the_rate_of_a_level_payment() -> None:
    assert rate_of_annuity(1, 0, -100, 110) == Decimal("0.100000000000")
    assert rate_of_annuity(0, 0, -100, 110) is None


@given(flows)
def test_at_the_rate_of_return_payments_are_worth_nothing(payments: list[int]) -> None:
    rate = rate_of_return(payments)
    if rate is not None and abs(rate) < Decimal("0.9"):
        value = present_value(Fraction(rate), payments)
        assert abs(value) <= Fraction(sum(map(abs, payments)), 10**3)
