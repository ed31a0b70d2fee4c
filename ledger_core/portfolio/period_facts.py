"""Everything that the ratios of a period are made of: whole numbers that can be summed.

`merged` makes one set of facts of those of many clubs, so that a ratio of all of them follows from
summed numerators and denominators.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ledger_core.portfolio.at_risk import PAR_DAYS, PortfolioAtRisk
from ledger_core.portfolio.capital_ratios import CapitalFacts
from ledger_core.portfolio.earning_ratios import ResultFacts
from ledger_core.portfolio.loan_period import LoanPeriodFacts
from ledger_core.portfolio.outreach_ratios import BorrowerFacts, MembershipFacts
from ledger_core.portfolio.period import Period
from ledger_core.portfolio.portfolio import Portfolio
from ledger_core.portfolio.ratios import ratio


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """The loans at the end of a period, as sums.

    Attributes:
        gross_loan_portfolio: Outstanding principal of loans not written off, in đồng.
        active_loans: Number of loans with outstanding principal.
        overdue_principal: Overdue principal in đồng.
        overdue_interest: Overdue interest in đồng.
        non_performing: Outstanding principal of debt groups 3 to 5, in đồng.
        provision: What the table in force asks to set aside, in đồng.
        at_risk: PARn in đồng by n, rescheduled loans among it.
        late: PARn in đồng by n, by days late alone.
    """

    gross_loan_portfolio: int
    active_loans: int
    overdue_principal: int
    overdue_interest: int
    non_performing: int
    provision: int
    at_risk: Mapping[str, int]
    late: Mapping[str, int]

    @classmethod
    def of(cls, portfolio: Portfolio) -> "PortfolioFacts":
        """Return the sums of a portfolio."""
        return cls(
            gross_loan_portfolio=portfolio.gross_loan_portfolio,
            active_loans=portfolio.active_loans,
            overdue_principal=portfolio.overdue_principal,
            overdue_interest=portfolio.overdue_interest,
            non_performing=portfolio.non_performing,
            provision=portfolio.provision,
            at_risk={str(par.days): par.amount for par in portfolio.par},
            late={str(par.days): par.amount_without_rescheduled for par in portfolio.par},
        )

    @property
    def par(self) -> tuple[PortfolioAtRisk, ...]:
        """PAR1, PAR30, PAR60 and PAR90."""
        return tuple(
            PortfolioAtRisk(
                days,
                amount=self.at_risk[str(days)],
                amount_without_rescheduled=self.late[str(days)],
                gross_loan_portfolio=self.gross_loan_portfolio,
            )
            for days in PAR_DAYS
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """The portfolio at the end of one day of an average.

    Attributes:
        day: The day.
        gross_loan_portfolio: In đồng.
    """

    day: dt.date
    gross_loan_portfolio: int


def average_portfolio(balances: Sequence[Balance]) -> Fraction | None:
    """Return the mean of the gross loan portfolio at month-ends, exactly; None of none.

    The opening balance is one of them, so that a single month has the mean of its two ends.
    """
    return ratio(sum(balance.gross_loan_portfolio for balance in balances), len(balances))


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """The facts of a period. What stands at its end is as of the end of its last day.

    Attributes:
        period: The period.
        portfolio: The loans at its end.
        balances: The portfolio on the days of `Period.balance_days`.
        loans: What was lent, repaid and lost in it, what fell due and came in.
        result: Income and expense of lending in it.
        capital: The lending fund at its end.
        borrowers: Those who owe principal at its end.
        membership: Members over it.
    """

    period: Period
    portfolio: PortfolioFacts
    balances: tuple[Balance, ...]
    loans: LoanPeriodFacts = field(default_factory=LoanPeriodFacts)
    result: ResultFacts = field(default_factory=ResultFacts)
    capital: CapitalFacts = field(default_factory=CapitalFacts)
    borrowers: BorrowerFacts = field(default_factory=BorrowerFacts)
    membership: MembershipFacts = field(default_factory=MembershipFacts)

    @property
    def average_portfolio(self) -> Fraction:
        """The mean of the month-ends; 0 where nothing was lent."""
        return average_portfolio(self.balances) or Fraction(0)


def largest_by_borrower(principals: Iterable[tuple[str, int]]) -> int:
    """Return the most that one borrower owes over all their loans, 0 if nobody owes.

    Args:
        principals: Borrower and outstanding principal of each loan.
    """
    owed: dict[str, int] = {}
    for member, principal in principals:
        owed[member] = owed.get(member, 0) + principal
    return max(owed.values(), default=0)
