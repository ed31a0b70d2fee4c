"""The answer of the source against the outcome of the library, exactly."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from ledger_core.money import divide
from tests.third_party.cases import Exact, Expected, Outcome

ALTERNATIVES = " or "


def differences(expected: Expected, outcome: Outcome) -> Iterator[str]:
    """Yield what differs in the columns that count, in words."""
    columns = [name for name in expected.compared if not name.startswith("other.")]
    yield from _rows(expected, outcome, columns)
    for name in expected.compared:
        if name.startswith("other."):
            key = name.removeprefix("other.")
            if key not in expected.other:
                continue
            if key not in outcome.other:
                yield f"{name}: not answered"
            else:
                yield from _figure(name, expected.other[key], outcome.other[key], expected.scale)


def _rows(expected: Expected, outcome: Outcome, columns: list[str]) -> Iterator[str]:
    found = {row["no"]: row for row in outcome.rows}
    for row in expected.rows:
        number = row["no"]
        if not columns:
            return
        if number not in found:
            yield f"row {number}: missing"
            continue
        for column in columns:
            if row.get(column) is not None:
                yield from _figure(
                    f"row {number} {column}",
                    row[column],
                    found[number].get(column),
                    expected.scale,
                )
    if columns and expected.rows:
        last = expected.rows[-1]
        ended = last.get("balance") is not None and Fraction(Decimal(last["balance"])) == 0
        if ended and len(found) > last["no"]:
            yield f"{len(found) - last['no']} rows more than expected"


def _figure(place: str, expected: Any, found: Any, scale: int) -> Iterator[str]:
    """Yield where a figure, or a list or object of figures, differs."""
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            if key != "note":
                inner = found.get(key) if isinstance(found, Mapping) else None
                yield from _figure(f"{place}.{key}", value, inner, scale)
        if isinstance(found, Mapping):
            for key in found.keys() - expected.keys():
                yield f"{place}.{key}: expected none, found {found[key]!r}"
        return
    if isinstance(expected, list):
        if not isinstance(found, list | tuple) or len(found) != len(expected):
            yield f"{place}: expected {expected}, found {found!r}"
            return
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _figure(f"{place}[{number}]", one, other, scale)
        return
    if not any(_same(choice, found, scale) for choice in str(expected).split(ALTERNATIVES)):
        yield f"{place}: expected {expected}, found {_shown(found, scale)}"


def _same(expected: str, found: Any, scale: int) -> bool:
    if isinstance(found, date):
        return expected == found.isoformat()
    try:
        number = Decimal(expected)
    except InvalidOperation:
        return isinstance(found, str) and expected == found
    if isinstance(found, Exact):
        exponent = number.as_tuple().exponent
        places = 10 ** max(0, -exponent) if isinstance(exponent, int) else 1
        scaled = found.value * places
        return divide(scaled.numerator, scaled.denominator) == Fraction(number) * places
    return (
        isinstance(found, int) and not isinstance(found, bool) and Fraction(number) * scale == found
    )


def _shown(found: Any, scale: int) -> str:
    if isinstance(found, Exact):
        return str(Decimal(found.value.numerator) / found.value.denominator)
    if isinstance(found, int):
        return str(Decimal(found) / scale)
    return str(found)
