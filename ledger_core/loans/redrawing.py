"""Draws up anew the instalments of a running loan that are still to come.

Instalments fallen due stay as they are, and so does the next one where it was paid, at least in
part, before its date. What was paid ahead of later ones stays paid: they ask only for the rest.
"""

from collections.abc import Sequence
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from ledger_core.loans.interest import Units
from ledger_core.loans.laying import laid_anew, rows_of
from ledger_core.loans.methods import Method
from ledger_core.loans.pauses import Pause, Pausing
from ledger_core.loans.periods import Stretch
from ledger_core.loans.rows import Row
from ledger_core.loans.running_interest import RunningInterest, exact_interest
from ledger_core.loans.schedule_state import ScheduleState
from ledger_core.loans.spreading import Task, amounts, size_over

Amounts = list[tuple[int, int]]


class _Anew(NamedTuple):
    """Instalments to be drawn up anew; `known` is the interest of the first, rounded and exact."""

    balance: int
    units: Sequence[Units]
    known: tuple[int | None, Fraction | None]
    pauses: Sequence[Pause]
    paid: Sequence[int]

    @property
    def to_spread(self) -> int:
        """The principal of the instalments not paid ahead in full, paid parts included."""
        both = zip(self.paid, self.pauses, strict=True)
        return self.balance + sum(part for part, pause in both if not pause.principal)


