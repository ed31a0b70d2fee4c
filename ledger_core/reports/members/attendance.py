"""Who came to the meetings of a period, by the rolls in the books."""

from collections import Counter, defaultdict

from ledger_core.club import Attendance
from ledger_core.messages import Message, N_
from ledger_core.portfolio import ratio
from ledger_core.reports.columns import DATE, MEMBER, MINUTES, NAME
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Kind, Report, Row, Table

_COLUMNS = tuple(Column(found.value, found.label, Kind.COUNT) for found in Attendance)
_SHARE = Column("share", Message(N_("Share present")), Kind.RATIO)


def attendance(request: ReportRequest) -> Report:
    """Return the meetings of a period with how many came, and each member's attendance.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    register = request.club.book.register
    held = [meeting for meeting in register.meetings if meeting.day in request.period]
    by_member: dict[str, Counter[Attendance]] = defaultdict(Counter)
    meetings: list[Row] = []
    for meeting in sorted(held, key=lambda meeting: meeting.day):
        counts = Counter(found for _, found in meeting.attendance)
        meetings.append((meeting.day, meeting.minutes, *_figures(counts)))
        for code, found in meeting.attendance:
            by_member[code][found] += 1
    names = register.members
    members: list[Row] = [
        (code, names[code].name if code in names else "", *_figures(counts))
        for code, counts in sorted(by_member.items())
    ]
    tables = (
        Table(
            "meetings",
            Message(N_("Meetings")),
            (DATE, MINUTES, *_COLUMNS, _SHARE),
            tuple(meetings),
        ),
        Table(
            "members",
            Message(N_("Attendance by member")),
            (MEMBER, NAME, *_COLUMNS, _SHARE),
            tuple(members),
            notes=(
                Message(
                    N_("Share present: meetings attended ÷ meetings at which the roll names them.")
                ),
            ),
        ),
    )
    notes = () if held else (Message(N_("No roll of a meeting of this period is in the books.")),)
    return report_over(request, "attendance", Message(N_("Attendance")), tables, notes=notes)


def _figures(counts: Counter[Attendance]) -> Row:
    present = counts[Attendance.PRESENT]
    return (*(counts[found] for found in Attendance), ratio(present, sum(counts.values())))
