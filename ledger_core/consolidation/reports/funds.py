"""The two funds of many clubs: balances, receipts and payments, and the money of each unit."""

from collections import Counter
from collections.abc import Sequence

from ledger_core.club import Fund, Role
from ledger_core.consolidation.consolidation import ClubBalances
from ledger_core.consolidation.levels import by_unit
from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.consolidation.snapshot import MoneySums
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Period
from ledger_core.reports.funds.balances import MONEY, Side
from ledger_core.reports.funds.receipts_and_payments import flow_tables
from ledger_core.reports.funds.statements import balance_tables
from ledger_core.reports.tables import Cell, Column, Kind, Report, Table


def funds(request: ConsolidatedRequest) -> Report:
    """Return balances on the day, and receipts and payments of the year up to it."""
    side, year = Side(tuple(Fund)), Period.year_to(request.as_of)
    clubs = request.clubs.balances(request.as_of)
    counted, flows = request.clubs.flows(year)
    return consolidated_report(
        request,
        "funds",
        Message(N_("The funds of the clubs")),
        (
            _by_unit(request, clubs),
            *balance_tables(side, _sum(clubs)),
            *flow_tables(side, flows),
        ),
        notes=(
            Message(
                N_(
                    "Balances: as of the end of {day:date}, {clubs} clubs. Receipts and payments: "
                    "from {start:date} to {end:date}, {flows} clubs; a return is among them where "
                    "it covers the very same days."
                ),
                day=request.as_of,
                clubs=len(clubs),
                start=year.start,
                end=year.end,
                flows=counted,
            ),
        ),
    )


def _sum(clubs: Sequence[ClubBalances]) -> MoneySums:
    sums: Counter[tuple[Fund, Role]] = Counter()
    for each in clubs:
        sums.update(each.sums)
    return sums


_COLUMNS = (
    Column("lent", Message(N_("Lent out")), Kind.AMOUNT),
    *(Column(f"money_{fund.value}", fund.label, Kind.AMOUNT) for fund in Fund),
    Column("paid_in", Message(N_("Capital received")), Kind.AMOUNT),
    Column("risk_reserve", Role.RISK_RESERVE.label, Kind.AMOUNT),
)


def _by_unit(request: ConsolidatedRequest, clubs: Sequence[ClubBalances]) -> Table:
    return Table(
        "levels",
        request.by.label,
        (*unit_columns(request.by), CLUBS, *_COLUMNS),
        tuple(
            (*unit_cells(unit), len(of), *_cells(_sum(of)))
            for unit, of in by_unit(clubs, request.by).items()
        ),
        total=(*total_cells(request.by), len(clubs), *_cells(_sum(clubs))),
        notes=(
            Message(
                N_(
                    "In đồng. Under the funds' names: cash and bank. Capital received: grants, "
                    "budget support and members' capital of the Income-generation fund."
                )
            ),
        ),
    )


def _cells(sums: MoneySums) -> tuple[Cell, ...]:
    def income(*roles: Role) -> int:
        return sum(sums.get((Fund.INCOME, role), 0) for role in roles)

    return (
        income(Role.LOANS),
        *(sum(sums.get((fund, role), 0) for role in MONEY) for fund in Fund),
        -income(Role.GRANTS, Role.BUDGET_SUPPORT, Role.MEMBERS_CAPITAL),
        -income(Role.RISK_RESERVE),
    )
