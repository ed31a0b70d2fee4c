"""Posting a filled sheet: the whole meeting through one session, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from ledger_core.books.actions import (
    DisbursementRequest,
    Received,
    Written,
    approve_loan,
    disburse_loan,
    hold_meeting,
    pay,
    receive,
    receive_for,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.book import Book
from ledger_core.books.session import WritingSession
from ledger_core.club import Attendance, Fund, MeetingHeld
from ledger_core.errors import ClubledgerError
from ledger_core.meetings.drafting import draft_sheet
from ledger_core.meetings.errors import MeetingPostedOtherwise, SheetOfOtherClub
from ledger_core.meetings.filled import FilledSheet, PaidOut
from ledger_core.meetings.mistakes import Mistake, Place, SheetHasMistakes
from ledger_core.meetings.planning import (
    Plan,
    PlannedLoan,
    PlannedMoney,
    PlannedReceipt,
    make_plan,
)
from ledger_core.meetings.sheet import MeetingSheet
from ledger_core.messages import Message, N_

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class FundCash:
    """The cash of a fund's box around the meeting, in đồng.

    Attributes:
      opening: By the books before the meeting.
      received: What comes in.
      paid: What goes out.
      counted: What was counted after it, None if nobody counted.
    """

    opening: int
    received: int
    paid: int
    counted: int | None = None

    @property
    def expected(self) -> int:
        """What must be in the box after the meeting."""
        return self.opening + self.received - self.paid

    @property
    def difference(self) -> int:
        """What was counted, less what must be there; 0 if nobody counted."""
        return 0 if self.counted is None else self.counted - self.expected


@dataclass(slots=True)
class PostedMeeting:
    """What a filled sheet became.

    Attributes:
      filled: The sheet.
      sheet: What the books asked for beforehand.
      cash: Each fund's box.
      repeated: Whether it stood in the books already, so that nothing was added.
      receipts: Each receipt, with how it was split.
      loans: Each loan approved now, with its number.
      disbursements: Each payment on a loan, with its voucher.
      money: Each other payment or receipt, with its voucher.
    """

    filled: FilledSheet
    sheet: MeetingSheet
    cash: dict[Fund, FundCash] = field(default_factory=dict)
    repeated: bool = False
    receipts: list[tuple[PlannedReceipt, Received]] = field(default_factory=list)
    loans: list[tuple[PlannedLoan, str]] = field(default_factory=list)
    disbursements: list[tuple[PaidOut, Written]] = field(default_factory=list)
    money: list[tuple[PlannedMoney, Written]] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the books say something else now than when the sheet was made."""
        return bool(self.filled.mark) and self.filled.mark != self.sheet.mark

    def came(self, attendance: Attendance) -> int:
        """Return how many were present, excused or absent."""
        return sum(line.attendance is attendance for line in self.filled.lines)


def posted_before(book: Book, filled: FilledSheet) -> MeetingHeld | None:
    """Return the meeting that this very sheet was posted as, None if it was not.

    Raises:
      MeetingPostedOtherwise: the minutes, or the day, have a meeting of another content.
    """
    content = filled.content
    for meeting in book.register.meetings:
        if meeting.sheet == content:
            return meeting
    for meeting in book.register.meetings:
        if meeting.minutes == filled.minutes or meeting.day == filled.day:
            raise MeetingPostedOtherwise(meeting.minutes, meeting.day)
    return None


