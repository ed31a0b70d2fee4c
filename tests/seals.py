"""A club with sealed months, and hands that change its books, for the tests of seals."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from beancount.parser import parser

from ledger_core.books.actions.sealing import seal_month
from ledger_core.books.book import Book
from ledger_core.books.directives import Scope
from ledger_core.books.seals.canonical import canonical_entry
from ledger_core.books.seals.seal import Seal
from ledger_core.books.seals.telling import name_of
from ledger_core.books.session import writing
from ledger_core.club import Month
from tests.lending_club import club_until_april, go_on_until_july

SEALED = tuple(Month(2026, number) for number in range(1, 7))
LAST_DAY = str(SEALED[-1].last_day)

_BLOCK = re.compile(r"^(\d{4}-\d\d-\d\d)[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE)
_AMOUNT = re.compile(r"(-?)([0-9][0-9,]*) VND")
_OPTION = re.compile(r'^option "name_[a-z]+" "[^"\n]*"\n', re.MULTILINE)


def sealed_club(folder: Path) -> Path:
    """Write a club's books from January to July 2026, sealed until June."""
    go_on_until_july(club_until_april(folder))
    for month in SEALED:
        seal(folder, month)
    return folder


def seal(folder: Path, month: Month) -> Seal:
    """Seal a month on the 22nd of the next."""
    following = month.following
    day = date(following.year, following.number, 22)
    with writing(folder) as session:
        made = seal_month(session, month, day=day, minutes=f"BB-{following}")
        session.commit()
    return made


def seeded(text: str) -> random.Random:
    """Return chance that is the same in every run."""
    return random.Random(text)  # noqa: S311 (no secrets)


class Texts:
    """The books of a club as texts, which can be read again quickly after a change of one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = {
            path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for path in sorted(folder.rglob("*.beancount"))
            if path.parent != folder or path.name == "register.beancount"
        }
        self._entries = {name: self._parsed(name, text) for name, text in self.texts.items()}
        self._roots = "".join(_OPTION.findall(self.texts["chart/income.beancount"]))

    def _parsed(self, name: str, text: str) -> list[Any]:
        entries, _, _ = parser.parse_string(text, report_filename=str(self.folder / name))
        return list(entries)

    def book(self, **changed: str) -> Book:
        """Return the book, with other texts for some of the files."""
        book = Book(self.folder, Scope.CLUB)
        for name, entries in self._entries.items():
            other = changed.get(name)
            book.extend(entries if other is None else self._parsed(name, other))
        return book

    def sealed_blocks(self) -> list[tuple[str, str]]:
        """Return every sealed entry with the name of its file."""
        return [
            (name, match[0])
            for name, text in self.texts.items()
            for match in _BLOCK.finditer(text)
            if match[1] <= LAST_DAY
        ]

    def said(self, block: str) -> list[Any]:
        """Return what the entries of a piece of text say."""
        entries, _, _ = parser.parse_string(self._roots + block)
        return [canonical_entry(entry) for entry in entries]

    def name(self, block: str) -> str:
        """Return how people call the entry of a block."""
        return str(name_of(self.said(block)[0]))


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that somebody makes with an editor.

    Attributes:
      kind: What they did.
      names: Names by which the entry may rightly be called.
      changed: New texts by name of file.
    """

    kind: str
    names: frozenset[str]
    changed: dict[str, str]


def random_edit(texts: Texts, chance: random.Random) -> Edit:
    """Return one change of one sealed entry, of a kind taken at random."""
    while True:
        kind, change = chance.choice(sorted(_CHANGES.items()))
        name, block = chance.choice(texts.sealed_blocks())
        new = change(block, chance)
        if new is None or texts.said(new) == texts.said(block):
            continue
        text = texts.texts[name]
        changed = {name: text.replace(block, new, 1)}
        names = {texts.name(block)}
        if kind == "add":
            names = {texts.name(each[0]) for each in _BLOCK.finditer(new) if each[0] != block}
        return Edit(kind, frozenset(names), changed)


