"""The last step of every change: one file or five become new together, or none does.

Under the club's lock, everything that shall change is first written down in one intent file and
forced to the disk: path, hash of the old content, hash of the new, and the new content itself.
From then on the change will happen: each file is replaced in one step, then the intent is removed.
When a command is killed, or the power fails, in the middle, the next command finds the intent and
completes it. A file that was changed by hand in between is neither old nor new: then nothing is
touched, and a person has to look.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import Final

from ledger_core.books.disk.files import (
    OPERATING_SYSTEM,
    STATE_FOLDER,
    TEMPORARY_SUFFIX,
    System,
    make_folders,
    mode_of,
    put_file,
    read_regular_file,
    remove_if_there,
    sha256,
)
from ledger_core.books.disk.intent_errors import (
    CommitInterrupted,
    CommitPending,
    FileChangedByHand,
    FileChangedMeanwhile,
    FileUnreadable,
    NothingWritten,
)
from ledger_core.books.disk.intent_format import FileChange, decode_intent, encode_intent
from ledger_core.books.disk.lock import require_lock
from ledger_core.books.disk.paths import club_file, refuse_same_file_twice

INTENT_FILE: Final = "intent.json"

_OWNER_MAY_READ_AND_WRITE: Final = 0o600


def write_files(
    folder: Path,
    changes: Mapping[str, bytes],
    *,
    expected: Mapping[str, str | None],
    system: System = OPERATING_SYSTEM,
) -> tuple[str, ...]:
    """Give several files of a club their new content, all of them or none.

    To be called under `club_lock(folder)`.

    Args:
      folder: The club's folder.
      changes: New content by path below the folder (with `/`), UTF-8. Folders that are missing are
        created. A file that holds this content already is left alone.
      expected: SHA-256 by path of what was read and checked, None for "no such file". It holds
        every path of `changes`, and may hold others that must not have changed either.
      system: The operating system; tests put faults in.

    Returns:
      The paths that were written, sorted.

    Raises:
      FileChangedMeanwhile: a file is not as expected; nothing was changed.
      PathRefused: a path is not one that a commit may write; nothing was changed.
      CommitPending: `complete_intent` was not called; nothing was changed.
      FileUnreadable, NothingWritten: the computer refused; nothing was changed.
      CommitInterrupted: the computer refused after the intent was noted; the next
        `complete_intent` completes it.
      LockNotHeld, KeyError, UnicodeDecodeError: a mistake in the program.
    """
    require_lock(folder)
    if _intent_path(folder).exists():
        raise CommitPending(folder)
    refuse_same_file_twice(changes)
    for path in sorted({*changes, *expected}):
        club_file(folder, path)
    for path, old in sorted(expected.items()):
        if _hash_now(folder, path) != old:
            raise FileChangedMeanwhile(path)
    intent = tuple(
        FileChange(path, expected[path], sha256(content), content.decode())
        for path, content in sorted(changes.items())
        if expected[path] != sha256(content)
    )
    if not intent:
        return ()
    _require_writable(folder, intent)
    _note(folder, intent, system)
    _finish(folder, intent, intent, system)
    return tuple(change.path for change in intent)


def is_pending(folder: Path) -> bool:
    """Whether `complete_intent` has something to do; needs no lock and writes nothing.

    True, too, while another process is in the middle of a change.
    """
    return _intent_path(folder).exists() or any(_leftovers(folder))


def complete_intent(folder: Path, *, system: System = OPERATING_SYSTEM) -> tuple[str, ...]:
    """Complete a change that was cut off, and clear away what it left behind.

    To be called under `club_lock(folder)`, before a command or page reads the books. A folder that
    cannot be written to needs neither when `is_pending` says so.

    Returns:
      The paths of the completed change, sorted; none when there was nothing to complete.

    Raises:
      FileChangedByHand: a file is neither old nor new; no file was touched.
      IntentUnreadable: the intent file cannot be trusted; no file was touched.
      PathRefused: the intent file names a file that no commit may write; no file was touched.
      FileUnreadable: a file could not be read; no file was touched.
      CommitInterrupted: the computer refused to write; the next call goes on.
      LockNotHeld: a mistake in the program.
    """
    require_lock(folder)
    intent = _read_intent(folder)
    if intent:
        _finish(folder, intent, _not_yet_done(folder, intent), system)
    for leftover in _leftovers(folder):
        # It harms nobody, so a failure here is no reason to stop.
        with suppress(OSError):
            remove_if_there(leftover, system=system)
    return tuple(change.path for change in intent)


def _intent_path(folder: Path) -> Path:
    return folder / STATE_FOLDER / INTENT_FILE


def _note(folder: Path, intent: tuple[FileChange, ...], system: System) -> None:
    """Put the intent on the disk: before this nothing has changed, after it everything will."""
    path = _intent_path(folder)
    try:
        put_file(path, encode_intent(intent), mode=_intent_mode(folder, intent), system=system)
    except OSError as error:
        raise NothingWritten(folder, error) from error
    try:
        system.fsync_folder(path.parent)
    except OSError as error:
        raise CommitInterrupted(folder, error) from error


def _require_writable(folder: Path, intent: tuple[FileChange, ...]) -> None:
    """Refuse while nothing is noted yet what the computer would refuse half-way."""
    for change in intent:
        for path in (folder / change.path, *_parents(folder, change)):
            if path.exists() and not os.access(path, os.W_OK):
                raise NothingWritten(folder, PermissionError(errno.EACCES, "", str(path)))


def _finish(
    folder: Path, intent: Iterable[FileChange], to_do: Iterable[FileChange], system: System
) -> None:
    """Replace the files of `to_do`, force all folders to the disk, remove the intent."""
    try:
        for change in to_do:
            path = folder / change.path
            make_folders(path.parent, system=system)
            put_file(path, change.content.encode(), mode=mode_of(path), system=system)
        # Also those of files that were new already: the process that replaced them may have been
        # killed before it came to this.
        for parent in sorted({parent for change in intent for parent in _parents(folder, change)}):
            system.fsync_folder(parent)
        remove_if_there(_intent_path(folder), system=system)
        system.fsync_folder(folder / STATE_FOLDER)
    except OSError as error:
        raise CommitInterrupted(folder, error) from error


def _parents(folder: Path, change: FileChange) -> Iterator[Path]:
    for parent in (folder / change.path).parents:
        yield parent
        if parent == folder:
            return


def _read_intent(folder: Path) -> tuple[FileChange, ...]:
    path = _intent_path(folder)
    name = f"{STATE_FOLDER}/{INTENT_FILE}"
    try:
        content = read_regular_file(path)
    except OSError as error:
        raise FileUnreadable(name, error) from error
    return () if content is None else decode_intent(content, name)


def _not_yet_done(folder: Path, intent: tuple[FileChange, ...]) -> list[FileChange]:
    """Examine every file of an intent before any is touched; return those that are still old."""
    refuse_same_file_twice(change.path for change in intent)
    to_do = []
    for change in intent:
        club_file(folder, change.path)
        now = _hash_now(folder, change.path)
        if now == change.new:
            continue
        if now != change.old:
            raise FileChangedByHand(change.path)
        to_do.append(change)
    return to_do


def _hash_now(folder: Path, path: str) -> str | None:
    try:
        content = read_regular_file(folder / path)
    except OSError as error:
        raise FileUnreadable(path, error) from error
    return None if content is None else sha256(content)


def _intent_mode(folder: Path, intent: tuple[FileChange, ...]) -> int | None:
    """Return permissions no wider than those of any file whose content the intent repeats."""
    modes = [mode for change in intent if (mode := mode_of(folder / change.path)) is not None]
    if not modes:
        return None
    return reduce(int.__and__, modes) | _OWNER_MAY_READ_AND_WRITE


def _leftovers(folder: Path) -> Iterator[Path]:
    """Yield temporary files of a killed process: in the folder and in those directly below it."""
    pattern = f".*{TEMPORARY_SUFFIX}"
    yield from folder.glob(pattern)
    for below in folder.iterdir():
        if below.is_dir() and not below.is_symlink():
            yield from below.glob(pattern)
