"""What the reader of received books answers, and how it passes between processes: JSON alone.

A message crosses as its text and values, so that it is shown in the reader's own language. The
process that read a hostile book may say anything, so nothing that it says is believed: a text is a
pattern with plain fields, values are texts, numbers and days.
"""

import enum
import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from ledger_core.messages import Message, N_, fields

LONGEST_VALUE: Final = 200
"""Characters of a text in a message about received books."""

_SPECS: Final = {"": str, "money": int, "date": date, "percent": Fraction}
_MOST_PARTS: Final = 20
_DEEPEST: Final = 3

# What names a thing and no person: `L2026-007`, `M012`, `2026-03`, `journal/income-2026.beancount`,
# and an amount, such as `-5,000 VND`.
_CODE: Final = re.compile(
    r"(?=[^\n]*[0-9])[A-Z0-9][A-Z0-9-]{0,19}"
    r"|[a-z0-9._/-]{1,80}\.(?:beancount|csv|jsonl?)"
    r"|-?[0-9][0-9,.]{0,24} VND"
)


@dataclass(frozen=True, slots=True)
class Read:
    """Books were read.

    Attributes:
      result: What the task made of them: a value of JSON.
      content_key: SHA-256 over names and bytes of the files that were read.
    """

    result: Any
    content_key: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Books were not read.

    Attributes:
      reason: The rule that they break, such as `received.link`, `received.time` or, where errors
        stand in the books, the rule of the first, such as `loan_lifecycle.loan-twice`.
      message: The reason in words; no text of the books stands in it.
      file: The file as seen from the club's folder, "" if it concerns none.
      line: The line in it, counted from 1, or 0 if it concerns none.
      content_key: As of `Read`; None where the files could not be collected.
    """

    reason: str
    message: Message
    file: str = ""
    line: int = 0
    content_key: str | None = None


Answer: TypeAlias = Read | NotRead


class NotAnAnswer(ValueError):
    """What came out of the reading process is no answer."""


def encode_answer(answer: Answer) -> bytes:
    """Return an answer as JSON.

    Raises:
      ValueError, TypeError: the result is no value of JSON.
    """
    if isinstance(answer, Read):
        plain: dict[str, Any] = {"result": answer.result, "key": answer.content_key}
    else:
        plain = {
            "reason": answer.reason,
            "message": encode_message(answer.message),
            "file": answer.file,
            "line": answer.line,
            "key": answer.content_key,
        }
    return json.dumps(plain, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def decode_answer(content: bytes) -> Answer:
    """Return the answer that a reading process gave.

    Raises:
      NotAnAnswer: it is none.
    """
    try:
        plain = json.loads(content)
        key = plain["key"]
        if not (key is None or (isinstance(key, str) and len(key) <= LONGEST_VALUE)):
            raise NotAnAnswer
        if "result" in plain:
            return Read(plain["result"], key or "")
        file, line, reason = plain["file"], plain["line"], plain["reason"]
        if not (isinstance(file, str) and isinstance(line, int) and isinstance(reason, str)):
            raise NotAnAnswer
        return NotRead(
            printable(reason), decode_message(plain["message"]), printable(file), line, key
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotAnAnswer from None


def encode_message(message: Message, depth: int = 0) -> dict[str, Any]:
    """Return a message as a value of JSON, without texts that somebody wrote into the books."""
    values = {name: _encoded(value, depth) for name, value in message.values.items()}
    return {"text": message.text, "values": values}


def _encoded(value: object, depth: int) -> Any:  # noqa: ANN401, PLR0911 (a value of JSON of each kind)
    match value:
        case Message():
            return encode_message(value, depth + 1) if depth < _DEEPEST else "…"
        case enum.Enum():
            label = getattr(value, "label", None)
            if isinstance(label, Message):
                return encode_message(label, depth + 1) if depth < _DEEPEST else "…"
            return str(value.value)
        case bool():
            return str(value)
        case int():
            return value
        case date():
            return {"date": value.isoformat()}
        case Decimal() | Fraction():
            number = Fraction(value) if Fraction(value).denominator < 10**18 else Fraction(0)
            return {"ratio": [number.numerator, number.denominator]}
        case list() | tuple():
            return [_encoded(item, depth) for item in value[:_MOST_PARTS]]
        case _:
            return without_texts(str(value))


def without_texts(text: str) -> str:
    """Return a text that may be shown: a code or the name of a file, else three points."""
    return text if _CODE.fullmatch(text) else "…"


def decode_message(plain: Any) -> Message:  # noqa: ANN401 (whatever came out of the pipe)
    """Return the message that `encode_message` wrote.

    Raises:
      ValueError, LookupError, TypeError: it is none.
    """
    return _decoded_message(plain, 0)


def _decoded_message(plain: Any, depth: int) -> Message:  # noqa: ANN401
    text, values = plain["text"], plain["values"]
    if not isinstance(text, str) or depth > _DEEPEST:
        raise NotAnAnswer
    specs: dict[str, str] = {}
    for name, spec in fields(text):
        if not name.isidentifier() or spec not in _SPECS:
            raise NotAnAnswer
        specs[name] = spec
    message = Message(text, **{name: _decoded(value, depth) for name, value in values.items()})
    for spoken in ("vi", "en"):  # a figure in a field that takes none would stop whoever shows it
        message.in_language(spoken)
    return message


def _decoded(value: Any, depth: int) -> object:  # noqa: ANN401
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, list):
        return [_decoded(item, depth) for item in value[:_MOST_PARTS]]
    if "text" in value:
        return _decoded_message(value, depth + 1)
    if "date" in value:
        return date.fromisoformat(value["date"])
    numerator, denominator = value["ratio"]
    return Fraction(int(numerator), int(denominator))


def printable(text: str) -> str:
    """Return a text with nothing in it that a terminal could take for a command."""
    shown = "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[:LONGEST_VALUE]
    )
    return shown if len(text) <= LONGEST_VALUE else shown + "…"


STOPPED: Final = Message(N_("Reading this club's books ended without an answer."))
