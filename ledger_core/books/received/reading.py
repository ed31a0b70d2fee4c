"""Reading received books: parsed from memory, booked and checked, without running anything.

To be called in a process that is locked in and may die: see `process.ReaderProcess`.
"""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from beancount import loader
from beancount.core import data
from beancount.ops import balance

from ledger_core.books.beancount_errors import beancount_finding
from ledger_core.books.checking import book_of, run_checks
from ledger_core.books.checks import CHECKS
from ledger_core.books.directives import Scope
from ledger_core.books.loading import LoadedClub, in_order
from ledger_core.books.quick.booking import book_entries, validate
from ledger_core.books.quick.garbage import garbage_collection_paused
from ledger_core.books.quick.loading import BALANCE, has_work
from ledger_core.books.received import allowed, refusals
from ledger_core.books.received.collecting import Collection, collect
from ledger_core.books.received.guarding import Parsed, parse_guarded
from ledger_core.books.received.limits import STANDARD, Limits
from ledger_core.books.received.places import BOOK_SUFFIX, ReceivedBooks
from ledger_core.books.received.texts import check_text

_TOPS: Final = frozenset(scope.top_file for scope in Scope)


def load_collection(collection: Collection, folder: Path) -> LoadedClub:
    """Load the books of a collection, and run every check.

    Args:
      collection: The files.
      folder: A private folder with the same files and nothing else: for the checks that look at
        files by themselves.

    Raises:
      Refused: something in them is not on the lists of what is harmless.
    """
    books = {n: c for n, c in collection.files.items() if n.lower().endswith(BOOK_SUFFIX)}
    for name, content in books.items():
        check_text(name, content, collection.limits)
    parsed = {
        name: parse_guarded(name, content, str(folder / name), collection.limits)
        for name, content in books.items()
    }
    whole = _Whole(folder)
    whole.add(parsed, Scope.CLUB.top_file)
    for name in parsed:
        if name not in whole.names and name not in _TOPS:
            raise refusals.not_included(name)
    return _checked(whole, folder)


@dataclass(slots=True)
class _Whole:
    """A top file with what it includes, put together as Beancount's loader does."""

    folder: Path
    names: list[str] = field(default_factory=list)
    entries: list[data.Directive] = field(default_factory=list)
    errors: list[Any] = field(default_factory=list)
    options: list[dict[str, Any]] = field(default_factory=list)

    def add(self, parsed: dict[str, Parsed], name: str) -> None:
        """Add a file, then those that it includes."""
        file = parsed[name]
        self.names.append(name)
        self.entries += file.entries
        self.errors += file.errors
        self.options.append(file.options)
        for included, line in file.includes:
            target = _target(name, included)
            if target is None:
                raise refusals.include_not_allowed(name, line)
            if target not in parsed:
                raise refusals.include_missing(name, line)
            if target in self.names:
                raise refusals.include_twice(name, line)
            self.add(parsed, target)

    def options_map(self) -> dict[str, Any]:
        """Return the options as the loader leaves them, without asking the disk."""
        first, *others = self.options
        first["include"] = sorted(str(self.folder / name) for name in self.names)
        found: dict[str, Any] = loader.aggregate_options_map(first, others)
        return found


def _target(name: str, included: str) -> str | None:
    """Return which collected file an include means, None where it is no plain name."""
    if not allowed.is_inside(included) or not included.endswith(BOOK_SUFFIX):
        return None
    return (PurePosixPath(name).parent / included).as_posix()


def _checked(whole: _Whole, folder: Path) -> LoadedClub:
    options = whole.options_map()
    errors = list(whole.errors)
    entries = sorted(whole.entries, key=data.entry_sortkey)
    entries, found, balanced = book_entries(entries, options)
    errors += found
    book = book_of(entries, options, Scope.CLUB)
    run_checks(book, tuple(CHECKS))
    if has_work(BALANCE, entries):
        entries, found = balance.check(entries, options)  # type: ignore[no-untyped-call]
        errors += found
    errors += validate(entries, options, balanced)
    findings = [*book.findings.found, *(beancount_finding(error, folder) for error in errors)]
    return LoadedClub(book, entries, options, in_order(findings))


def load_received(books: ReceivedBooks, private: Path, limits: Limits = STANDARD) -> LoadedClub:
    """Load received books in this process: only for one that is locked in and may die.

    Args:
      books: The books.
      private: An empty folder that nobody else can read; the files of the books are copied there,
        and the loaded book's folder is this one.
      limits: How much is taken.

    Raises:
      Refused: the books are not read.
    """
    collection = collect(books.path, limits)
    copy_out(collection, private)
    with garbage_collection_paused():
        return load_collection(collection, private)


def copy_out(collection: Collection, private: Path) -> None:
    """Write the files of a collection below an empty folder."""
    for name, content in collection.files.items():
        path = private / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
