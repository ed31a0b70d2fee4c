"""What was changed, taken out of or added to sealed months, entry by entry."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any, Final

from beancount.core import data

from ledger_core.books.codes import VOUCHER_NUMBER
from ledger_core.books.seals.canonical import Canonical, canonical_entry, canonical_line
from ledger_core.books.seals.seal import Part
from ledger_core.club import Month

_MOST_PAIRED: Final = 300
"""Entries that are compared with each other one by one; a lost file needs no such care."""


@dataclass(eq=False)
class Found:
    """An entry as it stands in the books; there are thousands, and frozen ones are slow to make.

    Attributes:
      month: The sealed month it lies in.
      part: The part of the books it stands in.
      line: What it says, as the line that is hashed.
      entry: The directive.
    """

    month: Month
    part: Part
    line: str
    entry: data.Directive

    @cached_property
    def said(self) -> Canonical:
        """What it says."""
        return canonical_entry(self.entry)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it was sealed."""

    month: Month
    part: Part
    said: Canonical


@dataclass(frozen=True, slots=True)
class Difference:
    """A sealed entry that is not as it was.

    Attributes:
      was: What was sealed, None for an entry that was added.
      now: What stands in the books, None for one that was taken out.
    """

    was: Sealed | None
    now: Found | None


@dataclass(slots=True)
class Comparison:
    """Collects what does not agree, month by month, then finds what belongs together."""

    missing: list[Sealed] = field(default_factory=list)
    extra: list[Found] = field(default_factory=list)

    def add(self, month: Month, part: Part, sealed: Iterable[str], found: Iterable[Found]) -> None:
        """Compare the sealed lines of a part of a month with what stands there."""
        left = Counter(sealed)
        for entry in found:
            if left[entry.line] > 0:
                left[entry.line] -= 1
            else:
                self.extra.append(entry)
        self.missing += [Sealed(month, part, json.loads(line)) for line in left.elements()]

    def differences(self) -> Iterator[Difference]:
        """Yield each difference once: entries of one number first, then those most alike."""
        missing, extra = list(self.missing), list(self.extra)
        for was, now in self._pairs(missing, extra):
            missing.remove(was)
            extra.remove(now)
            yield Difference(was, now)
        yield from (Difference(was, None) for was in missing)
        yield from (Difference(None, now) for now in extra)

    def _pairs(self, missing: list[Sealed], extra: list[Found]) -> Iterator[tuple[Sealed, Found]]:
        taken: set[int] = set()
        named: Mapping[str, list[Found]] = _by_name(extra)
        left = []
        for was in missing:
            candidates = [now for now in named.get(name_key(was.said), ()) if id(now) not in taken]
            if not candidates:
                left.append(was)
                continue
            now = max(candidates, key=lambda now: likeness(was, now))
            taken.add(id(now))
            yield was, now
        rest = [now for now in extra if id(now) not in taken]
        if len(left) * len(rest) > _MOST_PAIRED**2:
            return
        everyone = product(enumerate(left), enumerate(rest))
        ranked = sorted(
            ((likeness(was, now), i, j) for (i, was), (j, now) in everyone), reverse=True
        )
        used: set[tuple[str, int]] = set()
        for score, i, j in ranked:
            if score >= _ALIKE and ("was", i) not in used and ("now", j) not in used:
                used |= {("was", i), ("now", j)}
                yield left[i], rest[j]


_ALIKE: Final = 0.6


def _by_name(entries: Iterable[Found]) -> dict[str, list[Found]]:
    named: dict[str, list[Found]] = defaultdict(list)
    for entry in entries:
        named[name_key(entry.said)].append(entry)
    return named


def vouchers(said: Canonical) -> list[str]:
    """Return the voucher numbers of a sealed transaction."""
    links = said[6] if is_transaction(said) else []
    return [link for link in links if isinstance(link, str) and VOUCHER_NUMBER.fullmatch(link)]


def is_transaction(said: Canonical) -> bool:
    """Whether what was sealed has the form of a transaction."""
    return len(said) == 9 and said[0] == "transaction" and isinstance(said[6], list)  # noqa: PLR2004


def name_key(said: Canonical) -> str:
    """Return what an entry is known by: its numbers, or its kind with what it is about."""
    numbers = vouchers(said)
    if numbers:
        return canonical_line(["transaction", *numbers])
    if said[:1] == ["custom"]:
        return canonical_line(["custom", *said[2:4]])
    if is_transaction(said):
        return canonical_line(said)  # known by nothing but all that it says
    return canonical_line([said[:1], said[2:3]])


def likeness(was: Sealed, now: Found) -> float:
    """Return from 0 to 1 how much two entries say the same."""
    if was.said[:1] != now.said[:1]:
        return 0.0
    pieces, others = set(_pieces(was.said)), set(_pieces(now.said))
    common = len(pieces & others) / max(1, len(pieces | others))
    return common if was.part is now.part else common / 2


def _pieces(said: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401 (a tree of JSON)
    for number, item in enumerate(said):
        place = str(number) if depth == 0 else ""
        if isinstance(item, list) and depth < 2:  # noqa: PLR2004 (a posting, a line of metadata)
            yield from (f"{place} {piece}" for piece in _pieces(item, depth + 1))
        else:
            yield f"{place} {canonical_line([item])}"
