"""What holds for every account, with all terms and all events."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    Disbursement,
    Figure,
    LoanAccount,
    LoanEvent,
    LoanState,
    LoanTerms,
    Repayment,
    Reversal,
    explain,
    schedule,
)
from ledger_core.loans.explaining import figure_of
from tests.strategies import LoanHistory, starts
from tests.strategies_accounts import account_terms, by_rule, paid_by_any_rule, rich_history


@given(account_terms(), starts())
def test_who_pays_what_is_due_on_each_date_pays_exactly_the_schedule(
    terms: LoanTerms, start: date
) -> None:
    terms = replace(terms, advance_window_days=0)
    rows = schedule(terms, start)
    events: list[LoanEvent] = [Disbursement(start, terms.principal)]
    paid: dict[str, int] = {"principal": 0, "interest": 0, "fee": 0}
    days = sorted({start, *(row.due for row in rows), *(fee.due for fee in terms.fees.dated)})
    for day in (day for day in days if day >= start):
        account = LoanAccount.of(terms, events)
        position = account.position(day)
        due = position.principal_due + position.interest_due + position.fee_due
        assert not position.late_interest
        if due:
            posted = by_rule(account, day, due)
            events.append(posted)
            for name in paid:
                paid[name] += getattr(posted, name)
    assert paid["principal"] == terms.principal
    assert paid["interest"] == sum(row.interest for row in rows)


@given(paid_by_any_rule(), st.integers(min_value=0, max_value=80), st.integers(0, 70_000_000))
def test_a_split_conserves_the_payment(history: LoanHistory, days: int, amount: int) -> None:
    account = history.account()
    split = account.split(history.last_day + timedelta(days=days), amount)
    assert split.total == amount
    assert min(split.parts) >= 0
    assert split.principal <= account.outstanding_principal


@given(paid_by_any_rule())
def test_paying_by_the_rule_leaves_nothing_negative_and_principal_sums(
    history: LoanHistory,
) -> None:
    account = history.account()
    position = account.position(history.last_day)
    assert all(day.posted == day.expected for day in account.days)
    assert sum(row.unpaid_principal for row in position.instalments) == max(
        0, account.outstanding_principal
    )
    assert all(
        min(row.principal, row.interest, row.fee, row.principal_paid, row.interest_paid) >= 0
        for row in position.instalments
    )
    assert all(charge.paid + charge.waived <= charge.amount for charge in position.charges)


@given(paid_by_any_rule(), st.integers(min_value=0, max_value=80))
def test_the_pay_off_amount_closes_the_loan(history: LoanHistory, days: int) -> None:
    day = history.last_day + timedelta(days=days)
    account = history.account()
    payoff = account.position(day).payoff_amount
    if not payoff:
        assert account.state is LoanState.CLOSED
        return
    last = by_rule(account, day, payoff)
    assert last.overpayment == 0
    closed = LoanAccount.of(history.terms, [*history.events, last])
    assert closed.state is LoanState.CLOSED
    position = closed.position(day + timedelta(days=200))
    assert (position.payoff_amount, position.overdue, position.next_due) == (0, 0, None)


@given(rich_history(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_does_not_matter(history: LoanHistory, random: Random) -> None:
    shuffled = list(history.events)
    random.shuffle(shuffled)
    other, account = LoanAccount.of(history.terms, shuffled), history.account()
    day = history.last_day
    assert other.days == account.days
    assert other.position(day) == account.position(day)
    assert other.explain(day) == account.explain(day)


@given(rich_history(), st.integers(min_value=-20, max_value=520))
def test_a_prefix_of_the_events_gives_the_state_of_its_day(history: LoanHistory, days: int) -> None:
    day = history.events[0].date + timedelta(days=days)
    past = [event for event in history.events if event.date <= day]
    position = LoanAccount.of(history.terms, past).position(day)
    assert history.account(as_of=day).position(day) == position


@given(rich_history())
def test_any_facts_fold(history: LoanHistory) -> None:
    account = history.account()
    day = history.last_day + timedelta(days=45)
    position = account.position(day)
    assert position.days_past_due >= 0
    assert account.split(day, 1_000_000).total == 1_000_000
    assert min(position.principal_due, position.interest_due, position.late_interest) >= 0
    assert min(position.fee_due, position.accrued_interest, position.payoff_amount) >= 0
    assert min(position.memo_claim, position.next_amount) >= 0


@given(rich_history(), st.integers(min_value=0, max_value=200))
def test_each_figure_is_the_sum_of_its_lines(history: LoanHistory, days: int) -> None:
    account = history.account()
    day = history.last_day + timedelta(days=days)
    lines, position = explain(account, day), account.position(day)
    for figure in Figure:
        total = sum(line.amount for line in lines if line.figure is figure)
        assert total == figure_of(position, figure)


@given(rich_history(), st.integers(min_value=0, max_value=200))
def test_asking_changes_nothing(history: LoanHistory, days: int) -> None:
    account = history.account()
    day = history.last_day + timedelta(days=days)
    before = account.position(day), account.explain(day)
    account.split(day, 123_456)
    account.position(day + timedelta(days=400))
    assert (account.position(day), account.explain(day)) == before


@given(paid_by_any_rule())
def test_a_mistake_that_is_reversed_leaves_no_trace(history: LoanHistory) -> None:
    payments = [event for event in history.events if isinstance(event, Repayment)]
    if not payments:
        return
    day = history.last_day + timedelta(days=3)
    reversed_last = LoanAccount.of(history.terms, [*history.events, Reversal(day, payments[-1])])
    without = list(history.events)
    without.remove(payments[-1])
    never = LoanAccount.of(history.terms, without)
    assert reversed_last.position(day) == never.position(day)
