"""Who joins a club, who leaves it and who dies."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from ledger_core.club import LeavingReason
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.memberships import Membership
from ledger_core.simulation.villagers import OLDER_FROM

MOST_MEMBERS = 70
_FEWEST_MEMBERS = 48
_VERY_OLD_FROM = 78


class Turnover(Protocol):
    """Decides how the membership changes."""

    def newcomers(self, meeting: int, members: int) -> int:
        """Return how many join at a meeting."""

    def leavers(
        self, meeting: int, free: Sequence[str], members: int
    ) -> list[tuple[str, LeavingReason]]:
        """Return who leaves at a meeting; only those can who owe nothing."""

    def deaths(
        self, meeting: int, between: tuple[date, date], members: Iterable[Membership]
    ) -> list[tuple[str, date]]:
        """Return who dies between a meeting and the next, and when."""


class RandomTurnover:
    """About one newcomer in three meetings; one or two deaths a year among sixty members."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance

    def newcomers(self, meeting: int, members: int) -> int:
        """Return how many join at a meeting."""
        if meeting == 0 or members >= MOST_MEMBERS:
            return 0
        return self._chance.weighted(((0, 700), (1, 240), (2, 60)))

    def leavers(
        self, meeting: int, free: Sequence[str], members: int
    ) -> list[tuple[str, LeavingReason]]:
        """Return who leaves at a meeting."""
        chance = self._chance
        if meeting == 0 or not free or members <= _FEWEST_MEMBERS or not chance.happens(90):
            return []
        reason = chance.weighted(((LeavingReason.MOVED, 500), (LeavingReason.WISH, 500)))
        return [(chance.pick(free), reason)]

    def deaths(
        self, meeting: int, between: tuple[date, date], members: Iterable[Membership]
    ) -> list[tuple[str, date]]:
        """Return who dies between a meeting and the next, and when: time is left for a funeral."""
        del meeting
        chance = self._chance
        start, end = between
        found = []
        for member in members:
            age = start.year - member.person.born
            permille = 5 if age >= _VERY_OLD_FROM else 2 if age >= OLDER_FROM else 0
            if chance.happens(permille):
                day = date.fromordinal(chance.between(start.toordinal() + 1, end.toordinal() - 4))
                found.append((member.code, day))
        return found
