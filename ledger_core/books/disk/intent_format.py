"""The intent file: what one commit is about to change, as JSON that a person can read."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from ledger_core.books.disk.files import sha256
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

INTENT_FORMAT: Final = 1
"""Version of the intent file; another one is never guessed at."""

_KEYS: Final = frozenset({"path", "old", "new", "content"})


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit does to one file.

    Attributes:
      path: Path below the club's folder, with `/`.
      old: SHA-256 of what the file held before, None when there was no file.
      new: SHA-256 of `content` in UTF-8.
      content: What the file shall hold.
    """

    path: str
    old: str | None
    new: str
    content: str


class IntentUnreadable(ClubledgerError):
    """The intent file of an unfinished change cannot be trusted."""

    def __init__(self, path: str, problem: Message) -> None:
        self.path = path
        super().__init__(
            Message(
                N_(
                    "The last change of these books was not finished, and the note about it, "
                    "{path}, cannot be used: {problem}."
                ),
                path=path,
                problem=problem,
            ),
            Message(
                N_(
                    "Nothing was changed now. Copy the whole folder to a safe place first. Then "
                    "move that file out of the club's folder, run “clubledger check” and enter "
                    "again what is missing from the last change."
                )
            ),
        )


def encode_intent(changes: Iterable[FileChange]) -> bytes:
    """Return the content of an intent file."""
    intent = {"format": INTENT_FORMAT, "files": [asdict(change) for change in changes]}
    return json.dumps(intent, ensure_ascii=False, indent=1).encode()


def decode_intent(content: bytes, path: str) -> tuple[FileChange, ...]:
    """Read an intent file.

    Args:
      content: All bytes of the file.
      path: Its path, for the message.

    Raises:
      IntentUnreadable: it is torn, of another version, or a hash does not fit its content.
    """
    try:
        intent = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise IntentUnreadable(path, Message(N_("it is damaged"))) from None
    if not isinstance(intent, dict) or not isinstance(intent.get("files"), list):
        raise IntentUnreadable(path, Message(N_("it is damaged")))
    if intent.get("format") != INTENT_FORMAT:
        raise IntentUnreadable(
            path, Message(N_("it was written by another version of this program"))
        )
    changes = tuple(_change(item) for item in intent["files"])
    whole = tuple(change for change in changes if change is not None)
    if not whole or len(whole) != len(changes):
        raise IntentUnreadable(path, Message(N_("it is damaged")))
    return whole


def _change(item: object) -> FileChange | None:
    """Return one file of an intent, None when anything about it is wrong."""
    if not isinstance(item, dict) or item.keys() != _KEYS:
        return None
    path, old, new, content = item["path"], item["old"], item["new"], item["content"]
    if not (isinstance(path, str) and isinstance(new, str) and isinstance(content, str)):
        return None
    if not (old is None or isinstance(old, str)):
        return None
    try:
        matches = sha256(content.encode()) == new
    except UnicodeEncodeError:
        return None
    return FileChange(path, old, new, content) if matches else None
