"""What happened to the loans of a club in a period: who, when, by which voucher."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.loans import LoanEvent, Reversal
from ledger_core.reports.columns import voucher_text
from ledger_core.reports.request import Period

EventT = TypeVar("EventT", bound=LoanEvent)


@dataclass(frozen=True, slots=True)
class Move(Generic[EventT]):
    """One event of a loan as it stands in the books.

    Attributes:
        record: The loan.
        fact: The entry that records it.
        event: The event; of an adjusting entry, the event that it takes back.
        sign: 1, or -1 where the entry takes the event back.
    """

    record: LoanRecord
    fact: LoanFact
    event: EventT
    sign: int

    @property
    def date(self) -> dt.date:
        """The day of the entry."""
        return self.fact.event.date

    @property
    def voucher(self) -> str:
        """The voucher numbers of the entry; empty where it has none."""
        return voucher_text(self.fact.posted) if self.fact.posted else ""

    @property
    def minutes(self) -> str:
        """The minutes that decided it; empty where the entry names none."""
        return text_of(self.fact.entry.meta, "minutes") or ""


def moves(book: Book, period: Period, kind: type[EventT]) -> list[Move[EventT]]:
    """Return every event of a kind that was entered for a day of the period, by date and loan."""
    found = [
        move
        for record in book.loans.values()
        for fact in record.counted
        if fact.event.date in period
        for move in _moves(record, fact, kind)
    ]
    return sorted(found, key=lambda move: (move.date, move.record.loan))


def _moves(record: LoanRecord, fact: LoanFact, kind: type[EventT]) -> Iterator[Move[EventT]]:
    event, sign = fact.event, 1
    while isinstance(event, Reversal):
        event, sign = event.of, -sign
    if isinstance(event, kind):
        yield Move(record, fact, event, sign)


def name_of(book: Book, member: str) -> str:
    """Return a member's name; empty where the register has no such code."""
    known = book.register.members.get(member)
    return known.name if known else ""


def who(book: Book, record: LoanRecord) -> tuple[str, str, str]:
    """Return the cells under the columns `LOAN`, `MEMBER` and `NAME`."""
    return record.loan, record.member, name_of(book, record.member)
