"""The store of snapshots: one SQLite file that answers reports over thousands of clubs."""

import json
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Self

from ledger_core.consolidation.errors import NotAStore, StoreNotUsable
from ledger_core.consolidation.figures import NOTHING, Row
from ledger_core.consolidation.keeping import Known, NotReadBooks, Outcome, keep, known_books
from ledger_core.consolidation.money import money_of
from ledger_core.consolidation.packing import (
    end_of_month,
    month_number,
    row_on,
    rows_of,
    unpacked_month,
    unpacked_rest,
)
from ledger_core.consolidation.snapshot import (
    ClubIdentity,
    ClubSnapshot,
    LoanSnapshot,
    Money,
    MoneySteps,
    MonthFacts,
    SealMark,
    Steps,
)
from ledger_core.consolidation.store_file import open_store
from ledger_core.consolidation.strict_json import NotOfTheForm, from_json
from ledger_core.portfolio.period import month_end

_NUMBERS: Final = 0xFFFFFFFF
_FOR_EVER: Final = date(9999, 12, 31)
"""The last row of a club's last year counts on every later day."""
_SELECT: Final = "SELECT number, path, identity, last_day, content, findings FROM books"


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
        StoreOfOthers: it belongs to another user, or is a link.
        StoreNotUsable: it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_store(path)

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Close the file.

        Raises:
            StoreNotUsable: the file turned out to be damaged, locked or full meanwhile.
        """
        self.close()
        if isinstance(error, sqlite3.Error):
            raise StoreNotUsable(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _trusting_nothing(self) -> Iterator[None]:
        """Refuse what this program would not have written."""
        try:
            yield
        except (NotOfTheForm, ValueError, TypeError, zlib.error, struct.error) as error:
            raise NotAStore(self.path) from error

    # ------------------------------------------------------------------------------- keeping

    def known(self) -> dict[str, Known]:
        """Return what is known of every book in the store, by its path."""
        return known_books(self._connection)

    def keep(
        self, outcomes: Sequence[Outcome], *, touched: Mapping[str, str], gone: Iterable[str] = ()
    ) -> None:
        """Keep what was read, all of it or nothing.

        Args:
            outcomes: Snapshots, and refusals, of books that were read.
            touched: New fingerprints, by path, of books whose content stayed the same.
            gone: Paths where there are no books any more. Their seals stay remembered.
        """
        keep(self._connection, outcomes, touched, gone)

    # ------------------------------------------------------------------------------- asking

    def clubs(self) -> tuple[StoredClub, ...]:
        """Return every club that was read, by path."""
        rows = self._connection.execute(f"{_SELECT} WHERE reason IS NULL ORDER BY path")
        return tuple(self._club(*row) for row in rows)

    def _club(
        self, number: int, path: str, identity: str, last_day: str, content: str, findings: str
    ) -> StoredClub:
        with self._trusting_nothing():
            return StoredClub(
                number=number,
                path=path,
                club=from_json(ClubIdentity, json.loads(identity)),
                last_day=date.fromisoformat(last_day),
                content=content,
                findings=json.loads(findings),
            )

    def not_read(self) -> tuple[NotReadBooks, ...]:
        """Return the books that could not be read, by path."""
        rows = self._connection.execute(
            "SELECT path, reason, messages, file, line FROM books"
            " WHERE reason IS NOT NULL ORDER BY path"
        )
        return tuple(
            NotReadBooks(path, reason, json.loads(messages), file, line)
            for path, reason, messages, file, line in rows
        )

    def portfolios(self, day: date) -> Mapping[int, Row]:
        """Return the portfolio row of every club at the end of `day`, by its number."""
        rows = self._connection.execute(
            "SELECT number, last_year < ?1, block FROM books JOIN portfolio"
            " ON place = (min(last_year, ?1) << 32) | number"
            " WHERE reason IS NULL AND first_year <= ?1",
            (day.year,),
        )
        with self._trusting_nothing():
            return {
                number: row_on(block, _FOR_EVER if ended else day) or NOTHING
                for number, ended, block in rows
            }

    def money(self, day: date) -> Mapping[int, Money]:
        """Return the money of every club at the end of `day`, by its number.

        A club whose first entry is later is left out.
        """
        rows = self._connection.execute(
            "SELECT number, last_money < ?1, money_keys, block FROM books JOIN money"
            " ON place = (min(last_money, ?1) << 32) | number"
            " WHERE reason IS NULL AND first_money <= ?1",
            (day.year,),
        )
        found = {}
        with self._trusting_nothing():
            for number, ended, keys, block in rows:
                row = row_on(block, _FOR_EVER if ended else day)
                if row is not None:
                    found[number] = money_of(dict(zip(keys.split("\n"), row, strict=True)))
        return found

    def months(self, end: date) -> Mapping[int, MonthFacts]:
        """Return the facts of every club that has some at the end of a month, by its number."""
        end = month_end(end)
        first = month_number(end) << 32
        rows = self._connection.execute(
            "SELECT place, block FROM months WHERE place BETWEEN ? AND ?", (first, first | _NUMBERS)
        )
        with self._trusting_nothing():
            return {place & _NUMBERS: unpacked_month(end, block) for place, block in rows}

    def loans(self, number: int) -> tuple[LoanSnapshot, ...]:
        """Return the loans of a club."""
        return self._rest(number).loans

    def _rest(self, number: int) -> ClubSnapshot:
        (block,) = self._connection.execute(
            "SELECT block FROM details WHERE number = ?", (number,)
        ).fetchone()
        with self._trusting_nothing():
            return unpacked_rest(block)

    def snapshot(self, number: int) -> ClubSnapshot:
        """Return the whole snapshot of a club."""
        (keys,) = self._connection.execute(
            "SELECT money_keys FROM books WHERE number = ?", (number,)
        ).fetchone()
        blocks = self._blocks("months", number)
        with self._trusting_nothing():
            return replace(
                self._rest(number),
                portfolio=self._steps("portfolio", number),
                money=MoneySteps(tuple(keys.split("\n")), self._steps("money", number)),
                months=tuple(unpacked_month(end_of_month(month), block) for month, block in blocks),
            )

    def _blocks(self, table: str, number: int) -> Iterator[tuple[int, bytes]]:
        """Yield the blocks of a club in one table, with the year or month of each."""
        first, last = self._connection.execute(
            f"SELECT min(place) >> 32, max(place) >> 32 FROM {table}"  # noqa: S608 (our own names)
        ).fetchone()
        for time in range(first or 0, (last or -1) + 1):
            rows = self._connection.execute(
                f"SELECT block FROM {table} WHERE place = ?",  # noqa: S608 (our own names)
                ((time << 32) | number,),
            )
            yield from ((time, block) for (block,) in rows)

    def _steps(self, table: str, number: int) -> Steps:
        days: list[date] = []
        rows: list[tuple[int, ...]] = []
        for year, block in self._blocks(table, number):
            for day, row in rows_of(block, year):
                if not rows or row != rows[-1]:  # a year begins with what stood before it
                    days.append(day)
                    rows.append(row)
        return Steps(tuple(days), tuple(rows))

    def snapshots(self, numbers: Iterable[int]) -> Iterator[ClubSnapshot]:
        """Yield whole snapshots."""
        return map(self.snapshot, numbers)

    def seals(self, number: int) -> tuple[SealMark, ...]:
        """Return the sealed months of a club, as its books show them now."""
        (text,) = self._connection.execute(
            "SELECT seals FROM books WHERE number = ?", (number,)
        ).fetchone()
        with self._trusting_nothing():
            return tuple(SealMark(*mark) for mark in json.loads(text))

    def with_other_seals(self) -> frozenset[str]:
        """Return the keys of clubs that once showed a seal which their books do not show now.

        Only of these can the history be another one than before.
        """
        rows = self._connection.execute(
            "SELECT club FROM books JOIN (SELECT club, count(*) AS seen FROM seals GROUP BY club)"
            " USING (club) WHERE seen <> json_array_length(seals)"
        )
        return frozenset(key for (key,) in rows)

    def seen_seals(self, key: str) -> tuple[SeenSeal, ...]:
        """Return every seal that a club (`ClubIdentity.key`) ever showed, by month and order.

        Two codes of one month are two histories. They stay when snapshots are made anew.
        """
        rows = self._connection.execute(
            "SELECT month, code, root, seen FROM seals WHERE club = ? ORDER BY month, seen", (key,)
        )
        return tuple(SeenSeal(*row) for row in rows)


__all__ = ["NotReadBooks", "Outcome", "SeenSeal", "SnapshotStore", "StoredClub"]
