"""Money paid out, money received for other purposes, and money passed between the funds."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    PAYMENT,
    RECEIPT,
    TRANSFER,
    Written,
    account_of,
    excuse,
    known_member,
    narration,
    new_number,
    person_account,
    positive,
    refuse_taken,
    same_entries,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import MemberNeeded, RoleNotForThis, SameFund
from ledger_core.books.actions.lending_errors import GoodsOfOtherFund
from ledger_core.books.actions.loans import IN_KIND_KEY
from ledger_core.books.literals import Value
from ledger_core.books.metadata import enum_word
from ledger_core.books.rendering import Open, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import AccountType, Fund, Role, role_spec
from ledger_core.messages import Message, N_

# Beside all expenses: what a club may pay back or put away.
_ALSO_PAID = (
    Role.BANK,
    Role.GOODS,
    Role.MEMBERS_CAPITAL,
    Role.OVERPAYMENTS,
    Role.LENDERS,
    Role.MANAGEMENT_ALLOWANCE,
)
# Accounting entries that are never paid in cash.
_NEVER_PAID = (Role.LOAN_LOSSES, Role.PROVISIONS, Role.WAIVERS)
_OF_ONE_MEMBER = (Role.MEMBERS_CAPITAL, Role.OVERPAYMENTS)
_RECEIVED = (
    Role.GRANTS,
    Role.BUDGET_SUPPORT,
    Role.LENDERS,
    Role.COMMON_WORK,
    Role.DONATIONS,
    Role.OTHER_INCOME,
    Role.BANK,
    Role.GOODS,
    Role.CASH_SHORTAGE,
)


@dataclass(frozen=True, slots=True)
class MoneyRequest:
    """One amount paid or received in cash for one purpose.

    Attributes:
      fund: The fund whose cash box it is.
      day: Day of payment.
      role: The purpose: a role of the chart, such as `area-health-care`.
      amount: Amount in đồng.
      person: Name of the receiver or payer, as on the voucher.
      member: Code of the member, where the account is a member's own.
      number: Voucher number as typed; the next one when None.
      narration: What it is for; the purpose's name when empty.
      exception: Minutes that excuse a breach.
      goods: The goods that are given instead of money, in words; the amount is their agreed value.
    """

    fund: Fund
    day: date
    role: str
    amount: int
    person: str = ""
    member: str | None = None
    number: str | None = None
    narration: str = ""
    exception: str | None = None
    goods: str | None = None


def payable_roles(fund: Fund) -> tuple[Role, ...]:
    """Return the purposes a fund may pay for."""
    return tuple(
        role
        for role in Role
        if fund in role_spec(role).funds
        and (role_spec(role).account_type is AccountType.EXPENSES or role in _ALSO_PAID)
        and role not in _NEVER_PAID
    )


def receivable_roles(fund: Fund) -> tuple[Role, ...]:
    """Return the purposes, beside a member's receipt, for which a fund may receive money."""
    return tuple(role for role in _RECEIVED if fund in role_spec(role).funds)


def pay(session: WritingSession, request: MoneyRequest) -> Written:
    """Enter a payment in cash; the same voucher again changes nothing."""
    return _move(session, request, PAYMENT, payable_roles(request.fund))


def receive_for(session: WritingSession, request: MoneyRequest) -> Written:
    """Enter money received in cash for a purpose, or goods; the same voucher changes nothing.

    Goods are kept by the fund that lends, at the value agreed when they are given; the number is
    that of an accounting entry, as no cash comes in.
    """
    series = RECEIPT if request.goods is None else ACCOUNTING_ENTRY
    return _move(session, request, series, receivable_roles(request.fund))


