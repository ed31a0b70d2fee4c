"""`month_seal`: what was sealed is still there, unchanged, and nothing came to it."""

from ledger_core.books.book import Book
from ledger_core.books.seals.comparing import Difference
from ledger_core.books.seals.seal_file import seal_names, seal_path
from ledger_core.books.seals.telling import as_written, changes_between, name_of
from ledger_core.books.seals.verifying import verified
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_NEW_ENTRY = Message(
    N_(
        "A mistake in a sealed month is corrected by a new entry of the open month that names the "
        "voucher: clubledger reverse."
    )
)


def check_month_seal(book: Book) -> None:
    """Compare the sealed months with their seals."""
    if not book.register.sealed and not seal_names(book.folder):
        return
    verification = verified(book)
    for problem in verification.problems:
        book.findings.add_at(
            problem.rule, Severity.ERROR, problem.file, 1, problem.message, problem.remedy
        )
    for difference in verification.differences:
        if difference.now is None:
            _removed(book, difference)
        elif difference.was is None:
            _added(book, difference)
        else:
            _changed(book, difference)


def _removed(book: Book, difference: Difference) -> None:
    assert difference.was is not None
    month, said = difference.was.month, difference.was.said
    lines = as_written(said)
    book.findings.add_at(
        "month_seal.entry-removed",
        Severity.ERROR,
        seal_path(month),
        1,
        Message(
            N_("{what} is missing: it stood in the books when {month} was sealed."),
            what=name_of(said),
            month=month,
        ),
        Message(N_("Write the lines below again into the books. {else_}"), else_=_NEW_ENTRY)
        if lines
        else Message(N_("Restore the books from the last backup. {else_}"), else_=_NEW_ENTRY),
        lines=lines,
    )


def _added(book: Book, difference: Difference) -> None:
    assert difference.now is not None
    book.findings.add(
        "month_seal.entry-added",
        Severity.ERROR,
        difference.now.entry.meta,
        Message(
            N_("{what} was added to {month} after the month was sealed."),
            what=name_of(difference.now.said),
            month=difference.now.month,
        ),
        remedy=Message(
            N_("Take it out, and enter what happened in the open month. {else_}"), else_=_NEW_ENTRY
        ),
    )


def _changed(book: Book, difference: Difference) -> None:
    assert difference.was is not None
    assert difference.now is not None
    book.findings.add(
        "month_seal.entry-changed",
        Severity.ERROR,
        difference.now.entry.meta,
        Message(
            N_("{what} was changed after {month} was sealed. {changes}."),
            what=name_of(difference.was.said),
            month=difference.was.month,
            changes=list(changes_between(difference.was.said, difference.now.said))
            or [Message(N_("it stands in a file of another fund"))],
        ),
        remedy=Message(N_("Write it again as it was. {else_}"), else_=_NEW_ENTRY),
        lines=as_written(difference.was.said),
    )
