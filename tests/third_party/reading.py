"""Reading the keys and words of a case: each is read, or the case is refused by name."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

Word = TypeVar("Word")


class Unsupported(Exception):
    """The case asks for something the library does not do, or the runner does not know."""


class Inputs:
    """The keys of one JSON object. What is not read when it is `finish`ed is refused.

    Amounts come out as integers of the smallest unit: 1.25 is 125 where the scale is 100.
    """

    def __init__(self, values: Mapping[str, Any], scale: int, place: str = "inputs") -> None:
        self.scale = scale
        self._values = values
        self._place = place
        self._read: set[str] = set()
        self._sections: dict[str, Inputs] = {}

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def names(self) -> Sequence[str]:
        """The keys, which are read one by one."""
        return tuple(self._values)

    def raw(self, key: str) -> Any:
        """Return a value as it stands, None where it is missing."""
        self._read.add(key)
        return self._values.get(key)

    def ignore(self, *keys: str) -> None:
        """Pass over keys that say again what others say."""
        self._read.update(keys)

    def text(self, key: str) -> str | None:
        value = self.raw(key)
        return None if value is None else str(value)

    def flag(self, key: str) -> bool | None:
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            raise self.unknown(key, value)
        return value

    def number(self, key: str) -> Fraction | None:
        value = self.raw(key)
        return None if value is None else exact(value, f"{self._place}.{key}")

    def whole(self, key: str) -> int | None:
        number = self.number(key)
        if number is not None and number.denominator != 1:
            raise self.unknown(key, number)
        return None if number is None else int(number)

    def amount(self, key: str) -> int | None:
        """An amount in the smallest unit."""
        number = self.number(key)
        if number is not None and (number * self.scale).denominator != 1:
            raise self.unknown(key, number)
        return None if number is None else int(number * self.scale)

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if text is None:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            raise self.unknown(key, text) from None

    def word(self, key: str, words: Mapping[str, Word]) -> Word | None:
        """Return the meaning of a word; one that is not among `words` is refused."""
        text = self.text(key)
        if text is None:
            return None
        if text not in words:
            raise self.unknown(key, text)
        return words[text]

    def required(self, value: Word | None, key: str) -> Word:
        if value is None:
            raise Unsupported(f"{self._place}.{key} is missing")
        return value

    def section(self, key: str) -> "Inputs | None":
        """Return an object inside this one, the same each time; it is read to the end as well."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise self.unknown(key, value)
        return self._inner(value, key)

    def sections(self, key: str) -> "list[Inputs]":
        """Return the objects of a list."""
        value = self.raw(key) or []
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.unknown(key, value)
        return [self._inner(entry, f"{key}[{number}]") for number, entry in enumerate(value)]

    def finish(self) -> None:
        """Refuse the case if a key was not read."""
        for key, value in self._values.items():
            if key not in self._read and value is not None:
                raise Unsupported(f"{self._place}.{key} is not read for this kind: {value!r}")
        for section in self._sections.values():
            section.finish()

    def unknown(self, key: str, value: object) -> Unsupported:
        """The refusal of a word or number that nobody knows."""
        return Unsupported(f"{self._place}.{key}: {value!r} is not known")

    def _inner(self, values: Mapping[str, Any], key: str) -> "Inputs":
        if key not in self._sections:
            self._sections[key] = Inputs(values, self.scale, f"{self._place}.{key}")
        return self._sections[key]


def numbered(items: Sequence[Word], number: int, what: str) -> Word:
    """Return the one of a number, counted from 1; a case that asks for more contradicts itself."""
    if not 0 < number <= len(items):
        raise Unsupported(f"{what} {number} is asked for, but the case makes {len(items)}")
    return items[number - 1]


def exact(value: object, place: str) -> Fraction:
    """Return a number of a case, a string or a JSON number read exactly."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Unsupported(f"{place}: {value!r} is not a number")
    try:
        return Fraction(Decimal(value))
    except (InvalidOperation, ValueError, OverflowError):
        raise Unsupported(f"{place}: {value!r} is not a number") from None
