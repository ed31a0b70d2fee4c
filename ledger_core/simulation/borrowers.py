"""How people repay: most on time, some late, some early, a few no more."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ledger_core.loans import LoanPosition
from ledger_core.simulation.chance import Chance


class Habit(StrEnum):
    """How a borrower repays one loan; the values are counted in `truth.json`."""

    ON_TIME = "on-time"
    FEW_DAYS_LATE = "few-days-late"
    """Brings the money to the treasurer's home some days after the meeting, now and then."""
    FEW_DAYS_EARLY = "few-days-early"
    """Brings it some days before."""
    MISSES_ONE = "misses-one-meeting"
    MISSES_SEVERAL = "misses-several-meetings"
    PAYS_PART = "pays-part"
    STOPS = "stops-paying"
    PAYS_OFF_EARLY = "pays-off-early"
    PAYS_AHEAD = "pays-ahead"


_HABITS: Final = (
    (Habit.ON_TIME, 715), (Habit.FEW_DAYS_LATE, 60), (Habit.FEW_DAYS_EARLY, 40),
    (Habit.MISSES_ONE, 60), (Habit.MISSES_SEVERAL, 25), (Habit.PAYS_PART, 30), (Habit.STOPS, 10),
    (Habit.PAYS_OFF_EARLY, 40), (Habit.PAYS_AHEAD, 20),
)  # fmt: skip

_THOUSAND: Final = 1000
_NOW_AND_THEN: Final = 350  # permille


def draw_habit(chance: Chance) -> Habit:
    """Return how a new borrower will repay."""
    return chance.weighted(_HABITS)


@dataclass(slots=True)
class Borrowing:
    """One running loan as its borrower sees it.

    Attributes:
      loan: The loan's number.
      member: The borrower.
      habit: How it is repaid.
      turn: The meeting, counted from the first due date, at which the habit shows.
      meetings: Meetings since the loan was paid out.
      rounds_up: Whether an uneven sum is paid in whole thousands although less would settle it.
    """

    loan: str
    member: str
    habit: Habit
    turn: int
    meetings: int = 0
    rounds_up: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """What a borrower decides to do about an instalment.

    Attributes:
      amount: What is handed over at the meeting, in đồng; 0 for nothing.
      kind: What it counts as in `truth.json`.
      days_later: Pays the whole sum due so many days after the meeting instead.
      days_before_next: Pays the next instalment so many days before the next meeting.
    """

    amount: int
    kind: str
    days_later: int = 0
    days_before_next: int = 0


def due_today(position: LoanPosition) -> int:
    """Return what a borrower is asked for at a meeting, late interest included, in đồng."""
    return position.principal_due + position.interest_due + position.late_interest


def in_cash(amount: int, position: LoanPosition, *, rounds_up: bool) -> int:
    """Return what is really handed over: there are no coins, so whole thousands where one can.

    What settles the loan is paid to the đồng, unless the borrower does not care for the rest.
    """
    rounded = -(-amount // _THOUSAND) * _THOUSAND
    return rounded if rounds_up else min(rounded, position.payoff_amount)


def decide(borrowing: Borrowing, position: LoanPosition, chance: Chance) -> Payment:
    """Return what the borrower does at a meeting where `position` is what the loan's card says."""
    due = in_cash(due_today(position), position, rounds_up=borrowing.rounds_up)
    usual = Payment(due, "arrears-cleared" if position.overdue else "on-time")
    match borrowing.habit:
        case Habit.FEW_DAYS_LATE if due and chance.happens(_NOW_AND_THEN):
            return Payment(0, "days-late", days_later=chance.between(2, 20))
        case Habit.FEW_DAYS_EARLY if chance.happens(_NOW_AND_THEN):
            return replace(usual, days_before_next=chance.between(1, 8))
        case Habit.STOPS if due and borrowing.meetings >= borrowing.turn:
            return Payment(0, "stopped")
        case Habit.MISSES_SEVERAL if borrowing.turn <= borrowing.meetings < borrowing.turn + 3:
            return Payment(0, "missed")
        case _ if borrowing.meetings == borrowing.turn:
            return _at_turn(borrowing.habit, usual, position, chance)
    return usual


def _at_turn(habit: Habit, usual: Payment, position: LoanPosition, chance: Chance) -> Payment:
    """Return what a borrower does at the one meeting at which the habit shows."""
    due = usual.amount
    match habit:
        case Habit.MISSES_ONE:
            return Payment(0, "missed")
        case Habit.PAYS_PART if due:
            return Payment(chance.amount(due // 3, due * 2 // 3, 10_000), "part")
        case Habit.PAYS_OFF_EARLY:
            return Payment(position.payoff_amount, "paid-off-early")
        case Habit.PAYS_AHEAD:
            extra = chance.amount(200_000, 1_500_000, 100_000)
            return Payment(min(due + extra, position.payoff_amount), "ahead")
    return usual
