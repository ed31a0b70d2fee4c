"""The account of a loan: each rule of the fold on figures that can be checked by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from ledger_core.loans import (
    AllocationBy,
    Component,
    DateBeforeLastEvent,
    Disbursement,
    EarlyPayoff,
    ExcessPayment,
    Grace,
    InterestPeriod,
    InterestRate,
    LateTerms,
    LoanAccount,
    LoanEvent,
    LoanPosition,
    LoanState,
    LoanTerms,
    Method,
    Recovery,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Split,
    TransferIn,
    TransferOut,
    Waiver,
    WriteOff,
    late_interest,
    parse_allocation,
    schedule,
)

START = date(2026, 1, 15)
TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
"""500,000 of principal a month, interest 60,000 in the first and 5,000 less each month."""
PAID_OUT = Disbursement(START, 6_000_000)


def due(month: int) -> date:
    """The due date in a month of 2026."""
    return date(2026, month, 15)


def account(*events: LoanEvent, terms: LoanTerms = TERMS) -> LoanAccount:
    return LoanAccount.of(terms, [PAID_OUT, *events])


def on(day: date, *events: LoanEvent, terms: LoanTerms = TERMS) -> LoanPosition:
    return account(*events, terms=terms).position(day)


def owed(position: LoanPosition) -> list[tuple[date, int, int]]:
    return [
        (row.due, row.principal, row.interest)
        for row in position.instalments
        if row.due > position.date
    ]


# Running by the schedule


def test_the_position_of_an_unpaid_loan_day_by_day() -> None:
    before = on(date(2026, 2, 14))
    assert (before.principal_due, before.interest_due, before.days_past_due) == (0, 0, 0)
    assert (before.next_due, before.next_amount) == (due(2), 560_000)
    on_the_day = on(due(2))
    assert (on_the_day.principal_due, on_the_day.interest_due) == (500_000, 60_000)
    assert (on_the_day.overdue, on_the_day.days_past_due) == (0, 0)
    after = on(date(2026, 2, 16))
    assert (after.overdue_principal, after.overdue_interest) == (500_000, 60_000)
    assert (after.days_past_due, after.oldest_unpaid_due) == (1, due(2))
    assert after.outstanding_principal == 6_000_000


def test_a_payment_on_the_due_date_is_split_as_scheduled() -> None:
    assert account().split(due(2), 560_000) == Split(interest=60_000, principal=500_000)


def test_the_loan_closes_with_its_last_instalment() -> None:
    rows = schedule(TERMS, START)
    paid = [Repayment(row.due, principal=row.principal, interest=row.interest) for row in rows]
    assert account(*paid[:-1]).state is LoanState.DISBURSED
    closed = account(*paid)
    assert closed.state is LoanState.CLOSED
    assert closed.outstanding_principal == 0
    assert closed.position(date(2030, 1, 1)).payoff_amount == 0


def test_a_loan_not_paid_out_is_approved() -> None:
    approved = LoanAccount.of(TERMS, [])
    assert approved.state is LoanState.APPROVED
    assert approved.split(START, 100) == Split(overpayment=100)
    assert approved.position(START).instalments == ()


def test_a_meeting_a_few_days_early_pays_the_instalment() -> None:
    early = date(2026, 2, 10)
    assert account().split(early, 560_000) == Split(interest=60_000, principal=500_000)
    paid = on(due(2), Repayment(early, principal=500_000, interest=60_000))
    assert (paid.principal_due, paid.interest_due, paid.late_interest) == (0, 0, 0)
    assert owed(paid)[0] == (due(3), 500_000, 55_000)


def test_outside_the_window_a_payment_is_principal_in_advance() -> None:
    assert account().split(date(2026, 2, 4), 560_000) == Split(principal=560_000)


def test_the_position_before_the_last_event_is_refused() -> None:
    with pytest.raises(DateBeforeLastEvent):
        account().position(date(2026, 1, 14))


# Late interest


def test_the_published_figures_of_late_interest() -> None:
    assert late_interest(10_000_000, 30, Fraction(18, 100)) == 147_945
    assert late_interest(98_630, 30, Fraction(10, 100)) == 811


def test_within_the_grace_a_late_payment_bears_nothing() -> None:
    next_meeting = account().split(due(3), 1_115_000)
    assert next_meeting == Split(interest=115_000, principal=1_000_000)


def test_after_the_grace_it_counts_from_the_due_date() -> None:
    position = on(date(2026, 3, 16))
    assert [
        (line.component, line.start, line.days, line.base, line.amount)
        for line in position.late_charges
    ] == [
        (Component.PRINCIPAL, due(2), 29, 500_000, 7151),  # 500,000 x 29 x 18 % / 365
        (Component.INTEREST, due(2), 29, 60_000, 477),  # 60,000 x 29 x 10 % / 365
    ]
    assert position.late_interest == 7628


def test_a_grace_of_no_days_charges_from_the_first() -> None:
    terms = replace(TERMS, late=LateTerms(grace=Grace(0)))
    assert on(date(2026, 2, 16), terms=terms).late_interest == 247 + 16


def test_overdue_principal_bears_the_late_rate_instead_of_the_contract_rate() -> None:
    """Nothing was paid, and the interest of the second month is on 5,500,000 all the same."""
    assert on(due(3)).interest_due == 60_000 + 55_000


def test_a_line_ends_where_a_payment_lowers_its_base() -> None:
    first = account().split(date(2026, 3, 31), 7_628 + 4_000 + 115_000 + 200_000)
    assert first.late_interest == 10_849 + 723  # 44 days
    part = Repayment(
        date(2026, 3, 31),
        late_interest=first.late_interest,
        interest=first.interest,
        principal=first.principal,
    )
    lines = on(date(2026, 4, 10), part).late_charges
    assert (lines[0].end, lines[0].amount) == (date(2026, 3, 31), 10_849)
    still = next(line for line in lines if line.end == date(2026, 4, 10) and line.number == 1)
    assert (still.start, still.base, still.days) == (
        date(2026, 3, 31),
        500_000 - first.principal,
        10,
    )


def test_late_interest_paid_does_not_end_a_line_and_bears_nothing_itself() -> None:
    unpaid = on(date(2026, 3, 31))
    paid = on(date(2026, 3, 31), Repayment(date(2026, 3, 16), late_interest=7628))
    assert paid.late_charges == unpaid.late_charges
    assert paid.late_interest == unpaid.late_interest - 7628


def test_an_interest_free_loan_bears_no_late_interest_on_principal() -> None:
    terms = replace(TERMS, rate=InterestRate.monthly(Fraction(0)))
    assert on(date(2026, 12, 1), terms=terms).late_interest == 0


def test_one_missing_dong_does_not_make_a_loan_late() -> None:
    nearly = Repayment(due(2), principal=499_000, interest=60_000)
    assert on(due(4), nearly, Repayment(due(3), principal=500_000, interest=55_000)).overdue == 1000
    assert on(date(2026, 3, 14), nearly).days_past_due == 0
    one_more = Repayment(due(2), principal=498_999, interest=60_000)
    assert on(date(2026, 3, 14), one_more).days_past_due == 27


def test_a_partial_payment_does_not_reset_the_days_past_due() -> None:
    part = Repayment(date(2026, 3, 10), principal=400_000, interest=60_000)
    assert on(date(2026, 3, 14), part).days_past_due == 27


# Allocation


def test_by_component_all_interest_comes_before_any_principal() -> None:
    assert account().split(due(3), 200_000) == Split(interest=115_000, principal=85_000)


def test_by_instalment_the_oldest_is_settled_first() -> None:
    terms = replace(TERMS, allocation_by=AllocationBy.INSTALMENT)
    split = account(terms=terms).split(due(3), 600_000)
    assert split == Split(interest=60_000 + 40_000, principal=500_000)


def test_the_order_is_the_agreements() -> None:
    terms = replace(TERMS, allocation=parse_allocation("principal interest late-interest fee"))
    assert account(terms=terms).split(due(2), 510_000) == Split(principal=500_000, interest=10_000)


# Paying in advance and paying off


def test_paying_off_costs_the_interest_to_the_day() -> None:
    """4 days of 31: 60,000 x 4 / 31 is 7,741.9."""
    day = date(2026, 1, 19)
    assert account().position(day).payoff_amount == 6_007_742
    assert account().split(day, 6_010_000) == Split(
        interest=7742, principal=6_000_000, overpayment=2258
    )
    paid = account(Repayment(day, principal=6_000_000, interest=7742))
    assert paid.state is LoanState.CLOSED
    assert paid.position(date(2026, 12, 1)).late_interest == 0


@pytest.mark.parametrize(
    ("policy", "interest"),
    [(EarlyPayoff.TO_NEXT_DUE_DATE, 60_000), (EarlyPayoff.WHOLE_TERM, 390_000)],
)
def test_other_policies_of_early_pay_off(policy: EarlyPayoff, interest: int) -> None:
    terms = replace(TERMS, early_payoff=policy)
    day = date(2026, 1, 19)
    split = account(terms=terms).split(day, 7_000_000)
    assert (split.interest, split.principal) == (interest, 6_000_000)
    paid = account(Repayment(day, principal=6_000_000, interest=interest), terms=terms)
    assert paid.state is LoanState.CLOSED


def test_no_loan_is_left_without_principal_and_with_interest_unpaid() -> None:
    split = account().split(date(2026, 1, 19), 6_001_000)
    assert split == Split(interest=7742, principal=5_993_258)


ADVANCE_DAY = date(2026, 1, 25)  # ten days into a period of 31
ADVANCE = Repayment(ADVANCE_DAY, principal=1_500_000)
# 6,000,000 for 10 days and 4,500,000 for 21: 1 % of it over 31 days is 49,839 đồng.


def test_in_advance_fewer_instalments_of_the_same_size() -> None:
    """The instalment is rounded to 550,000, so that its principal is 500,161."""
    assert account().split(ADVANCE_DAY, 1_500_000) == Split(principal=1_500_000)
    rows = owed(on(ADVANCE_DAY, ADVANCE))
    assert len(rows) == 9
    assert rows[0] == (due(2), 500_161, 49_839)
    assert rows[1] == (due(3), 500_002, 39_998)
    assert sum(principal for _, principal, _ in rows) == 4_500_000


def test_in_advance_smaller_instalments() -> None:
    terms = replace(TERMS, excess_payment=ExcessPayment.SMALLER_INSTALMENTS)
    rows = owed(on(ADVANCE_DAY, ADVANCE, terms=terms))
    assert len(rows) == 12
    assert rows[0] == (due(2), 375_161, 49_839)
    assert sum(principal for _, principal, _ in rows) == 4_500_000


def test_in_advance_the_next_instalments() -> None:
    terms = replace(TERMS, excess_payment=ExcessPayment.NEXT_INSTALMENTS)
    split = account(terms=terms).split(ADVANCE_DAY, 600_000)
    assert split == Split(interest=60_000 + 40_000, principal=500_000)
    paid = Repayment(ADVANCE_DAY, principal=500_000, interest=100_000)
    position = on(ADVANCE_DAY, paid, terms=terms)
    assert owed(position) == owed(on(ADVANCE_DAY, terms=terms))
    assert (position.next_due, position.next_amount) == (due(3), 515_000)
    assert on(due(3), paid, terms=terms).interest_due == 15_000


def test_flat_interest_is_the_same_after_a_payment_in_advance() -> None:
    terms = replace(TERMS, method=Method.FLAT)
    rows = owed(on(ADVANCE_DAY, ADVANCE, terms=terms))
    assert {interest for _, _, interest in rows} == {60_000}
    assert len(rows) == 9


def test_by_days_interest_follows_the_balance() -> None:
    terms = replace(
        TERMS,
        rate=InterestRate.yearly(Fraction(12, 100)),
        interest_period=InterestPeriod.ACTUAL_365,
    )
    rows = owed(on(ADVANCE_DAY, ADVANCE, terms=terms))
    # (6,000,000 x 10 + 4,500,000 x 21) x 12 % / 365
    assert rows[0][2] == 50_795


def test_a_second_tranche_spreads_over_the_dates_that_remain() -> None:
    events = (
        Disbursement(START, 3_000_000),
        Repayment(due(2), principal=250_000, interest=30_000),
        Disbursement(due(2), 3_000_000),
    )
    position = LoanAccount.of(TERMS, events).position(due(2))
    rows = owed(position)
    assert len(rows) == 11
    assert rows[0][2] == 57_500
    assert sum(principal for _, principal, _ in rows) == position.outstanding_principal == 5_750_000


# Posted otherwise than the rule


def test_each_day_keeps_what_was_posted_and_what_the_rule_expects() -> None:
    posted = account(
        Repayment(due(2), principal=300_000, interest=50_000),
        Repayment(due(2), principal=210_000),
    )
    (day,) = posted.days
    assert day.posted == Split(principal=510_000, interest=50_000)
    assert day.expected == Split(principal=500_000, interest=60_000)
    assert posted.outstanding_principal == 5_490_000
    assert posted.position(due(2)).interest_due == 10_000


def test_a_reversal_takes_the_payment_back() -> None:
    mistaken = Repayment(due(2), principal=500_000, interest=60_000)
    back = Repayment(date(2026, 2, 20), principal=-500_000, interest=-60_000)
    position = on(date(2026, 2, 21), mistaken, back)
    assert position.outstanding_principal == 6_000_000
    assert (position.overdue_principal, position.overdue_interest) == (500_000, 60_000)
    assert position.days_past_due == 6


def test_a_reversed_payment_in_advance_brings_the_last_instalments_back() -> None:
    back = Repayment(date(2026, 1, 26), principal=-1_500_000)
    rows = owed(on(date(2026, 1, 26), ADVANCE, back))
    assert len(rows) == 12
    assert sum(principal for _, principal, _ in rows) == 6_000_000


def test_more_repaid_than_owed_stays_a_negative_number() -> None:
    assert account(Repayment(due(2), principal=7_000_000)).outstanding_principal == -1_000_000


# Rescheduling, waiver, write-off, transfer


def test_rescheduling_spreads_all_principal_and_leaves_interest_where_it_was() -> None:
    extension = Rescheduling(date(2026, 3, 20), ReschedulingKind.EXTENSION, 12, date(2026, 5, 1))
    loan = account(extension)
    position = loan.position(date(2026, 3, 20))
    assert loan.state is LoanState.RESCHEDULED
    assert position.reschedules == 1
    assert (position.overdue_principal, position.overdue_interest) == (0, 115_000)
    rows = owed(position)
    assert (len(rows), rows[0][0]) == (12, date(2026, 5, 1))
    assert sum(principal for _, principal, _ in rows) == 6_000_000
    # From 15 March: 5,000,000 for 5 days, 6,000,000 for 42, of one month that has 47.
    assert rows[0][2] == 58_936


def test_rescheduled_principal_keeps_its_original_age_until_it_is_repaid() -> None:
    events = (
        Repayment(date(2026, 3, 18), interest=115_000),
        Rescheduling(date(2026, 3, 20), ReschedulingKind.DATES, 10, date(2026, 4, 15)),
    )
    position = on(date(2026, 3, 31), *events)
    assert position.overdue == 0
    assert (position.days_past_due, position.days_past_due_by_new_dates) == (44, 0)
    payment = Repayment(due(4), principal=600_000, interest=60_000)
    assert on(date(2026, 4, 16), *events, payment).oldest_unpaid_due == due(3)
    rest = Repayment(due(4), principal=1_000_000, interest=60_000)
    assert on(date(2026, 4, 16), *events, rest).days_past_due == 0


def test_waived_interest_is_not_owed() -> None:
    position = on(date(2026, 3, 16), Waiver(date(2026, 3, 16), interest=60_000, late_interest=7628))
    assert (position.interest_due, position.late_interest) == (55_000, 0)
    assert position.instalments[0].interest_waived == 60_000


def test_interest_waived_before_it_is_due_is_not_asked_for_then() -> None:
    first = on(due(2), Waiver(date(2026, 1, 20), interest=60_000)).instalments[0]
    assert (first.interest_waived, first.interest_paid, first.unpaid_interest) == (60_000, 0, 0)


def test_a_written_off_loan_owes_nothing_in_the_books() -> None:
    events = (
        Repayment(due(2), principal=500_000, interest=60_000),
        WriteOff(due(9), 5_500_000),
        Recovery(due(11), 300_000),
    )
    loan = account(*events)
    assert (loan.state, loan.written_off, loan.recovered) == (
        LoanState.WRITTEN_OFF,
        5_500_000,
        300_000,
    )
    position = loan.position(due(12))
    assert (position.overdue, position.late_interest, position.payoff_amount) == (0, 0, 0)
    assert position.days_past_due == 0


def test_a_partial_write_off_takes_overdue_principal_first() -> None:
    position = on(date(2026, 3, 20), WriteOff(date(2026, 3, 20), 1_200_000))
    assert position.overdue_principal == 0
    assert sum(principal for _, principal, _ in owed(position)) == 4_800_000


def test_an_heir_takes_the_loan_over() -> None:
    old = account(TransferOut(due(3), 6_000_000))
    assert old.state is LoanState.TRANSFERRED
    new = LoanAccount.of(replace(TERMS, instalments=6), [TransferIn(due(3), 6_000_000)])
    assert new.state is LoanState.DISBURSED
    assert new.position(due(4)).principal_due == 1_000_000
