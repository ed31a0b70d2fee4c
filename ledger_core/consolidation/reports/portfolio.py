"""The portfolio of many clubs: main figures, PAR, ageing, debt groups, and a line for each unit."""

from collections.abc import Sequence

from ledger_core.consolidation.consolidation import ClubRow
from ledger_core.consolidation.figures import added, figure
from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import (
    ConsolidatedRequest,
    portfolios_by_unit,
    sum_of,
)
from ledger_core.messages import Message, N_
from ledger_core.portfolio import BANKS, MICROFINANCE, Portfolio, ProvisionTable
from ledger_core.reports.portfolio_figures import main_figures
from ledger_core.reports.portfolio_tables import (
    ageing_charts,
    ageing_table,
    at_risk_table,
    debt_groups_table,
)
from ledger_core.reports.tables import Cell, Column, Kind, Report, Table

PAR_SHOWN = 30


def portfolio(request: ConsolidatedRequest) -> Report:
    """Return the portfolio of all clubs counted, and its main figures for each unit."""
    rows = request.rows()
    total = sum_of(rows, request.as_of)
    ageing = ageing_table(total)
    return consolidated_report(
        request,
        "portfolio",
        Message(N_("Loan portfolio of the clubs")),
        (
            levels_table(request, rows),
            main_figures(total),
            at_risk_table(total),
            ageing,
            debt_groups_table(total, tables_in_force(rows)),
        ),
        notes=(
            Message(
                N_(
                    "Borrowers are added up club by club: nobody is known by name, so somebody who "
                    "borrows in two clubs counts twice."
                )
            ),
        ),
        charts=ageing_charts([ageing]),
    )


def levels_table(request: ConsolidatedRequest, rows: Sequence[ClubRow]) -> Table:
    """Return the main figures of each unit, and of all together."""
    by_unit = portfolios_by_unit(rows, request.by, request.as_of)
    return Table(
        "levels",
        request.by.label,
        (
            *unit_columns(request.by),
            CLUBS,
            Column("gross_loan_portfolio", Message(N_("Loan portfolio (đồng)")), Kind.AMOUNT),
            Column("active_loans", Message(N_("Loans")), Kind.COUNT),
            Column("borrowers", Message(N_("Borrowers")), Kind.COUNT),
            Column("overdue_principal", Message(N_("Overdue principal")), Kind.AMOUNT),
            Column("arrears_rate", Message(N_("Arrears rate")), Kind.RATIO),
            Column("par_30", Message(N_("PAR30 (đồng)")), Kind.AMOUNT),
            Column("par_30_ratio", Message(N_("PAR30 share")), Kind.RATIO),
        ),
        tuple((*unit_cells(unit), n, *_figures(of)) for unit, (n, of) in by_unit.items()),
        total=(*total_cells(request.by), len(rows), *_figures(sum_of(rows, request.as_of))),
    )


def _figures(total: Portfolio) -> tuple[Cell, ...]:
    par = next(par for par in total.par if par.days == PAR_SHOWN)
    return (
        total.gross_loan_portfolio,
        total.active_loans,
        total.borrowers,
        total.overdue_principal,
        total.arrears_rate,
        par.amount,
        par.ratio,
    )


def tables_in_force(rows: Sequence[ClubRow]) -> list[ProvisionTable]:
    """Return the provision tables that the clubs follow; without clubs that of the format."""
    banks = figure(added(each.row for each in rows), "reckoned_as_banks")
    tables = [MICROFINANCE] if banks < len(rows) or not rows else []
    return [*tables, *([BANKS] if banks else [])]
