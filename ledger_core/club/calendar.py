"""What the club decides about days for all its loans: days off, moved meetings, moratoria.

Each decision counts from the day of its entry on, so that what was computed before stays true.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DaysOffDecided:
    """Holidays and days of Tết on which nobody pays.

    Attributes:
      since: The day of the entry.
      decided_by: The minutes, or the year they are for.
      days: The days.
    """

    since: date
    decided_by: str
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class MeetingMoved:
    """A meeting that is held on another day.

    Attributes:
      since: The day of the entry.
      decided_by: The minutes that decided it.
      planned: The day on which it would be held.
      held: The day on which it is held.
    """

    since: date
    decided_by: str
    planned: date
    held: date


class MoratoriumInterest(StrEnum):
    """What happens to interest in a moratorium; the words of the ledger format."""

    DEFERRED = "deferred"
    CHARGED = "charged"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class MoratoriumDecided:
    """A time in which no loan of the club asks for principal: a storm, an epidemic.

    Attributes:
      since: The day of the entry.
      decided_by: The minutes that decided it.
      start: Its first day.
      end: Its last day.
      interest: What happens to interest.
      taken_back: The day on which it was taken back as a mistake, None for one that stands.
    """

    since: date
    decided_by: str
    start: date
    end: date
    interest: MoratoriumInterest = MoratoriumInterest.DEFERRED
    taken_back: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it acts on `day`: it was decided before, and not taken back before."""
        return self.since < day and (self.taken_back is None or self.taken_back >= day)


@dataclass(slots=True)
class ClubCalendar:
    """Every decision about days, in the order of the entries."""

    days_off: list[DaysOffDecided] = field(default_factory=list)
    meetings_moved: list[MeetingMoved] = field(default_factory=list)
    moratoria: list[MoratoriumDecided] = field(default_factory=list)

    def known_on(self, day: date) -> tuple[int, int, int, int]:
        """Return how many decisions of each kind act by the end of a day.

        A moratorium does from the day after its own, and so does its taking back.
        """
        if not (self.days_off or self.meetings_moved or self.moratoria):
            return 0, 0, 0, 0
        return (
            sum(decision.since <= day for decision in self.days_off),
            sum(decision.since <= day for decision in self.meetings_moved),
            sum(decision.since < day for decision in self.moratoria),
            sum(one.taken_back is not None and one.taken_back < day for one in self.moratoria),
        )

    def taken_back_after(self, day: date) -> bool:
        """Whether a moratorium is taken back after a day on which it stood, or on that day."""
        return any(one.taken_back is not None and one.taken_back >= day for one in self.moratoria)