def _move(
    session: WritingSession, request: MoneyRequest, series: str, allowed: tuple[Role, ...]
) -> Written:
    check_open_day(session, request.day)
    role = enum_word(Role, request.role)
    if role is None or role not in allowed:
        raise RoleNotForThis(request.role, request.fund, allowed)
    if request.goods is not None and request.fund is not Fund.INCOME:
        raise GoodsOfOtherFund
    voucher, existing = new_number(session, series, request.day, request.number, request.fund)
    account, openings = _account(session, request, role)
    cash = account_of(session, request.fund, Role.CASH if request.goods is None else Role.GOODS)
    pair = (account, cash) if series == PAYMENT else (cash, account)
    loan = _overpaid_loan(session, request) if role is Role.OVERPAYMENTS else None
    entry = Transaction(
        request.day,
        clean_text(request.narration, Message(N_("The narration")))
        if request.narration
        else role.label.in_language(session.book.language),
        two_lines(*pair, positive(request.amount)),
        payee=_person(session, request),
        links=frozenset({str(voucher), *([loan] if loan else [])}),
        metadata=({"loan": loan} if loan else {}) | _metadata(session, request),
    )
    if existing:
        if not same_entries(existing, [entry]):
            refuse_taken(voucher, existing)
        return Written(voucher, repeated=True)
    session.add_to_journal(request.fund, request.day.year, *openings, entry)
    return Written(voucher)


def _account(session: WritingSession, request: MoneyRequest, role: Role) -> tuple[str, list[Open]]:
    if role in _OF_ONE_MEMBER and request.member is None:
        raise MemberNeeded(role)
    if role_spec(role).per_person and request.member is not None:
        code = known_member(session, request.member).code
        return person_account(session, role, code, request.day)
    return account_of(session, request.fund, role), []


def _overpaid_loan(session: WritingSession, request: MoneyRequest) -> str | None:
    """Return the loan whose overpayment is given back, None where it is not plain which."""
    code = known_member(session, request.member).code if request.member else ""
    loans = [
        record.loan
        for record in session.book.loans_of_member(code)
        if record.account is not None and record.account.overpaid >= request.amount
    ]
    return loans[0] if len(loans) == 1 else None


def _person(session: WritingSession, request: MoneyRequest) -> str:
    if request.person:
        return clean_text(request.person, Message(N_("The name")))
    return known_member(session, request.member).name if request.member else ""


def _metadata(session: WritingSession, request: MoneyRequest) -> dict[str, Value]:
    metadata: dict[str, Value] = {}
    if request.member is not None:
        metadata["member"] = known_member(session, request.member).code
    if request.goods is not None:
        metadata[IN_KIND_KEY] = clean_text(request.goods, Message(N_("The goods")))
    metadata |= excuse(request.exception)
    return metadata


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """Cash passed from one fund's box to the other's.

    Attributes:
      source: The fund that gives.
      target: The fund that gets.
      day: Day of the transfer.
      amount: Amount in đồng.
      number: Transfer number as typed; the next one when None.
      narration: Why.
    """

    source: Fund
    target: Fund
    day: date
    amount: int
    number: str | None = None
    narration: str = ""


def transfer(session: WritingSession, request: TransferRequest) -> Written:
    """Enter a transfer as a pair of entries, one in each fund's journal, under one number."""
    if request.source is request.target:
        raise SameFund
    check_open_day(session, request.day)
    voucher, existing = new_number(session, TRANSFER, request.day, request.number, *Fund)
    text = (
        clean_text(request.narration, Message(N_("The narration")))
        if request.narration
        else narration(session, N_("Transfer between the funds"))
    )
    entries = {}
    for fund, sign in ((request.source, -1), (request.target, 1)):
        cash = account_of(session, fund, Role.CASH)
        transfers = account_of(session, fund, Role.TRANSFERS)
        entries[fund] = Transaction(
            request.day,
            text,
            two_lines(cash, transfers, sign * positive(request.amount)),
            links=frozenset({str(voucher)}),
        )
    if existing:
        if not same_entries(existing, list(entries.values())):
            refuse_taken(voucher, existing)
        return Written(voucher, repeated=True)
    for fund, entry in entries.items():
        session.add_to_journal(fund, request.day.year, entry)
    return Written(voucher)
