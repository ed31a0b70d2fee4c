"""The account of one loan: its terms, folded over what happened to it."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Self

from ledger_core.loans.allocation import RepaymentDay, Split, split_payment
from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.applying import apply_day, standing
from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.errors import DateBeforeLastEvent
from ledger_core.loans.events import LoanEvent, ReversibleEvent, by_date
from ledger_core.loans.explaining import explain_fold
from ledger_core.loans.explanation import ExplainedLine
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.history import How, Settlement
from ledger_core.loans.outline import LoanOutline, outline_of, state_of
from ledger_core.loans.position import LoanPosition, LoanState
from ledger_core.loans.positioning import position_of
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.spells import Spell, spell_from, spells_of
from ledger_core.loans.terms import ExcessPayment, LoanTerms

POSITIONS_KEPT = 16
"""Of one account: one report asks for the same day more than once."""


class LoanAccount:
    """A loan as its events leave it.

    The events may come in any order: they are applied by date, and within a day by the rank of
    their kind (paid out, rescheduled, waived, repaid, written off or passed on, recovered).
    Repayments of one day count as one. They are applied as they were posted, whether or not the
    rule would have split them so; `days` keeps both splits side by side. Facts that make no sense,
    such as more repaid than was ever paid out, are kept as they are, for a check to report.

    Attributes:
      terms: The agreed terms.
      days: The days with repayments, in order, with the posted and the expected split.
    """

    __slots__ = ("_closed", "_first", "_fold", "_last", "_outlines", "_positions", "days", "terms")

    def __init__(self, terms: LoanTerms, days_off: DaysOff = NO_DAYS_OFF) -> None:
        self.terms = terms
        self.days: list[RepaymentDay] = []
        self._fold = LoanFold(terms, days_off)
        self._first: date | None = None
        self._last: date | None = None
        self._positions: dict[date, LoanPosition] = {}
        self._outlines: dict[date, LoanOutline] = {}
        self._closed: LoanPosition | None = None

    @classmethod
    def of(
        cls,
        terms: LoanTerms,
        events: Iterable[LoanEvent],
        *,
        as_of: date | None = None,
        days_off: DaysOff = NO_DAYS_OFF,
    ) -> Self:
        """Fold events; with `as_of` only those up to the end of that day.

        Args:
          terms: The agreed terms.
          events: What happened, in any order.
          as_of: The last day that counts.
          days_off: Weekends, holidays and meetings, where due dates move for them.
        """
        account = cls(terms, days_off)
        past = [event for event in events if as_of is None or event.date <= as_of]
        for day, of_day in groupby(by_date(standing(past)), key=attrgetter("date")):
            account._apply(day, list(of_day))
        if past:
            account._first = min(event.date for event in past)
            account._last = max(event.date for event in past)
            account._fold.advance(account._last)
        return account

    @classmethod
    def on_days(
        cls,
        terms: LoanTerms,
        events: Iterable[ReversibleEvent],
        days: Iterable[date],
        days_off: DaysOff = NO_DAYS_OFF,
    ) -> Iterator[tuple[date, Self]]:
        """Yield some days, ascending, each with the account on it, from one fold of the events.

        Args:
          terms: The agreed terms.
          events: What happened, in any order, none of which was taken back.
          days: The days.
          days_off: Weekends, holidays and meetings, where due dates move for them.
        """
        account, kept = cls(terms, days_off), cls(terms, days_off)
        coming = deque(by_date(events))
        for day in sorted(days):
            before = account._last
            while coming and coming[0].date <= day:
                account._last = coming[0].date
                account._first = account._first or account._last
                of_day = []
                while coming and coming[0].date == account._last:
                    of_day.append(coming.popleft())
                account._apply(account._last, of_day)
            if account._last != before:
                kept = cls(terms, days_off)
                kept._fold, kept.days = account._fold.frozen(), list(account.days)
                kept._first, kept._last = account._first, account._last
            yield day, kept

    def _apply(self, day: date, events: list[ReversibleEvent]) -> None:
        self._fold.advance(day)
        repaid = apply_day(self._fold, events)
        if repaid is not None:
            self.days.append(repaid)

    @property
    def outstanding_principal(self) -> int:
        """Principal paid out or taken over, less repaid, written off and passed on.

        Below zero where the facts say so.
        """
        return self._fold.outstanding_principal

    @property
    def disbursed(self) -> int:
        """Principal paid out."""
        return self._fold.disbursed

    @property
    def transferred_in(self) -> int:
        """Principal taken over from another loan."""
        return self._fold.transferred_in

    @property
    def repaid(self) -> int:
        """Principal repaid."""
        return self._fold.repaid

    @property
    def written_off(self) -> int:
        """Principal written off."""
        return self._fold.written_off

    @property
    def relieved(self) -> int:
        """Principal the members' meeting forgave."""
        return self._fold.relieved

    @property
    def overpaid(self) -> int:
        """What is kept for the borrower: overpayments, less what was refunded or used since."""
        return self._fold.overpaid

    @property
    def transferred_out(self) -> int:
        """Principal that passed to another loan."""
        return self._fold.transferred_out

    @property
    def recovered(self) -> int:
        """Received after the write-off."""
        return self._fold.recovered

    @property
    def reschedules(self) -> int:
        """How often the loan was rescheduled, either way."""
        return self._fold.reschedules

    @property
    def rescheduled_overdue(self) -> int:
        """Overdue principal that was given new dates, as far as it is not repaid since."""
        return self._fold.rescheduled_overdue.total

    @property
    def first_event(self) -> date | None:
        """The day of the first event folded, None if there was none."""
        return self._first

    @property
    def last_event(self) -> date | None:
        """The day of the last event folded, None if there was none."""
        return self._last

    @property
    def rate(self) -> InterestRate:
        """The contract rate after its last event."""
        return self._fold.terms.rate

    @property
    def state(self) -> LoanState:
        """Where the loan stands in its life after its last event."""
        return state_of(self._fold)

    def split(self, day: date, amount: int, *, in_advance: ExcessPayment | None = None) -> Split:
        """Return how the rule splits a payment of `amount` đồng on `day`, on top of what is posted.

        The parts sum to the amount; see `ledger_core.loans.allocation.split_payment`.

        Raises:
          DateBeforeLastEvent: an event later than `day` is folded already.
          ValueError: the amount is negative.
        """
        if amount < 0:
            msg = f"a payment cannot be negative: {amount}"
            raise ValueError(msg)
        return split_payment(self._at(day), amount, in_advance)

    def position(self, day: date) -> LoanPosition:
        """Return the loan at the end of `day`.

        Raises:
          DateBeforeLastEvent: an event later than `day` is folded already. Fold the events up to
            the day instead: `LoanAccount.of(terms, events, as_of=day).position(day)`.
        """
        known = self._positions.get(day)
        if known is None:
            self._positions[day] = known = self._at_rest(day) or position_of(self._at(day))
            if known.state is LoanState.CLOSED and all(r.due <= day for r in known.instalments):
                self._closed = known
            if len(self._positions) > POSITIONS_KEPT:
                del self._positions[next(iter(self._positions))]
        return known

    def outline(self, day: date) -> LoanOutline:
        """Return what `position` says of the instalments, in less time; raises what that does."""
        known = self._outlines.get(day)
        if known is None:
            if len(self._outlines) >= POSITIONS_KEPT:
                self._outlines.clear()
            self._not_before_last(day)
            self._outlines[day] = known = outline_of(self._fold, day)
        return known

    def spell_on(self, day: date) -> Spell:
        """Return the amounts that `position` says, in less time; raises what that does."""
        self._not_before_last(day)
        return spell_from(self._fold, day)

    def spells(self, start: date, end: date) -> Iterator[Spell]:
        """Yield the spells from `start` to the day before `end`, with no later event.

        Raises:
          DateBeforeLastEvent: an event later than `start` is folded already.
        """
        return spells_of(self._at(start), start, end)

    def _at_rest(self, day: date) -> LoanPosition | None:
        """Return the position of a loan that is closed with nothing to come: only its date goes on.

        Until an instalment that was paid ahead falls due, interest of its period accrues.
        """
        if self._closed is None or day < self._closed.date:
            return None
        return replace(self._closed, date=day)

    def interest_received(self, after: date, until: date) -> int:
        """Return the interest posted as received after one day and up to the end of another."""
        return sum(day.posted.interest for day in self.days if after < day.date <= until)

    def interest_waived(self, after: date, until: date) -> int:
        """Return the interest waived, or forgiven, after one day and up to the end of another."""
        return sum(
            entry.amount
            for entry in self._fold.history
            if entry.how in {How.WAIVED, How.RELIEVED}
            and entry.component is Component.INTEREST
            and after < entry.date <= until
        )

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """What settled which part of which instalment or charge, in the order it happened."""
        return tuple(self._fold.history)

    def explain(self, day: date) -> tuple[ExplainedLine, ...]:
        """Return how each figure of the position on `day` came about.

        The lines of a figure sum exactly to it; see `ledger_core.loans.explaining`.

        Raises:
          DateBeforeLastEvent: an event later than `day` is folded already.
        """
        return explain_fold(self._at(day))

    def _at(self, day: date) -> LoanFold:
        self._not_before_last(day)
        return self._fold.at(day)

    def _not_before_last(self, day: date) -> None:
        if self._last is not None and day < self._last:
            raise DateBeforeLastEvent(day, self._last)
