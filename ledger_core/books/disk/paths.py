"""Which files of a club's folder our commands may write."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from ledger_core.books.text import shown
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

WRITABLE_SUFFIXES: Final = frozenset({".beancount", ".csv", ".json", ".jsonl"})
"""Kinds of files that a commit may write: books, people's data, seals, log."""

DEEPEST: Final = 4
"""Parts that a path below the club's folder may have."""

# Windows takes these for devices whatever follows the first point.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)

# ASCII without a leading point: our own state and temporary files can never be named, and a name
# means the same on every computer.
_PART: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class PathRefused(ClubledgerError):
    """A commit names a file that no commit may write."""

    def __init__(self, path: str, problem: Message) -> None:
        self.path = path
        super().__init__(
            Message(
                N_("The file “{path}” may not be written: {problem}."),
                path=shown(path),
                problem=problem,
            ),
            Message(
                N_(
                    "Nothing was changed. Please show this message to the person who looks after "
                    "the program."
                )
            ),
        )


def club_file(folder: Path, relative: str) -> Path:
    """Return the full path of a file of the club that a commit may write.

    Args:
      folder: The club's folder.
      relative: Path below it with `/`, as `journal/income-2026.beancount`.

    Raises:
      PathRefused: it leads out of the folder, by itself or by a link, or is of another kind.
    """
    parts = relative.split("/")
    if not all(map(_PART.fullmatch, parts)) or len(parts) > DEEPEST:
        raise PathRefused(relative, Message(N_("it is no plain path inside the club's folder")))
    if any(_DEVICES.fullmatch(part.split(".")[0]) for part in parts):
        raise PathRefused(relative, Message(N_("Windows keeps this name for itself")))
    if PurePosixPath(relative).suffix not in WRITABLE_SUFFIXES:
        raise PathRefused(relative, Message(N_("it is not one of the kinds of files of a club")))
    path = folder.joinpath(*parts)
    if path.parent.resolve() != folder.resolve().joinpath(*parts[:-1]) or path.is_symlink():
        raise PathRefused(relative, Message(N_("it is a link that leads somewhere else")))
    return path


def refuse_same_file_twice(paths: Iterable[str]) -> None:
    """Make sure that no two paths name one file where capitals do not count, as on Windows.

    Raises:
      PathRefused: two of them do.
    """
    seen: set[str] = set()
    for path in paths:
        if path.casefold() in seen:
            raise PathRefused(path, Message(N_("it stands there twice")))
        seen.add(path.casefold())
