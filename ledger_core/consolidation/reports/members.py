"""Members of many clubs by sex, age and hardship, numbers that would tell who hidden."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ledger_core.consolidation.consolidation import ClubMonth
from ledger_core.consolidation.levels import Level, Unit, by_unit, unit_of
from ledger_core.consolidation.month_words import AGES, HARDSHIPS, SEXES
from ledger_core.consolidation.people_cells import Numbers, Place, shown_numbers
from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.consolidation.snapshot import MonthFacts
from ledger_core.messages import Message, N_
from ledger_core.reports.people import AGE_ORDER, HARDSHIP_ORDER, SEX_ORDER
from ledger_core.reports.suppression import SMALLEST_SHOWN
from ledger_core.reports.tables import Cell, Column, Kind, Report, Table


@dataclass(frozen=True, slots=True)
class _Breakdown:
    key: str
    title: Message
    words: tuple[str, ...]
    labels: Sequence[Message]
    numbers: Callable[[MonthFacts], Mapping[str, int]]


_BREAKDOWNS = (
    _Breakdown("sex", Message(N_("Members by sex")), SEXES, SEX_ORDER, lambda f: f.sexes),
    _Breakdown("age", Message(N_("Members by age")), AGES, AGE_ORDER, lambda f: f.ages),
    _Breakdown(
        "hardship",
        Message(N_("Members by hardship of the household")),
        HARDSHIPS,
        HARDSHIP_ORDER,
        lambda f: f.hardships,
    ),
)


def members(request: ConsolidatedRequest) -> Report:
    """Return the members by sex, age and hardship, in all and by unit."""
    clubs = request.month_facts()
    return consolidated_report(
        request,
        "members",
        Message(N_("Members of the clubs")),
        [_table(request, breakdown, clubs) for breakdown in _BREAKDOWNS],
        days=Message(N_("As of the end of {day:date}"), day=request.facts_day),
        notes=(
            Message(
                N_(
                    "“–” stands for all numbers of a unit where one is from 1 to {most}, or where "
                    "such a number could be found by subtracting what is shown."
                ),
                most=SMALLEST_SHOWN - 1,
            ),
            Message(
                N_(
                    "A club's return in which numbers are hidden is not counted in that table: "
                    "the clubs counted stand in each row."
                )
            ),
        ),
    )


def _table(
    request: ConsolidatedRequest, breakdown: _Breakdown, clubs: Sequence[ClubMonth]
) -> Table:
    known = [each for each in clubs if breakdown.numbers(each.facts)]
    numbers: dict[Place, Numbers] = {
        unit_of(each.club, Level.CLUB).place: tuple(
            breakdown.numbers(each.facts).get(word, 0) for word in breakdown.words
        )
        for each in known
    }
    shown = shown_numbers(numbers)

    def cells(unit: Unit | None) -> tuple[Cell, ...]:
        found = shown.get(_place(unit))
        return found if found is not None else (None,) * len(breakdown.words)

    return Table(
        f"members_{breakdown.key}",
        breakdown.title,
        (
            *unit_columns(request.by),
            CLUBS,
            Column("members", Message(N_("Members")), Kind.COUNT),
            *(
                Column(word.replace("-", "_"), label, Kind.COUNT)
                for word, label in zip(breakdown.words, breakdown.labels, strict=True)
            ),
        ),
        tuple(
            (*unit_cells(unit), len(of), _members(numbers, of), *cells(unit))
            for unit, of in by_unit(known, request.by).items()
        ),
        total=(*total_cells(request.by), len(known), _members(numbers, known), *cells(None)),
    )


def _members(numbers: Mapping[Place, Numbers], clubs: Sequence[ClubMonth]) -> int:
    return sum(sum(numbers[unit_of(each.club, Level.CLUB).place]) for each in clubs)


def _place(unit: Unit | None) -> Place:
    return () if unit is None else tuple(code for code in unit.place if code)
