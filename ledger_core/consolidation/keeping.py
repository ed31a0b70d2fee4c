"""Writing into the store: what was read is kept in one commit, so that a kill leaves no half."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from ledger_core.consolidation.packing import PackedSnapshot
from ledger_core.consolidation.stamps import stamps


class Known(NamedTuple):
    """What the store knows of books.

    Attributes:
        fingerprint: Of the files, as they were when they were last looked at.
        content: Their content key.
        current: Whether this version of the program read them.
        refused: Whether they could not be read.
    """

    fingerprint: str
    content: str
    current: bool
    refused: bool


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
class Outcome:
    """What came of reading books.

    Attributes:
        path: Where they are.
        fingerprint: Of their files, taken before they were read.
        content: Their content key.
        result: Their snapshot, or why there is none.
    """

    path: str
    fingerprint: str
    content: str
    result: PackedSnapshot | NotReadBooks


def stamps_text() -> str:
    """Return the versions of this program as the store compares them."""
    return json.dumps(asdict(stamps()), sort_keys=True)


def known_books(connection: sqlite3.Connection) -> dict[str, Known]:
    """Return what is known of every book in the store, by its path."""
    rows = connection.execute(
        "SELECT path, fingerprint, content, stamps = ?, reason IS NOT NULL FROM books",
        (stamps_text(),),
    )
    return {
        path: Known(fingerprint, content, bool(current), bool(refused))
        for path, fingerprint, content, current, refused in rows
    }


def keep(
    connection: sqlite3.Connection,
    outcomes: Sequence[Outcome],
    touched: Mapping[str, str],
    gone: Iterable[str],
) -> None:
    """Keep all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for outcome in outcomes:
            _forget(connection, outcome.path)
            _add(connection, outcome)
        for path in gone:
            _forget(connection, path)
        connection.executemany(
            "UPDATE books SET fingerprint = ? WHERE path = ?",
            [(fingerprint, path) for path, fingerprint in touched.items()],
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _forget(connection: sqlite3.Connection, path: str) -> None:
    """Take books out, but for the seals that they showed."""
    found = connection.execute("SELECT number FROM books WHERE path = ?", (path,)).fetchone()
    if found is None:
        return
    years = connection.execute(
        "SELECT first_year, last_year, first_money, last_money FROM books WHERE number = ?", found
    ).fetchone()
    (number,) = found
    for table, (first, last) in (("portfolio", years[:2]), ("money", years[2:])):
        if first is not None:
            places = [((year << 32) | number,) for year in range(first, last + 1)]
            connection.executemany(f"DELETE FROM {table} WHERE place = ?", places)  # noqa: S608 (our own names)
    (months,) = connection.execute("SELECT months FROM books WHERE number = ?", found).fetchone()
    places = [((int(month) << 32) | number,) for month in json.loads(months or "[]")]
    connection.executemany("DELETE FROM months WHERE place = ?", places)
    connection.execute("DELETE FROM details WHERE number = ?", found)
    connection.execute("DELETE FROM books WHERE number = ?", found)


def _add(connection: sqlite3.Connection, outcome: Outcome) -> None:
    result = outcome.result
    common = (outcome.path, outcome.fingerprint, outcome.content, stamps_text())
    if isinstance(result, NotReadBooks):
        connection.execute(
            "INSERT INTO books (path, fingerprint, content, stamps, reason, messages, file, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*common, result.reason, json.dumps(result.messages), result.file, result.line),
        )
        return
    years, money_years = _ends(result.portfolio), _ends(result.money)
    number = connection.execute(
        "INSERT INTO books (path, fingerprint, content, stamps, club, identity, last_day, findings,"
        " first_year, last_year, first_money, last_money, money_keys, months, seals)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *common,
            result.key,
            result.identity,
            result.last_day.isoformat(),
            result.findings,
            *years,
            *money_years,
            result.money_keys,
            json.dumps([month for month, _ in result.months]),
            json.dumps([(seal.month, seal.code, seal.root) for seal in result.seals]),
        ),
    ).lastrowid
    assert number is not None
    for table, blocks in (
        ("portfolio", result.portfolio),
        ("money", result.money),
        ("months", result.months),
    ):
        rows = [((place << 32) | number, block) for place, block in blocks]
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 (our own names)
    connection.execute("INSERT INTO details VALUES (?, ?)", (number, result.details))
    connection.executemany(
        "INSERT OR IGNORE INTO seals (club, month, code, root) VALUES (?, ?, ?, ?)",
        [(result.key, seal.month, seal.code, seal.root) for seal in result.seals],
    )


def _ends(blocks: Sequence[tuple[int, bytes]]) -> tuple[int | None, int | None]:
    return (blocks[0][0], blocks[-1][0]) if blocks else (None, None)
