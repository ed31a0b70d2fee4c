"""A loan that was approved is cancelled before anything is paid out; nothing is struck out."""

from ledger_core.books.actions.common import excuse, known_loan, known_member
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.decision_errors import LoanIsPaidOut, SameDecision
from ledger_core.books.actions.decisions import Decision
from ledger_core.books.directives import Directive
from ledger_core.books.literals import Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund
from ledger_core.messages import Message, N_


def cancel_loan(session: WritingSession, decision: Decision, reason: str = "") -> LoanRecord:
    """Enter that an approved loan will not be paid out.

    Raises:
      LoanIsPaidOut: something was paid out on it already.
      SameDecision: it is cancelled already.
    """
    check_open_day(session, decision.day)
    record = known_loan(session, decision.loan)
    account = record.account
    if account is not None and account.disbursed + account.transferred_in > 0:
        raise LoanIsPaidOut(record.loan)
    if record.cancellation is not None:
        raise SameDecision(record.loan, record.cancellation.date)
    metadata: dict[str, Value] = {}
    if reason:
        metadata["reason"] = clean_text(reason, Message(N_("The reason")))
    approvers = [known_member(session, code).code for code in decision.approved_by]
    metadata["approved-by"] = " ".join(approvers)
    metadata["minutes"] = clean_text(decision.minutes, Message(N_("The number of the minutes")))
    metadata |= excuse(decision.exception)
    session.add_to_journal(
        Fund.INCOME,
        decision.day.year,
        Custom(decision.day, Directive.LOAN_CANCELLED, (record.loan,), metadata),
    )
    return session.book.loans[record.loan]
