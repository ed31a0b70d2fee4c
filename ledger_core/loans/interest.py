"""The interest of one period, exactly, and rounded once at the end."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from ledger_core.loans.due_dates import whole_months
from ledger_core.loans.rates import DAYS_PER_YEAR
from ledger_core.loans.terms import AppliesTo, InterestPeriod, LoanTerms
from ledger_core.money import RoundingMode, round_to_multiple


@dataclass(frozen=True, slots=True)
class InterestRule:
    """How the interest of a period is computed.

    Interest is base × units × numerator / denominator, where a unit is a month or a day.

    Attributes:
      numerator: Numerator of the rate for one unit.
      denominator: Denominator of the rate for one unit.
      by_days: Whether units are days over a year of 365; otherwise they are whole months.
      mode: Rounding mode.
      multiple: What interest is rounded to, in đồng.
    """

    numerator: int
    denominator: int
    by_days: bool
    mode: RoundingMode
    multiple: int

    @classmethod
    def of(cls, terms: LoanTerms) -> Self:
        """Return the rule that the terms state."""
        by_days = terms.interest_period is InterestPeriod.ACTUAL_365
        rate = terms.rate.per_year / DAYS_PER_YEAR if by_days else terms.rate.per_month
        rounding = terms.rounding
        apart = rounding.applies_to is AppliesTo.PRINCIPAL_AND_INTEREST
        return cls(
            rate.numerator,
            rate.denominator,
            by_days,
            rounding.mode,
            rounding.multiple if apart else 1,
        )

    def units(self, start: date, due: date) -> int:
        """Return the length of a period: its days, or its whole months but at least one.

        A first period somewhat longer or shorter than a month is one month's interest; who is
        given two whole months until the first due date owes interest for two.
        """
        if self.by_days:
            return max(0, (due - start).days)
        return max(1, whole_months(start, due))

    def charge(self, base: int, units: int) -> int:
        """Return the interest on a base that does not change in a period of `units`."""
        return round_to_multiple(
            base * units * self.numerator, self.denominator, self.multiple, self.mode
        )

    def charge_by_days(self, base_days: int, units: int, days: int) -> int:
        """Return the interest on a base that changes within a period.

        Args:
          base_days: Sum of each base times the days it stood.
          units: Length of the whole period in units.
          days: Days of the whole period.
        """
        if days <= 0:
            return 0
        return round_to_multiple(
            base_days * units * self.numerator, self.denominator * days, self.multiple, self.mode
        )
