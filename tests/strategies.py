"""Hypothesis strategies shared by the property tests.

Hypothesis examines every new strategy before it draws from it, which takes longer than the draw. So
what is drawn many times for one example is made once and kept: `integers`, `choices`, and every
function here and in the other modules of strategies that stands under `@cache`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from typing import TypeVar

from hypothesis import strategies as st

from ledger_core.loans import (
    AllocationBy,
    AppliesTo,
    Component,
    Disbursement,
    EarlyPayoff,
    ExcessPayment,
    Grace,
    InterestPeriod,
    InterestRate,
    LateTerms,
    LoanAccount,
    LoanEvent,
    LoanTerms,
    Method,
    Recovery,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Residual,
    Rounding,
    TransferOut,
    Waiver,
    WriteOff,
)
from ledger_core.money import RoundingMode

FIRST_START = date(2023, 1, 1)
LAST_START = date(2027, 12, 31)


Value = TypeVar("Value")
Member = TypeVar("Member", bound=Enum)


@lru_cache(maxsize=4096)
def integers(least: int, most: int) -> st.SearchStrategy[int]:
    """Whole numbers, both ends among them."""
    return st.integers(least, most)


@cache
def choices(*values: Value) -> st.SearchStrategy[Value]:
    """One of the values."""
    return st.sampled_from(values)


@cache
def members(kind: type[Member]) -> st.SearchStrategy[Member]:
    """One member of an enumeration."""
    return st.sampled_from(kind)


@cache
def orders(*values: Value) -> st.SearchStrategy[list[Value]]:
    """The values in any order."""
    return st.permutations(values)


@cache
def starts() -> st.SearchStrategy[date]:
    """Days on which loans are paid out, leap years and month ends among them."""
    return st.dates(FIRST_START, LAST_START)


@cache
def rates() -> st.SearchStrategy[InterestRate]:
    """Rates a club might agree on, zero among them."""
    per_mille = st.integers(min_value=0, max_value=40).map(lambda rate: Fraction(rate, 1000))
    monthly = per_mille.map(InterestRate.monthly)
    return monthly | per_mille.map(lambda rate: InterestRate.yearly(rate * 12))


@cache
def roundings() -> st.SearchStrategy[Rounding]:
    """Every way to round."""
    return st.builds(
        Rounding,
        multiple=st.sampled_from([1, 100, 500, 1000]),
        mode=st.sampled_from(RoundingMode),
        applies_to=st.sampled_from(AppliesTo),
        residual=st.sampled_from(Residual),
    )


@cache
def late_terms() -> st.SearchStrategy[LateTerms]:
    """Every way to charge what is late."""
    return st.builds(
        LateTerms,
        rate_multiple=st.sampled_from([Fraction(0), Fraction(1), Fraction(3, 2)]),
        interest_rate_per_year=st.sampled_from([Fraction(0), Fraction(1, 10)]),
        grace=st.sampled_from([Grace(), Grace(0), Grace(10)]),
        threshold=st.sampled_from([0, 1000]),
    )


_THOUSANDS = st.integers(1, 60_000) | st.just(6000)


@cache
@st.composite
def loan_terms(draw: st.DrawFn, *, methods: st.SearchStrategy[Method] | None = None) -> LoanTerms:
    """Terms of every kind; never a first due date, which depends on the start."""
    return LoanTerms(
        principal=draw(_THOUSANDS) * 1000,
        rate=draw(rates()),
        instalments=draw(integers(1, 24)),
        method=draw(methods or members(Method)),
        interest_period=draw(members(InterestPeriod)),
        rounding=draw(roundings()),
        early_payoff=draw(members(EarlyPayoff)),
        excess_payment=draw(members(ExcessPayment)),
        advance_window_days=draw(choices(0, 5, 10)),
        late=draw(late_terms()),
        allocation=tuple(draw(orders(*Component))),
        allocation_by=draw(members(AllocationBy)),
    )


@dataclass(frozen=True)
class LoanHistory:
    """A loan with everything that happened to it, in order."""

    terms: LoanTerms
    events: tuple[LoanEvent, ...]

    def account(self, as_of: date | None = None) -> LoanAccount:
        """Fold it."""
        return LoanAccount.of(self.terms, self.events, as_of=as_of)

    @property
    def last_day(self) -> date:
        """The day of the last event."""
        return max(event.date for event in self.events)


def _amounts(draw: st.DrawFn, account: LoanAccount, day: date) -> int:
    """Draw a payment: any amount, exactly what is due, or exactly the pay-off."""
    position = account.position(day)
    due = position.principal_due + position.interest_due + position.late_interest
    exactly = [position.payoff_amount, *(one for one in (due, position.next_amount) if one)]
    which = draw(integers(0, len(exactly)))
    return exactly[which - 1] if which else draw(integers(1, 3_000_000))


@cache
def gaps(payments: int) -> st.SearchStrategy[list[int]]:
    """Days between payments."""
    return st.lists(st.integers(1, 75), max_size=payments)


@cache
@st.composite
def paid_by_rule(draw: st.DrawFn, *, payments: int = 8) -> LoanHistory:
    """A loan with payments on any days, each split by the rule."""
    terms = draw(loan_terms())
    day = draw(starts())
    events: list[LoanEvent] = [Disbursement(day, terms.principal)]
    for gap in draw(gaps(payments)):
        day += timedelta(days=gap)
        account = LoanAccount.of(terms, events)
        split = account.split(day, _amounts(draw, account, day))
        events.append(
            Repayment(
                day,
                principal=split.principal,
                interest=split.interest,
                late_interest=split.late_interest,
                fee=split.fee,
                overpayment=split.overpayment,
            )
        )
    return LoanHistory(terms, tuple(events))


def _event_makers(terms: LoanTerms) -> list[Callable[[st.DrawFn, date], LoanEvent]]:
    most = terms.principal

    def amount(draw: st.DrawFn, lowest: int = 1) -> int:
        return draw(integers(lowest, most))

    def rescheduling(draw: st.DrawFn, day: date) -> LoanEvent:
        return Rescheduling(
            day,
            kind=draw(members(ReschedulingKind)),
            instalments=draw(integers(1, 12)),
            first_due=day + timedelta(days=draw(integers(-40, 90))),
        )

    return [
        lambda draw, day: Disbursement(day, amount(draw, -most)),
        rescheduling,
        lambda draw, day: Waiver(day, interest=amount(draw, 0), late_interest=amount(draw, 0)),
        lambda draw, day: Repayment(day, principal=amount(draw), interest=amount(draw, 0)),
        lambda draw, day: Repayment(
            day, principal=amount(draw, -most), interest=amount(draw, -most)
        ),
        lambda draw, day: Repayment(day, late_interest=amount(draw, 0), fee=amount(draw, 0)),
        lambda draw, day: WriteOff(day, amount(draw)),
        lambda draw, day: TransferOut(day, amount(draw)),
        lambda draw, day: Recovery(day, amount(draw)),
    ]


@cache
@st.composite
def any_history(draw: st.DrawFn, *, events: int = 8) -> LoanHistory:
    """A loan to which anything may have happened in any order, sense or nonsense."""
    terms = draw(loan_terms())
    start = draw(starts())
    makers = _event_makers(terms)
    happened: list[LoanEvent] = [Disbursement(start, terms.principal)]
    for _ in range(draw(integers(0, events))):
        day = start + timedelta(days=draw(integers(-10, 500)))
        happened.append(makers[draw(integers(0, len(makers) - 1))](draw, day))
    return LoanHistory(terms, tuple(happened))
