"""A moratorium that takes effect on a running loan: free days, postponed dues, nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger_core.loans import (
    DateTerms,
    DaysOff,
    Disbursement,
    ExcessPayment,
    FeeTerms,
    Figure,
    InterestPeriod,
    InterestRate,
    LoanAccount,
    LoanEvent,
    LoanState,
    LoanTerms,
    Method,
    Moratorium,
    PauseTerms,
    Pausing,
    RateChange,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Residual,
    Shift,
    Suspension,
    Waiver,
    WriteOff,
    schedule,
)

START = date(2026, 1, 21)
STORM = Moratorium(date(2026, 3, 15), date(2026, 5, 31), Pausing.FREE)
TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 6)
TET = DaysOff(frozenset(date(2026, 2, 14) + timedelta(n) for n in range(9)))
PAID: list[LoanEvent] = [
    Disbursement(START, 6_000_000),
    Repayment(date(2026, 2, 21), principal=1_000_000, interest=60_000),
]


def rows(
    terms: LoanTerms, *events: LoanEvent, day: date = date(2026, 3, 16)
) -> list[tuple[str, int, int]]:
    position = LoanAccount.of(terms, [*PAID, *events]).position(day)
    return [(row.due.isoformat(), row.principal, row.interest) for row in position.instalments]


def test_free_days_are_free_to_the_dong_by_the_month() -> None:
    """7 of 28 days of the first month are free, all of the next two, and 10 of 31 of the last.

    50,000 x 21/28 + 50,000 x 21/31; with the share of the principal a multiple of 1,000.
    """
    assert rows(TERMS, Suspension(date(2026, 3, 15), STORM)) == [
        ("2026-02-21", 1_000_000, 60_000),
        ("2026-03-21", 0, 0),
        ("2026-04-21", 0, 0),
        ("2026-05-21", 0, 0),
        ("2026-06-21", 999_629, 37_500 + 33_871),
        ("2026-07-21", 999_996, 40_004),
        ("2026-08-21", 999_996, 30_004),
        ("2026-09-21", 999_996, 20_004),
        ("2026-10-21", 1_000_383, 10_004),
    ]


@pytest.mark.parametrize("method", [Method.DECLINING_EQUAL_PRINCIPAL, Method.FLAT])
def test_free_days_are_free_to_the_dong_by_days(method: Method) -> None:
    """21 days before the storm and 21 after it bear interest, over a year of 365 days."""
    terms = replace(TERMS, method=method, interest_period=InterestPeriod.ACTUAL_365)
    base = 6_000_000 if method is Method.FLAT else 5_000_000
    exact = [Fraction(base * 21 * 12, 100 * 365)] * 2
    account = LoanAccount.of(terms, [*PAID, Suspension(date(2026, 3, 15), STORM)])
    asked = account.position(date(2026, 6, 21)).instalments[4].interest
    assert abs(asked - sum(exact, Fraction(0))) <= 2


def test_the_explanation_shows_the_free_days() -> None:
    account = LoanAccount.of(TERMS, [*PAID, Suspension(date(2026, 3, 15), STORM)])
    lines = account.explain(date(2026, 6, 21))
    (line,) = [each for each in lines if each.figure is Figure.INTEREST_DUE and each.number == 5]
    told = [(piece.days, piece.free, piece.base) for piece in line.pieces]
    assert told == [
        (21, False, 5_000_000),
        (7, True, 5_000_000),
        (31, True, 5_000_000),
        (30, True, 5_000_000),
        (10, True, 5_000_000),
        (21, False, 5_000_000),
    ]
    assert line.amount == 71_371
    assert round(sum((piece.interest for piece in line.pieces), Fraction(0))) == 71_371


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("residual", Residual)
def test_only_what_is_to_come_changes(method: Method, residual: Residual) -> None:
    """Rows fallen due keep their amounts, and later ones the size they had."""
    rounding = replace(TERMS.rounding, residual=residual)
    terms = replace(TERMS, method=method, rounding=rounding)
    paid_out = Disbursement(START, 6_000_000)
    before = LoanAccount.of(terms, [paid_out]).position(date(2026, 3, 14)).instalments
    held = replace(STORM, interest=Pausing.DEFERRED)
    account = LoanAccount.of(terms, [paid_out, Suspension(date(2026, 3, 15), held)])
    after = account.position(date(2026, 3, 15)).instalments
    fallen = sum(row.due < date(2026, 3, 15) for row in before)
    assert after[:fallen] == tuple(
        replace(row, days_late=new.days_late, late_interest=new.late_interest)
        for row, new in zip(before[:fallen], after, strict=False)
    )
    if residual is Residual.LAST:
        paying = [row.principal for row in after[fallen:] if row.due > held.end]
        assert paying == [row.principal for row in before[fallen:]]


@given(
    method=st.sampled_from(Method),
    period=st.sampled_from(InterestPeriod),
    interest=st.sampled_from(Pausing),
    start=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    days=st.integers(0, 150),
    shift=st.sampled_from(Shift),
    later=st.booleans(),
)
def test_a_moratorium_known_before_the_loan_gives_the_planned_schedule(
    method: Method,
    period: InterestPeriod,
    interest: Pausing,
    start: date,
    days: int,
    shift: Shift,
    *,
    later: bool,
) -> None:
    """Decided before the loan is paid out, or agreed with it: the same instalments.

    So it is decided later where the size of instalments plays no part, whether or not days off move
    due dates: these move the date, not the interest.
    """
    assume(not later or method in {Method.INTEREST_ONLY, Method.BULLET})
    storm = Moratorium(start, start + timedelta(days), interest)
    dates = DateTerms(weekends=shift, holidays=shift)
    terms = replace(TERMS, method=method, interest_period=period, dates=dates)
    agreed = replace(terms, pauses=PauseTerms(moratoria=(storm,)))
    planned = schedule(agreed, START, days_off=TET)
    decided = START + timedelta(5) if later else date(2026, 1, 1)
    assume(not later or decided < start)
    events: list[LoanEvent] = [Suspension(decided, storm), Disbursement(START, 6_000_000)]
    found = LoanAccount.of(terms, events, days_off=TET).position(max(START, decided)).instalments
    assert [(row.due, row.principal, row.interest) for row in found] == [
        (row.due, row.principal, row.interest) for row in planned
    ]


@pytest.mark.parametrize("shift", Shift)
def test_free_days_of_a_moved_period_are_free_when_something_changes_in_it(shift: Shift) -> None:
    """As much interest as on the original dates, however the period is parted."""
    dates = DateTerms(weekends=shift)
    terms = replace(TERMS, method=Method.INTEREST_ONLY, dates=dates)
    storm = Moratorium(date(2026, 2, 25), date(2026, 3, 10), Pausing.FREE)
    events: list[LoanEvent] = [Disbursement(START, 6_000_000), Suspension(START, storm)]
    # 21 February is a Saturday, 21 March as well.
    for day in (date(2026, 2, 24), date(2026, 3, 4), date(2026, 3, 19)):
        change = RateChange(day, TERMS.rate)
        rows = LoanAccount.of(terms, [*events, change]).position(day).instalments
        assert rows[1].interest == 60_000 * 14 // 28


def test_new_dates_count_from_the_original_one() -> None:
    """21 February 2026 is a Saturday; from there to 21 April are two months."""
    terms = replace(TERMS, dates=DateTerms(weekends=Shift.FORWARD))
    paid = Repayment(date(2026, 2, 23), principal=1_000_000, interest=60_000)
    new = Rescheduling(date(2026, 2, 24), ReschedulingKind.DATES, 5, date(2026, 4, 21))
    loan = LoanAccount.of(terms, [Disbursement(START, 6_000_000), paid, new])
    assert loan.position(date(2026, 2, 24)).instalments[1].interest == 100_000


@given(
    method=st.sampled_from([Method.FLAT, Method.INTEREST_ONLY]),
    period=st.sampled_from(sorted(set(InterestPeriod) - {InterestPeriod.ACTUAL_365_INCLUSIVE})),
    start=st.dates(date(2026, 1, 22), date(2026, 8, 31)),
    days=st.integers(0, 120),
)
def test_what_is_forgiven_is_the_interest_of_the_days(
    method: Method, period: InterestPeriod, start: date, days: int
) -> None:
    """On a base that does not change, free days cost the club base x rate of those days."""
    terms = replace(TERMS, method=method, interest_period=period)
    found = {}
    for interest in (Pausing.DEFERRED, Pausing.FREE):
        storm = Moratorium(start, start + timedelta(days), interest)
        since = START + timedelta(1)
        events: list[LoanEvent] = [Disbursement(START, 6_000_000), Suspension(since, storm)]
        found[interest] = LoanAccount.of(terms, events).position(since).instalments
    forgiven = sum(row.interest for row in found[Pausing.DEFERRED])
    forgiven -= sum(row.interest for row in found[Pausing.FREE])
    exact, begins = Fraction(0), START
    for row in found[Pausing.DEFERRED]:
        whole = schedule(replace(terms, instalments=1, method=Method.BULLET), begins)[0]
        days_of = range(1, (row.due - begins).days + 1)
        free = sum(start <= begins + timedelta(n) <= storm.end for n in days_of)
        if free and whole.due == row.due:
            exact += Fraction(whole.interest * free, (row.due - begins).days)
            begins = row.due
        elif free:
            return
        else:
            begins = row.due
    assert abs(forgiven - exact) <= len(found[Pausing.FREE])


def test_what_was_paid_ahead_stays_and_the_rest_is_paused() -> None:
    """Next instalments first: two are paid, the storm holds the third."""
    terms = replace(TERMS, excess_payment=ExcessPayment.NEXT_INSTALMENTS)
    account = LoanAccount.of(terms, PAID)
    split = account.split(date(2026, 3, 1), 1_050_000 + 1_040_000)
    paid = Repayment(date(2026, 3, 1), principal=split.principal, interest=split.interest)
    found = rows(terms, paid, Suspension(date(2026, 3, 15), STORM))
    assert found[1:5] == [
        ("2026-03-21", 1_000_000, 50_000),
        ("2026-04-21", 1_000_000, 40_000),
        ("2026-05-21", 0, 0),
        ("2026-06-21", 999_677, 20_323),
    ]


def test_a_moratorium_over_before_the_next_due_date_changes_nothing_that_fell_due() -> None:
    past = Moratorium(date(2026, 1, 25), date(2026, 2, 10), Pausing.FREE)
    assert rows(TERMS, Suspension(date(2026, 3, 1), past)) == rows(TERMS)


@pytest.mark.parametrize("amount", [1_000_000, 2_000_000, 5_538_500])
def test_deferred_interest_paid_ahead_accrues_no_more(amount: int) -> None:
    """What a paused instalment leaves to a later one is settled with that one.

    Found by `make reference`: the running period's interest was asked for once more.
    """
    terms = LoanTerms(6_000_000, TERMS.rate, 12, excess_payment=ExcessPayment.NEXT_INSTALMENTS)
    storm = Moratorium(date(2024, 4, 29), date(2024, 8, 19), Pausing.DEFERRED)
    events: list[LoanEvent] = [
        Disbursement(date(2024, 3, 29), 6_000_000),
        Repayment(date(2024, 4, 29), principal=500_000, interest=60_000),
        Suspension(date(2024, 4, 29), storm),
    ]
    day = date(2024, 5, 20)
    split = LoanAccount.of(terms, events).split(day, amount)
    assert split.interest
    paid = Repayment(day, principal=split.principal, interest=split.interest)
    loan = LoanAccount.of(terms, [*events, paid])
    for later in (day, date(2024, 7, 17), date(2024, 8, 28)):
        assert loan.position(later).accrued_interest == 0


def test_flat_interest_after_two_instalments_paid_ahead_is_that_of_the_days_left() -> None:
    """A second moratorium left two instalments as they were, and asked for the first's again."""
    terms = LoanTerms(
        6_000_000, TERMS.rate, 3, Method.FLAT, excess_payment=ExcessPayment.NEXT_INSTALMENTS
    )
    first = Moratorium(date(2027, 5, 30), date(2027, 7, 18), Pausing.FREE)
    second = Moratorium(date(2027, 7, 9), date(2027, 10, 13), Pausing.FREE)
    loan = LoanAccount.of(
        terms,
        [
            Disbursement(date(2027, 5, 2), 6_000_000),
            Suspension(date(2027, 5, 30), first),
            # All of the first instalment after the storm, and a part of the second.
            Repayment(date(2027, 7, 1), principal=2_668_618, interest=81_290 + 60_000),
            Suspension(date(2027, 7, 6), second),
        ],
    )
    last = loan.position(date(2027, 7, 6)).instalments[-1]
    # From 3 September to 13 October nothing runs: 20 of 31 days of the last month are left.
    assert (last.due, last.principal, last.interest) == (date(2027, 11, 2), 2_000_290, 38_710)


