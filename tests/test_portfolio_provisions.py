"""Provisions by debt group, and the choice of the table."""

from fractions import Fraction

import pytest

from ledger_core.portfolio import (
    BANKS,
    MICROFINANCE,
    PROVISION_TABLES,
    DebtGroup,
    LoanFacts,
    NoSuchProvisionTable,
    ProvisionTable,
    classify,
    debt_groups,
    provision_table,
)
from tests.portfolio_cases import case

# Days overdue inside each group of either table.
MICROFINANCE_DAYS = (0, 20, 60, 120, 200)
BANKS_DAYS = (0, 50, 100, 200, 400)


def lines(table: ProvisionTable, days: tuple[int, ...], balances: list[int]) -> list[int]:
    loans = [
        LoanFacts(f"L{i}", f"M{i}", outstanding_principal=balance, days_past_due=late)
        for i, (late, balance) in enumerate(zip(days, balances, strict=True))
    ]
    found = debt_groups(classify(loans, table.rules), table)
    assert [line.outstanding_principal for line in found] == balances
    return [line.provision for line in found]


@pytest.mark.parametrize(
    ("table", "days", "total"),
    [(MICROFINANCE, MICROFINANCE_DAYS, 2_950_000), (BANKS, BANKS_DAYS, 3_100_000)],
)
def test_balances_of_80_10_3_2_1_million(
    table: ProvisionTable, days: tuple[int, ...], total: int
) -> None:
    balances = [million * 1_000_000 for million in (80, 10, 3, 2, 1)]
    assert sum(lines(table, days, balances)) == total


def test_the_banks_example() -> None:
    example = case("vn-bank-provision")
    assert [rate * 100 for rate in BANKS.rates.values()] == example["inputs"]["rates"]
    balances = [debt * 1_000_000 for debt in example["inputs"]["debt"]]
    assert (
        sum(lines(BANKS, BANKS_DAYS, balances))
        == Fraction(example["expected"]["provision"]) * 1_000_000
    )


def test_a_groups_total_is_rounded_once_half_up() -> None:
    # 2 % of 25 đồng is half a đồng: of two loans together one đồng, not two.
    loans = [
        LoanFacts(f"L{i}", f"M{i}", outstanding_principal=25, days_past_due=15) for i in (1, 2)
    ]
    found = debt_groups(classify(loans, MICROFINANCE.rules), MICROFINANCE)
    assert found[1].provision == 1
    assert MICROFINANCE.provision(DebtGroup.SPECIAL_MENTION, 25) == 1
    assert MICROFINANCE.provision(DebtGroup.SPECIAL_MENTION, 24) == 0


def test_all_five_groups_are_there_without_loans() -> None:
    assert [(line.group, line.loans) for line in debt_groups([], BANKS)] == [
        (group, 0) for group in DebtGroup
    ]


def test_the_tables_by_name() -> None:
    assert provision_table("microfinance") is MICROFINANCE
    assert provision_table("banks") is BANKS
    for table in PROVISION_TABLES.values():
        assert set(table.rates) == set(DebtGroup)


def test_an_unknown_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchProvisionTable, match="microfinance, banks"):
        provision_table("cooperatives")
