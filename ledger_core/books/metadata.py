"""Reading the metadata of a directive into typed values, with every problem named.

Beancount hands metadata over as text, Decimal, date, bool or Amount, whatever a person typed. A
`MetadataReader` asks for one key after another with the type it must have; what is missing, of
the wrong type or not known to the ledger format is collected instead of raised, so that all
problems of a directive are reported at once.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

CURRENCY = "VND"

# Dates outside these years are slips of the pen; within them, all arithmetic with dates works.
FIRST_YEAR = 1950
LAST_YEAR = 2199

_E = TypeVar("_E", bound=Enum)
_T = TypeVar("_T")

# Metadata that Beancount itself adds, and the keys that any directive of ours may carry.
_COMMON_KEYS = frozenset({"filename", "lineno", "exception", "entered"})


def enum_word(kind: type[_E], value: object) -> _E | None:
    """Return the member of `kind` whose value is `value`, None when there is none."""
    if not isinstance(value, str):  # comparing an Amount with a text raises
        return None
    return next((item for item in kind if item.value == value), None)


def continued(key: str, number: int) -> str:
    """Return the key of part `number` of a long list: `key`, then `key-2`, `key-3` and so on."""
    return key if number == 1 else f"{key}-{number}"


def given(value: _T | None, default: _T) -> _T:
    """Return what was written, or the default of the format where nothing was."""
    return default if value is None else value


def text_of(meta: data.Meta, key: str) -> str | None:
    """Return the text under `key`, None when it is absent or no text."""
    value = meta.get(key)
    return value if isinstance(value, str) else None


def whole_amount(value: object) -> int | None:
    """Return an Amount in whole đồng as an int, None for anything else.

    An amount typed with decimals is refused whatever its value: `100.000 VND` reads as 100.
    """
    if not isinstance(value, Amount) or value.currency != CURRENCY or value.number is None:
        return None
    return None if written_with_decimals(value.number) else int(value.number)


class MetadataReader:
    """Takes typed values out of one directive's metadata and collects what is wrong.

    Attributes:
      problems: One message for each key that is missing, mistyped or unknown.
    """

    def __init__(self, meta: data.Meta) -> None:
        self._meta = meta
        self._known: set[str] = set(_COMMON_KEYS)
        self.problems: list[Message] = []

    def _take(self, key: str, *, required: bool) -> object:
        self._known.add(key)
        value = self._meta.get(key)
        if value is None and required:
            self.problems.append(Message(N_("the line “{key}:” is missing"), key=key))
        return value

    def has(self, key: str) -> bool:
        """Whether the directive has a line of this key, of whatever type."""
        return self._meta.get(key) is not None

    def mentions(self, key: str) -> bool:
        """Whether the directive has a line of this key, be it an empty one."""
        return key in self._meta

    def _mistyped(self, key: str, expected: Message) -> None:
        self.problems.append(Message(N_("“{key}:” must be {expected}"), key=key, expected=expected))

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return a text, which must not be empty."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._mistyped(key, Message(N_("a text in quotation marks")))
            return None
        return value

    def word(self, key: str, kind: type[_E], *, required: bool = False) -> _E | None:
        """Return one of the words of an enumeration."""
        value = self._take(key, required=required)
        if value is None:
            return None
        found = enum_word(kind, value)
        if found is None:
            words = ", ".join(f'"{item.value}"' for item in kind)
            self._mistyped(key, Message(N_("one of {words}"), words=words))
        return found

    def number(self, key: str, *, required: bool = False) -> Decimal | None:
        """Return a plain number that is not negative."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite() or value < 0:
            self._mistyped(key, Message(N_("a number such as 0.01, without a currency")))
            return None
        return value

    def whole(self, key: str, *, required: bool = False, highest: int = 10**9) -> int | None:
        """Return a whole number from 0 to `highest`."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if isinstance(value, Decimal) and value.is_finite() and value == int(value):
            whole = int(value)
            if 0 <= whole <= highest:
                return whole
        expected = N_("a whole number from 0 to {highest:money}, without a currency")
        self._mistyped(key, Message(expected, highest=highest))
        return None

    def amount(self, key: str, *, required: bool = False) -> int | None:
        """Return an amount of whole đồng that is not negative."""
        value = self._take(key, required=required)
        if value is None:
            return None
        whole = whole_amount(value)
        if whole is None or whole < 0:
            self._mistyped(key, Message(N_("a whole amount such as 6,000,000 VND")))
            return None
        return whole

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a date."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, date) or not FIRST_YEAR <= value.year <= LAST_YEAR:
            self._mistyped(key, Message(N_("a date such as 2026-04-21")))
            return None
        return value

    def flag(self, key: str) -> bool | None:
        """Return TRUE or FALSE."""
        value = self._take(key, required=False)
        if value is None:
            return None
        if not isinstance(value, bool):
            self._mistyped(key, Message(N_("TRUE or FALSE")))
            return None
        return value

    def codes(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return codes that stand in one text, separated by spaces."""
        text = self.text(key, required=required)
        return tuple(text.split()) if text else ()

    def parsed(
        self, key: str, parse: Callable[[str], _T], expected: Message, *, parting: str = ""
    ) -> _T | None:
        """Return what a text means that has a form of its own.

        Args:
          key: The key of the text.
          parse: Reads it; raises `ValueError` where it has another form.
          expected: What it must be, for the problem.
          parting: Joins the parts of a list that goes on under further keys; "" for none.
        """
        text = self.text(key)
        number = 2
        while text is not None and parting and continued(key, number) in self._meta:
            text = f"{text}{parting}{self.text(continued(key, number)) or ''}"
            number += 1
        if text is None:
            return None
        try:
            return parse(text)
        except ClubledgerError as error:
            self.problems.append(error.message)
        except ValueError:
            self._mistyped(key, expected)
        return None

    def finish(self) -> list[Message]:
        """Return all problems, with a line for each key that the format does not know."""
        unknown = sorted(k for k in self._meta if k not in self._known and not k.startswith("_"))
        self.problems += [
            Message(N_("“{key}:” is no key of this directive: a typing mistake?"), key=key)
            for key in unknown
        ]
        return self.problems


def written_with_decimals(number: Decimal) -> bool:
    """Whether a number was typed with a decimal point, whatever its value."""
    if str(number).removeprefix("-").isdecimal():  # by far the most numbers, and quickly told
        return False
    exponent = number.as_tuple().exponent
    return not isinstance(exponent, int) or exponent < 0
