"""Records of the log: one line of JSON for each command, each with the hash of the one before.

`log/2026-03.jsonl` holds what commands did in March 2026 by the computer's clock. The order is
that of the numbers, so that a clock that goes back changes nothing.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ledger_core.books.disk.files import sha256
from ledger_core.books.trail.blocks import Block

LOG_FOLDER: Final = "log"

_LOG_NAME: Final = re.compile(r"\d{4}-\d\d(?:-\d+)?\.jsonl")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happened to one file.

    Attributes:
      old: SHA-256 of its content before, None when there was none.
      new: SHA-256 of its content after, None when there is none.
      size: Bytes of its content after.
      added: Entries that are there now.
      removed: Entries that are gone.
    """

    old: str | None
    new: str | None
    size: int
    added: tuple[Block, ...] = ()
    removed: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What one command did.

    Attributes:
      number: 1, 2, 3, … without gaps.
      entered: When and by whom, as under the entries.
      command: The command, without its data.
      files: What it wrote, by path.
      by_hand: What had changed outside the commands when it began, by path.
      undoes: Number of the command that it took back.
      previous: SHA-256 of the line before, None for the first.
    """

    number: int
    entered: str
    command: str
    files: Mapping[str, FileChange] = field(default_factory=dict)
    by_hand: Mapping[str, FileChange] = field(default_factory=dict)
    undoes: int | None = None
    previous: str | None = None

    def line(self) -> str:
        """Return the record as it stands in the log, without the line feed."""
        found: dict[str, Any] = {
            "number": self.number,
            "entered": self.entered,
            "command": self.command,
            "files": {path: _plain(change) for path, change in sorted(self.files.items())},
            "by_hand": {path: _plain(change) for path, change in sorted(self.by_hand.items())},
            "undoes": self.undoes,
            "previous": self.previous,
        }
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    @property
    def written(self) -> tuple[str, ...]:
        """Labels of vouchers and decisions that it wrote, each once; openings and lines are not."""
        blocks = (block for change in self.files.values() for block in change.added)
        return tuple(dict.fromkeys(b.label for b in blocks if not b.label.startswith(_LINES)))


_LINES: Final = ("open ", "option ", "include ", "plugin ", "commodity ", "fava-option ")


@dataclass(slots=True)
class KnownFile:
    """What the log knows of a file: its last hash and size, and the entries in their order."""

    sha256: str | None
    size: int
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Log:
    """A club's log.

    Attributes:
      records: In the order of their numbers.
      damaged: Files of the log, with lines, that cannot be read or do not follow the one before.
      last_line_hash: What the next record names as the one before it.
    """

    records: tuple[Record, ...] = ()
    damaged: tuple[tuple[str, int], ...] = ()
    last_line_hash: str | None = None

    @property
    def known(self) -> dict[str, KnownFile]:
        """Return what every file held after the last command."""
        known: dict[str, KnownFile] = {}
        for record in self.records:
            for changes in (record.by_hand, record.files):
                for path, change in changes.items():
                    _apply(known, path, change)
        return {path: file for path, file in known.items() if file.sha256 is not None}


def _apply(known: dict[str, KnownFile], path: str, change: FileChange) -> None:
    file = known.setdefault(path, KnownFile(None, 0, []))
    file.sha256, file.size = change.new, change.size
    gone = list(change.removed)
    if gone:
        kept = []
        for block in file.blocks:
            if block in gone:
                gone.remove(block)
            else:
                kept.append(block)
        file.blocks = kept
    file.blocks += change.added


def log_files(folder: Path) -> list[Path]:
    """Return the files of a club's log, in the order of their months."""
    if not (folder / LOG_FOLDER).is_dir():
        return []
    return sorted(
        path
        for path in (folder / LOG_FOLDER).iterdir()
        if _LOG_NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink()
    )


def read_log(folder: Path) -> Log:
    """Read a club's log; what cannot be read is said, and the rest is used.

    Raises:
      OSError: the computer cannot read a file of it.
    """
    found: list[tuple[Record, str, str, int]] = []
    damaged: list[tuple[str, int]] = []
    for path in log_files(folder):
        name = f"{LOG_FOLDER}/{path.name}"
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if not line:
                continue
            record = _decode(line)
            if record is None:
                damaged.append((name, number))
            else:
                found.append((record, sha256(line), name, number))
    found.sort(key=lambda item: item[0].number)
    damaged += _breaks(found)
    last = found[-1][1] if found else None
    return Log(tuple(record for record, *_ in found), tuple(damaged), last)


def _breaks(found: Iterable[tuple[Record, str, str, int]]) -> list[tuple[str, int]]:
    breaks = []
    number, before = 0, None
    for record, line_hash, name, line in found:
        if record.previous != before or record.number != number + 1:
            breaks.append((name, line))
        number, before = record.number, line_hash
    return breaks


def _plain(change: FileChange) -> dict[str, Any]:
    plain: dict[str, Any] = {"old": change.old, "new": change.new, "size": change.size}
    if change.added:
        plain["added"] = change.added
    if change.removed:
        plain["removed"] = change.removed
    return plain


def _decode(line: bytes) -> Record | None:
    try:
        item = json.loads(line)
        return Record(
            _int(item["number"]),
            _text(item["entered"]),
            _text(item["command"]),
            {_text(path): _change(change) for path, change in item["files"].items()},
            {_text(path): _change(change) for path, change in item["by_hand"].items()},
            None if item["undoes"] is None else _int(item["undoes"]),
            None if item["previous"] is None else _text(item["previous"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _change(item: Any) -> FileChange:  # noqa: ANN401 (whatever stands in a file)
    blocks = [
        tuple(Block(_text(label), _text(digest)) for label, digest in item.get(key, ()))
        for key in ("added", "removed")
    ]
    old, new = (None if item[key] is None else _text(item[key]) for key in ("old", "new"))
    return FileChange(old, new, _int(item["size"]), blocks[0], blocks[1])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _int(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value
