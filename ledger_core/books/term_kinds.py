"""How one term is read from metadata, written into it, and typed on a command line."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, Protocol

from ledger_core.books.literals import VND, Value
from ledger_core.books.metadata import MetadataReader, continued
from ledger_core.books.text import LONGEST_TEXT
from ledger_core.club import TermValue
from ledger_core.messages import Message
from ledger_core.money import parse_amount

_NUMBER: Final = re.compile(r"(?P<number>\d{1,12}(?:[.,]\d{1,12})?) ?(?P<percent>%?)")
_YES: Final = frozenset({"true", "yes", "có", "co"})
_NO: Final = frozenset({"false", "no", "không", "khong"})


class TermKind(Protocol):
    """What a term may be; `Any` is the value that the arithmetic takes."""

    def read(self, reader: MetadataReader, key: str) -> Any:  # noqa: ANN401
        """Return the value under a key, None where it is absent or a problem was noted."""

    def write(self, key: str, value: Any) -> dict[str, Value]:  # noqa: ANN401
        """Return the metadata that `read` gives the value back from."""

    def typed(self, text: str) -> TermValue:
        """Return what a person typed as a word of the format; `read` judges it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words of an enumeration."""

    words: type[StrEnum]

    def read(self, reader: MetadataReader, key: str) -> StrEnum | None:
        """Return the member of the enumeration."""
        return reader.word(key, self.words)

    def write(self, key: str, value: StrEnum) -> dict[str, Value]:
        """Return its word."""
        return {key: value.value}

    def typed(self, text: str) -> TermValue:
        """Return the word as it was typed."""
        return text.lower()


class Number:
    """A number that is not negative, such as a rate: 0.01 is 1 %."""

    def read(self, reader: MetadataReader, key: str) -> Fraction | None:
        """Return the number exactly."""
        number = reader.number(key)
        return None if number is None else Fraction(number)

    def write(self, key: str, value: Fraction) -> dict[str, Value]:
        """Return the number."""
        return {key: value}

    def typed(self, text: str) -> TermValue:
        """Return the number; a comma parts decimals too, and 1 % is 0.01."""
        found = _NUMBER.fullmatch(text)
        if found is None:
            return text
        number = Decimal(found["number"].replace(",", "."))
        return number / 100 if found["percent"] else number


class Whole:
    """A whole number that is not negative."""

    def read(self, reader: MetadataReader, key: str) -> int | None:
        """Return the number."""
        return reader.whole(key)

    def write(self, key: str, value: int) -> dict[str, Value]:
        """Return the number."""
        return {key: value}

    def typed(self, text: str) -> TermValue:
        """Return the number, without the points that group thousands."""
        plain = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d{1,12}", text)
        return Decimal(re.sub("[.,]", "", text)) if plain else text


class Money:
    """An amount of whole đồng."""

    def read(self, reader: MetadataReader, key: str) -> int | None:
        """Return the amount."""
        return reader.amount(key)

    def write(self, key: str, value: int) -> dict[str, Value]:
        """Return the amount."""
        return {key: VND(value)}

    def typed(self, text: str) -> TermValue:
        """Return the amount, typed in any way that amounts are typed."""
        return parse_amount(text)


class Flag:
    """TRUE or FALSE."""

    def read(self, reader: MetadataReader, key: str) -> bool | None:
        """Return which."""
        return reader.flag(key)

    def write(self, key: str, value: bool) -> dict[str, Value]:  # noqa: FBT001 (a value, no mode)
        """Return which."""
        return {key: value}

    def typed(self, text: str) -> TermValue:
        """Return which; yes and no are understood, in Vietnamese too."""
        said = text.lower()
        return True if said in _YES else False if said in _NO else text


@dataclass(frozen=True, slots=True)
class Text:
    """A text with a form of its own, over several keys where it is long.

    Attributes:
      parse: Reads the text; `ValueError` where it has another form.
      text: Writes the value.
      expected: What the text must be, as a problem says it.
      parting: What parts the items of a list; a long list goes on under `key-2`, `key-3` …
    """

    parse: Callable[[str], Any]
    text: Callable[[Any], str]
    expected: Message
    parting: str = ""

    def read(self, reader: MetadataReader, key: str) -> Any:  # noqa: ANN401
        """Return what the text means."""
        return reader.parsed(key, self.parse, self.expected, parting=self.parting)

    def write(self, key: str, value: Any) -> dict[str, Value]:  # noqa: ANN401
        """Return the text, parted over several keys where it is longer than a text may be."""
        items = self.text(value).split(self.parting) if self.parting else [self.text(value)]
        parts: list[str] = []
        for item in items:
            if parts and len(parts[-1]) + len(self.parting) + len(item) <= LONGEST_TEXT:
                parts[-1] += self.parting + item
            else:
                parts.append(item)
        return dict(zip(_keys(key, len(parts)), parts, strict=True))

    def typed(self, text: str) -> TermValue:
        """Return the text as it was typed."""
        return text


def _keys(key: str, count: int) -> Sequence[str]:
    return [continued(key, number) for number in range(1, count + 1)]
