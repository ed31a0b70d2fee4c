"""Checks of loans from older books: what the directive states is what the books take in."""

from collections import defaultdict

from ledger_core.books.book import Book
from ledger_core.books.loan_changes import TAKEN_OVER_FIGURES
from ledger_core.books.loan_events import opens_taken_over
from ledger_core.books.loan_record import LoanFact
from ledger_core.books.posted import Posted
from ledger_core.findings import Severity
from ledger_core.loans import Disbursement, TakenOver
from ledger_core.messages import Message, N_


def check_openings(book: Book) -> None:
    """Compare each `loan-taken-over` with the transaction that brings its principal in.

    That is the opening entry, or the entry by which a loan passes from another borrower.
    """
    openings = _openings(book)
    for record in book.loans.values():
        facts = [fact for fact in record.facts if isinstance(fact.event, TakenOver)]
        found = openings.get(record.loan, [])
        if facts:
            first = facts[0].event.date
            paid_out = any(
                isinstance(fact.event, Disbursement) and fact.event.date <= first
                for fact in record.facts
            )
            _check_stated(book, record.loan, facts, found, paid_out=paid_out)
        elif any(opens_taken_over(posted) for posted in found):
            _add(
                book,
                record.loan,
                found[0],
                Message(N_("A loan comes from older books, but no entry says what was owed.")),
                Message(N_("Add a “loan-taken-over” entry: clubledger loan take-over writes it.")),
            )


def _openings(book: Book) -> dict[str, list[Posted]]:
    """Return by loan the transactions that bring principal in which was lent before."""
    openings: dict[str, list[Posted]] = defaultdict(list)
    for posted in book.transactions:
        if not posted.loan_moves:
            continue
        passed_on = len(posted.loan_moves) > 1 and posted.reverses is None
        if passed_on or opens_taken_over(posted):
            for loan, move in posted.loan_moves.items():
                if move > 0:
                    openings[loan].append(posted)
    return openings


def _check_stated(
    book: Book, loan: str, facts: list[LoanFact], found: list[Posted], *, paid_out: bool
) -> None:
    first, *more = facts
    event = first.event
    assert isinstance(event, TakenOver)
    brought_in = sum(posted.loan_moves[loan] for posted in found)
    if more or paid_out:
        message = Message(N_("The loan is taken over from older books, but it runs here already."))
        remedy = Message(N_("Keep one of the entries: a loan begins once."))
    elif brought_in != event.principal:
        message = Message(
            N_(
                "The entry says {stated:money} đồng of principal are taken over; the opening entry "
                "brings in {posted:money} đồng."
            ),
            stated=event.principal,
            posted=brought_in,
        )
        remedy = Message(N_("Correct the one that is wrong by the older books."))
    elif any(posted.date != event.date for posted in found):
        message = Message(
            N_("The loan is taken over on {day:date}, its opening entry is dated {posted:date}."),
            day=event.date,
            posted=found[0].date,
        )
        remedy = Message(N_("Give both the same date."))
    else:
        return
    _add(book, loan, (more or [first])[0], message, remedy)


def _add(book: Book, loan: str, what: LoanFact | Posted, message: Message, remedy: Message) -> None:
    book.findings.add(
        TAKEN_OVER_FIGURES, Severity.ERROR, what.entry.meta, message, remedy=remedy, loan=loan
    )
