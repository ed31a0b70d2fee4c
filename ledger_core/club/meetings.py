"""The club's monthly meetings: a fixed day of the month, and who came."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ledger_core.club.calendar import ClubCalendar
from ledger_core.messages import Message, N_

_DECEMBER = 12


class Attendance(StrEnum):
    """Whether a member came to a meeting; the words of the ledger format."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def label(self) -> Message:
        """What the roll calls it."""
        return _ATTENDANCE_LABELS[self]


_ATTENDANCE_LABELS = {
    Attendance.PRESENT: Message(N_("present")),
    Attendance.EXCUSED: Message(N_("excused")),
    Attendance.ABSENT: Message(N_("absent")),
}


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting that was held, as the books record it.

    Attributes:
      day: The day.
      minutes: The number of its minutes, which is also its name.
      attendance: Who came, by code; nobody stands there twice.
      sheet: The mark of the meeting sheet that was posted, None if it was not posted from one.
    """

    day: date
    minutes: str
    attendance: tuple[tuple[str, Attendance], ...] = ()
    sheet: str | None = None

    def with_attendance(self, attendance: Attendance) -> tuple[str, ...]:
        """Return the codes of those who came, or did not."""
        return tuple(code for code, found in self.attendance if found is attendance)


def meeting_date(year: int, month: int, meeting_day: int) -> date:
    """Return the meeting's date in a month; a day the month does not have becomes its last."""
    return date(year, month, min(meeting_day, calendar.monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def meeting_held(decided: ClubCalendar, planned: date) -> date:
    """Return the day on which the meeting planned for `planned` is held; the newest move counts."""
    moves = [moved for moved in decided.meetings_moved if moved.planned == planned]
    return max(moves, key=lambda moved: moved.since).held if moves else planned


def is_meeting_day(decided: ClubCalendar, day: date, meeting_day: int) -> bool:
    """Whether the club meets on `day`: its usual day, unless moved away, or one moved to."""
    usual = meeting_date(day.year, day.month, meeting_day)
    if usual == day:
        return meeting_held(decided, day) == day
    return any(
        moved.held == day and meeting_held(decided, moved.planned) == day
        for moved in decided.meetings_moved
    )


@lru_cache(maxsize=512)
def meetings_between(start: date, end: date, meeting_day: int) -> tuple[date, ...]:
    """Return the meeting dates from `start` to `end`, both included; every member's fees ask so."""
    return tuple(_meetings_between(start, end, meeting_day))


def _meetings_between(start: date, end: date, meeting_day: int) -> Iterator[date]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        day = meeting_date(year, month, meeting_day)
        if start <= day <= end:
            yield day
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)
