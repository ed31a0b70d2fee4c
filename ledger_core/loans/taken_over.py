"""A loan taken over from older books: what is known of it on the day it is taken over."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class KnownInstalment:
    """An instalment of a schedule that is taken over as it stands, in whole đồng.

    Attributes:
      due: Due date.
      principal: Principal still to be paid with it.
      interest: Interest still to be paid with it.
      fee: Fee still to be paid with it.
      late_interest: Penalty still to be paid with it.
    """

    due: dt.date
    principal: int
    interest: int = 0
    fee: int = 0
    late_interest: int = 0


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A running loan taken over from older books, as of the end of a day.

    The principal that is not overdue is spread over the instalments of the terms, from the day on,
    unless its schedule is known. What is overdue becomes the instalments of `overdue`, each with
    its own age; what they do not hold becomes one more, numbered 0, that fell due on `oldest_due`.

    Attributes:
      date: The day; the old books count up to its end.
      principal: Principal unpaid, the overdue part included.
      overdue_principal: The part that fell due and is unpaid.
      interest: Interest that fell due and is unpaid.
      late_interest: Late interest that was asked for and is unpaid.
      fee: Fees that were asked for and are unpaid.
      oldest_due: Oldest due date of which anything is unpaid; None if nothing is overdue.
      reschedules: How often the loan was rescheduled before.
      schedule: The coming instalments, where they are known; their principal and the overdue part
        sum to `principal`.
      overdue: The instalments overdue, where they are known one by one, as a part of
        `overdue_principal` and `interest`.
    """

    date: dt.date
    principal: int
    overdue_principal: int = 0
    interest: int = 0
    late_interest: int = 0
    fee: int = 0
    oldest_due: dt.date | None = None
    reschedules: int = 0
    schedule: tuple[KnownInstalment, ...] = ()
    overdue: tuple[KnownInstalment, ...] = ()
    rank: ClassVar[int] = 0

    @property
    def overdue_together(self) -> tuple[int, int]:
        """Principal and interest overdue that no instalment of `overdue` holds."""
        principal = self.overdue_principal - sum(one.principal for one in self.overdue)
        return max(0, principal), max(0, self.interest - sum(one.interest for one in self.overdue))