def post_meeting(
    session: WritingSession,
    filled: FilledSheet,
    *,
    read: tuple[Mistake, ...] = (),
    exception: str | None = None,
) -> PostedMeeting:
    """Enter a whole meeting into a session; the same sheet again changes nothing.

    Args:
      session: The session; nothing is written before it commits.
      filled: The filled sheet.
      read: What was wrong already when the sheet was read.
      exception: Minutes that excuse a breach of the rules for lending.

    Raises:
      SheetHasMistakes: something on the sheet is wrong; all of it is named.
      MeetingPostedOtherwise: the meeting stands in the books with another content.
      SheetOfOtherClub: the sheet is of another club.
      MonthIsSealed: the month of the meeting is sealed.
    """
    book = session.book
    club = book.register.club
    if club is not None and club.code != filled.club:
        raise SheetOfOtherClub(filled.club, club.code)
    sheet = draft_sheet(book, filled.day)
    if not read and posted_before(book, filled) is not None:
        return PostedMeeting(filled, sheet, repeated=True)
    check_open_day(session, filled.day)
    plan = make_plan(book, sheet, filled, exception=exception)
    plan.mistakes[:0] = read
    done = PostedMeeting(filled, sheet, _cash(sheet, plan, filled))
    plan.mistakes += _boxes(done)
    _enter(session, plan, done)
    _hold(session, filled, plan)
    if plan.mistakes:
        raise SheetHasMistakes(_ordered(plan.mistakes))
    return done


def _cash(sheet: MeetingSheet, plan: Plan, filled: FilledSheet) -> dict[Fund, FundCash]:
    return {
        fund: FundCash(
            sheet.opening[fund], plan.received(fund), plan.paid(fund), filled.counted.get(fund)
        )
        for fund in Fund
    }


def _boxes(done: PostedMeeting) -> list[Mistake]:
    return [
        Mistake(
            done.filled.place_of(fund.value),
            Message(
                N_("The {fund} would pay out {short:money} đồng more than its box holds."),
                fund=fund,
                short=-cash.expected,
            ),
            Message(N_("Pay out less, or check the amounts that came in.")),
        )
        for fund, cash in done.cash.items()
        if cash.expected < 0
    ]


def _enter(session: WritingSession, plan: Plan, done: PostedMeeting) -> None:
    """Enter everything; what is refused becomes a mistake, and the rest is tried all the same."""
    for receipt in plan.receipts:
        received = _try(plan, receipt.line.place, partial(receive, session, receipt.request))
        if received is not None:
            done.receipts.append((receipt, received))
    for loan in plan.loans:
        number = _try(plan, loan.filled.place, partial(approve_loan, session, loan.request))
        if number is None:
            continue
        done.loans.append((loan, number))
        if loan.filled.paid_out:
            paid = PaidOut(number, loan.filled.paid_out, loan.filled.place)
            _disburse(session, plan, done, paid, loan.request.exception)
    for paid, request in plan.disbursements:
        _disburse(session, plan, done, paid, request.exception)
    for money in plan.money:
        action = receive_for if money.filled.received else pay
        written = _try(plan, money.filled.place, partial(action, session, money.request))
        if written is not None:
            done.money.append((money, written))


def _disburse(
    session: WritingSession, plan: Plan, done: PostedMeeting, paid: PaidOut, exception: str | None
) -> None:
    day: date = done.filled.day
    request = DisbursementRequest(paid.loan, day, amount=paid.amount, exception=exception)
    written = _try(plan, paid.place, partial(disburse_loan, session, request))
    if written is not None:
        done.disbursements.append((paid, written))


def _hold(session: WritingSession, filled: FilledSheet, plan: Plan) -> None:
    members = session.book.register.members
    roll = {
        line.member: line.attendance
        for line in filled.lines
        if line.attendance is not None and line.member in members
    }

    def hold() -> None:
        hold_meeting(
            session,
            day=filled.day,
            minutes=filled.minutes,
            attendance=roll,
            sheet=filled.content,
        )

    if filled.minutes:  # that it is missing is a mistake already
        _try(plan, filled.place_of("minutes"), hold)


def _try(plan: Plan, place: Place, action: Callable[[], _R]) -> _R | None:
    try:
        return action()
    except ClubledgerError as error:
        plan.mistakes.append(Mistake(place, error.message, error.remedy))
        return None


def _ordered(mistakes: list[Mistake]) -> list[Mistake]:
    """Return the mistakes by sheet and row, each once, in the order in which sheets came up."""
    sheets = {m.place.sheet: number for number, m in reversed(list(enumerate(mistakes)))}
    once = list(dict.fromkeys(mistakes))
    return sorted(once, key=lambda m: (sheets[m.place.sheet], m.place.row))
