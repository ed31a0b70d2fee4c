"""Lines at which Beancount's parser ends the whole program instead of naming a mistake.

Its arithmetic does not look whether a division succeeded: `1/0` in an amount is a segmentation
fault, not an error. Brackets nested by the thousand fill its stack. Whoever loads books looks for
both in the text first, before the parser sees a byte; a server that shows books would be gone.
"""

import re
from collections.abc import Iterator, Sequence
from glob import glob
from os.path import normpath
from pathlib import Path

from beancount.parser import lexer

from ledger_core.books.folder import book_files
from ledger_core.books.sources import relative_name
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_

UNSAFE = "register.line-unsafe"
LONGEST_LINE = 8_000
"""Bytes; the parser's stack holds 10,000 brackets, and no text of a book is nearly as long."""

# A stroke before anything but a word or a number that is certainly not nought. Most are in texts.
_PERHAPS_BY_NOUGHT = re.compile(rb"/(?!\s*(?:[1-9A-Za-z\x80-\xff]|0+[1-9]|0+\.0*[1-9]))")
_INCLUDE = re.compile(rb'\binclude\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def unsafe_lines(folder: Path) -> list[Finding]:
    """Return a finding for each line of a club's files that must not reach the parser.

    Args:
      folder: The club's folder. Files that one of its files lists are looked at too.
    """
    return [
        _finding(relative_name(folder, str(path)), *found)
        for path, content in _contents(book_files(folder))
        for found in unsafe_in(content)
    ]


def _contents(paths: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    waiting, seen = list(reversed(paths)), set()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        try:
            content = path.read_bytes()
        except OSError:
            continue  # what cannot be read cannot be parsed
        yield path, content
        waiting += [found for found in _listed(path, content) if found not in seen]


def _listed(path: Path, content: bytes) -> Iterator[Path]:
    """Return the files that a file lists, as Beancount finds them."""
    for name in _INCLUDE.findall(content) if b"include" in content else ():
        text = _ESCAPED.sub(r"\1", name.decode(errors="surrogateescape"))
        if "\0" not in text:
            for one in glob(str(path.parent / text), recursive=True):  # noqa: PTH207 (as Beancount)
                yield Path(normpath(one))


def unsafe_in(content: bytes) -> Iterator[tuple[int, Message, Message]]:
    """Yield the lines that must not reach the parser: number, what is wrong, what to do."""
    if max(map(len, content.split(b"\n"))) > LONGEST_LINE:
        lengths = [len(line) for line in content.split(b"\n")]
        longest = max(lengths)
        yield (
            lengths.index(longest) + 1,
            Message(N_("The line has more than {most} signs."), most=LONGEST_LINE),
            Message(N_("Write it shorter, or restore the file from the last backup.")),
        )
        return  # and not to the lexer either
    if _PERHAPS_BY_NOUGHT.search(content):
        for line in _divisions(content):
            yield (
                line,
                Message(N_("An amount is divided by nought or by something in brackets.")),
                Message(N_("Write the result of the division instead.")),
            )


def _divisions(content: bytes) -> Iterator[int]:
    """Yield the line of each division whose divisor is not a plain number other than nought.

    The lexer knows best what is text; it computes nothing.
    """
    stroke = None
    for kind, line, _text, value in lexer.lex_iter_string(content):  # type: ignore[no-untyped-call]
        if stroke is not None and (kind != "NUMBER" or not value):
            yield stroke
        stroke = line if kind == "SLASH" else None


def _finding(file: str, line: int, message: Message, remedy: Message) -> Finding:
    return Finding(
        rule=UNSAFE,
        severity=Severity.ERROR,
        file=file,
        line=line,
        loan=None,
        message=message,
        remedy=remedy,
    )
