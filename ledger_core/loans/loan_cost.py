"""What a loan really costs as its terms stand: fees, payments in advance and odd dates included."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from ledger_core.loans.cost import BorrowingCost, borrowing_cost
from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.rates import MONTHS_PER_YEAR
from ledger_core.loans.schedule import schedule
from ledger_core.loans.terms import LoanTerms

_SIX_DECIMALS: Final = Decimal("0.000001")


def loan_cost(terms: LoanTerms, start: date, days_off: DaysOff = NO_DAYS_OFF) -> BorrowingCost:
    """Return the cost of a loan paid out in one sum on `start` and repaid on its dates.

    Where due dates are agreed one by one, no period is like another: the yearly figures are taken
    from the real dates, the nominal one being twelve times the month's rate that compounds to the
    effective one.
    """
    rows = schedule(terms, start, days_off=days_off)
    upfront = upfront_fee(terms)
    received = terms.principal - upfront - sum(row.total for row in rows if row.due <= start)
    if received <= 0 or rows[-1].due <= start:
        return BorrowingCost(None, None, None)
    cost = borrowing_cost(
        start, terms.principal, rows, every=terms.dates.every, fees_at_start=upfront
    )
    if not terms.dates.given:
        return cost
    effective, nominal = cost.eir_by_dates, None
    if effective is not None and effective > -1:
        monthly = (1 + effective) ** (Decimal(1) / MONTHS_PER_YEAR) - 1
        nominal = (monthly * MONTHS_PER_YEAR).quantize(_SIX_DECIMALS)
    return replace(cost, apr=nominal, eir=effective)


def upfront_fee(terms: LoanTerms) -> int:
    """Return the fee due with the whole principal when it is paid out, in đồng."""
    return terms.fees.upfront(terms.principal, terms.rounding.mode, first=True)
