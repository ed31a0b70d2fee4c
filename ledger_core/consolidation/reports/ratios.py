"""Ratios of many clubs: every one from summed numerators and denominators."""

from collections.abc import Sequence

from ledger_core.consolidation.consolidation import ClubMonth
from ledger_core.consolidation.levels import by_unit
from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.consolidation.returns.hiding import without_persons
from ledger_core.messages import Message, N_
from ledger_core.portfolio import (
    PAR_DAYS,
    Balance,
    Period,
    PeriodFacts,
    PortfolioFacts,
    RatioSheet,
    merged,
    ratio_sheet,
)
from ledger_core.reports.ratios import RATIO_NOTES, ratio_tables, ratio_value
from ledger_core.reports.tables import Cell, Column, Kind, Report, Table

SHOWN_BY_UNIT = (
    "par_30",
    "current_recovery_rate",
    "on_time_rate",
    "write_off_ratio",
    "portfolio_yield",
    "operational_self_sufficiency",
    "fund_utilisation",
    "capital_cover",
)
"""The lines of the ratio sheet that stand in the table by unit; none is about persons."""
_OF_ONE_PERSON = ("largest_borrower_share",)


def ratios(request: ConsolidatedRequest) -> Report:
    """Return the ratio sheet of all clubs together, and the main ratios of each unit."""
    clubs = request.month_facts()
    sheet = sheet_of(clubs, request.year)
    counted = len(request.clubs.counted(request.facts_day).clubs)
    return consolidated_report(
        request,
        "ratios",
        Message(N_("Ratio sheet of the clubs")),
        (*ratio_tables(sheet), _by_unit(request, clubs, sheet)),
        days=Message(
            N_("From {start:date} to {end:date}, both days counted"),
            start=request.year.start,
            end=request.year.end,
        ),
        notes=(
            *RATIO_NOTES,
            Message(
                N_(
                    "Ratios are of the calendar year up to the last month-end. Clubs in them: "
                    "{clubs} of the {counted} counted on that day; a return is among them where it "
                    "ends on it."
                ),
                clubs=len(clubs),
                counted=counted,
            ),
            Message(
                N_(
                    "What the largest borrower owes is left out, and the women and older people "
                    "among the borrowers of a club with very few of them."
                )
            ),
        ),
    )


def sheet_of(clubs: Sequence[ClubMonth], year: Period) -> RatioSheet:
    """Return the ratio sheet of the merged facts of some clubs, without that of one person."""
    facts = [without_persons(each.facts.year) for each in clubs]
    sheet = ratio_sheet(merged(facts) if facts else _nothing(year))
    return RatioSheet(
        sheet.period, tuple(line for line in sheet.lines if line.key not in _OF_ONE_PERSON)
    )


def _nothing(year: Period) -> PeriodFacts:
    pars = {str(days): 0 for days in PAR_DAYS}
    return PeriodFacts(
        year,
        PortfolioFacts(0, 0, 0, 0, 0, 0, at_risk=pars, late=pars),
        tuple(Balance(day, 0) for day in year.balance_days),
    )


def _by_unit(request: ConsolidatedRequest, clubs: Sequence[ClubMonth], total: RatioSheet) -> Table:
    columns = tuple(Column(key, total.line(key).name, Kind.RATIO) for key in SHOWN_BY_UNIT)

    def cells(sheet: RatioSheet) -> tuple[Cell, ...]:
        return tuple(ratio_value(sheet.line(key)) for key in SHOWN_BY_UNIT)

    return Table(
        "levels",
        request.by.label,
        (*unit_columns(request.by), CLUBS, *columns),
        tuple(
            (*unit_cells(unit), len(of), *cells(sheet_of(of, request.year)))
            for unit, of in by_unit(clubs, request.by).items()
        ),
        total=(*total_cells(request.by), len(clubs), *cells(total)),
    )
