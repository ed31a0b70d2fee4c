"""Checks of voucher numbers, of entries made twice, and of the cash behind them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.books.book import Book
from ledger_core.books.codes import VoucherNumber, voucher_of
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.club import Fund, Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_Lines = tuple[tuple[str, Amount | None], ...]
_Before = dict[tuple[object, ...], data.Transaction | set[_Lines]]
"""What was said: the entry while there is but one, then the lines of each."""


def check_vouchers(book: Book) -> None:
    """Check that each voucher stands once in a fund, and that no cash box goes below zero."""
    _check_links(book)
    _check_twins(book)
    for number, entries in book.vouchers.items():
        _check_number(book, number, entries)
    for fund in book.scope.funds:
        _check_cash(book, fund)


def _check_links(book: Book) -> None:
    """Warn of links that mean nothing here, and of money that moves without a number."""
    for posted in book.transactions:
        links = posted.entry.links
        if len(links) != len(posted.vouchers):
            others = [x for x in links if x not in book.loans and x != posted.loan]
            for link in sorted(x for x in others if voucher_of(x) is None):
                _link_unknown(book, posted, link)
        if not posted.vouchers and any(role in CASH_ROLES for _, role in posted.amounts):
            book.findings.add(
                "register.voucher-missing",
                Severity.WARNING,
                posted.entry.meta,
                Message(N_("Money moves without the number of a voucher.")),
                remedy=Message(N_("Write the number on the first line, such as ^PT-2026-0102.")),
                loan=posted.loan,
            )


def _link_unknown(book: Book, posted: Posted, link: str) -> None:
    book.findings.add(
        "register.link-unknown",
        Severity.WARNING,
        posted.entry.meta,
        Message(N_("^{link} is neither the number of a voucher nor of a loan."), link=link),
        remedy=Message(
            N_("A voucher's number looks like ^PT-2026-0102, a loan's like ^L2026-007.")
        ),
        loan=posted.loan,
    )


def _check_twins(book: Book) -> None:
    """Entries that agree in everything may be one entered twice; numbers tell them apart."""
    seen: _Before = {}
    paid: _Before = {}
    for posted in book.transactions:
        entry = posted.entry
        if not entry.postings:
            continue
        if posted.vouchers:
            # Two members may bear one name: the code tells them apart.
            person = posted.member or entry.payee
            if posted.reverses is not None or book.was_taken_back(posted):
                continue
            if _stands_twice(paid, (entry.date, person, entry.narration), entry) and person:
                _paid_twice(book, posted)
            continue
        if _stands_twice(seen, (entry.date, entry.payee, entry.narration, entry.links), entry):
            book.findings.add(
                "register.entry-twice",
                Severity.WARNING,
                entry.meta,
                Message(N_("The same entry stands twice, without a voucher number.")),
                remedy=Message(N_("Delete one, or give each the number of its voucher.")),
                loan=posted.loan,
            )


def _stands_twice(before: _Before, said: tuple[object, ...], entry: data.Transaction) -> bool:
    """Whether an entry that says the same, with the same lines, came before; remember this one."""
    others = before.setdefault(said, entry)
    if others is entry:
        return False
    if not isinstance(others, set):
        others = before[said] = {_lines(others)}
    lines = _lines(entry)
    found = lines in others
    others.add(lines)
    return found


def _lines(entry: data.Transaction) -> _Lines:
    return tuple((posting.account, posting.units) for posting in entry.postings)


def _paid_twice(book: Book, posted: Posted) -> None:
    book.findings.add(
        "register.paid-twice",
        Severity.WARNING,
        posted.entry.meta,
        Message(
            N_("{person} stands twice with the same amount on this day, under two numbers."),
            person=posted.entry.payee,
        ),
        remedy=Message(N_("If it is one payment, take the second entry back: clubledger reverse.")),
        loan=posted.loan,
    )


def _check_number(book: Book, number: VoucherNumber, entries: list[Posted]) -> None:
    for posted in entries:
        if number.year != posted.date.year:
            book.findings.add(
                "register.voucher-of-other-year",
                Severity.WARNING,
                posted.entry.meta,
                Message(
                    N_("Voucher {voucher} stands on an entry of {year}."),
                    voucher=str(number),
                    year=str(posted.date.year),
                ),
                remedy=Message(N_("Check the date of the entry and the number.")),
                loan=posted.loan,
            )
    if len(entries) > 1:
        _check_shared_number(book, number, entries)


def _check_shared_number(book: Book, number: VoucherNumber, entries: list[Posted]) -> None:
    first, *rest = entries
    if len(rest) == 1 and rest[0].date == first.date and first.funds.isdisjoint(rest[0].funds):
        return  # one paper over both funds, as most that are shared
    by_fund: dict[Fund, list[Posted]] = defaultdict(list)
    for posted in entries:
        for fund in posted.funds:
            by_fund[fund].append(posted)
    for same in by_fund.values():
        for _, second in pairwise(same):
            book.findings.add(
                "register.voucher-twice",
                Severity.ERROR,
                second.entry.meta,
                Message(
                    N_("Voucher {voucher} stands on two entries of one fund."), voucher=str(number)
                ),
                remedy=Message(
                    N_("Delete the second if it is the same payment; else give it its own number.")
                ),
                loan=second.loan,
            )
    for posted in rest:
        if posted.date != first.date and not posted.touches(Role.TRANSFERS):
            book.findings.add(
                "register.voucher-of-two-days",
                Severity.WARNING,
                posted.entry.meta,
                Message(
                    N_("Voucher {voucher} is of {day:date} here and of {other:date} elsewhere."),
                    voucher=str(number),
                    day=posted.date,
                    other=first.date,
                ),
                remedy=Message(N_("Check both entries against the voucher.")),
                loan=posted.loan,
            )


def _cash_days(book: Book, fund: Fund) -> Iterator[tuple[Posted, int]]:
    """Yield the last entry of each day that moves the fund's cash, with the change of that day."""
    key = (fund, Role.CASH)
    moves = sorted(
        (posted for posted in book.transactions if key in posted.amounts),
        key=lambda posted: posted.date,
    )
    change = 0
    for index, posted in enumerate(moves):
        change += posted.amounts[key]
        if index + 1 == len(moves) or moves[index + 1].date != posted.date:
            yield posted, change
            change = 0


def _check_cash(book: Book, fund: Fund) -> None:
    cash = 0
    for last, change in _cash_days(book, fund):
        cash += change
        if cash < 0:
            book.findings.add(
                "register.cash-below-zero",
                Severity.ERROR,
                last.entry.meta,
                Message(
                    N_("After {day:date} the cash box of the fund would hold {cash:money} đồng."),
                    day=last.date,
                    cash=cash,
                ),
                remedy=Message(N_("A receipt before it is missing, or an amount is wrong.")),
                loan=last.loan,
            )
            return
