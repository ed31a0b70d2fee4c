"""The portfolio of one club at the end of a day: every figure of its loans together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ledger_core.money import divide
from ledger_core.portfolio.ageing import AgeingLine, ageing
from ledger_core.portfolio.at_risk import PAR_DAYS, PortfolioAtRisk, portfolio_at_risk
from ledger_core.portfolio.debt_groups import ClassifiedLoan, classify
from ledger_core.portfolio.facts import LoanFacts
from ledger_core.portfolio.provisions import DebtGroupLine, ProvisionTable, debt_groups
from ledger_core.portfolio.ratios import ratio


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Loans with outstanding principal at the end of a day. Amounts are whole đồng.

    Attributes:
        as_of: The day.
        gross_loan_portfolio: Outstanding principal of loans not written off (GLP).
        active_loans: Number of loans with outstanding principal.
        borrowers: Number of members who owe it; one with two loans counts once.
        overdue_principal: Principal that fell due before the day and is unpaid.
        overdue_interest: Interest that fell due before the day and is unpaid.
        par: PAR1, PAR30, PAR60 and PAR90.
        ageing: The buckets of days past due; they sum to the GLP.
        debt_groups: The five groups with their provisions; they sum to the GLP.
        loans: The loans by id, each in its debt group.
    """

    as_of: dt.date
    gross_loan_portfolio: int
    active_loans: int
    borrowers: int
    overdue_principal: int
    overdue_interest: int
    par: tuple[PortfolioAtRisk, ...]
    ageing: tuple[AgeingLine, ...]
    debt_groups: tuple[DebtGroupLine, ...]
    loans: tuple[ClassifiedLoan, ...]

    @property
    def arrears_rate(self) -> Fraction | None:
        """Overdue principal over GLP, None without loans; not to be taken for PAR.

        PAR counts the whole balance of a late loan, the arrears rate only what is late of it.
        """
        return ratio(self.overdue_principal, self.gross_loan_portfolio)

    @property
    def non_performing(self) -> int:
        """Outstanding principal of debt groups 3 to 5 (nợ xấu)."""
        return sum(
            line.outstanding_principal for line in self.debt_groups if line.group.non_performing
        )

    @property
    def non_performing_rate(self) -> Fraction | None:
        """Non-performing principal over GLP, None without loans."""
        return ratio(self.non_performing, self.gross_loan_portfolio)

    @property
    def provision(self) -> int:
        """What is to be set aside for all groups together."""
        return sum(line.provision for line in self.debt_groups)

    @property
    def average_balance(self) -> int | None:
        """GLP over borrowers, rounded half up to whole đồng, None without borrowers."""
        return divide(self.gross_loan_portfolio, self.borrowers) if self.borrowers else None


def portfolio_of(as_of: dt.date, loans: Iterable[LoanFacts], table: ProvisionTable) -> Portfolio:
    """Return the portfolio that `loans` make up at the end of `as_of`.

    Loans without outstanding principal are left out: not paid out yet, repaid, written off, passed
    to another borrower.

    Args:
        as_of: The day to which the facts belong.
        loans: The facts of any loans of one club, in any order.
        table: The provision table in force on the day.
    """
    active = [loan for loan in loans if loan.in_portfolio]
    classified = classify(active, table.rules)
    return Portfolio(
        as_of=as_of,
        gross_loan_portfolio=sum(loan.outstanding_principal for loan in active),
        active_loans=len(active),
        borrowers=len({loan.member for loan in active}),
        overdue_principal=sum(loan.overdue_principal for loan in active),
        overdue_interest=sum(loan.overdue_interest for loan in active),
        par=tuple(portfolio_at_risk(active, days) for days in PAR_DAYS),
        ageing=ageing(active),
        debt_groups=debt_groups(classified, table),
        loans=classified,
    )
