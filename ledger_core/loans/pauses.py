"""Grace and moratorium: instalments that ask for no principal, or for no interest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple, Self

from ledger_core.loans.limits import check_range
from ledger_core.loans.schedule_errors import MoratoriumEndsTooEarly
from ledger_core.messages import N_

LONGEST_GRACE: Final = 599
MOST_HELD: Final = 24
"""A moratorium without end adds as many instalments as there are, or so many."""


class Pausing(StrEnum):
    """What happens to the interest of a paused period."""

    CHARGED = "charged"
    """It is due as always."""
    DEFERRED = "deferred"
    """It is due with the next instalment that is not paused."""
    FREE = "free"
    """There is none. In a moratorium, none for its days; what the other days bear is deferred."""


class Pause(NamedTuple):
    """What one instalment does not ask for.

    Attributes:
      principal: Whether it asks for no principal.
      interest: What happens to its interest.
    """

    principal: bool = False
    interest: Pausing = Pausing.CHARGED

    def held(self, interest: Pausing) -> "Pause":
        """Return the same in a moratorium that treats interest so."""
        kept = self.interest is not Pausing.CHARGED or interest is Pausing.CHARGED
        return Pause(principal=True, interest=self.interest if kept else Pausing.DEFERRED)


NO_PAUSE: Final = Pause()


@dataclass(frozen=True, slots=True)
class Moratorium:
    """A time in which no principal is asked for: a storm, an epidemic.

    Each instalment that would fall due in it moves the end of the loan by one period. Where days
    off move due dates, the original ones count, for this and for free days.

    Where interest is free, exactly the days from the first to the last are. A period then bears
    its interest times its other days over all its days: of a month's interest 7 of 28 days are a
    quarter. What the other days bear is due with the first instalment after the moratorium.

    Attributes:
      start: Its first day.
      end: Its last day.
      interest: What happens to the interest of the instalments that fall due in it; where it is
        free, to that of its days.
    """

    start: date
    end: date
    interest: Pausing = Pausing.DEFERRED

    def __post_init__(self) -> None:
        """Refuse an end before the start."""
        if self.end < self.start:
            raise MoratoriumEndsTooEarly(self.start, self.end)

    def covers(self, due: date) -> bool:
        """Whether an instalment due on this day is paused."""
        return self.start <= due <= self.end

    def after(self, day: date) -> Self | None:
        """Return what of it comes after a day, None for nothing."""
        if self.end <= day:
            return None
        return replace(self, start=max(self.start, day + timedelta(1)))


@dataclass(frozen=True, slots=True)
class PauseTerms:
    """Grace by numbers of instalments, counted from the first, and moratoria by dates.

    Attributes:
      principal: The first so many instalments ask for no principal.
      interest: The first so many ask for no interest; it is due with the one after them.
      interest_free: The first so many periods bear no interest.
      moratoria: Times in which nothing is repaid.
    """

    principal: int = 0
    interest: int = 0
    interest_free: int = 0
    moratoria: tuple[Moratorium, ...] = ()

    def __post_init__(self) -> None:
        """Refuse numbers outside the limits."""
        for number in (self.principal, self.interest, self.interest_free):
            check_range(N_("The grace in instalments"), number, 0, LONGEST_GRACE)

    @property
    def none(self) -> bool:
        """Whether nothing is ever paused."""
        return not (self.principal or self.interest or self.interest_free or self.moratoria)

    @property
    def free_days(self) -> "FreeDays":
        """The days that bear no interest."""
        return tuple(
            (pause.start, pause.end)
            for pause in sorted(self.moratoria, key=lambda pause: pause.start)
            if pause.interest is Pausing.FREE
        )

    def moratorium(self, due: date) -> Moratorium | None:
        """Return the moratorium in which a day falls."""
        return next((pause for pause in self.moratoria if pause.covers(due)), None)

    def on(self, number: int, due: date) -> Pause:
        """Return the pause of the instalment with this number, counted from 1, due on this day."""
        interest = Pausing.DEFERRED if number <= self.interest else Pausing.CHARGED
        if number <= self.interest_free:
            interest = Pausing.FREE
        pause = Pause(number <= self.principal, interest)
        for moratorium in self.moratoria:
            if moratorium.covers(due):
                pause = pause.held(moratorium.interest)
        return pause

    def of(self, dues: Sequence[date], passed: int = 0) -> list[Pause]:
        """Return the pause of each of these due dates, `passed` instalments before them."""
        return [self.on(passed + number, due) for number, due in enumerate(dues, start=1)]


FreeDays = tuple[tuple[date, date], ...]
"""First and last day of each time without interest, by their beginnings; they may overlap."""


def free_within(free: FreeDays, start: date, end: date) -> list[tuple[date, date]]:
    """Return the free stretches of a period, as it is counted: after `start`, up to `end`."""
    found: list[tuple[date, date]] = []
    since = start
    for first, last in free:
        begins, ends = max(since, first - timedelta(1)), min(last, end)
        if begins < ends:
            found.append((begins, ends))
            since = ends
    return found


def charged_units(units: int, free: FreeDays, start: date, end: date) -> int | Fraction:
    """Return the units of a period that bear interest: its units times its days not free."""
    gone = sum((ends - begins).days for begins, ends in free_within(free, start, end))
    days = (end - start).days
    return Fraction(units * (days - gone), days) if gone else units
