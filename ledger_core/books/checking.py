"""Running the checks over a loaded book, and the errors that Beancount and Fava show of them."""

from pathlib import Path
from typing import Any, NamedTuple

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.checks import CHECKS
from ledger_core.books.directives import Scope
from ledger_core.books.quick.garbage import garbage_collection_paused
from ledger_core.club import AccountType
from ledger_core.findings import Finding

# Where the folded book waits for whoever loaded the ledger; Beancount hands the options through.
BOOK_OPTION = "clubledger_book"


class FindingError(NamedTuple):
    """A finding in the form of a Beancount error.

    Attributes:
      source: `filename` and `lineno`, a plain dict as Beancount's printer needs it.
      message: The finding in the club's language, with what to do.
      entry: Always None: the message says it all.
      finding: The finding itself.
    """

    source: dict[str, Any]
    message: str
    entry: None
    finding: Finding


def book_of(entries: list[data.Directive], options_map: dict[str, Any], scope: Scope) -> Book:
    """Return the book of a load, read and folded once whoever asks first."""
    book = options_map.get(BOOK_OPTION)
    if not isinstance(book, Book) or book.scope is not scope:
        book = Book(Path(options_map["filename"]).parent, scope)
        book.files = tuple(options_map.get("include", ()))
        book.roots = {options_map[f"name_{kind.value}"]: kind for kind in AccountType}
        book.extend(entries)
        options_map[BOOK_OPTION] = book
    return book


def run_checks(book: Book, names: tuple[str, ...]) -> list[Finding]:
    """Run those of the named checks that have not run on this book yet; return what is new.

    What was found while the book was read comes with the first check that runs.
    """
    start = len(book.findings.found) if book.checked else 0
    for name in names:
        if name not in book.checked:
            book.checked.add(name)
            CHECKS[name](book)
    return book.findings.found[start:]


def finding_error(finding: Finding, folder: Path, language: str) -> FindingError:
    """Return a finding as an error that Beancount's and Fava's printers can show."""
    text = f"[{finding.rule}] {finding.message.in_language(language)}"
    if finding.remedy is not None:
        text += f" {finding.remedy.in_language(language)}"
    if finding.lines:
        text += f"\n{finding.lines}"
    source = {"filename": str(folder / finding.file), "lineno": finding.line}
    return FindingError(source, text, None, finding)


def plugin_errors(
    entries: list[data.Directive],
    options_map: dict[str, Any],
    scope: Scope,
    names: tuple[str, ...],
) -> list[FindingError]:
    """Run checks for a Beancount plugin: its errors are the findings that must not stand.

    Warnings, information and excused breaches appear in `clubledger check` and in reports; they
    would make `bean-check` fail, because Beancount knows errors only.
    """
    with garbage_collection_paused():
        book = book_of(entries, options_map, scope)
        found = run_checks(book, names)
    return [
        finding_error(finding, book.folder, book.language) for finding in found if finding.blocking
    ]
