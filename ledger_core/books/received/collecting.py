"""Collecting the files of received books into memory, without following anything.

Only what a club's folder is known to hold is opened: books, `people.csv`, seals and the log. Links,
devices, pipes and what else is no plain file are refused wherever they stand, other files are
never opened. Each folder is opened by the one above it, so nobody can put a link in between.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.disk.files import STATE_FOLDER
from ledger_core.books.disk.intent import INTENT_FILE
from ledger_core.books.received import refusals
from ledger_core.books.received.limits import STANDARD, Limits
from ledger_core.books.received.places import BOOK_SUFFIX, TOP_FILE

_OURS: Final = re.compile(r"seals/[^/]+\.json|log/[^/]+\.jsonl", re.IGNORECASE)
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME: Final = 200
_NO_NAME: Final = frozenset('<>:"|?*\\')

# A pipe or a device would wait or act when it is opened.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(slots=True)
class Collection:
    """The files of one club's books.

    Attributes:
      files: Content by name, as seen from the club's folder, with `/`.
      limits: How much is taken.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    limits: Limits = STANDARD
    _folded: set[str] = field(default_factory=set)
    _size: int = 0

    def wanted(self, name: str) -> str | None:
        """Return the name under which a file is collected, None for a file that is no book.

        Raises:
          Refused: it is a file of the books under a name that no club's file has.
        """
        composed = unicodedata.normalize("NFC", name)  # as some systems store it: letters apart
        if not is_of_the_books(composed):
            return None
        if any(is_no_name(part) for part in composed.split("/")):
            raise refusals.name_impossible(name)
        if composed.casefold() in self._folded:
            raise refusals.name_twice(composed)
        self._folded.add(composed.casefold())
        if len(self._folded) > self.limits.files:
            raise refusals.too_many_files(self.limits.files)
        return composed

    def room(self) -> int:
        """Return how many bytes the next file may have."""
        return min(self.limits.file_size, self.limits.total_size - self._size)

    def add(self, name: str, content: bytes) -> None:
        """Add a file.

        Raises:
          Refused: it is too large, by itself or with the others.
        """
        if len(content) > self.room():
            raise refusals.too_large(name)
        self._size += len(content)
        self.files[name] = content

    def whole(self) -> "Collection":
        """Return the collection, if it is that of a club.

        Raises:
          Refused: it has no top file.
        """
        if TOP_FILE not in self.files:
            raise refusals.no_top_file(TOP_FILE)
        return self

    def key(self) -> str:
        """Return the SHA-256 over names and bytes."""
        return content_key(self.files)


