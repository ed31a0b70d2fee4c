"""How figures are written in each language: amounts, dates and percentages.

Vietnamese writes 1.234.567, 21/04/2026 and 20,3 %; English writes 1,234,567, 2026-04-21 and 20.3 %.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

PERCENT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Notation:
    """The signs of one language.

    Attributes:
        group: stands between groups of three digits.
        decimal: stands before the decimals.
        day: a pattern for `str.format`, because `strftime` asks the computer's own settings.
    """

    group: str
    decimal: str
    day: str


_NOTATIONS = {
    "vi": Notation(group=".", decimal=",", day="{0.day:02d}/{0.month:02d}/{0.year:04d}"),
    "en": Notation(group=",", decimal=".", day="{0.year:04d}-{0.month:02d}-{0.day:02d}"),
}


def notation(language: str) -> Notation:
    """Return the signs of `language` ("vi" or "en"); `ValueError` for another one."""
    try:
        return _NOTATIONS[language]
    except KeyError:
        message = f"no notation for the language {language!r}"
        raise ValueError(message) from None


def format_amount(amount: int, language: str) -> str:
    """Write an amount in whole đồng with grouped digits, without the currency: `1.234.567`.

    A negative amount begins with a plain hyphen, so that it can be searched for and copied.
    """
    return f"{amount:,d}".replace(",", notation(language).group)


def format_number(number: int | Decimal | Fraction, language: str) -> str:
    """Write any number with grouped digits and, if it is not whole, all its decimals.

    For figures that ought to be amounts and are not, as a finding shows them. A fraction without an
    end (1/3) is cut at 28 digits.
    """
    if number == (whole := int(number)):
        return format_amount(whole, language)
    signs = notation(language)
    exact = number if isinstance(number, Decimal) else _decimal(number)
    whole_digits, _, decimals = f"{exact:,f}".partition(".")
    return whole_digits.replace(",", signs.group) + signs.decimal + decimals.rstrip("0")


def format_percent(ratio: int | Decimal | Fraction, language: str) -> str:
    """Write a ratio as a percentage: 0.203 is `20,3 %` in Vietnamese and `20.3 %` in English.

    At most two decimals, rounded half up (away from zero), without trailing zeros.
    """
    scale = 10**PERCENT_DECIMALS
    scaled = Fraction(ratio) * 100 * scale
    hundredths = (abs(scaled.numerator) * 2 + scaled.denominator) // (2 * scaled.denominator)
    if scaled < 0:
        hundredths = -hundredths
    return f"{format_number(Fraction(hundredths, scale), language)} %"


def format_date(day: date, language: str) -> str:
    """Write a day: `21/04/2026` in Vietnamese, `2026-04-21` in English."""
    return notation(language).day.format(day)


def _decimal(number: int | Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
