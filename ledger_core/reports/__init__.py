"""Reports: tables of typed values, computed once, and their rendering.

Every report is a call that returns its figures; text, JSON and all other formats are written from
that one result, so that they cannot differ.
"""

from ledger_core.reports.accounting import Provisioning, provisioning, standard_loans
from ledger_core.reports.day_accounts import facts_on
from ledger_core.reports.json_values import JsonObject, json_finding, json_ratio
from ledger_core.reports.loan_explanation import (
    ExplainedFigure,
    ExplainedPayment,
    LoanExplanation,
    PaymentPart,
    explain_account,
    loan_explanation,
)
from ledger_core.reports.loan_explanation_json import explanation_json
from ledger_core.reports.loan_explanation_text import explanation_document, explanation_text
from ledger_core.reports.next_instalment import Change, NextInstalment
from ledger_core.reports.period_facts import (
    PeriodReader,
    monthly_ratio_sheets,
    period_facts,
)
from ledger_core.reports.portfolio import (
    LoansLeftOut,
    PortfolioReport,
    portfolio_on,
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
    "Change",
    "Column",
    "ExplainedFigure",
    "ExplainedPayment",
    "Figure",
    "JsonObject",
    "Kind",
    "LoanExplanation",
    "LoansLeftOut",
    "NextInstalment",
    "PaymentPart",
    "PeriodReader",
    "PortfolioReport",
    "Provisioning",
    "Report",
    "Row",
    "Standing",
    "Table",
    "Value",
    "cell_text",
    "explain_account",
    "explanation_document",
    "explanation_json",
    "explanation_text",
    "facts_on",
    "json_finding",
    "json_ratio",
    "loan_explanation",
    "monthly_ratio_sheets",
    "period_facts",
    "portfolio_on",
    "portfolio_report",
    "portfolio_text",
    "provisioning",
    "render_report",
    "render_table",
    "standard_loans",
    "standing_of",
]
