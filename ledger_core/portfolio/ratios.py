"""A ratio is a part over a whole; of nothing there is no ratio."""

from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction


def ratio(part: Number, whole: Number) -> Fraction | None:
    """Return `part / whole` exactly, None when the whole is zero: not available, never 0 %."""
    return Fraction(part) / whole if whole else None


def complement(share: Fraction | None) -> Fraction | None:
    """Return what is missing to one; None where the share is not available."""
    return None if share is None else 1 - share


def mean(values: Sequence[Number]) -> Fraction | None:
    """Return the exact mean, None of no values."""
    return ratio(sum(values), len(values))
