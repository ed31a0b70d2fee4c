"""A closed loan stands still: its position is worked out once, and only its date goes on."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger_core.loans import (
    DateBeforeLastEvent,
    Disbursement,
    ExcessPayment,
    InterestRate,
    LoanAccount,
    LoanEvent,
    LoanState,
    LoanTerms,
    Method,
    Repayment,
)
from tests.strategies import LoanHistory, any_history, paid_by_rule
from tests.strategies_accounts import paid_by_any_rule, rich_history


@given(any_history() | rich_history() | paid_by_rule() | paid_by_any_rule(), st.data())
def test_its_position_on_a_later_day_is_the_one_worked_out_anew(
    history: LoanHistory, data: st.DataObject
) -> None:
    asked, fresh = history.account(), history.account()
    assume(asked.state is LoanState.CLOSED)
    days = data.draw(st.lists(st.integers(0, 1_000), min_size=2, max_size=2))
    for days_on in days:  # the second is not worked out; the days may go back
        day = history.last_day + timedelta(days_on)
        position = asked.position(day)
    assert position == fresh.position(day)
    with pytest.raises(DateBeforeLastEvent):
        asked.position(history.last_day - timedelta(1))


def test_what_was_paid_ahead_accrues_until_its_date_though_nothing_is_owed() -> None:
    """All principal is repaid without the interest of the month, which was paid ahead in part."""
    terms = LoanTerms(
        6_000_000,
        InterestRate.monthly(Fraction(1, 100)),
        3,
        method=Method.BULLET,
        excess_payment=ExcessPayment.NEXT_INSTALMENTS,
    )
    events: list[LoanEvent] = [
        Disbursement(date(2026, 1, 15), 2_000_000),
        Repayment(date(2026, 1, 20), interest=60_000, manual=True),
        Disbursement(date(2026, 2, 16), 4_000_000),
        Repayment(date(2026, 2, 28), 6_000_000, manual=True),
    ]
    account = LoanAccount.of(terms, events)
    assert account.state is LoanState.CLOSED
    for day in (date(2026, 2, 28), date(2026, 3, 20), date(2026, 3, 1), date(2026, 4, 20)):
        assert account.position(day) == LoanAccount.of(terms, events).position(day)
