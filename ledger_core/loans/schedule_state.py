"""Where the schedule of a running loan stands: what has fallen due, what its interest comes to.

A row's interest runs from one due date to the next, as days off have moved them, so that it is
complete on the day people pay. How much it is, and which of its days are free, its original dates
say: days off move the date, not the interest. What is overdue bears no interest here, and what is
paid in advance bears none from that day on.
"""

from copy import copy
from datetime import date
from fractions import Fraction
from typing import Self

from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.interest import Units
from ledger_core.loans.methods import FirstPeriod, Method
from ledger_core.loans.pauses import FreeDays, Pausing, charged_units
from ledger_core.loans.periods import Stretch
from ledger_core.loans.plan import Plan
from ledger_core.loans.rows import Row
from ledger_core.loans.running_interest import (
    InterestPiece,
    RunningInterest,
    exact_interest,
    freed,
    interest_per_day,
    rounded_interest,
)
from ledger_core.loans.terms import LoanTerms


class ScheduleState:
    """The instalments of a loan, those fallen due and those to come. Amounts are whole đồng.

    Attributes:
      terms: The terms, with the rate and the dates that count now.
      off: Weekends, holidays and meetings, where due dates move for them.
      day: The day up to which due dates have been passed.
      rows: The instalments.
      fallen: How many of them have fallen due.
      pieces: By number, how the interest of the instalments fallen due came about.
    """

    def __init__(self, terms: LoanTerms, off: DaysOff = NO_DAYS_OFF) -> None:
        self.terms = terms
        self.off = off
        self.day = date.min
        self.rows: list[Row] = []
        self.fallen = 0
        self.pieces: dict[int, tuple[InterestPiece, ...]] = {}
        self._plan = Plan.of(terms)
        self._size = Fraction(0)
        self._keeps_size = False  # the size set on the agreed principal stays, whatever is paid out
        self._spare: list[Row] = []  # dates that payments in advance made superfluous
        self._not_due = 0  # principal of the rows to come
        self._held = 0  # principal paid in advance that still bears interest until the due date
        self._flat_base = 0  # principal on which flat interest is charged
        self._flat_ahead = Fraction(0)  # flat interest fallen due, unrounded, less what was asked
        self._stretch: Stretch | None = None  # how the last dates were laid out
        self._interest = RunningInterest(date.min)

    def copy(self, *, own_rows: bool) -> Self:
        """Return a schedule that can be advanced; rows are shared unless `own_rows`."""
        other = copy(self)
        other.pieces = dict(self.pieces)
        if own_rows:
            other.rows = [row.copy() for row in self.rows]
        return other

    def advance(self, day: date) -> list[Row]:
        """Let every instalment due up to the end of `day` fall due; return them."""
        self.day = day
        before = self.fallen
        while self.fallen < len(self.rows) and self.rows[self.fallen].due <= day:
            row = self.rows[self.fallen]
            pieces = self.pieces_on(row.due)
            deferred = self._defers(row)
            self.pieces[row.number] = () if deferred else pieces
            if self._flat_exactly and not deferred and self._base():
                asked = row.interest - row.moved_interest
                self._flat_ahead += exact_interest(pieces) - asked
            self._interest = RunningInterest(row.due, pieces if deferred else ())
            self.fallen += 1
            self._not_due -= row.principal
            self._held = 0
        return self.rows[before : self.fallen]

    @property
    def begun(self) -> bool:
        """Whether a schedule was ever drawn up."""
        return bool(self.rows or self._spare)

    @property
    def running(self) -> Row | None:
        """The next instalment to fall due, whose interest period runs."""
        return self.rows[self.fallen] if self.fallen < len(self.rows) else None

    @property
    def _near(self) -> bool:
        row = self.running
        window = self.terms.advance_window_days
        return row is not None and (row.due - self.day).days <= window

    @property
    def called(self) -> list[Row]:
        """The rows that count as due: those fallen due, and the next one if it is near.

        It is near when it falls due within the advance window after the day.
        """
        return self.rows[: self.fallen + self._near]

    @property
    def paid_ahead(self) -> bool:
        """Whether principal of the next instalment, being near, was paid before its date."""
        row = self.running
        return row is not None and row.principal_paid > 0 and self._near

    def holds(self, row: Row) -> bool:
        """Whether an instalment is still part of the schedule."""
        return any(row is other for other in self.rows)

    def accrued_interest(self) -> int:
        """Return the interest of the running period up to the day, by days, rounded."""
        return self.interest_up_to(self.day)

    def interest_to_next_due(self) -> int:
        """Return the interest of the running period up to its end, asked for then or deferred.

        What a rescheduling moved here was earned before and is not in it.
        """
        row = self.running
        if row is None:
            return 0
        return (
            self.interest_up_to(row.due) if self._defers(row) else row.interest - row.moved_interest
        )

    def interest_up_to(self, day: date) -> int:
        """Return the interest of the running period up to a day in it, by days, rounded."""
        return 0 if self.running is None else rounded_interest(self.pieces_on(day), self._plan)

    def pieces_on(self, day: date) -> tuple[InterestPiece, ...]:
        """Return how the interest of the running period came about up to a day."""
        row, per_day, free = self.running, Fraction(0), self.terms.pauses.free_days
        if row is not None:
            per_day, free = self.per_day(row)
        pieces = self._interest.up_to(day, self._base(), self.terms.rate, per_day)
        return tuple(freed(pieces, free)) if free else pieces

    def per_day(self, row: Row) -> tuple[Fraction, FreeDays]:
        """Return the interest of one đồng for one day of a row's period, and the days without.

        Where days off moved its dates it has as much interest as without: the days up to the
        payment that are not free bear it, each the same.
        """
        per_day, free = interest_per_day(row, self._plan), self.terms.pauses.free_days
        if not free or not per_day or not row.moved:
            return per_day, free
        whole = per_day * row.days * self.charged(row) / row.units
        bearing = charged_units(row.days, free, row.start, row.due)
        return (whole / bearing, free) if bearing else (whole / row.days, ())

    def charged(self, row: Row) -> Units:
        """Return the units of a row's period that bear interest: its free days bear none."""
        free = self.terms.pauses.free_days
        return charged_units(row.units, free, row.begins, row.ends) if free else row.units

    @property
    def running_defers(self) -> bool:
        """Whether the running instalment leaves its interest to a later one."""
        row = self.running
        return row is not None and self._defers(row)

    @property
    def asking(self) -> list[Row]:
        """The rows that ask for the interest of the running period.

        The running one; where it leaves its interest to a later one, all up to that.
        """
        coming = self.rows[self.fallen :]
        last = next((n for n, row in enumerate(coming, 1) if not self._defers(row)), len(coming))
        return coming[:last]

    def _defers(self, row: Row) -> bool:
        """Whether a row leaves its interest to a later one."""
        on_demand = self.terms.method is Method.ON_DEMAND
        deferring = on_demand or row.pause.interest is Pausing.DEFERRED
        asks = row.interest > row.moved_interest
        return deferring and not asks and row is not self.rows[-1]

    @property
    def _flat_exactly(self) -> bool:
        """Whether the flat interest of the whole term is the sum of its periods, rounded once."""
        terms = self.terms
        return (
            terms.method is Method.FLAT
            and terms.spread.flat_interest_total is None
            and not terms.rounding.each_piece
            and terms.dates.first_period is not FirstPeriod.BY_DAYS
        )

    def _base(self) -> int:
        base = max(0, self._not_due + self._held)
        return self._flat_base if base and self.terms.method is Method.FLAT else base

    def _stop_base(self) -> None:
        """Count the base of the running period up to the day, because it changes."""
        since = max(self._interest.since, self.day)
        self._interest = RunningInterest(since, self.pieces_on(self.day))
