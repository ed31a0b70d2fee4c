"""One import from the file to the books: read, compare, try, show, write."""

import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ledger_core.books.actions import create_club
from ledger_core.books.book import Book
from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.entered import Entered
from ledger_core.books.folder import book_files
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.errors import ClubledgerError
from ledger_core.findings import Finding
from ledger_core.importing.checking import ImportRows, checked_rows, sound_rows
from ledger_core.importing.entering import Entering
from ledger_core.importing.problems import ClubNotFresh, ImportRefused, Problem
from ledger_core.importing.reading import read_sheets
from ledger_core.importing.starting import new_club
from ledger_core.importing.workbook import read_workbook
from ledger_core.messages import Message, N_

_COMMAND: Final = "clubledger import"
_NOT_COMPARED: Final = re.compile(r'^(?:  entered: ".*"|; .*)\n', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Import:
    """An import that is right, and not written yet.

    Attributes:
      folder: The club's folder.
      rows: What is imported.
      book: The book as it will be.
      entries: The entries as they will stand in the books.
      repeated: Whether they stand there already, so that nothing is left to write.
      template: Language of the accounts, where the club is new.
    """

    folder: Path
    rows: ImportRows
    book: Book
    entries: str
    repeated: bool
    template: str

    def write(self, entered: Entered | None = None) -> tuple[str, ...]:
        """Write everything in one commit; return the files that changed.

        Raises:
          ClubNotFresh: the books got entries meanwhile.
        """
        if self.repeated:
            return ()
        if not _has_books(self.folder):
            club = new_club(self.rows, template=self.template, code=self.folder.name)
            return create_club(
                self.folder, club, self._enter, entered=entered, command=_COMMAND
            ).written
        with writing(self.folder, command=_COMMAND, entered=entered) as session:
            _refuse_unless_fresh(session.book, self.folder)
            self._enter(session)
            return session.commit()

    def _enter(self, session: WritingSession) -> None:
        problems = _enter(session, self.rows)
        if problems:
            raise ImportRefused(problems)


def prepare_import(folder: Path, content: bytes, *, template: str = "vi") -> Import:
    """Read a workbook and try it on a copy; nothing is written.

    Args:
      folder: The club's folder: new, empty, or with books that have no entries yet.
      content: The XLSX file.
      template: Language of the accounts of a new club.

    Raises:
      NotAnImportFile: the file is none that can be read.
      ImportRefused: rows are wrong; every one that is, is named.
      ClubNotFresh: the books have entries that are not of this file.
    """
    rows = checked_rows(read_sheets(read_workbook(content)))
    book = open_club(folder).book if _has_books(folder) else None
    start = book.register.club if book is not None else None
    found = _try(folder, rows, template, start.founded if start else None)
    repeated = book is not None and isinstance(found, _Tried) and _stands_there(folder, found)
    if book is not None and not repeated:
        _refuse_unless_fresh(book, folder)
        found = _try(folder, rows, template, None, into_books=True)
    if not isinstance(found, _Tried):
        raise ImportRefused(found)
    return Import(folder, rows, found.book, found.entries, repeated, template)


@dataclass(frozen=True, slots=True)
class _Tried:
    """An import that went through on a copy: the book with it, and its entries."""

    book: Book
    entries: str


def _try(
    folder: Path,
    rows: ImportRows,
    template: str,
    founded: date | None,
    *,
    into_books: bool = False,
) -> _Tried | list[Problem]:
    """Enter the rows into a copy; return what came of it, or everything that is wrong.

    Where rows are wrong already, the others are tried all the same, so that what only the books can
    tell of them is told in the same breath.
    """
    if rows.problems:
        sound = sound_rows(rows)
        tried = (
            _try(folder, sound, template, founded, into_books=into_books)
            if sound is not None
            else []
        )
        more = tried if isinstance(tried, list) else []
        return [*rows.problems, *(problem for problem in more if problem.row)]
    problems: list[Problem] = []
    kept: list[_Tried] = []

    def enter(session: WritingSession) -> None:
        problems.extend(_enter(session, rows))
        kept.append(_Tried(session.book, session.pending_text))

    with tempfile.TemporaryDirectory(prefix="clubledger-") as name:
        copy = Path(name).resolve() / "club"
        try:
            if into_books:
                _enter_copy(folder, copy, enter)
            else:
                club = new_club(rows, template=template, code=folder.name, founded=founded)
                create_club(copy, club, enter)
        except WouldBreakRules as error:
            problems += _of_findings(error.findings, rows, problems)
        except ClubledgerError as error:
            problems.append(rows.club.problem("", error.message, error.remedy))
    return problems or kept[0]


def _enter_copy(folder: Path, copy: Path, enter: Callable[[WritingSession], None]) -> None:
    for source in [*book_files(folder), folder / PEOPLE_FILE]:
        target = copy / source.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            shutil.copyfile(source, target)
    with writing(copy) as session:
        enter(session)
        session.check()


def _enter(session: WritingSession, rows: ImportRows) -> list[Problem]:
    day = rows.day
    assert day is not None
    problems: list[Problem] = []
    Entering(session, rows, day, problems).all()
    return problems


def _of_findings(
    findings: Sequence[Finding], rows: ImportRows, before: Sequence[Problem]
) -> list[Problem]:
    """Turn findings about the would-be books into problems of the rows they come from."""
    loans = {row.text("loan"): row for row in rows.loans}
    known = {(problem.sheet, problem.row) for problem in before}
    problems = []
    for finding in dict.fromkeys(
        (f.rule, f.loan, f.message, f.remedy, f.blocking) for f in findings
    ):
        _rule, loan, message, remedy, _blocking = finding
        row = loans.get(loan or "")
        if row is None:
            problems.append(rows.club.problem("", message, remedy))
        elif (row.sheet, row.number) not in known:
            problems.append(
                row.problem(
                    "exception",
                    message,
                    Message(
                        N_(
                            "If the meeting allowed it, write the number of its minutes into this "
                            "column; else correct the row."
                        )
                    ),
                )
            )
    return problems


def _has_books(folder: Path) -> bool:
    return folder.is_dir() and bool(book_files(folder))


def _refuse_unless_fresh(book: Book, folder: Path) -> None:
    if book.transactions or book.loans or book.register.members:
        raise ClubNotFresh(str(folder))


def _stands_there(folder: Path, tried: _Tried) -> bool:
    """Whether every entry of an import stands in the books, in the words in which it is written."""
    texts = "".join(path.read_text("utf-8") + "\n" for path in book_files(folder))
    there = set(_blocks(texts))
    return all(block in there for block in _blocks(tried.entries))


def _blocks(text: str) -> list[str]:
    """Return the entries of a text, without when and by whom they were entered."""
    blocks = _NOT_COMPARED.sub("", text).split("\n\n")
    return [block for part in blocks if (block := part.strip("\n"))]
