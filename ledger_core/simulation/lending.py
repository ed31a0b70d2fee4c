"""Who asks for a loan, how much, and what the meeting can grant by the club's rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ledger_core.club import Fund
from ledger_core.loans import Method
from ledger_core.simulation.borrowers import Habit, draw_habit
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.names import PURPOSES
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.totals import ClubTotals

_SIZES: Final = (
    (2_000_000, 60), (3_000_000, 180), (4_000_000, 210), (5_000_000, 330), (6_000_000, 110),
    (8_000_000, 30), (10_000_000, 80),
)  # fmt: skip
_INSTALMENTS: Final = ((12, 780), (10, 110), (6, 80), (18, 30))


@dataclass(frozen=True, slots=True)
class Wish:
    """A loan that the meeting grants.

    Attributes:
      member: The borrower.
      principal: Principal in đồng.
      instalments: Number of months.
      method: Method of repayment.
      purpose: What it is for.
      habit: How it will be repaid.
      turn: The meeting after the loan at which the habit shows.
    """

    member: str
    principal: int
    instalments: int
    method: Method
    purpose: str
    habit: Habit
    turn: int


class Lending(Protocol):
    """Decides which loans a meeting grants."""

    def wishes(self, meeting: int, free: Sequence[str], totals: ClubTotals) -> Iterator[Wish]:
        """Yield loans one after the other; each is paid out before the next is asked for.

        Args:
          meeting: Number of the meeting, 0 for the first.
          free: Codes of the members who owe nothing.
          totals: What the club has, as it stands after each loan.
        """


class RollingLending:
    """A club that lends most of its capital at the start, and what comes back soon after."""

    def __init__(self, profile: ClubProfile, chance: Chance) -> None:
        self._profile = profile
        self._chance = chance
        # Some clubs wait until a good sum has come back, and lend a few loans together.
        self._least = chance.weighted(((5_000_000, 600), (12_000_000, 400)))
        self._interested: dict[str, bool] = {}

    def wishes(self, meeting: int, free: Sequence[str], totals: ClubTotals) -> Iterator[Wish]:
        """Yield loans as long as the cash box and the rules allow."""
        capital = totals.lending_capital
        kept = capital // 3 if meeting == 0 else capital // 50
        if totals.cash[Fund.INCOME] - kept < min(self._least, capital // 5):
            return
        largest = int(capital * self._profile.share_per_borrower) // 100_000 * 100_000
        for member in self._chance.shuffled([code for code in free if self._wants(code)]):
            principal = min(self._chance.weighted(_SIZES), largest)
            if totals.cash[Fund.INCOME] - kept < principal:
                return
            yield self._wish(member, principal)

    def _wants(self, member: str) -> bool:
        """Whether a member ever borrows: the others are too old, or need no loan."""
        return self._interested.setdefault(member, self._chance.happens(560))

    def _wish(self, member: str, principal: int) -> Wish:
        chance = self._chance
        instalments = chance.weighted(_INSTALMENTS)
        return Wish(
            member=member,
            principal=principal,
            instalments=instalments,
            method=self._profile.method,
            purpose=chance.weighted(PURPOSES),
            habit=draw_habit(chance),
            turn=chance.between(2, instalments - 1),
        )
