"""Each event of a loan on figures that can be checked by hand."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from ledger_core.loans import (
    Charge,
    Component,
    Disbursement,
    ExcessPayment,
    Grace,
    InterestRate,
    KnownInstalment,
    LateFrom,
    LateTerms,
    LoanAccount,
    LoanEvent,
    LoanState,
    LoanTerms,
    OnceOn,
    PaymentSource,
    RateChange,
    Reamortisation,
    Recovery,
    Refund,
    Relief,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Reversal,
    Split,
    TakenOver,
    UnpaidInterest,
    WriteOff,
)

START = date(2026, 1, 15)
TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
"""500,000 of principal a month, interest 60,000 in the first and 5,000 less each month."""
PAID_OUT = Disbursement(START, 6_000_000)


def due(month: int) -> date:
    return date(2026, month, 15)


def account(*events: LoanEvent, terms: LoanTerms = TERMS) -> LoanAccount:
    return LoanAccount.of(terms, [PAID_OUT, *events])


def owed(loan: LoanAccount, day: date) -> list[tuple[date, int, int]]:
    rows = loan.position(day).instalments
    return [(row.due, row.principal, row.interest) for row in rows if row.due > day]


PAID = Repayment(due(2), principal=500_000, interest=60_000)


# New rates and dates


def test_another_rate_counts_from_the_next_day() -> None:
    """10 days at 1 % and 18 at 0.5 % of the 28 from 15 February."""
    change = RateChange(date(2026, 2, 25), InterestRate.monthly(Fraction(5, 1000)))
    rows = owed(account(PAID, change), date(2026, 2, 25))
    assert rows[0][2] == 37_321  # 55,000 x 10 / 28 + 27,500 x 18 / 28
    # The first instalment is rounded to 537,000, so that 5,000,321 are left.
    assert (rows[0][1], rows[1][2]) == (499_679, 25_002)
    line = account(change).position(date(2026, 4, 20)).late_charges
    # Within the grace nothing had been charged; after it each day bears the rate that it had.
    first = [one for one in line if one.number == 1 and one.component is Component.PRINCIPAL]
    assert [(one.days, one.rate_per_year) for one in first] == [
        (10, Fraction(18, 100)),
        (54, Fraction(9, 100)),
    ]


def test_a_rate_change_ends_the_lines_of_late_interest() -> None:
    change = RateChange(date(2026, 3, 31), InterestRate.monthly(Fraction(5, 1000)))
    lines = account(change).position(date(2026, 4, 10)).late_charges
    first = [line for line in lines if line.number == 1 and line.component is Component.PRINCIPAL]
    assert [(line.days, line.rate_per_year) for line in first] == [
        (44, Fraction(18, 100)),
        (10, Fraction(9, 100)),
    ]


def test_overdue_principal_is_re_amortised_over_the_coming_dates() -> None:
    """1,000,000 overdue over ten instalments of 500,000: 600,000 each."""
    day = date(2026, 3, 20)
    loan = account(Reamortisation(day))
    position = loan.position(day)
    assert (position.overdue_principal, position.overdue_interest) == (0, 115_000)
    assert {row[1] for row in owed(loan, day)} == {600_000}
    assert position.reschedules == 1
    assert (position.days_past_due, position.days_past_due_by_new_dates) == (33, 33)
    half = account(Reamortisation(day, 500_000)).position(day)
    assert (half.overdue_principal, half.instalments[1].unpaid_principal) == (500_000, 500_000)


def test_a_loan_is_re_aged_to_new_dates_with_its_interest() -> None:
    day = date(2026, 3, 20)
    event = Rescheduling(
        day,
        ReschedulingKind.EXTENSION,
        4,
        date(2026, 4, 1),
        every_days=30,
        unpaid_interest=UnpaidInterest.SPREAD,
    )
    loan = account(event)
    position = loan.position(day)
    assert (position.overdue, position.interest_due) == (0, 0)
    rows = owed(loan, day)
    assert [row[0] for row in rows] == [
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 5, 31),
        date(2026, 6, 30),
    ]
    assert sum(row[1] for row in rows) == 6_000_000
    kept = account(replace(event, unpaid_interest=UnpaidInterest.STAYS))
    moved = sum(row[2] for row in rows) - sum(row[2] for row in owed(kept, day))
    assert moved == 115_000


def test_a_top_up_lends_more_on_new_dates_and_is_no_rescheduling() -> None:
    day = due(2)
    more = Disbursement(day, 1_000_000)
    dates = Rescheduling(day, ReschedulingKind.TOP_UP, 12, due(3))
    loan = account(PAID, more, dates)
    position = loan.position(day)
    assert (position.reschedules, loan.state) == (0, LoanState.DISBURSED)
    assert len(owed(loan, day)) == 12
    assert sum(row[1] for row in owed(loan, day)) == 6_500_000


# Principal that is not repaid


def test_relief_forgives_principal_and_leaves_no_claim() -> None:
    loan = account(PAID, Relief(due(3), 5_500_000))
    position = loan.position(due(3))
    assert (loan.outstanding_principal, loan.relieved) == (0, 5_500_000)
    assert (position.memo_claim, position.interest_due, position.payoff_amount) == (0, 0, 0)
    assert (loan.state, position.oldest_unpaid_due) == (LoanState.CLOSED, None)
    assert loan.interest_waived(due(2), due(3)) == 55_000
    part = account(PAID, Relief(due(3), 1_000_000))
    assert part.position(due(3)).interest_due == 55_000


def test_interest_that_is_spread_keeps_its_age_until_as_much_is_paid() -> None:
    """The interest of the second instalment is five days late and moves to new dates."""
    day = due(3) + timedelta(5)
    spread = Rescheduling(
        day, ReschedulingKind.EXTENSION, 6, due(4), unpaid_interest=UnpaidInterest.SPREAD
    )
    principal = Repayment(due(3), principal=500_000)
    position = account(PAID, principal, spread).position(day)
    assert (position.oldest_unpaid_due, position.days_past_due) == (due(3), 5)
    assert position.days_past_due_by_new_dates == 0
    some = account(PAID, principal, spread, Repayment(due(4), interest=54_999))
    assert some.position(due(4)).oldest_unpaid_due == due(3)
    paid = account(PAID, principal, spread, Repayment(due(4), interest=55_000))
    assert paid.position(due(4)).oldest_unpaid_due is None


def test_instalments_taken_over_keep_their_own_age() -> None:
    """Three are overdue; when the oldest is paid, the loan is as late as the second."""
    overdue = tuple(KnownInstalment(due(n), 500_000, 50_000) for n in (1, 2, 3))
    taken = TakenOver(due(3) + timedelta(5), 5_000_000, 1_500_000, 150_000, oldest_due=due(1))
    taken = replace(taken, overdue=overdue)
    loan = LoanAccount.of(TERMS, [taken])
    day = due(3) + timedelta(6)
    rows = loan.position(day).instalments[:3]
    assert [(row.due, row.principal, row.interest) for row in rows] == [
        (one.due, one.principal, one.interest) for one in overdue
    ]
    paid = Repayment(day, principal=500_000, interest=50_000)
    after = LoanAccount.of(TERMS, [taken, paid]).position(day)
    assert (after.oldest_unpaid_due, after.outstanding_principal) == (due(2), 4_500_000)


def test_a_written_off_loan_keeps_its_claim_in_the_memo_register() -> None:
    loan = account(PAID, WriteOff(due(3), 5_500_000))
    assert loan.position(due(4)).memo_claim == 5_500_000 + 55_000
    later = account(PAID, WriteOff(due(3), 5_500_000), Recovery(due(5), 300_000))
    assert later.position(due(6)).memo_claim == 5_255_000


# Overpayment, set-off, reversal


def test_what_was_overpaid_is_kept_used_and_given_back() -> None:
    too_much = Repayment(due(2), principal=6_000_000, interest=60_000, overpayment=90_000)
    assert account(too_much).overpaid == 90_000
    back = account(too_much, Refund(due(3), 40_000))
    assert back.position(due(3)).overpaid == 50_000
    used = Repayment(due(2), principal=50_000, source=PaymentSource.OVERPAYMENT)
    assert account(Repayment(START, overpayment=60_000), used).overpaid == 10_000


def test_a_member_who_leaves_sets_off_paid_in_capital() -> None:
    capital = replace(PAID, source=PaymentSource.MEMBERS_CAPITAL)
    assert account(capital).position(due(2)) == account(PAID).position(due(2))


def test_a_mistake_is_as_if_it_had_never_been_from_the_day_it_is_corrected() -> None:
    corrected = date(2026, 3, 20)
    events = PAID, Reversal(corrected, PAID)
    assert account(*events).position(corrected) == account().position(corrected)
    before = LoanAccount.of(TERMS, [PAID_OUT, *events], as_of=date(2026, 3, 19))
    assert before.position(date(2026, 3, 19)) == account(PAID).position(date(2026, 3, 19))


def test_the_reversal_of_nothing_changes_nothing() -> None:
    loan = account(Reversal(due(3), PAID))
    assert loan.position(due(3)) == account().position(due(3))
    assert loan.last_event == due(3)


# Late interest of other kinds


def test_a_penalty_charged_once_on_what_is_overdue() -> None:
    late = LateTerms(
        rate_multiple=Fraction(0),
        interest_rate_per_year=Fraction(0),
        grace=Grace(0),
        once_share=Fraction(1, 100),
        once_on=OnceOn.PRINCIPAL_AND_INTEREST,
    )
    terms = replace(TERMS, late=late)
    assert account(terms=terms).position(due(2)).late_interest == 0
    assert account(terms=terms).position(date(2026, 2, 16)).late_interest == 5_600
    assert account(terms=terms).position(date(2026, 3, 1)).late_interest == 5_600
    part = Repayment(date(2026, 2, 20), principal=300_000)
    assert account(part, terms=terms).position(date(2026, 3, 1)).late_interest == 5_600


def test_an_interest_free_loan_paid_late_may_bear_ten_per_cent() -> None:
    """Civil Code 2015 article 466(4)."""
    late = LateTerms(interest_free_rate_per_year=Fraction(1, 10), grace=Grace(0))
    terms = replace(TERMS, rate=InterestRate.monthly(Fraction(0)), late=late)
    assert account(terms=terms).position(date(2026, 3, 15)).late_interest == 3_836


def test_a_grace_may_be_free() -> None:
    """26 days from 20 February, not 31 from the due date."""
    late = LateTerms(grace=Grace(5), counts_from=LateFrom.GRACE_END)
    lines = account(terms=replace(TERMS, late=late)).position(date(2026, 3, 18)).late_charges
    assert {(line.number, line.days) for line in lines} == {(1, 26)}


# Older books


def test_a_loan_is_taken_over_from_older_books() -> None:
    day = date(2026, 6, 30)
    terms = replace(TERMS, instalments=6, first_due=due(7), late=LateTerms(grace=Grace(0)))
    event = TakenOver(
        day,
        principal=3_500_000,
        overdue_principal=500_000,
        interest=35_000,
        late_interest=4_000,
        oldest_due=due(6),
        reschedules=1,
    )
    loan = LoanAccount.of(terms, [event])
    position = loan.position(day)
    assert (position.outstanding_principal, position.reschedules) == (3_500_000, 1)
    assert (position.overdue_principal, position.overdue_interest) == (500_000, 35_000)
    assert (position.days_past_due, position.late_interest) == (15, 4_000)
    assert owed(loan, day)[0] == (due(7), 500_000, 30_000)
    # The older books counted up to the day: 500,000 x 10 x 18 % / 365, 35,000 x 10 x 10 % / 365.
    assert loan.position(date(2026, 7, 10)).late_interest == 4_000 + 2_466 + 96
    assert loan.state is LoanState.RESCHEDULED


def test_a_schedule_is_taken_over_as_it_stands() -> None:
    known = (
        KnownInstalment(due(2), 300_000, 12_345, fee=1_000),
        KnownInstalment(due(3), 700_000, 54_321),
    )
    loan = LoanAccount.of(TERMS, [TakenOver(START, 1_000_000, schedule=known)])
    rows = loan.position(START).instalments
    assert [(row.principal, row.interest) for row in rows] == [(300_000, 12_345), (700_000, 54_321)]
    assert loan.position(due(2)).fee_due == 1_000


def test_money_in_advance_may_go_another_way_for_one_payment() -> None:
    kept = Repayment(due(2), 1_000_000, 60_000, in_advance=ExcessPayment.SMALLER_INSTALMENTS)
    rows = owed(account(kept), due(2))
    assert len(rows) == 11
    assert sum(row[1] for row in rows) == 5_000_000


def test_interest_moved_by_a_rescheduling_is_owed_on_paying_off() -> None:
    """Two months of interest are spread over new dates: who pays off at once owes them still."""
    terms = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
    start, day = date(2026, 1, 21), date(2026, 3, 21)
    unpaid = [Disbursement(start, 6_000_000)]
    moved = Rescheduling(
        day,
        ReschedulingKind.EXTENSION,
        12,
        date(2026, 4, 21),
        unpaid_interest=UnpaidInterest.SPREAD,
    )
    before = LoanAccount.of(terms, unpaid).position(day)
    after = LoanAccount.of(terms, [*unpaid, moved]).position(day)
    assert before.interest_due == 60_000 + 55_000
    assert after.payoff_amount == 6_000_000 + 115_000


def test_relief_and_write_off_of_one_day_leave_the_interest_claimed() -> None:
    """A part is forgiven and the rest written off at one meeting: interest due is claimed still."""
    terms = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
    paid_out, day = Disbursement(date(2026, 1, 21), 6_000_000), date(2026, 5, 3)
    before = LoanAccount.of(terms, [paid_out]).position(day)
    events: list[LoanEvent] = [
        paid_out,
        WriteOff(day, 5_000_000),
        Relief(day, 1_000_000),
    ]
    claim = LoanAccount.of(terms, events).position(day).memo_claim
    assert before.interest_due == 60_000 + 55_000 + 50_000
    assert claim >= 5_000_000 + before.interest_due


def test_new_dates_after_a_rate_of_nought_stretch_what_was_borne_before() -> None:
    """From 15 January ten days at 1 % a month, of 89 days that count as two months."""
    nought = RateChange(date(2026, 1, 25), InterestRate.monthly(Fraction(0)))
    new = Rescheduling(date(2026, 1, 30), ReschedulingKind.DATES, 6, date(2026, 4, 14))
    loan = LoanAccount.of(TERMS, [Disbursement(START, 6_000_000), nought, new])
    assert loan.position(new.date).instalments[0].interest == 13_483


def test_interest_paid_in_advance_counts_where_a_new_rate_makes_more_due_the_same_day() -> None:
    early, day = date(2026, 2, 10), date(2026, 2, 13)
    events: list[LoanEvent] = [
        PAID_OUT,
        Repayment(early, interest=62_000, manual=True),  # of the 60,000 asked for two days later
        RateChange(day, InterestRate.monthly(Fraction(3, 100))),
        Repayment(day, interest=5742, principal=500_000),
    ]
    account = LoanAccount.of(TERMS, events)
    # 60,000 x 29 / 31 + 180,000 x 2 / 31 = 67,742, less 62,000.
    assert account.days[-1].expected.interest == 5742
    assert account.position(day).instalments[0].unpaid_interest == 0


def test_of_two_fees_by_date_the_older_one_is_settled_first() -> None:
    later, sooner = date(2026, 2, 10), date(2026, 2, 5)
    day = date(2026, 1, 20)
    events: list[LoanEvent] = [PAID_OUT, Charge(day, 4000, later), Charge(day, 5000, sooner)]
    settled = LoanAccount.of(TERMS, [*events, Repayment(day, fee=5000, manual=True)])
    assert [(one.due, one.unpaid) for one in settled.position(day).charges] == [
        (sooner, 0),
        (later, 4000),
    ]


def test_who_owes_only_charges_to_come_pays_the_one_that_falls_due_first() -> None:
    day = date(2026, 1, 20)
    paid_off = Repayment(day, principal=6_000_000, interest=9677)
    penalty = Charge(day, 10_000, date(2026, 3, 8), Component.LATE_INTEREST)
    fee = Charge(day, 5000, date(2026, 2, 19))
    account = LoanAccount.of(TERMS, [PAID_OUT, paid_off, penalty, fee])
    assert account.position(day).payoff_amount == 15_000
    assert account.split(day, 6000) == Split(fee=5000, late_interest=1000)
