"""A further sum is agreed on a running loan."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import excuse, known_loan, known_member, positive
from ledger_core.books.actions.dating import check_not_before_last, check_open_day
from ledger_core.books.actions.loan_errors import NewDatesIncomplete, NothingOutstanding
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class TopUpRequest:
    """A further sum on a running loan.

    Attributes:
      loan: The loan's id.
      day: Day of the decision; with new dates the money is paid out on the same day.
      principal: The further sum in đồng.
      minutes: Minutes that decided it.
      approved_by: Codes of those who approved it.
      instalments: Number of instalments from then on, with `first_due`; None to keep the dates.
      first_due: Due date of the first of them.
      exception: Minutes that excuse a breach of the club's rules.
    """

    loan: str
    day: date
    principal: int
    minutes: str
    approved_by: tuple[str, ...]
    instalments: int | None = None
    first_due: date | None = None
    exception: str | None = None


def top_up(session: WritingSession, request: TopUpRequest) -> str:
    """Enter that a running loan is topped up; return the loan's id.

    The money itself is a disbursement of the same loan.

    Raises:
      NothingOutstanding: the loan does not run on the day.
      NewDatesIncomplete: only a part of the new dates is given.
      EntryBeforeLastEvent: the loan has a later entry.
    """
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    check_not_before_last(record, request.day)
    account = record.account_on(request.day)
    if account is None or account.outstanding_principal <= 0:
        raise NothingOutstanding(record.loan, request.day)
    if (request.instalments is None) != (request.first_due is None):
        raise NewDatesIncomplete
    metadata: dict[str, Value] = {"principal": VND(positive(request.principal))}
    if request.instalments is not None and request.first_due is not None:
        metadata["instalments"] = request.instalments
        metadata["first-due"] = request.first_due
    metadata["approved-by"] = " ".join(
        known_member(session, code).code for code in request.approved_by
    )
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    metadata |= excuse(request.exception)
    session.add_to_journal(
        Fund.INCOME,
        request.day.year,
        Custom(request.day, Directive.LOAN_TOPPED_UP, (record.loan,), metadata),
    )
    return record.loan
