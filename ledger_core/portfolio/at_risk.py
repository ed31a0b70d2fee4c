"""Portfolio at risk (PAR): the whole balance of loans whose payments are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger_core.portfolio.facts import LoanFacts
from ledger_core.portfolio.ratios import ratio

PAR_DAYS = (1, 30, 60, 90)
"""The PARn that are reported."""


@dataclass(frozen=True, slots=True)
class PortfolioAtRisk:
    """PARn by the consensus definition of CGAP and SEEP. Amounts are whole đồng.

    Attributes:
        days: The n: PAR1 counts loans one day or more late, the others those more than n days.
        amount: Outstanding principal of those loans, and of rescheduled loans until they are
            repaid, however punctual they are now.
        amount_without_rescheduled: By days late alone.
        gross_loan_portfolio: The denominator of both ratios.
    """

    days: int
    amount: int
    amount_without_rescheduled: int
    gross_loan_portfolio: int

    @property
    def ratio(self) -> Fraction | None:
        """`amount` over the gross loan portfolio; None when there is none."""
        return ratio(self.amount, self.gross_loan_portfolio)

    @property
    def ratio_without_rescheduled(self) -> Fraction | None:
        """`amount_without_rescheduled` over the gross loan portfolio; None when there is none."""
        return ratio(self.amount_without_rescheduled, self.gross_loan_portfolio)


def late_from(days: int) -> int:
    """Return the days past due from which PARn counts a loan: for n = 1 one day, else n + 1."""
    return 1 if days == 1 else days + 1


def is_late(loan: LoanFacts, days: int) -> bool:
    """Whether a loan is late in the sense of PARn: for n = 1 at least one day, else more than n."""
    return loan.days_past_due >= late_from(days)


def portfolio_at_risk(loans: Sequence[LoanFacts], days: int) -> PortfolioAtRisk:
    """Return PARn, with n = `days`, of loans with outstanding principal."""
    late = [loan for loan in loans if is_late(loan, days)]
    at_risk = [loan for loan in loans if loan.rescheduled or is_late(loan, days)]
    return PortfolioAtRisk(
        days=days,
        amount=_outstanding(at_risk),
        amount_without_rescheduled=_outstanding(late),
        gross_loan_portfolio=_outstanding(loans),
    )


def _outstanding(loans: Sequence[LoanFacts]) -> int:
    return sum(loan.outstanding_principal for loan in loans)
