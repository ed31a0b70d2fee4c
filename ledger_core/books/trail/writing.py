"""Adding a command to the log, in the same commit as what it wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger_core.books.disk.files import sha256
from ledger_core.books.disk.intent_errors import FileUnreadable
from ledger_core.books.entered import Entered
from ledger_core.books.trail.changes import by_hand, written_changes
from ledger_core.books.trail.records import LOG_FOLDER, Record, read_log


@dataclass(frozen=True, slots=True)
class LogLine:
    """A file of the log with one more line.

    Attributes:
      path: The file below the club's folder.
      old: SHA-256 of what it held, None where it is new.
      content: What it shall hold.
    """

    path: str
    old: str | None
    content: bytes


def log_line(
    folder: Path,
    changes: Mapping[str, bytes],
    *,
    entered: Entered,
    command: str,
    undoes: int | None = None,
) -> LogLine:
    """Return the file of the log that says what a command is about to write.

    To be called under the club's lock.

    Args:
      folder: The club's folder, as it is before the command writes.
      changes: New content by path.
      entered: When and by whom.
      command: The command, without its data.
      undoes: Number of the command that it takes back.

    Raises:
      FileUnreadable: a file cannot be read.
    """
    try:
        log = read_log(folder)
        outside = by_hand(folder, log)
    except OSError as error:
        raise FileUnreadable(LOG_FOLDER, error) from error
    record = Record(
        number=log.records[-1].number + 1 if log.records else 1,
        entered=str(entered),
        command=command,
        files=written_changes(log, outside, changes),
        by_hand=outside,
        undoes=undoes,
        previous=log.last_line_hash,
    )
    path, old = _file_for(folder, f"{entered.at:%Y-%m}")
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    content = (old or b"") + gap + record.line().encode() + b"\n"
    return LogLine(path, None if old is None else sha256(old), content)


def _file_for(folder: Path, month: str) -> tuple[str, bytes | None]:
    """Return the month's file and what it holds; one that is no text is left as it is."""
    number = 1
    while True:
        path = f"{LOG_FOLDER}/{month}{'' if number == 1 else f'-{number}'}.jsonl"
        try:
            content = (folder / path).read_bytes()
            content.decode("utf-8")
        except FileNotFoundError:
            return path, None
        except UnicodeDecodeError:
            number += 1
        else:
            return path, content
