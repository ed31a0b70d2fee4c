"""How principal and interest may be spread: figures computed by hand."""

import copy
import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger_core.loans import (
    AppliesTo,
    DatedFee,
    DateTerms,
    Every,
    ExcessPayment,
    FeeTerms,
    FlatInterest,
    InstalmentTooSmall,
    InterestPeriod,
    InterestRate,
    LevelBasis,
    LoanTerms,
    Method,
    OverdueBears,
    OverdueIn,
    PauseTerms,
    Payment,
    PeriodUnit,
    Recalculation,
    Residual,
    Rest,
    Rounding,
    ScheduleChange,
    Shares,
    SharesDoNotSum,
    SpreadTerms,
    TrancheLevel,
    borrowing_cost,
    exact_amounts,
    instalments_needed,
    level_instalment,
    recalculated_schedule,
    schedule,
)
from ledger_core.loans.plan import Plan
from ledger_core.money import RoundingMode

START = date(2026, 1, 15)
PERCENT = Fraction(1, 100)
LOAN = LoanTerms(1_000_000, InterestRate.monthly(PERCENT), 4, rounding=Rounding(1))


def parts(terms: LoanTerms, **options: object) -> tuple[list[int], list[int]]:
    rows = schedule(terms, START, **options)  # type: ignore[arg-type]
    return [row.principal for row in rows], [row.interest for row in rows]


def spread(terms: LoanTerms, **changes: object) -> LoanTerms:
    return replace(terms, spread=replace(terms.spread, **changes))  # type: ignore[arg-type]


def test_agreed_shares_of_principal_and_of_flat_interest() -> None:
    shares = Shares((Fraction(1, 10), Fraction(2, 10), Fraction(0), Fraction(7, 10)))
    terms = spread(LOAN, shares=shares)
    assert parts(terms) == ([100_000, 200_000, 0, 700_000], [10_000, 9_000, 7_000, 7_000])
    halves = replace(shares, interest=(Fraction(1, 2), Fraction(0), Fraction(0), Fraction(1, 2)))
    flat = replace(spread(LOAN, shares=halves), method=Method.FLAT)
    assert parts(flat)[1] == [20_000, 0, 0, 20_000]


def test_shares_are_rounded_so_that_each_running_sum_is() -> None:
    thirds = Shares((Fraction(1, 3),) * 3)
    terms = replace(spread(LOAN, shares=thirds), principal=100, instalments=3)
    assert parts(terms)[0] == [33, 34, 33]
    halves = Shares((Fraction(1, 2),) * 2)
    for mode, first in ((RoundingMode.HALF_DOWN, 50), (RoundingMode.HALF_UP, 51)):
        rounding = Rounding(1, mode)
        terms = replace(LOAN, principal=101, instalments=2, rounding=rounding)
        assert parts(spread(terms, shares=halves))[0] == [first, 101 - first]


def test_shares_count_for_the_instalments_that_are_not_paused() -> None:
    halves = Shares((Fraction(1, 2),) * 2, (Fraction(1), Fraction(0)))
    terms = replace(spread(LOAN, shares=halves), instalments=3, pauses=PauseTerms(principal=1))
    assert parts(terms) == ([0, 500_000, 500_000], [10_000, 10_000, 5_000])
    flat = replace(terms, method=Method.FLAT)
    assert parts(flat) == ([0, 500_000, 500_000], [10_000, 20_000, 0])


@pytest.mark.parametrize("principal", [(Fraction(1, 2),), (Fraction(3, 2), Fraction(-1, 2))])
def test_shares_make_a_whole(principal: tuple[Fraction, ...]) -> None:
    with pytest.raises(SharesDoNotSum):
        Shares(principal)
    with pytest.raises(SharesDoNotSum):
        Shares((Fraction(1),), (Fraction(1), Fraction(0)))
    assert Shares.equal_then_rest(Fraction(1, 10), 4).principal[-1] == Fraction(7, 10)


def test_a_balloon_leaves_the_rest_to_the_last() -> None:
    terms = spread(LOAN, balloon_part=Fraction(1, 10))
    assert parts(terms) == ([100_000] * 3 + [700_000], [10_000, 9_000, 8_000, 7_000])
    assert parts(replace(terms, method=Method.FLAT))[1] == [10_000] * 4


