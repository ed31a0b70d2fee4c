"""The account of one loan: its terms, folded over what happened to it."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Self

from ledger_core.loans.allocation import RepaymentDay, Split, split_payment
from ledger_core.loans.errors import DateBeforeLastEvent
from ledger_core.loans.events import (
    Disbursement,
    LoanEvent,
    Recovery,
    Repayment,
    Rescheduling,
    TransferIn,
    TransferOut,
    Waiver,
    WriteOff,
)
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.position import LoanPosition, LoanState, position_of, state_of
from ledger_core.loans.terms import LoanTerms


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

    __slots__ = ("_fold", "_last", "days", "terms")

    def __init__(self, terms: LoanTerms) -> None:
        self.terms = terms
        self.days: list[RepaymentDay] = []
        self._fold = LoanFold(terms)
        self._last: date | None = None

    @classmethod
    def of(
        cls, terms: LoanTerms, events: Iterable[LoanEvent], *, as_of: date | None = None
    ) -> Self:
        """Fold events; with `as_of` only those up to the end of that day."""
        account = cls(terms)
        past = events if as_of is None else (event for event in events if event.date <= as_of)
        for day, of_day in groupby(sorted(past, key=_order), key=attrgetter("date")):
            account._apply_day(day, list(of_day))
        return account

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
    def last_event(self) -> date | None:
        """The day of the last event folded, None if there was none."""
        return self._last

    @property
    def state(self) -> LoanState:
        """Where the loan stands in its life after its last event."""
        return state_of(self._fold)

    def split(self, day: date, amount: int) -> Split:
        """Return how the rule splits a payment of `amount` đồng on `day`, on top of what is posted.

        The parts sum to the amount; see `ledger_core.loans.allocation.split_payment`.

        Raises:
          DateBeforeLastEvent: an event later than `day` is folded already.
          ValueError: the amount is negative.
        """
        if amount < 0:
            msg = f"a payment cannot be negative: {amount}"
            raise ValueError(msg)
        return split_payment(self._at(day), amount)

    def position(self, day: date) -> LoanPosition:
        """Return the loan at the end of `day`.

        Raises:
          DateBeforeLastEvent: an event later than `day` is folded already. Fold the events up to
            the day instead: `LoanAccount.of(terms, events, as_of=day).position(day)`.
        """
        return position_of(self._at(day))

    def _at(self, day: date) -> LoanFold:
        if self._last is not None and day < self._last:
            raise DateBeforeLastEvent(day, self._last)
        return self._fold.at(day)

    def _apply_day(self, day: date, events: list[LoanEvent]) -> None:
        """Apply what happened on one day, in the order of the ranks."""
        fold = self._fold
        fold.advance(day)
        self._last = day
        if paid_out := _sum(events, Disbursement, attrgetter("amount")):
            fold.pay_out(paid_out)
        if taken_over := _sum(events, TransferIn, attrgetter("principal")):
            fold.pay_out(taken_over, transferred=True)
        for event in events:
            if isinstance(event, Rescheduling):
                fold.reschedule(event.instalments, event.first_due)
        fold.settle_interest(_sum(events, Waiver, attrgetter("interest")), waived=True)
        fold.late_settled += _sum(events, Waiver, attrgetter("late_interest"))
        if any(isinstance(event, Repayment) for event in events):
            self._repay(day, events)
        if written_off := _sum(events, WriteOff, attrgetter("principal")):
            fold.write_off(written_off)
        if passed_on := _sum(events, TransferOut, attrgetter("principal")):
            fold.write_off(passed_on, transferred=True)
        fold.recovered += _sum(events, Recovery, attrgetter("amount"))

    def _repay(self, day: date, events: list[LoanEvent]) -> None:
        posted = Split(
            late_interest=_sum(events, Repayment, attrgetter("late_interest")),
            fee=_sum(events, Repayment, attrgetter("fee")),
            interest=_sum(events, Repayment, attrgetter("interest")),
            principal=_sum(events, Repayment, attrgetter("principal")),
            overpayment=_sum(events, Repayment, attrgetter("overpayment")),
        )
        fold = self._fold
        reversal = min(posted.parts) < 0
        expected = posted if reversal else split_payment(fold, posted.total)
        self.days.append(RepaymentDay(day, posted, expected))
        fold.late_settled += posted.late_interest
        fold.fees_paid += posted.fee
        # Interest first: principal in advance draws up the coming instalments anew, and with
        # them the interest that counts as due today.
        fold.settle_interest(posted.interest)
        if posted.principal:
            fold.repay_principal(posted.principal)


def _order(event: LoanEvent) -> tuple[date, int, str]:
    """Sort key: date, rank of the kind, and a stable order among equals."""
    return event.date, event.rank, repr(event)


def _sum(events: list[LoanEvent], kind: type[LoanEvent], amount: Callable[[LoanEvent], int]) -> int:
    return sum(amount(event) for event in events if isinstance(event, kind))
