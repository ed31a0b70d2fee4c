"""Due dates: monthly, from a seed day that is kept through short months."""

from calendar import monthrange
from datetime import date

from ledger_core.loans.rates import MONTHS_PER_YEAR

_SHORTEST_MONTH = 28


def add_months(seed: date, months: int) -> date:
    """Return the seed's day `months` later, clipped to the end of a shorter month.

    31 January gives 28 February and, because the seed is kept, 31 March.
    """
    years, month = divmod(seed.month - 1 + months, MONTHS_PER_YEAR)
    year, month, day = seed.year + years, month + 1, seed.day
    if day > _SHORTEST_MONTH:
        day = min(day, monthrange(year, month)[1])
    return date(year, month, day)


def due_dates(start: date, instalments: int, first_due: date | None = None) -> tuple[date, ...]:
    """Return the due dates of a loan paid out on `start`.

    The seed is the day of disbursement, so that the first instalment is due one month later; a
    `first_due` date brings its own seed day.
    """
    if first_due is not None:
        return tuple(add_months(first_due, number) for number in range(instalments))
    return tuple(add_months(start, number) for number in range(1, instalments + 1))


def due_date_after(start: date, instalments: int, first_due: date | None = None) -> date:
    """Return the date that would follow the last due date."""
    if first_due is not None:
        return add_months(first_due, instalments)
    return add_months(start, instalments + 1)


def whole_months(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`, counting a clipped month end as whole."""
    months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    return months if add_months(start, months) <= end else months - 1
