"""How single values are written in a book: texts, numbers, dates, accounts, metadata lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from ledger_core.books.text import account_problem, shown, text_problem
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_
from ledger_core.money import ledger_amount

LONGEST_NUMBER: Final = 40
"""Digits that a plain number may have before and after its point."""

_KEY: Final = re.compile(r"[a-z][a-zA-Z0-9_-]+")

# Beancount puts these into the metadata itself; a line of ours would overwrite them.
_RESERVED_KEYS: Final = frozenset({"filename", "lineno"})


class CannotBeWritten(ClubledgerError):
    """A directive cannot be written into the books as it is."""

    def __init__(self, value: object, problem: Message) -> None:
        super().__init__(
            Message(
                N_("“{value}” cannot be written into the books: {problem}."),
                value=shown(str(value)),
                problem=problem,
            )
        )


@dataclass(frozen=True, slots=True, order=True)
class VND:
    """An amount as a value of metadata or of a custom directive, in whole đồng."""

    amount: int


Value: TypeAlias = str | int | Decimal | Fraction | bool | date | VND
"""What metadata and custom directives may hold; int, Decimal and Fraction are plain numbers."""

Metadata: TypeAlias = Mapping[str, Value]


def quoted(text: str) -> str:
    r"""Return `text` between quotation marks, with `"` and `\` escaped.

    Raises:
      CannotBeWritten: `ledger_core.books.text.text_problem` finds a fault in it.
    """
    return '"' + checked(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def checked(text: str) -> str:
    """Return a text as it is; one that may not stand in a book raises `CannotBeWritten`."""
    problem = text_problem(text)
    if problem is not None:
        raise CannotBeWritten(text, problem)
    return text


def matching(pattern: re.Pattern[str], text: str) -> str:
    """Return a word as it is; one that does not match `pattern` raises `CannotBeWritten`."""
    if not pattern.fullmatch(text):
        raise CannotBeWritten(text, Message(N_("it holds a sign that may not stand there")))
    return text


def account_name(account: str) -> str:
    """Return the full name of an account; one that is not allowed raises `CannotBeWritten`."""
    problem = account_problem(account)
    if problem is not None:
        raise CannotBeWritten(account, problem)
    return account


def day_text(day: date) -> str:
    """Return a date as `2026-04-21`; Beancount reads years of four digits only."""
    if day.year < 1000:  # noqa: PLR2004
        raise CannotBeWritten(day, Message(N_("its year must have four digits")))
    return f"{day:%Y-%m-%d}"


def is_number(value: Value | None) -> bool:
    """Whether a value is written as a plain number."""
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)


def value_text(value: Value) -> str:
    """Return a value of metadata or of a custom directive as it is written."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return quoted(value)
        case VND():
            return ledger_amount(value.amount)
        case date():
            return day_text(value)
        case _:
            return f"{_decimal(value):f}"


def _decimal(number: int | Decimal | Fraction) -> Decimal:
    """Return the number exactly; a fraction such as 1/3 has no such form and is refused."""
    exact = _finite_decimal(number) if isinstance(number, Fraction) else Decimal(number)
    if not exact.is_finite():
        raise CannotBeWritten(number, Message(N_("it is no number")))
    exponent = int(exact.as_tuple().exponent)
    if exact.adjusted() >= LONGEST_NUMBER or -exponent > LONGEST_NUMBER:
        raise CannotBeWritten("…", Message(N_("the number has too many digits")))
    return exact


def _finite_decimal(number: Fraction) -> Decimal:
    rest, places = number.denominator, 0
    while places <= LONGEST_NUMBER and (10**places) % rest:
        places += 1
    if (10**places) % rest:
        raise CannotBeWritten(number, Message(N_("its decimals do not end")))
    digits = number.numerator * (10**places // rest)
    return Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))


def metadata_lines(metadata: Metadata, indent: str = "  ") -> str:
    """Return the lines under a directive, in the order of the mapping."""
    lines = []
    for key, value in metadata.items():
        matching(_KEY, key)
        if key in _RESERVED_KEYS:
            raise CannotBeWritten(key, Message(N_("Beancount keeps this name for itself")))
        lines.append(f"{indent}{key}: {value_text(value)}\n")
    return "".join(lines)