def test_a_date_that_a_moratorium_adds_is_held_by_another() -> None:
    """The later one was decided first, when no instalment fell due in it."""
    loan = LoanAccount.of(
        LoanTerms(10_000_000, TERMS.rate, 2),
        [
            Disbursement(date(2027, 8, 11), 10_000_000),
            Suspension(
                date(2027, 9, 10), Moratorium(date(2027, 11, 7), date(2027, 12, 7), Pausing.FREE)
            ),
            Suspension(
                date(2027, 9, 23), Moratorium(date(2027, 9, 23), date(2027, 10, 23), Pausing.FREE)
            ),
        ],
    )
    position = loan.position(date(2027, 10, 21))
    assert (position.next_due, position.next_amount) == (date(2027, 12, 11), 5_047_581)


def test_overlapping_moratoria_act_on_new_dates_as_on_old_ones() -> None:
    """One lets interest be paid, the other not: nobody pays while both last."""
    first = Moratorium(date(2023, 12, 20), date(2024, 5, 18), Pausing.CHARGED)
    second = Moratorium(date(2023, 12, 26), date(2024, 2, 9), Pausing.FREE)
    new = Rescheduling(date(2023, 12, 28), ReschedulingKind.EXTENSION, 3, date(2024, 1, 31))
    paid_out = Disbursement(date(2023, 11, 29), 6_000_000)
    loan = LoanAccount.of(
        replace(TERMS, instalments=12),
        [paid_out, Suspension(first.start, first), Suspension(second.start, second), new],
    )
    interest = [row.interest for row in loan.position(new.date).instalments[:3]]
    # 26 of 63 days of the first period, 20 of 29 of the second.
    assert interest == [0, 49_524 + 41_379, 60_000]


