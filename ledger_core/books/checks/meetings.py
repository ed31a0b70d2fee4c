"""Checks of the meetings that were held: each once, of members, on the club's day."""

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.directives import Directive
from ledger_core.books.meeting_reading import roll
from ledger_core.books.metadata import MetadataReader
from ledger_core.books.register_reading import directive_value
from ledger_core.club import Attendance, is_meeting_day
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_meetings(book: Book) -> None:
    """Check every meeting's number, day and roll."""
    numbers: set[str] = set()
    for entry in book.register_entries:
        if entry.type != Directive.MEETING:
            continue
        number = directive_value(entry) or ""
        if number in numbers:
            _twice(book, entry, number)
        numbers.add(number)
        _check_day(book, entry)
        _check_roll(book, entry)


def _twice(book: Book, entry: data.Custom, number: str) -> None:
    book.findings.add(
        "register.meeting-twice",
        Severity.ERROR,
        entry.meta,
        Message(N_("Two meetings have the minutes {minutes}."), minutes=number),
        remedy=Message(N_("Keep one of the two; another meeting needs minutes of its own.")),
    )


def _check_day(book: Book, entry: data.Custom) -> None:
    club = book.register.club
    if club is None or is_meeting_day(book.register.calendar, entry.date, club.meeting_day):
        return
    book.findings.add(
        "register.meeting-other-day",
        Severity.INFORMATION,
        entry.meta,
        Message(
            N_("The meeting of {day:date} was not on the club's usual day, the {usual}."),
            day=entry.date,
            usual=str(club.meeting_day),
        ),
        remedy=Message(
            N_("If it was moved by a decision, enter that too: clubledger calendar meeting.")
        ),
    )


def _check_roll(book: Book, entry: data.Custom) -> None:
    members = book.register.members
    for attendance in Attendance:
        for code in roll(MetadataReader(entry.meta), attendance):
            member = members.get(code)
            if member is None:
                book.findings.add(
                    "register.meeting-member-unknown",
                    Severity.ERROR,
                    entry.meta,
                    Message(N_("Member {member} is not in the register."), member=code),
                    remedy=Message(N_("Correct the code in the roll of the meeting.")),
                )
            elif not member.active_on(entry.date):
                book.findings.add(
                    "register.meeting-not-a-member",
                    Severity.WARNING,
                    entry.meta,
                    Message(
                        N_("{member} stands in the roll of {day:date}, but was no member then."),
                        member=code,
                        day=entry.date,
                    ),
                    remedy=Message(N_("Check the code, and the day of joining or leaving.")),
                )
