"""The schedule of a loan that runs: drawn up at disbursement, anew when its principal changes.

Rows that have fallen due stay as they are; only rows to come are drawn up anew. The interest of a
period is charged on the principal not due when the period begins: what is overdue bears late
interest instead, and what is paid in advance bears none from that day on. Where base or rate
changes within a period, each part counts by its days. A period runs from one due date to the next,
as days off have moved them, so that its interest is complete on the day people pay.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ledger_core.loans.drafting import Draft
from ledger_core.loans.laying import counted_before, known_rows, laid_anew, overdue_rows, rows_of
from ledger_core.loans.methods import Method
from ledger_core.loans.pauses import MOST_HELD, Moratorium, Pausing
from ledger_core.loans.periods import Stretch, loan_stretch, periods
from ledger_core.loans.plan import Plan
from ledger_core.loans.prepayment_terms import Rest
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.redrawing import RedrawnSchedule
from ledger_core.loans.rows import Row
from ledger_core.loans.running_interest import RunningInterest
from ledger_core.loans.spreading import size_over
from ledger_core.loans.taken_over import TakenOver
from ledger_core.money import round_to_multiple


class RunningSchedule(RedrawnSchedule):
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
        self._stretch = loan_stretch(terms, self.day)
        self._interest = RunningInterest(self.day)
        if drawn.down:
            number = self.rows[-1].number + 1 if self.rows else 1
            self.rows.append(Row(number, self.day, self.day, self.day, 0, drawn.down, 0))
        self._keeps_size = drawn.kept_size is not None
        self._size = drawn.kept_size or size_over(
            self._plan,
            self._flat_base,
            [period.charged for period in drawn.periods],
            [period.pause for period in drawn.periods],
        )
        self._not_due = principal
        passed = self.rows[-1].number if self.rows else 0
        tail = list(
            rows_of(terms, drawn.periods, passed=passed, off=self.off, first_due=terms.first_due)
        )
        self._interest = RunningInterest(tail[0].start)
        self._assign(tail, drawn.amounts, self._flat_base)

    def take_over(self, event: TakenOver) -> None:
        """Begin with what is known of a loan from older books."""
        coming = event.principal - event.overdue_principal
        self._interest = RunningInterest(self.day)
        overdue = list(overdue_rows(self.terms, event))
        self.rows = [*overdue]
        self.pieces |= {row.number: () for row in overdue}
        self.fallen = len(overdue)
        passed = overdue[-1].number if overdue else 0
        if event.schedule:
            known = list(known_rows(self.terms, self.day, event.schedule, passed))
            self.rows += known
            self._not_due = self._flat_base = sum(row.principal for row in known)
            self._size = self._plan.size(self._flat_base, max(1, len(known)))
        elif coming > 0:
            self.begin(coming)

    def add_principal(self, amount: int, balance: int) -> None:
        """Spread a later tranche, with what is to come, over the coming dates.

        An instalment already paid ahead of its date stays, but for the interest that the tranche
        bears until then.
        """
        self._stop_base()
        running = self.running
        first = self.fallen + self.paid_ahead
        before = self.interest_up_to(running.due) if running else 0
        self._flat_base += amount
        self.redraw(first, balance, relevel=not self._keeps_size)
        if running is not None and first > self.fallen and not self._defers(running):
            running.interest += self.interest_up_to(running.due) - before
            self._set_fee(running)
            if self.terms.method is Method.FLAT:
                self.redraw(first, balance, relevel=False)  # the whole term's takes note of it

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

    def take_from(self, row: Row, amount: int) -> None:
        """Take principal off an instalment that stays; before its due date it bore interest."""
        row.principal -= amount
        if row.due > self.day:
            self._stop_base()
            self._not_due -= amount

    def restart(
        self, principal: int, instalments: int, first_due: date, every_days: int | None = None
    ) -> list[Row]:
        """Give up the rows to come and spread `principal` over new dates; return those given up.

        The running period goes on to the new first due date. An instalment paid ahead of its date
        stays, and the new rows follow it.
        """
        self._stop_base()
        before = self._running_per_day()
        self._flat_ahead = Fraction(0)  # flat interest begins anew
        kept = self.fallen + self.paid_ahead
        running = self.running
        passed = self._passed(kept)
        given_up = self.rows[kept:]
        del self.rows[kept:]
        self._spare = []
        if principal <= 0:
            self._not_due = sum(row.principal for row in self.rows[self.fallen :])
            return given_up
        since = start = self.day  # the day people paid, and before days off moved that
        if running is not None and kept == self.fallen:
            since, start = running.start, running.begins
        elif running is not None and max(running.due, running.ends) < first_due:
            since, start = running.due, running.ends
        else:
            self._interest = RunningInterest(start)
        self._flat_base = principal
        if not passed and running is not None:
            start += counted_before(self.terms)
        stretch = self._stretch = Stretch(start, instalments, first_due, passed=passed)
        self.terms, laid = laid_anew(self.terms, stretch, self.off, every_days)
        self._plan = Plan.of(self.terms)
        self.rows += rows_of(self.terms, laid, passed=passed, off=self.off, first_due=first_due)
        if start != since:
            self.rows[kept].start = since
        if running is not None and kept == self.fallen:
            self._rescale(running.start, before)
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
        taking = [row for row in tail if not row.pause.principal] or tail[-1:]
        rounding, left = self.terms.rounding, amount
        for row in taking[:-1]:
            part = round_to_multiple(amount, len(taking), rounding.multiple, rounding.mode)
            row.principal += min(left, part)
            left -= min(left, part)
        taking[-1].principal += left
        self._not_due += amount
        if self.terms.method is not Method.FLAT:
            self._charge(tail, running=first == self.fallen)
        for row in tail:
            self._set_fee(row)

    def _charge(self, tail: list[Row], *, running: bool) -> None:
        """Charge interest on the principal of rows to come; `running` if the first one runs."""
        balance, left = sum(row.principal for row in tail), 0
        for place, row in enumerate(tail):
            pause = row.pause.interest
            if place == 0 and running:
                own = self.interest_up_to(row.due)
            else:
                own = (
                    0
                    if pause is Pausing.FREE
                    else self._plan.rule.charge(balance, self.charged(row))
                )
            held = self.terms.method is Method.ON_DEMAND or pause is Pausing.DEFERRED
            held = held and place < len(tail) - 1
            row.interest = row.moved_interest + (0 if held else left + own)
            left = left + own if held else 0
            balance -= row.principal

    def add_interest(self, amount: int) -> None:
        """Add interest that was moved, in equal parts, to the rows that have not fallen due.

        Those that leave their own interest to a later one take no part.
        """
        coming, left = self.rows[self.fallen :], amount
        asking = [row for row in coming if row.pause.interest is not Pausing.DEFERRED]
        tail = asking or coming[-1:]
        for place, row in enumerate(tail):
            part = left if place == len(tail) - 1 else amount // len(tail)
            row.moved_interest += part
            row.interest += part
            left -= part

    def suspend(self, moratorium: Moratorium, balance_after: Callable[[list[Row]], int]) -> None:
        """Pause the instalments to come that fall due in a moratorium; each adds one at the end.

        Those that fell due stay, and the next one where anything of it was paid ahead of its date;
        the moratorium acts from the day after the last of them. Sizes of instalments stay too.
        """
        first = self._untouched
        left = moratorium.after(self.rows[first - 1].ends) if first else moratorium
        if left is None:
            return
        pauses, before = self.terms.pauses, self._running_per_day()
        self.terms = replace(
            self.terms, pauses=replace(pauses, moratoria=(*pauses.moratoria, left))
        )
        self._plan = Plan.of(self.terms)
        if self.running is not None and self.running.moved:
            self._rescale(self.running.start, before)
        balance = balance_after(self.rows[:first])
        coming = sorted(self.rows[first:] + self._spare, key=lambda row: row.due)
        if not coming or not balance:
            return  # a first schedule will take note of it
        held = [row for row in coming if left.covers(row.ends) and not row.touched]
        added = self._dates_after(coming[-1], sum(not row.pause.principal for row in held))
        for row in held:
            row.pause = row.pause.held(left.interest)
        self.rows[first:] = [*coming, *added]
        self._spare = []
        self.redraw(first, balance, relevel=False)

    def _passed(self, kept: int) -> int:
        """Return how many dates have passed when the first so many rows stay.

        Those on which nothing was asked count too: a grace of the first instalments ends with them.
        """
        others = self.rows[kept:] + self._spare
        gone = self.rows[:kept] + [row for row in others if row.due <= self.day]
        next_one = min((row.number for row in others if row.due > self.day), default=1)
        return max(next_one - 1, *(row.number for row in gone), 0)

    @property
    def _untouched(self) -> int:
        """The place of the first instalment to come of which nothing was settled."""
        coming = range(self.fallen, len(self.rows))
        return next((n for n in coming if not self.rows[n].touched), len(self.rows))

    def _dates_after(self, last: Row, count: int) -> list[Row]:
        """Return rows on the dates after the last, one more for each that is paused as well.

        Another moratorium may hold them, that was decided before.
        """
        stretch = self._stretch or Stretch(last.due, 0, passed=last.number)
        plain = replace(self.terms, pauses=replace(self.terms.pauses, moratoria=()))
        most, number = max(count, MOST_HELD), stretch.instalments
        found: list[Row] = []
        while count > 0 and len(found) < most:
            number += 1
            laid = periods(plain, replace(stretch, instalments=number), self.off)
            row = list(rows_of(plain, laid, passed=0, off=self.off, first_due=stretch.first_due))[
                -1
            ]
            if row.due <= last.due:
                continue
            row.number, row.start, row.begins = last.number + 1, last.due, last.ends
            for moratorium in self.terms.pauses.moratoria:
                if moratorium.covers(row.ends):
                    row.pause = row.pause.held(moratorium.interest)
            count -= not row.pause.principal
            found.append(row)
            last = row
        return found

    def _running_per_day(self) -> Fraction:
        """Return what a day of the running period bears; without a rate, its length instead."""
        row = self.running
        if row is None or row.days <= 0:
            return Fraction(0)
        if not self._plan.rule.numerator:
            return Fraction(row.units, row.days)
        return self.per_day(row)[0]

    def _rescale(self, start: date, before: Fraction) -> None:
        """Count the days of the running period by what a day bears now, and not by `before`."""
        if before:
            self._interest = self._interest.stretched(start, self._running_per_day() / before)
