"""A seal: what the books said of a month, hashed part by part and chained to the month before."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ledger_core.books.seals.canonical import canonical_line
from ledger_core.books.seals.codes import code_of
from ledger_core.club import Month

FORMAT: Final = "1"
"""Version of the seal's form; an entry's canonical form belongs to it."""

_NOTHING: Final = "-"


class Part(StrEnum):
    """What is hashed for itself: the register, and each fund with its chart and journals."""

    REGISTER = "register"
    INCOME = "income"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one month.

    Attributes:
      month: The month; the first seal of a club holds everything before it too.
      closed: The day on which it was closed.
      minutes: The minutes into which the code is written.
      people: SHA-256 of `people.csv` on that day, None if there was none.
      previous: Root of the month before, None for the first.
      previous_parts: Root of each part of the month before; none for the first.
      lines: What the entries of each part said: canonical lines, sorted.
    """

    month: Month
    closed: date
    minutes: str
    people: str | None
    previous: str | None
    previous_parts: tuple[tuple[Part, str], ...]
    lines: tuple[tuple[Part, tuple[str, ...]], ...]

    def part_root(self, part: Part) -> str:
        """Return the root of a part: the month before, then every entry's hash in order."""
        before = dict(self.previous_parts).get(part, _NOTHING)
        leaves = "\n".join(sorted(map(_sha256, dict(self.lines).get(part, ()))))
        return _sha256(f"clubledger part {FORMAT}\n{part}\n{before}\n{leaves}")

    @property
    def part_roots(self) -> dict[Part, str]:
        """The root of each part."""
        return {part: self.part_root(part) for part in Part}

    def root_from(self, part_roots: dict[Part, str]) -> str:
        """Return the month's root, from those of its parts."""
        head = [
            f"clubledger month {FORMAT}",
            str(self.month),
            str(self.closed),
            self.minutes,
            self.people,
            self.previous,
            *(part_roots[part] for part in Part),
        ]
        return _sha256(canonical_line(head))

    @property
    def root(self) -> str:
        """The month's root: it stands for everything sealed until now."""
        return self.root_from(self.part_roots)

    @property
    def code(self) -> str:
        """The code for the minutes."""
        return code_of(self.root)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
