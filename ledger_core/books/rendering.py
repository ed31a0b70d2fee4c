"""Writing Beancount text: every directive a club's books hold, one spelling for each.

Beancount's own printer writes some strings as they come, so that a quotation mark in a name could
add directives. Here every string is checked and escaped, every number written out in full, and
what cannot be written safely is refused. The same directive always gives the same text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Final, Protocol

from ledger_core.books.literals import (
    CannotBeWritten,
    Metadata,
    Value,
    account_name,
    checked,
    day_text,
    is_number,
    matching,
    metadata_lines,
    quoted,
    value_text,
)
from ledger_core.messages import Message, N_
from ledger_core.money import ledger_amount

ACCOUNT_WIDTH: Final = 64
"""Columns that accounts of postings take, so that amounts stand in one column."""

AMOUNT_WIDTH: Final = 19
"""Columns for an amount with its currency: up to 99,999,999,999 VND and a sign."""

_LINK: Final = re.compile(r"[A-Za-z0-9_/.-]+")
_CURRENCY: Final = re.compile(r"[A-Z][A-Z0-9._'-]{0,22}[A-Z0-9]")
_WORD: Final = re.compile(r"[a-z][a-z0-9_]*")
_MODULE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_INCLUDE: Final = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*")

_FLAGS: Final = frozenset("*!")


class Renderable(Protocol):
    """Anything that can be written into a book."""

    def render(self) -> str:
        """Return the text, ending in a line feed.

        Raises:
          CannotBeWritten: some part is refused.
        """


@dataclass(frozen=True, slots=True)
class Custom:
    """`2026-03-21 custom "loan" "L2026-007"` with its metadata; at least one value.

    A custom without a value would crash Beancount's pad plugin.
    """

    day: date
    type: str
    values: tuple[Value, ...]
    metadata: Metadata = field(default_factory=dict)

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        if not self.values:
            raise CannotBeWritten(self.type, Message(N_("a custom directive needs a value")))
        parts = [day_text(self.day), "custom", quoted(self.type)]
        for previous, value in zip((None, *self.values), self.values, strict=False):
            text = value_text(value)
            # Beancount would subtract: `10 -30` is one number to it.
            if text.startswith("-") and is_number(previous):
                raise CannotBeWritten(text, Message(N_("a negative number follows a number")))
            parts.append(text)
        return " ".join(parts) + "\n" + metadata_lines(self.metadata)


@dataclass(frozen=True, slots=True)
class Open:
    """`2026-01-15 open ACCOUNT VND` with its metadata."""

    day: date
    account: str
    metadata: Metadata = field(default_factory=dict)
    currency: str | None = "VND"

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        currency = "" if self.currency is None else " " + matching(_CURRENCY, self.currency)
        line = f"{day_text(self.day)} open {account_name(self.account)}{currency}\n"
        return line + metadata_lines(self.metadata)


@dataclass(frozen=True, slots=True)
class Close:
    """`2026-12-31 close ACCOUNT`."""

    day: date
    account: str
    metadata: Metadata = field(default_factory=dict)

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        return f"{day_text(self.day)} close {account_name(self.account)}\n" + metadata_lines(
            self.metadata
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """`2026-02-01 balance ACCOUNT 6,000,000 VND`: what the account holds as the day begins."""

    day: date
    account: str
    amount: int
    metadata: Metadata = field(default_factory=dict)

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        start = f"{day_text(self.day)} balance {account_name(self.account)}"
        return f"{start}  {ledger_amount(self.amount)}\n" + metadata_lines(self.metadata)


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of a transaction; debits are positive, credits negative, in whole đồng."""

    account: str
    amount: int
    metadata: Metadata = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transaction:
    """An entry with its postings, which must sum to nothing.

    Attributes:
      day: Date of the entry.
      narration: What happened; may be empty.
      postings: At least two lines.
      payee: The person or body, None for nobody.
      links: Without the `^`; written sorted.
      metadata: Lines under the entry, in this order.
      flag: `*` for an entry that is complete, `!` for one to look at.
    """

    day: date
    narration: str
    postings: tuple[Posting, ...]
    payee: str | None = None
    links: frozenset[str] = frozenset()
    metadata: Metadata = field(default_factory=dict)
    flag: str = "*"

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        if self.flag not in _FLAGS:
            raise CannotBeWritten(self.flag, Message(N_("the flag must be * or !")))
        if len(self.postings) < 2 or sum(p.amount for p in self.postings) != 0:  # noqa: PLR2004
            raise CannotBeWritten(self.narration, Message(N_("debits and credits are not equal")))
        parts = [day_text(self.day), self.flag]
        if self.payee is not None:
            parts.append(quoted(self.payee))
        parts.append(quoted(self.narration))
        parts += ["^" + matching(_LINK, link) for link in sorted(self.links)]
        return " ".join(parts) + "\n" + metadata_lines(self.metadata) + posting_lines(self.postings)


@dataclass(frozen=True, slots=True)
class Option:
    """`option "title" "…"`."""

    name: str
    value: str

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        matching(_WORD, self.name)
        return f"option {quoted(self.name)} {quoted(self.value)}\n"


@dataclass(frozen=True, slots=True)
class Plugin:
    """`plugin "club_plugins" "club"`."""

    module: str
    configuration: str | None = None

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        matching(_MODULE, self.module)
        tail = "" if self.configuration is None else " " + quoted(self.configuration)
        return f"plugin {quoted(self.module)}{tail}\n"


@dataclass(frozen=True, slots=True)
class Include:
    """`include "journal/income-2026.beancount"`: one file below the file that names it."""

    path: str

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        matching(_INCLUDE, self.path)
        if ".." in PurePosixPath(self.path).parts:
            raise CannotBeWritten(self.path, Message(N_("it leaves the club's folder")))
        return f"include {quoted(self.path)}\n"


@dataclass(frozen=True, slots=True)
class Comment:
    """`; …`: a remark, one line for each line of the text."""

    text: str

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        return "".join(f"; {checked(line)}".rstrip() + "\n" for line in self.text.split("\n"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A comment that heads what follows.

    It begins with `;` since Beancount passes over lines that begin with `*` without a word.
    """

    text: str

    def render(self) -> str:
        """Return the text, ending in a line feed."""
        return f";; ---- {checked(self.text)} ----\n"


def render(items: Iterable[Renderable]) -> str:
    """Return the text of a file or of entries to append to one.

    Directives stand apart by an empty line; option, plugin, include, open and comment lines of
    one kind stand together.
    """
    text = ""
    previous: Renderable | None = None
    for item in items:
        if previous is not None and not _stand_together(previous, item):
            text += "\n"
        text += item.render()
        previous = item
    return text


def _stand_together(first: Renderable, second: Renderable) -> bool:
    if isinstance(first, Comment | Heading):
        return not isinstance(second, Heading)
    alike = type(first) is type(second)
    return alike and isinstance(first, Option | Plugin | Include | Open | Balance | Close)


def posting_lines(postings: Sequence[Posting]) -> str:
    """Return the lines of postings, their amounts in one column."""
    width = max(ACCOUNT_WIDTH, *(len(posting.account) for posting in postings))
    return "".join(_posting(posting, width) for posting in postings)


def _posting(posting: Posting, width: int) -> str:
    account = account_name(posting.account)
    line = f"  {account:<{width}}  {ledger_amount(posting.amount):>{AMOUNT_WIDTH}}\n"
    return line + metadata_lines(posting.metadata, indent="    ")
