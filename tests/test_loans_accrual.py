"""Interest on accrual: income while a loan is in group 1, reversed when it leaves it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    AccrualMovement,
    AccrualPosition,
    Disbursement,
    InterestRate,
    LoanAccount,
    LoanTerms,
    Repayment,
    accrual_movement,
)

TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
PAID_OUT = Disbursement(date(2026, 1, 15), 6_000_000)
JANUARY, FEBRUARY, MARCH = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def on(day: date, *events: Repayment) -> AccrualPosition:
    """The loan is in group 1 while it is less than ten days past due."""
    position = LoanAccount.of(TERMS, [PAID_OUT, *events], as_of=day).position(day)
    return AccrualPosition.of(position, accruing=position.days_past_due < 10)


def test_interest_is_accrued_received_and_reversed() -> None:
    # 60,000 x 16 / 31, then the rest of it and 55,000 x 13 / 28, of which 60,000 is received.
    paid = Repayment(date(2026, 2, 15), principal=500_000, interest=60_000)
    start = AccrualPosition(PAID_OUT.date, 0, accruing=True)
    assert accrual_movement(start, on(JANUARY)) == AccrualMovement(30_968, 0, 0, 0, 0)
    february = accrual_movement(on(JANUARY), on(FEBRUARY, paid), received=60_000)
    assert february == AccrualMovement(25_536 + 60_000 - 30_968, 0, 60_000, 0, 0)
    # Nothing is paid in March: 16 days past due, out of group 1.
    march = accrual_movement(on(FEBRUARY, paid), on(MARCH, paid))
    assert march == AccrualMovement(0, 25_536, 0, 0, 0)
    assert on(MARCH, paid).receivable == 0
    assert on(MARCH, paid).off_the_books == 55_000 + 25_806  # 50,000 x 16 / 31


def test_off_accrual_interest_is_income_when_it_is_received() -> None:
    late = AccrualPosition(MARCH, 80_000, accruing=False)
    later = AccrualPosition(date(2026, 4, 30), 40_000, accruing=False)
    assert accrual_movement(late, later, received=70_000) == AccrualMovement(0, 0, 0, 70_000, 0)
    back = AccrualPosition(date(2026, 4, 30), 15_000, accruing=True)
    assert accrual_movement(late, back, received=95_000) == AccrualMovement(15_000, 0, 0, 95_000, 0)


def test_the_days_come_in_order() -> None:
    with pytest.raises(ValueError, match="2026-03-31"):
        accrual_movement(
            AccrualPosition(MARCH, 0, accruing=True), AccrualPosition(JANUARY, 0, accruing=True)
        )


@given(
    st.tuples(st.integers(0, 10**6), st.booleans()),
    st.tuples(st.integers(0, 10**6), st.booleans()),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
def test_the_receivable_rolls_forward(
    before: tuple[int, bool], after: tuple[int, bool], received: int, waived: int
) -> None:
    opening = AccrualPosition(JANUARY, before[0], accruing=before[1])
    closing = AccrualPosition(FEBRUARY, after[0], accruing=after[1])
    move = accrual_movement(opening, closing, received=received, waived=waived)
    rolled = opening.receivable + move.accrued - move.reversed
    assert rolled - move.from_receivable - move.waived == closing.receivable
    assert move.from_receivable + move.as_income == received
    assert min(move.reversed, move.from_receivable, move.as_income, move.waived) >= 0
