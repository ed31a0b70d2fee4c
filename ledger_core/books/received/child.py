"""What happens to one club's books inside the process that is locked in for them."""

import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger_core.books.loading import LoadedClub
from ledger_core.books.received.answers import NotRead, Read, encode_answer
from ledger_core.books.received.collecting import Collection, collect_folder, read_zip
from ledger_core.books.received.confinement import Confinement, NotAllowedHere, limit_resources
from ledger_core.books.received.limits import Limits
from ledger_core.books.received.reading import copy_out, load_collection
from ledger_core.books.received.refused import Refused
from ledger_core.books.received.unpacking import unpack
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

_TIME_UP: Final = getattr(signal, "SIGXCPU", None)


@dataclass(frozen=True, slots=True)
class Request:
    """One club's books to read.

    Attributes:
      path: Its folder or zip.
      private: An empty folder for the copy.
      limits: How much is read.
      task: What makes the answer of the loaded club.
      with_errors: Whether books with errors are handed to the task too.
    """

    path: Path
    private: Path
    limits: Limits
    task: Callable[[LoadedClub], Any]
    with_errors: bool


def answer_of(request: Request) -> bytes:
    """Read one club's books and return the answer as JSON. Locks this process in for good."""
    key: list[str] = []
    try:
        answer: Read | NotRead = _read(request, key)
    except Refused as refused:
        answer = NotRead(refused.rule, refused.message, refused.file, refused.line, *key)
    except MemoryError:
        answer = _no_memory(*key)
    except NotAllowedHere:
        text = N_("Reading these books asked for something that is not allowed.")
        answer = NotRead("received.not-allowed", Message(text), "", 0, *key)
    except ClubledgerError as error:
        answer = NotRead("received.task", error.message, "", 0, *key)
    except Exception:  # noqa: BLE001 (a hostile book may find a mistake of ours: it is not read)
        text = N_("These books cannot be read: the program met what it does not know.")
        answer = NotRead("received.failed", Message(text), "", 0, *key)
    try:
        return encode_answer(answer)
    except (ValueError, TypeError, RecursionError):
        text = N_("These books cannot be read: the program met what it does not know.")
        return encode_answer(NotRead("received.failed", Message(text)))


def _read(request: Request, key: list[str]) -> Read | NotRead:
    limit_resources(request.limits)
    raw = _taken(request)  # with the rights of whoever asked: bytes alone, nothing is interpreted
    confinement = Confinement(request.private)
    confinement.lock()
    collection = unpack(raw, request.limits) if isinstance(raw, bytes) else raw
    key.append(collection.key())
    copy_out(collection, request.private)
    confinement.seal()
    club = load_collection(collection, request.private)
    if club.errors and not request.with_errors:
        first = club.errors[0]
        return NotRead(first.rule, first.message, first.file, first.line, *key)
    return Read(request.task(club), *key)


def _taken(request: Request) -> Collection | bytes:
    if request.path.suffix.lower() == ".zip" and not request.path.is_dir():
        return read_zip(request.path, request.limits)
    return collect_folder(request.path, request.limits)


def _no_memory(key: str | None = None) -> NotRead:
    text = N_("Reading these books needs more memory than any club's.")
    return NotRead("received.memory", Message(text), "", 0, key)


def outcome_of(code: int) -> NotRead:
    """Return why a child ended without an answer, by its exit status."""
    if _TIME_UP is not None and code == -_TIME_UP:
        text = N_("Reading these books took more time of the processor than any club's.")
        return NotRead("received.processor-time", Message(text))
    text = N_("Reading these books ended the process that read them.")
    return NotRead("received.crashed", Message(text))
