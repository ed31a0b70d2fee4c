"""Rounding and the calendar, as one would do them with a pencil."""

from calendar import isleap, monthrange
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


def years_between(start: date, end: date, counting: str) -> Fraction:
    """The years between two days, as a day count has it; the first day is not counted."""
    if counting == "30/360":
        first, last = min(start.day, 30), min(end.day, 30)
        months = (end.year - start.year) * 12 + end.month - start.month
        return Fraction(max(0, months * 30 + last - first), 360)
    if counting == "actual/actual":
        days = (start + n * ONE_DAY for n in range(1, (end - start).days + 1))
        # The last day of a night counts: 1 January belongs to the night of the old year.
        return sum(
            (Fraction(1, 366 if isleap((day - ONE_DAY).year) else 365) for day in days), Fraction(0)
        )
    return Fraction((end - start).days, int(counting.removeprefix("actual/")))
