"""How well is repaid what falls due: recovery, punctuality, arrears and what flatters.

Sources: Sa-Dhan, *Tracking Financial Performance Standards of Microfinance Institutions* (current
repayment rate, page 85); CGAP Occasional Paper 3, *Measuring Microcredit Delinquency* (Rosenberg
1999): what a cumulative repayment rate hides.
"""

from dataclasses import dataclass
from fractions import Fraction

from ledger_core.portfolio.ratios import Number, ratio


@dataclass(frozen=True, slots=True)
class CollectionFacts:
    """What fell due in a period and what of it came in. Amounts are whole đồng.

    Attributes:
        due: What fell due in the period, by the dates in force then; interest that the club let
            go is not in it.
        collected: What was paid of it by the end of the period, whenever.
        collected_on_time: What was paid of it by its due date.
        arrears_at_start: What had fallen due before the period and was unpaid when it began.
        arrears_collected: What was paid of those arrears in the period.
        paid_ahead: What was paid in the period and falls due after it, or never.
    """

    due: int = 0
    collected: int = 0
    collected_on_time: int = 0
    arrears_at_start: int = 0
    arrears_collected: int = 0
    paid_ahead: int = 0


@dataclass(frozen=True, slots=True)
class CumulativeRepayment:
    """Principal that ever fell due, and what became of it. Amounts are whole đồng.

    Attributes:
        collected: What was repaid of the principal that fell due.
        unpaid: What is unpaid of it; new dates for what was overdue do not make it less.
        lost: Principal written off or forgiven, whether it had fallen due or not.
        lent: Principal ever paid out or taken over.
        lent_days: The sum of each loan's principal times the days of its term, for the mean term.
    """

    collected: int = 0
    unpaid: int = 0
    lost: int = 0
    lent: int = 0
    lent_days: int = 0

    @property
    def fallen_due(self) -> int:
        """All principal that was to be repaid by now."""
        return self.collected + self.unpaid + self.lost

    @property
    def mean_term_in_years(self) -> Fraction | None:
        """The mean term of the loans, weighted by principal, in years of 365 days."""
        return ratio(self.lent_days, self.lent * 365)


def current_recovery_rate(facts: CollectionFacts) -> Fraction | None:
    """Return what was collected of what fell due in the period, over what fell due in it.

    Neither payments ahead nor old arrears are in the numerator: with them the rate can pass 100 %
    while loans go bad. None where nothing fell due. (Sa-Dhan, page 85)
    """
    return ratio(facts.collected, facts.due)


def on_time_rate(facts: CollectionFacts) -> Fraction | None:
    """Return the part of what fell due in the period that came by its due date.

    None where nothing fell due.
    """
    return ratio(facts.collected_on_time, facts.due)


def arrears_clean_up_rate(facts: CollectionFacts) -> Fraction | None:
    """Return what was collected of old arrears over the arrears when the period began.

    None where there were none.
    """
    return ratio(facts.arrears_collected, facts.arrears_at_start)


def total_recovery_rate(facts: CollectionFacts) -> Fraction | None:
    """Return what was collected of old arrears and current dues, over both together.

    Payments ahead are not in it. None where nothing was owed.
    """
    owed = facts.arrears_at_start + facts.due
    return ratio(facts.arrears_collected + facts.collected, owed)


def cumulative_repayment_rate(facts: CumulativeRepayment) -> Fraction | None:
    """Return the principal ever repaid as due over all that ever fell due, with what was lost.

    It flatters: print it beside `annual_loss_rate`. None where nothing fell due yet.
    """
    return ratio(facts.collected, facts.fallen_due)


def annual_loss_rate(repayment_rate: Fraction | None, term_in_years: Number) -> Fraction | None:
    """Return the share of the portfolio that a repayment rate, kept up, loses in a year.

    (1 − rate) ÷ term in years × 2: a loan repaid in instalments has half of its principal
    outstanding on average, and is lent anew as often as its term goes into a year. 98 % on loans of
    three months is a yearly loss of 16 %. (CGAP Occasional Paper 3)

    Args:
        repayment_rate: The cumulative repayment rate, None where there is none.
        term_in_years: The term of the loans.
    """
    return None if repayment_rate is None else ratio((1 - repayment_rate) * 2, term_in_years)
