"""Checks of the directives beside accounts and transactions."""

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.directives import (
    FOREIGN_DIRECTIVES,
    REGISTER_FILE,
    Directive,
    Scope,
    fund_of_file,
)
from ledger_core.books.metadata import written_with_decimals
from ledger_core.books.sources import relative_name
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_FAVA_EXTENSION = "fava-extension"
_OWN_EXTENSION = "club_fava"
_NOT_OPENED = {scope.top_file for scope in Scope}


def check_directives(book: Book) -> None:
    """Check the club's entry, unknown directives, pads and balances."""
    if book.register.club is None:
        _club_missing(book)
    for entry in book.register_entries:
        _check_home(book, entry)
    for entry in book.customs:
        _check_custom(book, entry)
    for other in book.others:
        if isinstance(other, data.Pad):
            _pad(book, other)
        elif isinstance(other, data.Balance):
            _check_balance(book, other)


def _club_missing(book: Book) -> None:
    book.findings.add_at(
        "register.club-missing",
        Severity.ERROR,
        REGISTER_FILE,
        1,
        Message(N_("The books do not say which club they belong to.")),
        Message(N_("Add an entry such as the lines below to {file}."), file=REGISTER_FILE),
        lines='2026-01-15 custom "club" "hanh-phuc"\n  name: "Câu lạc bộ …"\n  format: "1"\n',
    )


def _check_home(book: Book, entry: data.Custom) -> None:
    """What both funds must know stands in the file that both funds' files list."""
    name = relative_name(book.folder, str(entry.meta["filename"]))
    if name not in _NOT_OPENED and fund_of_file(name) is None:
        return
    book.findings.add(
        "register.not-in-register",
        Severity.ERROR,
        entry.meta,
        Message(
            N_("“{directive}” stands in {file}: the funds' own files would not know of it."),
            directive=entry.type,
            file=name,
        ),
        remedy=Message(N_("Move the entry to {file}."), file=REGISTER_FILE),
    )


def _check_custom(book: Book, entry: data.Custom) -> None:
    values = entry.values or ()
    if entry.type in FOREIGN_DIRECTIVES:
        name = str(values[0].value) if values else ""
        if entry.type == _FAVA_EXTENSION and name.split(".")[0] != _OWN_EXTENSION:
            book.findings.add(
                "register.extension-foreign",
                Severity.ERROR,
                entry.meta,
                Message(N_("Fava would run “{name}”, which is not of this program."), name=name),
                remedy=Message(N_("Delete the line, unless you know who wrote the extension.")),
            )
        return
    book.findings.add(
        "register.directive-unknown",
        Severity.ERROR,
        entry.meta,
        Message(N_("No directive is called “{directive}”."), directive=entry.type),
        remedy=Message(
            N_("A typing mistake? The directives are: {directives}."),
            directives=", ".join(item.value for item in Directive),
        ),
    )


def _pad(book: Book, entry: data.Pad) -> None:
    book.findings.add(
        "register.pad-used",
        Severity.ERROR,
        entry.meta,
        Message(N_("“pad” makes a balance true by inventing the missing amount.")),
        remedy=Message(N_("Find the difference, and enter what really happened.")),
    )


def _check_balance(book: Book, entry: data.Balance) -> None:
    if entry.tolerance is not None:
        book.findings.add(
            "register.balance-tolerance",
            Severity.ERROR,
            entry.meta,
            Message(N_("The balance is checked only roughly.")),
            remedy=Message(N_("Take out the sign ~ and the number after it.")),
        )
    number = entry.amount.number
    if number is not None and written_with_decimals(number):
        book.findings.add(
            "register.amount-not-whole",
            Severity.ERROR,
            entry.meta,
            Message(
                N_("{number} is read as {value:money} đồng: a point divides decimals here."),
                number=str(number),
                value=int(number),
            ),
            remedy=Message(N_("In the books write 100,000 VND or 100000 VND.")),
        )
