"""Agreed shares of principal: one for each instalment that repays."""

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_shares(book: Book, record: LoanRecord) -> None:
    """Check that a loan has as many shares as instalments without grace on principal."""
    terms = record.terms
    if terms is None or terms.spread.shares is None:
        return
    shares, repaying = len(terms.spread.shares.principal), _repaying(record)
    if shares == repaying:
        return
    book.findings.add(
        "loan_lifecycle.shares-not-instalments",
        Severity.ERROR,
        record.entry.meta,
        Message(
            N_("The loan has {shares} shares of principal for {instalments} instalments."),
            shares=shares,
            instalments=repaying,
        ),
        remedy=Message(N_("Write one share for each instalment that repays principal.")),
        loan=record.loan,
    )


def _repaying(record: LoanRecord) -> int:
    assert record.terms is not None
    return max(1, record.terms.instalments - record.terms.pauses.principal)
