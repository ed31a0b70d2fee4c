"""Reports: tables of typed values, computed once, and their rendering.

Every report is a call that returns its figures; text, JSON and all other formats are written from
that one result, so that they cannot differ.
"""

from typing import TYPE_CHECKING, Any

from ledger_core.lazy_names import loaded

if TYPE_CHECKING:
    from ledger_core.reports.accounting import Provisioning, provisioning, standard_loans
    from ledger_core.reports.day_accounts import facts_on
    from ledger_core.reports.explained_loan import (
        ExplainedFigure,
        ExplainedPayment,
        LoanExplanation,
        PaymentPart,
        explain_account,
        loan_explanation,
    )
    from ledger_core.reports.facts_of_period import (
        PeriodReader,
        monthly_ratio_sheets,
        period_facts,
    )
    from ledger_core.reports.json_values import JsonObject, json_finding, json_ratio
    from ledger_core.reports.loan_explanation_json import explanation_json
    from ledger_core.reports.loan_explanation_text import explanation_document, explanation_text
    from ledger_core.reports.next_instalment import Change, NextInstalment
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

# Each is loaded when first used: a command that writes one number needs no tables of reports.
_HOME = {
    "Provisioning": "ledger_core.reports.accounting",
    "provisioning": "ledger_core.reports.accounting",
    "standard_loans": "ledger_core.reports.accounting",
    "facts_on": "ledger_core.reports.day_accounts",
    "JsonObject": "ledger_core.reports.json_values",
    "json_finding": "ledger_core.reports.json_values",
    "json_ratio": "ledger_core.reports.json_values",
    "ExplainedFigure": "ledger_core.reports.explained_loan",
    "ExplainedPayment": "ledger_core.reports.explained_loan",
    "LoanExplanation": "ledger_core.reports.explained_loan",
    "PaymentPart": "ledger_core.reports.explained_loan",
    "explain_account": "ledger_core.reports.explained_loan",
    "loan_explanation": "ledger_core.reports.explained_loan",
    "explanation_json": "ledger_core.reports.loan_explanation_json",
    "explanation_document": "ledger_core.reports.loan_explanation_text",
    "explanation_text": "ledger_core.reports.loan_explanation_text",
    "Change": "ledger_core.reports.next_instalment",
    "NextInstalment": "ledger_core.reports.next_instalment",
    "PeriodReader": "ledger_core.reports.facts_of_period",
    "monthly_ratio_sheets": "ledger_core.reports.facts_of_period",
    "period_facts": "ledger_core.reports.facts_of_period",
    "LoansLeftOut": "ledger_core.reports.portfolio",
    "PortfolioReport": "ledger_core.reports.portfolio",
    "portfolio_on": "ledger_core.reports.portfolio",
    "portfolio_report": "ledger_core.reports.portfolio",
    "portfolio_text": "ledger_core.reports.portfolio",
    "Standing": "ledger_core.reports.standing",
    "standing_of": "ledger_core.reports.standing",
    "BLANK": "ledger_core.reports.tables",
    "Align": "ledger_core.reports.tables",
    "Cell": "ledger_core.reports.tables",
    "Column": "ledger_core.reports.tables",
    "Figure": "ledger_core.reports.tables",
    "Kind": "ledger_core.reports.tables",
    "Report": "ledger_core.reports.tables",
    "Row": "ledger_core.reports.tables",
    "Table": "ledger_core.reports.tables",
    "Value": "ledger_core.reports.tables",
    "cell_text": "ledger_core.reports.text",
    "render_report": "ledger_core.reports.text",
    "render_table": "ledger_core.reports.text",
}

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


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any public name)
    """Load a public name from the module that defines it."""
    return loaded(__name__, _HOME, name)
