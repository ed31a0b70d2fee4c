"""Makes the snapshot of a club from its loaded books; runs where the books are read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from ledger_core.books.loading import LoadedClub
from ledger_core.books.people import Person, people_of
from ledger_core.books.seals.seal_file import SealUnreadable, read_text
from ledger_core.books.session_errors import NotUtf8, PeopleFileDamaged
from ledger_core.club import Club, MonthSealed
from ledger_core.consolidation.loan_facts import loans_on
from ledger_core.consolidation.money_steps import money_steps
from ledger_core.consolidation.month_facts import ThroughTime, month_facts
from ledger_core.consolidation.snapshot import (
    MOST_FINDINGS,
    UNSEEN,
    ClubIdentity,
    ClubSnapshot,
    FindingPlace,
    SealMark,
)
from ledger_core.consolidation.stamps import stamps
from ledger_core.consolidation.steps import portfolio_steps
from ledger_core.consolidation.strict_json import to_json
from ledger_core.findings import Finding

TASK: Final = "ledger_core.consolidation.extracting:extract"
"""What a reading process is told to run."""

_STAMPS: Final = stamps()
"""Taken here, because a process that is locked in may read no file of the program."""
_ROOT: Final = re.compile(r'^  "root": "([0-9a-f]{64})"', re.MULTILINE)
_LONGEST_NAME: Final = 200
_UNSEEN: Final = re.compile(f"[{UNSEEN}]")


def extract(club: LoadedClub) -> dict[str, Any]:
    """Return the snapshot of a club as JSON holds it: `{"snapshot": {…}}`.

    Args:
        club: Books without errors.
    """
    entry = club.book.register.club
    assert entry is not None  # without one the books have errors
    return {"snapshot": to_json(snapshot_of(club, entry, people_in(club)))}


def snapshot_of(club: LoadedClub, entry: Club, people: Mapping[str, Person]) -> ClubSnapshot:
    """Return the snapshot of books without errors.

    Args:
        club: The books.
        entry: The club's own entry in them.
        people: What is known of its members, by code; only counted.
    """
    book = club.book
    last_day = max((posted.date for posted in book.transactions), default=entry.founded)
    last_day = max(last_day, entry.founded)
    first_day = _first_day(club, entry.founded)
    through = ThroughTime(portfolio_steps(book), money_steps(book))
    counts = Counter(f"{one.severity.value}/{one.rule}" for one in club.findings)
    return ClubSnapshot(
        stamps=_STAMPS,
        club=ClubIdentity(
            code=entry.code,
            name=_shown(entry.name),
            commune=entry.commune,
            province=entry.province,
            language=entry.language,
            format=entry.format,
            founded=entry.founded,
        ),
        last_day=last_day,
        portfolio=through.portfolio,
        money=through.money,
        months=tuple(month_facts(book, people, first_day, last_day, through)),
        loans=tuple(loans_on(book, last_day)),
        finding_counts=dict(sorted(counts.items())),
        findings=tuple(_places(club.findings)),
        seals=tuple(_marks(book.folder, book.register.sealed)),
    )


def people_in(club: LoadedClub) -> Mapping[str, Person]:
    """Return who the members are, as far as a readable `people.csv` lies beside the books."""
    try:
        return people_of(club.book.folder)
    except (NotUtf8, PeopleFileDamaged, OSError):
        return {}


def _first_day(club: LoadedClub, founded: date) -> date:
    """Return the first day of the books: something may be dated before the club's own entry."""
    return min((posted.date for posted in club.book.transactions), default=founded)


def _shown(text: str) -> str:
    """Return a text without what would disturb a terminal or table."""
    return _UNSEEN.sub(" ", text)[:_LONGEST_NAME]


def _places(findings: Iterable[Finding]) -> Iterator[FindingPlace]:
    for one in list(findings)[:MOST_FINDINGS]:
        yield FindingPlace(
            rule=one.rule,
            severity=one.severity.value,
            file=_shown(one.file),
            line=max(0, one.line),
            excused=one.exception is not None,
        )


def _marks(folder: Path, sealed: Iterable[MonthSealed]) -> Iterator[SealMark]:
    for one in sorted(sealed, key=lambda sealed: sealed.month):
        yield SealMark(month=str(one.month), code=one.code, root=_root(folder, f"{one.month}.json"))


def _root(folder: Path, name: str) -> str:
    try:
        found = _ROOT.search(read_text(folder, name))
    except SealUnreadable:
        return ""
    return found[1] if found else ""
