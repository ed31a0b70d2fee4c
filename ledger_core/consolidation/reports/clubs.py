"""The clubs themselves: what each is counted by, its last seal, and what is to be looked into."""

from collections.abc import Iterable

from ledger_core.consolidation.counted import CountedClub
from ledger_core.consolidation.reports.columns import CLUB_COLUMNS, club_cells
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_
from ledger_core.reports.tables import Column, Kind, Report, Row, Table

_WHERE = Column("path", Message(N_("Where")))


def clubs(request: ConsolidatedRequest) -> Report:
    """Return the clubs counted, their seals, and each figure in which a return differs."""
    return consolidated_report(
        request,
        "clubs",
        Message(N_("The clubs and what they are counted by")),
        (_counted(request), *_histories(request), *_differences(request)),
        notes=(
            Message(
                N_(
                    "Books are counted before a return. A club that came twice is counted once if "
                    "its copies are the same or one goes on where the other stops, else not at all."
                )
            ),
        ),
    )


def _counted(request: ConsolidatedRequest) -> Table:
    findings = {books.number: books.findings for books in request.clubs.received.books}
    seals = request.clubs.last_seals()

    def row(club: CountedClub) -> Row:
        found = club.returned.findings if club.returned else findings.get(club.number or 0, {})
        seal = seals.get(club.club.key)
        return (
            *club_cells(club.club),
            club.club.code,
            club.source.label,
            club.day,
            club.last_entry,
            *((seal.month, seal.code) if seal else (None, None)),
            _of(found.items(), Severity.BREACH),
            _of(found.items(), Severity.WARNING),
            club.path,
        )

    return Table(
        "clubs",
        Message(N_("Clubs counted")),
        (
            *CLUB_COLUMNS,
            Column("code", Message(N_("Code"))),
            Column("source", Message(N_("Counted by"))),
            Column("day", Message(N_("Figures of")), Kind.DATE),
            Column("last_entry", Message(N_("Last entry")), Kind.DATE),
            Column("seal_month", Message(N_("Last sealed month"))),
            Column("seal_code", Message(N_("Code of the seal"))),
            Column("breaches", Message(N_("Breaches")), Kind.COUNT),
            Column("warnings", Message(N_("Warnings")), Kind.COUNT),
            _WHERE,
        ),
        tuple(row(club) for club in request.counted.clubs),
    )


def _of(findings: Iterable[tuple[str, int]], severity: Severity) -> int:
    return sum(count for rule, count in findings if rule.startswith(f"{severity.value}/"))


def _histories(request: ConsolidatedRequest) -> Iterable[Table]:
    flags = request.clubs.history_flags()
    if not flags:
        return
    yield Table(
        "histories",
        Message(N_("Clubs that show another history than before")),
        (
            *CLUB_COLUMNS,
            Column("month", Message(N_("Month"))),
            Column("was", Message(N_("Code seen before"))),
            Column("now", Message(N_("Code now"))),
            _WHERE,
        ),
        tuple((*club_cells(f.club), f.month, f.was, f.now, f.path) for f in flags),
        notes=(
            Message(
                N_(
                    "A code stands for everything sealed up to its month. Ask the club for its "
                    "minutes: the code written there says which history is the true one."
                )
            ),
        ),
    )


def _differences(request: ConsolidatedRequest) -> Iterable[Table]:
    found = request.clubs.differing_returns()
    if not found:
        return
    yield Table(
        "return_differences",
        Message(N_("Returns that differ from the books")),
        (
            *CLUB_COLUMNS,
            Column("figure", Message(N_("Figure"))),
            Column("said", Message(N_("In the return"))),
            Column("in_books", Message(N_("In the books"))),
            _WHERE,
        ),
        tuple(
            (*club_cells(each.club), one.key, _text(one.said), _text(one.in_books), each.path)
            for each in found
            for one in each.differences
        ),
        notes=(Message(N_("The figures are named as in the return: docs/returns.md.")),),
    )


def _text(value: int | str | None) -> str:
    return "–" if value is None else str(value)
