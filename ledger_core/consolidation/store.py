"""The store of snapshots: one SQLite file that answers reports over thousands of clubs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from ledger_core.consolidation.figures import Row
from ledger_core.consolidation.snapshot import (
    ClubIdentity,
    ClubSnapshot,
    LoanSnapshot,
    Money,
    MonthFacts,
)


@dataclass(frozen=True, slots=True)
class StoredClub:
    """A club whose snapshot is in the store.

    Attributes:
        number: Its number in the store.
        path: Where its books are, as shown to people.
        club: Which club.
        last_day: The day of its last entry.
        content: The content key of its books.
        findings: Number of findings by `severity/rule`.
    """

    number: int
    path: str
    club: ClubIdentity
    last_day: date
    content: str
    findings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NotReadBooks:
    """Books that could not be read.

    Attributes:
        path: Where they are.
        reason: The word of the reason.
        messages: The reason in words, by language.
        file: The file it is about, "" for none.
        line: The line, 0 for none.
    """

    path: str
    reason: str
    messages: Mapping[str, str]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class SeenSeal:
    """A seal that a club once showed.

    Attributes:
        month: The month.
        code: Its code.
        root: Its root, "" where its file was missing.
        order: When it was first seen: a higher number is later.
    """

    month: str
    code: str
    root: str
    order: int


class SnapshotStore:
    """Snapshots by the path of their books. Use it as a context manager.

    Raises:
        NotAStore: the file is something else, or of another version.
    """

    def __init__(self, path: Path) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""

    def clubs(self) -> tuple[StoredClub, ...]:
        """Return every club that was read, by path."""
        raise NotImplementedError

    def not_read(self) -> tuple[NotReadBooks, ...]:
        """Return the books that could not be read, by path."""
        raise NotImplementedError

    def portfolios(self, day: date) -> Mapping[int, Row]:
        """Return the portfolio row of every club at the end of `day`, by its number."""
        raise NotImplementedError

    def money(self, day: date) -> Mapping[int, Money]:
        """Return the money of every club at the end of `day`, by its number."""
        raise NotImplementedError

    def months(self, end: date) -> Mapping[int, MonthFacts]:
        """Return the facts of every club that has some at the end of a month, by its number."""
        raise NotImplementedError

    def loans(self, number: int) -> tuple[LoanSnapshot, ...]:
        """Return the loans of a club."""
        raise NotImplementedError

    def snapshot(self, number: int) -> ClubSnapshot:
        """Return the whole snapshot of a club."""
        raise NotImplementedError

    def seen_seals(self, key: str) -> tuple[SeenSeal, ...]:
        """Return every seal that a club (`ClubIdentity.key`) ever showed, by month and order.

        Two codes of one month are two histories. They stay when snapshots are made anew.
        """
        raise NotImplementedError

    def snapshots(self, numbers: Iterable[int]) -> Iterator[ClubSnapshot]:
        """Yield whole snapshots."""
        return map(self.snapshot, numbers)
