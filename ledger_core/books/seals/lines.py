"""The canonical line of an entry, written at once for the entries that are all alike.

Nearly every entry is a transaction of plain amounts whose metadata are texts. Its line is put
together here without the lists in between; any other entry goes the long way. Both ways give the
same line, which `tests/test_books_seals_lines.py` shows on random entries.
"""

import unicodedata
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
    metadata = _metadata(entry.meta)
    postings = _postings(entry.postings)
    if metadata is None or postings is None or type(entry.flag) is not str:
        return None
    parts = (
        '"transaction"',
        f'"{_day(entry.date)}"',
        encode_basestring(entry.flag),
        _text(entry.payee or ""),
        _text(entry.narration or ""),
        f"[{','.join(map(encode_basestring, sorted(entry.tags or ())))}]",
        f"[{','.join(map(encode_basestring, sorted(entry.links or ())))}]",
        metadata,
        postings,
    )
    return f"[{','.join(parts)}]"


def _metadata(meta: data.Meta) -> str | None:
    said = []
    for key in sorted(meta):
        if key not in PLACE and not key.startswith("__"):
            value = meta[key]
            if type(value) is not str:
                return None
            said.append(f'[{encode_basestring(key)},"text",{_text(value)}]')
    return f"[{','.join(said)}]"


def _postings(postings: list[data.Posting]) -> str | None:
    said: dict[str, str] = {}
    for account, units, cost, price, flag, meta in postings:
        if cost is not None or price is not None or flag or not _bare(meta):
            return None
        if not isinstance(units, Amount):
            return None
        number = str(units.number)
        digits = number.removeprefix("-")
        if not digits.isdecimal() or digits[0] == "0":
            return None
        name, opening = _account(account)
        said[name] = f"{opening},{number},{encode_basestring(units.currency)}]"
    if len(said) < len(postings):
        return None  # an account that comes twice: the amounts decide the order
    return f"[{','.join([said[name] for name in sorted(said)])}]"


def _bare(meta: data.Meta | None) -> bool:
    """Whether a posting has no metadata but its place."""
    return (
        not meta
        or meta.keys() == PLACE
        or all(key in PLACE or key.startswith("__") for key in meta)
    )


@lru_cache(maxsize=_KEPT)
def _account(account: str) -> tuple[str, str]:
    """Return the composed name of an account, and how a posting to it begins."""
    name = unicodedata.normalize("NFC", account)
    return name, f"[{encode_basestring(name)}"


@lru_cache(maxsize=_KEPT)
def _text(text: str) -> str:
    return encode_basestring(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1024)
def _day(day: date) -> str:
    return str(day)
