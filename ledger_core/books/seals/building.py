"""Which entry belongs to which part and month, and the seal of a month from a club's book."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.directives import fund_of_file
from ledger_core.books.seals.canonical import is_sealed_kind
from ledger_core.books.seals.comparing import Found
from ledger_core.books.seals.lines import line_of
from ledger_core.books.seals.seal import Part, Seal
from ledger_core.books.sources import relative_name
from ledger_core.club import Month


def entries_by_month(
    book: Book, months: Sequence[Month], *, after: date = date.min
) -> dict[tuple[Month, Part], list[Found]]:
    """Return what the book's entries say, by month and part; those after the last are left out.

    An entry belongs to the fund in whose chart or journal it stands, whatever the file is called,
    else to the register. Each is read once.

    Args:
      book: The club's book.
      months: Sealed months in order; the first takes everything before it too.
      after: Leaves out what is dated on this day or before.
    """
    ends = [month.last_day for month in months]
    found: dict[tuple[Month, Part], list[Found]] = defaultdict(list)
    places: dict[tuple[date, str], tuple[Month, Part, list[Found]]] = {}
    last = ends[-1] if ends else date.min
    for entry in book.entries:
        day = entry.date
        if not after < day <= last or not is_sealed_kind(entry):
            continue
        filename = entry.meta["filename"]
        place = places.get((day, filename))
        if place is None:  # a day's entries in one file belong together
            key = months[bisect_left(ends, day)], _part(book, filename)
            place = places[day, filename] = *key, found[key]
        month, part, together = place
        together.append(Found(month, part, line_of(entry), entry))
    return found


def _part(book: Book, filename: str) -> Part:
    fund = fund_of_file(relative_name(book.folder, filename))
    return Part.REGISTER if fund is None else Part(fund.value)


def lines_of(found: Iterable[Found]) -> tuple[str, ...]:
    """Return the canonical lines of entries, sorted."""
    return tuple(sorted(entry.line for entry in found))


def seal_of(
    book: Book,
    month: Month,
    *,
    closed: date,
    minutes: str,
    people: str | None,
    previous: Seal | None,
) -> Seal:
    """Return the seal of a month as the book stands.

    Args:
      book: The club's book, whole.
      month: The month to seal.
      closed: The day on which it is closed.
      minutes: The minutes into which the code is written.
      people: SHA-256 of `people.csv`, None if there is none.
      previous: The seal of the month before, None for the first.
    """
    after = date.min if previous is None else previous.month.last_day
    found = entries_by_month(book, [month], after=after)
    return Seal(
        month=month,
        closed=closed,
        minutes=minutes,
        people=people,
        previous=None if previous is None else previous.root,
        previous_parts=() if previous is None else tuple(previous.part_roots.items()),
        lines=tuple((part, lines_of(found.get((month, part), ()))) for part in Part),
    )
