"""The spells of a loan in the books: what `LoanRecord.account_on` says of every day, in one fold.

A fold goes from event to event as long as the past stays what it was. Where an adjusting entry
takes an event back, or days off move due dates from the day of a decision on, the loan is folded
for each such day instead.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from ledger_core.books.loan_calendar import suspensions
from ledger_core.books.loan_record import LoanRecord
from ledger_core.loans import LoanAccount, Reversal, ReversibleEvent, Spell, spells

_DAY = timedelta(1)


def loan_spells(record: LoanRecord) -> Iterator[Spell]:
    """Yield the spells of a loan from its first event on; none without events or terms."""
    events = _lasting_events(record)
    if events is None:
        yield from _folded_anew(record)
    elif record.terms is not None:
        yield from spells(record.terms, events)


def fold_on_days(record: LoanRecord, days: Iterable[date]) -> None:
    """Let a loan know its accounts on many days, as far as one fold gives them."""
    unknown = record.days_to_fold(days)
    events = _lasting_events(record) if len(unknown) > 1 else None
    if events is None or record.terms is None:
        return
    last: LoanAccount | None = None
    for day, account in LoanAccount.on_days(record.terms, events, unknown):
        if account is not last:
            record.keep_fold(day, account)
        last = account


def _lasting_events(record: LoanRecord) -> list[ReversibleEvent] | None:
    """Return everything that happened to a loan; None where the past does not stay what it was."""
    if record.terms is not None and record.terms.dates.shifting:
        return None
    paused = suspensions(record.register.calendar, record.approved_on, date.max)
    kept: list[ReversibleEvent] = []
    for event in (*(fact.event for fact in record.counted), *paused):
        if isinstance(event, Reversal):
            return None
        kept.append(event)
    return kept


def _folded_anew(record: LoanRecord) -> Iterator[Spell]:
    days = sorted(_days_of_news(record))
    for start, end in pairwise([*days, date.max]):
        account = record.account_on(start)
        if account is not None and account.last_event is not None:
            yield from account.spells(start, end)


def _days_of_news(record: LoanRecord) -> set[date]:
    """Return the days from which the account may be another one than before."""
    calendar = record.register.calendar
    decided: list[date | None] = [fact.event.date for fact in record.counted]
    decided += [off.since for off in calendar.days_off]
    decided += [moved.since for moved in calendar.meetings_moved]
    for moratorium in calendar.moratoria:
        decided.append(moratorium.since + _DAY)
        if moratorium.taken_back is not None:
            decided.append(moratorium.taken_back + _DAY)
    return {day for day in decided if day is not None}
