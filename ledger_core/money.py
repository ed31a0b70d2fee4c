"""Amounts of money: whole đồng as Python integers, never floats.

`parse_amount` reads what people type, `format_amount` writes it back for people, `amount_in_words`
in words and `ledger_amount` for the books; `divide` and `round_to_multiple` are the only places
where money is rounded.
"""

from enum import StrEnum

from ledger_core.amount_reading import (
    LARGEST_AMOUNT,
    AmbiguousAmount,
    AmountTooLarge,
    NotAnAmount,
    parse_amount,
)
from ledger_core.amount_words import amount_in_words
from ledger_core.figures import format_amount

__all__ = [
    "CURRENCY",
    "LARGEST_AMOUNT",
    "AmbiguousAmount",
    "AmountTooLarge",
    "NotAnAmount",
    "RoundingMode",
    "amount_in_words",
    "divide",
    "format_amount",
    "ledger_amount",
    "parse_amount",
    "round_to_multiple",
]

CURRENCY = "VND"


class RoundingMode(StrEnum):
    """Where an amount exactly between two neighbours goes; elsewhere the nearest one is taken."""

    HALF_UP = "half-up"  # away from zero
    HALF_EVEN = "half-even"  # to the even neighbour
    HALF_DOWN = "half-down"  # towards zero


def divide(numerator: int, denominator: int, mode: RoundingMode = RoundingMode.HALF_UP) -> int:
    """Divide exactly and round once to a whole number.

    The sign plays no part: what is owed by one is rounded as what is owed to the other.

    Raises:
        ZeroDivisionError: if `denominator` is zero.
    """
    quotient, remainder = divmod(abs(numerator), abs(denominator))
    twice, whole = 2 * remainder, abs(denominator)
    up = twice > whole
    if twice == whole:
        up = mode is RoundingMode.HALF_UP or (mode is RoundingMode.HALF_EVEN and quotient % 2 == 1)
    rounded = quotient + up
    return -rounded if (numerator < 0) != (denominator < 0) else rounded


def round_to_multiple(
    numerator: int, denominator: int, multiple: int, mode: RoundingMode = RoundingMode.HALF_UP
) -> int:
    """Round `numerator / denominator` once, to a multiple of `multiple` đồng (1,000 for cash).

    Raises:
        ValueError: if `multiple` is below 1.
        ZeroDivisionError: if `denominator` is zero.
    """
    if multiple < 1:
        message = f"cannot round to multiples of {multiple}"
        raise ValueError(message)
    return multiple * divide(numerator, denominator * multiple, mode)


def ledger_amount(amount: int) -> str:
    """Write an amount as it stands in the books, whatever the club's language: `6,000,000 VND`."""
    return f"{amount:,d} {CURRENCY}"
