"""Loading a club's own books: one function, through Beancount, never through its cache.

Beancount's load cache keeps results after plugins, keyed by name, size and time only, and a planted
one runs code when it is read; so it is never touched.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beancount.core import data

from ledger_core.books.beancount_errors import beancount_finding
from ledger_core.books.book import Book
from ledger_core.books.checking import FindingError, book_of, run_checks
from ledger_core.books.checks import CHECKS
from ledger_core.books.checks.files import read_sources
from ledger_core.books.checks.headers import calls_foreign_code, check_headers
from ledger_core.books.directives import Scope
from ledger_core.books.disk.intent import complete_intent, is_pending
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.kept import Kept
from ledger_core.books.quick.garbage import garbage_collection_paused
from ledger_core.books.quick.loading import load
from ledger_core.books.unsafe_lines import unsafe_lines
from ledger_core.errors import CannotRun
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_


class NoClubHere(CannotRun):
    """A folder does not hold a club's books."""

    def __init__(self, folder: Path, top_file: str) -> None:
        super().__init__(
            Message(
                N_("There are no books of a club in “{folder}”: the file {file} is not there."),
                folder=str(folder),
                file=top_file,
            ),
            Message(N_("Name the club's folder, or start a club there: clubledger new.")),
        )


@dataclass(slots=True)
class LoadedClub:
    """A club's books, loaded and checked.

    Attributes:
      book: The book with register, chart, loans and vouchers.
      entries: Beancount's directives, sorted by date.
      options: Beancount's options.
      findings: Everything found, in order of file and line.
      kept: What was worked out from all of this.
    """

    book: Book
    entries: list[data.Directive]
    options: dict[str, Any]
    findings: list[Finding]
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    @property
    def errors(self) -> list[Finding]:
        """The findings because of which the record cannot be trusted."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def blocking(self) -> list[Finding]:
        """The errors, and the breaches that no minutes excuse."""
        return [finding for finding in self.findings if finding.blocking]


def club_folder(path: Path, scope: Scope = Scope.CLUB) -> Path:
    """Return the folder of a club named by its folder or by its top file.

    A club whose start was cut off is completed first.

    Raises:
      NoClubHere: there are no books.
    """
    folder = path.parent if path.name == scope.top_file and path.is_file() else path
    folder = Path(folder).resolve()
    if not (folder / scope.top_file).is_file() and folder.is_dir() and is_pending(folder):
        with club_lock(folder):  # a club whose start was cut off
            complete_intent(folder)
    if not (folder / scope.top_file).is_file():
        raise NoClubHere(path, scope.top_file)
    return folder


def load_club(path: Path, scope: Scope = Scope.CLUB) -> LoadedClub:
    """Load a club's books, or one fund's, and run every check.

    Raises:
      NoClubHere: there are no books in the folder.
    """
    folder = club_folder(path, scope)
    unread = _not_to_be_loaded(folder, scope)
    if unread is not None:
        return unread
    with garbage_collection_paused():
        # An uncached load; `load_file` would read or delete a cache file beside the book.
        entries, errors, options = load(folder / scope.top_file)
        book = book_of(entries, options, scope)
        run_checks(book, tuple(CHECKS))
    findings = list(book.findings.found)
    findings += [
        beancount_finding(error, folder) for error in errors if not isinstance(error, FindingError)
    ]
    return LoadedClub(book, entries, options, in_order(findings))


def in_order(findings: list[Finding]) -> list[Finding]:
    """Sort by place, and leave out what only follows from a file that cannot be read.

    Beancount hands its errors over in any order, and a file in another encoding or missing makes a
    hundred of them.
    """
    unreadable = {f.file for f in findings if f.rule == "register.file-not-utf8"}
    kept = [f for f in findings if not (f.file in unreadable and f.rule.startswith("beancount."))]
    return sorted(kept, key=lambda f: (f.file, f.line, f.rule, f.message.in_language("en")))


def _not_to_be_loaded(folder: Path, scope: Scope) -> LoadedClub | None:
    """Return the findings about books whose loading would run foreign code or end the program.

    Beancount runs a plugin while it loads, before any check could say a word. None for others.
    """
    book = Book(folder, scope)
    sources = read_sources(book)
    unsafe = unsafe_lines(folder)
    if not unsafe and not calls_foreign_code(sources):
        return None
    check_headers(book, sources)
    book.findings.found += unsafe
    return LoadedClub(book, [], {}, in_order(book.findings.found))


__all__ = ["LoadedClub", "NoClubHere", "club_folder", "garbage_collection_paused", "load_club"]