def _amount(block: str, chance: random.Random) -> str | None:
    found = list(_AMOUNT.finditer(block))
    if not found:
        return None
    match = chance.choice(found)
    number = int(match[2].replace(",", ""))
    other = max(0, number + chance.choice([-1000, 1000, 1, number, -number // 10]))
    return f"{block[: match.start()]}{match[1]}{other:,} VND{block[match.end() :]}"


def _both_amounts(block: str, chance: random.Random) -> str | None:
    """Change all amounts alike, so that the entry still balances."""
    times = chance.choice([2, 3, 10])
    if len(_AMOUNT.findall(block)) < 2:
        return None
    return _AMOUNT.sub(lambda m: f"{m[1]}{int(m[2].replace(',', '')) * times:,} VND", block)


def _text(block: str, chance: random.Random) -> str | None:
    found = [m for m in re.finditer(r'"([^"\n]+)"', block) if m.start() < 200]
    if not found:
        return None
    match = chance.choice(found)
    place = chance.randrange(match.start(1), match.end(1))
    return block[:place] + chance.choice("aăâbcdđeêXYZ0123456789 ") + block[place + 1 :]


def _date(block: str, chance: random.Random) -> str | None:
    day = date(2026, chance.randint(1, 9), chance.randint(1, 28))
    return f"{day}{block[10:]}"


def _remove(block: str, chance: random.Random) -> str | None:
    del block, chance
    return ""


def _add(block: str, chance: random.Random) -> str | None:
    number = f"P{chance.choice('TC')}-2026-{chance.randint(500, 9000):04d}"
    if "^PT-" in block or "^PC-" in block:
        return block + "\n" + re.sub(r"\^P[TC]-\d{4}-\d{4}", f"^{number}", block)
    return None


def _twice(block: str, chance: random.Random) -> str | None:
    del chance
    return f"{block}\n{block}"


def _number(block: str, chance: random.Random) -> str | None:
    number = f"{chance.randint(500, 9000):04d}"
    return re.sub(r"(\^P[TC]-\d{4}-)\d{4}", rf"\g<1>{number}", block)


def _metadata(block: str, chance: random.Random) -> str | None:
    lines = block.splitlines(keepends=True)
    own = [n for n, line in enumerate(lines) if re.match(r"\s+[a-z-]+: ", line)]
    if not own or chance.random() < 0.3:
        return f'{lines[0]}  exception: "BB-2026-01"\n' + "".join(lines[1:])
    del lines[chance.choice(own)]
    return "".join(lines)


def _account(block: str, chance: random.Random) -> str | None:
    lines = block.splitlines(keepends=True)
    own = [n for n, line in enumerate(lines) if _AMOUNT.search(line) and ":Quỹ" in line]
    if not own:
        return None
    line = chance.choice(own)
    lines[line] = re.sub(r":([^: ]+)( +-?[0-9])", r":Khác\2", lines[line])
    return "".join(lines)


def _posting(block: str, chance: random.Random) -> str | None:
    lines = block.splitlines(keepends=True)
    own = [n for n, line in enumerate(lines) if re.match(r"\s+[A-ZĐ]", line)]
    if not own:
        return None
    line = chance.choice(own)
    if chance.random() < 0.5:
        del lines[line]
    else:
        lines.insert(line, lines[line])
    return "".join(lines)


def _flag(block: str, chance: random.Random) -> str | None:
    del chance
    return block.replace(" * ", " ! ", 1)


_CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "amount": _amount,
    "all amounts": _both_amounts,
    "text": _text,
    "date": _date,
    "remove": _remove,
    "add": _add,
    "twice": _twice,
    "number": _number,
    "metadata": _metadata,
    "account": _account,
    "posting": _posting,
    "flag": _flag,
}
