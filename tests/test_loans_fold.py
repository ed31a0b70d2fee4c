"""What holds for every loan, whatever its terms and whatever happened to it."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    Disbursement,
    ExcessPayment,
    LoanAccount,
    LoanState,
    LoanTerms,
    Repayment,
    Split,
    schedule,
)
from tests.strategies import LoanHistory, any_history, loan_terms, paid_by_rule, starts


@given(loan_terms(), starts())
def test_who_pays_each_instalment_on_its_date_pays_exactly_the_schedule(
    terms: LoanTerms, start: date
) -> None:
    events: list[Disbursement | Repayment] = [Disbursement(start, terms.principal)]
    for row in schedule(terms, start):
        split = LoanAccount.of(terms, events).split(row.due, row.total)
        assert split == Split(interest=row.interest, principal=row.principal)
        if row.total:
            events.append(Repayment(row.due, principal=row.principal, interest=row.interest))
    account = LoanAccount.of(terms, events)
    assert account.state is LoanState.CLOSED
    assert not account.position(row.due + timedelta(days=400)).late_charges
    assert all(day.posted == day.expected for day in account.days)


@given(paid_by_rule(), st.integers(min_value=0, max_value=80), st.integers(0, 70_000_000))
def test_a_split_conserves_the_payment(history: LoanHistory, days: int, amount: int) -> None:
    account = history.account()
    split = account.split(history.last_day + timedelta(days=days), amount)
    assert split.total == amount
    assert min(split.parts) >= 0
    assert split.principal <= account.outstanding_principal


@given(paid_by_rule())
def test_paying_by_the_rule_never_takes_principal_below_zero(history: LoanHistory) -> None:
    account = history.account()
    position = account.position(history.last_day)
    assert account.outstanding_principal >= 0
    assert all(day.posted == day.expected for day in account.days)
    still_owed = sum(row.unpaid_principal for row in position.instalments)
    assert still_owed == account.outstanding_principal
    assert all(
        min(row.principal, row.interest, row.principal_paid, row.interest_paid) >= 0
        for row in position.instalments
    )


@given(paid_by_rule(), st.integers(min_value=0, max_value=80))
def test_the_pay_off_amount_closes_the_loan(history: LoanHistory, days: int) -> None:
    day = history.last_day + timedelta(days=days)
    account = history.account()
    payoff = account.position(day).payoff_amount
    if not payoff:
        assert account.state is LoanState.CLOSED
        return
    split = account.split(day, payoff)
    assert split.overpayment == 0
    last = Repayment(day, split.principal, split.interest, split.late_interest, split.fee)
    closed = LoanAccount.of(history.terms, [*history.events, last])
    assert closed.state is LoanState.CLOSED
    position = closed.position(day + timedelta(days=200))
    assert (position.payoff_amount, position.overdue, position.next_due) == (0, 0, None)
    if payoff > 1:
        less = account.split(day, payoff - 1)
        assert less.total == payoff - 1


@given(any_history(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_does_not_matter(history: LoanHistory, random: Random) -> None:
    shuffled = list(history.events)
    random.shuffle(shuffled)
    other = LoanAccount.of(history.terms, shuffled)
    account = history.account()
    assert other.days == account.days
    assert other.position(history.last_day) == account.position(history.last_day)


@given(any_history(), st.integers(min_value=-20, max_value=520))
def test_a_prefix_of_the_events_gives_the_state_of_its_day(history: LoanHistory, days: int) -> None:
    day = history.events[0].date + timedelta(days=days)
    past = [event for event in history.events if event.date <= day]
    position = LoanAccount.of(history.terms, past).position(day)
    assert history.account(as_of=day).position(day) == position


@given(any_history())
def test_any_facts_fold_and_the_principal_is_what_was_posted(history: LoanHistory) -> None:
    account = history.account()
    day = history.last_day + timedelta(days=45)
    position = account.position(day)
    assert account.outstanding_principal == (
        account.disbursed - account.repaid - account.written_off - account.transferred_out
    )
    assert position.days_past_due >= 0
    assert account.split(day, 1_000_000).total == 1_000_000
    assert min(position.principal_due, position.interest_due, position.late_interest) >= 0


@given(paid_by_rule(), st.integers(min_value=0, max_value=200))
def test_asking_changes_nothing(history: LoanHistory, days: int) -> None:
    account = history.account()
    day = history.last_day + timedelta(days=days)
    before = account.position(day)
    account.split(day, 123_456)
    account.position(day + timedelta(days=400))
    assert account.position(day) == before


@given(paid_by_rule())
def test_paid_in_advance_never_raises_the_interest_to_come(history: LoanHistory) -> None:
    if history.terms.excess_payment is ExcessPayment.NEXT_INSTALMENTS:
        return
    agreed = schedule(history.terms, history.events[0].date)
    position = history.account().position(history.last_day)
    total = sum(row.interest for row in position.instalments)
    rounding = history.terms.rounding.multiple * (len(agreed) + len(position.instalments))
    assert total <= sum(row.interest for row in agreed) + rounding
