"""Hypothesis strategies for portfolios."""

from functools import cache

from hypothesis import strategies as st

from ledger_core.portfolio import LoanFacts
from tests.strategies import choices, integers

LIMITS = (0, 1, 9, 10, 29, 30, 31, 60, 61, 89, 90, 91, 179, 180, 181, 360, 361, 365, 366)


@cache
def days_late() -> st.SearchStrategy[int]:
    """Days past due, those at the limits of buckets and groups often."""
    return st.sampled_from(LIMITS) | st.integers(min_value=0, max_value=900)


@cache
@st.composite
def loan_facts(draw: st.DrawFn, *, loan: str = "L2026-001") -> LoanFacts:
    """A loan of one of a few borrowers, in any state."""
    outstanding = draw(integers(0, 50_000_000))
    days = draw(days_late())
    reschedules = draw(choices(0, 0, 0, 1, 2, 3, 4))
    by_new_dates = draw(integers(0, days)) if reschedules else days
    return LoanFacts(
        loan=loan,
        member=draw(choices("M001", "M002", "M003", "M004")),
        outstanding_principal=outstanding,
        overdue_principal=draw(integers(0, outstanding)) if days else 0,
        overdue_interest=draw(integers(0, 1_000_000)) if days else 0,
        days_past_due=days,
        days_past_due_by_new_dates=by_new_dates,
        reschedules=reschedules,
        interest_waived=draw(st.booleans()),
    )


@cache
@st.composite
def loan_books(draw: st.DrawFn) -> list[LoanFacts]:
    """The loans of a club, with ids of their own."""
    number = draw(integers(0, 12))
    return [draw(loan_facts(loan=f"L2026-{i:03d}")) for i in range(1, number + 1)]
