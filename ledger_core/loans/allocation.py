"""How the club's rule splits a payment."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from ledger_core.loans.allocation_rules import AllocationBy, AllocationStep, Bucket, Component
from ledger_core.loans.claims import (
    Claim,
    claims_of,
    due_part,
    fill,
    in_order,
    spread_over_instalments,
)
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.prepayment_terms import AccruedInterest
from ledger_core.loans.settling import pays_whole_instalments
from ledger_core.loans.terms import EarlyPayoff, ExcessPayment


@dataclass(frozen=True, slots=True)
class Split:
    """A payment by its parts, in whole đồng.

    Attributes:
      late_interest: Interest on what was paid late, and penalties.
      fee: Fees.
      interest: Interest of the contract.
      principal: Principal.
      overpayment: What exceeds the pay-off and is kept for the borrower.
    """

    late_interest: int = 0
    fee: int = 0
    interest: int = 0
    principal: int = 0
    overpayment: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        """The five parts."""
        return self.late_interest, self.fee, self.interest, self.principal, self.overpayment

    @property
    def total(self) -> int:
        """The whole payment."""
        return sum(self.parts)


@dataclass(slots=True)
class _Payment:
    """A payment while it is split."""

    left: int
    taken: dict[Component, int]

    def take(self, component: Component, most: int) -> int:
        """Give a component what is left, at most `most`; return what it got."""
        part = max(0, min(self.left, most))
        self.left -= part
        self.taken[component] += part
        return part

    def settle(self, claims: Iterator[Claim]) -> None:
        """Give claims what is left, in their order."""
        for claim, part in fill(claims, self.left):
            self.take(claim.component, part)


def split_payment(fold: LoanFold, amount: int, ahead: ExcessPayment | None = None) -> Split:
    """Split a payment made on the fold's day by the rule of the terms.

    First everything that is due, the instalment inside the advance window included, in the order
    of the allocation table. What is left pays the loan off if it suffices for all principal and
    the interest owed on early pay-off, and what remains then is an overpayment. Otherwise it is
    paid in advance: principal, or, where the schedule is kept, the instalments to come. A payment
    that covers all principal but not the interest of a pay-off pays that interest first, so that
    no loan is left without principal and with interest unpaid.

    Args:
      fold: The loan on the day of the payment.
      amount: The payment in đồng.
      ahead: What is done with what is left after all that is due; None for what the terms say.
    """
    payment = _Payment(amount, dict.fromkeys(Component, 0))
    if not fold.off_the_books:
        for step in fold.terms.table.steps:
            due = due_part(step)
            if due:
                payment.settle(in_order(fold, due))
        _take_in_advance(fold, payment, ahead or fold.terms.excess_payment)
    taken = payment.taken
    return Split(
        late_interest=taken[Component.LATE_INTEREST],
        fee=taken[Component.FEE],
        interest=taken[Component.INTEREST],
        principal=taken[Component.PRINCIPAL],
        overpayment=payment.left,
    )


def payoff_amount(fold: LoanFold) -> int:
    """Return what settles the whole loan on the fold's day; 0 once it is off the books.

    Fees and penalties decided already are part of it, whenever they fall due.
    """
    if fold.off_the_books:
        return 0
    rows = sum(row.unpaid + row.unpaid_fee for row in fold.schedule.called)
    charges = sum(charge.unpaid for charge in fold.dated_charges)
    due = rows + charges + fold.late_interest_due()
    return due + fold.future_principal + payoff_interest(fold) + payoff_fees(fold)


def payoff_interest(fold: LoanFold) -> int:
    """Return the interest beyond what is due that who pays off on the fold's day owes.

    Where the running instalment counts as due already, its whole interest is due with it.
    """
    schedule = fold.schedule
    called = len(schedule.called)
    coming = schedule.rows[called:]
    if not coming:
        return 0
    policy = fold.terms.early_payoff
    if policy is EarlyPayoff.WHOLE_TERM:
        interest = sum(row.interest for row in coming)
    elif called > schedule.fallen and not schedule.running_defers:
        interest = 0
    elif policy is EarlyPayoff.TO_NEXT_DUE_DATE:
        interest = schedule.interest_to_next_due()
    else:
        interest = schedule.accrued_interest()
    if policy is not EarlyPayoff.WHOLE_TERM:
        # What a rescheduling moved to coming instalments was earned before: it is owed whole.
        interest += sum(row.moved_interest for row in coming)
    settled = sum(row.interest_paid + row.interest_waived for row in coming)
    return max(0, interest - settled - fold.interest_in_advance)


def payoff_fees(fold: LoanFold) -> int:
    """Return the fees of instalments to come: owed where the whole term's interest is."""
    if fold.terms.early_payoff is not EarlyPayoff.WHOLE_TERM:
        return 0
    return sum(row.unpaid_fee for row in fold.schedule.rows[len(fold.schedule.called) :])


def _take_in_advance(fold: LoanFold, payment: _Payment, ahead: ExcessPayment) -> None:
    principal = fold.future_principal
    whole_term = fold.terms.early_payoff is EarlyPayoff.WHOLE_TERM
    if payment.left >= principal and not (whole_term and ahead.keeps_schedule):
        payment.take(Component.INTEREST, payoff_interest(fold))
        payment.take(Component.PRINCIPAL, principal)
        payment.take(Component.FEE, payoff_fees(fold))
        payment.settle(_later_charges(fold))
        return
    if not ahead.keeps_schedule and pays_whole_instalments(fold, payment.left):
        ahead = ExcessPayment.NEXT_INSTALMENTS
    if ahead.keeps_schedule:
        for step in fold.terms.table.steps:
            if Bucket.IN_ADVANCE in step.buckets:
                _take_from_coming(fold, payment, step, ahead)
        return
    prepayment = fold.terms.prepayment
    if prepayment.accrued_interest is AccruedInterest.PAID_FIRST:
        payment.take(Component.INTEREST, fold.accrued_not_due)
    payment.take(Component.PRINCIPAL, principal)


def _take_from_coming(
    fold: LoanFold, payment: _Payment, step: AllocationStep, ahead: ExcessPayment
) -> None:
    step = AllocationStep((Bucket.IN_ADVANCE,), step.components, step.by)
    claims = in_order(fold, step, last_first=ahead is ExcessPayment.LAST_INSTALMENTS)
    if ahead is not ExcessPayment.SPREAD:
        payment.settle(claims)
        return
    if step.by is AllocationBy.INSTALMENT:
        for claim, part in spread_over_instalments(list(claims), payment.left):
            payment.take(claim.component, part)
        return
    owed = Counter[Component]()
    for claim in claims:
        owed[claim.component] += claim.amount
    for component in step.components:
        payment.take(component, owed[component])


def _later_charges(fold: LoanFold) -> Iterator[Claim]:
    """Yield the charges to come, by date; of one date a penalty before a fee."""
    coming = [
        (claim.charge.due, claim)
        for component in (Component.LATE_INTEREST, Component.FEE)
        for claim in claims_of(fold, component)
        if claim.charge is not None and claim.bucket is Bucket.IN_ADVANCE
    ]
    yield from (claim for _, claim in sorted(coming, key=itemgetter(0)))


@dataclass(frozen=True, slots=True)
class RepaymentDay:
    """All repayments of one day together.

    Attributes:
      date: The day.
      posted: How the books split them.
      expected: How the rule splits the same sum. Where a part is negative, because a mistaken
        entry is taken back, or where the split was agreed with the borrower, the rule has no say
        and this equals `posted`.
    """

    date: dt.date
    posted: Split
    expected: Split
