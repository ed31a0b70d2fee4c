"""Vouchers as facts: what stands in the books under one number, ready to be printed.

A receipt over both funds is one voucher with the lines of both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger_core.books.actions.common import ACCOUNTING_ENTRY, PAYMENT, RECEIPT, TRANSFER
from ledger_core.books.actions.loan_errors import NoSuchVoucher, NumberOfTwoPapers
from ledger_core.books.book import Book
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.metadata import text_of
from ledger_core.books.papers import papers
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.club import Fund, Office, Role
from ledger_core.messages import Message, N_


class VoucherKind(StrEnum):
    """What a voucher is a voucher of."""

    RECEIPT = "receipt"
    PAYMENT = "payment"
    TRANSFER = "transfer"
    ENTRY = "entry"

    @property
    def label(self) -> Message:
        """The title of such a voucher."""
        return _TITLES[self]


_TITLES = {
    VoucherKind.RECEIPT: Message(N_("Receipt")),
    VoucherKind.PAYMENT: Message(N_("Payment voucher")),
    VoucherKind.TRANSFER: Message(N_("Transfer voucher")),
    VoucherKind.ENTRY: Message(N_("Accounting entry")),
}
_KINDS = {
    RECEIPT: VoucherKind.RECEIPT,
    PAYMENT: VoucherKind.PAYMENT,
    TRANSFER: VoucherKind.TRANSFER,
    ACCOUNTING_ENTRY: VoucherKind.ENTRY,
}
SIGNING_OFFICES = (Office.HEAD, Office.ACCOUNTANT, Office.TREASURER)


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """One posting of a voucher, in whole đồng.

    Attributes:
        fund: The fund.
        account: The account as the books name it.
        role: What the account is.
        detail: The member or loan whose account it is, if it is one person's.
        debit: What is debited, 0 for a credit.
        credit: What is credited, 0 for a debit.
    """

    fund: Fund
    account: str
    role: Role
    detail: str | None
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class Voucher:
    """One voucher. Amounts are whole đồng.

    Attributes:
        number: Its number.
        kind: What it is a voucher of.
        club: Name of the club.
        day: Day of the entry.
        funds: The funds whose money it moves.
        person: Who pays or receives, as the entry names them.
        member: Code of the member, if it is one.
        content: What it is for.
        amount: What is paid or received; of an accounting entry, the sum of its debits.
        amounts: That amount by fund.
        lines: The postings: those of each fund together, debits first.
        loans: Loans it is about.
        minutes: The minutes that decided it.
        reverses: The voucher that it takes back.
        corrects: The voucher whose split it puts right.
        reversed_by: The vouchers that take this one back.
        officers: Names of those who sign, by office, where the office is held on the day.
    """

    number: VoucherNumber
    kind: VoucherKind
    club: str
    day: date
    funds: tuple[Fund, ...]
    person: str | None
    member: str | None
    content: str
    amount: int
    amounts: tuple[tuple[Fund, int], ...]
    lines: tuple[VoucherLine, ...]
    loans: tuple[str, ...]
    minutes: str | None
    reverses: str | None
    corrects: str | None
    reversed_by: tuple[str, ...]
    officers: tuple[tuple[Office, str], ...]


def voucher(book: Book, number: str, *, fund: Fund | None = None) -> Voucher:
    """Return the voucher of a number such as `PT-2026-0102`, in any case of letters.

    Args:
        book: The books.
        number: The whole number.
        fund: The fund, where the number stands on a paper of its own in each.

    Raises:
        NotACode: the text is no number of a voucher.
        NoSuchVoucher: no entry carries the number.
        NumberOfTwoPapers: each fund has a paper of its own under it, and no fund is named.
    """
    found = VoucherNumber.parse(number.strip().upper())
    sheets = papers(book.vouchers.get(found, ()))
    if fund is not None:
        sheets = [sheet for sheet in sheets if any(fund in posted.funds for posted in sheet)]
    if not sheets:
        raise NoSuchVoucher(str(found))
    if len(sheets) > 1:
        raise NumberOfTwoPapers(str(found))
    return _voucher(book, found, sheets[0])


def vouchers(
    book: Book,
    *,
    start: date | None = None,
    end: date | None = None,
    kinds: Iterable[VoucherKind] = tuple(VoucherKind),
) -> list[Voucher]:
    """Return the vouchers of some days, both included, by series and number."""
    wanted = frozenset(kinds)
    return [
        _voucher(book, number, sheet)
        for number, entries in sorted(book.vouchers.items())
        for sheet in papers(entries)
        if any(
            (start is None or start <= posted.date) and (end is None or posted.date <= end)
            for posted in sheet
        )
        and _kind(number, sheet) in wanted
    ]


def _voucher(book: Book, number: VoucherNumber, entries: list[Posted]) -> Voucher:
    kind = _kind(number, entries)
    lines = tuple(_lines(book, entries))
    funds = tuple(fund for fund in Fund if any(line.fund is fund for line in lines))
    amounts = tuple((fund, _amount(kind, fund, entries)) for fund in funds)
    club = book.register.club
    day = min(posted.date for posted in entries)
    # Money that passes between the funds is one amount, not one in each.
    total = max if kind is VoucherKind.TRANSFER else sum
    return Voucher(
        number=number,
        kind=kind,
        club=club.name if club else "",
        day=day,
        funds=funds,
        person=_joined(posted.entry.payee for posted in entries),
        member=_first(posted.member for posted in entries),
        content=_joined(posted.entry.narration for posted in entries) or "",
        amount=total([amount for _, amount in amounts] or [0]),
        amounts=amounts,
        lines=lines,
        loans=tuple(dict.fromkeys(posted.loan for posted in entries if posted.loan)),
        minutes=_first(text_of(posted.entry.meta, "minutes") for posted in entries),
        reverses=_first(posted.reverses for posted in entries),
        corrects=_first(posted.corrects for posted in entries),
        reversed_by=tuple(_taken_back_by(book, number)),
        officers=officers_on(book, day),
    )


def officers_on(book: Book, day: date) -> tuple[tuple[Office, str], ...]:
    """Return the names of those who sign for the club on a day, by office."""
    register = book.register
    found = ((office, register.holder_of(office, day)) for office in SIGNING_OFFICES)
    return tuple(
        (office, register.members[code].name)
        for office, code in found
        if code is not None and code in register.members
    )


def _kind(number: VoucherNumber, entries: list[Posted]) -> VoucherKind:
    """Return the kind by the series; a club's own series is told by where the money goes."""
    if number.series in _KINDS:
        return _KINDS[number.series]
    money = sum(posted.sum(*CASH_ROLES) for posted in entries)
    if money:
        return VoucherKind.RECEIPT if money > 0 else VoucherKind.PAYMENT
    return VoucherKind.ENTRY


