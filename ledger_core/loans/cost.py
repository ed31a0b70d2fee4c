"""What a loan really costs its borrower, from the payments it asks for.

Both figures use the internal rate of return of `ledger_core.loans.returns`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ledger_core.loans.date_terms import Every, PeriodUnit
from ledger_core.loans.due_dates import whole_months
from ledger_core.loans.rates import DAYS_PER_YEAR, MONTHS_PER_YEAR
from ledger_core.loans.returns import rate_of_return, rate_of_return_by_dates
from ledger_core.loans.schedule import Instalment

_SIX_DECIMALS: Final = Decimal("0.000001")
_MONTHLY: Final = Every()
_PERIODS_PER_YEAR: Final = {
    PeriodUnit.MONTH: MONTHS_PER_YEAR,
    PeriodUnit.WEEK: 52,
    PeriodUnit.DAY: DAYS_PER_YEAR,
}


@dataclass(frozen=True, slots=True)
class BorrowingCost:
    """The yearly cost of a loan on the balance really owed, as fractions of six decimals.

    Each is None where the payments have no internal rate of return.

    Attributes:
      apr: The internal rate of return of a period times the periods of a year (twelve months),
        the nominal yearly rate.
      eir: The same compounded over the equal periods of a year, the effective yearly rate. It does
        not depend on the day the loan starts.
      eir_by_dates: The effective yearly rate on the real dates over a year of 365 days (XIRR):
        near `eir`, a little higher or lower as short and long months fall.
    """

    apr: Decimal | None
    eir: Decimal | None
    eir_by_dates: Decimal | None


def borrowing_cost(
    start: date,
    principal: int,
    instalments: Sequence[Instalment],
    *,
    every: Every = _MONTHLY,
    fees_at_start: int = 0,
) -> BorrowingCost:
    """Return what `principal` đồng costs, paid out on `start` and repaid by the instalments.

    Flat 1 % a month over twelve months is APR 21.46 % and EIR 23.70 %. Months without instalment
    before the first due date count as months without payment. Fees are part of the cost: those of
    the instalments, and those kept back or paid at the start.

    Args:
      start: Day of disbursement.
      principal: What is paid out, in đồng.
      instalments: The schedule.
      every: Time between instalments. A year has 12 months, 52 weeks or 365 days.
      fees_at_start: Fees due on the day of disbursement, in đồng.
    """
    at_once = sum(row.total for row in instalments if row.due <= start)
    received = principal - fees_at_start - at_once
    later = [row for row in instalments if row.due > start]
    totals = [row.total for row in later]
    if sum(totals) == received:
        return BorrowingCost(*[Decimal(0).quantize(_SIX_DECIMALS)] * 3)
    waiting = [0] * (max(1, _periods(start, later[0].due, every)) - 1) if later else []
    dated = [(start, -received), *((row.due, row.total) for row in later)]
    by_dates = _six_decimals(rate_of_return_by_dates(dated))
    rate = rate_of_return([-received, *waiting, *totals])
    if rate is None:
        return BorrowingCost(None, None, by_dates)
    per_year = Decimal(_PERIODS_PER_YEAR[every.unit]) / every.count
    return BorrowingCost(
        apr=_six_decimals(rate * per_year),
        eir=_six_decimals((1 + rate) ** per_year - 1),
        eir_by_dates=by_dates,
    )


def _periods(start: date, due: date, every: Every) -> int:
    """Return the whole periods from `start` to `due`."""
    if every.days:
        return (due - start).days // every.days
    return whole_months(start, due) // every.count


def _six_decimals(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else rate.quantize(_SIX_DECIMALS)