def test_an_agreed_instalment_ends_the_loan_when_it_is_repaid() -> None:
    terms = replace(spread(LOAN, fixed_instalment=300_000), method=Method.ANNUITY, instalments=99)
    assert parts(terms) == ([290_000, 292_900, 295_829, 121_271], [10_000, 7_100, 4_171, 1_213])
    short = replace(terms, instalments=2)
    assert parts(short) == ([290_000, 710_000], [10_000, 7_100])


def test_flat_interest_by_days_falls_by_period_or_evenly() -> None:
    """31 and 28 days: 19,397 in all."""
    flat = replace(
        LOAN, method=Method.FLAT, instalments=2, interest_period=InterestPeriod.ACTUAL_365
    )
    assert parts(flat)[1] == [10_192, 9_205]
    assert parts(spread(flat, flat_interest=FlatInterest.EVENLY))[1] == [9_699, 9_698]


def test_flat_interest_agreed_as_a_sum() -> None:
    flat = replace(LOAN, method=Method.FLAT, instalments=3)
    assert parts(spread(flat, flat_interest_total=100_000))[1] == [33_333, 33_333, 33_334]
    free = replace(spread(flat, flat_interest_total=100_000), pauses=PauseTerms(interest_free=1))
    assert parts(free)[1] == [0, 50_000, 50_000]


def test_a_level_instalment_is_rounded_up_where_that_is_agreed() -> None:
    level = replace(
        LOAN, principal=10_000_000, instalments=12, method=Method.ANNUITY, rounding=Rounding()
    )
    assert schedule(level, START)[0].total == 888_000
    up = replace(level, rounding=Rounding(up=True))
    assert schedule(up, START)[0].total == 889_000
    assert schedule(up, START)[-1].total < 889_000


def test_equal_parts_are_no_level_instalments() -> None:
    """ "In multiples of" for level instalments leaves equal principal parts as they are."""
    rounding = Rounding(1000, applies_to=AppliesTo.LEVEL_INSTALMENT)
    terms = replace(LOAN, instalments=3, rounding=rounding)
    assert parts(terms)[0] == [333_333, 333_333, 333_334]
    assert parts(replace(terms, method=Method.FLAT))[0] == [333_000, 333_000, 334_000]
    assert schedule(replace(terms, method=Method.ANNUITY), START)[0].total == 340_000


def test_a_level_on_each_period_repays_to_the_last_unit() -> None:
    """Set on a month, the last instalment takes the drift of the days; so set, next to nothing."""
    days = replace(
        LOAN,
        principal=12_000_000,
        rate=InterestRate.yearly(Fraction(12, 100)),
        instalments=12,
        method=Method.ANNUITY,
        interest_period=InterestPeriod.ACTUAL_365,
    )

    def drift(basis: LevelBasis) -> int:
        rows = schedule(spread(days, level_basis=basis), START)
        return abs(rows[-1].total - rows[0].total)

    assert drift(LevelBasis.EACH_PERIOD) <= 12
    assert drift(LevelBasis.MONTH) > 100
    assert drift(LevelBasis.THIRTY_DAYS) > 100


def test_levelling_again_never_makes_the_last_instalment_worse() -> None:
    for principal in range(1000, 1060):
        for count in (2, 5, 12, 24):
            once = replace(LOAN, principal=principal, instalments=count, method=Method.ANNUITY)
            again = replace(once, rounding=Rounding(1, relevel=True))
            gaps = [
                abs(rows[-1].total - rows[-2].total)
                for rows in (schedule(again, START), schedule(once, START))
            ]
            assert gaps[0] <= gaps[1]
            if gaps[1] <= count // 2:
                assert gaps[0] == gaps[1]


def test_instalments_in_advance_begin_on_the_first_day() -> None:
    """340,022 at the end of each of three periods is 336,656 at its beginning."""
    terms = replace(LOAN, instalments=3, method=Method.ANNUITY_DUE)
    rows = schedule(terms, START)
    assert [row.due.month for row in rows] == [1, 2, 3]
    assert [row.total for row in rows[:2]] == [336_656, 336_656]
    assert [row.interest for row in rows] == [0, 6_633, 3_333]


def test_on_demand_all_is_due_in_one_sum() -> None:
    terms = replace(LOAN, method=Method.ON_DEMAND, instalments=3)
    assert parts(terms) == ([0, 0, 1_000_000], [0, 0, 30_000])


