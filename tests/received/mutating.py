"""Structured mutations of books: the same seed gives the same one."""

import random
import re
from collections.abc import Mapping

Files = dict[str, bytes]

_TOKEN = re.compile(
    rb'"(?:[^"\\\n]|\\.)*"|\d{4}-\d\d-\d\d|-?[\d,]*\d(?:\.\d+)?|[A-Za-z\x80-\xff][\w\x80-\xff:-]*|\S'
)
_SIGNS = [
    '"',
    "\\",
    ";",
    "\n",
    "\r",
    "\t",
    "(",
    ")",
    "/",
    "*",
    "-",
    "~",
    "@",
    "@@",
    "{",
    "}",
    "{{",
    "}}",
    "#",
    "^",
    "!",
    "&",
    "?",
    "%",
    "|",
    ":",
    ",",
    ".",
    "TRUE",
    "NULL",
]
_FIGURES = [
    "1/0",
    "(1-1)",
    "0",
    "-0",
    "00000",
    "1e9",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026/01/01",
]
_WORDS = [
    "VND",
    "USD",
    "A:B",
    "Assets:Cash",
    "Tài-Sản",
    "Vốn:Quỹ",
    "M001",
    "M999",
    "L2026-001",
    "L2026-002",
    "income",
]
_LINES = """
option "title" "x"
plugin "x"
include "x"
include "*"
pushtag #x
pushmeta x: "y"
popmeta x:
2026-01-15 pad A:B C:D
2026-01-15 custom
2026-01-15 custom "club"
2026-01-15 custom "loan" "L2026-002"
2026-01-15 query "x" "y"
2026-01-15 event "x" "y"
2026-01-15 commodity VND
2026-01-15 price VND 1 USD
2026-01-15 close A:B
2026-01-15 txn "x" "y"
  exception: ""
  filename: "x"
  lineno: "x"
  member: M002
  principal: VND
  loan:
""".strip("\n").split("\n")
_STRANGE = ["\ufeff", "\u200b", "\u202e", "à", "Ð", "\x00", "\x1b[2J", "😀"]
_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x80", b"\xc0\xaf", b"\r\n", b" ", b"x" * 400)
_LONG = ("9" * 16, "9" * 60, "0." + "0" * 30, "đ" * 50)
_PIECES: tuple[bytes, ...] = (
    *(piece.encode() for piece in (*_SIGNS, *_FIGURES, *_WORDS, *_STRANGE, *_LONG)),
    *(f"{line}\n".encode() for line in _LINES),
    *_BYTES,
)


def mutated(files: Mapping[str, bytes], seed: str) -> Files:
    """Return a book with one to four mutations, of bytes, words, lines, entries or files."""
    chance = random.Random(seed)  # noqa: S311 (the same again)
    found = dict(files)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(
            (_some_bytes, _some_words, _some_words, _some_words, _some_lines, _entries, _files)
        )(found, chance)
    return found


def _pick(files: Files, chance: random.Random) -> str:
    return chance.choice(sorted(files)) if files else "club.beancount"


def _some_bytes(files: Files, chance: random.Random) -> None:
    name = _pick(files, chance)
    content = bytearray(files.get(name, b""))
    at = chance.randrange(len(content) + 1)
    match chance.randrange(4):
        case 0 if content:
            content[at - 1] ^= 1 << chance.randrange(8)
        case 1:
            del content[at : at + chance.randrange(1, 40)]
        case 2:
            content[at:at] = chance.choice(_PIECES)
        case _:
            content[at:] = b"" if chance.randrange(3) else content[at:] * 2
    files[name] = bytes(content)


def _some_words(files: Files, chance: random.Random) -> None:
    """Exchange a word for one of another place, or for a piece that has spoiled something."""
    name = _pick(files, chance)
    content = files.get(name, b"")
    words = list(_TOKEN.finditer(content))
    if not words:
        return
    word = chance.choice(words)
    other = chance.choice(words)[0] if chance.randrange(2) else chance.choice(_PIECES)
    files[name] = content[: word.start()] + other + content[word.end() :]


def _some_lines(files: Files, chance: random.Random) -> None:
    name = _pick(files, chance)
    lines = files.get(name, b"").split(b"\n")
    _shuffle(lines, chance)
    files[name] = b"\n".join(lines)


def _entries(files: Files, chance: random.Random) -> None:
    """Take an entry away, give it twice, or move it to another file."""
    name, other = _pick(files, chance), _pick(files, chance)
    entries = files.get(name, b"").split(b"\n\n")
    if chance.randrange(3):
        _shuffle(entries, chance)
    else:
        moved = entries.pop(chance.randrange(len(entries)))
        files[other] = files.get(other, b"") + b"\n\n" + moved + b"\n"
    files[name] = b"\n\n".join(entries)


def _shuffle(parts: list[bytes], chance: random.Random) -> None:
    at, to = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(3):
        case 0:
            del parts[at]
        case 1:
            parts.insert(to, parts[at])
        case _:
            parts[at], parts[to] = parts[to], parts[at]


def _files(files: Files, chance: random.Random) -> None:
    name, other = _pick(files, chance), _pick(files, chance)
    match chance.randrange(4):
        case 0:
            files.pop(name, None)
        case 1:
            files[name] = files.get(other, b"")
        case 2:
            files["journal/more.beancount"] = files.get(name, b"")
        case _:
            files[name], files[other] = files.get(other, b""), files.get(name, b"")
