"""Hypothesis strategies for accounts: every term that acts on one, and every event."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from ledger_core.loans import (
    AccruedInterest,
    AllocationBy,
    AllocationStep,
    AllocationTable,
    Bucket,
    Charge,
    Component,
    DatedFee,
    Disbursement,
    ExcessPayment,
    FeeOn,
    FeeTerms,
    LateFrom,
    LoanAccount,
    LoanEvent,
    LoanTerms,
    OnceOn,
    PaymentSource,
    PrepaymentTerms,
    RateChange,
    Reamortisation,
    Refund,
    Relief,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Rest,
    Reversal,
    Suspension,
    TakenOver,
    UnpaidInterest,
    Waiver,
    WriteOff,
)
from ledger_core.loans.date_terms import DateTerms, Every, PeriodUnit, Shift
from ledger_core.loans.pauses import Moratorium, PauseTerms, Pausing
from tests.strategies import (
    LoanHistory,
    any_history,
    choices,
    gaps,
    integers,
    loan_terms,
    members,
    rates,
    starts,
)

SHARES = st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(15, 1000)])
ALL_PAIRS = [(bucket, component) for bucket in Bucket for component in Component]


@cache
def fee_terms() -> st.SearchStrategy[FeeTerms]:
    """Fees of every kind, none among them."""
    return st.builds(
        FeeTerms,
        upfront_share=SHARES,
        upfront_amount=st.sampled_from([0, 5000]),
        instalment_share=SHARES,
        instalment_on=st.sampled_from(FeeOn),
        instalment_amount=st.sampled_from([0, 2000]),
        dated=st.lists(
            st.builds(
                DatedFee,
                due=st.dates(date(2023, 1, 1), date(2029, 1, 1)),
                amount=st.integers(0, 50_000),
            ),
            max_size=2,
        ).map(tuple),
    )


@cache
def tables() -> st.SearchStrategy[AllocationTable]:
    """Tables in which every pair stands alone, and tables of whole buckets."""
    alone = st.permutations(ALL_PAIRS).map(
        lambda pairs: AllocationTable(
            tuple(AllocationStep((b,), (c,), AllocationBy.COMPONENT) for b, c in pairs)
        )
    )
    bucket = st.tuples(st.permutations(list(Component)), st.sampled_from(AllocationBy))
    whole = st.tuples(bucket, bucket, bucket).map(
        lambda three: AllocationTable(
            tuple(
                AllocationStep((b,), tuple(order), by)
                for b, (order, by) in zip(Bucket, three, strict=True)
            )
        )
    )
    return alone | whole


@cache
def prepayment_terms() -> st.SearchStrategy[PrepaymentTerms]:
    """Every way to treat interest when money comes early."""
    return st.builds(
        PrepaymentTerms,
        rest=st.sampled_from(Rest),
        accrued_interest=st.sampled_from(AccruedInterest),
        whole_instalments=st.booleans(),
        principal_by_full_period=st.booleans(),
    )


_RATE_WHEN_FREE = st.sampled_from([Fraction(0), Fraction(1, 10)])
_DOWN = st.sampled_from([Fraction(0), Fraction(1, 4)])


@cache
@st.composite
def account_terms(draw: st.DrawFn) -> LoanTerms:
    """Terms of every kind that acts on an account."""
    terms = draw(loan_terms())
    late = replace(
        terms.late,
        counts_from=draw(members(LateFrom)),
        once_share=draw(SHARES),
        once_on=draw(members(OnceOn)),
        interest_free_rate_per_year=draw(_RATE_WHEN_FREE),
    )
    return replace(
        terms,
        late=late,
        allocation_table=draw(tables()) if draw(st.booleans()) else None,
        prepayment=draw(prepayment_terms()),
        fees=draw(fee_terms()) if draw(st.booleans()) else FeeTerms(),
        dates=draw(date_terms()),
        pauses=draw(pause_terms()),
        spread=replace(terms.spread, down_payment=draw(_DOWN)),
    )


@cache
def date_terms() -> st.SearchStrategy[DateTerms]:
    """Instalments every month, two months, fifteen days or week, on any day or no weekend."""
    every = [Every(), Every(2), Every(15, PeriodUnit.DAY), Every(1, PeriodUnit.WEEK)]
    return st.builds(
        DateTerms,
        every=st.sampled_from(every),
        weekends=st.sampled_from([Shift.NONE, Shift.FORWARD]),
    )


@cache
def pause_terms() -> st.SearchStrategy[PauseTerms]:
    """Grace of every kind, mostly none."""
    some = st.sampled_from([0, 0, 1, 3])
    return st.builds(PauseTerms, principal=some, interest=some, interest_free=some)


CHARGED = (Component.FEE, Component.LATE_INTEREST)
Maker = Callable[[st.DrawFn, LoanTerms, date], LoanEvent]


def _up_to(draw: st.DrawFn, terms: LoanTerms, least: int = 0) -> int:
    return draw(integers(least, terms.principal))


def _near(draw: st.DrawFn, day: date) -> date:
    return day + timedelta(draw(integers(-60, 90)))


def _charge(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    return Charge(day, _up_to(draw, terms, 1), _near(draw, day), draw(choices(*CHARGED)))


def _reamortisation(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    return Reamortisation(day, _up_to(draw, terms, 1) if draw(st.booleans()) else None)


def _suspension(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    del terms
    start = _near(draw, day)
    end = start + timedelta(draw(integers(0, 200)))
    return Suspension(day, Moratorium(start, end, draw(members(Pausing))))


def _waiver(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    interest, late_interest, fee = (_up_to(draw, terms) for _ in range(3))
    return Waiver(day, interest=interest, late_interest=late_interest, fee=fee)


def _rescheduling(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    del terms
    return Rescheduling(
        day,
        kind=draw(members(ReschedulingKind)),
        instalments=draw(integers(1, 12)),
        first_due=day + timedelta(draw(integers(-40, 90))),
        every_days=draw(choices(None, 15, 30)),
        unpaid_interest=draw(members(UnpaidInterest)),
    )


def _taken_over(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    overdue, interest, late_interest, fee = (_up_to(draw, terms) for _ in range(4))
    return TakenOver(
        day,
        principal=terms.principal,
        overdue_principal=overdue,
        interest=interest,
        late_interest=late_interest,
        fee=fee,
        oldest_due=_near(draw, day) if draw(st.booleans()) else None,
        reschedules=draw(integers(0, 2)),
    )


def _repayment(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanEvent:
    principal, interest, overpayment = (_up_to(draw, terms) for _ in range(3))
    return Repayment(
        day,
        principal=principal,
        interest=interest,
        late_interest=draw(integers(-1000, 10_000)),
        fee=draw(integers(-1000, 10_000)),
        overpayment=overpayment,
        source=draw(members(PaymentSource)),
        in_advance=draw(choices(None, *ExcessPayment)),
        manual=draw(st.booleans()),
    )


MAKERS: tuple[Maker, ...] = (
    _charge,
    lambda draw, _, day: RateChange(day, draw(rates())),
    _reamortisation,
    lambda draw, terms, day: Relief(day, _up_to(draw, terms, 1)),
    _suspension,
    lambda draw, terms, day: WriteOff(day, _up_to(draw, terms, 1)),
    lambda draw, terms, day: Refund(day, _up_to(draw, terms, 1)),
    _waiver,
    lambda draw, terms, day: Disbursement(day, _up_to(draw, terms, 1)),
    _rescheduling,
    _taken_over,
    _repayment,
)


def any_event(draw: st.DrawFn, terms: LoanTerms, start: date) -> LoanEvent:
    """Draw one event of any kind, sense or nonsense."""
    day = start + timedelta(days=draw(integers(-10, 500)))
    return MAKERS[draw(integers(0, len(MAKERS) - 1))](draw, terms, day)


@cache
@st.composite
def rich_history(draw: st.DrawFn, *, events: int = 7) -> LoanHistory:
    """A loan of any terms to which anything may have happened, and been reversed."""
    if draw(st.booleans()):
        return draw(any_history())
    terms, start = draw(account_terms()), draw(starts())
    happened: list[LoanEvent] = [Disbursement(start, terms.principal)]
    for _ in range(draw(integers(0, events))):
        event = any_event(draw, terms, start)
        happened.append(event)
        if draw(integers(0, 4)) == 0 and not isinstance(event, Reversal):
            happened.append(Reversal(event.date + timedelta(draw(integers(0, 40))), event))
    return LoanHistory(terms, tuple(happened))


@cache
@st.composite
def paid_by_any_rule(draw: st.DrawFn, *, payments: int = 6) -> LoanHistory:
    """A loan of any terms with charges, and payments split by the rule."""
    terms, day = draw(account_terms()), draw(starts())
    events: list[LoanEvent] = [Disbursement(day, terms.principal)]
    for gap in draw(gaps(payments)):
        day += timedelta(days=gap)
        if draw(integers(0, 3)) == 0:
            due = day + timedelta(draw(integers(-20, 60)))
            charged = draw(choices(*CHARGED))
            events.append(Charge(day, draw(integers(1, 50_000)), due, charged))
        account = LoanAccount.of(terms, events)
        ahead = draw(choices(None, *ExcessPayment))
        amount = payment_amount(draw, account, day)
        events.append(by_rule(account, day, amount, ahead))
    return LoanHistory(terms, tuple(events))


def payment_amount(draw: st.DrawFn, account: LoanAccount, day: date) -> int:
    """Draw any sum, what is due, what comes next, and what settles the loan."""
    position = account.position(day)
    due = position.principal_due + position.interest_due + position.late_interest
    sums = [due + position.fee_due, position.payoff_amount, position.next_amount]
    exactly = [one for one in sums if one]
    which = draw(integers(0, len(exactly)))
    return exactly[which - 1] if which else draw(integers(1, 3_000_000))


def by_rule(
    account: LoanAccount, day: date, amount: int, ahead: ExcessPayment | None = None
) -> Repayment:
    """A payment as the rule splits it."""
    late, fee, interest, principal, overpayment = account.split(day, amount, in_advance=ahead).parts
    return Repayment(day, principal, interest, late, fee, overpayment, in_advance=ahead)
