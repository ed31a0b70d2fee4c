"""What changed in a club's folder, file by file: by a command, or by other hands since the last."""

from collections import Counter
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final

from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.disk.files import sha256
from ledger_core.books.folder import book_files
from ledger_core.books.trail.blocks import Block, blocks_of, decoded
from ledger_core.books.trail.records import FileChange, KnownFile, Log

SEALS_FOLDER: Final = "seals"


def kept_files(folder: Path) -> list[Path]:
    """Return the files whose state the log keeps: the books, people.csv and the seals."""
    people = folder / PEOPLE_FILE
    seals = sorted((folder / SEALS_FOLDER).glob("*.json"))
    plain = [p for p in (people, *seals) if p.is_file() and not p.is_symlink()]
    return [*book_files(folder), *plain]


def known_blocks(path: str, content: bytes, known: Container[Block] = frozenset()) -> list[Block]:
    """Return the entries of a file that the log names; of personal data it names none."""
    return blocks_of(decoded(content), known) if path.endswith(".beancount") else []


def change_of(path: str, known: KnownFile | None, content: bytes | None) -> FileChange:
    """Return how a file differs from what the log knows of it."""
    before = known.blocks if known is not None else []
    now = known_blocks(path, content, frozenset(before)) if content is not None else []
    added, removed = Counter(now), Counter(before)
    return FileChange(
        known.sha256 if known is not None else None,
        None if content is None else sha256(content),
        0 if content is None else len(content),
        tuple((added - removed).elements()),
        tuple(_in_order(before, removed - added)),
    )


def _in_order(blocks: list[Block], left: Counter[Block]) -> list[Block]:
    """Return the blocks of `left` in the order in which they stood; the last of equal ones."""
    found = []
    for block in reversed(blocks):
        if left[block] > 0:
            left[block] -= 1
            found.append(block)
    return found[::-1]


def by_hand(folder: Path, log: Log) -> dict[str, FileChange]:
    """Return what changed outside the commands since the last one, by path.

    Raises:
      OSError: a file cannot be read.
    """
    known = log.known
    now = {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept_files(folder)}
    return {
        path: change_of(path, known.get(path), now.get(path))
        for path in sorted({*known, *now})
        if _hash(now.get(path)) != (known[path].sha256 if path in known else None)
    }


def tail_is_missing(known: KnownFile, change: FileChange) -> bool:
    """Whether the last entry that a file is known to have held is gone: cut off, most likely."""
    return bool(known.blocks and known.blocks[-1] in change.removed)


def _hash(content: bytes | None) -> str | None:
    return None if content is None else sha256(content)


def written_changes(
    log: Log, outside: Mapping[str, FileChange], changes: Mapping[str, bytes]
) -> dict[str, FileChange]:
    """Return what a command is about to do, as its record will say it.

    Args:
      log: The log so far.
      outside: What had changed by hand when the command began.
      changes: New content by path.
    """
    known = log.known
    for path, change in outside.items():
        blocks = [b for b in known[path].blocks if b not in change.removed] if path in known else []
        known[path] = KnownFile(change.new, change.size, [*blocks, *change.added])
    return {path: change_of(path, known.get(path), content) for path, content in changes.items()}
