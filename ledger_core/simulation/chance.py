"""Seeded chance: the same seed gives the same life on every computer and Python.

Python promises only that `Random.random()` never changes for a seed; every other draw is made
from it here. Each concern of a club draws from a stream of its own, so that a change in one leaves
the others as they were.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


class Chance:
    """One stream of chance, named by its seed and what it decides."""

    def __init__(self, *name: object) -> None:
        self._random = Random("-".join(map(str, name)))

    def below(self, end: int) -> int:
        """Return a whole number from 0 to `end` - 1."""
        return int(self._random.random() * end)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def happens(self, permille: int) -> bool:
        """Say whether something happens that happens `permille` times in a thousand."""
        return self.below(1000) < permille

    def pick(self, items: Sequence[_T]) -> _T:
        """Return one of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[_T, int]]) -> _T:
        """Return one of the items, each as often as its weight says."""
        left = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            left -= weight
            if left < 0:
                return item
        raise AssertionError

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        """Return the items in another order."""
        mixed = list(items)
        for end in range(len(mixed) - 1, 0, -1):
            other = self.below(end + 1)
            mixed[end], mixed[other] = mixed[other], mixed[end]
        return mixed

    def amount(self, low: int, high: int, multiple: int) -> int:
        """Return an amount in đồng from `low` to `high` that is a multiple of `multiple`."""
        return self.between(low // multiple, high // multiple) * multiple
