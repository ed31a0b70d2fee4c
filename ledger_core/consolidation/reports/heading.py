"""What every consolidated report says of itself: day, clubs counted, and those that are not."""

from collections.abc import Iterable
from datetime import date, timedelta

from ledger_core.consolidation.counted import CountedClub, NotCounted
from ledger_core.consolidation.gathering import RETURN_AGE_DAYS
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.messages import Message, N_
from ledger_core.reports.tables import Chart, Column, Kind, Report, Table


def consolidated_report(
    request: ConsolidatedRequest,
    name: str,
    title: Message,
    tables: Iterable[Table],
    *,
    notes: Iterable[Message] = (),
    charts: Iterable[Chart] = (),
    days: Message | None = None,
) -> Report:
    """Return a report over many clubs with what is to be known of all such reports.

    Args:
        request: What was asked for.
        name: The report's name.
        title: What it reports.
        tables: Its own tables.
        notes: What is to be known of it.
        charts: Its pictures.
        days: The days it is about, where that is not the end of the request's day.
    """
    counted, day = request.counted, request.as_of
    flags = request.clubs.history_flags()
    differing = request.clubs.differing_returns()
    beside = [left_out_table(counted.left_out)] if counted.left_out else []
    if flags or differing:
        beside.append(_flags_table(request))
    return Report(
        name=f"consolidated-{name}",
        title=title,
        subtitle=(
            days or Message(N_("As of the end of {day:date}"), day=day),
            _clubs_line(counted.clubs, len(counted.left_out)),
        ),
        tables=(*tables, *beside),
        notes=(*notes, *_notes(counted.clubs, day)),
        facts=(
            ("as_of", day),
            ("by", request.by.value),
            ("clubs", len(counted.clubs)),
            ("clubs_from_returns", counted.from_returns),
            ("not_counted", len(counted.left_out)),
            ("other_history", len(flags)),
            ("differing_returns", len(differing)),
        ),
        charts=tuple(charts),
    )


def _clubs_line(clubs: tuple[CountedClub, ...], left_out: int) -> Message:
    returned = sum(club.returned is not None for club in clubs)
    return Message(
        N_(
            "Clubs counted: {clubs} ({books} by their books, {returns} by their returns); "
            "not counted: {left_out}"
        ),
        clubs=len(clubs),
        books=len(clubs) - returned,
        returns=returned,
        left_out=left_out,
    )


def _notes(clubs: tuple[CountedClub, ...], day: date) -> Iterable[Message]:
    older = [club for club in clubs if club.day < day]
    if older:
        text = N_("Clubs counted by a return of an earlier day: {count}; the oldest: {first:date}.")
        yield Message(text, count=len(older), first=min(club.day for club in older))
    quiet = [club for club in clubs if club.last_entry < day - timedelta(RETURN_AGE_DAYS)]
    if quiet:
        yield Message(
            N_(
                "Clubs whose last entry is more than {days} days before this day: {count}; what "
                "was paid there since then is not known, so their loans look later than they are."
            ),
            days=RETURN_AGE_DAYS,
            count=len(quiet),
        )
    yield Message(
        N_(
            "Every share is one of sums over all clubs counted, never a mean of the clubs' shares. "
            "No person is named."
        )
    )


def left_out_table(left_out: Iterable[NotCounted]) -> Table:
    """Return the books, returns and clubs that are not counted, with the reason."""
    return Table(
        "not_counted",
        Message(N_("Not counted")),
        (
            Column("path", Message(N_("Where"))),
            Column("reason", Message(N_("Reason"))),
            Column("message", Message(N_("What is wrong"))),
            Column("file", Message(N_("File"))),
            Column("line", Message(N_("Line")), Kind.COUNT),
        ),
        tuple(
            (each.path, each.reason, each.message, each.file, each.line or None)
            for each in left_out
        ),
    )


def _flags_table(request: ConsolidatedRequest) -> Table:
    rows = [(flag.path, flag.reason, flag.message) for flag in request.clubs.history_flags()]
    text = N_("The return differs from the books {books} in {count} figures: see the report clubs.")
    rows += [
        (
            found.path,
            "return-differs",
            Message(text, books=found.books, count=len(found.differences)),
        )
        for found in request.clubs.differing_returns()
    ]
    return Table(
        "flags",
        Message(N_("Counted, but to be looked into")),
        (
            Column("path", Message(N_("Where"))),
            Column("reason", Message(N_("Reason"))),
            Column("message", Message(N_("What is wrong"))),
        ),
        tuple(rows),
    )
