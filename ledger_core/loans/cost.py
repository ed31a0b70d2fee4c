"""What a loan really costs its borrower, from the payments it asks for.

Both figures use the internal rate of return, which only an iteration finds; floats live inside
that library call and nowhere else, and never touch an amount that is posted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import pyxirr

from ledger_core.loans.due_dates import whole_months
from ledger_core.loans.rates import MONTHS_PER_YEAR
from ledger_core.loans.schedule import Instalment

_SIX_DECIMALS: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class BorrowingCost:
    """The yearly cost of a loan on the balance really owed, as fractions of six decimals.

    Each is None where the payments have no internal rate of return.

    Attributes:
      apr: Twelve times the monthly internal rate of return, the nominal yearly rate.
      eir: The monthly internal rate of return compounded over twelve equal months, the effective
        yearly rate. It does not depend on the day the loan starts.
      eir_by_dates: The effective yearly rate on the real dates over a year of 365 days (XIRR):
        near `eir`, a little higher or lower as short and long months fall.
    """

    apr: Decimal | None
    eir: Decimal | None
    eir_by_dates: Decimal | None


def borrowing_cost(start: date, principal: int, instalments: Sequence[Instalment]) -> BorrowingCost:
    """Return what `principal` đồng costs, paid out on `start` and repaid by the instalments.

    Flat 1 % a month over twelve months is APR 21.46 % and EIR 23.70 %. Months without instalment
    before the first due date count as months without payment.
    """
    totals = [instalment.total for instalment in instalments]
    if sum(totals) == principal:
        return BorrowingCost(*[Decimal(0).quantize(_SIX_DECIMALS)] * 3)
    waiting = [0] * (max(1, whole_months(start, instalments[0].due)) - 1)
    monthly = pyxirr.irr([-principal, *waiting, *totals])
    dates = [start, *(instalment.due for instalment in instalments)]
    if monthly is None:
        return BorrowingCost(None, None, _six_decimals(pyxirr.xirr(dates, [-principal, *totals])))
    return BorrowingCost(
        apr=_six_decimals(monthly * MONTHS_PER_YEAR),
        eir=_six_decimals((1 + monthly) ** MONTHS_PER_YEAR - 1),
        eir_by_dates=_six_decimals(pyxirr.xirr(dates, [-principal, *totals])),
    )


def _six_decimals(rate: float | None) -> Decimal | None:
    return None if rate is None else Decimal(rate).quantize(_SIX_DECIMALS)
