"""What settled what: the record from which every figure of a loan can be explained."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.charges import DatedCharge


class How(StrEnum):
    """How an amount stopped being owed."""

    PAID = "paid"
    """A payment settled it."""
    FROM_ADVANCE = "from-advance"
    """An earlier payment or waiver, beyond what was due then, settled it when it fell due."""
    WAIVED = "waived"
    """The club let it go."""
    TAKEN_BACK = "taken-back"
    """A payment was taken back: a negative amount, owed again."""
    MOVED = "moved"
    """It was moved to instalments with another due date."""
    WRITTEN_OFF = "written-off"
    """It was written off."""
    RELIEVED = "relieved"
    """The members' meeting forgave it."""
    PASSED_ON = "passed-on"
    """It passed to another borrower's loan."""


class Settlement(NamedTuple):
    """One part of what an instalment or charge asked for, and how it was settled.

    Attributes:
      date: The day.
      component: What was settled.
      amount: How much, in đồng; negative where it is owed again.
      how: How.
      number: Number of the instalment, None for a charge and for what no instalment asked for.
      charge: The charge, None otherwise.
      due: When it fell or falls due, None for what no instalment asked for.
    """

    date: dt.date
    component: Component
    amount: int
    how: How
    number: int | None = None
    charge: DatedCharge | None = None
    due: dt.date | None = None
