"""Whether Beancount reads from our text exactly what we meant to write."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.books.entered import ENTERED_KEY
from ledger_core.books.literals import VND, Metadata, Value
from ledger_core.books.metadata import CURRENCY
from ledger_core.books.rendering import Custom, Open, Renderable, Transaction


def plain_metadata(meta: data.Meta | None) -> dict[str, Any]:
    """Return what a person wrote under a directive: metadata without what Beancount adds."""
    return {
        key: value
        for key, value in (meta or {}).items()
        if key not in ("filename", "lineno") and not key.startswith("__")
    }


def reads_as_meant(items: Sequence[Renderable], entries: Sequence[data.Directive]) -> bool:
    """Whether `entries`, parsed from the rendering of `items`, say the same, one by one.

    Only the directives that commands write are known; any other item counts as unread.
    """
    return len(items) == len(entries) and all(map(_agrees, items, entries))


def _agrees(item: Renderable, entry: data.Directive) -> bool:
    match item, entry:
        case Custom(), data.Custom():
            same = (entry.date, entry.type) == (item.day, item.type)
            values = [value.value for value in entry.values or ()]
            return same and values == list(map(_read, item.values)) and _meta(item.metadata, entry)
        case Open(), data.Open():
            same = (entry.date, entry.account) == (item.day, item.account)
            return same and entry.currencies == [item.currency] and _meta(item.metadata, entry)
        case Transaction(), data.Transaction():
            return _same_transaction(item, entry)
        case _:
            return False


def _same_transaction(item: Transaction, entry: data.Transaction) -> bool:
    head = (entry.date, entry.flag, entry.payee, entry.narration, entry.links, entry.tags)
    nothing: frozenset[str] = frozenset()
    meant = (item.day, item.flag, item.payee, item.narration, item.links, nothing)
    postings = [(p.account, p.units, p.cost, p.price, p.flag) for p in entry.postings]
    wanted = [(p.account, _amount(p.amount), None, None, None) for p in item.postings]
    metadata = [plain_metadata(p.meta) for p in entry.postings]
    return (
        head == meant
        and postings == wanted
        and metadata == [_read_all(p.metadata) for p in item.postings]
        and _meta(item.metadata, entry)
    )


def _meta(meant: Metadata, entry: data.Directive) -> bool:
    """When it was entered is no part of what an entry says, unless it was meant to be."""
    read = plain_metadata(entry.meta)
    if ENTERED_KEY not in meant:
        read.pop(ENTERED_KEY, None)
    return read == _read_all(meant)


def _read_all(metadata: Metadata) -> dict[str, object]:
    return {key: _read(value) for key, value in metadata.items()}


def _amount(amount: int) -> Amount:
    return Amount(Decimal(amount), CURRENCY)


def _read(value: Value) -> object:
    """Return a value as Beancount's parser hands it back."""
    match value:
        case bool() | str() | date():
            return value
        case VND():
            return _amount(value.amount)
        case Fraction():
            return Decimal(value.numerator) / Decimal(value.denominator)
        case _:
            return Decimal(value)
