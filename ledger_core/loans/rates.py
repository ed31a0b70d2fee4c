"""Rates of interest: how they are written, converted, and held against the legal ceiling."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final, Self

from ledger_core.loans.errors import AmbiguousRate, NotARate
from ledger_core.messages import Message, N_

MONTHS_PER_YEAR: Final = 12
DAYS_PER_YEAR: Final = 365
"""Days of the year for interest (Circular 14/2017/TT-NHNN article 5)."""
DAYS_PER_MONTH: Final = 30
"""Days of a month when a monthly rate is converted by days."""

CEILING_PER_YEAR: Final = Fraction(20, 100)
"""Highest rate that a loan agreement may set (Civil Code 2015 article 468(1))."""
CEILING_PER_MONTH: Final = min(
    CEILING_PER_YEAR / MONTHS_PER_YEAR, CEILING_PER_YEAR * DAYS_PER_MONTH / DAYS_PER_YEAR
)
"""The same for a rate stated per month: the lower of both conversions, 1.6438 %."""

_RATE: Final = re.compile(
    r"(?P<number>\d{1,6}(?:[.,]\d{1,12})?)\s*(?P<percent>%?)"
    r"(?:\s*(?:/|một|mỗi|a|per)\s*(?P<per>[a-zăáà]{1,6}))?"
)
_DIGITS: Final = 50
_LAST_DECIMAL: Final = Decimal(1).scaleb(-40)
_LARGEST_PLAIN: Final = Fraction(1, 5)


class RatePeriod(StrEnum):
    """The period for which a rate is stated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_PERIOD_WORDS: Final = {
    "month": RatePeriod.MONTH,
    "tháng": RatePeriod.MONTH,
    "thang": RatePeriod.MONTH,
    "year": RatePeriod.YEAR,
    "năm": RatePeriod.YEAR,
    "nam": RatePeriod.YEAR,
}


_RATE_LABELS: Final = {
    RatePeriod.DAY: N_("{rate:percent} a day"),
    RatePeriod.MONTH: N_("{rate:percent} a month"),
    RatePeriod.YEAR: N_("{rate:percent} a year"),
}


@dataclass(frozen=True, slots=True)
class InterestRate:
    """A rate of interest as the parties agreed it.

    Attributes:
      value: The rate as a fraction of the principal: 1 % is 1/100.
      per: The period it is stated for. A year has twelve months, or 365 days; a month 30.
      effective: Whether a yearly rate is effective: twelve months' interest upon interest make it.
        The month's rate is then (1 + value)^(1/12) - 1, kept to 40 decimals.
    """

    value: Fraction
    per: RatePeriod
    effective: bool = False

    @classmethod
    def daily(cls, value: Fraction) -> Self:
        """Return a rate stated per day."""
        return cls(value, RatePeriod.DAY)

    @classmethod
    def monthly(cls, value: Fraction) -> Self:
        """Return a rate stated per month."""
        return cls(value, RatePeriod.MONTH)

    @classmethod
    def yearly(cls, value: Fraction) -> Self:
        """Return a nominal rate stated per year."""
        return cls(value, RatePeriod.YEAR)

    @classmethod
    def yearly_effective(cls, value: Fraction) -> Self:
        """Return an effective rate stated per year (EAR)."""
        return cls(value, RatePeriod.YEAR, effective=True)

    @property
    def label(self) -> Message:
        """The rate as it was agreed, such as 1 % a month."""
        return Message(_RATE_LABELS[self.per], rate=self.value)

    @property
    def per_month(self) -> Fraction:
        """The rate for one month: a yearly rate divided by 12, or a day's for 30 days."""
        if self.per is RatePeriod.MONTH:
            return self.value
        if self.per is RatePeriod.DAY:
            return self.value * DAYS_PER_MONTH
        return self._part_of_year(MONTHS_PER_YEAR)

    @property
    def per_year(self) -> Fraction:
        """The rate for one year: a monthly rate times 12, a daily one times 365."""
        if self.per is RatePeriod.DAY:
            return self.value * DAYS_PER_YEAR
        return self.value if self.per is RatePeriod.YEAR else self.value * MONTHS_PER_YEAR

    @property
    def per_year_by_days(self) -> Fraction:
        """The rate for 365 days: a monthly rate taken for 30 days; a yearly rate is as stated."""
        if self.per is RatePeriod.MONTH:
            return self.value * DAYS_PER_YEAR / DAYS_PER_MONTH
        return self.per_year

    def per_day(self, days_per_year: int = DAYS_PER_YEAR) -> Fraction:
        """The rate for one day of a year of so many days; a daily rate is as stated."""
        if self.per is RatePeriod.DAY:
            return self.value
        if self.per is RatePeriod.MONTH:
            return self.per_year / days_per_year
        return self._part_of_year(days_per_year)

    def _part_of_year(self, parts: int) -> Fraction:
        return root_rate(self.value, parts) if self.effective else self.value / parts


@lru_cache(maxsize=256)
def root_rate(effective: Fraction, parts: int) -> Fraction:
    """Return the rate of one of so many equal parts of a year that compound to `effective`.

    (1 + effective)^(1 / parts) - 1, which has no end: 40 decimals are kept, computed with 50
    digits, so that a schedule of any principal is the same on every computer.
    """
    with localcontext(prec=_DIGITS):
        growth = Decimal(effective.numerator) / effective.denominator + 1
        root = (growth.ln() / parts).exp() - 1
        return Fraction(root.quantize(_LAST_DECIMAL))


def exceeds_ceiling(rate: InterestRate) -> bool:
    """Whether a rate is above the legal ceiling of 20 % a year (Civil Code 2015, 468(1)).

    The law states a yearly figure. A rate stated per year is compared as it stands. A rate stated
    per month is over the ceiling when either conversion to a year is, times 12 or times 365/30:
    above 1.6438 % a month. `rate.per_year` and `rate.per_year_by_days` are the two figures.
    """
    return max(rate.per_year, rate.per_year_by_days) > CEILING_PER_YEAR


def parse_rate(text: str) -> InterestRate:
    """Read a rate as people write it.

    `1%/month`, `1%/tháng`, `1,2%/tháng`, `12%/year`, `12%/năm`, `0.01/month`. Comma and dot both
    separate decimals. Without a percent sign the number is a fraction (0.01 is 1 %).

    Raises:
      AmbiguousRate: the period is missing, or a number without percent sign is above 0.2 and may
        have been meant in percent.
      NotARate: anything else.
    """
    found = _RATE.fullmatch(unicodedata.normalize("NFC", text).strip().lower())
    if found is None:
        raise NotARate(text)
    number = found["number"].replace(",", ".")
    word = found["per"]
    if word is None:
        meant = found["percent"] or Fraction(number) > _LARGEST_PLAIN
        shown = number + "%" if meant else number
        raise AmbiguousRate(text, f"{shown}/month", f"{shown}/year")
    period = _PERIOD_WORDS.get(word)
    if period is None:
        raise NotARate(text)
    value = Fraction(number)
    if found["percent"]:
        return InterestRate(value / 100, period)
    if value > _LARGEST_PLAIN:
        percent = f"{number}%/{period.value}"
        raise AmbiguousRate(text, percent, f"{_decimal(value * 100)}%/{period.value}")
    return InterestRate(value, period)


def _decimal(value: Fraction) -> str:
    """Return a fraction whose decimals end, written out: 120 or 12.5."""
    whole, rest = divmod(value.numerator, value.denominator)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, value.denominator)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else str(whole)
