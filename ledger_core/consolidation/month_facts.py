"""A club at the ends of its months: what ratios and targets are made of, its members by band."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from ledger_core.books.book import Book
from ledger_core.books.people import Person
from ledger_core.consolidation.month_words import AGES, HARDSHIPS, SEXES
from ledger_core.consolidation.snapshot import MonthFacts, Part
from ledger_core.messages import Message
from ledger_core.portfolio import Period
from ledger_core.portfolio.period import month_end
from ledger_core.reports.facts_of_period import PeriodReader
from ledger_core.reports.people import (
    AGE_ORDER,
    HARDSHIP_ORDER,
    SEX_ORDER,
    age_band,
    hardship_of,
    sex_of,
)
from ledger_core.reports.scheme.targets import measured_on

MONTHS_AFTER: Final = 3
"""So many month-ends after the last entry are in a snapshot: books come late."""


def month_ends(first: date, last: date) -> Iterator[date]:
    """Yield the month-ends from the month of a day to some months after that of another."""
    end, more = month_end(first), MONTHS_AFTER
    while end <= month_end(last) or more > 0:
        more -= end > month_end(last)
        yield end
        end = month_end(end + timedelta(1))


def month_facts(
    book: Book, people: Mapping[str, Person], first: date, last: date
) -> Iterator[MonthFacts]:
    """Yield the facts of a club at each month-end, from the month of one day to after another."""
    reader = PeriodReader(book, people)
    for end in month_ends(first, last):
        measured = measured_on(book, end, people, reader.accounts(end).values())
        members = [people.get(member.code) for member in book.register.active_members(end)]
        yield MonthFacts(
            end=end,
            year=reader.facts(Period.year_to(end)),
            month=reader.facts(Period.month_of(end)),
            measures={key.value: Part(one.part, one.whole) for key, one in measured.items()},
            sexes=_counts(members, sex_of, SEXES, SEX_ORDER),
            ages=_counts(members, lambda person: age_band(person, end), AGES, AGE_ORDER),  # noqa: B023 (called at once)
            hardships=_counts(members, hardship_of, HARDSHIPS, HARDSHIP_ORDER),
        )


def _counts(
    members: Sequence[Person | None],
    band: Callable[[Person | None], Message],
    words: Sequence[str],
    order: Sequence[Message],
) -> dict[str, int]:
    found = Counter(map(band, members))
    return {word: found[label] for word, label in zip(words, order, strict=True)}
