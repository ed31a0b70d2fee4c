"""Calendar months, as the books are closed by them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"(\d{4})-(\d{2})")
_DECEMBER = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year.

    Attributes:
      year: The year, such as 2026.
      number: 1 to 12.
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-03`.

        Raises:
          ValueError: the text is no month.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls.of(date(int(match[1]), int(match[2]), 1))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def following(self) -> "Month":
        """The month after this one."""
        return Month.of(self.last_day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class MonthSealed:
    """That a month was closed and sealed, as the register says it.

    Attributes:
      month: The month; with the first one sealed, everything before it too.
      since: The day on which it was closed.
      minutes: The minutes into which the code was written.
      code: The code of the seal, such as `7K3M-9QXT-B2HD`.
    """

    month: Month
    since: date
    minutes: str
    code: str
