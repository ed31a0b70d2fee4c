"""The canonical line of an entry, written at once for the entries that are all alike.

Nearly every entry is a transaction of plain amounts whose metadata are texts. Its line is put
together here without the lists in between; any other entry goes the long way. Both ways give the
same line, which `tests/test_books_seals_lines.py` shows on random entries.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Final

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.books.seals.canonical import PLACE, canonical_entry, canonical_line

_KEPT: Final = 8192
"""Texts of which the written form is kept: accounts, names, kinds of entry."""


def line_of(entry: data.Directive) -> str:
    """Return what an entry says as the line that is hashed."""
    line = _plain_line(entry) if isinstance(entry, data.Transaction) else None
    return canonical_line(canonical_entry(entry)) if line is None else line


def _plain_line(entry: data.Transaction) -> str | None:
    """Return the line of a plain transaction, None where anything is out of the ordinary."""
    meta, day, flag, payee, narration, tags, links, lines = entry
    metadata, postings = _metadata(meta), _postings(lines)
    if metadata is None or postings is None or type(flag) is not str:
        return None
    return (
        f'["transaction","{_day(day)}",{_encoded(flag)},{_text(payee or "")},'
        f"{_text(narration or '')},{_words(tags)},{_words(links)},{metadata},{postings}]"
    )


def _words(words: Iterable[str] | None) -> str:
    return f"[{','.join(map(encode_basestring, sorted(words)))}]" if words else "[]"


def _metadata(meta: data.Meta) -> str | None:
    said = []
    for key, opening in _keys(tuple(meta)):
        value = meta[key]
        if type(value) is not str:
            return None
        said.append(f"{opening}{_text(value)}]")
    return f"[{','.join(said)}]"


@lru_cache(maxsize=_KEPT)
def _keys(keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the keys that say something, in order, each with how its line begins."""
    own = sorted(key for key in keys if key not in PLACE and not key.startswith("__"))
    return [(key, f'[{encode_basestring(key)},"text",') for key in own]


def _postings(postings: list[data.Posting]) -> str | None:
    said = []
    for _, units, cost, price, flag, meta in postings:
        if cost is not None or price is not None or flag or not _bare(meta):
            return None
        if not isinstance(units, Amount):
            return None
        amount, currency = units
        number = str(amount)
        digits = number.removeprefix("-")
        if not digits.isdecimal() or digits[0] == "0":
            return None
        said.append(f",{number},{_encoded(currency)}]")
    order = _in_order(tuple([posting[0] for posting in postings]))
    if order is None:
        return None  # an account that comes twice: the amounts decide the order
    return f"[{','.join([opening + said[place] for place, opening in order])}]"


def _bare(meta: data.Meta | None) -> bool:
    """Whether a posting has no metadata but its place."""
    return (
        not meta
        or (len(meta) == len(PLACE) and "filename" in meta and "lineno" in meta)
        or all(key in PLACE or key.startswith("__") for key in meta)
    )


@lru_cache(maxsize=_KEPT)
def _in_order(accounts: tuple[str, ...]) -> list[tuple[int, str]] | None:
    """Return the places of accounts sorted by name, each with how a posting to it begins.

    None where one comes twice. Names are composed.
    """
    names = [unicodedata.normalize("NFC", account) for account in accounts]
    if len(set(names)) < len(names):
        return None
    return [(names.index(name), f"[{encode_basestring(name)}") for name in sorted(names)]


@lru_cache(maxsize=_KEPT)
def _encoded(text: str) -> str:
    return encode_basestring(text)


@lru_cache(maxsize=_KEPT)
def _text(text: str) -> str:
    return encode_basestring(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1024)
def _day(day: date) -> str:
    return str(day)
