"""Fees and fixed penalties with a due date of their own, while a loan is folded."""

from dataclasses import dataclass
from datetime import date

from ledger_core.loans.allocation_rules import Component


@dataclass(slots=True, eq=False)
class DatedCharge:
    """A fee or a penalty of a fixed sum. Amounts are whole đồng.

    Attributes:
      component: A fee, or late interest for a penalty.
      charged: The day it was decided.
      due: Due date.
      amount: What is asked for.
      paid: What was received.
      waived: What the club let go.
    """

    component: Component
    charged: date
    due: date
    amount: int
    paid: int = 0
    waived: int = 0

    @property
    def unpaid(self) -> int:
        """Neither received nor waived; never negative."""
        return max(0, self.amount - self.paid - self.waived)


@dataclass(frozen=True, slots=True)
class ChargePosition:
    """A fee or fixed penalty at the end of a day, in whole đồng.

    Attributes:
      component: A fee, or late interest for a penalty.
      charged: The day it was decided.
      due: Due date.
      number: Number of the instalment in whose period it falls due; one more than the last for
        what falls due after it.
      amount: What is asked for.
      paid: What was received.
      waived: What the club let go.
    """

    component: Component
    charged: date
    due: date
    number: int
    amount: int
    paid: int
    waived: int

    @property
    def unpaid(self) -> int:
        """Neither received nor waived."""
        return max(0, self.amount - self.paid - self.waived)
