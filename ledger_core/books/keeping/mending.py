"""What an editor or a power cut did to a file as a whole, and the file without it.

Only what cannot change the meaning of an entry is mended: marks and encodings, line ends, accents
set apart, zeros behind the end. Whether that gives the very file that a command wrote is proved by
the log's hash.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from ledger_core.books.disk.files import sha256
from ledger_core.books.trail.records import KnownFile
from ledger_core.messages import Message, N_

_UTF_8_MARK: Final = b"\xef\xbb\xbf"
_UTF_16: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Mended:
    """A file without what was done to it.

    Attributes:
      content: What it shall hold.
      done: What was mended, in words.
      proved: Whether the log knows exactly this content.
    """

    content: bytes
    done: tuple[Message, ...]
    proved: bool


def mended(content: bytes, known: KnownFile | None) -> Mended:
    """Return a file mended as far as is safe; `done` is empty where nothing is to be done."""
    if known is not None and _is(content, known):
        return Mended(content, (), proved=True)
    if known is not None and _garbage_behind(content, known):
        done = Message(N_("what is no text behind its end is cut off; the log proves the rest"))
        return Mended(content[: known.size], (done,), proved=True)
    new = content
    done_so_far: list[Message] = []
    for mend in (_without_zeros, _as_utf_8, _composed, _one_line_end):
        better, message = mend(new)
        if better != new:
            new, done_so_far = better, [*done_so_far, message]
    if known is not None and not _is(new, known) and _is(new + b"\n", known):
        new += b"\n"
        done_so_far.append(Message(N_("the end of its last line is put back")))
    return Mended(new, tuple(done_so_far), proved=known is not None and _is(new, known))


def _is(content: bytes, known: KnownFile) -> bool:
    return len(content) == known.size and sha256(content) == known.sha256


def _garbage_behind(content: bytes, known: KnownFile) -> bool:
    """Whether the whole file as the log knows it is there, and then something that is no text."""
    tail = content[known.size :]
    if not tail or not _is(content[: known.size], known):
        return False
    try:
        return any(unicodedata.category(c) == "Cc" and c not in "\n\r\t" for c in tail.decode())
    except UnicodeDecodeError:
        return True


def _without_zeros(content: bytes) -> tuple[bytes, Message]:
    """Zeros behind the end, as a power cut leaves them; UTF-16 has zeros of its own."""
    message = Message(N_("the zeros that a power cut left behind its end are taken out"))
    return (content if content[:2] in _UTF_16 else content.rstrip(b"\0")), message


def _as_utf_8(content: bytes) -> tuple[bytes, Message]:
    message = Message(N_("it is saved as UTF-8 without a mark again"))
    encoding = _UTF_16.get(content[:2])
    if encoding is None:
        return content.removeprefix(_UTF_8_MARK), message
    try:
        return content[2:].decode(encoding).encode(), message
    except UnicodeError:
        return content, message


def _composed(content: bytes) -> tuple[bytes, Message]:
    message = Message(N_("letters and accents are one sign again"))
    try:
        return unicodedata.normalize("NFC", content.decode()).encode(), message
    except UnicodeDecodeError:
        return content, message


def _one_line_end(content: bytes) -> tuple[bytes, Message]:
    """Windows' line ends are no harm; only where a file has both kinds, it gets one."""
    message = Message(N_("its lines end in one way again"))
    windows = content.count(b"\r\n")
    mixed = 0 < windows < content.count(b"\n")
    return (content.replace(b"\r\n", b"\n") if mixed else content), message
