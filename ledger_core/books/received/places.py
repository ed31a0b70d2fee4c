"""Where received books lie: a club's folder, a zip, or a tree of both."""

import hashlib
import marshal
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Final

from ledger_core.books.directives import Scope
from ledger_core.books.received.answers import printable

TOP_FILE: Final = Scope.CLUB.top_file
BOOK_SUFFIX: Final = ".beancount"
ZIP_SUFFIX: Final = ".zip"
_DEEPEST: Final = 12
_MOST_LOOKED_AT: Final = 700_000
_WITHOUT_REFERENCES: Final = 2
"""Version of `marshal` that writes equal values alike."""


def shown_path(path: Path) -> str:
    """Return a path as people read it, whatever bytes its names have."""
    return printable(str(path).encode("utf-8", "replace").decode("utf-8"))


@dataclass(frozen=True, slots=True)
class ReceivedBooks:
    """One club's books as they were received; nothing of them has been read.

    Attributes:
      path: The club's folder, or its zip.
    """

    path: Path

    @property
    def shown(self) -> str:
        """The path as people read it, whatever bytes its names have."""
        return shown_path(self.path)

    @property
    def is_zip(self) -> bool:
        """Whether the books are in a zip."""
        return self.path.suffix.lower() == ZIP_SUFFIX and not _is_folder(self.path)

    def fingerprint(self) -> str:
        """Return what changes whenever a file of the books was touched: nothing is opened.

        Names, kinds, sizes and times of every file and folder, with the time of the last change
        of the entry itself, which nobody can set back with the usual means.

        Raises:
          OSError: the computer cannot list the folder.
        """
        top = self.path.lstat()
        found: list[str | int] = ["", *_told(top)]
        folders = [("", str(self.path), 0)] if stat.S_ISDIR(top.st_mode) else []
        while folders and len(found) < _MOST_LOOKED_AT:  # more is refused anyway
            prefix, folder, depth = folders.pop()
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=attrgetter("name")):
                    status = entry.stat(follow_symlinks=False)
                    found.append(f"{prefix}{entry.name}")
                    found += _told(status)
                    if stat.S_ISDIR(status.st_mode) and depth < _DEEPEST:
                        folders.append((f"{prefix}{entry.name}/", entry.path, depth + 1))
        # A form of ours alone: nothing reads it back, and thousands of clubs are looked at.
        return hashlib.sha256(marshal.dumps(found, _WITHOUT_REFERENCES)).hexdigest()

    def content_key(self) -> str:
        """Return the SHA-256 over names and bytes of what would be read; nothing is interpreted.

        Raises:
          Refused: the folder holds links, devices or more than is read.
        """
        from ledger_core.books.received.collecting import collect  # noqa: PLC0415 (it knows us)

        return collect(self.path).key()


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _told(status: os.stat_result) -> tuple[int, ...]:
    return (
        status.st_mode,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def find_received(roots: Iterable[Path]) -> Iterator[ReceivedBooks]:
    """Yield the received books in some folders, in the order of their paths, each once.

    A folder with a `.beancount` file is a club's, whether or not it is whole; so is every zip.
    Hidden folders are passed over. Links are never followed: one to a folder is taken for a club,
    as is a folder too deep to be looked into, so that they are among those that were not read.

    Args:
      roots: Clubs' folders, zips, or trees of them.

    Raises:
      OSError: one of the roots cannot be listed; folders below that cannot are taken for clubs,
        so that they are among those that were not read.
    """
    seen: set[Path] = set()
    for root in roots:
        for books in _found_in(Path(root)):
            real = books.path.absolute()
            if real not in seen:
                seen.add(real)
                yield books


def _found_in(root: Path) -> Iterator[ReceivedBooks]:
    if not stat.S_ISDIR(root.stat().st_mode):
        is_top = root.name == TOP_FILE
        yield ReceivedBooks(root.parent if is_top else root)
        return
    yield from _below(root, 0)


def _below(folder: Path, depth: int) -> Iterator[ReceivedBooks]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        if depth == 0:
            raise
        yield ReceivedBooks(folder)
        return
    visible = [entry for entry in found if not entry.name.startswith(".")]
    if any(entry.name.lower().endswith(BOOK_SUFFIX) for entry in visible):
        yield ReceivedBooks(folder)
        return
    for entry in visible:
        if entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            yield from _below(Path(entry.path), depth + 1)
        elif entry.name.lower().endswith(ZIP_SUFFIX) or _leads_to_folder(entry):
            yield ReceivedBooks(Path(entry.path))


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False
