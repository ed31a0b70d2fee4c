"""A loan that runs in older books comes into these, as it stands at the end of a day."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.accounting_errors import NotOnAccrual
from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    account_of,
    excuse,
    narration,
    new_number,
    positive,
    refuse_taken,
)
from ledger_core.books.actions.loans import LoanRequest, approve_loan, loan_account
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import Directive
from ledger_core.books.known_instalments import instalments_metadata
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.rendering import Custom, Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Accounting, Fund, Role
from ledger_core.loans import KnownInstalment, LoanPosition
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class OlderLoan:
    """A loan as the older books leave it, at the end of the day of the agreement's request.

    Amounts are whole đồng.

    Attributes:
      agreement: The terms from now on: `principal` is all that is unpaid, `instalments` are those
        still to come, `first_due` is the next of them.
      overdue_principal: The part of the principal that fell due and is unpaid.
      interest: Interest that fell due and is unpaid.
      late_interest: Late interest asked for and unpaid.
      fee: Fees asked for and unpaid.
      oldest_due: Oldest due date of which anything is unpaid; None if nothing is overdue.
      reschedules: How often the loan was rescheduled.
      schedule: The coming instalments as they stand; drawn up from the terms when empty.
      receivable: Under accrual, interest that the older books hold as earned and receivable.
      number: Number of the opening entry as typed; the next one of its series when None.
    """

    agreement: LoanRequest
    overdue_principal: int = 0
    interest: int = 0
    late_interest: int = 0
    fee: int = 0
    oldest_due: date | None = None
    reschedules: int = 0
    schedule: tuple[KnownInstalment, ...] = ()
    receivable: int = 0
    number: str | None = None


@dataclass(frozen=True, slots=True)
class TakenOverLoan:
    """What a loan from older books became.

    Attributes:
      record: The loan.
      position: The loan at the end of the day.
      voucher: Number of the opening entry.
    """

    record: LoanRecord
    position: LoanPosition
    voucher: VoucherNumber


def take_over_loan(session: WritingSession, older: OlderLoan) -> TakenOverLoan:
    """Enter a loan from older books: its agreement, what is owed, and its opening entry.

    The principal is debited to the loan's account and credited to the opening difference; what is
    owed beside it is claimed by the directive and posted when it is paid. Under accrual, interest
    that was earned in the older books comes in as receivable.

    Raises:
      NotOnAccrual: interest is receivable, but the club keeps its books on cash basis.
      VoucherTaken: the number stands on another entry.
    """
    request = older.agreement
    rules = session.book.register.rules_on(request.day)
    if older.receivable and rules.accounting is not Accounting.ACCRUAL:
        raise NotOnAccrual(request.day)
    voucher, existing = new_number(
        session, ACCOUNTING_ENTRY, request.day, older.number, Fund.INCOME
    )
    if existing:
        refuse_taken(voucher, existing)
    loan = approve_loan(session, request)
    record = session.book.loans[loan]
    day = request.day
    account, opening = loan_account(session, record, day)
    excused = excuse(request.exception)
    entry = Transaction(
        day,
        narration(session, N_("Loan {loan} taken over from older books"), loan=loan),
        _opening_lines(session, account, older),
        payee=session.book.register.members[record.member].name,
        links=frozenset({loan, str(voucher)}),
        metadata={"loan": loan, "member": record.member, **excused},
    )
    taken_over = Custom(day, Directive.LOAN_TAKEN_OVER, (loan,), _metadata(older, record))
    session.add_to_journal(Fund.INCOME, day.year, *opening, taken_over, entry)
    folded = record.account_on(day)
    assert folded is not None  # the terms were just written
    return TakenOverLoan(record, folded.position(day), voucher)


def _opening_lines(session: WritingSession, account: str, older: OlderLoan) -> tuple[Posting, ...]:
    principal, receivable = older.agreement.principal, older.receivable
    difference = account_of(session, Fund.INCOME, Role.OPENING_DIFFERENCE)
    lines = [Posting(account, principal), Posting(difference, -principal - receivable)]
    if receivable:
        interest = account_of(session, Fund.INCOME, Role.INTEREST_RECEIVABLE)
        lines.insert(1, Posting(interest, positive(receivable)))
    return tuple(lines)


def _metadata(older: OlderLoan, record: LoanRecord) -> dict[str, Value]:
    request = older.agreement
    metadata: dict[str, Value] = {"principal": VND(request.principal)}
    amounts = {
        "overdue-principal": older.overdue_principal,
        "interest": older.interest,
        "late-interest": older.late_interest,
        "fee": older.fee,
    }
    metadata |= {key: VND(amount) for key, amount in amounts.items() if amount}
    if older.oldest_due is not None:
        metadata["oldest-due"] = older.oldest_due
    if older.reschedules:
        metadata["reschedules"] = older.reschedules
    metadata |= instalments_metadata(older.schedule)
    metadata["approved-by"] = " ".join(record.approved_by)
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    return metadata | excuse(request.exception)
