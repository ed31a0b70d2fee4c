"""Provision tables: the rules of debt groups and the share to set aside for each group.

A club's rules select one by name. Both ship as data with the regulation they come from, which was
read in secondary copies: whoever relies on them compares them with the gazetted texts first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_
from ledger_core.money import divide
from ledger_core.portfolio.debt_groups import ClassifiedLoan, DebtGroup, GroupFrom, GroupRules

_STANDARD, _SPECIAL_MENTION, _SUBSTANDARD, _DOUBTFUL, _LOSS = DebtGroup


@dataclass(frozen=True, slots=True)
class ProvisionTable:
    """A regulation's debt groups and specific provisions.

    Attributes:
        name: The word of the ledger format: `microfinance` or `banks`.
        label: The table's name as people read it.
        source: The regulation.
        rules: How loans are parted into groups.
        rates: The share of outstanding principal to set aside, by group.
    """

    name: str
    label: Message
    source: Message
    rules: GroupRules
    rates: Mapping[DebtGroup, Fraction]

    def provision(self, group: DebtGroup, outstanding_principal: int) -> int:
        """Return the provision in đồng for a group's whole balance, rounded half up once."""
        rate = self.rates[group]
        return divide(outstanding_principal * rate.numerator, rate.denominator)


def _percent(*rates: int) -> dict[DebtGroup, Fraction]:
    return {group: Fraction(rate, 100) for group, rate in zip(DebtGroup, rates, strict=True)}


MICROFINANCE = ProvisionTable(
    name="microfinance",
    label=Message(N_("microfinance institutions")),
    source=Message(N_("Circular 14/2024/TT-NHNN and Decree 86/2024/NĐ-CP")),
    rules=GroupRules(
        by_days=(
            GroupFrom(0, _STANDARD),
            GroupFrom(10, _SPECIAL_MENTION),
            GroupFrom(30, _SUBSTANDARD),
            GroupFrom(90, _DOUBTFUL),
            GroupFrom(180, _LOSS),
        ),
        rescheduled=(
            (
                GroupFrom(0, _SPECIAL_MENTION),
                GroupFrom(1, _SUBSTANDARD),
                GroupFrom(30, _DOUBTFUL),
                GroupFrom(90, _LOSS),
            ),
            (GroupFrom(0, _DOUBTFUL), GroupFrom(1, _LOSS)),
            (GroupFrom(0, _LOSS),),
        ),
        interest_waived=_SUBSTANDARD,
    ),
    rates=_percent(0, 2, 25, 50, 100),
)

BANKS = ProvisionTable(
    name="banks",
    label=Message(N_("banks")),
    source=Message(N_("the banks' table of Decree 86/2024/NĐ-CP")),
    rules=GroupRules(
        by_days=(
            GroupFrom(0, _STANDARD),
            GroupFrom(10, _SPECIAL_MENTION),
            GroupFrom(91, _SUBSTANDARD),
            GroupFrom(181, _DOUBTFUL),
            GroupFrom(361, _LOSS),
        )
    ),
    rates=_percent(0, 5, 20, 50, 100),
)

PROVISION_TABLES = {table.name: table for table in (MICROFINANCE, BANKS)}
"""The tables that ship, by name."""


class NoSuchProvisionTable(ClubledgerError):
    """No provision table has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(
                N_("There is no provision table “{name}”; the tables are: {names}."),
                name=name,
                names=list(PROVISION_TABLES),
            )
        )


def provision_table(name: str) -> ProvisionTable:
    """Return the table a club's rules name.

    Raises:
        NoSuchProvisionTable: there is none of this name.
    """
    try:
        return PROVISION_TABLES[name]
    except KeyError:
        raise NoSuchProvisionTable(name) from None


@dataclass(frozen=True, slots=True)
class DebtGroupLine:
    """The loans of one debt group. Amounts are whole đồng.

    Attributes:
        group: The group.
        loans: Number of loans.
        outstanding_principal: Their outstanding principal.
        provision: What is to be set aside for them, rounded half up on the group's total.
    """

    group: DebtGroup
    loans: int
    outstanding_principal: int
    provision: int


def debt_groups(
    loans: Iterable[ClassifiedLoan], table: ProvisionTable
) -> tuple[DebtGroupLine, ...]:
    """Return all five groups in order, the empty ones too, with their provisions."""
    balances: dict[DebtGroup, list[int]] = {group: [] for group in DebtGroup}
    for loan in loans:
        balances[loan.debt_group].append(loan.facts.outstanding_principal)
    return tuple(
        DebtGroupLine(group, len(amounts), sum(amounts), table.provision(group, sum(amounts)))
        for group, amounts in balances.items()
    )
