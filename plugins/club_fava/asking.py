"""What a page of ours is asked for by its address: which page, which day, which rows.

Fava's date filter "2026-04" means here: the club at the end of April 2026; its beginning is the
first day of reports over a period.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from fava.util.date import parse_date
from werkzeug.datastructures import MultiDict

from ledger_core.books.loading import LoadedClub
from ledger_core.reports.request import Period, ReportRequest

OVERVIEW = "overview"
_MOST_DAYS = 99_999
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
_GROUPS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
      page: Name of the page.
      request: The books and the days, the fund, the loan, the member.
      day: The day of a meeting; None for the last.
      find: Only rows with this text.
      late: Only loans overdue for at least so many days.
      group: Only loans of at least this debt group.
      sort: The table and column to sort by: `table.column`.
      down: Whether to sort downwards.
    """

    page: str
    request: ReportRequest
    day: date | None = None
    find: str = ""
    late: int = 0
    group: int = 0
    sort: str = ""
    down: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one report's request from another's."""
        asked = self.request
        return (self.page, asked.period, asked.fund, asked.loan, asked.member, self.day)

    @property
    def narrowed(self) -> bool:
        """Whether only some of the rows are asked for."""
        return bool(self.find or self.late or self.group)

    def subject(self) -> dict[str, str | None]:
        """Return the arguments of an address that say what a page is about, not which rows."""
        request = self.request
        return {
            "page": self.page,
            "fund": None if request.fund is None else request.fund.value,
            "loan": request.loan,
            "member": request.member,
            "day": None if self.day is None else self.day.isoformat(),
        }

    def arguments(self) -> dict[str, str | None]:
        """Return the arguments of an address that asks for the same; `read_asked` reads them."""
        return {
            **self.subject(),
            "find": self.find or None,
            "late": str(self.late) if self.late else None,
            "group": str(self.group) if self.group else None,
            "sort": self.sort or None,
            "down": "1" if self.down else None,
        }


def read_asked(arguments: MultiDict[str, str], club: LoadedClub) -> Asked:
    """Read what an address asks for; what cannot be read counts as not asked."""
    start, end = _days(arguments.get("time", ""), club)
    loan, member = arguments.get("loan", ""), arguments.get("member", "")
    fund = arguments.get("fund", "")
    return Asked(
        page=arguments.get("page", OVERVIEW),
        request=ReportRequest(
            club,
            Period.year_to(end) if start is None else Period(start, end),
            fund=next((found for found in club.book.scope.funds if found.value == fund), None),
            loan=loan if loan in club.book.loans else None,
            member=member if member in club.book.register.members else None,
        ),
        day=_day(arguments.get("day", "")),
        find=arguments.get("find", "").strip()[:100],
        late=_number(arguments.get("late", ""), _MOST_DAYS),
        group=_number(arguments.get("group", ""), _GROUPS),
        sort=arguments.get("sort", ""),
        down=arguments.get("down") == "1",
    )


def last_day(club: LoadedClub) -> date:
    """Return the day of the last transaction, or of the club's beginning."""
    register = club.book.register
    founded = register.club.founded if register.club else date(2000, 1, 1)
    return max((posted.date for posted in club.book.transactions), default=founded)


def _day(text: str) -> date | None:
    try:
        return _within_reason(date.fromisoformat(text))
    except ValueError:
        return None


def _within_reason(day: date) -> date:
    """Return a day that has months before and after it, as reports need them."""
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def _number(text: str, most: int) -> int:
    """Return a number as typed; 0 for none, and for what is none or too large."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        return 0
    return int(text) if int(text) <= most else 0


def _days(text: str, club: LoadedClub) -> tuple[date | None, date]:
    """Return the first and last day that a filter of Fava's names; else the whole book's last."""
    last = last_day(club)
    try:
        begin, end = parse_date(text)
    except (ValueError, OverflowError):
        return None, last
    if begin is None or end is None or end <= begin:
        return None, last
    return _within_reason(begin), _within_reason(end - timedelta(days=1))
