"""A book's text as blocks: an entry with its lines, a short label and a digest of what it says.

Encoding, line ends, indents, runs of spaces, remarks and the form of accents have no say in a
digest, so that what an editor does to a whole file is told apart from what a hand did to an entry.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ledger_core.books.disk.files import sha256

_VOUCHER: Final = re.compile(r"\^([A-Z]{2}-\d{4}-\d+)")
_CUSTOM: Final = re.compile(r'\d{4}-\d\d-\d\d custom "([^"]*)" "([^"]*)"')
_DATED: Final = re.compile(r"(\d{4}-\d\d-\d\d) (\S+)(?: ([^\s\"]+))?")
_WORDS: Final = re.compile(r'(\w+) "([^"]*)"')
_TOKEN: Final = re.compile(r'"(?:\\.|[^"\\])*"|;.*|\s+|[^\s";]+|"')
_DIGEST_LENGTH: Final = 16
_LONGEST_LABEL: Final = 100

_UTF_16: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BOM: Final = "\ufeff"


class Block(NamedTuple):
    """One entry or line of a book.

    Attributes:
      label: Voucher number, directive and its value, account: never a person's name.
      digest: First digits of the SHA-256 of its text.
    """

    label: str
    digest: str


def decoded(content: bytes) -> str:
    """Return the text of a file as it was meant, whatever an editor or a power cut did to it.

    Bytes that are no text become U+FFFD; a byte order mark and NUL bytes are left out.
    """
    encoding = _UTF_16.get(content[:2], "utf-8")
    text = content.decode(encoding, errors="replace").removeprefix(_BOM)
    return text.replace("\0", "")


def blocks_of(text: str, known: Container[Block] = frozenset()) -> list[Block]:
    """Return the blocks of a `.beancount` file, in their order; remarks are none.

    A log may hold digests of the lines as they were written, indents and all: a block that is
    among `known` so is returned so.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_block(written, known) for written in _grouped(lines)]


def _block(written: list[str], known: Container[Block]) -> Block:
    said = [line for line in map(_said, written) if line]
    label = _label(said)
    literal = Block(label, _digest(written))
    return literal if literal in known else Block(label, _digest(said))


def _digest(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode())[:_DIGEST_LENGTH]


# The lines of a journal come again with every command.
@lru_cache(maxsize=16_384)
def _said(line: str) -> str:
    """Return a line without its remark, each run of blanks outside of texts as one space."""
    said = []
    for token in _TOKEN.findall(line):
        if token.startswith(";"):
            break
        said.append(" " if token.isspace() else token)
    return "".join(said).rstrip()


def _grouped(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for raw in lines:
        line = raw.rstrip()
        if not line or line.startswith(";") or (not block and line.lstrip().startswith(";")):
            continue
        if line[0] in " \t" and block:
            block.append(line)
            continue
        if block:
            yield block
        block = [line]
    if block:
        yield block


def _label(block: list[str]) -> str:
    head = block[0]
    if found := _CUSTOM.match(head):
        label = f"{found[1]} {found[2]}"
    elif vouchers := _VOUCHER.findall(head):
        label = " ".join(vouchers)
    elif found := _DATED.match(head):
        label = f"{found[2]} {found[3] or found[1]}"
    elif found := _WORDS.match(head):
        label = f"{found[1]} {found[2]}"
    else:
        label = head.split()[0]
    return label[:_LONGEST_LABEL]
