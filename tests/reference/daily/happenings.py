"""What may happen to a loan. Amounts in whole đồng."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class PaidOut:
    """Principal paid out; a second one is a further tranche."""

    day: date
    amount: int


@dataclass(frozen=True)
class TakenOver:
    """The loan taken over from older books at the end of a day.

    Attributes:
      principal: What is unpaid, the overdue part included; the rest begins anew.
      overdue: The part that fell due and is unpaid.
      interest: Interest that fell due and is unpaid.
      fee: Fees that were asked for and are unpaid.
      oldest_due: When all of that fell due, or the oldest of it.
      known: Whether it is one instalment, as it stood; otherwise all that was overdue together.
    """

    day: date
    principal: int
    overdue: int
    interest: int
    fee: int
    oldest_due: date
    known: bool


@dataclass(frozen=True)
class NewDates:
    """The loan rescheduled: all principal over new dates. `kind` is dates or extension."""

    day: date
    kind: str
    instalments: int
    first_due: date


@dataclass(frozen=True)
class LetGo:
    """Interest, late interest and fees waived."""

    day: date
    interest: int
    late_interest: int
    fee: int = 0


@dataclass(frozen=True)
class Asked:
    """A fee, or a penalty of a fixed sum, that the club asks for, due on a day of its own.

    `component` is fee or late-interest.
    """

    day: date
    amount: int
    due: date
    component: str = "fee"


@dataclass(frozen=True)
class Paid:
    """The payments of a day.

    Attributes:
      amount: All together.
      receipts: How many payments they were.
      parts: How the books split them: None for as the rule says.
    """

    day: date
    amount: int
    receipts: int = 1
    parts: "Parts | None" = None


@dataclass(frozen=True)
class Lost:
    """Principal written off, or passed on to another borrower where `passed_on`."""

    day: date
    principal: int
    passed_on: bool


@dataclass(frozen=True)
class Storm:
    """A moratorium that takes effect: its days, and what happens to interest.

    `interest` is charged (due as always), deferred (due with the first instalment after it) or free
    (none for its days; what the other days bear is deferred).
    """

    day: date
    start: date
    end: date
    interest: str


@dataclass(frozen=True)
class NewRate:
    """Another contract rate from the next day on, per month or year as the agreement has it."""

    day: date
    rate: Fraction


Happening = PaidOut | TakenOver | NewDates | LetGo | Paid | Lost | Storm | NewRate | Asked


@dataclass(frozen=True)
class Parts:
    """A payment by its parts."""

    late_interest: int = 0
    interest: int = 0
    principal: int = 0
    overpayment: int = 0
    fee: int = 0
