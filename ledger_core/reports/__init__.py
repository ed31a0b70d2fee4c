"""Reports: tables of typed values, computed once, and their rendering.

Every report is a call that returns its figures; text, JSON and all other formats are written from
that one result, so that they cannot differ.
"""

from ledger_core.reports.json_values import JsonObject, json_finding, json_ratio
from ledger_core.reports.portfolio import (
    LoansLeftOut,
    PortfolioReport,
    portfolio_report,
    portfolio_text,
)
from ledger_core.reports.standing import Standing, standing_of
from ledger_core.reports.tables import (
    BLANK,
    Align,
    Cell,
    Column,
    Figure,
    Kind,
    Report,
    Row,
    Table,
    Value,
)
from ledger_core.reports.text import cell_text, render_report, render_table

__all__ = [
    "BLANK",
    "Align",
    "Cell",
    "Column",
    "Figure",
    "JsonObject",
    "Kind",
    "LoansLeftOut",
    "PortfolioReport",
    "Report",
    "Row",
    "Standing",
    "Table",
    "Value",
    "cell_text",
    "json_finding",
    "json_ratio",
    "portfolio_report",
    "portfolio_text",
    "render_report",
    "render_table",
    "standing_of",
]
