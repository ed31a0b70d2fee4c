"""Mistakes of a filled sheet that can be seen before anything is entered."""

from collections.abc import Iterator

from ledger_core.books.actions import payable_roles, receivable_roles
from ledger_core.books.book import Book
from ledger_core.club import Role
from ledger_core.meetings.filled import FilledLine, FilledSheet, NewLoan, OtherMoney, PaidOut
from ledger_core.meetings.mistakes import Mistake, Place
from ledger_core.meetings.sharing import MoreThanAsked, share
from ledger_core.meetings.sheet import MeetingSheet, SheetLine
from ledger_core.messages import Message, N_

_MONTHS_AHEAD = 12  # more is a slip of the pen: one zero too many
_CHECK_CODE = Message(N_("Correct the code; clubledger member list CLUB shows them all."))


def check_meeting(filled: FilledSheet) -> Iterator[Mistake]:
    """Yield what is wrong with the sheet as a whole."""
    said = any(line.paid or line.attendance for line in filled.lines)
    if not said and not (filled.paid_out or filled.new_loans or filled.other):
        yield Mistake(
            Place(),
            Message(N_("Nothing is filled in: nobody came, and no money moved.")),
            Message(N_("Fill in the sheet and save it; then post it again.")),
        )
    if not filled.minutes:
        yield Mistake(
            filled.place_of("minutes"),
            Message(N_("The number of the minutes is missing.")),
            Message(N_("Write it, such as BB-2026-03.")),
        )


def check_line(
    book: Book, sheet: MeetingSheet, line: FilledLine, seen: dict[tuple[str, str], Place]
) -> list[Mistake]:
    """Return what is wrong with a member's line; `seen` holds the lines before it."""
    if line.key in seen:
        return [_twice(line, seen[line.key])]
    seen[line.key] = line.place
    if line.member not in book.register.members:
        return [_unknown_member(line.member, line.place)]
    asked = sheet.line(line.key)
    if asked is None:
        return list(_no_line(book, sheet, line))
    # What is asked now is not what the sheet showed: nothing else can be judged by it.
    return list(_drifted(line, asked)) or [*_attendance(line, asked), *_money(line, asked)]


def _twice(line: FilledLine, before: Place) -> Mistake:
    return Mistake(
        line.place,
        Message(
            N_("{member} stands on the sheet twice: also in row {row}."),
            member=line.member,
            row=str(before.row),
        ),
        Message(N_("Keep one of the two lines, and write everything into it.")),
    )


def _unknown_member(code: str, place: Place) -> Mistake:
    return Mistake(
        place, Message(N_("Member {member} is not in the register."), member=code), _CHECK_CODE
    )


def _no_line(book: Book, sheet: MeetingSheet, line: FilledLine) -> Iterator[Mistake]:
    """Yield why nothing can be entered on a line that today's sheet would not have."""
    if not line.paid and line.attendance is None:
        return
    member = book.register.members[line.member]
    if not line.loan:
        yield Mistake(
            line.place,
            Message(
                N_("{member} is no member on {day:date}, and owes nothing."),
                member=member.code,
                day=sheet.day,
            ),
            _CHECK_CODE,
        )
        return
    yield Mistake(
        line.place,
        Message(
            N_("Loan {loan} of {member} does not run on {day:date}."),
            loan=line.loan,
            member=member.code,
            day=sheet.day,
        ),
        Message(
            N_("The books have changed since the sheet was made: make a new one, and copy it.")
        ),
    )


def _attendance(line: FilledLine, asked: SheetLine) -> Iterator[Mistake]:
    if line.attendance is not None and asked.left:
        yield Mistake(
            line.place_of("attendance"),
            Message(N_("{member} has left the club and stands in no roll."), member=line.member),
            Message(N_("Leave the cell empty.")),
        )


def _money(line: FilledLine, asked: SheetLine) -> Iterator[Mistake]:
    named = sum(line.parts.values())
    if line.total is not None and named and named != line.total:
        yield Mistake(
            line.place_of("total"),
            Message(
                N_("{total:money} were paid, but what it was for adds up to {parts:money}."),
                total=line.total,
                parts=named,
            ),
            Message(N_("Correct one of them, or leave the total empty.")),
        )
    elif line.total is not None and not named:
        yield from _total(line, asked)
    repayment = line.parts.get("repayment", 0)
    if repayment and asked.loan is None:
        yield Mistake(
            line.place_of("repayment"),
            Message(N_("{member} has no running loan to repay."), member=line.member),
            Message(N_("Write the amount into the column that it is for.")),
        )
    elif asked.loan is not None and repayment > asked.loan.payoff:
        yield Mistake(
            line.place_of("repayment"),
            Message(
                N_("{amount:money} are paid on {loan}, but {payoff:money} settle it wholly."),
                amount=repayment,
                loan=asked.loan.loan,
                payoff=asked.loan.payoff,
            ),
            Message(N_("Check the number of zeros; write the rest into the column it is for.")),
        )
    yield from _fee_ahead(line, asked)


