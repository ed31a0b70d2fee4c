"""Reading the club's decisions about days: days off, moved meetings, moratoria."""

from dataclasses import replace
from datetime import date, timedelta

from ledger_core.books.metadata import MetadataReader
from ledger_core.books.term_kinds import Text
from ledger_core.books.term_texts import dates_text, parse_dates
from ledger_core.club import (
    ClubCalendar,
    DaysOffDecided,
    MeetingMoved,
    MoratoriumDecided,
    MoratoriumInterest,
)
from ledger_core.messages import Message, N_

DAYS = Text(parse_dates, dates_text, Message(N_('dates such as "2027-04-30 2027-05-01"')), " ")
"""Days one by one; a long list goes on under `holidays-2`."""

OF_MINUTES_KEY = "of-minutes"

MOST_DAYS_OFF = 62
"""A longer time off is a slip of the pen: what stops for months is a moratorium."""


def read_days_off(
    calendar: ClubCalendar, since: date, decided_by: str, reader: MetadataReader
) -> None:
    """Read a `days-off` directive."""
    days = DAYS.read(reader, "holidays")
    start, end = reader.day("from"), reader.day("to")
    reader.finish()
    if reader.problems:
        return
    found = set(days or ())
    if start is not None and end is not None:
        if not 0 <= (end - start).days < MOST_DAYS_OFF:
            reader.problems.append(_span_wrong(start, end))
            return
        found |= {start + timedelta(number) for number in range((end - start).days + 1)}
    elif start is not None or end is not None:
        reader.problems.append(Message(N_("“from:” and “to:” belong together")))
        return
    if not found:
        reader.problems.append(
            Message(N_("it names no day: write “holidays:”, or “from:” and “to:”"))
        )
        return
    calendar.days_off.append(DaysOffDecided(since, decided_by, frozenset(found)))


def read_meeting_moved(
    calendar: ClubCalendar, since: date, decided_by: str, reader: MetadataReader
) -> None:
    """Read a `meeting-moved` directive."""
    planned, held = reader.day("planned", required=True), reader.day("held", required=True)
    reader.finish()
    if planned is not None and held is not None and not reader.problems:
        calendar.meetings_moved.append(MeetingMoved(since, decided_by, planned, held))


def read_moratorium(
    calendar: ClubCalendar, since: date, decided_by: str, reader: MetadataReader
) -> None:
    """Read a `moratorium` directive."""
    start, end = reader.day("from", required=True), reader.day("to", required=True)
    interest = reader.word("interest", MoratoriumInterest) or MoratoriumInterest.DEFERRED
    reader.finish()
    if start is None or end is None or reader.problems:
        return
    if end < start:
        reader.problems.append(_span_wrong(start, end))
        return
    calendar.moratoria.append(MoratoriumDecided(since, decided_by, start, end, interest))


def read_moratorium_reversed(
    calendar: ClubCalendar, since: date, decided_by: str, reader: MetadataReader
) -> None:
    """Read a `moratorium-reversed` directive: it names the minutes of the mistaken one."""
    del decided_by
    of_minutes = reader.text(OF_MINUTES_KEY, required=True)
    reader.codes("approved-by", required=True)
    reader.finish()
    if reader.problems:
        return
    for place, decided in enumerate(calendar.moratoria):
        stands = decided.taken_back is None and decided.since <= since
        if stands and decided.decided_by == of_minutes:
            calendar.moratoria[place] = replace(decided, taken_back=since)
            return
    reader.problems.append(
        Message(N_("no moratorium of the minutes {minutes} is in force"), minutes=of_minutes or "–")
    )


def _span_wrong(start: date, end: date) -> Message:
    return Message(
        N_("the days from {start:date} to {end:date} are no possible time"), start=start, end=end
    )
