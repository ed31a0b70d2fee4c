"""Hypothesis strategies shared by the property tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

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


def starts() -> st.SearchStrategy[date]:
    """Days on which loans are paid out, leap years and month ends among them."""
    return st.dates(FIRST_START, LAST_START)


def rates() -> st.SearchStrategy[InterestRate]:
    """Rates a club might agree on, zero among them."""
    per_mille = st.integers(min_value=0, max_value=40).map(lambda rate: Fraction(rate, 1000))
    monthly = per_mille.map(InterestRate.monthly)
    return monthly | per_mille.map(lambda rate: InterestRate.yearly(rate * 12))


def roundings() -> st.SearchStrategy[Rounding]:
    """Every way to round."""
    return st.builds(
        Rounding,
        multiple=st.sampled_from([1, 100, 500, 1000]),
        mode=st.sampled_from(RoundingMode),
        applies_to=st.sampled_from(AppliesTo),
        residual=st.sampled_from(Residual),
    )


def late_terms() -> st.SearchStrategy[LateTerms]:
    """Every way to charge what is late."""
    return st.builds(
        LateTerms,
        rate_multiple=st.sampled_from([Fraction(0), Fraction(1), Fraction(3, 2)]),
        interest_rate_per_year=st.sampled_from([Fraction(0), Fraction(1, 10)]),
        grace=st.sampled_from([Grace(), Grace(0), Grace(10)]),
        threshold=st.sampled_from([0, 1000]),
    )


@st.composite
def loan_terms(draw: st.DrawFn, *, methods: st.SearchStrategy[Method] | None = None) -> LoanTerms:
    """Terms of every kind; never a first due date, which depends on the start."""
    return LoanTerms(
        principal=draw(st.integers(min_value=1, max_value=60_000) | st.just(6000)) * 1000,
        rate=draw(rates()),
        instalments=draw(st.integers(min_value=1, max_value=24)),
        method=draw(methods or st.sampled_from(Method)),
        interest_period=draw(st.sampled_from(InterestPeriod)),
        rounding=draw(roundings()),
        early_payoff=draw(st.sampled_from(EarlyPayoff)),
        excess_payment=draw(st.sampled_from(ExcessPayment)),
        advance_window_days=draw(st.sampled_from([0, 5, 10])),
        late=draw(late_terms()),
        allocation=tuple(draw(st.permutations(list(Component)))),
        allocation_by=draw(st.sampled_from(AllocationBy)),
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
    choices = [st.integers(min_value=1, max_value=3_000_000), st.just(position.payoff_amount)]
    if due:
        choices.append(st.just(due))
    if position.next_amount:
        choices.append(st.just(position.next_amount))
    return draw(st.one_of(choices))


@st.composite
def paid_by_rule(draw: st.DrawFn, *, payments: int = 8) -> LoanHistory:
    """A loan with payments on any days, each split by the rule."""
    terms = draw(loan_terms())
    day = draw(starts())
    events: list[LoanEvent] = [Disbursement(day, terms.principal)]
    for gap in draw(st.lists(st.integers(min_value=1, max_value=75), max_size=payments)):
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
        return draw(st.integers(min_value=lowest, max_value=most))

    def rescheduling(draw: st.DrawFn, day: date) -> LoanEvent:
        return Rescheduling(
            day,
            kind=draw(st.sampled_from(ReschedulingKind)),
            instalments=draw(st.integers(min_value=1, max_value=12)),
            first_due=day + timedelta(days=draw(st.integers(min_value=-40, max_value=90))),
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


@st.composite
def any_history(draw: st.DrawFn, *, events: int = 8) -> LoanHistory:
    """A loan to which anything may have happened in any order, sense or nonsense."""
    terms = draw(loan_terms())
    start = draw(starts())
    makers = _event_makers(terms)
    happened: list[LoanEvent] = [Disbursement(start, terms.principal)]
    for _ in range(draw(st.integers(min_value=0, max_value=events))):
        day = start + timedelta(days=draw(st.integers(min_value=-10, max_value=500)))
        happened.append(draw(st.sampled_from(makers))(draw, day))
    return LoanHistory(terms, tuple(happened))
