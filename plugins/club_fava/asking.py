"""What one of our pages was asked for: read from the address, with Fava's date filter as the day.

Fava's filter "2026-04" means here: the club at the end of April 2026; its beginning is the first
day of reports over a period.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from fava.util.date import parse_date
from werkzeug.datastructures import MultiDict

from ledger_core.books.loading import LoadedClub
from ledger_core.reports.request import Period, ReportRequest

OVERVIEW = "overview"
DAYS = range(100_000)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
      page: Name of the page.
      request: The books and the days, the loan, the member.
      find: Only rows with this text.
      late: Only loans overdue for at least so many days.
      sort: The table and column to sort by: `table.column`.
      down: Whether to sort downwards.
    """

    page: str
    request: ReportRequest
    find: str = ""
    late: int = 0
    sort: str = ""
    down: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one report's request from another's."""
        asked = self.request
        return (self.page, asked.period, asked.loan, asked.member)


def read_asked(arguments: MultiDict[str, str], club: LoadedClub) -> Asked:
    """Read what an address asks for; what cannot be read counts as not asked."""
    start, end = _days(arguments.get("time", ""), club)
    loan, member = arguments.get("loan", ""), arguments.get("member", "")
    late = arguments.get("late", "")
    return Asked(
        page=arguments.get("page", OVERVIEW),
        request=ReportRequest(
            club,
            Period.year_to(end) if start is None else Period(start, end),
            loan=loan if loan in club.book.loans else None,
            member=member if member in club.book.register.members else None,
        ),
        find=arguments.get("find", "").strip()[:100],
        late=int(late) if late.isdecimal() and len(late) < len("100000") else 0,
        sort=arguments.get("sort", ""),
        down=arguments.get("down") == "1",
    )


def last_day(club: LoadedClub) -> date:
    """Return the day of the last transaction, or of the club's beginning."""
    register = club.book.register
    founded = register.club.founded if register.club else date(2000, 1, 1)
    return max((posted.date for posted in club.book.transactions), default=founded)


def _days(text: str, club: LoadedClub) -> tuple[date | None, date]:
    """Return the first and last day that a filter of Fava's names; else the whole book's last."""
    last = last_day(club)
    try:
        begin, end = parse_date(text)
    except (ValueError, OverflowError):
        return None, last
    if begin is None or end is None or end <= begin:
        return None, last
    return begin, end - timedelta(days=1)
