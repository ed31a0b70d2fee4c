"""The club's monthly meetings: a fixed day of the month."""

import calendar
from collections.abc import Iterator
from datetime import date

_DECEMBER = 12


def meeting_date(year: int, month: int, meeting_day: int) -> date:
    """Return the meeting's date in a month; a day the month does not have becomes its last."""
    return date(year, month, min(meeting_day, calendar.monthrange(year, month)[1]))


def meetings_between(start: date, end: date, meeting_day: int) -> Iterator[date]:
    """Yield the meeting dates from `start` to `end`, both included."""
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        day = meeting_date(year, month, meeting_day)
        if start <= day <= end:
            yield day
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)
