"""Checks of the club's decisions about days: moratoria and moved meetings."""

from datetime import date

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.directives import Directive
from ledger_core.club import meeting_date
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_calendar(book: Book) -> None:
    """Check that each decision acts as those who made it will expect."""
    for entry in book.register_entries:
        if entry.type == Directive.MORATORIUM:
            _check_moratorium(book, entry)
        elif entry.type == Directive.MEETING_MOVED:
            _check_meeting(book, entry)


def _check_moratorium(book: Book, entry: data.Custom) -> None:
    start = entry.meta.get("from")
    if not isinstance(start, date) or start > entry.date:
        return
    book.findings.add(
        "register.moratorium-before-decision",
        Severity.WARNING,
        entry.meta,
        Message(
            N_(
                "The moratorium begins on {start:date}, but was decided on {since:date}: "
                "instalments that fell due until then stay due."
            ),
            start=start,
            since=entry.date,
        ),
        remedy=Message(N_("Who could not pay them gets other dates: clubledger loan reschedule.")),
    )


def _check_meeting(book: Book, entry: data.Custom) -> None:
    planned = entry.meta.get("planned")
    if not isinstance(planned, date):
        return
    on = book.register.club.meeting_day if book.register.club else 21
    usual = meeting_date(planned.year, planned.month, on)
    if planned == usual:
        return
    book.findings.add(
        "register.meeting-not-planned",
        Severity.WARNING,
        entry.meta,
        Message(
            N_("On {planned:date} no meeting is planned; it would be on {usual:date}."),
            planned=planned,
            usual=usual,
        ),
        remedy=Message(N_("Write the usual day of that month as “planned:”.")),
    )
