"""The time a ratio speaks of: whole days, its month-ends, and its share of a year."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

MONTHS_PER_YEAR = 12
DAYS_PER_YEAR = 365


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included.

    Raises:
        ValueError: `end` lies before `start`.
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        """Refuse a period without a day."""
        if self.end < self.start:
            message = f"a period cannot end on {self.end} before it begins on {self.start}"
            raise ValueError(message)

    @classmethod
    def month_of(cls, day: dt.date) -> Self:
        """Return the calendar month of `day`."""
        return cls(day.replace(day=1), month_end(day))

    @classmethod
    def year_to(cls, day: dt.date) -> Self:
        """Return the calendar year up to and with `day`."""
        return cls(dt.date(day.year, 1, 1), day)

    @property
    def opening(self) -> dt.date:
        """The day before it begins: its opening balances stand at the end of that day."""
        return self.start - dt.timedelta(1)

    @property
    def days(self) -> int:
        """The number of its days."""
        return (self.end - self.start).days + 1

    @property
    def whole_months(self) -> int:
        """The number of its calendar months, 0 where it begins or ends within a month."""
        if self.start.day != 1 or self.end != month_end(self.end):
            return 0
        return _months(self.end) - _months(self.start) + 1

    @property
    def annual_parts(self) -> tuple[int, int]:
        """The months of a year and of the period where it has whole ones, else the days."""
        if self.whole_months:
            return MONTHS_PER_YEAR, self.whole_months
        return DAYS_PER_YEAR, self.days

    @property
    def annual_factor(self) -> Fraction:
        """By what a figure of the period is multiplied to make a year of it."""
        return Fraction(*self.annual_parts)

    @property
    def balance_days(self) -> tuple[dt.date, ...]:
        """The days whose balances make an average: the opening day, each month-end, the last day.

        A period within one month has its opening and its last day.
        """
        ends = {self.opening, self.end}
        day = month_end(self.start)
        while day <= self.end:
            ends.add(day)
            day = month_end(day + dt.timedelta(1))
        return tuple(sorted(ends))

    def months(self) -> Iterator["Period"]:
        """Yield its calendar months; the first and last may be parts of one."""
        first = self.start
        while first <= self.end:
            last = min(month_end(first), self.end)
            yield Period(first, last)
            first = last + dt.timedelta(1)

    def __contains__(self, day: dt.date) -> bool:
        """Whether `day` is one of its days."""
        return self.start <= day <= self.end


def _months(day: dt.date) -> int:
    return day.year * MONTHS_PER_YEAR + day.month
