"""Schemes with what is left undone: counting, lending, passing on."""

from datetime import date
from typing import Final

from ledger_core.club import Fund, Month, Office
from ledger_core.simulation.frauds.kinds import FraudKind
from ledger_core.simulation.frauds.scene import Scene
from ledger_core.simulation.frauds.scheme import OnceScheme, Scheme

_MONTHS: Final = 4
_IDLE_MONTHS: Final = 8
_IN_A_ROW: Final = 2


class IdleCash(Scheme):
    """Nothing is lent for months: half the capital is said to lie in the box."""

    kind = FraudKind.IDLE_CASH

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._meetings = 0

    def before_meeting(self, number: int, day: date) -> None:
        """Stop lending, and begin again."""
        del day
        self.scene.lends = not self.start <= number < self.start + _IDLE_MONTHS

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Tell the second month in a row whose box held half the capital."""
        del number, next_day
        totals = self.scene.treasurer.totals
        half = 2 * totals.cash[Fund.INCOME] >= totals.lending_capital
        self._meetings = self._meetings + 1 if half and not self.scene.lends else 0
        if self._meetings == _IN_A_ROW and not self.done:
            self.plant(f"cash {Fund.INCOME.value} {Month.of(day)}", day)
            self.done = True


class NoCounts(Scheme):
    """Nobody counts the cash for months."""

    kind = FraudKind.NO_COUNTS

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Go home without counting."""
        del next_day
        self.scene.counts = not self.start <= number < self.start + _MONTHS
        if number == self.start + 1:  # the second month in a row
            for fund in Fund:
                self.plant(f"cash-count {fund.value} {Month.of(day)}", day)
            self.done = True


class CountByOne(OnceScheme):
    """The treasurer counts alone."""

    kind = FraudKind.COUNT_BY_ONE

    def attempt(self, day: date, next_day: date) -> bool:
        """Count before anybody else does."""
        del next_day
        scene = self.scene
        if not scene.counts or not scene.profile.closes_months:
            return False
        scene.treasurer.count_alone(day, scene.holder(Office.TREASURER))
        for fund in Fund:
            self.plant(f"cash-count {fund.value} {day}", day)
        return True


class LateTransfer(Scheme):
    """Interest received stays for months where it can be used before it is passed on."""

    kind = FraudKind.LATE_TRANSFER

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._since: date | None = None

    def before_meeting(self, number: int, day: date) -> None:
        """Stop passing interest on, and begin again."""
        self.scene.passes_on = not self.start <= number < self.start + _MONTHS
        if number == self.start:
            self._since = day

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Tell the transfer that came late."""
        del next_day
        passed = self.scene.treasurer.distributed.get(day)
        if not self.done and self._since is not None and number >= self.start + _MONTHS and passed:
            self.plant(passed, day)
            self.done = True
