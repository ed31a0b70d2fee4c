"""`clubledger repair`: what can be mended without guessing is mended, and the old kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from ledger_core.books.disk.errors import FolderNotWritable
from ledger_core.books.disk.files import (
    OPERATING_SYSTEM,
    STATE_FOLDER,
    System,
    read_regular_file,
    sha256,
)
from ledger_core.books.disk.intent import INTENT_FILE, complete_intent, write_files
from ledger_core.books.disk.intent_errors import FileUnreadable
from ledger_core.books.disk.intent_format import IntentUnreadable
from ledger_core.books.entered import Entered
from ledger_core.books.keeping.backup import free_name, put_folder
from ledger_core.books.keeping.manifest import read_backup
from ledger_core.books.keeping.mending import mended
from ledger_core.books.trail.changes import by_hand, kept_files, known_blocks
from ledger_core.books.trail.records import KnownFile, Log, read_log
from ledger_core.books.trail.writing import log_line
from ledger_core.messages import Message, N_

KEPT: Final = "kept"


@dataclass(frozen=True, slots=True)
class Repair:
    """One file that can be mended.

    Attributes:
      path: The file below the club's folder.
      old: What it holds, None where it is gone.
      new: What it shall hold.
      done: What is mended, in words.
      proved: Whether the log knows exactly the new content.
    """

    path: str
    old: bytes | None
    new: bytes
    done: tuple[Message, ...]
    proved: bool


@dataclass(slots=True)
class RepairPlan:
    """What can be mended and what cannot.

    Attributes:
      completed: Files of a cut-off change that was completed at once.
      repairs: What can be mended.
      left: What cannot be mended safely, by path.
    """

    completed: tuple[str, ...] = ()
    repairs: list[Repair] = field(default_factory=list)
    left: dict[str, Message] = field(default_factory=dict)


def plan_repair(folder: Path, *, entered_at: datetime, backup: Path | None = None) -> RepairPlan:
    """Complete a cut-off change, then look at every file; to be called under the club's lock.

    Args:
      folder: The club's folder.
      entered_at: The computer's time, for the name of what is kept.
      backup: A backup to take cut-off files from, where the log proves that they are the same.

    Raises:
      FileUnreadable: a file cannot be read.
      NotABackup, BackupDamaged: the backup cannot be trusted.
      FileChangedByHand, IntentUnreadable: a cut-off change that a person has to look at.
    """
    plan = RepairPlan(_complete(folder, entered_at))
    try:
        log = read_log(folder)
        known = log.known
        now = {path.relative_to(folder).as_posix(): path for path in kept_files(folder)}
        saved = read_backup(backup) if backup is not None else {}
        for path in sorted({*known, *now}):
            content = read_regular_file(folder / path)
            _look(plan, path, content, known.get(path), saved.get(path))
    except OSError as error:
        raise FileUnreadable(str(folder), error) from error
    return plan


def _look(
    plan: RepairPlan,
    path: str,
    content: bytes | None,
    known: KnownFile | None,
    saved: bytes | None,
) -> None:
    better = mended(content or b"", known)
    if better.done and content is not None and (better.proved or known is None):
        plan.repairs.append(Repair(path, content, better.content, better.done, better.proved))
        return
    cut_off = known is not None and (
        content is None or _is_cut_off(path, better.content, known, content)
    )
    if cut_off and known is not None:
        if saved is not None and sha256(saved) == known.sha256:
            done = Message(N_("it is taken from the backup; the log proves that it is the same"))
            plan.repairs.append(Repair(path, content, saved, (done,), proved=True))
            return
        plan.left[path] = Message(
            N_(
                "its end is missing, and nothing here proves what stood there. Name the last "
                "backup with --from, or enter again what is missing from the vouchers"
            )
        )
    elif better.done and content is not None:
        plan.repairs.append(Repair(path, content, better.content, better.done, proved=False))
    elif not _is_text(content or b""):
        plan.left[path] = Message(
            N_("it is no text in UTF-8. Take it from the last backup: clubledger restore")
        )


def _is_cut_off(path: str, content: bytes, known: KnownFile, now: bytes) -> bool:
    blocks = set(known_blocks(path, content, frozenset(known.blocks)))
    if known.blocks:
        return known.blocks[-1] not in blocks
    return len(now) < known.size


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def carry_out(
    folder: Path,
    plan: RepairPlan,
    *,
    entered: Entered,
    command: str,
    system: System = OPERATING_SYSTEM,
) -> Path | None:
    """Mend what the plan says, in one commit; return where the old files are kept.

    To be called under the club's lock.

    Raises:
      FolderNotWritable: the old files cannot be kept; nothing was changed.
      FileChangedMeanwhile, NothingWritten, CommitInterrupted: as `write_files`.
    """
    if not plan.repairs:
        return None
    old = {repair.path: repair.old for repair in plan.repairs if repair.old is not None}
    kept = _keep(folder, old, entered.at, system)
    changes = {repair.path: repair.new for repair in plan.repairs}
    line = log_line(folder, changes, entered=entered, command=command)
    expected = {path: None if path not in old else sha256(old[path]) for path in changes}
    write_files(
        folder,
        {**changes, line.path: line.content},
        expected={**expected, line.path: line.old},
        system=system,
    )
    return kept


def _keep(folder: Path, files: Mapping[str, bytes], at: datetime, system: System) -> Path:
    place = free_name(folder / STATE_FOLDER / KEPT, f"{at:%Y-%m-%d-%H%M}")
    try:
        put_folder(place, files, system=system)
    except OSError as error:
        raise FolderNotWritable(folder, error) from error
    return place


def _complete(folder: Path, at: datetime) -> tuple[str, ...]:
    """Complete a cut-off change; a torn note of one that changed nothing is kept aside."""
    try:
        return complete_intent(folder)
    except IntentUnreadable:
        log = read_log(folder)
        if not _untouched(folder, log):
            raise
        note = folder / STATE_FOLDER / INTENT_FILE
        _keep(folder, {INTENT_FILE: note.read_bytes()}, at, OPERATING_SYSTEM)
        note.unlink()
        return ()


def _untouched(folder: Path, log: Log) -> bool:
    """Whether every file is as the last command left it, so that nothing of a change was done."""
    return bool(log.records) and not by_hand(folder, log)


__all__ = ["Repair", "RepairPlan", "carry_out", "plan_repair"]
