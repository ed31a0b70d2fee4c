"""One loan over a period: what fell due, what came in and when, what was lost."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import (
    Disbursement,
    InterestRate,
    KnownInstalment,
    LoanAccount,
    LoanEvent,
    LoanTerms,
    Recovery,
    Relief,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Rounding,
    TakenOver,
    TransferOut,
    Waiver,
    WriteOff,
)
from ledger_core.portfolio import (
    CollectionFacts,
    LoanPeriodFacts,
    Period,
    current_recovery_rate,
    loan_period,
    merged,
    on_time_rate,
)
from tests.strategies import LoanHistory, any_history, paid_by_rule

TERMS = LoanTerms(
    1_200_000, InterestRate.monthly(Fraction(1, 100)), 12, rounding=Rounding(multiple=1)
)
START = date(2026, 1, 21)
MARCH = Period.month_of(date(2026, 3, 1))


def day(month: int, of_month: int = 21) -> date:
    return date(2026, month, of_month)


def over(period: Period, *events: LoanEvent) -> LoanPeriodFacts:
    all_events = [Disbursement(START, 1_200_000), *events]
    before = LoanAccount.of(TERMS, all_events, as_of=period.opening)
    return loan_period(before, LoanAccount.of(TERMS, all_events, as_of=period.end), period)


def pay(month: int, principal: int, interest: int, of_month: int = 21) -> Repayment:
    return Repayment(day(month, of_month), principal=principal, interest=interest)


def test_paid_on_the_day() -> None:
    facts = over(MARCH, pay(2, 100_000, 12_000), pay(3, 100_000, 11_000))
    assert facts.principal == CollectionFacts(
        due=100_000, collected=100_000, collected_on_time=100_000
    )
    assert facts.interest.due == facts.interest.collected_on_time == 11_000
    assert (facts.lending.repaid, facts.lending.loans_paid_out) == (100_000, 0)
    assert facts.cumulative.fallen_due == facts.cumulative.collected == 200_000


def test_paid_late_within_the_period_is_collected_and_not_on_time() -> None:
    facts = over(MARCH, pay(2, 100_000, 12_000), pay(3, 100_000, 11_000, of_month=25))
    assert current_recovery_rate(facts.principal) == 1
    assert on_time_rate(facts.principal) == 0


def test_a_payment_of_old_arrears_is_no_recovery_of_the_period() -> None:
    """February was missed; in March one instalment is paid: it settles the old one."""
    facts = over(MARCH, pay(3, 100_000, 12_000))
    assert facts.principal == CollectionFacts(
        due=100_000, arrears_at_start=100_000, arrears_collected=100_000
    )
    assert current_recovery_rate(facts.principal) == 0


def test_a_payment_ahead_is_no_recovery_of_the_period() -> None:
    """Three instalments at once in March: one was due."""
    facts = over(MARCH, pay(2, 100_000, 12_000), pay(3, 300_000, 11_000))
    assert (facts.principal.due, facts.principal.collected) == (100_000, 100_000)
    assert facts.principal.paid_ahead == 200_000


def test_new_dates_do_not_hide_what_fell_due() -> None:
    moved = Rescheduling(
        day(3, 28), ReschedulingKind.EXTENSION, instalments=20, first_due=day(4, 21)
    )
    facts = over(MARCH, pay(2, 100_000, 12_000), moved)
    assert (facts.principal.due, facts.principal.collected) == (100_000, 0)
    assert facts.lending.reschedulings == 1
    assert facts.cumulative.unpaid == 100_000


def test_a_write_off_does_not_hide_what_fell_due() -> None:
    facts = over(MARCH, pay(2, 100_000, 12_000), WriteOff(day(3, 30), 1_100_000))
    assert (facts.principal.due, facts.principal.collected) == (100_000, 0)
    assert facts.lending.written_off == facts.cumulative.lost == 1_100_000
    assert facts.cumulative.fallen_due == 1_200_000


def test_relief_and_recovery_are_told_apart() -> None:
    april = Period.month_of(day(4))
    events: list[LoanEvent] = [Relief(day(3, 2), 200_000), WriteOff(day(3, 3), 1_000_000)]
    events.append(Recovery(day(4), 50_000))
    assert over(MARCH, *events).lending.lost == 1_200_000
    assert over(april, *events).lending.recovered == 50_000
    assert over(april, *events).lending.lost == 0


def test_interest_let_go_is_not_due() -> None:
    facts = over(MARCH, pay(2, 100_000, 12_000), Waiver(day(3, 22), interest=11_000))
    assert (facts.interest.due, facts.interest.collected) == (0, 0)


def test_a_loan_not_known_before_begins_in_the_period() -> None:
    january = Period.month_of(START)
    account = LoanAccount.of(TERMS, [Disbursement(START, 1_200_000)])
    facts = loan_period(None, account, january)
    assert (facts.lending.loans_paid_out, facts.lending.paid_out) == (1, 1_200_000)
    assert facts.principal == CollectionFacts()
    assert facts.cumulative.lent_days == 1_200_000 * 365


def test_arrears_from_older_books_are_old_arrears() -> None:
    """Taken over in March with 150,000 overdue since December, of which 50,000 is paid."""
    taken = TakenOver(
        day(3, 5),
        1_150_000,
        overdue_principal=150_000,
        interest=9_000,
        oldest_due=date(2025, 12, 21),
    )
    account = LoanAccount.of(TERMS, [taken, pay(3, 50_000, 9_000)])
    facts = loan_period(None, account, MARCH)
    assert (facts.principal.arrears_at_start, facts.principal.arrears_collected) == (
        150_000,
        50_000,
    )
    assert facts.interest.arrears_at_start == facts.interest.arrears_collected == 9_000
    assert (facts.lending.loans_paid_out, facts.lending.paid_out) == (0, 0)


def test_what_passes_to_an_heir_is_counted_once() -> None:
    """February and March unpaid, and a transfer on the 25th with what is owed."""
    old = over(MARCH, TransferOut(day(3, 25), 1_200_000))
    owed = (
        KnownInstalment(day(2), 100_000, 12_000),
        KnownInstalment(day(3), 100_000, 12_000),
        KnownInstalment(day(4), 1_000_000, 10_000),
    )
    heirs = LoanAccount.of(TERMS, [TakenOver(day(3, 25), 1_200_000, schedule=owed)])
    facts = merged([old, loan_period(None, heirs, MARCH)])
    assert (old.principal, old.interest) == (CollectionFacts(), CollectionFacts())
    assert (facts.interest.due, facts.interest.arrears_at_start) == (12_000, 12_000)
    assert (facts.principal.due, facts.principal.arrears_at_start) == (100_000, 100_000)


def months_of(history: LoanHistory) -> list[tuple[Period, LoanPeriodFacts]]:
    """Its facts month by month, from before it began."""
    first = min(event.date for event in history.events)
    found = []
    for month in Period(first, history.last_day + timedelta(40)).months():
        before = history.account(month.opening)
        found.append((month, loan_period(before, history.account(month.end), month)))
    return found


@given(paid_by_rule(payments=5))
def test_what_came_in_is_due_old_or_ahead(history: LoanHistory) -> None:
    """All principal repaid over the months is accounted for, and rates stay within one."""
    months = months_of(history)
    for _, facts in months:
        for part in (facts.principal, facts.interest):
            assert 0 <= part.collected_on_time <= part.collected <= part.due
            assert 0 <= part.arrears_collected <= part.arrears_at_start
    repaid = sum(facts.lending.repaid for _, facts in months)
    assert repaid == history.account().repaid


@given(paid_by_rule(payments=5))
def test_arrears_pass_from_month_to_month(history: LoanHistory) -> None:
    """Arrears at the start + due − collected = arrears at the next start."""
    months = months_of(history)
    for (_, facts), (_, later) in pairwise(months):
        part = facts.principal
        owed = part.arrears_at_start - part.arrears_collected + part.due - part.collected
        assert later.principal.arrears_at_start == owed


@given(any_history(), st.integers(min_value=0, max_value=60))
def test_later_events_change_nothing(history: LoanHistory, days: int) -> None:
    """A period's facts rest on what had happened by its end."""
    first = min(event.date for event in history.events)
    period = Period(first, first + timedelta(days))
    known = [event for event in history.events if event.date <= period.end]
    alone = LoanHistory(history.terms, tuple(known))
    facts = [
        loan_period(h.account(period.opening), h.account(period.end), period)
        for h in (history, alone)
    ]
    assert facts[0] == facts[1]


@given(any_history())
def test_whatever_happened_rates_stay_within_one(history: LoanHistory) -> None:
    for _, facts in months_of(history)[:6]:
        assert facts.principal.collected <= max(0, facts.principal.due)
        assert facts.principal.arrears_collected <= facts.principal.arrears_at_start
