"""Reads a batch of received books; runs in whichever process or worker of a cluster is given it.

The books themselves are read further in, by a process that is locked in for each club; what it
answers is believed only as far as it has the form of a snapshot.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ledger_core.books.received import NotRead, Read, ReaderProcess, ReceivedBooks, Refused
from ledger_core.books.received.answers import Answer
from ledger_core.consolidation.extracting import TASK
from ledger_core.consolidation.keeping import NotReadBooks, Outcome
from ledger_core.consolidation.packing import PackedSnapshot, packed
from ledger_core.consolidation.snapshot import ClubSnapshot
from ledger_core.consolidation.stamps import stamps
from ledger_core.consolidation.strict_json import NotOfTheForm, from_json
from ledger_core.consolidation.wholeness import is_whole
from ledger_core.messages import LANGUAGES, Message, N_

NO_SNAPSHOT: Final = "consolidation.no-snapshot"
_OF_THIS_THREAD: Final = threading.local()


class Wanted(NamedTuple):
    """Books that may have to be read.

    Attributes:
        path: Where they are.
        shown: The path as people read it.
        fingerprint: Of their files.
        content: The content key for which the store has a snapshot; None where it has none.
    """

    path: Path
    shown: str
    fingerprint: str
    content: str | None


class SameContent(NamedTuple):
    """Books whose files were touched and say the same as before."""

    shown: str
    fingerprint: str


def read_batch(wanted: Sequence[Wanted]) -> list[Outcome | SameContent]:
    """Read the books of a batch, those that say the same as before left as they are."""
    return [_read(one) for one in wanted]


def _read(one: Wanted) -> Outcome | SameContent:
    books = ReceivedBooks(one.path)
    if one.content is not None and not books.is_zip:  # a zip is unpacked in the locked process only
        try:
            if books.content_key() == one.content:
                return SameContent(one.shown, one.fingerprint)
        except (Refused, OSError):
            pass  # the reader says why
    answer = _reader().read(books)
    content = answer.content_key or ""
    return Outcome(one.shown, one.fingerprint, content, _result(one.shown, answer))


def _reader() -> ReaderProcess:
    """Return the reader of this thread; its process ends with this one."""
    reader: ReaderProcess | None = getattr(_OF_THIS_THREAD, "reader", None)
    if reader is None:
        reader = _OF_THIS_THREAD.reader = ReaderProcess(TASK)
    return reader


def _result(path: str, answer: Answer) -> PackedSnapshot | NotReadBooks:
    if isinstance(answer, NotRead):
        return not_read(path, answer.reason, answer.message, answer.file, answer.line)
    return _snapshot(path, answer)


def _snapshot(path: str, answer: Read) -> PackedSnapshot | NotReadBooks:
    try:
        snapshot = from_json(ClubSnapshot, _part(answer.result, "snapshot"))
    except NotOfTheForm:
        snapshot = None
    if snapshot is None or snapshot.stamps != stamps() or not is_whole(snapshot):
        text = N_("What was read of these books is no snapshot of a club.")
        return not_read(path, NO_SNAPSHOT, Message(text))
    return packed(snapshot)


def _part(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def not_read(
    path: str, reason: str, message: Message, file: str = "", line: int = 0
) -> NotReadBooks:
    """Return that books were not read, in every language."""
    words = {language: message.in_language(language) for language in LANGUAGES}
    return NotReadBooks(path, reason, words, file, line)
