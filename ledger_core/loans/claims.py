"""What a loan asks for on a day, claim by claim, in the order of its allocation table."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ledger_core.loans.allocation_rules import AllocationBy, AllocationStep, Bucket, Component
from ledger_core.loans.charges import DatedCharge
from ledger_core.loans.rows import Row
from ledger_core.loans.terms import ExcessPayment
from ledger_core.money import divide

if TYPE_CHECKING:
    from ledger_core.loans.fold import LoanFold


class Claim(NamedTuple):
    """A part of what is owed, now or later. The amount is whole đồng.

    Attributes:
      bucket: When it falls due, seen from the day.
      component: What it is.
      place: Position of the instalment in the schedule; dated charges lie with the instalment in
        whose period they fall due.
      amount: What is unpaid of it.
      row: The instalment, None for a charge.
      charge: The charge, None for an instalment.
    """

    bucket: Bucket
    component: Component
    place: int
    amount: int
    row: Row | None
    charge: DatedCharge | None

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the other claims of its component."""
        return self.place, 0 if self.charge is None else id(self.charge)


def claims_of(fold: "LoanFold", component: Component, *, later: bool = True) -> list[Claim]:
    """Return everything owed of one component, by instalment; nothing is zero.

    Args:
      fold: The loan.
      component: The component.
      later: Whether what falls due later is wanted too.
    """
    if component is Component.LATE_INTEREST:
        claims = _late_claims(fold)
    elif component is Component.FEE and not fold.terms.fees.on_instalments:
        claims = []
    else:
        claims = _row_claims(fold, component, later=later)
    if fold.dated_charges:
        charged = _charge_claims(fold, component)
        claims += (c for c in charged if later or c.bucket is not Bucket.IN_ADVANCE)
        claims.sort(key=_by_date)
    return claims


def _by_date(claim: Claim) -> tuple[int, date, bool]:
    """The oldest first; of one day an instalment before a charge."""
    due = claim.charge.due if claim.charge else claim.row.due if claim.row else date.max
    return claim.place, due, claim.charge is not None


@lru_cache(maxsize=1024)
def due_part(step: AllocationStep) -> AllocationStep | None:
    """Return the step for what is due alone; None where it settles nothing that is due."""
    due = tuple(bucket for bucket in step.buckets if bucket is not Bucket.IN_ADVANCE)
    return AllocationStep(due, step.components, step.by) if due else None


def place_of(rows: list[Row], due: date) -> int:
    """Return the position of the instalment in whose period a day falls, or one past the last."""
    return next((place for place, row in enumerate(rows) if due <= row.due), len(rows))


def number_of(rows: list[Row], due: date) -> int:
    """Return the number of the instalment in whose period a day falls.

    What falls due after the last one counts as one more instalment.
    """
    place = place_of(rows, due)
    if place < len(rows):
        return rows[place].number
    return rows[-1].number + 1 if rows else 1


def in_order(
    fold: "LoanFold", step: AllocationStep, *, last_first: bool = False
) -> Iterator[Claim]:
    """Yield the claims of a step in the order in which a payment settles them.

    Args:
      fold: The loan on the day of the payment.
      step: Which buckets and components, and in which order.
      last_first: Whether the last instalment comes first.
    """
    turn = -1 if last_first else 1
    buckets, later = step.buckets, Bucket.IN_ADVANCE in step.buckets
    ranked = [
        ((turn * claim.place, rank, number), claim)
        for rank, component in enumerate(step.components)
        for number, claim in enumerate(claims_of(fold, component, later=later)[::turn])
        if claim.bucket in buckets
    ]
    if step.by is AllocationBy.INSTALMENT:
        ranked.sort(key=lambda entry: entry[0])
    yield from (claim for _, claim in ranked)


def fill(claims: Iterable[Claim], amount: int) -> Iterator[tuple[Claim, int]]:
    """Yield which claim gets how much of an amount, in the order of the claims."""
    for claim in claims:
        if amount <= 0:
            return
        part = min(amount, claim.amount)
        amount -= part
        yield claim, part