def _amount(kind: VoucherKind, fund: Fund, entries: list[Posted]) -> int:
    of_fund = [
        {role: amount for (owner, role), amount in posted.amounts.items() if owner is fund}
        for posted in entries
    ]
    money = sum(roles.get(role, 0) for roles in of_fund for role in CASH_ROLES)
    if kind is not VoucherKind.ENTRY and money:
        # An adjusting entry pays back on a receipt's form or the other way round.
        return abs(money)
    return sum(amount for roles in of_fund for amount in roles.values() if amount > 0)


def _lines(book: Book, entries: list[Posted]) -> Iterator[VoucherLine]:
    found = []
    for posted in entries:
        for posting in posted.entry.postings:
            account = book.chart.get(posting.account)
            number = posting.units.number if posting.units else None
            if account is None or account.fund is None or account.role is None or not number:
                continue
            amount = int(number)
            found.append(
                VoucherLine(
                    fund=account.fund,
                    account=account.name,
                    role=account.role,
                    detail=account.loan or account.member,
                    debit=max(amount, 0),
                    credit=max(-amount, 0),
                )
            )
    order = list(Fund)
    yield from sorted(found, key=lambda line: (order.index(line.fund), line.credit > 0))


def _taken_back_by(book: Book, number: VoucherNumber) -> Iterator[str]:
    if not any(book.was_taken_back(posted) for posted in book.vouchers[number]):
        return
    for posted in book.transactions:
        if posted.reverses == str(number):
            yield from map(str, posted.vouchers)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(value for value in values if value)) or None
