"""Goods that were lent come back."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    account_of,
    excuse,
    known_loan,
    narration,
    new_number,
    positive,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.loans import IN_KIND_KEY
from ledger_core.books.actions.repaying import RepaymentEntry, enter_repayment
from ledger_core.books.actions.settlements import Settled, SettlementRequest, settled_again
from ledger_core.books.rendering import Posting
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """Goods given back on a loan.

    Attributes:
      loan: The loan's id.
      day: Its day.
      goods: What is given back, in words.
      amount: The value agreed when they were lent, in đồng: so much of the loan it settles.
      value: What they are worth now; the difference is income or an expense. As agreed when None.
      number: Number of the voucher as typed; the next one when None.
      exception: Minutes that excuse a breach of a rule.
    """

    loan: str
    day: date
    goods: str
    amount: int
    value: int | None = None
    number: str | None = None
    exception: str | None = None


def return_in_kind(session: WritingSession, request: ReturnRequest) -> Settled:
    """Repay a loan in goods, at the value agreed when they were lent."""
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    amount = positive(request.amount)
    value = amount if request.value is None else positive(request.value)
    goods = account_of(session, Fund.INCOME, Role.GOODS)
    voucher, existing = new_number(
        session, ACCOUNTING_ENTRY, request.day, request.number, Fund.INCOME
    )
    if existing:
        again = SettlementRequest(request.loan, request.day, value)
        done = settled_again(record, again, voucher, existing, Role.GOODS)
        return Settled(voucher, repeated=True, loan=done.loan, amount=amount)
    debits = [Posting(goods, value)]
    if value != amount:
        role = Role.OTHER_INCOME if value > amount else Role.LOAN_LOSSES
        debits.append(Posting(account_of(session, Fund.INCOME, role), amount - value))
    text = clean_text(request.goods, Message(N_("The goods")))
    split, corrections = enter_repayment(
        session,
        record,
        RepaymentEntry(
            request.day,
            amount,
            voucher,
            tuple(debits),
            narration(session, N_("Loan {loan} repaid in kind"), loan=record.loan),
            {IN_KIND_KEY: text} | excuse(request.exception),
        ),
    )
    return Settled(voucher, loan=record.loan, amount=amount, split=split, corrections=corrections)
