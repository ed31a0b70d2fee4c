"""The portfolio report: a club's loans as of a day, whatever was entered later.

One call computes every figure; JSON, text and all other formats are written from its result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.loading import LoadedClub
from ledger_core.books.loan_record import LoanRecord
from ledger_core.loans import LoanAccount
from ledger_core.messages import Message, N_
from ledger_core.portfolio import (
    ClassifiedLoan,
    Portfolio,
    ProvisionTable,
    portfolio_of,
    provision_table,
)
from ledger_core.reports.day_accounts import accounts_on, loan_facts
from ledger_core.reports.json_values import JsonObject, json_finding
from ledger_core.reports.portfolio_json import portfolio_figures_json
from ledger_core.reports.portfolio_tables import (
    ageing_charts,
    left_out_notes,
    portfolio_tables,
    report_subtitle,
)
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.standing import Standing, standing_of
from ledger_core.reports.tables import Report, Table
from ledger_core.reports.text import render_report


@dataclass(frozen=True, slots=True)
class LoansLeftOut:
    """Loans that are known on the day and not in the portfolio.

    Attributes:
        approved: Number of loans approved, of which nothing is paid out.
        written_off: Number of loans of which principal was written off.
        written_off_principal: That principal in đồng.
    """

    approved: int
    written_off: int
    written_off_principal: int


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """A club's portfolio as of a day.

    Attributes:
        club: Name of the club.
        portfolio: The figures.
        names: Names of the borrowers by member code.
        provision_table: The table by which debt groups and provisions are reckoned.
        left_out: Loans that are not in the portfolio.
        standing: The state of the books.
    """

    club: str
    portfolio: Portfolio
    names: Mapping[str, str]
    provision_table: ProvisionTable
    left_out: LoansLeftOut
    standing: Standing

    def to_json(self) -> JsonObject:
        """Return the report as JSON holds it: amounts integers, dates ISO, ratios text.

        The keys are the public contract of the command `report portfolio`. Sentences of findings
        are in the current language.
        """
        portfolio = self.portfolio
        return {
            "report": "portfolio",
            "club": self.club,
            **portfolio_figures_json(portfolio, self.provision_table.name),
            "loans": [_json_loan(loan) for loan in portfolio.loans],
            "breaches": [json_finding(breach) for breach in self.standing.breaches],
            "warnings": self.standing.warnings,
        }

    def tables(self) -> tuple[Table, ...]:
        """Return the tables: main figures, PAR, ageing, debt groups, loans, breaches if any."""
        tables = portfolio_tables(self.portfolio, self.names, self.provision_table)
        return (*tables, *self.standing.tables())

    def document(self) -> Report:
        """Return the whole report, ready to be rendered in any format."""
        left_out, tables = self.left_out, self.tables()
        return Report(
            name="portfolio",
            title=Message(N_("Loan portfolio report")),
            subtitle=report_subtitle(self.club, self.portfolio.as_of),
            tables=tables,
            charts=ageing_charts(tables),
            facts=(("club", self.club), ("as_of", self.portfolio.as_of)),
            notes=(
                *left_out_notes(
                    approved=left_out.approved,
                    written_off=left_out.written_off,
                    written_off_principal=left_out.written_off_principal,
                ),
                *self.standing.notes(),
            ),
        )


def portfolio_report(club: LoadedClub, as_of: date) -> PortfolioReport:
    """Return a club's portfolio at the end of `as_of`; every later entry is ignored.

    Debt groups and provisions follow the table that the club's rules named on that day.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    standing = standing_of(club, as_of)
    register = club.book.register
    accounts = accounts_on(club.book, as_of)
    return PortfolioReport(
        club=register.club.name if register.club else club.book.folder.name,
        portfolio=portfolio_of_accounts(club.book, as_of, accounts),
        names={code: member.name for code, member in register.members.items()},
        provision_table=provision_table(register.rules_on(as_of).provision_table),
        left_out=_left_out(account for _, account in accounts),
        standing=standing,
    )


def portfolio_document(request: ReportRequest) -> Report:
    """Return the portfolio report of a request, ready to be rendered in any format.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return portfolio_report(request.club, request.as_of).document()


def portfolio_json(request: ReportRequest) -> JsonObject:
    """Return the portfolio report of a request as JSON holds it, by the keys of its contract.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return portfolio_report(request.club, request.as_of).to_json()


def portfolio_on(book: Book, day: date) -> Portfolio:
    """Return the figures of a book's portfolio at the end of `day`, by the table of that day."""
    return portfolio_of_accounts(book, day, accounts_on(book, day))


def portfolio_of_accounts(
    book: Book, day: date, accounts: Iterable[tuple[LoanRecord, LoanAccount]]
) -> Portfolio:
    """Return the same from loans that are folded already: those of `accounts_on(book, day)`."""
    table = provision_table(book.register.rules_on(day).provision_table)
    facts = [loan_facts(record, account, day) for record, account in accounts]
    return portfolio_of(day, facts, table)


def portfolio_text(report: PortfolioReport, *, width: int | None = None) -> str:
    """Return the report as text in the current language, for a screen `width` columns wide.

    Without a width every row is one line, as a pipe wants it.
    """
    return render_report(report.document(), width=width)


def _left_out(accounts: Iterable[LoanAccount]) -> LoansLeftOut:
    approved = written_off = principal = 0
    for account in accounts:
        approved += account.disbursed + account.transferred_in <= 0
        written_off += account.written_off > 0
        principal += account.written_off
    return LoansLeftOut(approved, written_off, principal)


def _json_loan(loan: ClassifiedLoan) -> JsonObject:
    facts = loan.facts
    return {
        "loan": facts.loan,
        "member": facts.member,
        "outstanding_principal": facts.outstanding_principal,
        "overdue_principal": facts.overdue_principal,
        "overdue_interest": facts.overdue_interest,
        "days_past_due": facts.days_past_due,
        "debt_group": int(loan.debt_group),
        "rescheduled": facts.rescheduled,
    }
