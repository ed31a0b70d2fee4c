"""A loan that somebody asks for by its number, on a day."""

from datetime import date

from ledger_core.books.actions.errors import NoSuchLoan
from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class LoanNotYetApproved(ClubledgerError):
    """A loan is asked for as of a day before the meeting approved it."""

    def __init__(self, loan: str, day: date, approved_on: date) -> None:
        super().__init__(
            Message(
                N_("Loan {loan} did not exist on {day:date}: it was approved on {approved:date}."),
                loan=loan,
                day=day,
                approved=approved_on,
            ),
            Message(N_("Ask for that day or a later one.")),
        )


def loan_on(book: Book, loan: str, day: date) -> LoanRecord:
    """Return a loan that was approved by the end of a day; its number may be typed anyhow.

    Raises:
      NoSuchLoan: there is no loan of this number.
      LoanNotYetApproved: it was approved later.
    """
    number = loan.strip().upper()
    record = book.loans.get(number)
    if record is None:
        raise NoSuchLoan(number)
    if record.approved_on > day:
        raise LoanNotYetApproved(number, day, record.approved_on)
    return record
