"""What a fund has when its books begin, from older books; the difference is left to be explained.

The opening entry debits what the fund holds and credits where it comes from. What the two leave
between them stands on the account of the opening difference, as do the loans that are taken over:
where the older books are complete, it is zero in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    Written,
    account_of,
    narration,
    new_number,
    person_account,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.interest_received import DISTRIBUTED_KEY, interest_received
from ledger_core.books.literals import VND, Value
from ledger_core.books.openings import OPENING_KEY
from ledger_core.books.rendering import Open, Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import AccountType, Fund, Role, role_spec
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class OpeningAmount:
    """One line of the opening balances.

    Attributes:
      role: What it is: cash, bank, or a source such as `grants`.
      amount: Amount in đồng, never below zero.
      member: The member it belongs to, for capital paid in and loans to the club.
    """

    role: Role
    amount: int
    member: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningRequest:
    """What one fund opens with.

    Attributes:
      fund: The fund.
      day: The day at the end of which the balances hold.
      amounts: What it holds and where it comes from; loans are taken over by themselves.
      minutes: Minutes that decided the balances.
    """

    fund: Fund
    day: date
    amounts: Sequence[OpeningAmount]
    minutes: str


def enter_opening(session: WritingSession, request: OpeningRequest) -> Written | None:
    """Enter the opening balances of a fund; None where there is nothing to enter.

    Money is entered so that the boxes hold on the day what is stated, after all older entries of
    these books: repayments of loans taken in with their history went through the older boxes.
    Interest of that history counts as distributed there.
    """
    check_open_day(session, request.day)
    fund, openings, postings = request.fund, list[Open](), list[Posting]()
    for line in _with_money(request.amounts):
        if line.member is not None and role_spec(line.role).per_person:
            account, new = person_account(session, line.role, line.member, request.day)
            openings += new
        else:
            account = account_of(session, fund, line.role)
        held = role_spec(line.role).account_type is AccountType.ASSETS
        amount = line.amount - session.book.account_balance(account) if held else -line.amount
        if amount:
            postings.append(Posting(account, amount))
    metadata = _metadata(request.minutes)
    if fund is Fund.INCOME and (interest := sum(map(interest_received, session.book.transactions))):
        appropriated = account_of(session, fund, Role.RESULT_APPROPRIATED)
        postings.append(Posting(appropriated, interest))
        metadata[DISTRIBUTED_KEY] = VND(interest)
    if not postings:
        return None
    difference = -sum(posting.amount for posting in postings)
    if difference:
        opening_account = account_of(session, fund, Role.OPENING_DIFFERENCE)
        postings.append(Posting(opening_account, difference))
    voucher, _existing = new_number(session, ACCOUNTING_ENTRY, request.day, None, fund)
    entry = Transaction(
        request.day,
        narration(session, N_("Opening balances")),
        tuple(postings),
        links=frozenset({str(voucher)}),
        metadata=metadata,
    )
    session.add_to_journal(fund, request.day.year, *openings, entry)
    return Written(voucher)


def enter_older_cash(session: WritingSession, day: date, amount: int, minutes: str) -> Written:
    """Enter the cash from which loans with their whole history were paid out before the opening."""
    check_open_day(session, day)
    voucher, _existing = new_number(session, ACCOUNTING_ENTRY, day, None, Fund.INCOME)
    entry = Transaction(
        day,
        narration(session, N_("Cash of the older books for the loans of that time")),
        (
            Posting(account_of(session, Fund.INCOME, Role.CASH), amount),
            Posting(account_of(session, Fund.INCOME, Role.OPENING_DIFFERENCE), -amount),
        ),
        links=frozenset({str(voucher)}),
        metadata=_metadata(minutes),
    )
    session.add_to_journal(Fund.INCOME, day.year, entry)
    return Written(voucher)


def _with_money(amounts: Sequence[OpeningAmount]) -> list[OpeningAmount]:
    """Return the lines, with cash among them: the box is empty where nothing else is said."""
    if any(line.role is Role.CASH for line in amounts):
        return list(amounts)
    return [OpeningAmount(Role.CASH, 0), *amounts]


def _metadata(minutes: str) -> dict[str, Value]:
    return {
        OPENING_KEY: True,
        "minutes": clean_text(minutes, Message(N_("The number of the minutes"))),
    }
