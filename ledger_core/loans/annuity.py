"""The formulas of level instalments, before any rounding: for estimates, never for the books.

A table of such figures rounded for display does not add up; `schedule` gives one that does.
"""

from decimal import Decimal, localcontext
from fractions import Fraction

from ledger_core.loans.plan import annuity_factor
from ledger_core.loans.schedule_errors import InstalmentTooSmall

_DIGITS = 50
_LAST_DECIMAL = Decimal(1).scaleb(-30)


def level_instalment(
    principal: Fraction, rate: Fraction, instalments: int, *, in_advance: bool = False
) -> Fraction:
    """Return the level instalment at a rate per period: numpy-financial's `pmt`, positive.

    In advance, each is paid at the beginning of its period (`when="begin"`).
    """
    if not rate:
        return principal / instalments
    level = principal * annuity_factor(rate, instalments)
    return level / (1 + rate) if in_advance else level


def exact_amounts(
    principal: Fraction, rate: Fraction, instalments: int, *, in_advance: bool = False
) -> list[tuple[Fraction, Fraction]]:
    """Return unrounded principal and interest of each level instalment (`ppmt`, `ipmt`).

    The first in advance is all principal: no time has passed.
    """
    level = level_instalment(principal, rate, instalments, in_advance=in_advance)
    balance = principal
    rows = []
    for number in range(instalments):
        interest = Fraction(0) if in_advance and not number else balance * rate
        rows.append((level - interest, interest))
        balance -= level - interest
    return rows


def instalments_needed(principal: int, rate: Fraction, instalment: int) -> Fraction:
    """Return how many instalments of an agreed size repay a loan (`nper`), to 30 decimals.

    -ln(1 - principal × rate / instalment) / ln(1 + rate).

    Raises:
      InstalmentTooSmall: it does not pay more than the interest of a period.
    """
    if not rate:
        return Fraction(principal, instalment)
    rest = 1 - principal * rate / instalment
    if rest <= 0:
        raise InstalmentTooSmall(instalment)
    with localcontext(prec=_DIGITS):
        growth = (1 + Decimal(rate.numerator) / rate.denominator).ln()
        number = -(Decimal(rest.numerator) / rest.denominator).ln() / growth
        return Fraction(number.quantize(_LAST_DECIMAL))