def content_key(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 over the names and bytes of files, whatever their order."""
    found = hashlib.sha256()
    for name in sorted(files):
        encoded = name.encode("utf-8", "surrogateescape")
        found.update(len(encoded).to_bytes(8) + encoded)
        found.update(len(files[name]).to_bytes(8) + files[name])
    return found.hexdigest()


def is_of_the_books(name: str) -> bool:
    """Whether a file belongs to a club's books by its name."""
    lower = name.lower()
    return lower.endswith(BOOK_SUFFIX) or lower == PEOPLE_FILE or bool(_OURS.fullmatch(name))


def is_no_name(part: str) -> bool:
    """Whether a part of a path means something else on some computer, or nothing."""
    return (
        not part.isprintable()
        or len(part) > _LONGEST_NAME
        or part[-1:] in {"", ".", " "}
        or bool(_NO_NAME.intersection(part))
        or _DEVICE.fullmatch(part) is not None
    )


def collect(path: Path, limits: Limits = STANDARD) -> Collection:
    """Collect the files of a club's folder or zip.

    Raises:
      Refused: there is something that is never read, or too much.
    """
    if path.suffix.lower() == ".zip" and not path.is_dir():
        from ledger_core.books.received.unpacking import unpack  # noqa: PLC0415 (it knows us)

        return unpack(read_zip(path, limits), limits)
    return collect_folder(path, limits)


def read_zip(path: Path, limits: Limits = STANDARD) -> bytes:
    """Return the bytes of a zip as it was received; nothing in it is looked at.

    Raises:
      Refused: it is no plain file, too large, or not to be opened.
    """
    content = _read_plain(str(path), None, path.name, limits.zip_size)
    if content is None:
        raise refusals.too_large(path.name)
    return content


def collect_folder(folder: Path, limits: Limits = STANDARD) -> Collection:
    """Collect the files of a club's folder.

    Raises:
      Refused: there is something that is never read, or too much.
    """
    collection = Collection(limits=limits)
    try:
        if os.supports_dir_fd and os.open in os.supports_dir_fd:
            top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                _collect_below(collection, top, "", _Counter(limits))
            finally:
                os.close(top)
        else:
            _collect_paths(collection, folder.resolve(), "", _Counter(limits))
    except OSError as error:
        if folder.is_symlink():
            raise refusals.strange_file("") from None
        raise refusals.not_opened(error) from None
    return collection.whole()


class _Counter:
    """Counts what was looked at, so that a folder of a million files is given up."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.entries

    def count(self, name: str) -> None:
        self._left -= 1
        if self._left < 0:
            raise refusals.too_many_files(self._limits.entries)
        if name.count("/") > self._limits.depth:
            raise refusals.too_deep(name)


def _visible(entries: Iterator["os.DirEntry[str]"], prefix: str, counter: _Counter) -> list[str]:
    """Return the names in a folder in order, without hidden ones: those are a computer's own."""
    names = []
    for entry in entries:
        counter.count(prefix + entry.name)
        if not entry.name.startswith("."):
            names.append(entry.name)
    return sorted(names)


def _collect_below(collection: Collection, folder: int, prefix: str, counter: _Counter) -> None:
    if not prefix:
        _refuse_unfinished(folder)
    with os.scandir(folder) as entries:
        names = _visible(entries, prefix, counter)
    for name in names:
        shown = prefix + name
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode) and not is_of_the_books(shown):
            flags = _FLAGS | os.O_DIRECTORY
            below = os.open(name, flags, dir_fd=folder)
            try:
                _collect_below(collection, below, f"{shown}/", counter)
            finally:
                os.close(below)
            continue
        if not stat.S_ISREG(mode):
            raise refusals.strange_file(shown)
        if (wanted := collection.wanted(shown)) is not None:
            content = _read_plain(name, folder, shown, collection.room())
            if content is None:
                raise refusals.too_large(shown)
            collection.add(wanted, content)


def _refuse_unfinished(folder: int) -> None:
    """Books in which a command was cut off are neither what they were nor what they will be."""
    try:
        os.stat(f"{STATE_FOLDER}/{INTENT_FILE}", dir_fd=folder, follow_symlinks=False)
    except OSError:
        return
    raise refusals.unfinished()


def _read_plain(name: str, folder: int | None, shown: str, most: int) -> bytes | None:
    """Return the content of a plain file; None where it is larger than `most`."""
    try:
        descriptor = os.open(name, _FLAGS, dir_fd=folder)
    except OSError as error:
        raise refusals.not_opened(error, shown) from None
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise refusals.strange_file(shown)
        if status.st_size > most:
            return None
        content = file.read(most + 1)
    return content if len(content) <= most else None


def _collect_paths(collection: Collection, folder: Path, prefix: str, counter: _Counter) -> None:
    """Collect where no folder can be opened by the one above it: on Windows.

    Each path is compared with where it really leads before it is opened.
    """
    if not prefix and (folder / STATE_FOLDER / INTENT_FILE).exists():
        raise refusals.unfinished()
    with os.scandir(folder) as entries:
        names = _visible(entries, prefix, counter)
    for name in names:
        shown, path = prefix + name, folder / name
        mode = path.lstat().st_mode
        if path.resolve() != path:  # a link or a junction
            raise refusals.strange_file(shown)
        if stat.S_ISDIR(mode) and not is_of_the_books(shown):
            _collect_paths(collection, path, f"{shown}/", counter)
            continue
        if not stat.S_ISREG(mode):
            raise refusals.strange_file(shown)
        if (wanted := collection.wanted(shown)) is not None:
            content = _read_plain(str(path), None, shown, collection.room())
            if content is None:
                raise refusals.too_large(shown)
            collection.add(wanted, content)
