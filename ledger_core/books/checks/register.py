"""`register`: the files, the club's own entries, members and accounts, the form of every entry."""

from ledger_core.books.book import Book
from ledger_core.books.checks.approvals import check_offices_entered, check_reversal_approvals
from ledger_core.books.checks.calendar import check_calendar
from ledger_core.books.checks.chart import check_chart
from ledger_core.books.checks.counterparts import check_money_out
from ledger_core.books.checks.counts import check_counts
from ledger_core.books.checks.dates import check_dates
from ledger_core.books.checks.directives import check_directives
from ledger_core.books.checks.editors import check_editor_files
from ledger_core.books.checks.entries import check_entries
from ledger_core.books.checks.files import check_file, read_sources
from ledger_core.books.checks.headers import check_headers
from ledger_core.books.checks.held import check_held
from ledger_core.books.checks.listing import check_listing
from ledger_core.books.checks.meetings import check_meetings
from ledger_core.books.checks.offices import check_offices
from ledger_core.books.checks.people import check_people
from ledger_core.books.checks.people_file import check_people_file
from ledger_core.books.checks.reversals import check_reversals
from ledger_core.books.checks.trail import check_trail
from ledger_core.books.checks.voucher_series import check_voucher_series
from ledger_core.books.checks.vouchers import check_vouchers


def check_register(book: Book) -> None:
    """Check the files, the register, the chart and the form of every entry."""
    sources = read_sources(book)
    for source in sources:
        check_file(book, source)
    check_listing(book, sources)
    check_headers(book, sources)
    check_directives(book)
    check_offices(book)
    check_offices_entered(book)
    check_calendar(book)
    check_meetings(book)
    check_chart(book)
    check_entries(book)
    check_dates(book)
    check_people(book)
    check_people_file(book)
    check_vouchers(book)
    check_voucher_series(book)
    check_reversals(book)
    check_reversal_approvals(book)
    check_held(book)
    check_counts(book)
    check_money_out(book)
    check_trail(book)
    check_editor_files(book)
