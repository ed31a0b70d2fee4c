"""The one door for writing: entries are shown, checked as a whole, then written together or not.

A `WritingSession` holds the club's lock. Actions add entries to it; each is read into the book at
once, so that the next action sees it. `commit` builds the folder as it would be in a temporary
copy, loads that like any book, compares what came back with what was meant, and refuses what brings
a new error or an unexcused breach. Only then are the files written, by one intent.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from beancount.core import data
from beancount.parser import parser

from ledger_core.books.book import Book
from ledger_core.books.directives import (
    PEOPLE_FILE,
    REGISTER_FILE,
    Scope,
    chart_file,
    journal_file,
)
from ledger_core.books.disk.files import sha256
from ledger_core.books.disk.intent import complete_intent, is_pending, write_files
from ledger_core.books.disk.lock import club_lock, running_command
from ledger_core.books.entered import Entered, Stamp, stamp_of, stamped
from ledger_core.books.folder import book_files
from ledger_core.books.loading import LoadedClub, club_folder, load_club
from ledger_core.books.reading_back import reads_as_meant
from ledger_core.books.rehearsal import identity, rehearse
from ledger_core.books.rendering import Renderable, render
from ledger_core.books.seals.seal_file import seal_files
from ledger_core.books.session_errors import BooksHaveErrors, NotReadBack, NotUtf8, WouldBreakRules
from ledger_core.books.templates import journal_header
from ledger_core.books.trail.writing import log_line
from ledger_core.club import Fund
from ledger_core.findings import Finding

_ROOT_OPTION = re.compile(r'^option "name_[a-z]+" "[^"\n]*"$', re.MULTILINE)
_LAST_INCLUDE = re.compile(r'(?:.*\n)*include "[^"\n]*"\n')


class WritingSession:
    """Entries on their way into one club's books, under the club's lock.

    Attributes:
      folder: The club's folder.
      book: The book as it will be: what was loaded, and every entry added since.
      undoes: Number in the log of the command that is being taken back, for the log.
    """

    def __init__(
        self,
        folder: Path,
        loaded: LoadedClub,
        hashes: Mapping[str, str],
        entered: Entered | Stamp | None = None,
        command: str = "",
    ) -> None:
        self.folder = folder
        self.undoes: int | None = None
        self._entered = entered
        self._command = command
        self._hashes = hashes
        self.book: Book = loaded.book
        self._loaded = loaded
        self._blocking_before = Counter(map(identity, loaded.blocking))
        self._old: dict[str, bytes | None] = {}
        self._new: dict[str, str] = {}
        self._items: list[tuple[str, tuple[Renderable, ...]]] = []
        self._added: list[data.Directive] = []
        self._roots: dict[Fund, str] = {}
        self._checked: dict[str, bytes] = {}

    @property
    def findings(self) -> list[Finding]:
        """Everything that was found in the books before anything was added."""
        return self._loaded.findings

    @property
    def blocking(self) -> list[Finding]:
        """The unexcused breaches that stood in the books before anything was added."""
        return self._loaded.blocking

    # ------------------------------------------------------------------ what is to be written

    def read(self, path: str) -> str:
        """Return the text of a file of the club as it will be; empty if there is none."""
        if path not in self._new:
            try:
                self._old[path] = content = (self.folder / path).read_bytes()
            except FileNotFoundError:
                self._old[path], content = None, b""
            try:
                self._new[path] = content.decode("utf-8")
            except UnicodeDecodeError:
                raise NotUtf8(path) from None
        return self._new[path]

    def replace(self, path: str, text: str) -> None:
        """Give a file that is no book a new text."""
        self.read(path)
        self._new[path] = text

    def add_to_register(self, *items: Renderable) -> None:
        """Add entries to the register."""
        self._append(REGISTER_FILE, items, "")

    def add_to_journal(self, fund: Fund, year: int, *items: Renderable) -> None:
        """Add entries to a fund's journal of a year; a new year's journal is started and listed."""
        path = journal_file(fund, year)
        if not self.read(path):
            self._start_journal(fund, year, path)
        self._append(path, items, self._root_options(fund))

    def _append(self, path: str, items: tuple[Renderable, ...], roots: str) -> None:
        before = self.read(path)
        written = tuple(stamped(item, self._entered) for item in items)
        text = render(written)
        # What stands there already stays byte for byte; an empty line parts old from new.
        gap = "" if before.endswith("\n\n") else "\n"
        self._new[path] = before + gap + text
        entries, errors, _ = parser.parse_string(roots + text, report_filename=self._name(path))
        if errors or not reads_as_meant(written, entries):
            raise NotReadBack(path, str(errors[0].message) if errors else "")
        self._items.append((path, items))
        self._added += entries
        self.book.extend(entries)

    def _name(self, path: str) -> str:
        return str(self.folder / path)

    def _root_options(self, fund: Fund) -> str:
        if fund not in self._roots:
            options = _ROOT_OPTION.findall(self.read(chart_file(fund)))
            self._roots[fund] = "".join(f"{line}\n" for line in options)
        return self._roots[fund]

    def _start_journal(self, fund: Fund, year: int, path: str) -> None:
        self._new[path] = journal_header(self.book.language, fund, year, self._root_options(fund))
        for scope in (Scope.CLUB, Scope(fund.value)):
            top = self.read(scope.top_file)
            found = _LAST_INCLUDE.match(top)
            end = found.end() if found else len(top)
            self._new[scope.top_file] = f'{top[:end]}include "{path}"\n{top[end:]}'

    @property
    def latest_day(self) -> date | None:
        """The latest day on which money moves by what was added so far."""
        return max((e.date for e in self._added if isinstance(e, data.Transaction)), default=None)

    @property
    def pending_text(self) -> str:
        """The entries added so far, as they will stand in the books.

        Only the lines that say when and by whom are left out: they are the same under each.
        """
        blocks: list[str] = []
        last = None
        for path, items in self._items:
            if path != last:
                blocks.append(f"; {path}\n")
            blocks.append(render(items) + "\n")
            last = path
        return "".join(blocks).rstrip("\n") + "\n" if blocks else ""

    # ------------------------------------------------------------------------------ writing

    @property
    def changes(self) -> dict[str, bytes]:
        """New content by path, for the files that really change."""
        return {
            path: text.encode("utf-8")
            for path, text in self._new.items()
            if text.encode("utf-8") != (self._old[path] or b"")
        }

    def check(self) -> None:
        """Check the folder as it would be, without writing anything.

        Raises:
          WouldBreakRules: the entries bring an error, or a breach that no minutes excuse.
          NotReadBack: Beancount reads something else than was meant.
        """
        changes = self.changes
        if changes == self._checked:
            return
        rehearsal = rehearse(self.folder, changes)
        lines = {path: _old_lines(self._old[path]) for path, _ in self._items}
        if not rehearsal.is_as_meant(len(self._loaded.entries), lines, self._added):
            raise NotReadBack(", ".join(sorted({path for path, _ in self._items})), "")
        self._refuse_new_findings(rehearsal.candidate)
        self._checked = changes

    def commit(self) -> tuple[str, ...]:
        """Check the folder as it would be, and write it; return the paths that changed.

        What was written by whom goes into the log in the same step, if it was said.

        Raises:
          WouldBreakRules, NotReadBack: as `check`; nothing is written.
          FileChangedMeanwhile: another program changed a file since it was loaded.
        """
        self.check()
        changes = self.changes
        if not changes:
            return ()
        # No file, changed here or not, may differ from what was loaded and checked.
        expected = {**dict.fromkeys(changes), **self._hashes}
        stamp = stamp_of(self._entered, self._last_day())
        if stamp is None:
            return write_files(self.folder, changes, expected=expected)
        line = log_line(
            self.folder, changes, entered=stamp, command=self._command, undoes=self.undoes
        )
        written = write_files(
            self.folder,
            {**changes, line.path: line.content},
            expected={**expected, line.path: line.old},
        )
        return tuple(path for path in written if path != line.path)

    def _last_day(self) -> date:
        days = (entry.date for entry in self._added)
        return max(days, default=date.min)

    def _refuse_new_findings(self, candidate: LoadedClub) -> None:
        before = self._blocking_before.copy()
        new: list[Finding] = []
        for finding in candidate.blocking:
            if before[identity(finding)] > 0:
                before[identity(finding)] -= 1
            else:
                new.append(finding)
        if new:
            raise WouldBreakRules(new)


def _old_lines(content: bytes | None) -> int:
    return (content or b"").count(b"\n")


@contextmanager
def writing(
    path: Path, *, command: str | None = None, entered: Entered | Stamp | None = None
) -> Iterator[WritingSession]:
    """Open a club's books for writing, under the lock, after completing what was cut off.

    Args:
      path: The club's folder.
      command: The command without its data, for the log and for programs that wait.
      entered: When and by whom: it stands under every transaction and custom directive that is
        written. Calculations never read the clock; whoever sits at it says so here.

    Raises:
      NoClubHere: there are no books in the folder.
      ClubBusy: another program writes into them for over a minute.
      BooksHaveErrors: the books have errors already, so nothing may rest on them.
    """
    folder = club_folder(path)
    with club_lock(folder, command=command):
        complete_intent(folder)
        hashes = _hashes(folder)
        loaded = load_club(folder)
        if loaded.errors:
            raise BooksHaveErrors(loaded.errors)
        yield WritingSession(folder, loaded, hashes, entered, command or running_command())


def _hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file that the books consist of, by path below the folder."""
    people = folder / PEOPLE_FILE
    files = [*book_files(folder), *seal_files(folder), *([people] if people.is_file() else ())]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in files}


def open_club(path: Path, scope: Scope = Scope.CLUB) -> LoadedClub:
    """Load a club's books for reading, after completing what a killed command left behind.

    Reading takes no lock; where another program wrote meanwhile, the books are read again under it,
    so that what is returned never mixes old and new.
    """
    folder = club_folder(path, scope)
    if not is_pending(folder):
        before = _hashes(folder)
        loaded = load_club(folder, scope)
        if not is_pending(folder) and _hashes(folder) == before:
            return loaded
    with club_lock(folder):
        complete_intent(folder)
        return load_club(folder, scope)
