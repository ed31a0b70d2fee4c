"""PAR, ageing and debt groups of many clubs: the total as for one club, and each unit."""

from collections.abc import Callable, Sequence

from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.portfolio import tables_in_force
from ledger_core.consolidation.reports.request import (
    ConsolidatedRequest,
    portfolios_by_unit,
    sum_of,
)
from ledger_core.messages import Message, N_
from ledger_core.portfolio import PAR_DAYS, AgeingBucket, DebtGroup, Portfolio
from ledger_core.reports.portfolio_tables import (
    ageing_charts,
    ageing_table,
    at_risk_table,
    debt_groups_table,
)
from ledger_core.reports.tables import Cell, Column, Kind, Report, Table

_GROSS = Column("gross_loan_portfolio", Message(N_("Loan portfolio (đồng)")), Kind.AMOUNT)
_LOANS = Column("active_loans", Message(N_("Loans")), Kind.COUNT)


def at_risk(request: ConsolidatedRequest) -> Report:
    """Return PAR1 to PAR90 with and without rescheduled loans, of all clubs and each unit."""
    total = sum_of(request.rows(), request.as_of)
    note = Message(N_("With rescheduled loans. Share: PAR ÷ loan portfolio of the same clubs."))
    return consolidated_report(
        request,
        "par",
        Message(N_("Portfolio at risk of the clubs")),
        (
            at_risk_table(total),
            _by_unit(request, "levels", (_GROSS, *_PAR_COLUMNS), _par_cells, notes=(note,)),
            _by_unit(
                request,
                "levels_by_days_alone",
                (_GROSS, *_LATE_COLUMNS),
                _late_cells,
                title=Message(N_("By days late alone, rescheduled loans or not")),
            ),
        ),
    )


def _par_column(days: int, kind: Kind, *, alone: bool) -> Column:
    key = f"par_{days}" + ("_without_rescheduled" if alone else "")
    if kind is Kind.RATIO:
        return Column(f"{key}_ratio", Message(N_("PAR{days} share"), days=days), kind)
    return Column(key, Message(N_("PAR{days} (đồng)"), days=days), kind)


_PAR_COLUMNS = tuple(
    _par_column(days, kind, alone=False) for days in PAR_DAYS for kind in (Kind.AMOUNT, Kind.RATIO)
)
_LATE_COLUMNS = tuple(
    _par_column(days, kind, alone=True) for days in PAR_DAYS for kind in (Kind.AMOUNT, Kind.RATIO)
)


def _par_cells(total: Portfolio) -> tuple[Cell, ...]:
    cells: list[Cell] = [total.gross_loan_portfolio]
    for par in total.par:
        cells += [par.amount, par.ratio]
    return tuple(cells)


def _late_cells(total: Portfolio) -> tuple[Cell, ...]:
    cells: list[Cell] = [total.gross_loan_portfolio]
    for par in total.par:
        cells += [par.amount_without_rescheduled, par.ratio_without_rescheduled]
    return tuple(cells)


def ageing(request: ConsolidatedRequest) -> Report:
    """Return the ageing of all clubs, and of each unit."""
    table = ageing_table(sum_of(request.rows(), request.as_of))
    columns = tuple(
        Column(f"principal_{place}", bucket.label, Kind.AMOUNT)
        for place, bucket in enumerate(AgeingBucket)
    )
    return consolidated_report(
        request,
        "ageing",
        Message(N_("Ageing of the portfolio of the clubs")),
        (
            table,
            _by_unit(
                request,
                "levels",
                (_LOANS, _GROSS, *columns),
                lambda total: (
                    total.active_loans,
                    total.gross_loan_portfolio,
                    *(line.outstanding_principal for line in total.ageing),
                ),
            ),
        ),
        charts=ageing_charts([table]),
    )


def debt_groups(request: ConsolidatedRequest) -> Report:
    """Return the debt groups and provisions of all clubs, and of each unit."""
    rows = request.rows()
    columns = tuple(
        Column(f"principal_group_{int(group)}", group.label, Kind.AMOUNT) for group in DebtGroup
    )
    return consolidated_report(
        request,
        "debt-groups",
        Message(N_("Debt groups and provisions of the clubs")),
        (
            debt_groups_table(sum_of(rows, request.as_of), tables_in_force(rows)),
            _by_unit(
                request,
                "levels",
                (
                    _GROSS,
                    *columns,
                    Column("non_performing_rate", Message(N_("Bad debt share")), Kind.RATIO),
                    Column("provision", Message(N_("Provision (đồng)")), Kind.AMOUNT),
                ),
                lambda total: (
                    total.gross_loan_portfolio,
                    *(line.outstanding_principal for line in total.debt_groups),
                    total.non_performing_rate,
                    total.provision,
                ),
                notes=(Message(N_("Bad debt: groups 3 to 5; share of the loan portfolio.")),),
            ),
        ),
    )


def _by_unit(
    request: ConsolidatedRequest,
    key: str,
    columns: Sequence[Column],
    cells: Callable[[Portfolio], tuple[Cell, ...]],
    *,
    title: Message | None = None,
    notes: tuple[Message, ...] = (),
) -> Table:
    rows = request.rows()
    by_unit = portfolios_by_unit(rows, request.by, request.as_of)
    total = sum_of(rows, request.as_of)
    return Table(
        key,
        title or request.by.label,
        (*unit_columns(request.by), CLUBS, *columns),
        tuple((*unit_cells(unit), n, *cells(of)) for unit, (n, of) in by_unit.items()),
        total=(*total_cells(request.by), len(rows), *cells(total)),
        notes=notes,
    )