def test_a_down_payment_is_an_instalment_of_its_own() -> None:
    terms = replace(spread(LOAN, down_payment=Fraction(1, 4)), instalments=3)
    rows = schedule(terms, START)
    assert [row.principal for row in rows] == [250_000] * 4
    assert [row.interest for row in rows] == [0, 7_500, 5_000, 2_500]
    assert rows[0].due == START


def test_a_tranche_on_a_due_date_belongs_to_the_next_period() -> None:
    second = ScheduleChange(date(2026, 2, 15), paid_out=1_000_000)
    rows = schedule(LOAN, START, changes=[second])
    assert [row.principal for row in rows] == [250_000, 583_333, 583_333, 583_334]
    assert [row.interest for row in rows] == [10_000, 17_500, 11_667, 5_833]
    assert rows[0].balance == 1_750_000


def test_a_tranche_within_a_period_bears_interest_from_its_day() -> None:
    """750,000 for 10 of 28 days, 1,750,000 for 18."""
    change = ScheduleChange(date(2026, 2, 25), paid_out=1_000_000)
    rows = schedule(LOAN, START, changes=[change])
    assert rows[1].interest == 13_929
    assert rows[0].balance == 750_000


def test_rounding_each_piece_can_differ_from_rounding_their_sum() -> None:
    """100 for 7 of 31 days and 300 for 24, at 4 %: 0.90 and 9.29."""
    terms = replace(LOAN, principal=100, rate=InterestRate.monthly(4 * PERCENT))
    change = ScheduleChange(date(2026, 1, 22), paid_out=104)
    together = schedule(terms, START, changes=[change])[0].interest
    apart = schedule(
        replace(terms, rounding=Rounding(1, each_piece=True)), START, changes=[change]
    )[0].interest
    assert (together, apart) == (7, 7)
    change = ScheduleChange(date(2026, 1, 22), paid_out=110)
    assert schedule(terms, START, changes=[change])[0].interest == 7  # 0.903 + 6.503
    terms = replace(terms, rounding=Rounding(1, each_piece=True))
    assert schedule(terms, START, changes=[change])[0].interest == 8  # 1 + 7


def test_the_size_set_on_the_agreed_principal_stays() -> None:
    terms = replace(LOAN, principal=2_000_000, method=Method.ANNUITY)
    kept = spread(terms, tranche_level=TrancheLevel.AGREED_PRINCIPAL)
    change = ScheduleChange(date(2026, 2, 15), paid_out=1_000_000)
    rows = schedule(kept, START, principal=1_000_000, changes=[change])
    level = schedule(terms, START)[0].total
    assert [row.total for row in rows[:2]] == [level, level]
    anew = schedule(terms, START, principal=1_000_000, changes=[change])
    assert anew[0].total < level < anew[1].total


def test_a_new_rate_within_a_period_counts_from_its_day() -> None:
    """10 of 31 days at 1 %, 21 at 2 %."""
    terms = replace(LOAN, principal=1_200_000, method=Method.INTEREST_ONLY)
    change = ScheduleChange(date(2026, 1, 25), rate=InterestRate.monthly(2 * PERCENT))
    assert parts(terms, changes=[change])[1] == [20_129, 24_000, 24_000, 24_000]


def test_dates_agreed_anew_and_instalments_added() -> None:
    free = replace(LOAN, rate=InterestRate.monthly(Fraction(0)))
    after = date(2026, 2, 15)
    later = schedule(free, START, changes=[ScheduleChange(after, first_due=date(2026, 4, 1))])
    assert [row.due.isoformat() for row in later] == [
        "2026-02-15", "2026-04-01", "2026-05-01", "2026-06-01",
    ]  # fmt: skip
    longer = schedule(free, START, changes=[ScheduleChange(after, more_instalments=2)])
    assert [row.principal for row in longer] == [250_000] + [150_000] * 5
    paused = schedule(free, START, changes=[ScheduleChange(after, paused=2)])
    assert [row.principal for row in paused] == [250_000, 0, 0, 250_000, 250_000, 250_000]
    assert paused[-1].due == date(2026, 7, 15)


