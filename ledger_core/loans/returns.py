"""Rates of return of any payments: by equal periods, by dates, and the present value.

A rate of return is found by iteration only; floats live inside that library call and nowhere else,
and never touch an amount that is posted. Present value is exact.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

Amount = int | Fraction | Decimal

_TWELVE_DECIMALS: Final = Decimal("1e-12")
_LEAST_FACTOR: Final = 0.001  # of discount for a period: a rate of 99,900 %
_MOST_FACTOR: Final = 100.0  # a rate of -99 %
YEAR_OF_365_DAYS: Final = "actual/365F"


def rate_of_return(flows: Sequence[Amount]) -> Decimal | None:
    """Return the rate a period at which payments a period apart are worth nothing today (IRR).

    Of several such rates the one nearest to 0. Twelve decimals, rounded half to even.

    Args:
      flows: The payments, of which the first is made at once; what is paid out is negative.

    Returns:
      The rate as a fraction, None where there is none, as when all payments have one sign.
    """
    if not _both_signs(flows):
        return None
    import pyxirr  # noqa: PLC0415 (no command but those that tell a rate waits for it)

    amounts = [float(amount) for amount in flows]
    if not pyxirr.is_conventional_cash_flow(amounts):
        rates = [1 / factor - 1 for factor in _roots(amounts, _LEAST_FACTOR, _MOST_FACTOR)]
        if rates:
            return _twelve_decimals(min(rates, key=abs))
    return _twelve_decimals(pyxirr.irr(amounts))


def rate_of_return_by_dates(
    flows: Sequence[tuple[date, Amount]], *, day_count: str = YEAR_OF_365_DAYS
) -> Decimal | None:
    """Return the yearly rate at which dated payments are worth nothing on the first day (XIRR).

    Args:
      flows: Days and payments in any order; what is paid out is negative.
      day_count: How days make a year, as the day-count conventions are commonly named:
        `actual/365F`, `actual/360`, `actual/364`, `act/act ISDA`, `30/360 ISDA` and so on.

    Returns:
      The rate as a fraction of twelve decimals, None where there is none.

    Raises:
      ValueError: the day count has no such name.
    """
    if not _both_signs([amount for _, amount in flows]):
        return None
    import pyxirr  # noqa: PLC0415 (see above)

    ordered = sorted((day, float(amount)) for day, amount in flows if amount)
    dates, amounts = zip(*ordered, strict=True)
    convention = pyxirr.DayCount.of(day_count)
    return _twelve_decimals(pyxirr.xirr(dates, amounts, day_count=convention))


def present_value(rate: Fraction, flows: Sequence[Amount]) -> Fraction:
    """Return what payments a period apart are worth today, exactly (NPV).

    Args:
      rate: The rate a period; more than −1.
      flows: The payments, of which the first is made at once.
    """
    value = Fraction(0)
    for amount in reversed(flows):
        value = value / (1 + rate) + Fraction(amount)
    return value


def rate_of_annuity(
    periods: int, payment: Amount, present: Amount, future: Amount
) -> Decimal | None:
    """Return the rate a period of a level payment (the `rate` of spreadsheets).

    Args:
      periods: Number of payments, each at the end of its period.
      payment: The payment.
      present: What is paid at once.
      future: What is paid with the last payment besides; what is paid out is negative.
    """
    if periods < 1:
        return None
    flows = [Fraction(present), *[Fraction(payment)] * (periods - 1)]
    return rate_of_return([*flows, Fraction(payment) + Fraction(future)])


def _both_signs(flows: Sequence[Amount]) -> bool:
    return any(amount > 0 for amount in flows) and any(amount < 0 for amount in flows)


def _roots(coefficients: Sequence[float], low: float, high: float) -> list[float]:
    """Return where a polynomial, its constant first, changes its sign between two limits.

    Between neighbouring roots of its derivative it rises or falls all the way, so that halving
    finds the one root there.
    """
    if len(coefficients) <= 1:
        return []
    slope = [power * value for power, value in enumerate(coefficients)][1:]
    limits = [low, *_roots(slope, low, high), high]
    return [
        _halved(coefficients, left, right)
        for left, right in pairwise(limits)
        if (_value(coefficients, left) < 0) != (_value(coefficients, right) < 0)
    ]


def _halved(coefficients: Sequence[float], left: float, right: float) -> float:
    below = _value(coefficients, left) < 0
    while True:
        middle = (left + right) / 2
        if not left < middle < right:
            return middle
        if (_value(coefficients, middle) < 0) == below:
            left = middle
        else:
            right = middle


def _value(coefficients: Sequence[float], at: float) -> float:
    value = 0.0
    for coefficient in reversed(coefficients):
        value = value * at + coefficient
    return value


def _twelve_decimals(rate: float | None) -> Decimal | None:
    return None if rate is None else Decimal(rate).quantize(_TWELVE_DECIMALS)
