"""Applies what happened on one day to a loan, in the order of the ranks.

Restructuring comes before payments and losses after them, and the amounts of one kind are summed,
so that the order in which the entries of a day stand in a file plays no part.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter

from ledger_core.loans import restructuring
from ledger_core.loans.allocation import (
    RepaymentDay,
    Split,
    payoff_amount,
    payoff_interest,
    split_payment,
)
from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.events import (
    Charge,
    Disbursement,
    LoanEvent,
    PaymentSource,
    RateChange,
    Reamortisation,
    Recovery,
    Refund,
    Relief,
    Repayment,
    Rescheduling,
    Reversal,
    ReversibleEvent,
    Suspension,
    TransferIn,
    TransferOut,
    Waiver,
    WriteOff,
)
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.history import How
from ledger_core.loans.regular import settle_regular
from ledger_core.loans.restructuring import PrincipalIn, PrincipalOut
from ledger_core.loans.settling import (
    pays_whole_instalments,
    plan_spread,
    settle_interest,
    settle_principal,
    settle_simple,
)
from ledger_core.loans.taken_over import TakenOver
from ledger_core.loans.terms import EarlyPayoff, ExcessPayment

DayEvents = Sequence[ReversibleEvent]


def standing(events: Sequence[LoanEvent]) -> list[ReversibleEvent]:
    """Return the events that stand: those reversed, and the reversals, left out.

    A reversal of what never was is left out as well, for a check to report.
    """
    kept = [event for event in events if not isinstance(event, Reversal)]
    for event in events:
        if isinstance(event, Reversal) and event.of in kept:
            kept.remove(event.of)
    return kept


def apply_day(fold: LoanFold, events: DayEvents, *, expecting: bool = True) -> RepaymentDay | None:
    """Apply the events of the fold's day; return its repayments, if there were any.

    Args:
      fold: The loan, gone to the day.
      events: What happened on it.
      expecting: Whether to find out how the rule would have split the repayments; without that, the
        split posted stands for it.
    """
    if len(events) == 1 and isinstance(events[0], Repayment):  # by far the most days
        return settle_regular(fold, events[0]) or _repay(fold, [events[0]], expecting=expecting)
    for event in events:
        if isinstance(event, Suspension):
            restructuring.suspend(fold, event.moratorium)
    _begin(fold, events)
    _restructure(fold, events)
    if fold.interest_in_advance:
        fold.advance(fold.day)  # what was drawn up may ask for more, and was paid for in advance
    for event in events:
        if isinstance(event, Charge):
            restructuring.charge(fold, event)
    _waive(fold, events)
    repayments = [event for event in events if isinstance(event, Repayment)]
    day = _repay(fold, repayments, expecting=expecting) if repayments else None
    # What is forgiven goes first: the claim to what is then written off remains, with its interest.
    if relieved := _sum(events, Relief, attrgetter("principal")):
        restructuring.take_principal(fold, relieved, PrincipalOut.RELIEVED)
    if written_off := _sum(events, WriteOff, attrgetter("principal")):
        restructuring.take_principal(fold, written_off, PrincipalOut.WRITTEN_OFF)
    if passed_on := _sum(events, TransferOut, attrgetter("principal")):
        restructuring.take_principal(fold, passed_on, PrincipalOut.TRANSFERRED)
    fold.recovered += _sum(events, Recovery, attrgetter("amount"))
    fold.overpaid -= _sum(events, Refund, attrgetter("amount"))
    return day


def _begin(fold: LoanFold, events: DayEvents) -> None:
    for event in events:
        if isinstance(event, TakenOver):
            restructuring.take_over(fold, event)
    if paid_out := _sum(events, Disbursement, attrgetter("amount")):
        restructuring.pay_out(fold, paid_out, PrincipalIn.DISBURSED)
    if passed_in := _sum(events, TransferIn, attrgetter("principal")):
        restructuring.pay_out(fold, passed_in, PrincipalIn.TRANSFERRED)


def _restructure(fold: LoanFold, events: DayEvents) -> None:
    for event in events:
        if isinstance(event, RateChange):
            restructuring.change_rate(fold, event.rate)
    for event in events:
        if isinstance(event, Rescheduling):
            restructuring.reschedule(fold, event)
    for event in events:
        if isinstance(event, Reamortisation):
            restructuring.reamortise(fold, event.principal)


def _waive(fold: LoanFold, events: DayEvents) -> None:
    how, due = How.WAIVED, ExcessPayment.FEWER_INSTALMENTS
    if interest := _sum(events, Waiver, attrgetter("interest")):
        settle_interest(fold, interest, due, how)
    if late := _sum(events, Waiver, attrgetter("late_interest")):
        settle_simple(fold, Component.LATE_INTEREST, late, due, how)
    if fee := _sum(events, Waiver, attrgetter("fee")):
        settle_simple(fold, Component.FEE, fee, due, how)


def _repay(fold: LoanFold, repayments: list[Repayment], *, expecting: bool) -> RepaymentDay:
    """Apply the repayments of a day: as one, but for those paid in advance their own way."""
    posted_parts, expected_parts = [], []
    for group in _groups(repayments):
        posted = _split_of(group)
        ahead = group[0].in_advance or fold.terms.excess_payment
        agreed = not expecting or group[0].manual or min(posted.parts) < 0
        expected = posted if agreed else split_payment(fold, posted.total, ahead)
        posted_parts.append(posted.parts)
        expected_parts.append(expected.parts)
        if fold.terms.prepayment.whole_instalments:
            due = payoff_amount(fold) - fold.future_principal - payoff_interest(fold)
            if pays_whole_instalments(fold, posted.total - posted.overpayment - due):
                ahead = ExcessPayment.NEXT_INSTALMENTS
        _settle(fold, posted, ahead)
    for event in repayments:
        if event.source is PaymentSource.OVERPAYMENT:
            fold.overpaid -= _split_of([event]).total
    return RepaymentDay(fold.day, _total(posted_parts), _total(expected_parts))


def _settle(fold: LoanFold, posted: Split, ahead: ExcessPayment) -> None:
    fold.fees_paid += posted.fee
    fold.overpaid += posted.overpayment
    if ahead.spreads:
        posted_parts = posted.late_interest, posted.fee, posted.interest, posted.principal
        plan_spread(fold, dict(zip(Component, posted_parts, strict=True)))
    whole_term = fold.terms.early_payoff is EarlyPayoff.WHOLE_TERM
    pays_off = posted.principal >= fold.outstanding_principal and not whole_term
    simple = ExcessPayment.FEWER_INSTALMENTS if pays_off else ahead
    if posted.late_interest:
        settle_simple(fold, Component.LATE_INTEREST, posted.late_interest, simple, How.PAID)
    if posted.fee:
        settle_simple(fold, Component.FEE, posted.fee, simple, How.PAID)
    # Interest first: principal in advance draws up the coming instalments anew, and with them the
    # interest that counts as due today.
    if posted.interest:
        settle_interest(fold, posted.interest, ahead)
    if posted.principal:
        settle_principal(fold, posted.principal, ahead)


def _groups(repayments: list[Repayment]) -> list[list[Repayment]]:
    """Return the repayments of a day by how they are applied."""
    if len(repayments) == 1:
        return [repayments]
    return [list(group) for _, group in groupby(sorted(repayments, key=_manner), key=_manner)]


def _manner(event: Repayment) -> tuple[str, bool]:
    """How a repayment is applied: what is paid in advance, and whether the rule has a say."""
    return event.in_advance or "", event.manual


def _split_of(repayments: list[Repayment]) -> Split:
    if len(repayments) == 1:
        one = repayments[0]
        return Split(one.late_interest, one.fee, one.interest, one.principal, one.overpayment)
    return Split(
        late_interest=sum(event.late_interest for event in repayments),
        fee=sum(event.fee for event in repayments),
        interest=sum(event.interest for event in repayments),
        principal=sum(event.principal for event in repayments),
        overpayment=sum(event.overpayment for event in repayments),
    )


def _total(parts: list[tuple[int, ...]]) -> Split:
    return Split(*(sum(part) for part in zip(*parts, strict=True)))


def _sum(
    events: DayEvents,
    kind: type[ReversibleEvent],
    amount: Callable[[ReversibleEvent], int],
) -> int:
    return sum(amount(event) for event in events if isinstance(event, kind))
