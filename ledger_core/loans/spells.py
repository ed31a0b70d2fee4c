"""A loan through time: the spells through which its amounts stay as they are.

The amounts of a loan change when something is posted and on the day after a due date; between these
days only its age grows. So a few spells say of every day what `LoanAccount.position` says, and one
fold gives them all.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from ledger_core.loans.applying import apply_day
from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.events import ReversibleEvent, by_date
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.positioning import arrears_of, days_since
from ledger_core.loans.terms import LoanTerms

_DAY = timedelta(1)


class Spell(NamedTuple):
    """A loan from a day on, up to the day before the next spell. Amounts are whole đồng.

    Attributes:
      start: Its first day.
      outstanding_principal: Principal not repaid, written off or passed on.
      overdue_principal: Principal that fell due before and is unpaid.
      overdue_interest: The same of interest.
      late_since: The due date from which days past due count, None where nothing is late.
      late_since_by_new_dates: The same by the present due dates alone.
      reschedules: How often the loan was rescheduled.
      received: Principal paid out or taken over.
      written_off: Principal written off.
    """

    start: date
    outstanding_principal: int
    overdue_principal: int
    overdue_interest: int
    late_since: date | None
    late_since_by_new_dates: date | None
    reschedules: int
    received: int
    written_off: int

    def days_past_due(self, day: date) -> int:
        """Days since the oldest due date with anything unpaid, on a day of the spell."""
        return days_since(self.late_since, day)

    def days_past_due_by_new_dates(self, day: date) -> int:
        """The same by the present due dates alone."""
        return days_since(self.late_since_by_new_dates, day)


def spells(
    terms: LoanTerms, events: Iterable[ReversibleEvent], days_off: DaysOff = NO_DAYS_OFF
) -> Iterator[Spell]:
    """Yield the spells of a loan from its first event on; the last has no end.

    Args:
      terms: The agreed terms.
      events: What happened, in any order, none of which was taken back.
      days_off: Weekends, holidays and meetings, where due dates move for them.
    """
    fold = LoanFold(terms, days_off)
    start: date | None = None
    for day, of_day in groupby(by_date(events), key=attrgetter("date")):
        if start is not None:
            yield from spells_of(fold, start, day)
        fold.advance(day)
        apply_day(fold, list(of_day), expecting=False)
        start = day
    if start is not None:
        yield from spells_of(fold, start, date.max)


def spells_of(fold: LoanFold, start: date, end: date) -> Iterator[Spell]:
    """Yield the spells from `start`, up to which a fold has come, to the day before `end`."""
    days = [start]
    if fold.outstanding_principal > 0:
        after = {row.due + _DAY for row in fold.schedule.rows if row.due >= start}
        days += sorted(day for day in after if day < end)
    for day in days:
        yield spell_from(fold, day)


def spell_from(fold: LoanFold, day: date) -> Spell:
    """Return the spell from a day on, up to which a fold has come, or since which nothing is new.

    When it ends is not said.
    """
    at = fold.at(day) if fold.interest_in_advance else fold
    arrears = arrears_of(at, day)
    return Spell(
        start=day,
        outstanding_principal=fold.outstanding_principal,
        overdue_principal=arrears.overdue_principal,
        overdue_interest=arrears.overdue_interest,
        late_since=arrears.late_since,
        late_since_by_new_dates=arrears.late_since_by_new_dates,
        reschedules=fold.reschedules,
        received=fold.disbursed + fold.transferred_in,
        written_off=fold.written_off,
    )
