"""Strategies for schedules: every option of the terms that shapes one, in any combination."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from ledger_core.loans import (
    DatedFee,
    DateTerms,
    DaysOff,
    Every,
    FeeOn,
    FeeTerms,
    FirstPeriod,
    FlatInterest,
    InterestRate,
    LevelBasis,
    LoanTerms,
    Moratorium,
    PauseTerms,
    Pausing,
    PeriodUnit,
    Rounding,
    ScheduleChange,
    Shares,
    Shift,
    SpreadTerms,
    TrancheLevel,
)
from tests.strategies import Value, choices, integers, loan_terms, members, rates, roundings

FIRST = date(2023, 1, 1)
LAST = date(2030, 12, 31)
_DAYS = st.dates(FIRST, LAST)
_FRACTIONS = integers(0, 100).map(lambda n: Fraction(n, 100))


@cache
def everies() -> st.SearchStrategy[Every]:
    """Days, weeks or months between instalments."""
    return st.builds(Every, st.integers(min_value=1, max_value=40), st.sampled_from(PeriodUnit))


@cache
def date_terms() -> st.SearchStrategy[DateTerms]:
    """Every way to set due dates, but given ones."""
    return st.builds(
        DateTerms,
        every=st.just(Every()) | everies(),
        due_day=st.none() | st.integers(min_value=1, max_value=31),
        weekends=st.sampled_from(Shift),
        holidays=st.sampled_from(Shift),
        meetings=st.sampled_from(Shift),
        first_period=st.sampled_from(FirstPeriod),
    )


@cache
def days_off() -> st.SearchStrategy[DaysOff]:
    """Holidays and meetings anywhere in the years of the loans."""
    days = st.dates(FIRST, LAST)
    return st.builds(
        DaysOff,
        holidays=st.frozensets(days, max_size=9),
        weekend=st.sampled_from([frozenset(), frozenset({6}), frozenset({5, 6})]),
        meetings=st.lists(days, max_size=9).map(lambda found: tuple(sorted(found))),
    )


@cache
@st.composite
def moratoria(draw: st.DrawFn) -> Moratorium:
    """A moratorium of up to half a year."""
    start = draw(_DAYS)
    end = start + timedelta(draw(integers(0, 180)))
    return Moratorium(start, end, draw(members(Pausing)))


@cache
def pause_terms() -> st.SearchStrategy[PauseTerms]:
    """Grace of the three kinds, and moratoria."""
    number = st.integers(min_value=0, max_value=6)
    return st.builds(
        PauseTerms,
        principal=number,
        interest=number,
        interest_free=number,
        moratoria=st.lists(moratoria(), max_size=2).map(tuple),
    )


@cache
@st.composite
def shares(draw: st.DrawFn, count: int) -> Shares:
    """Shares for so many instalments."""

    def parts() -> tuple[Fraction, ...]:
        drawn = [draw(integers(0, 9)) for _ in range(count)]
        whole = sum(drawn)
        return tuple(Fraction(n, whole) for n in drawn) if whole else (Fraction(1, count),) * count

    return Shares(parts(), parts() if draw(st.booleans()) else ())


def spread_terms(draw: st.DrawFn, instalments: int, principal: int) -> SpreadTerms:
    """Draw any way to spread."""

    def maybe(strategy: st.SearchStrategy[Value]) -> Value | None:
        return draw(strategy) if draw(st.booleans()) else None

    return SpreadTerms(
        shares=maybe(shares(instalments)),
        balloon_part=maybe(_FRACTIONS),
        level_basis=draw(members(LevelBasis)),
        fixed_instalment=maybe(integers(1, 2 * principal)),
        flat_interest=draw(members(FlatInterest)),
        flat_interest_total=maybe(integers(0, principal)),
        tranche_level=draw(members(TrancheLevel)),
        down_payment=maybe(_FRACTIONS) or Fraction(0),
    )


@cache
def fee_terms() -> st.SearchStrategy[FeeTerms]:
    """Fees of every kind."""
    share = st.sampled_from([Fraction(0), Fraction(3, 200)])
    amount = st.sampled_from([0, 5000])
    fee = st.builds(DatedFee, st.dates(FIRST, LAST), st.integers(0, 100_000))
    return st.builds(
        FeeTerms,
        upfront_share=share,
        upfront_amount=amount,
        instalment_share=share,
        instalment_on=st.sampled_from(FeeOn),
        instalment_amount=amount,
        dated=st.lists(fee, max_size=2).map(tuple),
    )


@cache
def all_roundings() -> st.SearchStrategy[Rounding]:
    """Every way to round, with the options of level instalments and pieces."""
    return st.builds(
        replace, roundings(), up=st.booleans(), relevel=st.booleans(), each_piece=st.booleans()
    )


_ALL_RATES = (
    rates()
    | st.just(InterestRate.yearly_effective(Fraction(12, 100)))
    | st.just(InterestRate.daily(Fraction(1, 2000)))
)


@cache
@st.composite
def schedule_terms(draw: st.DrawFn) -> LoanTerms:
    """Terms with every option that shapes a schedule; never a first due date."""
    plain = draw(loan_terms())
    return replace(
        plain,
        rate=draw(_ALL_RATES),
        rounding=draw(all_roundings()),
        dates=draw(date_terms()),
        pauses=draw(pause_terms()),
        spread=spread_terms(draw, plain.instalments, plain.principal),
        fees=draw(fee_terms()),
    )


@st.composite
def schedule_changes(draw: st.DrawFn, start: date) -> ScheduleChange:
    """A tranche, a new rate, new dates, or several of them."""
    day = start + timedelta(draw(integers(0, 900)))
    return ScheduleChange(
        day,
        paid_out=draw(choices(0, 1000, 2_500_000)),
        rate=draw(rates()) if draw(st.booleans()) else None,
        first_due=day + timedelta(draw(integers(1, 60))) if draw(st.booleans()) else None,
        more_instalments=draw(integers(0, 3)),
        paused=draw(integers(0, 3)),
    )
