"""A ratio is a part over a whole; of nothing there is no ratio."""

from fractions import Fraction


def ratio(part: int, whole: int) -> Fraction | None:
    """Return `part / whole` exactly, None when the whole is zero: not available, never 0 %."""
    return Fraction(part, whole) if whole else None
