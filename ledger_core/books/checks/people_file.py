"""Check that `people.csv` can be read: no part of the books, but the targets count by it."""

from ledger_core.books.book import Book
from ledger_core.books.directives import PEOPLE_FILE, Scope
from ledger_core.books.people import read_people
from ledger_core.books.session_errors import NotUtf8, PeopleFileDamaged
from ledger_core.findings import Severity


def check_people_file(book: Book) -> None:
    """Warn of a file that a spreadsheet program saved in another form."""
    path = book.folder / PEOPLE_FILE
    if book.scope is not Scope.CLUB or not path.is_file():
        return
    try:
        content = path.read_bytes()
        try:
            read_people(content.decode("utf-8"))
        except UnicodeDecodeError:
            raise NotUtf8(PEOPLE_FILE) from None
    except (NotUtf8, PeopleFileDamaged) as error:
        book.findings.add_at(
            "register.people-unreadable",
            Severity.WARNING,
            PEOPLE_FILE,
            getattr(error, "line", 1),
            error.message,
            error.remedy,
        )
