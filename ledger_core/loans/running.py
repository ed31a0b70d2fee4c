"""The schedule of a loan that runs: drawn up at disbursement, anew when its principal changes.

Rows that have fallen due stay as they are; only rows to come are drawn up anew. The interest of a
period is charged on the principal not due when the period begins: what is overdue bears late
interest instead, and what is paid in advance bears none from that day on. Where the base changes
within a period, each part counts by its days.
"""

from copy import copy
from datetime import date, timedelta
from typing import Self

from ledger_core.loans.due_dates import due_date_after, due_dates
from ledger_core.loans.plan import Plan
from ledger_core.loans.rows import Row
from ledger_core.loans.terms import LoanTerms, Method


class RunningSchedule:
    """The instalments of a loan, those fallen due and those to come. Amounts are whole đồng.

    Attributes:
      terms: The agreed terms.
      day: The day up to which due dates have been passed.
      rows: The instalments.
      fallen: How many of them have fallen due.
    """

    def __init__(self, terms: LoanTerms) -> None:
        self.terms = terms
        self.day = date.min
        self.rows: list[Row] = []
        self.fallen = 0
        self._plan = Plan.of(terms)
        self._size = self._plan.size(0, 1)
        self._spare: list[Row] = []  # dates that payments in advance made superfluous
        self._not_due = 0  # principal of the rows to come
        self._flat_base = 0  # principal on which flat interest is charged
        self._base_days = 0  # base times days of the running period, counted up to _base_since
        self._base_since = date.min

    def copy(self, *, own_rows: bool) -> Self:
        """Return a schedule that can be advanced; rows are shared unless `own_rows`."""
        other = copy(self)
        if own_rows:
            other.rows = [row.copy() for row in self.rows]
        return other

    def advance(self, day: date) -> list[Row]:
        """Let every instalment due up to the end of `day` fall due; return them."""
        self.day = day
        before = self.fallen
        while self.fallen < len(self.rows) and self.rows[self.fallen].due <= day:
            row = self.rows[self.fallen]
            self.fallen += 1
            self._not_due -= row.principal
            self._base_days, self._base_since = 0, row.due
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
    def called(self) -> list[Row]:
        """The rows that count as due: those fallen due, and the next one if it is near.

        It is near when it falls due within the advance window after the day.
        """
        row = self.running
        window = self.terms.advance_window_days
        near = row is not None and (row.due - self.day).days <= window
        return self.rows[: self.fallen + near]

    @property
    def paid_ahead(self) -> bool:
        """Whether principal of the next instalment was paid before its date."""
        row = self.running
        return row is not None and row.principal_paid > 0

    def accrued_interest(self) -> int:
        """Return the interest of the running period up to the day, by days, rounded."""
        row = self.running
        return 0 if row is None else self._interest_up_to(self.day, row)

    def begin(self, principal: int) -> None:
        """Draw up the first schedule, for principal paid out on the day.

        A first due date that has passed is ignored: the schedule runs from the day.
        """
        first_due = self.terms.first_due
        if first_due is not None and first_due <= self.day:
            first_due = None
        self._flat_base = principal
        self._base_days, self._base_since = 0, self.day
        self._append(self.day, self.terms.instalments, first_due)
        self.redraw(0, principal, relevel=True)

    def add_principal(self, amount: int, balance: int) -> None:
        """Spread a later tranche, with what is to come, over the coming dates.

        An instalment already paid ahead of its date stays.
        """
        self._stop_base()
        self._flat_base += amount
        self.redraw(self.fallen + self.paid_ahead, balance, relevel=True)

    def restart(self, principal: int, instalments: int, first_due: date) -> list[Row]:
        """Give up the rows to come and spread `principal` over new dates; return those given up.

        The running period goes on to the new first due date. An instalment paid ahead of its date
        stays, and the new rows follow it.
        """
        self._stop_base()
        kept = self.fallen + self.paid_ahead
        running = self.running
        given_up = self.rows[kept:]
        del self.rows[kept:]
        self._spare = []
        if principal <= 0:
            self._not_due = sum(row.principal for row in self.rows[self.fallen :])
            return given_up
        start = self.day
        if running is not None and kept == self.fallen:
            start = running.start
        elif running is not None and running.due < first_due:
            start = running.due
        else:
            self._base_days, self._base_since = 0, start
        self._flat_base = principal
        self._append(start, instalments, first_due)
        self.redraw(kept, principal, relevel=True)
        return given_up

    def redraw(self, first: int, balance: int, *, relevel: bool) -> None:
        """Draw up the rows from index `first` on anew, for `balance` đồng not due before them.

        `relevel` spreads it over all their dates; otherwise the size of instalment is kept and
        the rows no longer needed are given up.
        """
        self._stop_base()
        spare = [row for row in self._spare if row.due > self.day]
        tail = self.rows[first:] + spare
        if not tail:
            if not balance:
                return
            # Principal came back after the last due date: one more instalment.
            last = max(self.day, self.rows[-1].due) if self.rows else self.day
            self._base_days, self._base_since = 0, last
            self._append(last, 1, None)
            tail = self.rows[first:]
        ahead = sum(row.principal for row in self.rows[self.fallen : first])
        self._not_due = balance + ahead + sum(row.principal_paid for row in tail)
        running = None
        if first == self.fallen and self._base_changed_since(tail[0].start):
            running = self._interest_up_to(tail[0].due, tail[0])
        if relevel:
            self._size = self._plan.size(balance, len(tail))
        amounts = self._plan.amounts(
            balance,
            [row.units for row in tail],
            size=None if relevel else self._size,
            flat_base=self._flat_base,
            first_interest=running,
        )
        del self.rows[first:]
        self._spare = []
        for row, (part, interest) in zip(tail, amounts, strict=True):
            needed = balance > 0 or row.principal_paid > 0 or (row is tail[0] and bool(running))
            row.principal = part + row.principal_paid
            row.interest = interest if needed else 0
            balance -= part
            (self.rows if needed else self._spare).append(row)

    def _append(self, start: date, instalments: int, first_due: date | None) -> None:
        """Add rows without amounts for new due dates."""
        dues = due_dates(start, instalments, first_due)
        following = (*dues[1:], due_date_after(start, instalments, first_due))
        number = self.rows[-1].number if self.rows else 0
        days = self.terms.late.grace.days
        for due, next_due in zip(dues, following, strict=True):
            number += 1
            grace_end = next_due if days is None else due + timedelta(days)
            units = self._plan.rule.units(start, due)
            self.rows.append(Row(number, start, due, grace_end, units, 0, 0))
            start = due

    def _interest_up_to(self, day: date, row: Row) -> int:
        return self._plan.rule.charge_by_days(self._base_days_on(day), row.units, row.days)

    def _base_days_on(self, day: date) -> int:
        base = self._not_due
        if base and self.terms.method is Method.FLAT:
            base = self._flat_base
        return self._base_days + base * max(0, (day - self._base_since).days)

    def _stop_base(self) -> None:
        """Count the base of the running period up to the day, because it changes."""
        self._base_days = self._base_days_on(self.day)
        self._base_since = max(self._base_since, self.day)

    def _base_changed_since(self, start: date) -> bool:
        return self._base_since != start or self._base_days > 0
