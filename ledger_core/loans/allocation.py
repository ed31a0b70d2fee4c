"""How the club's rule splits a payment."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ledger_core.loans.fold import LoanFold
from ledger_core.loans.rows import Row
from ledger_core.loans.terms import AllocationBy, Component, EarlyPayoff, ExcessPayment


@dataclass(frozen=True, slots=True)
class Split:
    """A payment by its parts, in whole đồng.

    Attributes:
      late_interest: Interest on what was paid late.
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


def split_payment(fold: LoanFold, amount: int) -> Split:
    """Split a payment made on the fold's day by the rule of the terms.

    First everything that is due, the instalment inside the advance window included, by component
    or by instalment in the agreed order. What is left pays the loan off if it suffices for all
    principal and the interest owed on early pay-off, and what remains then is an overpayment.
    Otherwise it is paid in advance: principal, or, where the terms say so, the next instalments
    one after the other. A payment that covers all principal but not the interest of a pay-off
    pays that interest first, so that no loan is left without principal and with interest unpaid.
    """
    payment = _Payment(amount, dict.fromkeys(Component, 0))
    if not fold.off_the_books:
        for component, due in _dues(fold):
            payment.take(component, due)
        _take_in_advance(fold, payment)
    taken = payment.taken
    return Split(
        late_interest=taken[Component.LATE_INTEREST],
        fee=taken[Component.FEE],
        interest=taken[Component.INTEREST],
        principal=taken[Component.PRINCIPAL],
        overpayment=payment.left,
    )


def payoff_amount(fold: LoanFold) -> int:
    """Return what settles the whole loan on the fold's day; 0 once it is off the books."""
    if fold.off_the_books:
        return 0
    due = sum(amount for _, amount in _dues(fold))
    return due + fold.future_principal + payoff_interest(fold)


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
    elif called > schedule.fallen:
        interest = 0
    elif policy is EarlyPayoff.TO_NEXT_DUE_DATE:
        interest = coming[0].interest
    else:
        interest = schedule.accrued_interest()
    return max(0, interest - fold.interest_in_advance)


def _dues(fold: LoanFold) -> Iterator[tuple[Component, int]]:
    """Yield what counts as due, in the order in which a payment settles it."""
    rows = fold.schedule.called
    if fold.terms.allocation_by is AllocationBy.INSTALMENT:
        late = fold.late_interest_by_number()
        for row in rows:
            for component in fold.terms.allocation:
                yield component, _due_of_row(row, component, late.get(row.number, 0))
        return
    for component in fold.terms.allocation:
        if component is Component.LATE_INTEREST:
            yield component, fold.late_interest_due()
        else:
            yield component, sum(_due_of_row(row, component, 0) for row in rows)


def _due_of_row(row: Row, component: Component, late_interest: int) -> int:
    if component is Component.PRINCIPAL:
        return row.unpaid_principal
    if component is Component.INTEREST:
        return row.unpaid_interest
    return late_interest if component is Component.LATE_INTEREST else 0


def _take_in_advance(fold: LoanFold, payment: _Payment) -> None:
    principal = fold.future_principal
    if payment.left >= principal:
        payment.take(Component.INTEREST, payoff_interest(fold))
        payment.take(Component.PRINCIPAL, principal)
    elif fold.terms.excess_payment is not ExcessPayment.NEXT_INSTALMENTS:
        payment.take(Component.PRINCIPAL, principal)
    else:
        for _, interest_left, principal_left in fold.coming():
            payment.take(Component.INTEREST, interest_left)
            payment.take(Component.PRINCIPAL, principal_left)


@dataclass(frozen=True, slots=True)
class RepaymentDay:
    """All repayments of one day together.

    Attributes:
      date: The day.
      posted: How the books split them.
      expected: How the rule splits the same sum. Where a part is negative, because a mistaken
        entry is taken back, the rule has no say and this equals `posted`.
    """

    date: dt.date
    posted: Split
    expected: Split
