"""What a club's log says, with what changed by other hands since the last command."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger_core.books.disk.intent import complete_intent, is_pending, write_files
from ledger_core.books.disk.intent_errors import FileUnreadable
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.entered import Entered
from ledger_core.books.loading import club_folder
from ledger_core.books.trail.changes import by_hand
from ledger_core.books.trail.records import LOG_FOLDER, FileChange, Log, read_log
from ledger_core.books.trail.writing import log_line


@dataclass(frozen=True, slots=True)
class Trail:
    """What was done in a club's books.

    Attributes:
      log: What commands did.
      by_hand: What changed outside them since the last one, by path.
    """

    log: Log
    by_hand: Mapping[str, FileChange]


def settled_folder(path: Path) -> Path:
    """Return a club's folder, after completing what a killed command left behind.

    Raises:
      NoClubHere: there are no books.
    """
    folder = club_folder(path)
    if is_pending(folder):
        with club_lock(folder):
            complete_intent(folder)
    return folder


def read_trail(path: Path) -> Trail:
    """Read a club's log and compare it with the files.

    Raises:
      NoClubHere: there are no books.
      FileUnreadable: a file cannot be read.
    """
    folder = settled_folder(path)
    try:
        log = read_log(folder)
        return Trail(log, by_hand(folder, log))
    except OSError as error:
        raise FileUnreadable(LOG_FOLDER, error) from error


def accept_changes(path: Path, *, entered: Entered, command: str) -> Mapping[str, FileChange]:
    """Note in the log that the files are meant to be as they are now; return what had changed.

    Raises:
      NoClubHere, ClubBusy, FileUnreadable, NothingWritten: nothing was noted.
    """
    folder = club_folder(path)
    with club_lock(folder, command=command):
        complete_intent(folder)
        changed = read_trail(folder).by_hand
        if changed:
            line = log_line(folder, {}, entered=entered, command=command)
            write_files(folder, {line.path: line.content}, expected={line.path: line.old})
    return changed
