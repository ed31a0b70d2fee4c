"""Two people count a fund's cash; the count and what explains a difference are one write."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import (
    PAYMENT,
    RECEIPT,
    Written,
    account_of,
    excuse,
    known_member,
    narration,
    two_lines,
)
from ledger_core.books.actions.count_errors import (
    CountDiffers,
    CountedAlready,
    DifferenceAsked,
    TwoMustCount,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.counts import CashCount, cash_by_day
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.rendering import Custom, Open, Renderable, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_

DIFFERENCE_ROLES = (Role.OTHER_INCOME, Role.CASH_SHORTAGE, Role.ADMINISTRATION)
"""How a difference that nobody can explain is entered: the first too much, the others missing."""

_COUNTERS = 2


@dataclass(frozen=True, slots=True)
class CountRequest:
    """The cash of one fund as two people counted it, after everything of the day was entered.

    Attributes:
      fund: The fund whose cash box it is.
      day: The day of the count.
      amount: What was found, in đồng.
      counted_by: Codes of the two members who counted, or more.
      minutes: Minutes that tell of the count.
      difference: How a difference is entered: `OTHER_INCOME` where there is too much,
        `CASH_SHORTAGE` (to be made good) or `ADMINISTRATION` where money is missing; None where
        there must be none.
      exception: Minutes that let the count stand beside the books with an unexplained difference.
    """

    fund: Fund
    day: date
    amount: int
    counted_by: tuple[str, ...]
    minutes: str
    difference: Role | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Counted(Written):
    """What a count became.

    Attributes:
      fund: The fund.
      counted: What was found, in đồng.
      in_books: What the books said at the end of the day, before a difference was entered.
      counted_by: Codes of those who counted.
    """

    fund: Fund = Fund.INCOME
    counted: int = 0
    in_books: int = 0
    counted_by: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """What was found beyond the books in đồng; negative where money is missing."""
        return self.counted - self.in_books


def cash_in_books(session: WritingSession, fund: Fund, day: date) -> int:
    """Return the fund's cash in đồng at the end of a day, by the books."""
    return cash_by_day(session.book.transactions, fund)(day)


def count_on(session: WritingSession, fund: Fund, day: date) -> CashCount | None:
    """Return the count of a fund's cash on a day, None where there was none."""
    return next((c for c in session.book.counts if c.fund is fund and c.day == day), None)


def count_cash(session: WritingSession, request: CountRequest) -> Counted:
    """Enter a cash count, with the entry that explains a difference; the same again does nothing.

    Raises:
      TwoMustCount: fewer than two different members counted, and no minutes excuse it.
      CountedAlready: the fund's cash was counted on that day, with another result.
      CountDiffers: the books say another sum, and nothing is said about the difference.
      DifferenceAsked: what is said about the difference does not fit it.
    """
    check_open_day(session, request.day)
    codes = tuple(dict.fromkeys(known_member(session, code).code for code in request.counted_by))
    if len(codes) < _COUNTERS and request.exception is None:
        raise TwoMustCount
    in_books = cash_in_books(session, request.fund, request.day)
    done = count_on(session, request.fund, request.day)
    if done is not None:
        if (done.amount, set(done.counted_by)) != (request.amount, set(codes)):
            raise CountedAlready(request.fund, request.day, done.amount)
        return Counted(None, True, request.fund, request.amount, in_books, codes)  # noqa: FBT003
    counted = Counted(None, False, request.fund, request.amount, in_books, codes)  # noqa: FBT003
    explanation, voucher = _explain(session, request, counted)
    metadata: dict[str, Value] = {
        "fund": request.fund.value,
        "counted": VND(request.amount),
        "counted-by": " ".join(codes),
    }
    minutes = clean_text(request.minutes, Message(N_("The number of the minutes")))
    count = Custom(
        request.day, Directive.CASH_COUNT, (minutes,), metadata | excuse(request.exception)
    )
    session.add_to_journal(request.fund, request.day.year, *explanation, count)
    return Counted(voucher, False, request.fund, request.amount, in_books, codes)  # noqa: FBT003


def _explain(
    session: WritingSession, request: CountRequest, counted: Counted
) -> tuple[list[Renderable], VoucherNumber | None]:
    """Return the entry that brings the books to what was counted, with its number."""
    difference = counted.difference
    role = request.difference
    if role is None:
        if difference and request.exception is None:
            raise CountDiffers(request.fund, request.day, request.amount, counted.in_books)
        return [], None
    fits = difference != 0 and (difference > 0) == (role is Role.OTHER_INCOME)
    if role not in DIFFERENCE_ROLES or not fits:
        raise DifferenceAsked(role.value, difference)
    voucher = session.book.next_voucher(RECEIPT if difference > 0 else PAYMENT, request.day.year)
    account, opening = _account(session, request, role)
    text = (
        N_("Cash found to be too much when counted")
        if difference > 0
        else N_("Cash found to be missing when counted")
    )
    entry = Transaction(
        request.day,
        narration(session, text),
        two_lines(account_of(session, request.fund, Role.CASH), account, difference),
        links=frozenset({str(voucher)}),
        metadata={"minutes": clean_text(request.minutes, Message(N_("The number of the minutes")))},
    )
    return [*opening, entry], voucher


def _account(session: WritingSession, request: CountRequest, role: Role) -> tuple[str, list[Open]]:
    """Return the account for a difference; that of a shortage is opened when first needed."""
    known = session.book.chart.general.get((request.fund, role))
    if known is not None or role is not Role.CASH_SHORTAGE:
        return account_of(session, request.fund, role), []
    above = account_of(session, request.fund, Role.CASH).rpartition(":")[0]
    name = f"{above}:" + narration(session, N_("Cash-Shortage"))
    metadata: dict[str, Value] = {
        "fund": request.fund.value,
        "role": role.value,
        "tt133": "1381",
    }
    return name, [Open(request.day, name, metadata)]
