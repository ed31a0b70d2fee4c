"""The allowance for loan losses is brought to what the club's table asks for.

What the table asks for is the portfolio's to say; here the difference to the books is entered: to
the expense of provisions, or back out of it. No money moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.accounting_errors import LaterAccountingEntry
from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    Written,
    account_of,
    narration,
    new_number,
    refuse_taken,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.book import Book
from ledger_core.books.literals import Value
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_

PROVISION_TABLE_KEY = "provision-table"


@dataclass(frozen=True, slots=True)
class ProvisionRequest:
    """What the allowance is to be at the end of a day.

    Attributes:
      day: The day.
      required: What the table asks for, in đồng.
      table: Name of the table, `microfinance` or `banks`.
      minutes: The minutes of the meeting that decided it.
      number: Number of the entry as typed; the next one when None.
    """

    day: date
    required: int
    table: str
    minutes: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Provisioned(Written):
    """What became of it.

    Attributes:
      before: The allowance in the books before, in đồng.
      change: What was added to it; negative for what went back.
    """

    before: int = 0
    change: int = 0


def allowance_on(book: Book, day: date) -> int:
    """Return the allowance for loan losses in the books at the end of a day, in đồng."""
    return -book.balance(Fund.INCOME, Role.ALLOWANCE, on=day)


def set_allowance(session: WritingSession, request: ProvisionRequest) -> Provisioned:
    """Enter the difference between the allowance in the books and what is required.

    Where there is none, nothing is entered, and the entry of the same day is named.

    Raises:
      LaterAccountingEntry: provisions were entered for a later day.
    """
    check_open_day(session, request.day)
    entered = [posted for posted in session.book.transactions if _is_provision(posted)]
    if later := [posted.date for posted in entered if posted.date > request.day]:
        raise LaterAccountingEntry(request.day, max(later))
    before = allowance_on(session.book, request.day)
    change = request.required - before
    if not change:
        of_day = [posted.vouchers[0] for posted in entered if posted.date == request.day]
        return Provisioned(max(of_day, default=None), repeated=True, before=before)
    metadata: Mapping[str, Value] = {
        PROVISION_TABLE_KEY: request.table,
        "minutes": clean_text(request.minutes, Message(N_("The number of the minutes"))),
    }
    voucher, existing = new_number(
        session, ACCOUNTING_ENTRY, request.day, request.number, Fund.INCOME
    )
    if existing:
        refuse_taken(voucher, existing)
    added = N_("Provision for loan losses")
    taken_back = N_("Provision for loan losses taken back")
    entry = Transaction(
        request.day,
        narration(session, added if change > 0 else taken_back),
        two_lines(
            account_of(session, Fund.INCOME, Role.PROVISIONS),
            account_of(session, Fund.INCOME, Role.ALLOWANCE),
            change,
        ),
        links=frozenset({str(voucher)}),
        metadata=metadata,
    )
    session.add_to_journal(Fund.INCOME, request.day.year, entry)
    return Provisioned(voucher, before=before, change=change)


def _is_provision(posted: Posted) -> bool:
    return bool(posted.sum(Role.PROVISIONS) and posted.sum(Role.ALLOWANCE) and posted.vouchers)