def test_added_instalments_keep_the_seed_day() -> None:
    start = date(2026, 1, 31)
    change = ScheduleChange(date(2026, 2, 28), more_instalments=1)
    rows = schedule(LOAN, start, changes=[change])
    assert [row.due.day for row in rows] == [28, 31, 30, 31, 30]


def test_fees_up_front_with_each_instalment_and_on_a_date() -> None:
    fees = FeeTerms(
        upfront_share=PERCENT,
        instalment_share=PERCENT,
        instalment_amount=500,
        dated=(DatedFee(date(2026, 2, 20), 7_000), DatedFee(date(2027, 1, 1), 9_000)),
    )
    rows = schedule(replace(LOAN, fees=fees), START)
    assert [row.fee for row in rows] == [3_100, 10_075, 3_050, 3_025, 9_000]
    assert rows[1].total == 250_000 + 7_500 + 10_075
    assert rows[-1][1:] == (date(2027, 1, 1), 0, 0, 0, 9_000)
    assert fees.upfront(1_000_000, RoundingMode.HALF_UP, first=True) == 10_000


def test_an_effective_yearly_rate_compounds_to_itself() -> None:
    rate = InterestRate.yearly_effective((1 + PERCENT) ** 12 - 1)
    assert abs(rate.per_month - PERCENT) < Fraction(1, 10**38)
    daily = rate.per_day()
    assert abs((1 + daily) ** 365 - (1 + rate.value)) < Fraction(1, 10**30)
    assert parts(replace(LOAN, rate=rate)) == parts(LOAN)


def test_the_formulas_of_level_instalments() -> None:
    thousand = Fraction(1000)
    assert round(level_instalment(thousand, Fraction(1, 10), 2), 4) == Fraction(5761905, 10**4)
    rows = exact_amounts(thousand, Fraction(1, 10), 2)
    assert sum(principal for principal, _ in rows) == thousand
    assert rows[0][1] == 100
    first = exact_amounts(thousand, Fraction(1, 10), 2, in_advance=True)[0]
    level = level_instalment(thousand, Fraction(1, 10), 2, in_advance=True)
    assert first == (level, Fraction(0))
    assert level_instalment(thousand, Fraction(0), 4) == 250
    assert instalments_needed(1000, Fraction(0), 300) == Fraction(10, 3)
    assert round(instalments_needed(1000, Fraction(1, 10), 576), 2) == 2
    with pytest.raises(InstalmentTooSmall):
        instalments_needed(1000, Fraction(1, 10), 100)


EARLY = LoanTerms(
    1_200_000,
    InterestRate.yearly(Fraction(12, 100)),
    3,
    interest_period=InterestPeriod.ACTUAL_365,
    rounding=Rounding(1),
)


@pytest.mark.parametrize(
    ("policy", "principal"),
    [
        (ExcessPayment.SMALLER_INSTALMENTS, [600_000, 300_000, 300_000]),
        (ExcessPayment.FEWER_INSTALMENTS, [600_000, 400_000, 200_000]),
        (ExcessPayment.NEXT_INSTALMENTS, [600_000, 200_000, 400_000]),
    ],
)
def test_recalculated_principal_in_advance_lowers_interest_from_its_day(
    policy: ExcessPayment, principal: list[int]
) -> None:
    """1,200,000 for 10 days, 600,000 for 21."""
    terms = replace(EARLY, excess_payment=policy)
    payments = [Payment(date(2026, 1, 25), 600_000)]
    rows = recalculated_schedule(terms, START, payments, date(2026, 1, 25), Recalculation())
    assert [row.principal for row in rows] == principal
    assert rows[0].interest == 8_088


def test_recalculated_overdue_principal_raises_interest_until_the_day() -> None:
    """400,000 overdue for 10 days of the second period, beside 800,000 for 28."""
    rows = recalculated_schedule(EARLY, START, [], date(2026, 2, 25), Recalculation())
    assert [row.interest for row in rows] == [12_230, 8_679, 4_077]


def test_with_rests_on_due_dates_payments_act_from_the_next_one() -> None:
    rests = Recalculation(rest=Rest.DUE_DATE)
    paid = [Payment(date(2026, 1, 25), 600_000)]
    rows = recalculated_schedule(EARLY, START, paid, date(2026, 1, 25), rests)
    assert [row.interest for row in rows[:2]] == [12_230, 5_523]  # 1,200,000; then 600,000
    late = [Payment(date(2026, 2, 25), 500_000)]
    rows = recalculated_schedule(EARLY, START, late, date(2026, 2, 25), rests)
    assert rows[1].interest == 11_047  # 1,200,000 for 28 days


