"""Checks of the files themselves: what Beancount skips without a word or never sees.

Beancount ignores a line that begins in column 1 with one of `* : # ! & ? %`, takes an invisible
character for part of a name, and loses the first directive behind a byte order mark.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ledger_core.books.book import Book
from ledger_core.books.folder import book_files, strange_files
from ledger_core.books.sources import relative_name
from ledger_core.books.text import code_point, hidden_characters, is_hidden
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

# The line feed comes first: a search for a fixed first character is a fast one.
_IGNORED_LINE = re.compile(r"\n[*:#!&?%]")
_TWO_POINTS = re.compile(r"\.\d{3}\.\d{3}")
_POINTS_IN_AMOUNT = re.compile(r"[ \t]-?(\d{1,3}(?:\.\d{3}){2,})(?![\d.])")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SEEN_CONTROLS = frozenset("\t\n\r")
# Letters and signs that are seen and cannot be taken apart: nearly every file has no others.
ORDINARY_LETTERS = (
    "\t\n\r -~\u00a1-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
    "\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
)
_ORDINARY = re.compile(f"[{ORDINARY_LETTERS}]*")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One `.beancount` file of a club's folder.

    Attributes:
      path: Where it lies.
      name: Its name as seen from the club's folder.
      text: Its text, empty if it is not to be read as UTF-8.
    """

    path: Path
    name: str
    text: str

    def line_of(self, position: int) -> int:
        """Return the line of a position in the text, counted from 1."""
        return self.text.count("\n", 0, position) + 1


def read_sources(book: Book) -> list[SourceFile]:
    """Read every file of the folder; what is not plain UTF-8 becomes a finding."""
    for path in strange_files(book.folder):
        book.findings.add_at(
            "register.file-strange",
            Severity.ERROR,
            relative_name(book.folder, str(path)),
            1,
            Message(N_("This is no plain file but a link, a folder or something else.")),
            Message(N_("Move it out of the club's folder; put the real file in its place.")),
        )
    return [_read(book, path) for path in book_files(book.folder)]


def check_file(book: Book, source: SourceFile) -> None:
    """Check one file's beginning, end, lines and characters."""
    text = source.text
    if not text or text.isspace():
        if not _reported(book, source):
            _file_empty(book, source)
        return
    if not text.endswith("\n"):
        book.findings.add_at(
            "register.file-cut-off",
            Severity.ERROR,
            source.name,
            text.count("\n") + 1,
            Message(N_("The file ends in the middle of a line: its end may be missing.")),
            Message(
                N_(
                    "Compare the last entries with the vouchers or the last backup, "
                    "then end the last line with the Enter key."
                )
            ),
        )
    _check_ignored_lines(book, source)
    _check_characters(book, source)
    _check_points(book, source)


def _read(book: Book, path: Path) -> SourceFile:
    name = relative_name(book.folder, str(path))
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        _not_utf8(book, name)
        return SourceFile(path, name, "")
    if content.startswith(_BYTE_ORDER_MARKS) or b"\0" in content:
        _not_utf8(book, name)
    return SourceFile(path, name, text.removeprefix("\ufeff"))


def _reported(book: Book, source: SourceFile) -> bool:
    return any(
        finding.rule == "register.file-not-utf8" and finding.file == source.name
        for finding in book.findings.found
    )


def _not_utf8(book: Book, name: str) -> None:
    book.findings.add_at(
        "register.file-not-utf8",
        Severity.ERROR,
        name,
        1,
        Message(N_("The file is not plain UTF-8 text: Beancount may lose entries in it.")),
        Message(N_("In the editor choose “Save as”, encoding “UTF-8” (without BOM).")),
    )


def _file_empty(book: Book, source: SourceFile) -> None:
    book.findings.add_at(
        "register.file-empty",
        Severity.ERROR,
        source.name,
        1,
        Message(N_("The file is empty.")),
        Message(N_("Restore it from the last backup; an empty book must not pass as a book.")),
    )


def _check_ignored_lines(book: Book, source: SourceFile) -> None:
    text = "\n" + source.text
    for match in _IGNORED_LINE.finditer(text):
        book.findings.add_at(
            "register.line-ignored",
            Severity.ERROR,
            source.name,
            text.count("\n", 0, match.end()),
            Message(
                N_("A line that begins with “{character}” is skipped by Beancount."),
                character=match.group()[1:],
            ),
            Message(
                N_("Begin an entry with its date; begin a remark with a semicolon and a space.")
            ),
        )


def _check_characters(book: Book, source: SourceFile) -> None:
    """Look at single lines only where the text as a whole holds something amiss."""
    if _ORDINARY.fullmatch(source.text):
        return
    hidden = any(is_hidden(c) and c not in _SEEN_CONTROLS for c in set(source.text))
    composed = unicodedata.is_normalized("NFC", source.text)
    if not hidden and composed:
        return
    for number, line in enumerate(source.text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        if hidden:
            _check_hidden(book, source, number, line)
        if not composed and not unicodedata.is_normalized("NFC", line):
            book.findings.add_at(
                "register.not-composed",
                Severity.ERROR,
                source.name,
                number,
                Message(
                    N_(
                        "Letters and accents stand apart on this line: "
                        "the same word written so is another account."
                    )
                ),
                Message(N_("Type the line again with a Vietnamese keyboard set to Unicode.")),
                lines=unicodedata.normalize("NFC", line).rstrip("\r") + "\n",
            )


def _check_hidden(book: Book, source: SourceFile, number: int, line: str) -> None:
    for hidden in hidden_characters(line):
        book.findings.add_at(
            "register.hidden-character",
            Severity.ERROR,
            source.name,
            number,
            Message(
                N_("Character {column} of the line cannot be seen: {code} {name}."),
                column=str(hidden.column),
                code=code_point(hidden.character),
                name=hidden.name,
            ),
            Message(N_("Type the line again, without copying it from another program.")),
        )


def _check_points(book: Book, source: SourceFile) -> None:
    """`1.000.000 VND` is a syntax error to Beancount, whose message helps nobody."""
    if not _TWO_POINTS.search(source.text):
        return
    for match in _POINTS_IN_AMOUNT.finditer(source.text):
        start = source.text.rfind("\n", 0, match.start()) + 1
        before = source.text[start : match.start()]
        if ";" in before or '"' in before:
            continue
        meant = match[1].replace(".", ",")
        book.findings.add_at(
            "register.points-in-amount",
            Severity.ERROR,
            source.name,
            source.line_of(match.start() + 1),
            Message(N_("“{number}” is no number: a point divides decimals here."), number=match[1]),
            Message(N_("In the books write {amount} VND, with commas or without."), amount=meant),
        )
