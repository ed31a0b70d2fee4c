"""The reports a club can be asked for, each by name with a line that explains it.

A report's module is imported when the report is built, so that a command starts quickly.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ledger_core.messages import Message, N_
from ledger_core.reports.json_report import json_of
from ledger_core.reports.json_values import JsonObject
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report


class Family(StrEnum):
    """What reports are about, in the order in which they are listed."""

    LOANS = "loans"
    FUNDS = "funds"
    MEMBERS = "members"
    SCHEME = "scheme"
    AUDIT = "audit"

    @property
    def label(self) -> Message:
        """The family's name as people read it."""
        return _FAMILY_LABELS[self]


_FAMILY_LABELS = {
    Family.LOANS: Message(N_("Reports on loans")),
    Family.FUNDS: Message(N_("Reports on the funds")),
    Family.MEMBERS: Message(N_("Reports on members")),
    Family.SCHEME: Message(N_("Reports for the scheme and the association")),
    Family.AUDIT: Message(N_("Reports for auditors")),
}


class Takes(StrEnum):
    """The days a report asks for."""

    DAY = "day"  # the books at the end of one day
    PERIOD = "period"  # what happened from one day to another


class About(StrEnum):
    """What one report is about, where that is not the whole club."""

    LOAN = "loan"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report.

    Attributes:
        name: Its name in commands, kebab-case.
        text: One line that explains it, marked for translation.
        family: What it belongs to.
        builder: `module:function` in this package: `ReportRequest` to `Report`.
        takes: The days it asks for.
        by_fund: Whether it may be narrowed to one fund.
        about: What it is about, where it is not about the whole club.
        json_builder: `module:function` of its JSON, where that is a contract of its own.
    """

    name: str
    text: str
    family: Family
    builder: str
    takes: Takes = Takes.DAY
    by_fund: bool = False
    about: About | None = None
    json_builder: str | None = None

    def build(self, request: ReportRequest) -> Report:
        """Return the report.

        Raises:
            BooksHaveErrors: the books have errors, so no report may rest on them.
        """
        report = _function(self.builder)(request)
        assert isinstance(report, Report)
        return report

    def json(self, request: ReportRequest) -> JsonObject:
        """Return the report as JSON holds it.

        Raises:
            BooksHaveErrors: as `build`.
        """
        if self.json_builder is None:
            return json_of(self.build(request))
        answer: JsonObject = _function(self.json_builder)(request)
        return answer


def _function(target: str) -> Callable[[ReportRequest], Any]:
    module, _colon, name = target.partition(":")
    found = getattr(importlib.import_module(f"ledger_core.reports.{module}"), name)
    assert callable(found)
    function: Callable[[ReportRequest], Any] = found
    return function


KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "portfolio",
        N_("Loans outstanding, portfolio at risk, ageing, debt groups and provisions at a day."),
        Family.LOANS,
        "portfolio:portfolio_document",
        json_builder="portfolio:portfolio_json",
    ),
    ReportKind(
        "ageing",
        N_("Ageing and portfolio at risk, with and without rescheduled loans, and the late loans."),
        Family.LOANS,
        "loans.quality:ageing",
    ),
    ReportKind(
        "debt-groups",
        N_("Debt groups and provisions, what is set aside, and the group of each loan."),
        Family.LOANS,
        "loans.quality:debt_groups",
    ),
    ReportKind(
        "expected-payments",
        N_("Instalments that fall due in a period, and what is overdue before it."),
        Family.LOANS,
        "loans.expected:expected_payments",
        Takes.PERIOD,
    ),
    ReportKind(
        "due-and-collected",
        N_("What fell due in a period and what of it was collected, with the recovery rates."),
        Family.LOANS,
        "loans.collection:due_and_collected",
        Takes.PERIOD,
    ),
    ReportKind(
        "disbursements",
        N_("Loans paid out."),
        Family.LOANS,
        "loans.lists:disbursements",
        Takes.PERIOD,
    ),
    ReportKind(
        "repayments",
        N_("Repayments with their parts: principal, interest, late interest, fees."),
        Family.LOANS,
        "loans.lists:repayments",
        Takes.PERIOD,
    ),
    ReportKind(
        "interest",
        N_("Interest due and received, loan by loan."),
        Family.LOANS,
        "loans.interest_list:interest_list",
        Takes.PERIOD,
    ),
    ReportKind(
        "rescheduled",
        N_("Reschedulings decided, and rescheduled loans still owed."),
        Family.LOANS,
        "loans.troubled:rescheduled",
        Takes.PERIOD,
    ),
    ReportKind(
        "written-off",
        N_("Loans written off or forgiven, recoveries, and claims kept off-balance."),
        Family.LOANS,
        "loans.troubled:written_off",
        Takes.PERIOD,
    ),
    ReportKind(
        "concentration",
        N_("Borrowers by what they owe, against the club's limit."),
        Family.LOANS,
        "loans.concentration:concentration",
    ),
    ReportKind(
        "portfolio-by",
        N_("Portfolio by purpose, product, and sex, age and hardship of the borrowers."),
        Family.LOANS,
        "loans.by_kind:portfolio_by_kind",
    ),
    ReportKind(
        "loan-rounds",
        N_("Loan turns of the members, and turnover of the capital."),
        Family.LOANS,
        "loans.rounds:loan_rounds",
        Takes.PERIOD,
    ),
    ReportKind(
        "ratios",
        N_("Every ratio of a period with numerator, denominator and definition."),
        Family.LOANS,
        "ratios:ratios",
        Takes.PERIOD,
    ),
    ReportKind(
        "ratios-by-month",
        N_("Every ratio of each month of a period, side by side."),
        Family.LOANS,
        "ratios:ratios_by_month",
        Takes.PERIOD,
    ),
    ReportKind(
        "cash-book",
        N_("Cash book of each fund with its running balance, and its bank book."),
        Family.FUNDS,
        "funds.cash_book:cash_book",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "receipts-and-payments",
        N_("Money received and paid by each fund, by what it was for."),
        Family.FUNDS,
        "funds.receipts_and_payments:receipts_and_payments",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "balance-sheet",
        N_("Assets, liabilities and equity of each fund and of the club at a day."),
        Family.FUNDS,
        "funds.statements:balance_sheet",
        by_fund=True,
    ),
    ReportKind(
        "income-statement",
        N_("Income, expenses and result of each fund and of the club."),
        Family.FUNDS,
        "funds.statements:income_statement",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "donations",
        N_("Golden-heart book: every donation, in money or in kind."),
        Family.FUNDS,
        "funds.donations:donation_book",
        Takes.PERIOD,
    ),
    ReportKind(
        "expenses",
        N_("What the Activity fund spent, by the eight areas and one by one."),
        Family.FUNDS,
        "funds.expenses:expenses_by_area",
        Takes.PERIOD,
    ),
    ReportKind(
        "capital",
        N_("Capital of the Income-generation fund by source, its use, and whether it is whole."),
        Family.FUNDS,
        "funds.capital:capital",
        Takes.PERIOD,
    ),
    ReportKind(
        "trial-balance",
        N_("Every account with opening balance, movement and closing balance."),
        Family.FUNDS,
        "funds.trial_balance:trial_balance",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "month-statement",
        N_("The statement of a month to read aloud: cash, loans, who is late, donors, the seal."),
        Family.FUNDS,
        "month_statement:month_statement",
        Takes.PERIOD,
    ),
    ReportKind(
        "year-end",
        N_("The year in one report: statements, capital and portfolio."),
        Family.FUNDS,
        "funds.year_end:year_end",
        Takes.PERIOD,
    ),
)
"""Every report, in the order in which they are listed."""
