"""What a posted amount settles: instalments and charges due, the oldest first, then in advance.

The books post a payment by its components. Within one component it settles what is past due, then
what is due, then what comes, in the order of the allocation table; so a payment split by the rule
settles exactly the claims by which it was split.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from ledger_core.loans.allocation_rules import (
    AllocationBy,
    AllocationStep,
    AllocationTable,
    Bucket,
    Component,
)
from ledger_core.loans.charges import DatedCharge
from ledger_core.loans.claims import (
    Claim,
    claims_of,
    fill,
    fill_ahead,
    in_order,
    spread_over_instalments,
)
from ledger_core.loans.history import How, Settlement
from ledger_core.loans.rows import Row
from ledger_core.loans.terms import ExcessPayment

if TYPE_CHECKING:
    from ledger_core.loans.fold import LoanFold


def pays_whole_instalments(fold: "LoanFold", amount: int) -> bool:
    """Whether a payment in advance is exactly the next instalments, and so pays these."""
    if not fold.terms.prepayment.whole_instalments:
        return False
    for row, interest, principal in fold.coming():
        amount -= interest + principal + row.unpaid_fee
        if amount <= 0:
            break
    return amount == 0


def settle_due(
    fold: "LoanFold", component: Component, amount: int, how: How
) -> tuple[int, list[Claim]]:
    """Settle what is due of a component; return what is left, and the claims it may go to next."""
    claims = claims_of(fold, component, later=False)
    # Looked up before anything is settled, and only where something is left for it.
    suffices = amount <= sum(claim.amount for claim in claims)
    coming = [] if suffices else claims_of(fold, component)
    due: list[Claim] = []
    for bucket in _buckets(fold.terms.table, component):
        due += [claim for claim in claims if claim.bucket is bucket]
    for claim, part in fill(due, amount):
        settle_claim(fold, claim, part, how)
        amount -= part
    return amount, [claim for claim in coming if claim.bucket is Bucket.IN_ADVANCE]


def settle_ahead(
    fold: "LoanFold", claims: list[Claim], amount: int, ahead: ExcessPayment, how: How
) -> int:
    """Settle claims that are not due yet; return what is left."""
    parts = fold.planned.get(claims[0].component) if claims and ahead.spreads else None
    if parts is None or sum(parts.values()) != amount:
        filled = list(fill_ahead(claims, amount, ahead))
    else:
        filled = [(claim, part) for claim in claims if (part := parts.get(claim.key))]
    for claim, part in filled:
        settle_claim(fold, claim, part, how)
        amount -= part
    return amount


def plan_spread(fold: "LoanFold", posted: dict[Component, int]) -> None:
    """Plan how a payment is spread over the instalments to come, each getting an equal part.

    The books know a payment by components only; the plan is kept if it comes to the same ones.
    """
    fold.planned = {}
    steps = [step for step in fold.terms.table.steps if Bucket.IN_ADVANCE in step.buckets]
    if len(steps) != 1 or steps[0].by is not AllocationBy.INSTALMENT:
        return
    ahead = {}
    for component, amount in posted.items():
        claims = claims_of(fold, component)
        due = sum(claim.amount for claim in claims if claim.bucket is not Bucket.IN_ADVANCE)
        ahead[component] = max(0, amount - due)
    step = AllocationStep((Bucket.IN_ADVANCE,), steps[0].components, AllocationBy.INSTALMENT)
    spread = spread_over_instalments(list(in_order(fold, step)), sum(ahead.values()))
    for claim, part in spread:
        fold.planned.setdefault(claim.component, {})[claim.key] = part


def settle_claim(fold: "LoanFold", claim: Claim, part: int, how: How) -> None:
    """Settle a part of one claim."""
    row, charge = claim.row, claim.charge
    waived = how is How.WAIVED
    if charge is not None:
        if waived:
            charge.waived += part
        else:
            charge.paid += part
    elif row is not None:
        change_row(fold, row, claim.component, part, waived=waived)
    if not waived:
        fold.undo[claim.component].append((charge or row, part))
    record(fold, claim.component, part, how, charge or row)


def change_row(
    fold: "LoanFold", row: Row, component: Component, part: int, *, waived: bool = False
) -> None:
    """Change what is settled of an instalment; lines of late interest on it end."""
    if component is Component.LATE_INTEREST:
        fold.late_settled += part
    elif component is Component.FEE:
        if waived:
            row.fee_waived += part
        else:
            row.fee_paid += part
    else:
        fold.end_line(row, component)
        if component is Component.PRINCIPAL:
            row.principal_paid += part
        elif waived:
            row.interest_waived += part
        else:
            row.interest_paid += part


def record(
    fold: "LoanFold", component: Component, amount: int, how: How, what: Row | DatedCharge | None
) -> None:
    """Write down what settled what."""
    number = what.number if isinstance(what, Row) else None
    charge = what if isinstance(what, DatedCharge) else None
    due = None if what is None else what.due
    fold.history.append(Settlement(fold.day, component, amount, how, number, charge, due))


def settle_simple(
    fold: "LoanFold", component: Component, amount: int, ahead: ExcessPayment, how: How
) -> None:
    """Settle fees or late interest: due ones, then those to come; the rest has no claim.

    Unless the schedule is kept, charges come before the fees of instalments to come, which are
    owed no more when these are given up.
    """
    if amount < 0:
        take_back_simple(fold, component, -amount)
        return
    left, later = settle_due(fold, component, amount, how)
    if not ahead.keeps_schedule:
        later.sort(key=lambda claim: claim.charge is None)
    left = settle_ahead(fold, later, left, ahead, how)
    if left:
        if component is Component.LATE_INTEREST:
            fold.late_settled += left
        if how is How.PAID:
            fold.undo[component].append((None, left))
        record(fold, component, left, how, None)


def settle_interest(
    fold: "LoanFold", amount: int, ahead: ExcessPayment, how: How = How.PAID
) -> None:
    """Settle interest: what counts as due, and the rest in advance.

    In advance it settles the instalments to come where the schedule is kept, and otherwise waits
    until they fall due.
    """
    if amount < 0:
        take_back_interest(fold, -amount)
        return
    fold.rescheduled_interest.repay(amount)
    left, later = settle_due(fold, Component.INTEREST, amount, how)
    if ahead.keeps_schedule:
        left = settle_ahead(fold, later, left, ahead, how)
    if left:
        fold.interest_in_advance += left
        if how is How.WAIVED:
            fold.waived_in_advance += left
        else:
            fold.undo[Component.INTEREST].append((None, left))
        record(fold, Component.INTEREST, left, how, None)


def settle_principal(fold: "LoanFold", amount: int, ahead: ExcessPayment) -> None:
    """Settle principal: what counts as due, and the rest in advance."""
    if amount < 0:
        take_back_principal(fold, -amount)
        return
    left, later = settle_due(fold, Component.PRINCIPAL, amount, How.PAID)
    fold.repaid += amount
    fold.log_principal(How.PAID, -amount)
    fold.rescheduled_overdue.repay(amount)
    if not left:
        return
    if ahead.keeps_schedule:
        left = settle_ahead(fold, later, left, ahead, How.PAID)
        if not fold.future_principal:
            fold.redraw_coming(relevel=False)
        if not left:
            return
    fold.undo[Component.PRINCIPAL].append((None, left))
    record(fold, Component.PRINCIPAL, left, How.PAID, None)
    if not ahead.keeps_schedule:
        fold.schedule.prepay(left)
        fold.redraw_coming(relevel=ahead is ExcessPayment.SMALLER_INSTALMENTS)


def take_back_simple(fold: "LoanFold", component: Component, amount: int) -> None:
    """Undo payments of fees or late interest, the newest first."""
    for what, undone in _undone(fold, component, amount):
        amount -= undone
        if isinstance(what, DatedCharge):
            what.paid -= undone
        elif isinstance(what, Row):
            change_row(fold, what, component, -undone)
        elif component is Component.LATE_INTEREST:
            fold.late_settled -= undone
        record(fold, component, -undone, How.TAKEN_BACK, what)
    if component is Component.LATE_INTEREST and amount:
        fold.late_settled -= amount
        record(fold, component, -amount, How.TAKEN_BACK, None)


def take_back_interest(fold: "LoanFold", amount: int) -> None:
    """Undo payments of interest, the newest first."""
    for what, undone in _undone(fold, Component.INTEREST, amount):
        if isinstance(what, Row) and fold.schedule.holds(what):
            change_row(fold, what, Component.INTEREST, -undone)
            record(fold, Component.INTEREST, -undone, How.TAKEN_BACK, what)
            continue
        unused = min(undone, fold.interest_in_advance)
        fold.interest_in_advance -= unused
        record(fold, Component.INTEREST, -unused, How.TAKEN_BACK, None)
        _undo_settled_interest(fold, undone - unused)


def _undo_settled_interest(fold: "LoanFold", amount: int) -> None:
    """Undo interest that was paid in advance and has settled instalments since."""
    for row in reversed(fold.schedule.called):
        undone = min(amount, row.interest_paid)
        if undone:
            change_row(fold, row, Component.INTEREST, -undone)
            record(fold, Component.INTEREST, -undone, How.TAKEN_BACK, row)
            amount -= undone


def take_back_principal(fold: "LoanFold", amount: int) -> None:
    """Undo repayments, the newest first; what was paid in advance falls due again."""
    fold.repaid -= amount
    fold.log_principal(How.TAKEN_BACK, amount)
    ahead = amount
    for what, undone in _undone(fold, Component.PRINCIPAL, amount):
        if isinstance(what, Row) and fold.schedule.holds(what):
            change_row(fold, what, Component.PRINCIPAL, -undone)
            record(fold, Component.PRINCIPAL, -undone, How.TAKEN_BACK, what)
            ahead -= undone
        else:
            record(fold, Component.PRINCIPAL, -undone, How.TAKEN_BACK, None)
    if ahead:
        fold.redraw_coming(relevel=False)


def _undone(
    fold: "LoanFold", component: Component, amount: int
) -> list[tuple[Row | DatedCharge | None, int]]:
    """Take payments off the record of a component, the newest first, up to an amount."""
    found: list[tuple[Row | DatedCharge | None, int]] = []
    stack = fold.undo[component]
    while amount and stack:
        what, part = stack.pop()
        undone = min(amount, part)
        amount -= undone
        if undone < part:
            stack.append((what, part - undone))
        found.append((what, undone))
    return found


@lru_cache(maxsize=1024)
def _buckets(table: AllocationTable, component: Component) -> tuple[Bucket, ...]:
    """Return the buckets of what is due in the order in which the table settles a component."""
    return tuple(
        bucket
        for step in table.steps
        if component in step.components
        for bucket in step.buckets
        if bucket is not Bucket.IN_ADVANCE
    )
