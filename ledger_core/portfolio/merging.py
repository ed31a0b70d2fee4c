"""Facts of several clubs or funds as one: a ratio of many is made of sums, never of ratios.

Whole numbers are added, parts are merged, and what says which day or period the facts belong to
must be the same everywhere. A field that is no sum says so with `LARGEST`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final, TypeVar

LARGEST: Final = {"merge": "largest"}
"""Metadata of a field of which the largest counts, not the sum."""

Facts = TypeVar("Facts")


def merged(facts: Sequence[Facts]) -> Facts:
    """Return the facts of all together.

    Args:
        facts: At least one, all of the same kind, day and period.

    Raises:
        ValueError: there are none, or they belong to different days or periods.
    """
    if not facts:
        message = "nothing to merge"
        raise ValueError(message)
    result: Facts = _merged(facts)
    return result


def _merged(parts: Sequence[Any]) -> Any:  # noqa: ANN401 (any kind of fact)
    first = parts[0]
    if isinstance(first, int):
        return sum(parts)
    if is_dataclass(first) and not isinstance(first, type):
        values = {}
        for field in fields(first):
            of_field = [getattr(part, field.name) for part in parts]
            largest = field.metadata.get("merge") == "largest"
            values[field.name] = max(of_field) if largest else _merged(of_field)
        return type(first)(**values)
    if isinstance(first, Mapping):
        if any(part.keys() != first.keys() for part in parts):
            message = "facts of different keys cannot be merged"
            raise ValueError(message)
        return {key: _merged([part[key] for part in parts]) for key in first}
    if isinstance(first, tuple):
        return tuple(_merged(same) for same in zip(*parts, strict=True))
    if any(part != first for part in parts):
        message = f"facts of {first} cannot be merged with those of another day or kind"
        raise ValueError(message)
    return first
