"""What is remembered of clubs from one run to the next, in the file of the store.

Which clubs were seen, so that one that sends nothing now is missed; and the seals that their
returns showed, beside those of their books, which the store keeps itself.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger_core.consolidation.snapshot import SealMark
from ledger_core.consolidation.store import SeenSeal

_PATIENCE_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class KnownClub:
    """A club that was seen in this or an earlier run.

    Attributes:
        key: Its province, commune and code: `ClubIdentity.key`.
        path: Where it stood when it was last seen.
    """

    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered; the tables are made with the store.

    Attributes:
        path: The file of a store.
    """

    path: Path

    def known_clubs(self) -> tuple[KnownClub, ...]:
        """Return every club that was ever seen, by key."""
        with closing(self._open()) as file:
            rows = file.execute("SELECT key, path FROM known_clubs ORDER BY key")
            return tuple(KnownClub(*row) for row in rows)

    def remember_clubs(self, clubs: Iterable[KnownClub]) -> None:
        """Keep clubs that were seen now, with where they stand."""
        with closing(self._open()) as file, file:
            file.executemany(
                "INSERT INTO known_clubs VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET path = excluded.path",
                [(club.key, club.path) for club in clubs],
            )

    def forget_club(self, key: str) -> None:
        """Forget that a club was seen, for one that has ended."""
        with closing(self._open()) as file, file:
            file.execute("DELETE FROM known_clubs WHERE key = ?", (key,))

    def return_seals(self) -> dict[str, tuple[SeenSeal, ...]]:
        """Return every seal that a return ever showed, by the key of its club."""
        found: dict[str, list[SeenSeal]] = {}
        with closing(self._open()) as file:
            query = "SELECT key, month, code, number FROM return_seals ORDER BY number"
            for key, month, code, number in file.execute(query):
                found.setdefault(key, []).append(SeenSeal(month, code, "", number))
        return {key: tuple(seals) for key, seals in found.items()}

    def remember_returns(self, shown: Iterable[tuple[str, Iterable[SealMark]]]) -> None:
        """Keep the seals that returns show, each with the key of its club."""
        rows = [(key, seal.month, seal.code) for key, seals in shown for seal in seals]
        with closing(self._open()) as file, file:
            file.executemany(
                "INSERT OR IGNORE INTO return_seals (key, month, code) VALUES (?, ?, ?)", rows
            )

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=_PATIENCE_SECONDS)
