"""Grace and moratorium: instalments that ask for no principal, or for no interest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ledger_core.loans.limits import check_range
from ledger_core.loans.schedule_errors import MoratoriumEndsTooEarly
from ledger_core.messages import N_

LONGEST_GRACE: Final = 599


class Pausing(StrEnum):
    """What happens to the interest of a paused period."""

    CHARGED = "charged"
    """It is due as always."""
    DEFERRED = "deferred"
    """It is due with the next instalment that is not paused."""
    FREE = "free"
    """There is none."""


class Pause(NamedTuple):
    """What one instalment does not ask for.

    Attributes:
      principal: Whether it asks for no principal.
      interest: What happens to its interest.
    """

    principal: bool = False
    interest: Pausing = Pausing.CHARGED


NO_PAUSE: Final = Pause()


@dataclass(frozen=True, slots=True)
class Moratorium:
    """A time in which no principal is asked for: a storm, an epidemic.

    Each instalment that would fall due in it moves the end of the loan by one period.

    Attributes:
      start: Its first day.
      end: Its last day.
      interest: What happens to the interest of the periods that end in it.
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

    def moratorium(self, due: date) -> Moratorium | None:
        """Return the moratorium in which a day falls."""
        return next((pause for pause in self.moratoria if pause.covers(due)), None)

    def on(self, number: int, due: date) -> Pause:
        """Return the pause of the instalment with this number, counted from 1, due on this day."""
        moratorium = self.moratorium(due)
        if number <= self.interest_free or (
            moratorium is not None and moratorium.interest is Pausing.FREE
        ):
            interest = Pausing.FREE
        elif number <= self.interest:
            interest = Pausing.DEFERRED
        else:
            interest = Pausing.CHARGED if moratorium is None else moratorium.interest
        return Pause(number <= self.principal or moratorium is not None, interest)

    def of(self, dues: Sequence[date], passed: int = 0) -> list[Pause]:
        """Return the pause of each of these due dates, `passed` instalments before them."""
        return [self.on(passed + number, due) for number, due in enumerate(dues, start=1)]