def fill_ahead(
    claims: list[Claim], amount: int, ahead: ExcessPayment
) -> Iterator[tuple[Claim, int]]:
    """Yield which claim of one component, not due yet, gets how much of an amount."""
    if ahead is ExcessPayment.SPREAD:
        yield from _spread(claims, amount)
    else:
        last_first = ahead is ExcessPayment.LAST_INSTALMENTS
        yield from fill(reversed(claims) if last_first else claims, amount)


def spread_over_instalments(claims: list[Claim], amount: int) -> list[tuple[Claim, int]]:
    """Give every instalment an equal part, and within it the claims in their order.

    What an instalment that asks for less cannot take goes to the others.
    """
    by_place: dict[int, list[Claim]] = {}
    for claim in claims:
        by_place.setdefault(claim.place, []).append(claim)
    groups = list(by_place.values())
    parts = _equal_parts([sum(claim.amount for claim in group) for group in groups], amount)
    return [
        filled for group, part in zip(groups, parts, strict=True) for filled in fill(group, part)
    ]


def _spread(claims: list[Claim], amount: int) -> Iterator[tuple[Claim, int]]:
    """Give every claim an equal part, and what a small one cannot take to the others."""
    parts = _equal_parts([claim.amount for claim in claims], amount)
    yield from ((claim, part) for claim, part in zip(claims, parts, strict=True) if part)


def _equal_parts(most: list[int], amount: int) -> list[int]:
    """Part an amount equally over takers, none of which gets more than it can take."""
    parts = [0] * len(most)
    amount = min(amount, sum(most))
    while amount > 0:
        takers = [n for n, limit in enumerate(most) if parts[n] < limit]
        for left, n in zip(range(len(takers), 0, -1), takers, strict=True):
            part = min(most[n] - parts[n], divide(amount, left))
            parts[n] += part
            amount -= part
    return parts


def _late_claims(fold: "LoanFold") -> list[Claim]:
    rows, component = fold.schedule.rows, Component.LATE_INTEREST
    unsettled = fold.late_interest_by_number()
    if not any(unsettled.values()):
        return []
    places = {row.number: place for place, row in enumerate(rows)}
    return [
        Claim(Bucket.PAST_DUE, component, place, amount, rows[place], None)
        for number, amount in unsettled.items()
        if amount and (place := places.get(number, 0)) < len(rows)
    ]


def _row_claims(fold: "LoanFold", component: Component, *, later: bool) -> list[Claim]:
    rows, day = fold.schedule.rows, fold.day
    called = len(fold.schedule.called)
    claims = []
    for place in range(called):
        row = rows[place]
        amount = _unpaid(row, component)
        if amount > 0:
            bucket = Bucket.PAST_DUE if row.due < day else Bucket.DUE
            claims.append(Claim(bucket, component, place, amount, row, None))
    if later:
        in_advance = fold.interest_in_advance if component is Component.INTEREST else 0
        for place in range(called, len(rows)):
            row = rows[place]
            amount = _unpaid(row, component)
            if amount > 0:
                covered = min(amount, in_advance)
                in_advance -= covered
                if amount > covered:
                    amount -= covered
                    claims.append(Claim(Bucket.IN_ADVANCE, component, place, amount, row, None))
    return claims


def _unpaid(row: Row, component: Component) -> int:
    """Return what is not settled of a component; below zero where too much is."""
    if component is Component.PRINCIPAL:
        return row.principal - row.principal_paid
    if component is Component.INTEREST:
        return row.interest - row.interest_paid - row.interest_waived
    return row.fee - row.fee_paid - row.fee_waived


def _charge_claims(fold: "LoanFold", component: Component) -> Iterator[Claim]:
    rows, day = fold.schedule.rows, fold.day
    called = fold.schedule.called
    horizon = max(day, called[-1].due) if called else day
    for charge in fold.dated_charges:
        if charge.component is component and charge.unpaid:
            bucket = Bucket.IN_ADVANCE if charge.due > horizon else Bucket.DUE
            if charge.due < day:
                bucket = Bucket.PAST_DUE
            place = place_of(rows, charge.due)
            yield Claim(bucket, component, place, charge.unpaid, None, charge)
