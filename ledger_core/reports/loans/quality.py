"""Ageing with portfolio at risk, and debt groups with provisions: each loan beside its line."""

from ledger_core.books.actions.provisions import allowance_on
from ledger_core.messages import Message, N_
from ledger_core.portfolio import AgeingBucket, ClassifiedLoan
from ledger_core.reports.columns import LOAN, MEMBER, NAME, PRINCIPAL_OWED
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.loans.moves import name_of
from ledger_core.reports.portfolio import PortfolioReport, portfolio_report
from ledger_core.reports.portfolio_tables import ageing_charts
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Kind, Report, Row, Table

_DAYS = Column("days_past_due", Message(N_("Days late")), Kind.DAYS)
_RESCHEDULES = Column("reschedules", Message(N_("New dates (times)")), Kind.COUNT)


def ageing(request: ReportRequest) -> Report:
    """Return ageing and portfolio at risk, and every loan that is late or rescheduled.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    report = portfolio_report(request.club, request.as_of)
    late = [
        loan
        for loan in report.portfolio.loans
        if loan.facts.days_past_due > 0 or loan.facts.rescheduled
    ]
    late.sort(key=lambda loan: (-loan.facts.days_past_due, loan.facts.loan))
    table = Table(
        "late_loans",
        Message(N_("Late and rescheduled loans (đồng)")),
        (
            *(LOAN, MEMBER, NAME, PRINCIPAL_OWED),
            Column("overdue_principal", Message(N_("Overdue principal")), Kind.AMOUNT),
            Column("overdue_interest", Message(N_("Overdue interest")), Kind.AMOUNT),
            _DAYS,
            Column("bucket", Message(N_("Days overdue"))),
            _RESCHEDULES,
        ),
        tuple(
            (
                *_who(request, loan),
                loan.facts.overdue_principal,
                loan.facts.overdue_interest,
                loan.facts.days_past_due,
                AgeingBucket.of(loan.facts.days_past_due).label,
                loan.facts.reschedules,
            )
            for loan in late
        ),
    )
    title = Message(N_("Ageing and portfolio at risk"))
    tables = (*_named(report, "par", "ageing"), table)
    return report_as_of(request, "ageing", title, tables, charts=ageing_charts(tables))


def debt_groups(request: ReportRequest) -> Report:
    """Return debt groups and provisions, what is set aside, and each loan with its group.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    report = portfolio_report(request.club, request.as_of)
    in_books = allowance_on(request.club.book, request.as_of)
    required = report.portfolio.provision
    allowance = Table(
        "allowance",
        Message(N_("Allowance (đồng)")),
        (
            Column("item", Message(N_("Item"))),
            Column("amount", Message(N_("Amount (đồng)")), Kind.AMOUNT),
        ),
        (
            (Message(N_("Asked for by the table")), required),
            (Message(N_("Set aside in the books")), in_books),
            (Message(N_("Still to set aside (too much: below zero)")), required - in_books),
        ),
        row_keys=("required", "in_books", "missing"),
        notes=(Message(N_("A club that keeps no allowance bears losses from its reserve.")),),
    )
    loans = Table(
        "grouped_loans",
        Message(N_("Loans by debt group (đồng)")),
        (
            Column("group", Message(N_("Debt group"))),
            *(LOAN, MEMBER, NAME, PRINCIPAL_OWED, _DAYS, _RESCHEDULES),
        ),
        tuple(
            (
                loan.debt_group.label,
                *_who(request, loan),
                loan.facts.days_past_due,
                loan.facts.reschedules,
            )
            for loan in sorted(
                report.portfolio.loans, key=lambda loan: (-loan.debt_group, loan.facts.loan)
            )
        ),
    )
    return report_as_of(
        request,
        "debt-groups",
        Message(N_("Debt groups and provisions")),
        (*_named(report, "debt_groups"), allowance, loans),
    )


def _named(report: PortfolioReport, *keys: str) -> tuple[Table, ...]:
    """Return some of the tables of the portfolio report, in its order."""
    return tuple(table for table in report.tables() if table.key in keys)


def _who(request: ReportRequest, loan: ClassifiedLoan) -> Row:
    facts = loan.facts
    name = name_of(request.club.book, facts.member)
    return (facts.loan, facts.member, name, facts.outstanding_principal)
