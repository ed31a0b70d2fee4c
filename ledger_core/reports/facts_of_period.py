"""The facts of a period, gathered from a club's books: what every ratio is made of.

Nothing dated after the period is looked at. Entries that carry a year's result to the retained
result are no income and no expense.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Self

from ledger_core.books.book import Book
from ledger_core.books.interest_received import interest_received
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.people import Person
from ledger_core.club import Fund, Role
from ledger_core.loans import LoanAccount
from ledger_core.portfolio import (
    Balance,
    CapitalFacts,
    LoanPeriodFacts,
    Period,
    PeriodFacts,
    PortfolioFacts,
    RatioSheet,
    ResultFacts,
    is_settled,
    loan_period,
    merged,
    ratio_sheet,
)
from ledger_core.reports.day_accounts import accounts_on, fold_loans_on, principal_on
from ledger_core.reports.funds.balances import Sums, balances_on, closes_a_year, movements_in
from ledger_core.reports.period_people import borrower_facts, membership_facts
from ledger_core.reports.portfolio import portfolio_of_accounts

OPERATING_INCOME = (Role.LOAN_INTEREST, Role.LATE_INTEREST, Role.LOAN_FEES, Role.OTHER_INCOME)
"""What lending earns. Grants, budget support and recoveries are not among it."""
OPERATING_EXPENSE = (Role.ADMINISTRATION, Role.BANK_CHARGES)
LOAN_LOSS_EXPENSE = (Role.PROVISIONS, Role.LOAN_LOSSES, Role.WAIVERS, Role.RECOVERIES)
"""What is lost of loans; recoveries, an income, make it less."""

_NOBODY: Mapping[str, Person] = {}


class _Settled(NamedTuple):
    """A loan with which nothing more happens: what it adds to any period after a day."""

    account: LoanAccount
    day: date
    facts: LoanPeriodFacts


@dataclass(slots=True)
class PeriodReader:
    """Reads the facts of any periods from one book, each day's loans folded once.

    Attributes:
        book: The club's book.
        people: What is known of the members, by code; without it shares of people are n/a.
    """

    book: Book
    people: Mapping[str, Person] = field(default_factory=dict)
    _accounts: dict[date, dict[str, tuple[LoanRecord, LoanAccount]]] = field(default_factory=dict)
    _settled: dict[str, _Settled] = field(default_factory=dict)

    @classmethod
    def over(
        cls, book: Book, periods: Iterable[Period], people: Mapping[str, Person] = _NOBODY
    ) -> Self:
        """Return a reader that has folded each loan once for some periods."""
        fold_loans_on(book, {day for one in periods for day in (one.opening, one.end)})
        return cls(book, people)

    def facts(self, period: Period) -> PeriodFacts:
        """Return the facts of a period; what stands at its end is as of the end of that day."""
        accounts = self.accounts(period.end)
        portfolio = portfolio_of_accounts(self.book, period.end, accounts.values())
        return PeriodFacts(
            period=period,
            portfolio=PortfolioFacts.of(portfolio),
            balances=tuple(
                Balance(day, self.gross_loan_portfolio(day)) for day in period.balance_days
            ),
            loans=self.loans(period),
            result=result_facts(self.book, period),
            capital=capital_facts(self.book, period.end),
            borrowers=borrower_facts(portfolio, self.people),
            membership=membership_facts(self.book.register, accounts.values(), period),
        )

    def accounts(self, day: date) -> Mapping[str, tuple[LoanRecord, LoanAccount]]:
        """Return each loan known at the end of `day` with its account on it, by loan id."""
        if day not in self._accounts:
            known = accounts_on(self.book, day)
            self._accounts[day] = {record.loan: (record, account) for record, account in known}
        return self._accounts[day]

    def gross_loan_portfolio(self, day: date) -> int:
        """Return the gross loan portfolio at the end of `day` in đồng."""
        return sum(max(0, principal_on(record, day)) for record in self.book.loans.values())

    def loans(self, period: Period) -> LoanPeriodFacts:
        """Return what all loans together did in a period."""
        before = self.accounts(period.opening)
        each = []
        for loan, (_, after) in self.accounts(period.end).items():
            settled = self._settled.get(loan)
            if settled is not None and settled.account is after and settled.day < period.start:
                each.append(settled.facts)
                continue
            known = before.get(loan)
            facts = loan_period(None if known is None else known[1], after, period)
            each.append(facts)
            if is_settled(after.outline(period.end)):
                quiet = LoanPeriodFacts(cumulative=facts.cumulative)
                self._settled[loan] = _Settled(after, period.end, quiet)
        return merged([LoanPeriodFacts(), *each])


def period_facts(book: Book, period: Period, people: Mapping[str, Person] = _NOBODY) -> PeriodFacts:
    """Return the facts of one period; `people` as `people.csv` has them, if it may be used."""
    return PeriodReader.over(book, (period,), people).facts(period)


def monthly_ratio_sheets(
    book: Book, period: Period, people: Mapping[str, Person] = _NOBODY
) -> tuple[RatioSheet, ...]:
    """Return a ratio sheet for each calendar month of a period, for printing side by side."""
    reader = PeriodReader.over(book, period.months(), people)
    return tuple(ratio_sheet(reader.facts(month)) for month in period.months())


def result_facts(book: Book, period: Period) -> ResultFacts:
    """Return income and expense of the Income-generation fund in a period."""
    received = sum(
        interest_received(posted)
        for posted in book.transactions
        if posted.date in period and not closes_a_year(posted)
    )
    return result_of(movements_in(book, period), received)


def result_of(moved: Sums, interest: int) -> ResultFacts:
    """Return the same from what moved in the period, and the interest received in it."""

    def debits(*roles: Role) -> int:
        return sum(moved.get((Fund.INCOME, role), 0) for role in roles)

    return ResultFacts(
        interest_received=interest,
        fees_received=-debits(Role.LOAN_FEES),
        operating_income=-debits(*OPERATING_INCOME),
        loan_loss_expense=debits(*LOAN_LOSS_EXPENSE),
        operating_expense=debits(*OPERATING_EXPENSE),
    )


def capital_facts(book: Book, day: date) -> CapitalFacts:
    """Return the Income-generation fund as it stands at the end of `day`."""
    return capital_of(balances_on(book, day))


def capital_of(sums: Sums) -> CapitalFacts:
    """Return the same from any balances: those of one club, or of many added up."""

    def debits(role: Role) -> int:
        return sums.get((Fund.INCOME, role), 0)

    return CapitalFacts(
        cash=debits(Role.CASH),
        bank=debits(Role.BANK),
        goods=debits(Role.GOODS),
        outstanding_principal=debits(Role.LOANS),
        allowance=-debits(Role.ALLOWANCE),
        lenders=-debits(Role.LENDERS),
        overpayments=-debits(Role.OVERPAYMENTS),
        grants=-debits(Role.GRANTS),
        budget_support=-debits(Role.BUDGET_SUPPORT),
        members_capital=-debits(Role.MEMBERS_CAPITAL),
    )
