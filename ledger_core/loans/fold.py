"""A loan while its events are applied, day by day: totals, what is settled, late interest."""

from copy import copy
from datetime import date, timedelta
from typing import Self

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.charges import DatedCharge
from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.history import How, Settlement
from ledger_core.loans.late import LateCharge
from ledger_core.loans.rescheduled_overdue import RescheduledOverdue
from ledger_core.loans.rows import Row
from ledger_core.loans.running import RunningSchedule
from ledger_core.loans.terms import LoanTerms


class LoanFold:
    """The working state of a loan at the end of a day, in whole đồng; `advance` before each event.

    What events do to it stands in `settling` (payments, waivers) and `restructuring` (the rest).

    Attributes:
      terms: The terms, with the rate that counts now.
      schedule: The instalments.
      disbursed: Principal paid out.
      transferred_in: Principal taken over from another loan, or from older books.
      repaid: Principal repaid.
      written_off: Principal written off.
      relieved: Principal forgiven.
      transferred_out: Principal that passed to another loan.
      recovered: Received after the write-off.
      fees_paid: Fees received.
      overpaid: What is kept for the borrower.
      interest_in_advance: Interest settled that no instalment has asked for yet.
      waived_in_advance: The part of it that was waived.
      late_settled: Late interest by days, and charged once, that was received or waived.
      memo_interest: Interest and late interest that was unpaid when the loan was written off.
      reschedules: How often the loan was rescheduled.
      rescheduled_overdue: Overdue principal moved by a rescheduling and not repaid since.
      rescheduled_interest: The same for interest.
      dated_charges: Fees and fixed penalties with due dates of their own.
      ended_lines: Lines of late interest that have ended.
      history: What settled what.
      planned: By component, how the payment being settled is spread over instalments to come.
      principal_log: What changed the outstanding principal, when and why.
      undo: By component, what payments settled (None: no claim), so that a reversal finds its way
        back.
    """

    def __init__(self, terms: LoanTerms, off: DaysOff = NO_DAYS_OFF) -> None:
        self.terms = terms
        self.schedule = RunningSchedule(terms, off)
        self.disbursed = 0
        self.transferred_in = 0
        self.repaid = 0
        self.written_off = 0
        self.relieved = 0
        self.transferred_out = 0
        self.recovered = 0
        self.fees_paid = 0
        self.overpaid = 0
        self.interest_in_advance = 0
        self.waived_in_advance = 0
        self.late_settled = 0
        self.memo_interest = 0
        self.reschedules = 0
        self.rescheduled_overdue = RescheduledOverdue()
        self.rescheduled_interest = RescheduledOverdue()
        self.dated_charges: list[DatedCharge] = []
        self.ended_lines: list[LateCharge] = []
        self.history: list[Settlement] = []
        self.planned: dict[Component, dict[tuple[int, int], int]] = {}
        self.principal_log: list[tuple[date, str, int]] = []
        self.undo: dict[Component, list[tuple[Row | DatedCharge | None, int]]]
        self.undo = {component: [] for component in Component}

    @property
    def day(self) -> date:
        """The day of this state."""
        return self.schedule.day

    @property
    def outstanding_principal(self) -> int:
        """Paid out and taken over, less what went in any way; always, even below 0."""
        received = self.disbursed + self.transferred_in
        gone = self.repaid + self.written_off + self.relieved + self.transferred_out
        return received - gone

    @property
    def off_the_books(self) -> bool:
        """Whether a write-off or transfer took the last principal: the claim is a memo then."""
        return self.outstanding_principal <= 0 < self.written_off + self.transferred_out

    @property
    def future_principal(self) -> int:
        """Outstanding principal of the instalments that do not count as due."""
        due = sum(row.unpaid_principal for row in self.schedule.called)
        return max(0, self.outstanding_principal - due)

    @property
    def accrued_unpaid(self) -> int:
        """Interest of the running period so far, less what is settled of it."""
        asking = self.schedule.asking
        if not asking or self.off_the_books:
            return 0
        paid = sum(row.interest_paid + row.interest_waived for row in asking)
        return max(0, self.schedule.accrued_interest() - paid - self.interest_in_advance)

    @property
    def accrued_not_due(self) -> int:
        """The same where the running instalment does not count as due yet."""
        schedule = self.schedule
        return self.accrued_unpaid if len(schedule.called) == schedule.fallen else 0

    def at(self, day: date) -> Self:
        """Return the state on a later day with nothing more posted; for reading only."""
        later = copy(self)
        later.schedule = self.schedule.copy(own_rows=bool(self.interest_in_advance))
        later.history = list(self.history)
        later.advance(day)
        return later

    def frozen(self) -> Self:
        """Return the state as it is now, whatever is applied to this one later; for reading."""
        kept = copy(self)
        kept.schedule = self.schedule.copy(own_rows=True)
        kept.rescheduled_overdue = self.rescheduled_overdue.copy()
        kept.rescheduled_interest = self.rescheduled_interest.copy()
        kept.ended_lines = list(self.ended_lines)
        own = {id(charge): copy(charge) for charge in self.dated_charges}
        kept.dated_charges = list(own.values())
        kept.history = [
            entry
            if entry.charge is None
            else entry._replace(charge=own.get(id(entry.charge), entry.charge))
            for entry in self.history
        ]
        kept.principal_log = list(self.principal_log)
        return kept

    def advance(self, day: date) -> None:
        """Go to the end of `day`: instalments fall due, and what was paid in advance settles them.

        It settles an instalment as soon as that counts as due, which may be before its date.
        """
        before, schedule = self.day, self.schedule
        for row in schedule.advance(day):
            self._settle_from_advance(row, before)
        for row in schedule.called[schedule.fallen :]:
            self._settle_from_advance(row, before)

    def _settle_from_advance(self, row: Row, before: date) -> None:
        interest = min(self.interest_in_advance, row.unpaid_interest)
        if not interest:
            return
        waived = min(self.waived_in_advance, interest)
        row.interest_waived += waived
        row.interest_paid += interest - waived
        self.interest_in_advance -= interest
        self.waived_in_advance -= waived
        near = row.due - timedelta(self.terms.advance_window_days)
        since = min(row.due, max(near, row.start, before))
        what = (since, Component.INTEREST, interest, How.FROM_ADVANCE)
        self.history.append(Settlement(*what, row.number, None, row.due))

    def moved_overdue(self) -> tuple[int, date | None]:
        """Return what was overdue, was rescheduled and is unpaid, and its oldest due date."""
        moved = self.rescheduled_overdue.total or self.rescheduled_interest.total
        if self.off_the_books or not moved:
            return 0, None
        unpaid = sum(row.unpaid_interest for row in self.schedule.rows) - self.interest_in_advance
        interest = min(self.rescheduled_interest.total, max(0, unpaid))
        parts = [self.rescheduled_overdue, *([self.rescheduled_interest] if interest else [])]
        oldest = min((part.oldest_due for part in parts if part.oldest_due), default=None)
        return self.rescheduled_overdue.total + interest, oldest

    def coming(self) -> list[tuple[Row, int, int]]:
        """Return each row that does not count as due, with its open interest and principal."""
        interest = self.interest_in_advance
        left = []
        for row in self.schedule.rows[len(self.schedule.called) :]:
            unpaid = row.unpaid_interest
            left.append((row, max(0, unpaid - interest), row.unpaid_principal))
            interest = max(0, interest - unpaid)
        return left

    def charges(self) -> list[LateCharge]:
        """Return every line of late interest up to the day, ended or running, oldest first."""
        lines = list(self.ended_lines)
        if not self.off_the_books:
            for row in self.schedule.rows[: self.schedule.fallen]:
                lines += row.open_charges(self.day, self.terms)
        return sorted(lines, key=lambda line: (line.number, line.end, -line.base))

    def late_interest_due(self) -> int:
        """Return the late interest charged up to the day and not settled."""
        return max(0, sum(line.amount for line in self.charges()) - self.late_settled)

    def late_interest_by_number(self) -> dict[int, int]:
        """Return the unsettled late interest of each instalment; the oldest is settled first."""
        settled = self.late_settled
        due: dict[int, int] = {}
        for line in self.charges():
            used = max(0, min(settled, line.amount))
            settled -= used
            due[line.number] = due.get(line.number, 0) + line.amount - used
        return due

    def dated_due(self, component: Component) -> int:
        """Return what is unpaid of dated charges that are due on the day or before."""
        return sum(
            charge.unpaid
            for charge in self.dated_charges
            if charge.component is component and charge.due <= self.day
        )

    def log_principal(self, why: str, amount: int) -> None:
        """Write down what changed the outstanding principal, as `explaining.Reason` words it."""
        if amount:
            self.principal_log.append((self.day, why, amount))

    def end_line(self, row: Row, component: Component) -> None:
        """End the line of late interest on a component, because what is unpaid of it changes."""
        self.ended_lines += row.close_charge(component, self.day, self.terms)

    def balance_after(self, rows: list[Row]) -> int:
        """Return the principal that falls due after `rows`."""
        return max(0, self.outstanding_principal - sum(row.unpaid_principal for row in rows))

    def redraw_coming(self, *, relevel: bool) -> None:
        """Draw up anew what does not count as due, after principal was paid or taken back."""
        if self.schedule.begun:
            called = self.schedule.called
            self.schedule.redraw(len(called), self.balance_after(called), relevel=relevel)
