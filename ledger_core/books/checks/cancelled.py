"""Checks of loans that were approved and then cancelled, with nothing paid out."""

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_cancelled(book: Book, record: LoanRecord) -> None:
    """Check that nothing was paid out on a loan that was cancelled."""
    entry = record.cancellation
    if entry is None:
        return
    account = record.account
    if entry.date >= record.approved_on and (
        account is None or account.disbursed + account.transferred_in <= 0
    ):
        return
    book.findings.add(
        "loan_lifecycle.cancelled-but-paid-out",
        Severity.ERROR,
        entry.meta,
        Message(
            N_("Loan {loan} is cancelled on {day:date}, before it was approved."),
            loan=record.loan,
            day=entry.date,
        )
        if entry.date < record.approved_on
        else Message(
            N_("Loan {loan} is cancelled on {day:date}, but money was paid out on it."),
            loan=record.loan,
            day=entry.date,
        ),
        remedy=Message(
            N_(
                "Take the disbursement back first if it was a mistake: clubledger reverse. "
                "Otherwise delete the cancellation: the loan ends when it is repaid."
            )
        ),
        loan=record.loan,
    )
