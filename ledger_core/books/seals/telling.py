"""A sealed entry in words: what it is called, what was changed, and how it stood in the books."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ledger_core.books.literals import VND, CannotBeWritten, Value
from ledger_core.books.metadata import CURRENCY
from ledger_core.books.rendering import Close, Custom, Open, Posting, Transaction
from ledger_core.books.seals.canonical import Canonical, canonical_line
from ledger_core.books.seals.comparing import is_transaction, vouchers
from ledger_core.messages import Message, N_

_FIELDS: Final = (
    (2, N_("mark")),
    (3, N_("person")),
    (4, N_("text")),
    (5, N_("tags")),
    (6, N_("numbers")),
)


def name_of(said: Canonical) -> Message | str:
    """Return what people call an entry: by its voucher, loan, account or day."""
    numbers = vouchers(said)
    if numbers:
        return ", ".join(numbers)
    if is_transaction(said):
        return Message(
            N_("the entry “{text}” of {day}"), text=str(said[4]) or "–", day=str(said[1])
        )
    about = _about(said)
    if about:
        kind = said[2] if said[0] == "custom" else said[0]
        return f"{kind} {about}"
    return Message(N_("an entry of {day}"), day=str([*said, "–", "–"][1]))


def _about(said: Canonical) -> str:
    """Return the account, currency or value that an entry is about."""
    with suppress(IndexError, TypeError):
        values = said[3] if said[0] == "custom" else said[2]
        return str(values[0][1])
    return ""


def changes_between(was: Canonical, now: Canonical) -> Iterator[Message]:
    """Yield in words what one entry says otherwise than another."""
    if was[1:2] != now[1:2]:
        yield _changed(Message(N_("date")), was[1], now[1])
    if is_transaction(was) and is_transaction(now):
        for index, name in _FIELDS:
            if was[index] != now[index]:
                yield _changed(Message(name), _shown(was[index]), _shown(now[index]))
        yield from _metadata_changes(was[7], now[7])
        yield from _amount_changes(was[8], now[8])
    elif was[0] == now[0]:
        if was[2:-1] != now[2:-1]:
            yield _changed(Message(N_("what it is about")), _shown(was[2:-1]), _shown(now[2:-1]))
        yield from _metadata_changes(was[-1], now[-1])


def _changed(what: Message | str, was: object, now: object) -> Message:
    return Message(N_("{what}: {was} → {now}"), what=what, was=str(was), now=str(now))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value) or "–"
    return str(value) or "–"


def _metadata_changes(was: Any, now: Any) -> Iterator[Message]:  # noqa: ANN401 (a tree of JSON)
    before, after = _by_key(was), _by_key(now)
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield _changed(f"{key}:", before.get(key, "–"), after.get(key, "–"))


def _by_key(metadata: Any) -> dict[str, str]:  # noqa: ANN401
    return {str(line[0]): _shown(line[2:]) for line in metadata if isinstance(line, list) and line}


def _amount_changes(was: Any, now: Any) -> Iterator[Message]:  # noqa: ANN401
    before, after = _amounts(was), _amounts(now)
    changed = [a for a in [*before, *after] if before.get(a) != after.get(a)]
    for account in dict.fromkeys(changed):
        yield _changed(account, before.get(account, "–"), after.get(account, "–"))
    if not changed and was != now:
        yield Message(N_("the lines of the amounts"))


def _amounts(postings: Any) -> dict[str, str]:  # noqa: ANN401
    amounts: dict[str, str] = {}
    for posting in postings:
        account, *rest = posting
        number = rest[0] if rest else "–"
        shown = f"{number:,}" if isinstance(number, int) else str(number)
        amounts[account] = f"{amounts[account]}, {shown}" if account in amounts else shown
    return amounts


def as_written(said: Canonical) -> str:
    """Return an entry as it can be written into the books again; empty where there is no way."""
    with suppress(CannotBeWritten, ValueError, TypeError, IndexError, KeyError, ArithmeticError):
        return _rendered(said)
    return ""


def _rendered(said: Canonical) -> str:
    day = date.fromisoformat(said[1])
    if is_transaction(said):
        postings = tuple(Posting(line[0], _whole(line[1])) for line in said[8])
        metadata = _values(said[7])
        payee = said[3] or None
        return Transaction(
            day, said[4], postings, payee, frozenset(said[6]), metadata, said[2]
        ).render()
    if said[0] == "custom":
        values = tuple(_read(value) for value in said[3])
        return Custom(day, said[2], values, _values(said[4])).render()
    account = said[2][0][1]
    if said[0] == "open":
        return Open(day, account, _values(said[3])).render()
    return Close(day, account, _values(said[3])).render() if said[0] == "close" else ""


def _values(metadata: Canonical) -> dict[str, Value]:
    return {key: _read(value) for key, *value in metadata}


def _read(value: Canonical) -> Value:
    kind, text = value
    if kind == "flag":
        return bool(text == "TRUE")
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "number":
        return Decimal(text)
    if kind == "amount":
        number, currency = text.split()
        if currency != CURRENCY:
            raise ValueError(text)
        return VND(_whole(int(number)))
    if kind != "text":
        raise ValueError(canonical_line(value))
    return str(text)


def _whole(number: object) -> int:
    if not isinstance(number, int):
        raise TypeError(number)
    return number