def test_interest_left_by_the_last_principal_is_asked_for() -> None:
    """Grace on interest for three months; after a loss the principal ends within them."""
    terms = replace(TERMS, instalments=10, pauses=PauseTerms(interest=3))
    events: list[LoanEvent] = [
        Disbursement(START, 6_000_000),
        WriteOff(START + timedelta(1), 5_000_000),
    ]
    rows = LoanAccount.of(terms, events).position(date(2026, 2, 1)).instalments
    assert [(row.principal, row.interest) for row in rows if row.principal] == [
        (600_387, 0),
        (399_613, 0),
    ]
    # One day on all and a million for 30 of 31 days; then 399,613 for a month.
    assert rows[-1].due == date(2026, 5, 21)
    assert (rows[-1].principal, rows[-1].interest) == (0, 11_613 + 3_996)


def test_who_pays_off_within_the_grace_on_interest_owes_nothing_more() -> None:
    terms = replace(TERMS, instalments=12, pauses=PauseTerms(interest=3))
    loan = LoanAccount.of(terms, [Disbursement(date(2024, 10, 26), 6_000_000)])
    day = date(2024, 12, 23)  # the next date is near
    split = loan.split(day, loan.position(day).payoff_amount)
    paid = Repayment(day, principal=split.principal, interest=split.interest)
    closed = LoanAccount.of(terms, [Disbursement(date(2024, 10, 26), 6_000_000), paid])
    assert closed.state is LoanState.CLOSED
    for days in (2, 20, 60, 200):
        position = closed.position(day + timedelta(days))
        assert (position.payoff_amount, position.accrued_interest) == (0, 0)


