"""What holds for schedules of all terms, whatever options they combine."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    DaysOff,
    FeeTerms,
    Instalment,
    InterestRate,
    LoanTerms,
    Method,
    PauseTerms,
    Payment,
    Recalculation,
    ScheduleChange,
    Shift,
    SpreadTerms,
    recalculated_schedule,
    schedule,
)
from tests.strategies import starts
from tests.strategies_schedule import days_off, schedule_changes, schedule_terms

NO_FEES = FeeTerms()


def amounts(rows: tuple[Instalment, ...]) -> list[tuple[int, int]]:
    return [(row.principal, row.interest) for row in rows]


@given(schedule_terms(), starts(), days_off())
def test_parts_are_never_negative_and_sum_to_the_principal(
    terms: LoanTerms, start: date, off: DaysOff
) -> None:
    rows = schedule(terms, start, days_off=off)
    assert sum(row.principal for row in rows) == terms.principal
    assert all(min(row.principal, row.interest, row.fee) >= 0 for row in rows)
    assert rows[-1].balance == 0
    balance = terms.principal
    for row in rows:
        balance -= row.principal
        assert row.balance == balance
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


@given(schedule_terms(), starts(), st.data())
def test_changes_keep_the_principal(terms: LoanTerms, start: date, data: st.DataObject) -> None:
    changes = data.draw(st.lists(schedule_changes(start), max_size=4))
    rows = schedule(replace(terms, fees=NO_FEES), start, changes=changes)
    last = max(row.due for row in rows)
    paid_out = terms.principal + sum(change.paid_out for change in changes if change.day < last)
    total = sum(row.principal for row in rows)
    assert terms.principal <= total
    assert total <= terms.principal + sum(change.paid_out for change in changes)
    if not any(change.paid_out and change.day >= last for change in changes):
        assert total == paid_out
    assert all(row.principal >= 0 and row.interest >= 0 for row in rows)
    backwards = schedule(replace(terms, fees=NO_FEES), start, changes=changes[::-1])
    assert backwards == rows


@given(schedule_terms(), starts(), days_off())
def test_days_off_move_dates_and_nothing_else(terms: LoanTerms, start: date, off: DaysOff) -> None:
    terms = replace(terms, fees=NO_FEES)
    stay = replace(
        terms,
        dates=replace(terms.dates, weekends=Shift.NONE, holidays=Shift.NONE, meetings=Shift.NONE),
    )
    moved, unmoved = schedule(terms, start, days_off=off), schedule(stay, start)
    assert amounts(moved) == amounts(unmoved)


@given(schedule_terms(), starts())
def test_original_due_dates_ascend(terms: LoanTerms, start: date) -> None:
    terms = replace(terms, fees=NO_FEES)
    rows = schedule(terms, start, days_off=DaysOff(weekend=frozenset()))
    dues = [row.due for row in rows]
    assert dues == sorted(dues)
    assert dues[0] >= start


@given(schedule_terms(), starts())
def test_no_interest_is_due_without_a_rate(terms: LoanTerms, start: date) -> None:
    free = replace(
        terms,
        rate=InterestRate.monthly(terms.rate.value * 0),
        spread=replace(terms.spread, flat_interest_total=None),
    )
    assert not any(row.interest for row in schedule(free, start))


@given(schedule_terms(), starts())
def test_grace_leaves_the_first_instalments_without_principal(
    terms: LoanTerms, start: date
) -> None:
    pauses = PauseTerms(principal=terms.pauses.principal)
    terms = replace(terms, pauses=pauses, spread=SpreadTerms(), fees=NO_FEES)
    rows = schedule(terms, start)
    paused = min(pauses.principal, len(rows) - 1)
    assert not any(row.principal for row in rows[:paused])


@given(schedule_terms(), starts())
def test_deferred_interest_is_due_later_and_not_lost(terms: LoanTerms, start: date) -> None:
    if terms.method is Method.ON_DEMAND:
        return
    spread = replace(terms.spread, fixed_instalment=None)
    # A greater multiple rounds held interest and principal together.
    rounding = replace(terms.rounding, relevel=False, multiple=1)
    terms = replace(terms, spread=spread, rounding=rounding, fees=NO_FEES)
    deferred = replace(terms, pauses=PauseTerms(interest=terms.pauses.interest))
    charged = replace(terms, pauses=PauseTerms())
    later, always = schedule(deferred, start), schedule(charged, start)
    assert [row.principal for row in later] == [row.principal for row in always]
    assert sum(row.interest for row in later) == sum(row.interest for row in always)


@given(schedule_terms(), starts())
def test_a_change_that_changes_nothing_keeps_a_schedule(terms: LoanTerms, start: date) -> None:
    """Drawn up anew on the first day, nothing has passed: every figure is the same.

    But for instalments in advance, the first of which is due by the end of that day and stays.
    """
    if terms.method is Method.ANNUITY_DUE:
        return
    terms = replace(terms, spread=replace(terms.spread, fixed_instalment=None))
    assert schedule(terms, start, changes=[ScheduleChange(start)]) == schedule(terms, start)


@given(schedule_terms(), starts())
def test_fees_change_no_other_figure(terms: LoanTerms, start: date) -> None:
    rows, free = schedule(terms, start), schedule(replace(terms, fees=NO_FEES), start)
    assert amounts(rows)[: len(free)] == amounts(free)
    dated = sum(fee.amount for fee in terms.fees.dated)
    assert sum(row.fee for row in rows) >= dated


@given(schedule_terms(), starts(), st.data())
def test_a_recalculated_schedule_repays_the_principal(
    terms: LoanTerms, start: date, data: st.DataObject
) -> None:
    days = st.dates(start, date(start.year + 3, 1, 1))
    payments = [
        Payment(day, data.draw(st.integers(1, 3_000_000)))
        for day in data.draw(st.lists(days, max_size=5))
    ]
    rows = recalculated_schedule(terms, start, payments, data.draw(days), Recalculation())
    assert sum(row.principal for row in rows) == terms.principal
    assert all(row.principal >= 0 and row.interest >= 0 for row in rows)
    assert rows[-1].balance == 0
