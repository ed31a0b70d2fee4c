"""Due dates: every so many days, weeks or months, from a seed day that short months keep."""

from calendar import monthrange
from datetime import date, timedelta

from ledger_core.loans.date_terms import Every
from ledger_core.loans.rates import MONTHS_PER_YEAR

_SHORTEST_MONTH = 28
_MONTHLY = Every()


def add_months(seed: date, months: int) -> date:
    """Return the seed's day `months` later, clipped to the end of a shorter month.

    31 January gives 28 February and, because the seed is kept, 31 March.
    """
    return _day_of_month(seed, months, seed.day)


def day_by_seed(day: date, seed: date) -> date:
    """Return the due date in the month of `day` for this seed: its day of the month, clipped."""
    return _day_of_month(day, 0, seed.day)


def due_dates(
    start: date,
    instalments: int,
    first_due: date | None = None,
    *,
    every: Every = _MONTHLY,
    due_day: int | None = None,
) -> tuple[date, ...]:
    """Return the due dates of a loan paid out on `start`, before any shift.

    The seed is the day of disbursement, so that the first instalment is due one period later; a
    `first_due` date brings its own seed day, and a `due_day` is the seed day of both. With a due
    day alone, the first instalment falls on the next such day after `start`.
    """
    if every.days:
        first = start + timedelta(every.days) if first_due is None else first_due
        return tuple(first + timedelta(every.days * number) for number in range(instalments))
    seed, skipped = _seed(start, first_due, due_day)
    day = seed.day if due_day is None else due_day
    if day <= _SHORTEST_MONTH and every.count == 1:
        return _plain_months(seed, skipped, day, instalments, first_due)
    dues = [
        _day_of_month(seed, (number + skipped) * every.count, day) for number in range(instalments)
    ]
    if first_due is not None:
        dues[:1] = [first_due]
    return tuple(dues)


def due_date_after(
    start: date,
    instalments: int,
    first_due: date | None = None,
    *,
    every: Every = _MONTHLY,
    due_day: int | None = None,
) -> date:
    """Return the date that would follow the last due date."""
    return due_dates(start, instalments + 1, first_due, every=every, due_day=due_day)[-1]


def whole_months(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`, counting a clipped month end as whole."""
    months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    if start.day > end.day and add_months(start, months) > end:
        return months - 1
    return months


def _seed(start: date, first_due: date | None, due_day: int | None) -> tuple[date, int]:
    """Return a day in the month from which periods are counted, and how many to pass over."""
    if first_due is not None:
        return first_due, 0
    if due_day is None:
        return start, 1
    this_month = _day_of_month(start, 0, due_day)
    if this_month > start:
        return this_month, 0
    return _day_of_month(start, 1, due_day), 0


def _day_of_month(seed: date, months: int, day: int) -> date:
    years, month = divmod(seed.month - 1 + months, MONTHS_PER_YEAR)
    year, month = seed.year + years, month + 1
    if day > _SHORTEST_MONTH:
        day = min(day, monthrange(year, month)[1])
    return date(year, month, day)


def _plain_months(
    seed: date, skipped: int, day: int, instalments: int, first_due: date | None
) -> tuple[date, ...]:
    """Return monthly dates on a day that every month has, as `due_dates` does, but faster."""
    year, month = seed.year, seed.month
    if skipped:
        year, month = (year, month + 1) if month < MONTHS_PER_YEAR else (year + 1, 1)
    dues = []
    for _ in range(instalments):
        dues.append(date(year, month, day))
        if month < MONTHS_PER_YEAR:
            month += 1
        else:
            year, month = year + 1, 1
    if first_due is not None:
        dues[:1] = [first_due]
    return tuple(dues)
