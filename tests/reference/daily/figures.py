"""Rounding and the calendar, as one would do them with a pencil."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

ONE_DAY = timedelta(1)
HALF = Fraction(1, 2)


def rounded(exact: Fraction, multiple: int = 1, mode: str = "half-up") -> int:
    """Round an amount of nought or more to the nearest multiple; `mode` decides half way."""
    steps = exact / multiple
    below = int(steps)
    over = steps - below
    up = over > HALF or (
        over == HALF and (mode == "half-up" or (mode == "half-even" and below % 2 == 1))
    )
    return (below + up) * multiple


def months_later(seed: date, months: int) -> date:
    """The seed's day so many months later; the last of the month where it has no such day."""
    count = seed.year * 12 + seed.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(seed.day, monthrange(year, month)[1]))


def whole_months(start: date, end: date) -> int:
    """Whole months between two days: how often a month can be added and the end not be passed."""
    months = 0
    while months_later(start, months + 1) <= end:
        months += 1
    return months
