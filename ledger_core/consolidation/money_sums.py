"""Money by fund and role: as a return writes it, and between two days of a snapshot."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from ledger_core.club import Fund, Role
from ledger_core.consolidation.money import NO_MONEY, money_of
from ledger_core.consolidation.snapshot import Money, MoneySteps, MoneySums
from ledger_core.reports.funds.balances import MONEY
from ledger_core.reports.funds.receipts_and_payments import Flows


def by_word(sums: MoneySums) -> dict[str, int]:
    """Return sums by `fund/role`, without those that are nothing."""
    return {f"{fund}/{role}": amount for (fund, role), amount in sorted(sums.items()) if amount}


def by_role(amounts: Mapping[str, int]) -> MoneySums:
    """Return sums by fund and role from those by `fund/role`.

    Raises:
        ValueError: there is no such fund or role.
    """
    found = {}
    for word, amount in amounts.items():
        fund, _, role = word.partition("/")
        found[Fund(fund), Role(role)] = amount
    return found


def flows_between(before: Money | None, after: Money) -> Flows:
    """Return what one club received and paid between two days.

    Args:
        before: Its money at the end of the day before; None where its books began later.
        after: Its money at the end of the last day.
    """
    found = Flows(received=Counter(after.received), paid=Counter(after.paid))
    if before is not None:
        found.received.subtract(before.received)
        found.paid.subtract(before.paid)
        for (fund, role), amount in before.balances.items():
            if role in MONEY:
                found.opening[fund] += amount
    return found


def money_on(money: MoneySteps, day: date) -> Money:
    """Return the money of a snapshot at the end of a day."""
    row = money.steps.on(day)
    return NO_MONEY if row is None else money_of(dict(zip(money.keys, row, strict=True)))
