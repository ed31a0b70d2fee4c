"""Finds the returns below some folders.

A return is a file whose name ends in `.json` and that says near its beginning that it is one, or
whose name ends in `.return.json`. Folders of books, where a seal is a `.json` too, are not entered.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger_core.books.received import shown_path
from ledger_core.consolidation.counted import NotCounted
from ledger_core.consolidation.returns.form import MARK, ClubReturn
from ledger_core.consolidation.returns.reading import NotAReturn, read_return
from ledger_core.consolidation.snapshot import ClubIdentity

SUFFIX: Final = ".return.json"
_HEAD: Final = 400
_BOOKS: Final = frozenset({"club.beancount", "register.beancount"})


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """A return as it was received.

    Attributes:
        path: Its file, as shown to people.
        content: What it says.
    """

    path: str
    content: ClubReturn

    @property
    def club(self) -> ClubIdentity:
        """Which club sent it."""
        return self.content.club


def find_returns(
    roots: Iterable[Path],
) -> tuple[tuple[ReceivedReturn, ...], tuple[NotCounted, ...]]:
    """Return the returns below some folders, and the files that are none, by path."""
    found, refused = [], []
    for path in sorted(set(_files(roots))):
        try:
            found.append(ReceivedReturn(shown_path(path), read_return(path)))
        except NotAReturn as error:
            refused.append(NotCounted(shown_path(path), error.reason, error.message))
    return tuple(found), tuple(refused)


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        if root.is_file():
            if _says_so(root):
                yield root
            continue
        for folder, folders, files in os.walk(root):
            if not _BOOKS.isdisjoint(files):
                folders.clear()
                continue
            folders.sort()
            yield from (
                path
                for name in files
                if name.endswith(".json") and _says_so(path := Path(folder, name))
            )


def _says_so(path: Path) -> bool:
    if path.name.endswith(SUFFIX):
        return True
    if path.suffix != ".json" or path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return f'"{MARK}"'.encode() in file.read(_HEAD)
    except OSError:
        return False
