"""The money of a club through time, by fund and role, summed up since its books begin.

Sums of two days give what moved between them, so that statements over any period can be added up
for many clubs: balance sheets, income and expenses, receipts and payments.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from ledger_core.club import Fund, Role, role_spec
from ledger_core.consolidation.snapshot import Money, MoneySums


class MoneyKind(StrEnum):
    """What a column of the money of a club is; its key is `kind/fund/role`."""

    BALANCE = "balance"
    """The balance, debits positive."""
    CLOSING = "closing"
    """The part of it that entries made which only carry a year's result over."""
    RECEIVED = "received"
    """Receipts for the role."""
    PAID = "paid"
    """Payments for the role."""


INTEREST_RECEIVED: Final = "interest-received"
"""The column of loan interest and late interest received."""

NO_MONEY: Final = Money({}, {}, {}, {}, 0)
"""The money of a club before its first entry."""


def money_keys() -> frozenset[str]:
    """Return every column that there may be."""
    places = [(fund, role) for role in Role for fund in role_spec(role).funds]
    return frozenset(
        {INTEREST_RECEIVED, *(money_key(kind, *place) for kind in MoneyKind for place in places)}
    )


def money_key(kind: MoneyKind, fund: Fund, role: Role) -> str:
    """Return the column of a kind of money."""
    return f"{kind.value}/{fund.value}/{role.value}"


def money_of(sums: Mapping[str, int]) -> Money:
    """Return the money that columns say, of one club or of many added up."""
    parted: dict[MoneyKind, dict[tuple[Fund, Role], int]] = {kind: {} for kind in MoneyKind}
    for key, amount in sums.items():
        if key != INTEREST_RECEIVED:
            kind, fund, role = key.split("/")
            parted[MoneyKind(kind)][Fund(fund), Role(role)] = amount
    balances = parted[MoneyKind.BALANCE]
    return Money(
        balances=balances,
        moved=_less(balances, parted[MoneyKind.CLOSING]),
        received=parted[MoneyKind.RECEIVED],
        paid=parted[MoneyKind.PAID],
        interest_received=sums.get(INTEREST_RECEIVED, 0),
    )


def _less(sums: MoneySums, other: MoneySums) -> dict[tuple[Fund, Role], int]:
    return {place: amount - other.get(place, 0) for place, amount in sums.items()}


def moved_between(before: Money, after: Money) -> Money:
    """Return what moved after one day and up to another, where balances are the later day's."""
    return Money(
        balances=after.balances,
        moved=_less(after.moved, before.moved),
        received=_less(after.received, before.received),
        paid=_less(after.paid, before.paid),
        interest_received=after.interest_received - before.interest_received,
    )


def money_added(many: Iterable[Money]) -> Money:
    """Return the money of many clubs together."""
    balances: Counter[tuple[Fund, Role]] = Counter()
    moved, received, paid = balances.copy(), balances.copy(), balances.copy()
    interest = 0
    for money in many:
        balances.update(money.balances)
        moved.update(money.moved)
        received.update(money.received)
        paid.update(money.paid)
        interest += money.interest_received
    return Money(balances, moved, received, paid, interest)
