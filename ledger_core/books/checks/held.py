"""Checks that goods, paid-in capital and overpayments are never given out twice."""

from collections import defaultdict
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.posted import Posted
from ledger_core.club import Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

# What the club owes a person: its account is a liability, so that a debit balance is a mistake.
_OWED = (
    Role.MEMBERS_CAPITAL,
    Role.OVERPAYMENTS,
    Role.LENDERS,
    Role.MANAGEMENT_ALLOWANCE,
)
_CHECKED = frozenset({*_OWED, Role.GOODS})


def check_held(book: Book) -> None:
    """Check the goods for lending, and each person's capital and overpayments, day by day."""
    moves: dict[str, dict[date, list[tuple[Posted, int]]]] = defaultdict(lambda: defaultdict(list))
    for posted in book.transactions:
        if not any(role in _CHECKED for _, role in posted.amounts):
            continue
        for posting in posted.entry.postings:
            account = book.chart.get(posting.account)
            if account is None or account.role not in _CHECKED:
                continue
            if posting.units is not None and posting.units.number is not None:
                sign = -1 if account.role in _OWED else 1
                amount = sign * int(posting.units.number)
                moves[account.name][posted.date].append((posted, amount))
    for name, days in moves.items():
        _check_account(book, name, days)


def _check_account(book: Book, name: str, days: dict[date, list[tuple[Posted, int]]]) -> None:
    held = 0
    for day in sorted(days):
        held += sum(amount for _, amount in days[day])
        if held < 0:
            taking = next(posted for posted, amount in reversed(days[day]) if amount < 0)
            _below_zero(book, name, taking, -held)
            return


def _below_zero(book: Book, name: str, posted: Posted, missing: int) -> None:
    account = book.chart.get(name)
    assert account is not None
    assert account.role is not None
    owed = account.role in _OWED
    if owed:
        message = Message(
            N_(
                "After {day:date} {member} has got {missing:money} đồng more than the club owed: "
                "{role}."
            ),
            day=posted.date,
            missing=missing,
            role=account.role,
            member=account.member or "–",
        )
    else:
        message = Message(
            N_("After {day:date} {missing:money} đồng more are given out than there were: {role}."),
            day=posted.date,
            missing=missing,
            role=account.role,
        )
    book.findings.add(
        "register.owed-below-zero" if owed else "register.goods-below-zero",
        Severity.ERROR,
        posted.entry.meta,
        message,
        remedy=Message(N_("Check the amount, and whether an earlier entry is missing.")),
        loan=posted.loan,
    )
