"""The limits of the program for the terms of a loan."""

from fractions import Fraction
from typing import Final

from ledger_core.loans.errors import TermOutOfRange
from ledger_core.messages import Message

LARGEST_PRINCIPAL: Final = 10**12
"""Highest principal of one loan, in đồng."""


def check_range(
    term: str, value: int | Fraction, lowest: int | Fraction, highest: int | Fraction
) -> None:
    """Refuse a term outside its limits.

    Args:
      term: What the term is called: a msgid marked with `N_`.
      value: Its value.
      lowest: The lowest allowed.
      highest: The highest allowed.

    Raises:
      TermOutOfRange: it is not between them.
    """
    if not lowest <= value <= highest:
        raise TermOutOfRange(Message(term), value, lowest, highest)
