"""Hypothesis strategies for terms as the books can write them: everything that `LoanTerms` has."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from ledger_core.loans import Every, LoanTerms, PeriodUnit
from tests.strategies import choices, integers, members
from tests.strategies_accounts import account_terms
from tests.strategies_schedule import FIRST, LAST, moratoria, schedule_terms

_DAYS = st.dates(FIRST, LAST)
_FIRST_DUE = st.none() | _DAYS
_EVERY = st.builds(Every, integers(1, 366), members(PeriodUnit))
_DUE_DAY = st.none() | integers(1, 31)
_MORATORIA = st.lists(moratoria(), max_size=12)


@cache
@st.composite
def everything(draw: st.DrawFn) -> LoanTerms:
    """Terms in which any field may differ from its default, all at once."""
    terms, other = draw(schedule_terms()), draw(account_terms())
    return replace(
        terms,
        late=other.late,
        allocation_table=other.allocation_table,
        prepayment=other.prepayment,
        first_due=draw(_FIRST_DUE),
        dates=replace(
            terms.dates,
            every=draw(_EVERY),
            due_day=draw(_DUE_DAY),
            given=draw(given_dates()),
        ),
        pauses=replace(terms.pauses, moratoria=tuple(draw(_MORATORIA))),
    )


@cache
@st.composite
def given_dates(draw: st.DrawFn) -> tuple[date, ...]:
    """Due dates agreed one by one, sometimes more than one text can hold."""
    first = draw(_DAYS)
    count = draw(choices(0, 1, 3, 40))
    step = draw(integers(1, 200))
    return tuple(first + timedelta(step * number) for number in range(count))