def _total(line: FilledLine, asked: SheetLine) -> Iterator[Mistake]:
    assert line.total is not None
    try:
        share(line.total, asked)
    except MoreThanAsked as more:
        yield Mistake(
            line.place_of("total"),
            Message(
                N_("{total:money} were paid, {surplus:money} more than is asked: what is it for?"),
                total=line.total,
                surplus=more.surplus,
            ),
            Message(
                N_(
                    "Leave the total empty, and write each amount into its column: repayment, fee, "
                    "fine, donation or capital."
                )
            ),
        )


def _fee_ahead(line: FilledLine, asked: SheetLine) -> Iterator[Mistake]:
    fee = line.parts.get("fee", 0)
    monthly = asked.monthly_fee
    if fee > asked.fee_owed + _MONTHS_AHEAD * monthly:
        yield Mistake(
            line.place_of("fee"),
            Message(
                N_("A fee of {fee:money}, where {owed:money} is owed, at {month:money} a month."),
                fee=fee,
                owed=asked.fee_owed,
                month=monthly,
            ),
            Message(N_("Check the number of zeros; a fee is taken for at most 12 months ahead.")),
        )


def _drifted(line: FilledLine, asked: SheetLine) -> Iterator[Mistake]:
    if line.shown is None or line.shown == asked.to_pay or not line.paid:
        return
    yield Mistake(
        line.place,
        Message(
            N_(
                "{member} was asked for {shown:money} when the sheet was made; by the books it is "
                "{now:money} now."
            ),
            member=line.member,
            shown=line.shown,
            now=asked.to_pay,
        ),
        Message(
            N_(
                "If the payment stands in the books already, empty the line. Else make a new sheet "
                "and copy what was filled in."
            )
        ),
    )


def check_paid_out(sheet: MeetingSheet, paid: PaidOut) -> Iterator[Mistake]:
    """Yield what is wrong with a payment on a loan approved before."""
    waiting = next((loan for loan in sheet.waiting if loan.loan == paid.loan), None)
    if waiting is None:
        yield Mistake(
            paid.place,
            Message(N_("Loan {loan} does not wait to be paid out."), loan=paid.loan),
            Message(N_("It may be paid out already: clubledger loan show CLUB LOAN.")),
        )
    elif paid.amount > waiting.to_pay_out:
        yield Mistake(
            paid.place,
            Message(
                N_("{amount:money} are paid out on {loan}, but only {left:money} are agreed."),
                amount=paid.amount,
                loan=paid.loan,
                left=waiting.to_pay_out,
            ),
            Message(N_("Check the amount.")),
        )


def check_new_loan(book: Book, filled: FilledSheet, loan: NewLoan) -> Iterator[Mistake]:
    """Yield what is wrong with a loan that the meeting approves."""
    members = book.register.members
    for name, code in (("member", loan.member), ("guarantor", loan.guarantor)):
        if code and code not in members:
            yield _unknown_member(code, loan.place_of(name))
    if loan.paid_out > loan.principal:
        yield Mistake(
            loan.place_of("paid_out"),
            Message(
                N_("{amount:money} are paid out, but only {principal:money} are approved."),
                amount=loan.paid_out,
                principal=loan.principal,
            ),
            Message(N_("Check both amounts.")),
        )
    if not filled.approved_by:
        yield Mistake(
            filled.place_of("approved_by"),
            Message(N_("A loan is approved, but nobody is named who approved it.")),
            Message(N_("Write the codes of those who did, such as M001 M003.")),
        )
    for code in filled.approved_by:
        if code not in members:
            yield _unknown_member(code, filled.place_of("approved_by"))


def check_other(money: OtherMoney) -> Iterator[Mistake]:
    """Yield what is wrong with an expense or another receipt."""
    allowed = receivable_roles(money.fund) if money.received else payable_roles(money.fund)
    if Role(money.role) not in allowed:
        yield Mistake(
            money.place,
            Message(
                N_("The {fund} knows no such purpose: {purpose}."),
                fund=money.fund,
                purpose=Role(money.role),
            ),
            Message(N_("Choose one of the list.")),
        )
    if not money.person:
        yield Mistake(
            money.place,
            Message(N_("It is not written who gives the money."))
            if money.received
            else Message(N_("It is not written who gets the money.")),
            Message(N_("Write the name, or the member's code.")),
        )
