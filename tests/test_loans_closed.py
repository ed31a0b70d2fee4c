"""A closed loan stands still: its position is worked out once, and only its date goes on."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger_core.loans import DateBeforeLastEvent, LoanState
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
