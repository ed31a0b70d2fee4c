"""Interest earned is entered as receivable, and taken back where a loan is no longer standard.

Which loans are in debt group 1 is the portfolio's to say, how much interest they owe the loan's own
fold. An accrual moves no money and is no repayment. Each loan has an entry of its own, so that its
receivable can be followed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.accounting_errors import LaterAccountingEntry, NotOnAccrual
from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    account_of,
    narration,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.receivables import is_accrual, last_accrual, receivables_on
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.club import Accounting, Fund, Role
from ledger_core.loans import AccrualMovement, AccrualPosition, accrual_movement
from ledger_core.messages import N_


@dataclass(frozen=True, slots=True)
class LoanAccrual:
    """The accrual of one loan. Amounts are whole đồng.

    Attributes:
      loan: The loan's id.
      member: Code of the borrower.
      accruing: Whether its interest is accrued: it is in debt group 1.
      before: Interest receivable in the books before.
      movement: What is entered.
      after: Interest receivable after it.
      off_the_books: Unpaid interest that is followed outside the books.
      voucher: The number of the entry, None where nothing is entered.
    """

    loan: str
    member: str
    accruing: bool
    before: int
    movement: AccrualMovement
    after: int
    off_the_books: int
    voucher: VoucherNumber | None = None


def accrue_interest(
    session: WritingSession, *, day: date, standard: Collection[str]
) -> tuple[LoanAccrual, ...]:
    """Bring the interest receivable of every loan to what it owes at the end of `day`.

    Done again on the same day it enters nothing. A club that went back to cash basis takes back
    what is still receivable.

    Args:
      session: The session.
      day: The day.
      standard: The loans in debt group 1 on it.

    Returns:
      The loans that have, or had, interest receivable or interest unpaid.

    Raises:
      NotOnAccrual: the club keeps its books on cash basis, and nothing is receivable.
      LaterAccountingEntry: interest was accrued for a later day.
    """
    check_open_day(session, day)
    book = session.book
    last = last_accrual(book)
    if last is not None and last > day:
        raise LaterAccountingEntry(day, last)
    receivables = receivables_on(book, day)
    on_accrual = book.register.rules_on(day).accounting is Accounting.ACCRUAL
    if not on_accrual and not receivables:
        raise NotOnAccrual(day)
    found = []
    for loan, record in sorted(book.loans.items()):
        account = record.account_on(day)
        if account is None or record.approved_on > day:
            continue
        position = AccrualPosition.of(
            account.position(day), accruing=on_accrual and loan in standard
        )
        receivable = receivables.get(loan, 0)
        waived = account.interest_waived(last or date.min, day) if receivable > 0 else 0
        found.append(_accrue(session, record, receivable, position, waived))
    return tuple(each for each in found if each.before or each.after or each.off_the_books)


def correct_accruals(session: WritingSession, record: LoanRecord, day: date) -> None:
    """Correct the accruals of a loan dated `day` or later after an entry of that day.

    An entry that comes late changes what the loan owed when they were made. Each accrual is brought
    to what it should have been, under its own date, so that no month shows too much. Whether the
    loan accrued is not asked anew: the portfolio says so, at the next accrual.
    """
    book = session.book
    entries = [p for p in book.receivables.get(record.loan, ()) if p.date >= day and is_accrual(p)]
    standing = {p.date for p in entries if receivables_on(book, p.date).get(record.loan)}
    for accrued_on in sorted(standing):
        check_open_day(session, accrued_on)
        account = record.account_on(accrued_on)
        if account is not None:
            after = AccrualPosition.of(account.position(accrued_on), accruing=True)
            receivable = receivables_on(book, accrued_on).get(record.loan, 0)
            _accrue(session, record, receivable, after, 0)


def _accrue(
    session: WritingSession,
    record: LoanRecord,
    receivable: int,
    after: AccrualPosition,
    waived: int,
) -> LoanAccrual:
    """Enter what is between the receivable in the books and that of a loan's position."""
    before = AccrualPosition(after.date, receivable, accruing=receivable > 0)
    movement = accrual_movement(before, after, waived=waived)
    return LoanAccrual(
        loan=record.loan,
        member=record.member,
        accruing=after.accruing,
        before=receivable,
        movement=movement,
        after=after.receivable,
        off_the_books=after.off_the_books,
        voucher=_enter(session, record, after.date, movement),
    )


def _enter(
    session: WritingSession, record: LoanRecord, day: date, movement: AccrualMovement
) -> VoucherNumber | None:
    earned = movement.accrued - movement.reversed
    amounts = (
        (Role.INTEREST_RECEIVABLE, earned - movement.waived),
        (Role.WAIVERS, movement.waived),
        (Role.LOAN_INTEREST, -earned),
    )
    if not any(amount for _, amount in amounts):
        return None
    voucher = session.book.next_voucher(ACCOUNTING_ENTRY, day.year)
    accrued = N_("Interest accrued on loan {loan}")
    taken_back = N_("Accrued interest taken back on loan {loan}")
    entry = Transaction(
        day,
        narration(session, accrued if earned >= 0 else taken_back, loan=record.loan),
        tuple(
            Posting(account_of(session, Fund.INCOME, role), amount)
            for role, amount in amounts
            if amount
        ),
        links=frozenset({str(voucher), record.loan}),
        metadata={"loan": record.loan, "member": record.member},
    )
    session.add_to_journal(Fund.INCOME, day.year, entry)
    return voucher
