"""Which of many values lie far from the others: the rule of the modified z-score.

A value is an outlier if 0.6745 × |value − median| ÷ MAD is above 3.5, where MAD is the median of
the distances from the median (B. Iglewicz and D. Hoaglin, *How to Detect and Handle Outliers*,
1993). Where more than half of the values are the same, MAD is 0; then their mean distance from the
median takes its place: |value − median| ÷ (1.253314 × mean distance) above 3.5, as they propose. Of
fewer than eight values none is called an outlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST: Final = 8
_CUT_OFF: Final = Fraction(7, 2)
_OF_MAD: Final = Fraction(6745, 10_000)
_OF_MEAN: Final = Fraction(1_253_314, 1_000_000)


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie.

    Attributes:
        count: How many there are.
        median: Their median, None of none.
        mad: The median of their distances from it, None of none.
        lowest: What lies below it is an outlier; None where none is called one.
        highest: What lies above it is an outlier; likewise.
    """

    count: int
    median: Fraction | None
    mad: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None

    def is_outlier(self, value: Fraction) -> bool:
        """Whether a value lies outside."""
        if self.lowest is None or self.highest is None:
            return False
        return not self.lowest <= value <= self.highest


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle one of some values, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def spread_of(values: Sequence[Fraction]) -> Spread:
    """Return how values lie, with the bounds outside which one is an outlier."""
    if not values:
        return Spread(0, None, None, None, None)
    middle = median(values)
    distances = [abs(value - middle) for value in values]
    mad = median(distances)
    if len(values) < FEWEST:
        return Spread(len(values), middle, mad, None, None)
    reach = _CUT_OFF * (mad / _OF_MAD if mad else _OF_MEAN * sum(distances) / len(values))
    return Spread(len(values), middle, mad, middle - reach, middle + reach)
