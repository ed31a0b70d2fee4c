"""The club that an import starts."""

from datetime import date

from ledger_core.books.actions import NewClub
from ledger_core.importing.checking import ImportRows


def new_club(rows: ImportRows, *, template: str, code: str, founded: date | None = None) -> NewClub:
    """Return what the club of an import starts from.

    Its books begin on `founded`, or with the oldest loan that comes with its history.
    """
    club = rows.club
    day = rows.day
    assert day is not None
    lent = [row.day("approved") for row in rows.loans if rows.history_of(row.text("loan"))]
    return NewClub(
        name=club.text("name"),
        founded=founded or min([day, *(found for found in lent if found)]),
        template=template,
        meeting_day=club.number_of("meeting_day") or 21,
        commune=club.text("commune") or None,
        province=club.text("province") or None,
        minutes=club.text("minutes"),
        code=code,
    )