class RedrawnSchedule(ScheduleState):
    """Instalments whose amounts are set anew. Amounts are whole đồng."""

    def redraw(self, first: int, balance: int, *, relevel: bool) -> None:
        """Draw up the rows from index `first` on anew, for `balance` đồng not due before them.

        `relevel` spreads it over all their dates; otherwise the size of instalment is kept and
        the rows no longer needed are given up.
        """
        self._stop_base()
        spare = [row for row in self._spare if row.due > self.day]
        # One that asks for interest alone may follow dates that are spare.
        tail = sorted(self.rows[first:] + spare, key=attrgetter("due"))
        if not tail:
            if not balance:
                return
            self._one_more()
            tail = self.rows[first:]
        ahead = sum(row.principal for row in self.rows[self.fallen : first])
        paid = sum(row.principal_paid for row in tail) if balance else 0
        if not balance:
            # Who has repaid everything bears interest no more, but for a near instalment that asks
            # for its whole interest.
            self._held = -ahead if self.running_defers else 0
        self._not_due = balance + ahead + paid
        exact = self._exact_first(tail[0], first, balance + paid)
        drawn = self._amounts(tail, first, balance, exact, relevel=relevel)
        earned = None if exact is None else self._first_interest(tail[0], first, exact)
        del self.rows[first:]
        self._spare = []
        self._assign(tail, drawn, balance, earned)

    def _one_more(self) -> None:
        """Add an instalment for principal that came back after the last due date."""
        last = max(self.day, self.rows[-1].due) if self.rows else self.day
        self._interest = RunningInterest(last)
        passed = self.rows[-1].number if self.rows else 0
        _, laid = laid_anew(self.terms, Stretch(last, 1, passed=passed), self.off, None)
        self.rows += rows_of(self.terms, laid, passed=passed, off=self.off)

    def _exact_first(self, row: Row, first: int, base: int) -> Fraction | None:
        """Return the interest of the first row drawn up anew, unrounded, where it is known.

        It is where base or rate changed in its period, or where the row before it, which stays,
        leaves its interest to it.
        """
        if first == self.fallen:
            changed = self._interest.changed_since(row.start)
            return exact_interest(self.pieces_on(row.due)) if changed else None
        running = self.rows[self.fallen]
        if first > self.fallen + 1 or not self._defers(running):
            return None
        own = self._plan.rule.exact(self._flat_or(base), self.charged(row))
        return exact_interest(self.pieces_on(running.due)) + own

    def _amounts(
        self, tail: list[Row], first: int, balance: int, exact: Fraction | None, *, relevel: bool
    ) -> Amounts:
        """Return principal and interest of rows that are drawn up anew.

        `exact` is the interest of the first, unrounded, where it is known.
        """
        paid = [row.principal_paid if balance else 0 for row in tail]
        pauses = [
            row.pause._replace(principal=True) if balance and row.paid_ahead else row.pause
            for row in tail
        ]
        interest = None if exact is None else self._first_interest(tail[0], first, exact)
        full = self.terms.prepayment.principal_by_full_period and self.terms.method.level
        known = (None, None) if full else (interest, exact)
        task = _Anew(balance, [self.charged(row) for row in tail], known, pauses, paid)
        if relevel:
            self._size = size_over(self._plan, task.to_spread, task.units, pauses, task.known[1])
        drawn = self._drawn(task, first, relevel=relevel)
        if full and interest is not None:
            drawn[0] = drawn[0][0], interest
        if self._plan.spread.flat_interest_total is not None:
            asked = [row.interest - row.moved_interest for row in tail]
            drawn = [(part, was) for (part, _), was in zip(drawn, asked, strict=True)]
        return drawn

    def _first_interest(self, row: Row, first: int, exact: Fraction) -> int:
        """Return the interest of the first row drawn up anew, rounded."""
        return (
            self.interest_up_to(row.due) if first == self.fallen else self._plan.rule.rounded(exact)
        )

    def _drawn(self, task: "_Anew", first: int, *, relevel: bool) -> Amounts:
        return amounts(
            Task(
                self._plan,
                task.balance,
                task.units,
                None if relevel else self._size,
                self._flat_base,
                *task.known,
                None,
                task.pauses,
                task.paid,
                self._flat_carried(first),
            )
        )

    def _flat_carried(self, first: int) -> Fraction:
        """Return the flat interest before the row at `first`, unrounded, less what was asked."""
        if not self._flat_exactly:
            return Fraction(0)
        carried, earned = self._flat_ahead, Fraction(0)
        for row in self.rows[self.fallen : first]:
            if row is self.running:
                earned += exact_interest(self.pieces_on(row.due))
            elif row.pause.interest is not Pausing.FREE:
                earned += self._plan.rule.exact(self._flat_base, self.charged(row))
            if not self._defers(row):
                carried += earned - (row.interest - row.moved_interest)
                earned = Fraction(0)
        return carried

    def _flat_or(self, base: int) -> int:
        return self._flat_base if base and self.terms.method is Method.FLAT else base

    def _assign(
        self,
        tail: list[Row],
        drawn: Sequence[tuple[int, int]],
        balance: int,
        earned: int | None = None,
    ) -> None:
        """Add rows with their amounts; those no longer needed go to the spare ones.

        `earned` is the first one's interest where it ran on a base that is gone now.
        """
        # Who pays off may have paid later instalments' interest: it counts for what has accrued.
        repaying = balance > 0
        settled_later = sum(row.interest_paid + row.interest_waived for row in tail[1:])
        for place, (row, (part, interest)) in enumerate(zip(tail, drawn, strict=True)):
            row.principal = part + row.principal_paid
            settled = row.interest_paid + row.interest_waived
            # One may ask for no principal but for the interest that earlier ones left to it.
            bears_fee = repaying and (balance > 0 or row.principal_paid > 0 or interest > 0)
            if repaying and (balance > 0 or interest):
                row.interest = interest + row.moved_interest
            else:
                accrued = earned - settled_later if earned is not None and place == 0 else 0
                row.interest = max(settled, accrued + row.moved_interest)
            needed = balance > 0 or row.principal_paid > 0 or row.interest > settled
            needed = needed or settled > 0
            self._set_fee(row, settled=not bears_fee)
            balance -= part
            (self.rows if needed else self._spare).append(row)

    def _set_fee(self, row: Row, *, settled: bool = False) -> None:
        fees = self.terms.fees
        if fees.on_instalments:
            mode = self.terms.rounding.mode
            fee = fees.of_instalment(row.principal, row.interest, mode)
            row.fee = row.fee_paid + row.fee_waived if settled else fee
