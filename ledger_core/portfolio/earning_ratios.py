"""What lending earns and costs.

Sources: CGAP, *Microfinance Consensus Guidelines* (2003): portfolio yield, operating-expense ratio;
Sa-Dhan, *Tracking Financial Performance Standards*, pages 91, 94 and 101; SEEP's framework: losses
on loans are net of recoveries.
"""

from dataclasses import dataclass
from fractions import Fraction

from ledger_core.portfolio.ratios import Number, ratio


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """Income and expense of lending in a period, in whole đồng.

    Grants, budget support and donations are no operating income and are not here.

    Attributes:
        interest_received: Interest and late interest received in money or its worth.
        fees_received: Loan fees received.
        operating_income: Interest, late interest, loan fees and other income of lending, as booked.
        financial_expense: What borrowed money costs.
        loan_loss_expense: Provisions, loan losses and interest given up, less recoveries.
        operating_expense: Administration and bank charges.
    """

    interest_received: int = 0
    fees_received: int = 0
    operating_income: int = 0
    financial_expense: int = 0
    loan_loss_expense: int = 0
    operating_expense: int = 0

    @property
    def total_cost(self) -> int:
        """Financial, loan-loss and operating expense together."""
        return self.financial_expense + self.loan_loss_expense + self.operating_expense


def portfolio_yield(received: int, average_portfolio: Number) -> Fraction | None:
    """Return interest and fees received over the average gross loan portfolio, None without one."""
    return ratio(received, average_portfolio)


def operating_cost_ratio(operating_expense: int, average_portfolio: Number) -> Fraction | None:
    """Return operating expense over the average gross loan portfolio, None without one.

    Of administrative expense alone it is CGAP's administrative expense rate. (Sa-Dhan, page 91)
    """
    return ratio(operating_expense, average_portfolio)


def total_cost_ratio(total_cost: int, average_portfolio: Number) -> Fraction | None:
    """Return operating, financial and loan-loss expense over the average gross loan portfolio.

    None without a portfolio. (Sa-Dhan, page 94)
    """
    return ratio(total_cost, average_portfolio)


def operational_self_sufficiency(operating_income: int, total_cost: int) -> Fraction | None:
    """Return operating income over financial, loan-loss and operating expense.

    Grants are no operating income. None where there is no cost, or where recoveries exceed it.
    (Sa-Dhan, page 101)
    """
    return ratio(operating_income, total_cost) if total_cost > 0 else None
