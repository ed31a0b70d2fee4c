"""The canonical form of an entry: everything it says, and nothing of how it is written.

A line of JSON. Texts are in Unicode's composed form (NFC), amounts whole numbers, other numbers
without trailing zeros. The order of postings, metadata, tags and links has no meaning and is
sorted away; spaces, remarks, capitals of no word, the place in a file and the file itself are no
part of it. `docs/seals.md` is the public description of this form, whose version is in every seal.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.books.directives import FOREIGN_DIRECTIVES

Canonical = list[Any]
"""What an entry says, as lists, texts and whole numbers, fit for JSON."""

PLACE: Final = frozenset({"filename", "lineno"})
"""Metadata that only say where something stands."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical_line(canonical: Canonical) -> str:
    """Return the canonical form as the line that is hashed."""
    return _encode(canonical)


def is_sealed_kind(entry: data.Directive) -> bool:
    """Whether an entry says something of the club: queries and settings of Fava do not."""
    if isinstance(entry, data.Transaction):
        return True
    if isinstance(entry, data.Custom):
        return entry.type not in FOREIGN_DIRECTIVES
    return not isinstance(entry, data.Query)


def canonical_entry(entry: data.Directive) -> Canonical:
    """Return what an entry says.

    The first two parts are the kind of entry and its date.
    """
    day = str(entry.date)
    if isinstance(entry, data.Transaction):
        return [
            "transaction",
            day,
            entry.flag,
            _text(entry.payee or ""),
            _text(entry.narration or ""),
            sorted(entry.tags or ()),
            sorted(entry.links or ()),
            _metadata(entry.meta),
            _in_order(list(map(_posting, entry.postings))),
        ]
    if isinstance(entry, data.Custom):
        values = [_value(value.value) for value in entry.values or ()]
        return ["custom", day, _text(entry.type), values, _metadata(entry.meta)]
    kind = type(entry).__name__.lower()
    said = [
        # Beancount makes a document's path absolute; the folder may lie anywhere.
        _value(Path(getattr(entry, name)).name if name == "filename" else getattr(entry, name))
        for name in entry._fields
        if name not in ("meta", "date", "diff_amount")
    ]
    return [kind, day, said, _metadata(entry.meta)]


def _in_order(postings: list[Canonical]) -> list[Canonical]:
    """Return postings in the order of their JSON; of different accounts the names decide."""
    accounts = {posting[0] for posting in postings}
    return sorted(postings, key=_account if len(accounts) == len(postings) else _encode)


def _account(posting: Canonical) -> str:
    return str(posting[0])


def _posting(posting: data.Posting) -> Canonical:
    units = posting.units
    said: Canonical = [_text(posting.account)]
    if isinstance(units, Amount) and units.number is not None:
        said += [_number(units.number), units.currency]
    own = _metadata(posting.meta) if posting.meta else []
    if posting.cost is not None or posting.price is not None or posting.flag or own:
        said.append([posting.flag or "", str(posting.cost), str(posting.price), own])
    return said


def _metadata(meta: data.Meta) -> list[Canonical]:
    return sorted(
        [key, *_value(value)]
        for key, value in meta.items()
        if key not in PLACE and not key.startswith("__")
    )


def _value(value: object) -> Canonical:
    """Return a value with its type: the text "1" and the number 1 are not the same."""
    known = _BY_TYPE.get(type(value))
    if known is None:  # a type derived from one of them
        known = next((_BY_TYPE[kind] for kind in _BY_TYPE if isinstance(value, kind)), None)
    if known is None:
        return ["nothing"] if value is None else ["other", _text(str(value))]
    name, write = known
    return [name, write(value)]


def _number(number: Decimal) -> int | str:
    """Return a whole number as one, any other without exponent and trailing zeros."""
    if not number.is_finite():
        return str(number)
    if number == (whole := number.to_integral_value()):
        return int(whole)
    return f"{number.normalize():f}"


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _amount(value: Amount) -> str:
    number = None if value.number is None else _number(value.number)
    return f"{number} {value.currency}"


def _list(values: Iterable[object]) -> list[Canonical]:
    return sorted(map(_value, values))


_BY_TYPE: Final[dict[type, tuple[str, Callable[[Any], Any]]]] = {
    str: ("text", _text),
    bool: ("flag", lambda value: str(value).upper()),
    Decimal: ("number", lambda value: str(_number(value))),
    Amount: ("amount", _amount),
    date: ("date", str),
    list: ("list", _list),
    set: ("list", _list),
    frozenset: ("list", _list),
    tuple: ("list", _list),
}


def sorted_lines(entries: Iterable[Canonical]) -> list[str]:
    """Return the lines of entries in one order, whatever order they came in."""
    return sorted(map(canonical_line, entries))
