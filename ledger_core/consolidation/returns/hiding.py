"""Hides the numbers of people in a return that would tell who, before it is written.

A reader who knows the totals must not find a hidden number by subtracting: the numbers by age are
hidden within those under 60 and those of 60 and over apart, since the measures tell how many they
are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ledger_core.club.targets import Measure
from ledger_core.consolidation.snapshot import Part
from ledger_core.portfolio import BorrowerFacts, PeriodFacts
from ledger_core.reports.suppression import SMALLEST_SHOWN, suppressed

Numbers = Mapping[str, int]
Shown = dict[str, int | None]

UNKNOWN: Final = "unknown"
_YOUNGER: Final = ("under-40", "40-59")
_OF_AGE: Final = (Measure.OLDER, Measure.YOUNGER, Measure.WOMEN_AMONG_OLDER)


def tells(part: int, whole: int) -> bool:
    """Whether a number of people, or the rest of the whole, is so small that it tells who."""
    return any(0 < count < SMALLEST_SHOWN for count in (part, whole - part))


def shown_bands(numbers: Numbers) -> Shown:
    """Return the numbers of a breakdown with None in place of those that would tell who.

    Nothing is told by how many have no record: that number is always shown, and as the members are
    known, so is the sum of all others.
    """
    return _hidden(numbers, [[word for word in numbers if word != UNKNOWN]])


def shown_ages(numbers: Numbers) -> Shown:
    """Return members by age, so hidden that the younger and older in all may be told."""
    younger = [word for word in numbers if word in _YOUNGER]
    older = [word for word in numbers if word not in (*_YOUNGER, UNKNOWN)]
    sums = [sum(numbers[word] for word in group) for group in (younger, older)]
    if tells(sums[0], sum(sums)):
        return shown_bands(numbers)
    return _hidden(numbers, [younger, older])


def _hidden(numbers: Numbers, groups: Sequence[Sequence[str]]) -> Shown:
    shown: Shown = dict(numbers)
    for group in groups:
        shown.update(zip(group, suppressed([numbers[word] for word in group]), strict=True))
    return shown


def shown_measures(measures: Mapping[str, Part]) -> dict[str, Part]:
    """Return the measures of the targets without those that would tell of very few people."""
    women = measures.get(Measure.WOMEN)
    older = measures.get(Measure.WOMEN_AMONG_OLDER)
    hidden = {
        word
        for word, part in measures.items()
        if word in (Measure.WOMEN, *_OF_AGE)
        and part.whole is not None
        and tells(part.part, part.whole)
    }
    if women is not None and older is not None:
        # The younger women and men are what is left of all women and men.
        others = (women.whole or 0) - (older.whole or 0)
        if tells(women.part - older.part, others):
            hidden.add(Measure.WOMEN_AMONG_OLDER)
    return {word: part for word, part in measures.items() if word not in hidden}


def without_persons(facts: PeriodFacts) -> PeriodFacts:
    """Return facts without what one person owes, and without small numbers of women or old people.

    A ratio whose numbers are hidden is not available, and its members leave the denominators.
    """
    return replace(facts, borrowers=shown_borrowers(facts.borrowers))


def shown_borrowers(facts: BorrowerFacts) -> BorrowerFacts:
    """Return who borrows, without the largest debt and without small numbers."""
    sexes = (facts.women, facts.sex_known)
    ages = (facts.older, facts.age_known)
    women, sex_known = (0, 0) if tells(*sexes) else sexes
    older, age_known = (0, 0) if tells(*ages) else ages
    return BorrowerFacts(facts.borrowers, sex_known, women, age_known, older, largest=0)
