"""Lending and turnover told beforehand, for clubs whose figures are known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ledger_core.club import LeavingReason
from ledger_core.simulation.lending import Wish
from ledger_core.simulation.memberships import Membership
from ledger_core.simulation.totals import ClubTotals


@dataclass(frozen=True, slots=True)
class FixedLending:
    """One round of loans, each at the meeting it is told for.

    Attributes:
      loans: The loans by the number of the meeting.
    """

    loans: Mapping[int, Sequence[Wish]]

    def wishes(self, meeting: int, free: Sequence[str], totals: ClubTotals) -> Iterator[Wish]:
        """Yield the loans of a meeting."""
        del free, totals  # whoever wrote the plan made sure that it fits
        return iter(self.loans.get(meeting, ()))


@dataclass(frozen=True, slots=True)
class FixedTurnover:
    """Who joins, leaves and dies, by the number of the meeting.

    Attributes:
      joining: How many join at a meeting.
      leaving: Who leaves at a meeting.
      dying: Who dies after a meeting.
    """

    joining: Mapping[int, int] = field(default_factory=dict)
    leaving: Mapping[int, tuple[str, LeavingReason]] = field(default_factory=dict)
    dying: Mapping[int, str] = field(default_factory=dict)

    def newcomers(self, meeting: int, members: int) -> int:
        """Return how many join at a meeting."""
        del members
        return self.joining.get(meeting, 0)

    def leavers(
        self, meeting: int, free: Sequence[str], members: int
    ) -> list[tuple[str, LeavingReason]]:
        """Return who leaves at a meeting."""
        del free, members
        return [self.leaving[meeting]] if meeting in self.leaving else []

    def deaths(
        self, meeting: int, between: tuple[date, date], members: Iterable[Membership]
    ) -> list[tuple[str, date]]:
        """Return who dies after a meeting: eleven days later."""
        del members
        day = between[0] + timedelta(days=11)
        return [(self.dying[meeting], day)] if meeting in self.dying else []
