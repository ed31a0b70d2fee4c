"""Compares a return with the books of the same club: every figure that differs, by its key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger_core.consolidation.returns.finding import ReceivedReturn
from ledger_core.consolidation.returns.form import ClubReturn
from ledger_core.consolidation.returns.making import NoFactsOfMonth, return_of
from ledger_core.consolidation.snapshot import ClubIdentity
from ledger_core.consolidation.store import SnapshotStore, StoredClub
from ledger_core.consolidation.strict_json import to_json

# What may differ though every figure is the same: when the books were last written, and a seal set
# after the return was sent.
_NOT_COMPARED: Final = frozenset({"digest", "last_entry", "findings", "seal", "seals"})


@dataclass(frozen=True, slots=True)
class Differs:
    """A figure that the return has otherwise than the books.

    Attributes:
        key: The figure, by its keys in the return: `receipts.income/loan-interest`.
        said: What the return says, None where it does not have it.
        in_books: What the books come to, likewise.
    """

    key: str
    said: int | str | None
    in_books: int | str | None


@dataclass(frozen=True, slots=True)
class ReturnDiffers:
    """A return that does not say what the books say.

    Attributes:
        club: The club.
        path: The return.
        books: The books.
        content: The return itself.
        differences: Every figure that differs, in the order of the return; none where the books
            do not reach the return's day.
    """

    club: ClubIdentity
    path: str
    books: str
    content: ClubReturn
    differences: tuple[Differs, ...]


def compare_returns(
    returns: Iterable[ReceivedReturn], books: Mapping[str, StoredClub], store: SnapshotStore
) -> tuple[ReturnDiffers, ...]:
    """Return the returns that differ from the books of their club, by path.

    Args:
        returns: The returns.
        books: The books that are counted, by the key of their club.
        store: The snapshots of the books.
    """
    found = []
    for received in returns:
        stored = books.get(received.club.key)
        if stored is None:
            continue
        different = differences(received.content, stored, store)
        if different:
            found.append(
                ReturnDiffers(
                    received.club, received.path, stored.path, received.content, different
                )
            )
    return tuple(found)


def differences(said: ClubReturn, stored: StoredClub, store: SnapshotStore) -> tuple[Differs, ...]:
    """Return every figure in which a return differs from the one that the books make."""
    snapshot = store.snapshot(stored.number)
    try:
        made = return_of(snapshot, said.period)
    except NoFactsOfMonth:
        return (Differs("period.end", said.day.isoformat(), None),)
    ours, theirs = dict(_flat(to_json(made))), dict(_flat(to_json(said)))
    keys = [*theirs, *(key for key in ours if key not in theirs)]
    seals = {mark.month: mark.code for mark in snapshot.seals}
    other = tuple(
        Differs(f"seals.{mark.month}", mark.code, seals.get(mark.month))
        for mark in said.seals
        if seals.get(mark.month) != mark.code
    )
    figures = (Differs(key, theirs.get(key), ours.get(key)) for key in keys)
    return (*(one for one in figures if not _same(one.said, one.in_books)), *other)


def _same(said: object, in_books: object) -> bool:
    return said == in_books or (not said and not in_books)


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (any JSON value)
    if isinstance(value, dict):
        for name, part in value.items():
            if key or name not in _NOT_COMPARED:
                yield from _flat(part, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _flat(part, f"{key}.{place}")
    else:
        yield key, value
