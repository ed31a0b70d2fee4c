"""Principal that is lost: why, which account bears it, and the claims kept after a write-off."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.metadata import enum_word, text_of
from ledger_core.books.rendering import Posting
from ledger_core.club import Fund, Role
from ledger_core.loans import LoanState, WriteOff
from ledger_core.messages import Message, N_

REASON_KEY = "reason"


class LossReason(StrEnum):
    """Why principal is written off or forgiven; the values are the words of the ledger format."""

    DEATH = "death"
    DISASTER = "disaster"
    UNTRACEABLE = "untraceable"
    OTHER = "other"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    LossReason.DEATH: Message(N_("death")),
    LossReason.DISASTER: Message(N_("disaster, epidemic")),
    LossReason.UNTRACEABLE: Message(N_("cannot be found")),
    LossReason.OTHER: Message(N_("another reason")),
}


def loss_postings(book: Book, day: date, amount: int) -> list[Posting]:
    """Return the debit lines of a loss of principal, in đồng.

    The allowance bears it as far as it goes, then the risk reserve, and the rest is an expense.
    Both count with what they hold on the day and at the end of the books, so that an earlier date
    spends nothing twice. A chart without one of the two passes it over.

    Raises:
      KeyError: the chart has no account for loan losses, and the others do not suffice.
    """
    postings = []
    for role in (Role.ALLOWANCE, Role.RISK_RESERVE):
        account = book.chart.general.get((Fund.INCOME, role))
        held = min(
            -book.balance(Fund.INCOME, role, on=day),
            -book.balance(Fund.INCOME, role),
        )
        part = max(0, min(amount, held))
        if account is not None and part:
            postings.append(Posting(account.name, part))
            amount -= part
    if amount:
        postings.append(Posting(book.chart.general[Fund.INCOME, Role.LOAN_LOSSES].name, amount))
    return postings


@dataclass(frozen=True, slots=True)
class WrittenOffClaim:
    """A claim in the memo register: off the books, still owed by the borrower.

    Amounts are whole đồng.

    Attributes:
      loan: The loan's id.
      member: Code of the borrower.
      day: The day of the write-off.
      principal: Principal written off.
      recovered: Received since.
      claim: What is still claimed: principal and the interest unpaid then, less what was received.
      reason: Why, None where the entry does not say.
      minutes: The minutes that decided it.
    """

    loan: str
    member: str
    day: date
    principal: int
    recovered: int
    claim: int
    reason: LossReason | None
    minutes: str | None


def written_off_claims(book: Book, day: date) -> list[WrittenOffClaim]:
    """Return the memo register of a day: every loan written off by then, by its id."""
    claims = []
    for _, record in sorted(book.loans.items()):
        claim = _claim(record, day)
        if claim is not None:
            claims.append(claim)
    return claims


def _claim(record: LoanRecord, day: date) -> WrittenOffClaim | None:
    account = record.account_on(day)
    if account is None:
        return None
    position = account.position(day)
    if position.state is not LoanState.WRITTEN_OFF:
        return None
    facts = [
        fact for fact in record.facts if isinstance(fact.event, WriteOff) and fact.event.date <= day
    ]
    last = max(facts, key=lambda fact: fact.event.date)
    return WrittenOffClaim(
        loan=record.loan,
        member=record.member,
        day=last.event.date,
        principal=account.written_off,
        recovered=account.recovered,
        claim=position.memo_claim,
        reason=enum_word(LossReason, last.entry.meta.get(REASON_KEY)),
        minutes=text_of(last.entry.meta, "minutes"),
    )
