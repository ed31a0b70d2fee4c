"""The year of a club: Tết, the days that are celebrated, the seasons of illness and harvest."""

from datetime import date
from typing import Final

# First day of the lunar year in Vietnam.
_NEW_YEARS: Final = (
    date(2010, 2, 14), date(2011, 2, 3), date(2012, 1, 23), date(2013, 2, 10), date(2014, 1, 31),
    date(2015, 2, 19), date(2016, 2, 8), date(2017, 1, 28), date(2018, 2, 16), date(2019, 2, 5),
    date(2020, 1, 25), date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10),
    date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6),
)  # fmt: skip


def next_new_year(day: date) -> date:
    """Return the first day of the lunar year that begins on `day` or after it.

    Raises:
      ValueError: the table ends before.
    """
    for first in _NEW_YEARS:
        if first >= day:
            return first
    raise ValueError(day)


def is_last_meeting_before_new_year(meeting: date, next_meeting: date) -> bool:
    """Whether Tết falls after this meeting and not after the next: the meeting of the gifts."""
    return meeting < next_new_year(meeting) <= next_meeting
