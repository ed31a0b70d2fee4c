"""The clubs against the targets of the scheme: how many meet each, out of how many."""

from collections.abc import Sequence
from fractions import Fraction

from ledger_core.club.targets import Measure, Target, TargetSet, target_sets
from ledger_core.consolidation.consolidation import ClubMonth
from ledger_core.consolidation.levels import by_unit
from ledger_core.consolidation.reports.columns import (
    CLUBS,
    total_cells,
    unit_cells,
    unit_columns,
)
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.consolidation.returns.hiding import tells
from ledger_core.consolidation.snapshot import Part
from ledger_core.messages import Message, N_
from ledger_core.portfolio import ratio
from ledger_core.reports.scheme.targets import (
    MEASURE_WORDS,
    Measured,
    measure_figure,
    target_set_key,
    target_set_table,
)
from ledger_core.reports.tables import Column, Figure, Kind, Report, Row, Table

_SUMMED = (
    Measure.WOMEN,
    Measure.OLDER,
    Measure.YOUNGER,
    Measure.WOMEN_AMONG_OLDER,
    Measure.BORROWED_EVER,
    Measure.BORROWED_IN_YEAR,
)
_OF_PEOPLE = _SUMMED[:4]


def targets(request: ConsolidatedRequest) -> Report:
    """Return how many clubs meet the targets of both decisions, in all and by unit."""
    clubs = request.month_facts()
    counted = len(request.clubs.counted(request.facts_day).clubs)
    tables = [
        table
        for found in target_sets()
        for table in (_table(found, clubs, request), _by_unit(found, clubs, request))
    ]
    return consolidated_report(
        request,
        "targets",
        Message(N_("The clubs against the targets of the scheme")),
        tables,
        days=Message(N_("As of the end of {day:date}"), day=request.facts_day),
        notes=(
            Message(
                N_(
                    "Clubs looked at: {clubs} of the {counted} counted on that month-end. A club "
                    "of which a figure is not known is in no denominator of it."
                ),
                clubs=len(clubs),
                counted=counted,
            ),
            Message(
                N_(
                    "“Borrowed” stands twice: ever, and in the calendar year; the decision does "
                    "not say which it means. Members are summed over the clubs whose numbers are "
                    "not so small that they would tell who."
                )
            ),
        ),
    )


def measured(part: Part | None) -> Measured | None:
    """Return what a club has of a measure; None where it is not told."""
    if part is None:
        return None
    return Measured.number(part.part) if part.whole is None else Measured.share(*_both(part))


def _both(part: Part) -> tuple[int, int]:
    return part.part, part.whole or 0


def _verdicts(target: Target, clubs: Sequence[ClubMonth]) -> tuple[int, int]:
    """Return how many clubs meet a target, and of how many it is known."""
    values = [measured(each.facts.measures.get(target.measure)) for each in clubs]
    verdicts = [target.met(value.value) for value in values if value is not None]
    return verdicts.count(True), len(verdicts) - verdicts.count(None)


def _table(found: TargetSet, clubs: Sequence[ClubMonth], request: ConsolidatedRequest) -> Table:
    return target_set_table(
        found,
        request.facts_day,
        (
            Column("target", Message(N_("Target"))),
            Column("least", Message(N_("At least")), Kind.COUNT),
            Column("most", Message(N_("At most")), Kind.COUNT),
            Column("met", Message(N_("Clubs that meet it")), Kind.COUNT),
            Column("known", Message(N_("Clubs of which it is known")), Kind.COUNT),
            Column("met_share", Message(N_("Share of them")), Kind.RATIO),
            Column("part", Message(N_("Counted")), Kind.COUNT),
            Column("whole", Message(N_("Out of")), Kind.COUNT),
            Column("value", Message(N_("All clubs")), Kind.RATIO),
            Column("denominator", Message(N_("Out of whom"))),
        ),
        [_row(target, clubs) for target in found.targets],
    )


def _row(target: Target, clubs: Sequence[ClubMonth]) -> Row:
    met, known = _verdicts(target, clubs)
    name, out_of = MEASURE_WORDS[target.measure]
    part, whole = _summed(target.measure, clubs)
    kind = Kind.RATIO if target.measure in _SUMMED else Kind.COUNT
    return (
        name,
        measure_figure(target.least, kind),
        None if target.most is None else measure_figure(target.most, kind),
        met,
        known,
        ratio(met, known),
        part,
        whole,
        Figure(None, Kind.COUNT) if part is None or whole is None else ratio(part, whole),
        out_of,
    )


def _summed(measure: Measure, clubs: Sequence[ClubMonth]) -> tuple[int | None, int | None]:
    """Return those counted and their denominator over all clubs; None where that has no sense."""
    if measure not in _SUMMED:
        return None, None
    parts = [each.facts.measures.get(measure) for each in clubs]
    both = [_both(part) for part in parts if part is not None]
    told = [pair for pair in both if measure not in _OF_PEOPLE or not tells(*pair)]
    return sum(part for part, _ in told), sum(whole for _, whole in told)


def _by_unit(found: TargetSet, clubs: Sequence[ClubMonth], request: ConsolidatedRequest) -> Table:
    def shares(of: Sequence[ClubMonth]) -> tuple[Fraction | None, ...]:
        return tuple(ratio(*_verdicts(target, of)) for target in found.targets)

    return Table(
        f"{target_set_key(found)}_levels",
        Message(N_("Share of clubs that meet each target of Decision {n}"), n=found.decision),
        (
            *unit_columns(request.by),
            CLUBS,
            *(
                Column(
                    target.measure.value.replace("-", "_"),
                    MEASURE_WORDS[target.measure][0],
                    Kind.RATIO,
                )
                for target in found.targets
            ),
        ),
        tuple(
            (*unit_cells(unit), len(of), *shares(of))
            for unit, of in by_unit(clubs, request.by).items()
        ),
        total=(*total_cells(request.by), len(clubs), *shares(clubs)),
        notes=(Message(N_("Out of the clubs of the unit of which the figure is known.")),),
    )
