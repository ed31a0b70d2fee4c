"""Hypothesis strategies for accounts: every term that acts on one, and every event."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

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
from tests.strategies import LoanHistory, any_history, loan_terms, rates, starts

SHARES = st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(15, 1000)])
ALL_PAIRS = [(bucket, component) for bucket in Bucket for component in Component]


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


def prepayment_terms() -> st.SearchStrategy[PrepaymentTerms]:
    """Every way to treat interest when money comes early."""
    return st.builds(
        PrepaymentTerms,
        rest=st.sampled_from(Rest),
        accrued_interest=st.sampled_from(AccruedInterest),
        whole_instalments=st.booleans(),
        principal_by_full_period=st.booleans(),
    )


@st.composite
def account_terms(draw: st.DrawFn) -> LoanTerms:
    """Terms of every kind that acts on an account."""
    terms = draw(loan_terms())
    late = replace(
        terms.late,
        counts_from=draw(st.sampled_from(LateFrom)),
        once_share=draw(SHARES),
        once_on=draw(st.sampled_from(OnceOn)),
        interest_free_rate_per_year=draw(st.sampled_from([Fraction(0), Fraction(1, 10)])),
    )
    return replace(
        terms,
        late=late,
        allocation_table=draw(st.none() | tables()),
        prepayment=draw(prepayment_terms()),
        fees=draw(st.just(FeeTerms()) | fee_terms()),
        dates=draw(date_terms()),
        pauses=draw(pause_terms()),
        spread=replace(
            terms.spread, down_payment=draw(st.sampled_from([Fraction(0), Fraction(1, 4)]))
        ),
    )


def date_terms() -> st.SearchStrategy[DateTerms]:
    """Instalments every month, two months, fifteen days or week, on any day or no weekend."""
    every = [Every(), Every(2), Every(15, PeriodUnit.DAY), Every(1, PeriodUnit.WEEK)]
    return st.builds(
        DateTerms,
        every=st.sampled_from(every),
        weekends=st.sampled_from([Shift.NONE, Shift.FORWARD]),
    )


def pause_terms() -> st.SearchStrategy[PauseTerms]:
    """Grace of every kind, mostly none."""
    some = st.sampled_from([0, 0, 1, 3])
    return st.builds(PauseTerms, principal=some, interest=some, interest_free=some)


@st.composite
def account_events(draw: st.DrawFn, terms: LoanTerms, start: date) -> LoanEvent:
    """One event of any kind, sense or nonsense."""
    most = terms.principal
    day = start + timedelta(days=draw(st.integers(min_value=-10, max_value=500)))
    amount = st.integers(min_value=1, max_value=most)
    some = st.integers(min_value=0, max_value=most)
    other_day = st.integers(min_value=-60, max_value=90).map(lambda n: day + timedelta(n))
    events: list[st.SearchStrategy[LoanEvent]] = [
        st.builds(Charge, st.just(day), amount, other_day, st.sampled_from(CHARGED)),
        st.builds(RateChange, st.just(day), rates()),
        st.builds(Reamortisation, st.just(day), st.none() | amount),
        st.builds(Relief, st.just(day), amount),
        st.builds(
            Suspension,
            st.just(day),
            st.builds(
                lambda start, days, interest: Moratorium(start, start + timedelta(days), interest),
                other_day,
                st.integers(0, 200),
                st.sampled_from(Pausing),
            ),
        ),
        st.builds(WriteOff, st.just(day), amount),
        st.builds(Refund, st.just(day), amount),
        st.builds(Waiver, st.just(day), interest=some, late_interest=some, fee=some),
        st.builds(Disbursement, st.just(day), amount),
        st.builds(
            Rescheduling,
            st.just(day),
            kind=st.sampled_from(ReschedulingKind),
            instalments=st.integers(1, 12),
            first_due=st.integers(-40, 90).map(lambda n: day + timedelta(n)),
            every_days=st.sampled_from([None, 15, 30]),
            unpaid_interest=st.sampled_from(UnpaidInterest),
        ),
        st.builds(
            TakenOver,
            st.just(day),
            principal=st.just(most),
            overdue_principal=some,
            interest=some,
            late_interest=some,
            fee=some,
            oldest_due=st.none() | other_day,
            reschedules=st.integers(0, 2),
        ),
        st.builds(
            Repayment,
            st.just(day),
            principal=some,
            interest=some,
            late_interest=st.integers(-1000, 10_000),
            fee=st.integers(-1000, 10_000),
            overpayment=some,
            source=st.sampled_from(PaymentSource),
            in_advance=st.none() | st.sampled_from(ExcessPayment),
            manual=st.booleans(),
        ),
    ]
    return draw(st.one_of(events))


CHARGED = [Component.FEE, Component.LATE_INTEREST]


@st.composite
def rich_history(draw: st.DrawFn, *, events: int = 7) -> LoanHistory:
    """A loan of any terms to which anything may have happened, and been reversed."""
    if draw(st.booleans()):
        return draw(any_history())
    terms, start = draw(account_terms()), draw(starts())
    happened: list[LoanEvent] = [Disbursement(start, terms.principal)]
    for _ in range(draw(st.integers(min_value=0, max_value=events))):
        event = draw(account_events(terms, start))
        happened.append(event)
        if draw(st.integers(0, 4)) == 0 and not isinstance(event, Reversal):
            happened.append(Reversal(event.date + timedelta(draw(st.integers(0, 40))), event))
    return LoanHistory(terms, tuple(happened))


@st.composite
def paid_by_any_rule(draw: st.DrawFn, *, payments: int = 6) -> LoanHistory:
    """A loan of any terms with charges, and payments split by the rule."""
    terms, day = draw(account_terms()), draw(starts())
    events: list[LoanEvent] = [Disbursement(day, terms.principal)]
    for gap in draw(st.lists(st.integers(min_value=1, max_value=75), max_size=payments)):
        day += timedelta(days=gap)
        if draw(st.integers(0, 3)) == 0:
            due = day + timedelta(draw(st.integers(-20, 60)))
            charged = draw(st.sampled_from(CHARGED))
            events.append(Charge(day, draw(st.integers(1, 50_000)), due, charged))
        account = LoanAccount.of(terms, events)
        ahead = draw(st.none() | st.sampled_from(ExcessPayment))
        amount = draw(payment_amounts(account, day))
        events.append(by_rule(account, day, amount, ahead))
    return LoanHistory(terms, tuple(events))


def payment_amounts(account: LoanAccount, day: date) -> st.SearchStrategy[int]:
    """Any sum, what is due, what comes next, and what settles the loan."""
    position = account.position(day)
    due = position.principal_due + position.interest_due + position.late_interest
    sums = [due + position.fee_due, position.payoff_amount, position.next_amount]
    return st.one_of(
        st.integers(min_value=1, max_value=3_000_000), *(st.just(one) for one in sums if one)
    )


def by_rule(
    account: LoanAccount, day: date, amount: int, ahead: ExcessPayment | None = None
) -> Repayment:
    """A payment as the rule splits it."""
    late, fee, interest, principal, overpayment = account.split(day, amount, in_advance=ahead).parts
    return Repayment(day, principal, interest, late, fee, overpayment, in_advance=ahead)
