"""One instalment, and the late interest on it, added up day by day."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.reference.daily.figures import rounded


@dataclass
class LateLine:
    """Late interest on one component of an instalment.

    Attributes:
      running: For each rate, what one đồng bears in a day, and the đồng that were unpaid, added up
        over the days so far.
      ended: Lines that have ended because what was unpaid changed, each rounded to whole đồng.
    """

    running: list[tuple[Fraction, int | Fraction]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    new_rate: bool = True

    def count_one_day(self, unpaid: int, per_day: Fraction) -> None:
        """Another day on which so much was overdue."""
        if self.new_rate:
            self.running.append((per_day, 0))
            self.new_rate = False
        self.running[-1] = per_day, self.running[-1][1] + unpaid

    @property
    def amounts(self) -> list[int]:
        """What it has come to so far, each rate for itself."""
        return [rounded(dong_days * per_day) for per_day, dong_days in self.running]


@dataclass
class Charge:
    """A fee, or a penalty, with a due date of its own, and what has been settled of it, in đồng."""

    component: str
    due: date
    amount: int
    settled: int = 0

    @property
    def unpaid(self) -> int:
        """What is not settled."""
        return self.amount - self.settled


@dataclass
class Instalment:
    """What falls due on a day, and what has been settled of it, in whole đồng.

    Attributes:
      start: The day its interest period begins; it is not counted, the due date is.
      grace_end: The last day on which paying it bears no late interest.
      held: Whether it asks for no principal: it falls due in a moratorium.
      defers: Whether its interest is due with the next one that does not.
      free: Whether its period bears no interest.
      given_up: Whether nothing was left to repay when it was drawn up.
      bears: Whether its principal bears interest until it falls due: not if all was paid off.
    """

    start: date
    due: date
    grace_end: date
    principal: int = 0
    interest: int = 0
    principal_paid: int = 0
    interest_paid: int = 0
    interest_waived: int = 0
    fee: int = 0
    fee_settled: int = 0
    given_up: bool = False
    bears: bool = True
    held: bool = False
    defers: bool = False
    free: bool = False
    late: dict[str, LateLine] = field(
        default_factory=lambda: {"principal": LateLine(), "interest": LateLine()}
    )

    @property
    def days(self) -> int:
        """Days of its interest period."""
        return (self.due - self.start).days

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: payments in advance make dates superfluous."""
        return self.principal > 0 or self.interest > 0

    @property
    def superfluous(self) -> bool:
        """Whether payments in advance have made its date superfluous."""
        return self.given_up and not self.asks

    @property
    def touched(self) -> bool:
        """Whether anything of it was settled."""
        return bool(self.principal_paid or self.interest_settled or self.fee_settled)

    @property
    def interest_settled(self) -> int:
        """Interest received or waived."""
        return self.interest_paid + self.interest_waived

    def unpaid(self, component: str) -> int:
        """What is not settled of principal or interest."""
        if component == "principal":
            return self.principal - self.principal_paid
        return max(0, self.interest - self.interest_settled)

    @property
    def unpaid_fee(self) -> int:
        """What is not settled of its fee."""
        return max(0, self.fee - self.fee_settled)

    @property
    def open(self) -> int:
        """Principal and interest not settled."""
        return self.unpaid("principal") + self.unpaid("interest")

    def count_one_day_late(self, per_day: dict[str, Fraction]) -> None:
        """Another day on which this was overdue."""
        for component, line in self.late.items():
            unpaid = self.unpaid(component)
            if unpaid:
                line.count_one_day(unpaid, per_day[component])

    def change_late_rate(self) -> None:
        """Another late rate on principal counts from now on: what it bore so far is a sum apart."""
        self.late["principal"].new_rate = True

    def past_grace(self, day: date) -> bool:
        """Whether what is unpaid now bears late interest: within the grace it does not."""
        return day > self.grace_end

    def late_interest(self, day: date) -> int:
        """Late interest by the end of a day: nothing within the grace, then from the due date."""
        lines = self.late.values()
        running = sum(sum(line.amounts) for line in lines) if self.past_grace(day) else 0
        return running + sum(sum(line.ended) for line in lines)

    def before_change(self, component: str, part: int, day: date) -> None:
        """Some of what is unpaid goes away: the line of late interest on it ends.

        After the grace the line stands and is rounded. Within the grace what goes away bears
        nothing, and what is left goes on from the due date.
        """
        line, unpaid = self.late[component], self.unpaid(component)
        if self.past_grace(day):
            line.ended += line.amounts
            line.running, line.new_rate = [], True
        elif unpaid:
            left = Fraction(unpaid - part, unpaid)
            line.running = [(per_day, dong_days * left) for per_day, dong_days in line.running]
