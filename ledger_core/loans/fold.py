"""A loan while its events are applied, day by day: totals, what is settled, late interest."""

from copy import copy
from datetime import date
from typing import Self

from ledger_core.loans.late import LateCharge
from ledger_core.loans.rescheduled_overdue import RescheduledOverdue
from ledger_core.loans.rows import Row
from ledger_core.loans.running import RunningSchedule
from ledger_core.loans.terms import Component, ExcessPayment, LoanTerms


class LoanFold:
    """The working state of a loan at the end of a day, in whole đồng; `advance` before each event.

    Attributes:
      terms: The agreed terms.
      schedule: The instalments.
      disbursed: Principal paid out.
      transferred_in: Principal taken over from another loan.
      repaid: Principal repaid.
      written_off: Principal written off.
      transferred_out: Principal that passed to another loan.
      recovered: Received after the write-off.
      fees_paid: Fees received.
      interest_in_advance: Interest settled that no due instalment has asked for yet.
      principal_in_advance: The same for principal, where payments go to the next instalments.
      late_settled: Late interest received or waived.
      reschedules: How often the loan was rescheduled.
      rescheduled_overdue: Overdue principal moved by a rescheduling and not repaid since.
    """

    def __init__(self, terms: LoanTerms) -> None:
        self.terms = terms
        self.schedule = RunningSchedule(terms)
        self.disbursed = 0
        self.transferred_in = 0
        self.repaid = 0
        self.written_off = 0
        self.transferred_out = 0
        self.recovered = 0
        self.fees_paid = 0
        self.interest_in_advance = 0
        self.principal_in_advance = 0
        self.late_settled = 0
        self.reschedules = 0
        self.rescheduled_overdue = RescheduledOverdue()
        self._waived_in_advance = 0
        self._ended_charges: list[LateCharge] = []
        # What was settled where (None: in advance), so that a reversal finds its way back.
        self._principal_log: list[tuple[Row | None, int]] = []
        self._interest_log: list[tuple[Row | None, int]] = []

    @property
    def day(self) -> date:
        """The day of this state."""
        return self.schedule.day

    @property
    def outstanding_principal(self) -> int:
        """Paid out and taken over, less repaid, written off and passed on; always, even below 0."""
        received = self.disbursed + self.transferred_in
        return received - self.repaid - self.written_off - self.transferred_out

    @property
    def off_the_books(self) -> bool:
        """Whether a write-off or transfer took the last principal: the claim is a memo then."""
        return self.outstanding_principal <= 0 < self.written_off + self.transferred_out

    @property
    def future_principal(self) -> int:
        """Outstanding principal of the instalments that do not count as due."""
        due = sum(row.unpaid_principal for row in self.schedule.called)
        return max(0, self.outstanding_principal - due)

    def at(self, day: date) -> Self:
        """Return the state on a later day with nothing more posted; for reading only."""
        later = copy(self)
        later.schedule = self.schedule.copy(
            own_rows=bool(self.interest_in_advance or self.principal_in_advance)
        )
        later.advance(day)
        return later

    def advance(self, day: date) -> None:
        """Let instalments fall due up to the end of `day`, settled by what was paid in advance."""
        for row in self.schedule.advance(day):
            principal = min(self.principal_in_advance, row.unpaid_principal)
            row.principal_paid += principal
            self.principal_in_advance -= principal
            interest = min(self.interest_in_advance, row.unpaid_interest)
            waived = min(self._waived_in_advance, interest)
            row.interest_waived += waived
            row.interest_paid += interest - waived
            self.interest_in_advance -= interest
            self._waived_in_advance -= waived

    def coming(self) -> list[tuple[Row, int, int]]:
        """Return each row that does not count as due, with its open interest and principal."""
        interest, principal = self.interest_in_advance, self.principal_in_advance
        left = []
        for row in self.schedule.rows[len(self.schedule.called) :]:
            unpaid = row.unpaid_interest, row.unpaid_principal
            left.append((row, max(0, unpaid[0] - interest), max(0, unpaid[1] - principal)))
            interest = max(0, interest - unpaid[0])
            principal = max(0, principal - unpaid[1])
        return left

    def charges(self) -> list[LateCharge]:
        """Return every line of late interest up to the day, ended or running, oldest first."""
        lines = list(self._ended_charges)
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

    def pay_out(self, amount: int, *, transferred: bool = False) -> None:
        """Add principal; the first draws up the schedule, a later tranche sets it anew."""
        if transferred:
            self.transferred_in += amount
        else:
            self.disbursed += amount
        schedule = self.schedule
        if schedule.begun:
            kept = schedule.rows[: schedule.fallen + schedule.paid_ahead]
            schedule.add_principal(amount, self._balance_after(kept))
        elif amount > 0:
            schedule.begin(amount)

    def reschedule(self, instalments: int, first_due: date) -> None:
        """Spread all outstanding principal over new dates; unpaid interest stays where it is.

        The original due dates of overdue principal are kept for counting days past due.
        """
        self.reschedules += 1
        self._move_overdue()
        self.principal_in_advance = 0
        given_up = self.schedule.restart(self.outstanding_principal, instalments, first_due)
        for row in given_up:
            self.interest_in_advance += row.interest_paid + row.interest_waived
            self._waived_in_advance += row.interest_waived
        self.advance(self.day)

    def repay_principal(self, amount: int) -> None:
        """Settle principal: what counts as due, oldest first, and the rest in advance."""
        self.repaid += amount
        if amount < 0:
            self._take_back_principal(-amount)
            return
        self.rescheduled_overdue.repay(amount)
        left = amount
        for row in self.schedule.called:
            part = min(left, row.unpaid_principal)
            if part:
                self._change_principal(row, part)
                self._principal_log.append((row, part))
                left -= part
        if left:
            self._principal_log.append((None, left))
            self._pay_ahead(left)

    def settle_interest(self, amount: int, *, waived: bool = False) -> None:
        """Settle interest: what counts as due, oldest first, and the rest in advance."""
        if amount < 0:
            self._take_back_interest(-amount)
            return
        left = amount
        for row in self.schedule.called:
            part = min(left, row.unpaid_interest)
            if part:
                self._end_line(row, Component.INTEREST)
                if waived:
                    row.interest_waived += part
                else:
                    row.interest_paid += part
                    self._interest_log.append((row, part))
                left -= part
        self.interest_in_advance += left
        if waived:
            self._waived_in_advance += left
        elif left:
            self._interest_log.append((None, left))

    def write_off(self, amount: int, *, transferred: bool = False) -> None:
        """Take principal off the books, or pass it to another loan: what is overdue first."""
        if transferred:
            self.transferred_out += amount
        else:
            self.written_off += amount
        self.rescheduled_overdue.repay(amount)
        fallen = self.schedule.rows[: self.schedule.fallen]
        left = amount
        for row in fallen:
            part = max(0, min(left, row.unpaid_principal))
            if part:
                self._end_line(row, Component.PRINCIPAL)
                row.principal -= part
                left -= part
        if left and self.schedule.begun:
            self.principal_in_advance = 0
            self.schedule.redraw(len(fallen), self._balance_after(fallen), relevel=False)
        if self.off_the_books:
            for row in fallen:
                self._end_line(row, Component.INTEREST)

    def _pay_ahead(self, amount: int) -> None:
        called, policy = self.schedule.called, self.terms.excess_payment
        if policy is ExcessPayment.NEXT_INSTALMENTS and self.future_principal:
            self.principal_in_advance += amount
            return
        self.principal_in_advance = 0
        if self.schedule.begun:
            relevel = policy is ExcessPayment.SMALLER_INSTALMENTS
            self.schedule.redraw(len(called), self._balance_after(called), relevel=relevel)

    def _take_back_principal(self, amount: int) -> None:
        """Undo repayments, the newest first: a mistaken entry was reversed."""
        left, ahead = amount, 0
        while left and self._principal_log:
            row, part = self._principal_log.pop()
            undone = min(left, part)
            left -= undone
            if undone < part:
                self._principal_log.append((row, part - undone))
            if row is None:
                ahead += undone
            else:
                self._change_principal(row, -undone)
        ahead += left
        unused = min(ahead, self.principal_in_advance)
        self.principal_in_advance -= unused
        ahead -= unused
        if ahead and self.schedule.begun:
            called = self.schedule.called
            self.schedule.redraw(len(called), self._balance_after(called), relevel=False)

    def _take_back_interest(self, amount: int) -> None:
        left = amount
        while left and self._interest_log:
            row, part = self._interest_log.pop()
            undone = min(left, part)
            left -= undone
            if undone < part:
                self._interest_log.append((row, part - undone))
            if row is None:
                unused = min(undone, self.interest_in_advance)
                self.interest_in_advance -= unused
                self._undo_interest(undone - unused)
            else:
                self._end_line(row, Component.INTEREST)
                row.interest_paid -= undone

    def _undo_interest(self, amount: int) -> None:
        """Undo interest that was paid in advance and has settled instalments since."""
        for row in reversed(self.schedule.rows[: self.schedule.fallen]):
            undone = min(amount, row.interest_paid)
            if undone:
                self._end_line(row, Component.INTEREST)
                row.interest_paid -= undone
                amount -= undone

    def _change_principal(self, row: Row, amount: int) -> None:
        self._end_line(row, Component.PRINCIPAL)
        row.principal_paid += amount

    def _end_line(self, row: Row, component: Component) -> None:
        self._ended_charges += row.close_charge(component, self.day, self.terms)

    def _balance_after(self, rows: list[Row]) -> int:
        """Return the principal that falls due after `rows`, with what is paid in advance of it."""
        owed = self.outstanding_principal + self.principal_in_advance
        return max(0, owed - sum(row.unpaid_principal for row in rows))

    def _move_overdue(self) -> None:
        """Take unpaid principal out of the rows called, and remember what was overdue."""
        moved: list[tuple[date, int]] = []
        for row in self.schedule.called:
            unpaid = row.unpaid_principal
            if unpaid and (row.due <= self.day or row.principal_paid):
                self._end_line(row, Component.PRINCIPAL)
                row.principal -= unpaid
                if row.due < self.day:
                    moved.append((row.due, unpaid))
        self.rescheduled_overdue.move(moved)
