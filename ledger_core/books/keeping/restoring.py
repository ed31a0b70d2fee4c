"""Bringing a backup back: verified, beside what is there, never over it."""

import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ledger_core.books.directives import PEOPLE_FILE, REGISTER_FILE, Scope
from ledger_core.books.disk.files import OPERATING_SYSTEM, STATE_FOLDER, System
from ledger_core.books.disk.intent import write_files
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.entered import Entered
from ledger_core.books.keeping.backup import free_name, put_folder
from ledger_core.books.keeping.errors import BackupFailed, FolderHoldsOtherThings, RestoreFailed
from ledger_core.books.keeping.manifest import club_contents, read_backup
from ledger_core.books.trail.blocks import Block
from ledger_core.books.trail.changes import known_blocks
from ledger_core.books.trail.records import read_log
from ledger_core.books.trail.writing import log_line

_RESTORING = ".clubledger-restoring"


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What bringing a backup back would do.

    Attributes:
      folder: The club's folder as it will be.
      contents: The backup's files by path.
      present: Whether books lie there now, which will be kept aside.
      lost: By path, the entries that are in the books now, or that the log knows, and that the
        backup does not have.
      people_differ: Whether people.csv is not the one of the backup.
    """

    folder: Path
    contents: dict[str, bytes]
    present: bool
    lost: dict[str, tuple[Block, ...]]
    people_differ: bool


def plan_restore(place: Path, folder: Path) -> RestorePlan:
    """Read and verify a backup, and say what would be lost; nothing is changed.

    Args:
      place: The folder that `back_up` made.
      folder: The club's folder: new, empty, or with books that will be kept aside.

    Raises:
      NotABackup, BackupDamaged: it cannot be trusted.
      FolderHoldsOtherThings: the folder holds something else.
      BackupFailed: the computer refused to read.
    """
    folder = folder.resolve()
    try:
        contents = read_backup(place)
        present = folder.exists() and any(p.name != STATE_FOLDER for p in folder.iterdir())
        if present and not _is_club(folder):
            raise FolderHoldsOtherThings(folder)
        now = club_contents(folder) if present else {}
        known = read_log(folder).known if present else {}
    except OSError as error:
        raise BackupFailed(place, error) from error
    lost = {}
    for path in sorted({*now, *known}):
        noted = Counter(known[path].blocks if path in known else ())
        before = Counter(known_blocks(path, contents.get(path, b""), noted))
        there = Counter(known_blocks(path, now.get(path, b""), noted))
        gone = (there | noted) - before
        if gone:
            lost[path] = tuple(gone.elements())
    differ = PEOPLE_FILE in now and now[PEOPLE_FILE] != contents.get(PEOPLE_FILE)
    return RestorePlan(folder, contents, present, lost, differ)


def restore(
    plan: RestorePlan,
    *,
    at: datetime,
    entered: Entered,
    command: str,
    system: System = OPERATING_SYSTEM,
) -> Path | None:
    """Put the backup's files in place; return where the books that lay there are kept.

    Everything is written beside the folder first. Then the present folder gets another name, and
    the new one gets its name: at any moment one of them is whole.

    Raises:
      RestoreFailed: the computer refused; its message says where the books are.
    """
    folder = plan.folder
    building = folder.with_name(f".{folder.name}{_RESTORING}")
    kept = free_name(folder.parent, f"{folder.name}-before-{at:%Y-%m-%d-%H%M}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if building.exists():
            shutil.rmtree(building)
        put_folder(building, plan.contents, system=system)
        if plan.present:
            with club_lock(folder):
                pass  # nobody is in the middle of writing
            system.replace(folder, kept)
        elif folder.exists():
            shutil.rmtree(folder)  # holds nothing, or only a lock
        system.replace(building, folder)
        system.fsync_folder(folder.parent)
    except OSError as error:
        with suppress(OSError):
            if kept.exists() and not folder.exists():
                system.replace(kept, folder)
            shutil.rmtree(building)
        raise RestoreFailed(folder, kept, error) from error
    with club_lock(folder, command=command):
        line = log_line(folder, {}, entered=entered, command=command)
        write_files(folder, {line.path: line.content}, expected={line.path: line.old})
    return kept if plan.present else None


def _is_club(folder: Path) -> bool:
    marks = (Scope.CLUB.top_file, REGISTER_FILE)
    return any((folder / mark).is_file() for mark in marks) or (folder / "journal").is_dir()
