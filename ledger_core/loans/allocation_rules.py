"""In which order a payment settles what a borrower owes, as data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self

from ledger_core.loans.errors import IncompleteAllocation, IncompleteAllocationTable


class Component(StrEnum):
    """A part of what a borrower owes."""

    LATE_INTEREST = "late-interest"
    FEE = "fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"


class AllocationBy(StrEnum):
    """Whether a payment settles component by component, or instalment by instalment."""

    COMPONENT = "component"
    INSTALMENT = "instalment"


DEFAULT_ALLOCATION: Final = (
    Component.LATE_INTEREST,
    Component.FEE,
    Component.INTEREST,
    Component.PRINCIPAL,
)


def parse_allocation(text: str) -> tuple[Component, ...]:
    """Read an allocation order such as `late-interest fee interest principal`.

    Raises:
      IncompleteAllocation: a word is unknown, missing or repeated.
    """
    words = text.split()
    if sorted(words) != sorted(Component):
        raise IncompleteAllocation(text)
    return tuple(Component(word) for word in words)


class Bucket(StrEnum):
    """When something falls due, seen from the day of a payment."""

    PAST_DUE = "past-due"
    """Before the day."""
    DUE = "due"
    """On the day, or so soon after it that it counts as due."""
    IN_ADVANCE = "in-advance"
    """Later."""


@dataclass(frozen=True, slots=True)
class AllocationStep:
    """One step of an allocation: these components of what lies in these buckets.

    Attributes:
      buckets: The buckets that are settled together.
      components: The components, in order.
      by: Each component of all instalments before the next component, or each instalment with
        all its components before the next instalment.
    """

    buckets: tuple[Bucket, ...]
    components: tuple[Component, ...]
    by: AllocationBy


@dataclass(frozen=True, slots=True)
class AllocationTable:
    """In which order a payment settles {past due, due, in advance} x the four components.

    Attributes:
      steps: The steps; together they name each of the twelve pairs exactly once.

    Raises:
      IncompleteAllocationTable: they do not.
    """

    steps: tuple[AllocationStep, ...]

    def __post_init__(self) -> None:
        """Refuse a table with a missing or repeated pair."""
        pairs = Counter(_pairs(self.steps))
        if set(pairs) != set(_ALL_PAIRS) or max(pairs.values()) > 1:
            raise IncompleteAllocationTable(str(self))

    @classmethod
    def completed(cls, steps: Sequence[AllocationStep]) -> Self:
        """Return a table of these steps, with the pairs they leave out in the usual order."""
        named = set(_pairs(steps))
        rest = [
            AllocationStep((bucket,), left, AllocationBy.INSTALMENT)
            for bucket in Bucket
            if (left := tuple(c for c in DEFAULT_ALLOCATION if (bucket, c) not in named))
        ]
        return cls((*steps, *rest))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a table as the ledger format writes it.

        Steps are parted by semicolons; each names its buckets and, after a colon, its components,
        and begins with `by component` where it is not by instalment:

            past-due due: late-interest fee interest principal; in-advance: principal interest fee
            late-interest

        Raises:
          IncompleteAllocationTable: a word is unknown, or a pair is missing or repeated.
        """
        try:
            return cls(tuple(_parse_step(step) for step in text.split(";")))
        except ValueError:
            raise IncompleteAllocationTable(text) from None

    def __str__(self) -> str:
        """Return the words of the ledger format."""
        return "; ".join(
            ("by component " if step.by is AllocationBy.COMPONENT else "")
            + " ".join(step.buckets)
            + ": "
            + " ".join(step.components)
            for step in self.steps
        )


@lru_cache(maxsize=64)
def simple_table(order: tuple[Component, ...], by: AllocationBy) -> AllocationTable:
    """Return the table of a simple order: all that is due, then what comes, one by one."""
    due = AllocationStep((Bucket.PAST_DUE, Bucket.DUE), order, by)
    ahead = AllocationStep((Bucket.IN_ADVANCE,), DEFAULT_ALLOCATION, AllocationBy.INSTALMENT)
    return AllocationTable((due, ahead))


_ALL_PAIRS: Final = tuple((bucket, component) for bucket in Bucket for component in Component)


def _pairs(steps: Sequence[AllocationStep]) -> list[tuple[Bucket, Component]]:
    return [
        (bucket, component)
        for step in steps
        for bucket in step.buckets
        for component in step.components
    ]


def _parse_step(text: str) -> AllocationStep:
    buckets, _, components = text.strip().partition(":")
    by = AllocationBy.INSTALMENT
    if buckets.startswith("by component "):
        by, buckets = AllocationBy.COMPONENT, buckets.removeprefix("by component ")
    return AllocationStep(
        tuple(Bucket(word) for word in buckets.split()),
        tuple(Component(word) for word in components.split()),
        by,
    )
