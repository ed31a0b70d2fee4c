"""clubledger: a double-entry microfinance ledger for the funds of self-help clubs.

The public names of the library stand in `docs/api.md` and can be imported from here; what a
treasurer does, as calls, is in `ledger_core.books.actions`. Each is loaded
when first used, so that `import ledger_core` alone is quick and imports no Beancount.
"""

from typing import Any

from ledger_core.lazy_names import loaded

__version__ = "0.1.0"

_HOME = {
    # amounts and messages
    "parse_amount": "ledger_core.money",
    "format_amount": "ledger_core.money",
    "amount_in_words": "ledger_core.money",
    "RoundingMode": "ledger_core.money",
    "Message": "ledger_core.messages",
    "language": "ledger_core.messages",
    "ClubledgerError": "ledger_core.errors",
    "Finding": "ledger_core.findings",
    "Severity": "ledger_core.findings",
    # loan arithmetic
    "InterestRate": "ledger_core.loans",
    "parse_rate": "ledger_core.loans",
    "LoanTerms": "ledger_core.loans",
    "Method": "ledger_core.loans",
    "Rounding": "ledger_core.loans",
    "LateTerms": "ledger_core.loans",
    "Instalment": "ledger_core.loans",
    "schedule": "ledger_core.loans",
    "borrowing_cost": "ledger_core.loans",
    "LoanAccount": "ledger_core.loans",
    "LoanPosition": "ledger_core.loans",
    "Split": "ledger_core.loans",
    # the club
    "Fund": "ledger_core.club",
    "Role": "ledger_core.club",
    "Member": "ledger_core.club",
    "ClubRules": "ledger_core.club",
    "LoanProduct": "ledger_core.club",
    # portfolio and reports
    "Portfolio": "ledger_core.portfolio",
    "Period": "ledger_core.portfolio",
    "PeriodFacts": "ledger_core.portfolio",
    "RatioLine": "ledger_core.portfolio",
    "RatioSheet": "ledger_core.portfolio",
    "ratio_sheet": "ledger_core.portfolio",
    "period_facts": "ledger_core.reports",
    "monthly_ratio_sheets": "ledger_core.reports",
    "portfolio_report": "ledger_core.reports",
    "loan_explanation": "ledger_core.reports",
    "ReportRequest": "ledger_core.reports.request",
    "Report": "ledger_core.reports.tables",
    "Table": "ledger_core.reports.tables",
    "REPORT_KINDS": "ledger_core.reports.kinds",
    "build_report": "ledger_core.reports.kinds",
    "ReportFormat": "ledger_core.reports.formats.rendering",
    "render_as": "ledger_core.reports.formats.rendering",
    # books
    "Book": "ledger_core.books.book",
    "LoadedClub": "ledger_core.books.loading",
    "Scope": "ledger_core.books.directives",
    "load_club": "ledger_core.books.loading",
    "open_club": "ledger_core.books.session",
    "writing": "ledger_core.books.session",
    # the monthly meeting
    "MeetingSheet": "ledger_core.meetings",
    "draft_sheet": "ledger_core.meetings",
    "post_meeting": "ledger_core.meetings",
    # from older books
    "prepare_import": "ledger_core.importing.running",
    "template_xlsx": "ledger_core.importing.template",
    "WritingSession": "ledger_core.books.session",
    # books received from others
    "find_received": "ledger_core.books.received",
    "ReceivedBooks": "ledger_core.books.received",
    "ReaderProcess": "ledger_core.books.received",
    "Read": "ledger_core.books.received",
    "NotRead": "ledger_core.books.received",
    # many clubs
    "Consolidation": "ledger_core.consolidation.consolidation",
    "open_clubs": "ledger_core.consolidation.opening",
    "ConsolidatedRequest": "ledger_core.consolidation.reports.request",
    "CONSOLIDATED_KINDS": "ledger_core.consolidation.reports.kinds",
    "ClubReturn": "ledger_core.consolidation.returns.form",
    "return_of": "ledger_core.consolidation.returns.making",
    "parse_return": "ledger_core.consolidation.returns.reading",
    # papers
    "report_pdf": "ledger_core.reports.formats.pdf",
    "Voucher": "ledger_core.documents.voucher",
    "voucher": "ledger_core.documents.voucher",
    "vouchers": "ledger_core.documents.voucher",
    "voucher_pdf": "ledger_core.documents.voucher_forms",
    "Agreement": "ledger_core.documents.agreement",
    "agreement": "ledger_core.documents.agreement",
    "agreement_pdf": "ledger_core.documents.agreement_forms",
}

__all__ = ["__version__", *_HOME]  # noqa: PLE0604 (the names of the table)


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any public name)
    """Load a public name from the package that defines it."""
    return loaded(__name__, _HOME, name)


def __dir__() -> list[str]:
    """List the public names too."""
    return sorted({*globals(), *_HOME})
