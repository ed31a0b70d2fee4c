"""A change is tried on a copy first: the folder as it would be, loaded and compared."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from beancount.core import data

from ledger_core.books.folder import book_files
from ledger_core.books.loading import LoadedClub, load_club
from ledger_core.books.reading_back import plain_metadata
from ledger_core.books.seals.seal_file import seal_files
from ledger_core.findings import Finding

_NO_LIMIT: Final = 1 << 60


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The books as they would be.

    Attributes:
      copy: The folder in which they were built; it is gone again.
      candidate: The books as they loaded there.
    """

    copy: Path
    candidate: LoadedClub

    def is_as_meant(
        self, entries_before: int, lines_before: Mapping[str, int], added: Sequence[data.Directive]
    ) -> bool:
        """Whether the would-be book is the old one and exactly the entries that were meant.

        Args:
          entries_before: How many entries the book held.
          lines_before: How many lines each file held that entries were added to.
          added: The entries that were meant.
        """
        tail: list[data.Directive] = []
        for entry in self.candidate.entries:
            path = Path(entry.meta["filename"])
            inside = path.is_relative_to(self.copy)
            name = path.relative_to(self.copy).as_posix() if inside else ""
            if entry.meta["lineno"] > lines_before.get(name, _NO_LIMIT):
                tail.append(entry)
        same = Counter(map(_content, tail)) == Counter(map(_content, added))
        return same and len(self.candidate.entries) - len(tail) == entries_before


def rehearse(folder: Path, changes: Mapping[str, bytes]) -> Rehearsal:
    """Load the folder as it would be, in a temporary copy."""
    with tempfile.TemporaryDirectory(prefix="clubledger-") as name:
        copy = Path(name).resolve()
        for source in (*book_files(folder), *seal_files(folder)):
            target = copy / source.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        put_files(copy, changes)
        return Rehearsal(copy, load_club(copy))


def put_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a temporary folder, where nothing can be lost."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def identity(finding: Finding) -> tuple[str, str | None, str]:
    """What makes a finding the same one after lines were added before it."""
    return finding.rule, finding.loan, finding.message.in_language("en")


def _content(entry: data.Directive) -> str:
    """Return everything an entry says, apart from where it stands."""
    if isinstance(entry, data.Transaction):
        postings = [
            (p.account, p.units, p.cost, p.price, plain_metadata(p.meta)) for p in entry.postings
        ]
        head = (entry.date, entry.flag, entry.payee, entry.narration, plain_metadata(entry.meta))
        return repr((head, sorted(entry.links), sorted(entry.tags), postings))
    return repr(entry._replace(meta=plain_metadata(entry.meta)))
