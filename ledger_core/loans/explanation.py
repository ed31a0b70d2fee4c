"""The lines that explain the figures of a loan."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.running_interest import InterestPiece


class Figure(StrEnum):
    """The figures of a position that are explained."""

    OUTSTANDING_PRINCIPAL = "outstanding-principal"
    PRINCIPAL_DUE = "principal-due"
    INTEREST_DUE = "interest-due"
    FEE_DUE = "fee-due"
    LATE_INTEREST = "late-interest"
    ACCRUED_INTEREST = "accrued-interest"
    PAYOFF_AMOUNT = "payoff-amount"


class Reason(StrEnum):
    """Why a line adds to a figure, or takes from it."""

    PAID_OUT = "paid-out"
    """Principal was paid out."""
    TAKEN_OVER = "taken-over"
    """Principal was taken over from another loan or from older books."""
    FELL_DUE = "fell-due"
    """An instalment fell due."""
    MOVED_HERE = "moved-here"
    """A rescheduling moved it to this instalment."""
    CHARGED = "charged"
    """A fee or a fixed penalty was decided."""
    BY_DAYS = "by-days"
    """A base bore late interest for days."""
    ONCE = "once"
    """A penalty was charged once."""
    ACCRUED = "accrued"
    """Interest of the running period, not due yet."""
    OWED_NOW = "owed-now"
    """Part of what settles the whole loan today."""
    PAID = "paid"
    FROM_ADVANCE = "from-advance"
    """An earlier payment beyond what was due then settled it."""
    WAIVED = "waived"
    TAKEN_BACK = "taken-back"
    """A payment was taken back by an adjusting entry."""
    MOVED = "moved"
    """A rescheduling moved it to other instalments."""
    WRITTEN_OFF = "written-off"
    RELIEVED = "relieved"
    PASSED_ON = "passed-on"
    """It passed to another borrower's loan."""
    NOT_ASKED_FOR = "not-asked-for"
    """More was settled than was asked for; it makes nothing negative."""


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line of an explanation.

    Attributes:
      figure: The figure it explains.
      reason: Why it is there.
      amount: What it adds, in đồng; negative for what it takes off.
      date: The day it happened, or on which it fell due.
      component: The component, where the figure has more than one.
      number: Number of the instalment, None for what belongs to none.
      due: Due date of that instalment or charge.
      base: What bore interest, in đồng.
      start: First day of it, which is not counted.
      end: Last day of it, which is.
      rate_per_year: The rate, a fraction per year; for a penalty charged once, the share.
      pieces: How the interest of an instalment came about, where its base or rate changed.
    """

    figure: Figure
    reason: Reason
    amount: int
    date: dt.date
    component: Component | None = None
    number: int | None = None
    due: dt.date | None = None
    base: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    rate_per_year: Fraction | None = None
    pieces: tuple[InterestPiece, ...] = ()

    @property
    def days(self) -> int | None:
        """Days for which the base bore interest; None where none did."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days
