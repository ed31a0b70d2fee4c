"""Checks of dates against each other: no check ever asks the clock which day it is."""

import re
from datetime import date, timedelta

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.directives import Directive, fund_of_file
from ledger_core.books.entered import ENTERED_KEY, Entered
from ledger_core.books.sources import relative_name
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

# A club meets each month: nothing for longer than this is rather a mistyped year.
_LONGEST_PAUSE = timedelta(days=366)
_YEAR_OF_JOURNAL = re.compile(r"-(\d{4})\.beancount$")


def check_dates(book: Book) -> None:
    """Check that the books begin with the club, and that each entry stands in its year."""
    _check_beginning(book)
    last: date | None = None
    years: dict[str, str | None] = {}
    for posted in sorted(book.transactions, key=lambda posted: posted.entry.date):
        _check_far_ahead(book, posted.entry, last, posted.loan)
        last = posted.entry.date
        _check_year(book, posted.entry, years)
    for record in book.loans.values():
        _check_year(book, record.entry, years)


def _check_beginning(book: Book) -> None:
    """What the club had before is taken over on the day on which the books begin."""
    club = next((one for one in book.register_entries if one.type == Directive.CLUB), None)
    first = min((posted.entry for posted in book.transactions), key=_day, default=None)
    if club is None or first is None or first.date >= club.date:
        return
    book.findings.add(
        "register.club-after-entries",
        Severity.ERROR,
        club.meta,
        Message(
            N_("The books begin on {begin:date}, but {file}:{line} is dated {day:date}."),
            begin=club.date,
            file=relative_name(book.folder, str(first.meta["filename"])),
            line=str(first.meta["lineno"]),
            day=first.date,
        ),
        remedy=Message(N_("Correct the date of whichever of the two is wrong.")),
    )


def _day(entry: data.Transaction) -> date:
    return entry.date


def _check_far_ahead(
    book: Book, entry: data.Transaction, last: date | None, loan: str | None
) -> None:
    entered = _entered_before(entry)
    if entered is not None and entry.date - entered.at.date() > _LONGEST_PAUSE:
        message = Message(
            N_("The entry is dated {day:date}, but was written on {entered:date}."),
            day=entry.date,
            entered=entered.at.date(),
        )
    elif last is not None and entry.date - last > _LONGEST_PAUSE:
        message = Message(
            N_("The entry is dated {day:date}; the one before it is of {last:date}."),
            day=entry.date,
            last=last,
        )
    else:
        return
    book.findings.add(
        "register.date-far-ahead",
        Severity.WARNING,
        entry.meta,
        message,
        remedy=Message(N_("Check the year: a typing mistake?")),
        loan=loan,
    )


def _entered_before(entry: data.Transaction) -> Entered | None:
    """Return when an entry was written if that was in a year before its own; else None."""
    value = entry.meta.get(ENTERED_KEY)
    if not isinstance(value, str) or value[:4] >= str(entry.date.year):
        return None
    return Entered.parse(value)


def _year_of(name: str) -> str | None:
    """Return the year of a fund's journal, None for any other file."""
    found = _YEAR_OF_JOURNAL.search(name)
    return None if found is None or fund_of_file(name) is None else found[1]


def _check_year(
    book: Book, entry: data.Transaction | data.Custom, years: dict[str, str | None]
) -> None:
    """Check one entry; `years` keeps the year of each file that was met."""
    filename = str(entry.meta["filename"])
    if filename not in years:
        years[filename] = _year_of(relative_name(book.folder, filename))
    year = years[filename]
    if year is None or int(year) == entry.date.year:
        return
    name = relative_name(book.folder, filename)
    book.findings.add(
        "register.journal-of-other-year",
        Severity.WARNING,
        entry.meta,
        Message(N_("The entry of {day:date} stands in {file}."), day=entry.date, file=name),
        remedy=Message(
            N_("Correct the date, or move the entry to the journal of its year: {file}."),
            file=name.removesuffix(f"{year}.beancount") + f"{entry.date.year}.beancount",
        ),
    )
