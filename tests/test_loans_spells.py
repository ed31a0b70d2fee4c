"""A loan through time: spells and accounts of many days, from one fold, are those of each day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import LoanAccount, Reversal, ReversibleEvent, Settlement, spells
from ledger_core.portfolio import LoanFacts
from tests.strategies import LoanHistory
from tests.strategies_accounts import rich_history

DAYS = st.lists(st.integers(-10, 900), min_size=1, max_size=5)


def kept(history: LoanHistory) -> list[ReversibleEvent]:
    return [event for event in history.events if not isinstance(event, Reversal)]


def told(one: Settlement) -> tuple[object, ...]:
    """A settlement, with the due date for the charge itself, which only equals itself."""
    return *one._replace(charge=None), one.charge and one.charge.due


def assert_short_ways_agree(account: LoanAccount, day: date) -> None:
    """The outline and the spell of a day say what the position says."""
    position, outline, spell = account.position(day), account.outline(day), account.spell_on(day)
    for name in ("date", "state", "outstanding_principal", "principal_due", "interest_due"):
        assert getattr(outline, name) == getattr(position, name)
    for short, whole in zip(outline.instalments, position.instalments, strict=True):
        assert all(getattr(whole, name) == said for name, said in short._asdict().items())
    assert LoanFacts.of_spell("L", "M", spell, day) == LoanFacts.of("L", "M", position)


@given(rich_history(), DAYS)
def test_spells_say_what_the_position_of_the_day_says(
    history: LoanHistory, gaps: list[int]
) -> None:
    found = list(spells(history.terms, kept(history)))
    events = kept(history)
    first = min(event.date for event in events)
    assert all(one.start < following.start for one, following in pairwise(found))
    assert found[0].start == first
    for day in (first + timedelta(gap) for gap in gaps):
        spell = next((one for one in reversed(found) if one.start <= day), None)
        if spell is None:
            continue
        account = LoanAccount.of(history.terms, events, as_of=day)
        position = account.position(day)
        assert spell.outstanding_principal == position.outstanding_principal
        assert spell.reschedules == position.reschedules
        assert spell.received == position.disbursed
        assert spell.written_off == account.written_off
        if spell.outstanding_principal > 0:
            assert spell.overdue_principal == position.overdue_principal
            assert spell.overdue_interest == position.overdue_interest
            assert spell.days_past_due(day) == position.days_past_due
            assert spell.days_past_due_by_new_dates(day) == position.days_past_due_by_new_dates


@given(rich_history(), DAYS)
def test_accounts_of_many_days_come_from_one_fold(history: LoanHistory, gaps: list[int]) -> None:
    events = kept(history)
    first = min(event.date for event in events)
    days = sorted(first + timedelta(gap) for gap in gaps)
    for day, account in list(LoanAccount.on_days(history.terms, events, days)):
        alone = LoanAccount.of(history.terms, events, as_of=day)
        assert account.position(day) == alone.position(day)
        assert list(map(told, account.settlements)) == list(map(told, alone.settlements))
        assert account.days == alone.days
        assert_short_ways_agree(account, day)
        assert account.explain(day) == alone.explain(day)
        assert (account.first_event, account.last_event) == (alone.first_event, alone.last_event)
        assert (account.repaid, account.relieved) == (alone.repaid, alone.relieved)
        assert account.rescheduled_overdue == alone.rescheduled_overdue
