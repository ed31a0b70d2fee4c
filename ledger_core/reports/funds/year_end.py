"""The year-end pack: what the members' meeting approves, in one report."""

from dataclasses import replace

from ledger_core.messages import Message, N_
from ledger_core.reports.funds.capital import capital_tables
from ledger_core.reports.funds.receipts_and_payments import receipts_and_payments_tables
from ledger_core.reports.funds.statements import balance_sheet_tables, income_statement_tables
from ledger_core.reports.heading import report_over
from ledger_core.reports.portfolio import portfolio_report
from ledger_core.reports.portfolio_tables import ageing_charts
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report, Table


def year_end(request: ReportRequest) -> Report:
    """Return statements, capital and portfolio of a year in one report.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    portfolio = portfolio_report(request.club, request.as_of).tables()
    parts = (
        ("balance", balance_sheet_tables(request)),
        ("result", income_statement_tables(request)),
        ("money", receipts_and_payments_tables(request)),
        ("capital", capital_tables(request)),
        ("portfolio", tuple(table for table in portfolio if table.key in _OF_PORTFOLIO)),
    )
    tables = [_of_part(name, table) for name, tables in parts for table in tables]
    return report_over(
        request,
        "year-end",
        Message(N_("Year-end pack")),
        tables,
        charts=ageing_charts(tables, "portfolio_ageing"),
        notes=(Message(N_("The year counts once the members' meeting has approved this pack.")),),
    )


_OF_PORTFOLIO = ("figures", "par", "ageing", "debt_groups")


def _of_part(name: str, table: Table) -> Table:
    """Return a table under a key that says which part of the pack it belongs to."""
    return replace(table, key=f"{name}_{table.key}")
