"""What an import brings into the books, to be shown before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger_core.books.book import Book
from ledger_core.club import AccountType, Fund, Role, role_spec
from ledger_core.importing.running import Import
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio
from ledger_core.reports.json_values import JsonObject
from ledger_core.reports.portfolio import portfolio_on
from ledger_core.reports.tables import BLANK, Column, Kind, Table

_TOTAL = Message(N_("Total"))


@dataclass(frozen=True, slots=True)
class Summary:
    """The books as the import leaves them on the day of the opening balances.

    Attributes:
      day: The day.
      members: Members by code, with their names.
      balances: Balance of each fund and role in đồng, as the sheet has it: without signs.
      portfolio: The loans.
    """

    day: date
    members: Mapping[str, str]
    balances: Mapping[tuple[Fund, Role], int]
    portfolio: Portfolio

    @classmethod
    def of(cls, found: Import) -> "Summary":
        """Return the summary of an import."""
        day = found.rows.day
        assert day is not None
        register = found.book.register
        return cls(
            day,
            {code: member.name for code, member in register.members.items()},
            _balances(found.book),
            portfolio_on(found.book, day),
        )

    def to_json(self) -> JsonObject:
        """Return it as JSON holds it."""
        return {
            "day": self.day.isoformat(),
            "members": len(self.members),
            "balances": {
                fund.value: {
                    role.value: amount for (of, role), amount in self.balances.items() if of is fund
                }
                for fund in Fund
            },
            "gross_loan_portfolio": self.portfolio.gross_loan_portfolio,
            "active_loans": self.portfolio.active_loans,
            "overdue_principal": self.portfolio.overdue_principal,
        }

    def tables(self) -> tuple[Table, ...]:
        """Return the balances of both funds, and the loans."""
        return self._balances_table(), self._loans_table()

    def _balances_table(self) -> Table:
        return Table(
            key="balances",
            title=Message(
                N_("Opening balances on {day:date}; members: {count}"),
                day=self.day,
                count=len(self.members),
            ),
            columns=(
                Column("fund", Message(N_("Fund"))),
                Column("what", Message(N_("Item"))),
                Column("amount", Message(N_("Amount (đồng)")), Kind.AMOUNT),
            ),
            rows=tuple(
                (fund.label, role.label, amount) for (fund, role), amount in self.balances.items()
            ),
            notes=tuple(
                Message(
                    N_("{fund}: {amount:money} đồng of opening difference, to be explained."),
                    fund=fund,
                    amount=amount,
                )
                for fund in Fund
                if (amount := self.balances.get((fund, Role.OPENING_DIFFERENCE), 0))
            ),
        )

    def _loans_table(self) -> Table:
        portfolio = self.portfolio
        return Table(
            key="loans",
            title=Message(N_("Running loans")),
            columns=(
                Column("loan", Message(N_("Loan"))),
                Column("member", Message(N_("Name"))),
                Column("outstanding", Message(N_("Principal owed")), Kind.AMOUNT),
                Column("overdue", Message(N_("Overdue principal")), Kind.AMOUNT),
                Column("interest", Message(N_("Overdue interest")), Kind.AMOUNT),
                Column("days", Message(N_("Days late")), Kind.DAYS),
            ),
            rows=tuple(
                (
                    loan.facts.loan,
                    self.members.get(loan.facts.member, ""),
                    loan.facts.outstanding_principal,
                    loan.facts.overdue_principal,
                    loan.facts.overdue_interest,
                    loan.facts.days_past_due,
                )
                for loan in portfolio.loans
            ),
            total=(
                _TOTAL,
                BLANK,
                portfolio.gross_loan_portfolio,
                portfolio.overdue_principal,
                portfolio.overdue_interest,
                BLANK,
            ),
        )


def _balances(book: Book) -> dict[tuple[Fund, Role], int]:
    """Return the balance of each fund and role, with the sign in which people write it."""
    sums: dict[tuple[Fund, Role], int] = {}
    for posted in book.transactions:
        for key, amount in posted.amounts.items():
            sums[key] = sums.get(key, 0) + amount
    kinds = (AccountType.ASSETS, AccountType.LIABILITIES, AccountType.EQUITY)
    shown: dict[tuple[Fund, Role], int] = {}
    for fund in Fund:
        for role in Role:
            spec = role_spec(role)
            amount = sums.get((fund, role), 0)
            # Interest of older loans and its distribution there come to nothing.
            if amount and spec.account_type in kinds and role is not Role.RESULT_APPROPRIATED:
                held = spec.account_type is AccountType.ASSETS
                shown[fund, role] = amount if held else -amount
    return shown