def test_overdue_interest_bears_interest_only_where_that_is_agreed() -> None:
    on_all = Recalculation(overdue=OverdueBears.ON_ALL)
    rows = recalculated_schedule(EARLY, START, [], date(2026, 2, 25), on_all)
    assert rows[1].interest == 8_720  # and 12,230 for 10 days: 40
    nothing = Recalculation(overdue=OverdueBears.NOTHING)
    rows = recalculated_schedule(EARLY, START, [], date(2026, 2, 25), nothing)
    assert rows[1].interest == 7_364


def test_overdue_principal_may_bear_interest_in_the_running_period_alone() -> None:
    """On 25 March 400,000 and 400,000 are overdue: ten days of the third period."""
    running = Recalculation(overdue_in=OverdueIn.RUNNING_PERIOD)
    rows = recalculated_schedule(EARLY, START, [], date(2026, 3, 25), running)
    assert [row.interest for row in rows] == [12_230, 7_364, 6_707]
    rows = recalculated_schedule(EARLY, START, [], date(2026, 3, 25), Recalculation())
    assert [row.interest for row in rows] == [12_230, 11_047, 6_707]


def test_levelling_again_leaves_a_single_instalment() -> None:
    terms = replace(LOAN, instalments=1, method=Method.ANNUITY, rounding=Rounding(1, relevel=True))
    assert parts(terms) == ([1_000_000], [10_000])


def test_terms_that_have_made_a_schedule_can_be_copied() -> None:
    schedule(LOAN, START)
    assert Plan.of(LOAN).loop is not None
    for copied in (copy.deepcopy(LOAN), pickle.loads(pickle.dumps(LOAN))):  # noqa: S301
        assert copied == LOAN
        assert schedule(copied, START) == schedule(LOAN, START)


def test_the_first_instalment_takes_the_residual_of_flat_interest_too() -> None:
    rounding = Rounding(1, residual=Residual.FIRST)
    flat = replace(LOAN, method=Method.FLAT, principal=1001, instalments=3, rounding=rounding)
    principal, interest = parts(flat)
    assert sum(principal) == 1001
    assert interest == [10, 10, 10]


def test_dates_that_rounding_leaves_over_are_no_part_of_a_flat_term() -> None:
    """Eleven instalments of 3,000 repay it; their interest is 11 x 290.07 = 3190.77."""
    flat = replace(
        LOAN, method=Method.FLAT, principal=29_007, instalments=12, rounding=Rounding(1000)
    )
    principal, interest = parts(flat)
    assert principal == [2710] * 10 + [1907, 0]
    assert interest == [290] * 10 + [291, 0]


def test_nothing_but_the_method_is_plain() -> None:
    assert SpreadTerms().plain
    assert not SpreadTerms(balloon_part=PERCENT).plain


def test_weekly_instalments_cost_what_their_weeks_cost() -> None:
    """Sa-Dhan's weekly loan: 15 % flat on 50 weeks is near 30 % a year on what is owed."""
    weekly = DateTerms(every=Every(1, PeriodUnit.WEEK))
    spread_terms = SpreadTerms(flat_interest_total=150_000)
    terms = replace(LOAN, method=Method.FLAT, instalments=50, dates=weekly, spread=spread_terms)
    cost = borrowing_cost(START, 1_000_000, schedule(terms, START), every=weekly.every)
    assert cost.apr is not None
    assert cost.eir is not None
    assert round(cost.apr, 4) == Decimal("0.2925")
    assert cost.eir == cost.eir.max(cost.apr)


def test_fees_and_what_is_paid_at_once_are_part_of_the_cost() -> None:
    free = replace(LOAN, rate=InterestRate.monthly(Fraction(0)))
    rows = schedule(free, START)
    assert borrowing_cost(START, 1_000_000, rows).apr == 0
    charged = borrowing_cost(START, 1_000_000, rows, fees_at_start=10_000).apr
    assert charged is not None
    assert charged > 0
    down = schedule(spread(free, down_payment=Fraction(1, 2)), START)
    assert borrowing_cost(START, 1_000_000, down).apr == 0
