"""Hypothesis strategies for terms as the books can write them: everything that `LoanTerms` has."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from ledger_core.loans import Every, LoanTerms, PeriodUnit
from tests.strategies_accounts import account_terms
from tests.strategies_schedule import FIRST, LAST, moratoria, schedule_terms


@st.composite
def everything(draw: st.DrawFn) -> LoanTerms:
    """Terms in which any field may differ from its default, all at once."""
    terms, other = draw(schedule_terms()), draw(account_terms())
    return replace(
        terms,
        late=other.late,
        allocation_table=other.allocation_table,
        prepayment=other.prepayment,
        first_due=draw(st.none() | st.dates(FIRST, LAST)),
        dates=replace(
            terms.dates,
            every=draw(st.builds(Every, st.integers(1, 366), st.sampled_from(PeriodUnit))),
            due_day=draw(st.none() | st.integers(1, 31)),
            given=draw(given_dates()),
        ),
        pauses=replace(terms.pauses, moratoria=tuple(draw(st.lists(moratoria(), max_size=12)))),
    )


@st.composite
def given_dates(draw: st.DrawFn) -> tuple[date, ...]:
    """Due dates agreed one by one, sometimes more than one text can hold."""
    first = draw(st.dates(FIRST, LAST))
    count = draw(st.sampled_from([0, 1, 3, 40]))
    step = draw(st.integers(1, 200))
    return tuple(first + timedelta(step * number) for number in range(count))
