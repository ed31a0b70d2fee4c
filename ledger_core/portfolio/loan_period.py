"""One loan over a period: what was lent and repaid, what fell due and came in.

Taken from two folds of the same loan: as it stood when the period began and when it ended.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ledger_core.loans import (
    Component,
    How,
    LoanAccount,
    LoanState,
    Settlement,
)
from ledger_core.loans.outline import InstalmentOutline, LoanOutline
from ledger_core.portfolio.loss_ratios import LendingFacts
from ledger_core.portfolio.period import Period
from ledger_core.portfolio.repayment_ratios import CollectionFacts, CumulativeRepayment

_PAYMENTS = {How.PAID, How.FROM_ADVANCE, How.TAKEN_BACK}
# What passes to another borrower's loan is owed there, and counted there.
_TAKEN_OFF = {How.MOVED, How.WRITTEN_OFF, How.RELIEVED}


@dataclass(frozen=True, slots=True)
class LoanPeriodFacts:
    """One loan, or several merged, over a period.

    Attributes:
        lending: What was lent, repaid and lost.
        principal: What fell due of principal, and came in.
        interest: What fell due of interest, and came in.
        cumulative: What became of the principal that ever fell due.
    """

    lending: LendingFacts = field(default_factory=LendingFacts)
    principal: CollectionFacts = field(default_factory=CollectionFacts)
    interest: CollectionFacts = field(default_factory=CollectionFacts)
    cumulative: CumulativeRepayment = field(default_factory=CumulativeRepayment)


def loan_period(before: LoanAccount | None, after: LoanAccount, period: Period) -> LoanPeriodFacts:
    """Return what happened to a loan in a period.

    What fell due in the period and was rescheduled, written off or forgiven later in it counts as
    due and not collected, so that none of these makes a rate look better. What was owed when the
    loan came from older books or another borrower in the period counts as old arrears; what passed
    on to another borrower's loan is counted there alone.

    Args:
        before: The loan at the end of the day before the period; None if it was not known then.
        after: The loan at the end of the period, with no later event.
        period: The period.
    """
    position = after.outline(period.end)
    start = None if before is None else before.outline(period.opening)
    return LoanPeriodFacts(
        lending=_lending(before, after),
        principal=_collection(start, position, after.settlements, period, Component.PRINCIPAL),
        interest=_collection(start, position, after.settlements, period, Component.INTEREST),
        cumulative=_cumulative(after, position),
    )


def is_settled(position: LoanOutline) -> bool:
    """Whether everything a loan ever asked for fell due and was paid by the position's day.

    While nothing is posted, it adds nothing to later periods but to what ever fell due.
    """
    return position.outstanding_principal == 0 and all(
        row.due <= position.date and not row.unpaid_principal and not row.unpaid_interest
        for row in position.instalments
    )


def _lending(before: LoanAccount | None, after: LoanAccount) -> LendingFacts:
    def change(name: str) -> int:
        then: int = getattr(before, name) if before is not None else 0
        now: int = getattr(after, name)
        return now - then

    began = after.disbursed > 0 and (before is None or before.disbursed <= 0)
    return LendingFacts(
        loans_paid_out=int(began),
        paid_out=change("disbursed"),
        repaid=change("repaid"),
        written_off=change("written_off"),
        relieved=change("relieved"),
        recovered=change("recovered"),
        reschedulings=change("reschedules"),
    )


def _cumulative(after: LoanAccount, position: LoanOutline) -> CumulativeRepayment:
    fallen = [row for row in position.instalments if row.due <= position.date]
    lent = after.disbursed + after.transferred_in
    return CumulativeRepayment(
        collected=sum(row.principal_paid for row in fallen),
        unpaid=max(position.principal_due, after.rescheduled_overdue),
        lost=after.written_off + after.relieved,
        lent=lent,
        lent_days=lent * _term_in_days(after, position.instalments),
    )


def _term_in_days(account: LoanAccount, rows: Iterable[InstalmentOutline]) -> int:
    dues = [row.due for row in rows]
    first = account.first_event
    return max(0, (max(dues) - first).days) if dues and first is not None else 0


def _collection(
    start: LoanOutline | None,
    end: LoanOutline,
    settlements: Sequence[Settlement],
    period: Period,
    component: Component,
) -> CollectionFacts:
    settled = [s for s in settlements if s.component is component and s.charge is None]
    paid = [s for s in settled if s.how in _PAYMENTS]
    rows = [row for row in end.instalments if row.due in period]
    collected = sum(_paid(row, component) for row in rows)
    asked = sum(_asked(row, component) for row in rows) + _taken_off_late(settled, period)
    if start is None or start.state is LoanState.APPROVED:
        at_start = _brought_in(end, settled, period, component)
    else:
        at_start = _due(start, component)
    arrears = sum(s.amount for s in paid if s.date in period and _fell_due_before(s, period))
    # A correction of an older split may move more than was owed then.
    arrears = max(0, min(arrears, at_start))
    passed_on = end.state is LoanState.TRANSFERRED
    return CollectionFacts(
        due=collected if passed_on else asked,
        collected=collected,
        collected_on_time=_on_time(rows, paid, component),
        arrears_at_start=arrears if passed_on else at_start,
        arrears_collected=arrears,
        paid_ahead=sum(s.amount for s in paid if _is_ahead(s, period)),
    )


def _brought_in(
    end: LoanOutline, settled: Iterable[Settlement], period: Period, component: Component
) -> int:
    """Return what of a loan that began in the period had fallen due before it."""
    asked = sum(_asked(row, component) for row in end.instalments if row.due < period.start)
    return asked + sum(
        entry.amount
        for entry in settled
        if entry.how in _TAKEN_OFF and _fell_due_before(entry, period)
    )


def _due(position: LoanOutline, component: Component) -> int:
    principal = component is Component.PRINCIPAL
    return position.principal_due if principal else position.interest_due


def _asked(row: InstalmentOutline, component: Component) -> int:
    if component is Component.PRINCIPAL:
        return row.principal
    return row.interest - row.interest_waived


def _paid(row: InstalmentOutline, component: Component) -> int:
    return row.principal_paid if component is Component.PRINCIPAL else row.interest_paid


def _taken_off_late(settled: Iterable[Settlement], period: Period) -> int:
    """Return what was taken out of instalments of the period after they had fallen due."""
    return sum(
        entry.amount
        for entry in settled
        if entry.how in _TAKEN_OFF
        and entry.due is not None
        and entry.due in period
        and entry.date >= entry.due
    )


def _on_time(
    rows: Iterable[InstalmentOutline], paid: Iterable[Settlement], component: Component
) -> int:
    """Return what was paid by the due dates; never more than what is paid now."""
    early: Counter[int] = Counter()
    for entry in paid:
        if entry.number is not None and entry.due is not None and entry.date <= entry.due:
            early[entry.number] += entry.amount
    return sum(max(0, min(early[row.number], _paid(row, component))) for row in rows)


def _fell_due_before(entry: Settlement, period: Period) -> bool:
    return entry.due is not None and entry.due < period.start


def _is_ahead(entry: Settlement, period: Period) -> bool:
    """Whether a payment of the period pays what falls due later, or principal never asked for."""
    later = entry.due is None or entry.due > period.end
    return entry.how is not How.FROM_ADVANCE and entry.date in period and later
