"""Checks of the files themselves: what Beancount skips without a word or never sees.

Beancount ignores a line that begins in column 1 with one of `* : # ! & ? %`, takes an invisible or
look-alike character for a different account, loses the first directive behind a byte order mark,
and cannot know of a file that nobody lists.
"""

import re
import unicodedata
from pathlib import Path

from ledger_core.books.book import Book
from ledger_core.books.directives import (
    REGISTER_FILE,
    Scope,
    chart_file,
    fund_of_file,
)
from ledger_core.books.sources import relative_name
from ledger_core.books.text import code_point, hidden_characters
from ledger_core.club import Fund
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_IGNORED_LINE = re.compile(r"^[*:#!&?%]", re.MULTILINE)
_INCLUDE = re.compile(r'^include\s+"([^"]*)"', re.MULTILINE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OWN_FOLDER = ".clubledger"


def book_files(folder: Path) -> list[Path]:
    """Return every `.beancount` file in a club's folder, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*.beancount")
        if _OWN_FOLDER not in path.relative_to(folder).parts
    )


def check_files(book: Book) -> None:
    """Check every file of the folder, and that each is listed by name where it belongs."""
    for path in book_files(book.folder):
        _check_file(book, path)
    if book.scope is Scope.CLUB:
        _check_listing(book)


def _add(book: Book, rule: str, path: Path, line: int, message: Message, remedy: Message) -> None:
    name = relative_name(book.folder, str(path))
    book.findings.add_at(f"register.{rule}", Severity.ERROR, name, line, message, remedy)


def _check_file(book: Book, path: Path) -> None:
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        _not_utf8(book, path)
        return
    if content.startswith(_BYTE_ORDER_MARKS) or b"\0" in content:
        _not_utf8(book, path)
        return
    if not content.strip():
        _add(
            book,
            "file-empty",
            path,
            1,
            Message(N_("The file is empty.")),
            Message(N_("Restore it from the last backup; an empty book must not pass as a book.")),
        )
        return
    if not text.endswith("\n"):
        _add(
            book,
            "file-cut-off",
            path,
            text.count("\n") + 1,
            Message(N_("The file ends in the middle of a line: its end may be missing.")),
            Message(
                N_(
                    "Compare the last entries with the vouchers or the last backup, "
                    "then end the last line with the Enter key."
                )
            ),
        )
    _check_lines(book, path, text)


def _not_utf8(book: Book, path: Path) -> None:
    _add(
        book,
        "file-not-utf8",
        path,
        1,
        Message(N_("The file is not plain UTF-8 text: Beancount may lose entries in it.")),
        Message(N_("In the editor choose “Save as”, encoding “UTF-8” (without BOM).")),
    )


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _check_lines(book: Book, path: Path, text: str) -> None:
    for match in _IGNORED_LINE.finditer(text):
        _add(
            book,
            "line-ignored",
            path,
            _line_of(text, match.start()),
            Message(
                N_("A line that begins with “{character}” is skipped by Beancount."),
                character=match.group(),
            ),
            Message(
                N_("Begin an entry with its date; begin a remark with a semicolon and a space.")
            ),
        )
    _check_characters(book, path, text)
    for match in _INCLUDE.finditer(text):
        if "*" in match.group(1) or "?" in match.group(1):
            _add(
                book,
                "include-by-pattern",
                path,
                _line_of(text, match.start()),
                Message(N_("Files are included by a pattern: a stray copy would count twice.")),
                Message(N_("List each file by its name.")),
            )


def _check_characters(book: Book, path: Path, text: str) -> None:
    composed = unicodedata.is_normalized("NFC", text)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        for hidden in hidden_characters(line):
            _add(
                book,
                "hidden-character",
                path,
                number,
                Message(
                    N_("Character {column} of the line cannot be seen: {code} {name}."),
                    column=hidden.column,
                    code=code_point(hidden.character),
                    name=hidden.name,
                ),
                Message(N_("Type the line again, without copying it from another program.")),
            )
        if not composed and not unicodedata.is_normalized("NFC", line):
            _add(
                book,
                "not-composed",
                path,
                number,
                Message(
                    N_(
                        "Letters and accents stand apart on this line: "
                        "the same word written so is another account."
                    )
                ),
                Message(N_("Type the line again with a Vietnamese keyboard set to Unicode.")),
            )


def _check_listing(book: Book) -> None:
    listed = {relative_name(book.folder, name) for name in book.files}
    listings = {scope: _includes(book.folder, scope) for scope in (Scope.INCOME, Scope.ACTIVITY)}
    tops = {scope.top_file for scope in Scope}
    for path in book_files(book.folder):
        name = relative_name(book.folder, str(path))
        fund = fund_of_file(name)
        if name not in listed and name not in tops:
            _not_listed(book, path, Scope.CLUB)
        elif fund is not None and name not in listings[Scope(fund.value)]:
            _not_listed(book, path, Scope(fund.value))
    for scope in Scope:
        if not (book.folder / scope.top_file).is_file():
            _add(
                book,
                "file-missing",
                book.folder / scope.top_file,
                1,
                Message(N_("The file is missing.")),
                Message(N_("Restore it from the last backup.")),
            )


def _includes(folder: Path, scope: Scope) -> set[str]:
    try:
        text = (folder / scope.top_file).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        fund = Fund(scope.value)
        return {REGISTER_FILE, chart_file(fund)}
    return set(_INCLUDE.findall(text))


def _not_listed(book: Book, path: Path, scope: Scope) -> None:
    _add(
        book,
        "file-not-listed",
        path,
        1,
        Message(N_("The file lies in the club's folder, but {top} does not list it."), top=scope.top_file),
        Message(
            N_(
                "If it is a copy, move it out of the folder. "
                'If it belongs to the books, add the line include "{name}" to {top}.'
            ),
            name=relative_name(book.folder, str(path)),
            top=scope.top_file,
        ),
    )
