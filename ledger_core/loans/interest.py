"""The interest of one period, exactly, and rounded once at the end."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from ledger_core.loans.date_terms import Every, PeriodUnit
from ledger_core.loans.due_dates import add_months, whole_months
from ledger_core.loans.methods import InterestPeriod
from ledger_core.loans.rates import DAYS_PER_MONTH, DAYS_PER_YEAR, InterestRate
from ledger_core.loans.rounding import AppliesTo
from ledger_core.money import RoundingMode, round_to_multiple

if TYPE_CHECKING:
    from ledger_core.loans.terms import LoanTerms

Units: TypeAlias = int | Fraction
"""Length of a period in the units of its rule; a fraction where days of it are free."""

DAYS_PER_LEAP_YEAR: Final = 366
WEEKS_YEAR: Final = 364
"""Days of a year of 52 weeks."""
_YEARS: Final = {
    InterestPeriod.ACTUAL_365: 365,
    InterestPeriod.ACTUAL_365_INCLUSIVE: 365,
    InterestPeriod.ACTUAL_360: 360,
    InterestPeriod.ACTUAL_364: 364,
    InterestPeriod.THIRTY_360: 360,
    InterestPeriod.THIRTY_365: 365,
    InterestPeriod.THIRTY_364: 364,
}


@dataclass(frozen=True, slots=True)
class InterestRule:
    """How the interest of a period is computed.

    Interest is base × units × numerator / denominator, where a unit is a month, a day, or for
    actual/actual a 133,590th (365 × 366) of a year.

    Attributes:
      numerator: Numerator of the rate for one unit.
      denominator: Denominator of the rate for one unit.
      by_days: Whether units are plain days.
      mode: Rounding mode.
      multiple: What interest is rounded to, in đồng.
      period: How days or months are counted.
    """

    numerator: int
    denominator: int
    by_days: bool
    mode: RoundingMode
    multiple: int
    period: InterestPeriod = InterestPeriod.MONTH

    @classmethod
    def of(cls, terms: "LoanTerms") -> Self:
        """Return the rule that the terms state."""
        period, every = terms.interest_period, terms.dates.every
        rate = unit_rate(terms.rate, period, every)
        rounding = terms.rounding
        apart = rounding.applies_to is AppliesTo.PRINCIPAL_AND_INTEREST
        counted = InterestPeriod.ACTUAL_ACTUAL, InterestPeriod.THIRTY_360
        return cls(
            rate.numerator,
            rate.denominator,
            period not in counted and not (period.by_months and every.unit is PeriodUnit.MONTH),
            rounding.mode,
            rounding.multiple if apart else 1,
            period,
        )

    def units(self, start: date, due: date) -> int:
        """Return the length of a period: its days, or its whole months but at least one.

        A first period somewhat longer or shorter than a month is one month's interest; who is
        given two whole months until the first due date owes interest for two.
        """
        if self.by_days:
            return max(0, (due - start).days)
        if self.period is InterestPeriod.ACTUAL_ACTUAL:
            return parts_of_years(start, due)
        if self.period is InterestPeriod.THIRTY_360:
            return days_30_360(start, due)
        months = max(1, whole_months(start, due))
        if self.period is InterestPeriod.THIRTY_ACTUAL:
            begins = (add_months(start, number).year for number in range(months))
            return DAYS_PER_MONTH * sum(_parts_of_day(year) for year in begins)
        return months

    def charge(self, base: int, units: "Units") -> int:
        """Return the interest on a base that does not change in a period of `units`."""
        if isinstance(units, Fraction):
            return self.rounded(self.exact(base, units))
        return round_to_multiple(
            base * units * self.numerator, self.denominator, self.multiple, self.mode
        )

    def exact(self, base: int, units: "Units") -> Fraction:
        """Return the interest on a base, unrounded."""
        return Fraction(base * self.numerator, self.denominator) * units

    def rounded(self, interest: Fraction) -> int:
        """Round interest as `charge` does."""
        return round_to_multiple(interest.numerator, interest.denominator, self.multiple, self.mode)


def unit_rate(rate: InterestRate, period: InterestPeriod, every: Every) -> Fraction:
    """Return the rate for one unit of the interest rule.

    Where a month is a month, instalments of weeks take a 364th of the yearly rate for each day,
    and those of days a 365th: a week is a 52nd of the year.
    """
    by_month = every.unit is PeriodUnit.MONTH
    by_own_year = InterestPeriod.THIRTY_ACTUAL if by_month else InterestPeriod.ACTUAL_ACTUAL
    if period in {by_own_year, InterestPeriod.ACTUAL_ACTUAL}:
        return rate.per_year / (DAYS_PER_YEAR * DAYS_PER_LEAP_YEAR)
    if not period.by_months:
        return rate.per_day(_YEARS[period])
    if not by_month:
        weekly = every.unit is PeriodUnit.WEEK
        return rate.per_day(_YEARS.get(period, WEEKS_YEAR if weekly else DAYS_PER_YEAR))
    if period is InterestPeriod.MONTH:
        return rate.per_month
    return rate.per_day(_YEARS[period]) * DAYS_PER_MONTH


def days_30_360(start: date, due: date) -> int:
    """Return the days between two dates where each month has 30 (30E/360, ISDA 2006 4.16(g))."""
    years, months = due.year - start.year, due.month - start.month
    days = min(due.day, DAYS_PER_MONTH) - min(start.day, DAYS_PER_MONTH)
    return max(0, 360 * years + DAYS_PER_MONTH * months + days)


def parts_of_years(start: date, due: date) -> int:
    """Return the length between two dates in 133,590ths of a year (actual/actual ISDA).

    Days of a leap year are 365 parts, days of another year 366: each over its own year.
    """
    parts = 0
    for year in range(start.year, due.year + 1):
        first, after = date(year, 1, 1), date(year + 1, 1, 1)
        days = (min(due, after) - max(start, first)).days
        parts += max(0, days) * _parts_of_day(year)
    return parts


def _parts_of_day(year: int) -> int:
    return DAYS_PER_YEAR if isleap(year) else DAYS_PER_LEAP_YEAR


def accrued_interest(terms: "LoanTerms", principal: int, start: date, day: date) -> int:
    """Return the interest on a principal owed from `start` to `day`, by days, rounded.

    For interest on demand. By months, each day bears a 30th of the month's interest.
    """
    rule = InterestRule.of(terms)
    return rule.rounded(rule.exact(principal, units_accrued(rule, start, day)))


def units_accrued(rule: InterestRule, start: date, day: date) -> Units:
    """Return the units of the rule from the day of disbursement to the end of `day`."""
    if day < start:
        return 0
    if rule.period is InterestPeriod.ACTUAL_365_INCLUSIVE:
        return (day - start).days + 1
    if rule.period.by_months and not rule.by_days:
        return Fraction((day - start).days, DAYS_PER_MONTH)
    return rule.units(start, day)
