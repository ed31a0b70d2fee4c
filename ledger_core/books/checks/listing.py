"""Checks of what belongs to the books: every file listed, once, by name, where it belongs."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from ledger_core.books.book import Book
from ledger_core.books.checks.files import SourceFile
from ledger_core.books.directives import Scope, fund_of_file
from ledger_core.books.sources import relative_name
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_INCLUDE = re.compile(r'\ninclude[ \t]+"([^"\n]*)"')
_PATTERN = re.compile(r"[*?\[]")

# A copy ("income-2026 - Copy", "backup/…") must not be offered a line that counts it twice.
_OWN_NAME = re.compile(r"chart/[a-z]+\.beancount|journal/[a-z]+-[0-9]{4}\.beancount")


def check_listing(book: Book, sources: list[SourceFile]) -> None:
    """Check the `include` lines of all files, and that each file is listed."""
    for source in sources:
        _check_includes(book, source)
    if book.scope is not Scope.CLUB:
        return
    for scope in Scope:
        if not (book.folder / scope.top_file).is_file():
            _file_missing(book, scope.top_file, 1, scope.top_file)
    _check_listed(book, sources)


def _included(source: SourceFile) -> list[tuple[str, int]]:
    """Return the names that a file includes, with their lines."""
    text = "\n" + source.text
    return [(match[1], text.count("\n", 0, match.start() + 1)) for match in _INCLUDE.finditer(text)]


def _check_includes(book: Book, source: SourceFile) -> None:
    seen: set[str] = set()
    for name, line in _included(source):
        if _PATTERN.search(name):
            book.findings.add_at(
                "register.include-by-pattern",
                Severity.ERROR,
                source.name,
                line,
                Message(N_("Files are included by a pattern: a stray copy would count twice.")),
                Message(N_("List each file by its name.")),
            )
        elif _leaves(name):
            book.findings.add_at(
                "register.include-outside",
                Severity.ERROR,
                source.name,
                line,
                Message(N_("“{name}” lies outside the club's folder."), name=name),
                Message(N_("Keep every file of the books in the club's own folder.")),
            )
        elif name in seen:
            book.findings.add_at(
                "register.file-listed-twice",
                Severity.ERROR,
                source.name,
                line,
                Message(N_("The file {name} is listed twice."), name=name),
                Message(N_("Delete this line.")),
            )
        elif not (source.path.parent / name).is_file():
            _file_missing(book, source.name, line, name)
        seen.add(name)


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _file_missing(book: Book, file: str, line: int, missing: str) -> None:
    book.findings.add_at(
        "register.file-missing",
        Severity.ERROR,
        file,
        line,
        Message(N_("The file {name} is missing."), name=missing),
        Message(N_("Restore it from the last backup.")),
    )


def _check_listed(book: Book, sources: Iterable[SourceFile]) -> None:
    """Every file stands in the club's list, and a fund's file in that fund's list too."""
    loaded = {relative_name(book.folder, name) for name in book.files}
    by_name = {source.name: source for source in sources}
    listings = {
        scope: {name for name, _ in _included(by_name[scope.top_file])}
        for scope in (Scope.INCOME, Scope.ACTIVITY)
        if scope.top_file in by_name
    }
    tops = {scope.top_file for scope in Scope}
    for name in by_name:
        fund = fund_of_file(name)
        if name not in loaded and name not in tops:
            _not_listed(book, name, Scope.CLUB)
        elif fund is not None and name not in listings.get(Scope(fund.value), {name}):
            _not_listed(book, name, Scope(fund.value))


def _not_listed(book: Book, name: str, scope: Scope) -> None:
    book.findings.add_at(
        "register.file-not-listed",
        Severity.ERROR,
        name,
        1,
        Message(
            N_("The file lies in the club's folder, but {top} does not list it."),
            top=scope.top_file,
        ),
        Message(
            N_(
                "If it is a copy, move it out of the folder. "
                "If it belongs to the books, list it in {top}."
            ),
            top=scope.top_file,
        ),
        lines=f'include "{name}"\n' if fund_of_file(name) and _OWN_NAME.fullmatch(name) else "",
    )
