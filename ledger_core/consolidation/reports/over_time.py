"""Many clubs at month-ends side by side, each month with the clubs counted then."""

from collections.abc import Sequence
from datetime import date

from ledger_core.consolidation.consolidation import ClubRow
from ledger_core.consolidation.figures import added, figure
from ledger_core.consolidation.levels import Unit, by_unit
from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest, sum_of
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio
from ledger_core.reports.charting import chart_of
from ledger_core.reports.tables import Cell, ChartKind, Column, Figure, Kind, Report, Table

_PAR_SHOWN = 30
_DAY = Column("day", Message(N_("End of day")), Kind.DATE)

Months = Sequence[tuple[date, Sequence[ClubRow]]]


def over_time(request: ConsolidatedRequest) -> Report:
    """Return the clubs at each month-end up to the day, in all and by unit."""
    months = [(day, request.clubs.portfolios(day)) for day in request.month_ends()]
    total = _total(months)
    return consolidated_report(
        request,
        "over-time",
        Message(N_("The clubs month by month")),
        (
            total,
            _by_unit(request, months, "portfolio_by_unit", Kind.AMOUNT),
            _by_unit(request, months, "par_30_by_unit", Kind.RATIO),
        ),
        notes=(
            Message(
                N_(
                    "Every month is of the clubs counted then: growth may be growth of the number "
                    "of clubs. Later entries change no earlier month-end."
                )
            ),
        ),
        charts=[
            chart_of(
                total,
                ChartKind.LINE,
                along="day",
                columns=("gross_loan_portfolio", "par_30"),
            )
        ],
    )


def _total(months: Months) -> Table:
    return Table(
        "months",
        Message(N_("All clubs at each month-end")),
        (
            _DAY,
            CLUBS,
            Column("members", Message(N_("Members")), Kind.COUNT),
            Column("borrowers", Message(N_("Borrowers")), Kind.COUNT),
            Column("gross_loan_portfolio", Message(N_("Loan portfolio (đồng)")), Kind.AMOUNT),
            Column("overdue_principal", Message(N_("Overdue principal")), Kind.AMOUNT),
            Column("par_30", Message(N_("PAR30 (đồng)")), Kind.AMOUNT),
            Column("par_30_ratio", Message(N_("PAR30 share")), Kind.RATIO),
            Column("non_performing_rate", Message(N_("Bad debt share")), Kind.RATIO),
        ),
        tuple((day, len(rows), _members(rows), *_cells(sum_of(rows, day))) for day, rows in months),
    )


def _members(rows: Sequence[ClubRow]) -> int:
    return figure(added(each.row for each in rows), "members")


def _cells(total: Portfolio) -> tuple[Cell, ...]:
    par = next(par for par in total.par if par.days == _PAR_SHOWN)
    return (
        total.borrowers,
        total.gross_loan_portfolio,
        total.overdue_principal,
        par.amount,
        par.ratio,
        total.non_performing_rate,
    )


_TITLES = {
    Kind.AMOUNT: Message(N_("Loan portfolio at each month-end (đồng)")),
    Kind.RATIO: Message(N_("PAR30 share at each month-end")),
}


def _by_unit(request: ConsolidatedRequest, months: Months, key: str, kind: Kind) -> Table:
    parted = [(day, by_unit(rows, request.by)) for day, rows in months]
    units = sorted({unit for _, of in parted for unit in of}, key=lambda unit: unit.place)

    def cells(unit: Unit) -> tuple[Cell, ...]:
        return tuple(_value(of.get(unit), day, kind) for day, of in parted)

    return Table(
        key,
        _TITLES[kind],
        (
            *unit_columns(request.by),
            *(
                Column(f"to_{day:%Y_%m_%d}", Message(N_("to {day:date}"), day=day), kind)
                for day, _ in months
            ),
        ),
        tuple((*unit_cells(unit), *cells(unit)) for unit in units),
        total=(*total_cells(request.by), *(_value(rows, day, kind) for day, rows in months)),
    )


def _value(rows: Sequence[ClubRow] | None, day: date, kind: Kind) -> Cell:
    if not rows:
        return Figure(None, kind)
    total = sum_of(rows, day)
    if kind is Kind.AMOUNT:
        return total.gross_loan_portfolio
    return next(par.ratio for par in total.par if par.days == _PAR_SHOWN)
