"""The schedule of a loan that runs: drawn up at disbursement, anew when its principal changes.

Rows that have fallen due stay as they are; only rows to come are drawn up anew. The interest of a
period is charged on the principal not due when the period begins: what is overdue bears late
interest instead, and what is paid in advance bears none from that day on. Where base or rate
changes within a period, each part counts by its days. A period runs from one due date to the next,
as days off have moved them, so that its interest is complete on the day people pay.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ledger_core.loans.drafting import Draft
from ledger_core.loans.laying import known_rows, laid_anew, overdue_row, rows_of
from ledger_core.loans.methods import Method
from ledger_core.loans.pauses import NO_PAUSE
from ledger_core.loans.periods import Stretch
from ledger_core.loans.plan import Plan
from ledger_core.loans.prepayment_terms import Rest
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.rows import Row
from ledger_core.loans.running_interest import RunningInterest, exact_interest, interest_per_day
from ledger_core.loans.schedule_state import ScheduleState
from ledger_core.loans.taken_over import TakenOver
from ledger_core.money import round_to_multiple


class RunningSchedule(ScheduleState):
    """The instalments of a loan, drawn up and drawn up anew. Amounts are whole đồng."""

    def begin(self, principal: int) -> None:
        """Draw up the first schedule, for principal paid out on the day.

        A first due date that has passed is ignored: the schedule runs from the day.
        """
        terms, first = self.terms, self.terms.first_due
        if first is not None and first <= self.day and terms.method is not Method.ANNUITY_DUE:
            terms = replace(terms, first_due=None)
        drawn = Draft(terms, self.day, principal, self.off)
        self._flat_base = principal - drawn.down
        self._interest = RunningInterest(self.day)
        if drawn.down:
            self.rows.append(Row(1, self.day, self.day, self.day, 0, drawn.down, 0))
        repaying = sum(not period.pause.principal for period in drawn.periods)
        self._keeps_size = drawn.kept_size is not None
        self._size = drawn.kept_size or self._plan.size(self._flat_base, max(1, repaying))
        self._not_due = principal
        passed = len(self.rows)
        tail = list(
            rows_of(terms, drawn.periods, passed=passed, off=self.off, first_due=terms.first_due)
        )
        self._interest = RunningInterest(tail[0].start)
        self._assign(tail, drawn.amounts, self._flat_base)

    def take_over(self, event: TakenOver) -> None:
        """Begin with what is known of a loan from older books."""
        coming = event.principal - event.overdue_principal
        self._interest = RunningInterest(self.day)
        if event.schedule:
            self.rows = list(known_rows(self.terms, self.day, event.schedule))
            self._not_due = self._flat_base = sum(row.principal for row in self.rows)
            self._size = self._plan.size(self._flat_base, max(1, len(self.rows)))
        elif coming > 0:
            self.begin(coming)
        if event.overdue_principal or event.interest:
            row = overdue_row(self.terms, event)
            self.rows.insert(0, row)
            self.pieces[row.number] = ()
            self.fallen += 1

    def add_principal(self, amount: int, balance: int) -> None:
        """Spread a later tranche, with what is to come, over the coming dates.

        An instalment already paid ahead of its date stays.
        """
        self._stop_base()
        self._flat_base += amount
        first = self.fallen + self.paid_ahead
        self.redraw(first, balance, relevel=not self._keeps_size)

    def change_rate(self, rate: InterestRate, balance: int) -> None:
        """Charge another rate after the day, and set the coming instalments anew."""
        self._stop_base()
        self.terms = replace(self.terms, rate=rate)
        self._plan = Plan.of(self.terms)
        self.redraw(self.fallen + self.paid_ahead, balance, relevel=True)

    def prepay(self, amount: int) -> None:
        """Take note of principal paid in advance, before the rows are drawn up anew."""
        self._stop_base()
        if self.terms.prepayment.rest is Rest.DUE_DATE:
            self._held += amount

    def restart(
        self, principal: int, instalments: int, first_due: date, every_days: int | None = None
    ) -> list[Row]:
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
            self._interest = RunningInterest(start)
        self._flat_base = principal
        passed = self.rows[-1].number if self.rows else 0
        stretch = Stretch(start, instalments, first_due, passed=passed)
        self.terms, laid = laid_anew(self.terms, stretch, self.off, every_days)
        old_plan, self._plan = self._plan, Plan.of(self.terms)
        self.rows += rows_of(self.terms, laid, passed=passed, off=self.off, first_due=first_due)
        if running is not None and kept == self.fallen:
            ratio = _ratio(interest_per_day(self.rows[kept], self._plan), running, old_plan)
            self._interest = self._interest.stretched(running.start, ratio)
        self.redraw(kept, principal, relevel=True)
        return given_up

    def add_parts(self, first: int, amount: int) -> None:
        """Add principal, in equal parts, to the rows from index `first` on.

        The last takes what rounding leaves over. Interest is charged on it as on theirs.
        """
        self._stop_base()
        tail = self.rows[first:]
        if not tail:
            self.redraw(first, amount, relevel=True)
            return
        rounding, left = self.terms.rounding, amount
        parts = []
        for _ in tail[1:]:
            part = round_to_multiple(amount, len(tail), rounding.multiple, rounding.mode)
            parts.append(min(left, part))
            left -= parts[-1]
        parts.append(left)
        self._not_due += amount
        balance = sum(row.unpaid_principal for row in tail) + amount
        for row, part in zip(tail, parts, strict=True):
            if self.terms.method is not Method.FLAT:
                row.interest = row.moved_interest + self._plan.rule.charge(balance, row.units)
            row.principal += part
            balance -= row.unpaid_principal
            self._set_fee(row)
        if first == self.fallen and self.terms.method is not Method.FLAT:
            tail[0].interest = tail[0].moved_interest + self.interest_up_to(tail[0].due)

    def add_interest(self, amount: int) -> None:
        """Add interest that was moved, in equal parts, to the rows that have not fallen due."""
        tail, left = self.rows[self.fallen :], amount
        for place, row in enumerate(tail):
            part = left if place == len(tail) - 1 else amount // len(tail)
            row.moved_interest += part
            row.interest += part
            left -= part

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
            self._interest = RunningInterest(last)
            passed = self.rows[-1].number if self.rows else 0
            _, laid = laid_anew(self.terms, Stretch(last, 1, passed=passed), self.off, None)
            self.rows += rows_of(self.terms, laid, passed=passed, off=self.off)
            tail = self.rows[first:]
        ahead = sum(row.principal for row in self.rows[self.fallen : first])
        paid = sum(row.principal_paid for row in tail) if balance else 0
        if not balance:
            self._held = 0  # who has repaid everything bears interest no more
        self._not_due = balance + ahead + paid
        exact = None
        if first == self.fallen and self._interest.changed_since(tail[0].start):
            exact = exact_interest(self.pieces_on(tail[0].due))
        amounts = self._amounts(tail, balance, exact, relevel=relevel)
        del self.rows[first:]
        self._spare = []
        self._assign(tail, amounts, balance, earned=exact is not None)

    def _amounts(
        self, tail: list[Row], balance: int, exact: Fraction | None, *, relevel: bool
    ) -> list[tuple[int, int]]:
        """Return principal and interest of rows that are drawn up anew.

        `exact` is the interest of the first, unrounded, where its base or rate changed.
        """
        pauses = [row.pause for row in tail]
        if relevel:
            repaying = sum(not pause.principal for pause in pauses)
            self._size = self._plan.size(balance, max(1, repaying))
        running = None if exact is None else self.interest_up_to(tail[0].due)
        full = self.terms.prepayment.principal_by_full_period
        amounts = self._plan.amounts(
            balance,
            [row.units for row in tail],
            size=None if relevel else self._size,
            flat_base=self._flat_base,
            first_interest=None if full else running,
            first_exact=None if full else exact,
            pauses=pauses if any(pause != NO_PAUSE for pause in pauses) else (),
        )
        if full and running is not None:
            amounts[0] = amounts[0][0], running
        if self._plan.spread.flat_interest_total is not None:
            known = [row.interest - row.moved_interest for row in tail]
            amounts = [(part, was) for (part, _), was in zip(amounts, known, strict=True)]
        return amounts

    def _assign(
        self,
        tail: list[Row],
        amounts: Sequence[tuple[int, int]],
        balance: int,
        *,
        earned: bool = False,
    ) -> None:
        """Add rows with their amounts; those no longer needed go to the spare ones.

        `earned` says that the first one's interest ran on a base that is gone now.
        """
        # Who pays off may have paid later instalments' interest: it counts for what has accrued.
        settled_later = sum(row.interest_paid + row.interest_waived for row in tail[1:])
        for place, (row, (part, interest)) in enumerate(zip(tail, amounts, strict=True)):
            row.principal = part + row.principal_paid
            settled = row.interest_paid + row.interest_waived
            if balance > 0:
                row.interest = interest + row.moved_interest
            else:
                accrued = interest - settled_later if earned and place == 0 else 0
                row.interest = max(settled, accrued + row.moved_interest)
            needed = balance > 0 or row.principal_paid > 0 or row.interest > settled
            needed = needed or settled > 0
            self._set_fee(row, settled=not balance)
            balance -= part
            (self.rows if needed else self._spare).append(row)

    def _set_fee(self, row: Row, *, settled: bool = False) -> None:
        fees = self.terms.fees
        if fees.on_instalments:
            mode = self.terms.rounding.mode
            fee = fees.of_instalment(row.principal, row.interest, mode)
            row.fee = row.fee_paid + row.fee_waived if settled else fee


def _ratio(per_day: Fraction, row: Row, plan: Plan) -> Fraction:
    """Return by how much a day's interest changes when a row's period gets another length."""
    before = interest_per_day(row, plan)
    return per_day / before if before else Fraction(1)
