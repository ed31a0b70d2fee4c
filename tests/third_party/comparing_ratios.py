"""The figures of a ratio case against the answer, within the tolerance that the case states.

Without one, a figure may lie off by half a unit of the last decimal that the source prints.

What a figure is, the answer says: a `Share` may be printed as a part of one or as a percentage, and
a name that ends in `_pct` says which. A share printed as a whole number, not as text with its
decimals, was rounded to whole percents. A rate of return is a part of one, an amount is an amount.
Not available is null.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ledger_core.money import divide
from tests.third_party.cases import Expected, Outcome
from tests.third_party.reading import Unsupported, exact

PERCENT = 100
IN_PERCENT = ("_pct", "_percent")
IN_PARTS = ("_fraction", "_ratio")


@dataclass(frozen=True)
class Share:
    """A part of a whole; None where there is no whole."""

    value: Fraction | None


def differences(expected: Expected, outcome: Outcome) -> Iterator[str]:
    """Yield what differs, in words."""
    tolerance = expected.tolerance
    for name, figure in expected.other.items():
        if name not in outcome.other:
            yield f"{name}: not answered"
        else:
            yield from _figure(name, figure, outcome.other[name], tolerance)


def _figure(name: str, expected: Any, found: Any, tolerance: Fraction | None) -> Iterator[str]:
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            inner = found.get(key) if isinstance(found, Mapping) else None
            yield from _figure(f"{name}.{key}", value, inner, tolerance)
    elif isinstance(expected, Sequence) and not isinstance(expected, str):
        if not isinstance(found, Sequence) or len(found) != len(expected):
            yield f"{name}: expected {expected}, found {found}"
            return
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _figure(f"{name}[{number}]", one, other, tolerance)
    elif not _same(name, expected, found, tolerance):
        yield f"{name}: expected {expected}, found {_shown(found)}"


def _same(name: str, expected: Any, found: Any, tolerance: Fraction | None) -> bool:
    value = found.value if isinstance(found, Share) else found
    if expected is None or value is None:
        return expected is value is None
    try:
        number = exact(expected, name)
    except Unsupported:
        return str(expected) == value
    if tolerance is None:
        tolerance = _half_unit(str(expected))
    if not isinstance(found, Share):
        return isinstance(value, int | Fraction) and abs(value - number) <= tolerance
    scaled = [value * scale for scale in _scales(name)]
    if any(abs(one - number) <= tolerance for one in scaled):
        return True
    in_whole_percents = isinstance(expected, int) and PERCENT in _scales(name)
    percents = value * PERCENT
    return in_whole_percents and divide(percents.numerator, percents.denominator) == number


def _half_unit(printed: str) -> Fraction:
    decimals = len(printed.partition(".")[2])
    return Fraction(1, 2 * 10**decimals)


def _scales(name: str) -> tuple[int, ...]:
    plain = name.split("[", maxsplit=1)[0]
    if plain.endswith(IN_PERCENT):
        return (PERCENT,)
    return (1,) if plain.endswith(IN_PARTS) else (1, PERCENT)


def _shown(found: Any) -> str:
    value = found.value if isinstance(found, Share) else found
    return str(float(value)) if isinstance(value, Fraction) else str(value)
