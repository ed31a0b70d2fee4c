"""Check the files against the log: what was cut off, and what changed outside the commands.

Beancount takes four of five truncated books for good ones. The log knows what each file held after
the last command.
"""

from typing import Final

from ledger_core.books.book import Book
from ledger_core.books.directives import Scope
from ledger_core.books.entered import ENTERED_KEY
from ledger_core.books.trail.blocks import Block
from ledger_core.books.trail.changes import by_hand, tail_is_missing
from ledger_core.books.trail.records import LOG_FOLDER, FileChange, KnownFile, Log, read_log
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_MOST_NAMED: Final = 5


def check_trail(book: Book) -> None:
    """Compare every file with what the log says of it."""
    if book.scope is not Scope.CLUB:
        return
    try:
        log = read_log(book.folder)
        # Without a log there is nothing to compare with.
        changed = by_hand(book.folder, log) if log.records else {}
    except OSError:
        _damaged(book, LOG_FOLDER, 1)
        return
    for file, line in log.damaged:
        _damaged(book, file, line)
    if not log.records:
        _check_lost(book)
        return
    known = log.known
    for path, change in changed.items():
        _check_file(book, log, path, change, known.get(path))


def _check_file(
    book: Book, log: Log, path: str, change: FileChange, known: KnownFile | None
) -> None:
    if known is not None and change.new is not None:
        if tail_is_missing(known, change):
            _cut_off(book, path, change)
            return
        if change.size < known.size and not known.blocks:
            _shorter(book, path, change, known)
            return
    _changed(book, log, path, change)


def _cut_off(book: Book, path: str, change: FileChange) -> None:
    book.findings.add_at(
        "register.entries-missing",
        Severity.ERROR,
        path,
        _lines(book, path),
        Message(
            N_("What a command wrote at the end of this file is gone or changed: {labels}."),
            labels=_labels(change.removed),
        ),
        Message(
            N_(
                "If the file was cut off: clubledger repair, or clubledger restore with the last "
                "backup. If somebody changed it on purpose and the members know: "
                "clubledger log --accept."
            )
        ),
    )


def _shorter(book: Book, path: str, change: FileChange, known: KnownFile) -> None:
    book.findings.add_at(
        "register.file-shorter",
        Severity.WARNING,
        path,
        1,
        Message(
            N_("The file has {size} bytes; after the last command it had {before}."),
            size=str(change.size),
            before=str(known.size),
        ),
        Message(
            N_(
                "If nobody shortened it on purpose, take it from the last backup: "
                "clubledger repair."
            )
        ),
    )


def _changed(book: Book, log: Log, path: str, change: FileChange) -> None:
    """A hand may write what it likes: it is listed, no more."""
    taken = change.removed and change.new is not None
    book.findings.add_at(
        "register.entries-changed" if taken else "register.changed-by-hand",
        Severity.WARNING if taken else Severity.INFORMATION,
        path,
        1,
        _what_changed(change, log.records[-1].entered),
        Message(N_("If this was meant, nothing is to be done: the next command notes it.")),
    )


def _what_changed(change: FileChange, since: str) -> Message:
    if change.removed:
        return Message(
            N_(
                "Changed outside the commands since {since}: changed or removed {removed}; "
                "changed or new {added}."
            ),
            since=since,
            removed=_labels(change.removed),
            added=_labels(change.added) if change.added else "–",
        )
    if change.added:
        return Message(
            N_("Changed outside the commands since {since}: new {added}."),
            since=since,
            added=_labels(change.added),
        )
    return Message(
        N_("Changed outside the commands since {since}; no entry says anything else."), since=since
    )


def _check_lost(book: Book) -> None:
    """Entries that commands wrote, and no log of them: cut off books would not be noticed."""
    entries = (posted.entry for posted in book.transactions)
    if not any(ENTERED_KEY in entry.meta for entry in entries):
        return
    book.findings.add_at(
        "register.log-missing",
        Severity.WARNING,
        LOG_FOLDER,
        1,
        Message(N_("The log of the commands is not there: what is cut off cannot be noticed.")),
        Message(
            N_(
                "Copy the folder “log” from where the books came from, or from the last backup. "
                "Otherwise compare the vouchers; the next command begins a new log."
            )
        ),
    )


def _damaged(book: Book, file: str, line: int) -> None:
    book.findings.add_at(
        "register.log-damaged",
        Severity.WARNING,
        file,
        line,
        Message(N_("This line of the log cannot be read, or does not follow the one before it.")),
        Message(
            N_("The books do not depend on it. Compare the vouchers, or take it from a backup.")
        ),
    )


def _lines(book: Book, path: str) -> int:
    return max(1, (book.folder / path).read_bytes().count(b"\n"))


def _labels(blocks: tuple[Block, ...]) -> str:
    """Name the last few entries and say how many more there are."""
    names = list(dict.fromkeys(block.label for block in blocks))
    shown = ", ".join(names[-_MOST_NAMED:])
    return shown if len(names) <= _MOST_NAMED else f"… ({len(names) - _MOST_NAMED}), {shown}"


__all__ = ["check_trail"]
