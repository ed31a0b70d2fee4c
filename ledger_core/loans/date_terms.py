"""When the instalments of a loan fall due: the terms, and a calendar of days off."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from ledger_core.loans.limits import check_range
from ledger_core.loans.methods import FirstPeriod
from ledger_core.loans.schedule_errors import DatesOutOfOrder
from ledger_core.messages import N_

DAYS_PER_WEEK: Final = 7
MOST_PER_PERIOD: Final = 366
LAST_DAY: Final = 31


class PeriodUnit(StrEnum):
    """The unit in which the time between instalments is agreed."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Every:
    """The time between instalments: `count` days, weeks or months."""

    count: int = 1
    unit: PeriodUnit = PeriodUnit.MONTH

    def __post_init__(self) -> None:
        """Refuse a number outside the limits."""
        check_range(N_("The time between instalments"), self.count, 1, MOST_PER_PERIOD)

    @property
    def days(self) -> int:
        """Days between instalments; 0 where they are agreed in months."""
        if self.unit is PeriodUnit.MONTH:
            return 0
        return self.count * (DAYS_PER_WEEK if self.unit is PeriodUnit.WEEK else 1)


class Shift(StrEnum):
    """Where a due date goes that falls on a day on which nobody pays.

    The date moves, the interest does not, and later dates count from the original one.
    """

    NONE = "none"
    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days on which nobody pays, and the days on which the club meets.

    Attributes:
      holidays: Public holidays and the days of Tết, which no rule computes.
      weekend: Days of the week, Monday being 0.
      meetings: The club's meetings; a loan due at meetings moves to one of them.
    """

    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})
    meetings: tuple[date, ...] = ()


NO_DAYS_OFF: Final = DaysOff()


@dataclass(frozen=True, slots=True)
class DateTerms:
    """When instalments fall due.

    Attributes:
      every: Time between them.
      due_day: Day of the month on which they fall due, clipped to the end of a shorter month; 31
        is the last day of each month, 1 the first. None for the day of the first due date.
      weekends: Where a date on a weekend goes.
      holidays: Where a date on a holiday goes, the days of Tết among them.
      meetings: To which meeting a date goes: the next one, the one before, or none.
      first_period: What an irregular first period costs where interest goes by months.
      given: Due dates agreed one by one (harvests, say), in order; further ones follow regularly.
    """

    every: Every = field(default_factory=Every)
    due_day: int | None = None
    weekends: Shift = Shift.NONE
    holidays: Shift = Shift.NONE
    meetings: Shift = Shift.NONE
    first_period: FirstPeriod = FirstPeriod.WHOLE_MONTHS
    given: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a day no month has, and given dates out of order."""
        for before, after in pairwise(self.given):
            if after <= before:
                raise DatesOutOfOrder(before, after)
        if self.due_day is not None:
            check_range(N_("The due day"), self.due_day, 1, LAST_DAY)

    @property
    def shifting(self) -> bool:
        """Whether any due date may move."""
        return bool({self.weekends, self.holidays, self.meetings} - {Shift.NONE})

    def shifted(self, due: date, off: DaysOff) -> date:
        """Return the day on which an instalment with this original due date is paid.

        First to a meeting, then off weekends and holidays, a day at a time: a holiday after a
        weekend is passed over as well.
        """
        moved = _to_meeting(due, self.meetings, off.meetings)
        step = 0
        for _ in range(MOST_PER_PERIOD):
            move = self._move(moved, off)
            if move is Shift.NONE:
                break
            # The first reason decides the direction, or two policies would send a date to and fro.
            step = step or (1 if move is Shift.FORWARD else -1)
            moved += timedelta(step)
        return moved

    def _move(self, day: date, off: DaysOff) -> Shift:
        if self.holidays is not Shift.NONE and day in off.holidays:
            return self.holidays
        return self.weekends if day.weekday() in off.weekend else Shift.NONE


def _to_meeting(due: date, policy: Shift, meetings: tuple[date, ...]) -> date:
    """Return the meeting on or after (or before) a due date; the date itself if none is known."""
    if policy is Shift.FORWARD:
        return min((day for day in meetings if day >= due), default=due)
    if policy is Shift.BACKWARD:
        return max((day for day in meetings if day <= due), default=due)
    return due
