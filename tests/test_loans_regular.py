"""The quick way for usual repayments leaves every loan as the long way does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    Disbursement,
    ExcessPayment,
    LoanAccount,
    LoanEvent,
    LoanState,
    LoanTerms,
    Method,
    Repayment,
    applying,
    parse_rate,
    schedule,
)
from tests.strategies import LoanHistory, loan_terms, starts
from tests.strategies_accounts import account_terms, any_event, rich_history


@contextmanager
def the_long_way() -> Iterator[None]:
    with patch.object(applying, "settle_regular", return_value=None):
        yield


@st.composite
def mostly_usual(draw: st.DrawFn) -> LoanHistory:
    """Who pays about when and what is due; now and then anything else happens."""
    terms = draw(loan_terms() | account_terms())
    start = draw(starts())
    if draw(st.booleans()):
        terms = replace(terms, excess_payment=ExcessPayment.FEWER_INSTALMENTS)
    events: list[LoanEvent] = [Disbursement(start, terms.principal)]
    for row in schedule(terms, start)[: draw(st.integers(0, 8))]:
        day = row.due + timedelta(draw(st.sampled_from([0, 0, 0, -3, -11, 2, 15, 40])))
        account = LoanAccount.of(terms, events, as_of=day)
        position = account.position(day)
        interest, principal = position.interest_due, position.principal_due
        more = draw(st.sampled_from([0, 0, 0, 0, 0, 1000, -1000]))
        if draw(st.integers(0, 9)) == 0:
            events.append(any_event(draw, terms, start))
        elif interest or principal + more:
            events.append(Repayment(day, principal=principal + more, interest=interest))
    return LoanHistory(terms, tuple(events))


@given(mostly_usual() | rich_history(), st.integers(0, 100))
def test_both_ways_leave_the_same(history: LoanHistory, days: int) -> None:
    quick = history.account()
    day = history.last_day + timedelta(days)
    found = (quick.days, [*map(repr, quick.settlements)], quick.position(day), quick.explain(day))
    with the_long_way():
        slow = history.account()
    assert found == (
        slow.days,
        [*map(repr, slow.settlements)],
        slow.position(day),
        slow.explain(day),
    )
    for amount in (1, 250_000, 10**8):
        assert quick.split(day, amount) == slow.split(day, amount)


def test_the_quick_way_is_taken() -> None:
    day = date(2026, 1, 21)
    terms = LoanTerms(
        principal=6_000_000,
        rate=parse_rate("1%/month"),
        instalments=12,
        method=Method.DECLINING_EQUAL_PRINCIPAL,
    )
    paid = [
        Repayment(row.due, principal=row.principal, interest=row.interest)
        for row in schedule(terms, day)
    ]
    with patch.object(applying, "_repay") as the_long_way_itself:
        account = LoanAccount.of(terms, [Disbursement(day, terms.principal), *paid])
    assert not the_long_way_itself.called
    assert account.state is LoanState.CLOSED