def test_a_date_on_which_nothing_was_asked_ends_a_grace_as_well() -> None:
    terms = replace(TERMS, pauses=PauseTerms(interest=3))
    events: list[LoanEvent] = [
        Disbursement(START, 6_000_000),
        Repayment(date(2026, 3, 1), principal=5_500_000, manual=True),  # nothing is due in April
        Rescheduling(date(2026, 4, 30), ReschedulingKind.DATES, 3, date(2026, 6, 21)),
    ]
    asked = LoanAccount.of(terms, events).position(date(2026, 5, 1)).instalments
    assert [row.due.month for row in asked if row.interest] == [6, 7, 8]


def test_an_instalment_that_asks_for_interest_alone_bears_its_fee() -> None:
    """Grace left it the interest of three months whose principal is repaid before it."""
    fees = FeeTerms(instalment_amount=5000)
    terms = replace(TERMS, pauses=PauseTerms(interest=3), fees=fees)
    events: list[LoanEvent] = [
        Disbursement(START, 6_000_000),
        Repayment(date(2026, 3, 1), principal=5_500_000, manual=True),
    ]
    last = LoanAccount.of(terms, events).position(date(2026, 3, 1)).instalments[-1]
    assert (last.principal, last.interest > 0, last.fee) == (0, True, 5000)


def test_a_moratorium_passes_over_an_instalment_whose_fee_was_let_go() -> None:
    terms = replace(TERMS, fees=FeeTerms(instalment_amount=5000))
    day = date(2026, 3, 14)
    decided: list[LoanEvent] = [Waiver(day, fee=5000), Suspension(date(2026, 3, 15), STORM)]
    paid = Repayment(date(2026, 2, 21), principal=1_000_000, interest=60_000, fee=5000)
    account = LoanAccount.of(terms, [PAID[0], paid, *decided])
    asked = account.position(date(2026, 3, 15)).instalments
    assert [row.principal > 0 for row in asked[:4]] == [True, True, False, False]


def test_dates_that_are_needed_again_stand_before_one_that_asks_for_interest_alone() -> None:
    """A tranche needs April again, on which nothing was asked; May has the interest of grace."""
    terms = replace(TERMS, pauses=PauseTerms(interest=3))
    events: list[LoanEvent] = [
        Disbursement(START, 6_000_000),
        Repayment(date(2026, 3, 1), principal=5_500_000, manual=True),
        Disbursement(date(2026, 3, 2), 2_000_000),
    ]
    rows = LoanAccount.of(terms, events).position(date(2026, 3, 2)).instalments
    assert [row.due.month for row in rows] == [2, 3, 4, 5, 6, 7]
