"""What the portfolio says to the books: the allowance to set aside, and which loans accrue."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.provisions import allowance_on
from ledger_core.books.book import Book
from ledger_core.messages import Message, N_
from ledger_core.portfolio import DebtGroup, Portfolio, ProvisionTable, provision_table
from ledger_core.reports.day_accounts import facts_on
from ledger_core.reports.json_values import JsonObject, json_ratio
from ledger_core.reports.portfolio import portfolio_on
from ledger_core.reports.tables import BLANK, Column, Kind, Table


@dataclass(frozen=True, slots=True)
class Provisioning:
    """What the table in force asks for at the end of a day, and what the books hold.

    Attributes:
      portfolio: The portfolio, with its debt groups.
      table: The table in force.
      in_books: The allowance in the books, in đồng.
    """

    portfolio: Portfolio
    table: ProvisionTable
    in_books: int

    @property
    def required(self) -> int:
        """What the table asks for, in đồng."""
        return self.portfolio.provision

    def to_json(self) -> JsonObject:
        """Return it as JSON holds it."""
        return {
            "as_of": self.portfolio.as_of.isoformat(),
            "provision_table": self.table.name,
            "debt_groups": [
                {
                    "group": int(line.group),
                    "loans": line.loans,
                    "outstanding_principal": line.outstanding_principal,
                    "rate": json_ratio(self.table.rates[line.group]),
                    "provision": line.provision,
                }
                for line in self.portfolio.debt_groups
            ],
            "required": self.required,
            "allowance_before": self.in_books,
            "change": self.required - self.in_books,
        }

    def groups(self) -> Table:
        """Return the five groups with balances, rates and amounts."""
        portfolio = self.portfolio
        return Table(
            key="provisioning",
            title=Message(
                N_("Provisions on {day:date} by the table of {table}"),
                day=portfolio.as_of,
                table=self.table.label,
            ),
            columns=(
                Column("group", Message(N_("Debt group"))),
                Column("loans", Message(N_("Loans")), Kind.COUNT),
                Column("outstanding_principal", Message(N_("Outstanding (đồng)")), Kind.AMOUNT),
                Column("rate", Message(N_("Share to set aside")), Kind.RATIO),
                Column("provision", Message(N_("Provision (đồng)")), Kind.AMOUNT),
            ),
            rows=tuple(
                (
                    line.group.label,
                    line.loans,
                    line.outstanding_principal,
                    self.table.rates[line.group],
                    line.provision,
                )
                for line in portfolio.debt_groups
            ),
            total=(
                Message(N_("Total")),
                portfolio.active_loans,
                portfolio.gross_loan_portfolio,
                BLANK,
                self.required,
            ),
        )


def provisioning(book: Book, day: date) -> Provisioning:
    """Return what the club's table asks for at the end of `day`, by the rules of that day."""
    table = provision_table(book.register.rules_on(day).provision_table)
    return Provisioning(portfolio_on(book, day), table, allowance_on(book, day))


def standard_loans(book: Book, day: date) -> frozenset[str]:
    """Return the loans in debt group 1 at the end of `day`: those whose interest may be accrued.

    A loan that owes interest and no principal is judged by itself, being in no portfolio.
    """
    table = provision_table(book.register.rules_on(day).provision_table)
    groups = {loan.facts.loan: loan.debt_group for loan in portfolio_on(book, day).loans}
    for facts in facts_on(book, day):
        groups.setdefault(facts.loan, table.rules.group_of(facts))
    return frozenset(loan for loan, group in groups.items() if group is DebtGroup.STANDARD)
