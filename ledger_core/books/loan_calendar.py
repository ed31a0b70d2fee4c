"""The club's decisions about days, as they act on one loan.

A decision acts from the day after its own: it never moves an instalment that a payment made until
then had paid, or counted as due. So no split that stands in the books becomes wrong by it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from ledger_core.books.metadata import LAST_YEAR
from ledger_core.club import ClubCalendar, MoratoriumDecided, Register, meetings_between
from ledger_core.loans import (
    DaysOff,
    LoanTerms,
    Moratorium,
    Pausing,
    Reversal,
    Shift,
    Suspension,
)
from ledger_core.loans.date_terms import MOST_PER_PERIOD
from ledger_core.loans.late_terms import LONGEST_GRACE_DAYS
from ledger_core.messages import Message, N_

NO_DAYS_OFF: Final = DaysOff()
_MONTHS_OF_A_YEAR: Final = 12
_DAYS_OF_A_MONTH: Final = 30
_LONGEST_MONTH: Final = 31
_YEARS_MORE: Final = 5
"""For reschedulings and moratoria, beyond twice the agreed term."""


def ends_too_late(terms: LoanTerms, start: date) -> bool:
    """Whether the last instalment may fall due after the years that dates are kept for."""
    every = terms.dates.every
    days = 2 * terms.instalments * (every.days or every.count * _LONGEST_MONTH)
    days += LONGEST_GRACE_DAYS + terms.dates.shifting * MOST_PER_PERIOD
    latest = max((start, *terms.dates.given, *([terms.first_due] if terms.first_due else [])))
    return days > (date(LAST_YEAR, 12, 31) - latest).days


def ends_too_late_message() -> Message:
    """Say that a loan's last instalment would fall due after the last year of all dates."""
    return Message(
        N_("its last instalment would fall due after the year {year}"), year=str(LAST_YEAR)
    )


def suspensions(calendar: ClubCalendar, approved: date, day: date) -> list[Suspension | Reversal]:
    """Return the club's moratoria that take effect on a loan by `day`, each after its decision.

    One that was taken back is reversed after that day: the loan is then what it would be without
    it, and the splits of the days between stay right by what the books then said.

    Args:
      calendar: The club's decisions.
      approved: The day of the loan's approval; what ended before has no say.
      day: The day.
    """
    found: list[Suspension | Reversal] = []
    for decided in calendar.moratoria:
        if decided.since >= day or decided.end < approved:
            continue
        event = Suspension(decided.since + timedelta(1), _moratorium(decided))
        found.append(event)
        if decided.taken_back is not None and decided.taken_back < day:
            found.append(Reversal(decided.taken_back + timedelta(1), event))
    return found


def _moratorium(decided: MoratoriumDecided) -> Moratorium:
    return Moratorium(decided.start, decided.end, Pausing(decided.interest.value))


def terms_with_moratoria(
    terms: LoanTerms, calendar: ClubCalendar, approved: date, day: date
) -> LoanTerms:
    """Return the terms of a loan not paid out yet, with the moratoria decided by `day`."""
    moratoria = [
        _moratorium(decided)
        for decided in calendar.moratoria
        if decided.stands_on(day) and decided.end >= approved
    ]
    if not moratoria:
        return terms
    pauses = replace(terms.pauses, moratoria=(*terms.pauses.moratoria, *moratoria))
    return replace(terms, pauses=pauses)


def days_off_for(
    terms: LoanTerms, register: Register, approved: date, payments: Iterable[date], day: date
) -> DaysOff:
    """Return weekends, holidays and meetings as a loan counts them; none where no date moves.

    Args:
      terms: The agreed terms.
      register: The club.
      approved: The day of approval.
      payments: Days on which something was repaid.
      day: The day whose knowledge counts.
    """
    if not terms.dates.shifting:
        return NO_DAYS_OFF
    touched = _touched(terms, payments)
    holidays = {
        off
        for decided in register.calendar.days_off
        if decided.since <= day
        for off in decided.days
        if off >= touched(decided.since)
    }
    meetings: tuple[date, ...] = ()
    if terms.dates.meetings is not Shift.NONE:
        meetings = _meetings(terms, register, approved, touched, day)
    return DaysOff(holidays=frozenset(holidays), meetings=meetings)


def _touched(terms: LoanTerms, payments: Iterable[date]) -> Callable[[date], date]:
    """Return the first day that a decision of a day may act on."""
    paid = sorted(payments)
    window = timedelta(terms.advance_window_days + 1)

    def first(decided: date) -> date:
        after = decided + timedelta(1)
        before = [payment for payment in paid if payment <= decided]
        return max(after, before[-1] + window) if before else after

    return first


def _meetings(
    terms: LoanTerms,
    register: Register,
    approved: date,
    touched: Callable[[date], date],
    day: date,
) -> tuple[date, ...]:
    every = terms.dates.every
    months = terms.instalments * (every.days // _DAYS_OF_A_MONTH + 1 if every.days else every.count)
    years = 2 * months // _MONTHS_OF_A_YEAR + _YEARS_MORE
    last = date(min(LAST_YEAR, approved.year + years), 12, 31)
    first = date(approved.year, 1, 1)
    on = register.club.meeting_day if register.club else 21
    held = set(meetings_between(first, last, on))
    for moved in register.calendar.meetings_moved:
        if moved.since <= day and min(moved.planned, moved.held) >= touched(moved.since):
            held.discard(moved.planned)
            held.add(moved.held)
    return tuple(sorted(held))
