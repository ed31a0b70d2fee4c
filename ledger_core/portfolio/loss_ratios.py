"""What was lost of the portfolio, and what is set aside for losses.

Sources: CGAP, *Microfinance Consensus Guidelines: Definitions of Selected Financial Terms, Ratios
and Adjustments* (2003): write-off ratio, risk coverage; Sa-Dhan, *Tracking Financial Performance
Standards*, pages 61 and 76.
"""

from dataclasses import dataclass
from fractions import Fraction

from ledger_core.portfolio.ratios import Number, ratio


@dataclass(frozen=True, slots=True)
class LendingFacts:
    """What was lent, repaid and lost in a period. Amounts are whole đồng.

    Attributes:
        loans_paid_out: Number of loans whose first principal was paid out.
        paid_out: Principal paid out.
        repaid: Principal repaid.
        written_off: Principal written off.
        relieved: Principal that the members' meeting forgave.
        recovered: Received on loans written off earlier.
        reschedulings: How often a loan was given new dates for want of ability to pay.
    """

    loans_paid_out: int = 0
    paid_out: int = 0
    repaid: int = 0
    written_off: int = 0
    relieved: int = 0
    recovered: int = 0
    reschedulings: int = 0

    @property
    def lost(self) -> int:
        """Principal written off or forgiven."""
        return self.written_off + self.relieved


def write_off_ratio(lost: int, average_portfolio: Number) -> Fraction | None:
    """Return principal written off or forgiven in a period over the average gross loan portfolio.

    A write-off lowers PAR: the two are printed side by side. None without a portfolio.
    """
    return ratio(lost, average_portfolio)


def loan_loss_rate(lost: int, recovered: int, average_portfolio: Number) -> Fraction | None:
    """Return the same less what was recovered on loans written off; it may be negative."""
    return ratio(lost - recovered, average_portfolio)


def risk_coverage(allowance: int, at_risk: int) -> Fraction | None:
    """Return the loan-loss allowance over portfolio at risk; PAR30 with rescheduled as a rule.

    None where nothing is at risk. (Sa-Dhan, page 76)
    """
    return ratio(allowance, at_risk)


def allowance_rate(allowance: int, gross_loan_portfolio: int) -> Fraction | None:
    """Return the loan-loss allowance over the gross loan portfolio, None without one.

    (Sa-Dhan, page 61, as loan loss provision rate)
    """
    return ratio(allowance, gross_loan_portfolio)
