"""A loan that runs in older books comes into these, as it stands at the end of a day."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import account_of, excuse, narration, two_lines
from ledger_core.books.actions.loans import LoanRequest, approve_loan, loan_account
from ledger_core.books.directives import Directive
from ledger_core.books.known_instalments import instalments_metadata
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.rendering import Custom, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
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
    """

    agreement: LoanRequest
    overdue_principal: int = 0
    interest: int = 0
    late_interest: int = 0
    fee: int = 0
    oldest_due: date | None = None
    reschedules: int = 0
    schedule: tuple[KnownInstalment, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenOverLoan:
    """What a loan from older books became.

    Attributes:
      record: The loan.
      position: The loan at the end of the day.
    """

    record: LoanRecord
    position: LoanPosition


def take_over_loan(session: WritingSession, older: OlderLoan) -> TakenOverLoan:
    """Enter a loan from older books: its agreement, what is owed, and its opening entry.

    The principal is debited to the loan's account and credited to the opening difference; what is
    owed beside it is claimed by the directive and posted when it is paid.
    """
    request = older.agreement
    loan = approve_loan(session, request)
    record = session.book.loans[loan]
    day = request.day
    account, opening = loan_account(session, record, day)
    excused = excuse(request.exception)
    entry = Transaction(
        day,
        narration(session, N_("Loan {loan} taken over from older books"), loan=loan),
        two_lines(
            account, account_of(session, Fund.INCOME, Role.OPENING_DIFFERENCE), request.principal
        ),
        payee=session.book.register.members[record.member].name,
        links=frozenset({loan}),
        metadata={"loan": loan, "member": record.member, **excused},
    )
    taken_over = Custom(day, Directive.LOAN_TAKEN_OVER, (loan,), _metadata(older, record))
    session.add_to_journal(Fund.INCOME, day.year, *opening, taken_over, entry)
    folded = record.account_on(day)
    assert folded is not None  # the terms were just written
    return TakenOverLoan(record, folded.position(day))


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
