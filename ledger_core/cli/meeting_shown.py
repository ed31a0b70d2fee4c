"""What a posted meeting means, in words and for programs; and what is wrong with a sheet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ledger_core.cli.words import SPLIT_LABELS
from ledger_core.cli.writing import Outcome
from ledger_core.club import Attendance, Fund, Role
from ledger_core.meetings.filled import PARTS
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.book import Book
    from ledger_core.meetings import FundCash, MeetingSheet, Mistake, PostedMeeting
    from ledger_core.meetings import SheetHasMistakes as Mistakes

_PART_ROLES = {
    "fee": Role.MEMBERSHIP_FEES,
    "fine": Role.FINES,
    "donation": Role.DONATIONS,
    "capital": Role.MEMBERS_CAPITAL,
}


def outcome_of(book: "Book", posted: "PostedMeeting") -> Outcome:
    """Return what posting a meeting adds, for people and for programs."""
    filled = posted.filled
    day, minutes = filled.day, filled.minutes
    done = Message(
        N_("The meeting of {day:date} ({minutes}) stands in the books."), day=day, minutes=minutes
    )
    if posted.repeated:
        same = Message(
            N_(
                "This very sheet was posted before: the meeting of {day:date} ({minutes}) stands "
                "in the books, and nothing was changed."
            ),
            day=day,
            minutes=minutes,
        )
        return Outcome(done, repeated=True, more=_json(book, posted), unchanged=same)
    return Outcome(done, _lines(book, posted), more=_json(book, posted), after=_boxes(posted))


def _lines(book: "Book", posted: "PostedMeeting") -> list[str]:
    filled = posted.filled
    lines = [_("Meeting of {day:date}, minutes {minutes}", day=filled.day, minutes=filled.minutes)]
    came = {attendance: posted.came(attendance) for attendance in Attendance}
    lines.append(
        _(
            "  Present {present}, excused {excused}, absent {absent}",
            present=str(came[Attendance.PRESENT]),
            excused=str(came[Attendance.EXCUSED]),
            absent=str(came[Attendance.ABSENT]),
        )
    )
    if posted.changed:
        lines.append(
            _("  The books have changed since the sheet was made; what is below is as they are.")
        )
    lines += ["", *_receipt_lines(book, posted), *_other_lines(book, posted)]
    return lines


def _boxes(posted: "PostedMeeting") -> list[str]:
    """Return the cash that must be in each box: what is compared with the notes on the table."""
    lines = []
    for fund, cash in posted.cash.items():
        lines += [*_cash_lines(fund, cash), ""]
    return lines


def _receipt_lines(book: "Book", posted: "PostedMeeting") -> list[str]:
    lines = []
    for planned, received in posted.receipts:
        request = planned.request
        lines.append(
            _(
                "{receipt}  {member} {name}: {amount:money}",
                receipt=str(received.voucher),
                member=request.member,
                name=book.register.members[request.member].name,
                amount=received.total,
            )
        )
        split = [
            _("{what} {amount:money}", what=label, amount=part)
            for name, label in SPLIT_LABELS.items()
            if (part := getattr(received.split, name))
        ]
        parts = [f"{received.loan} ({', '.join(split)})"] if split else []
        parts += [
            _("{what} {amount:money}", what=role.label, amount=part)
            for name, role in _PART_ROLES.items()
            if (part := getattr(request, name))
        ]
        lines.append(f"      {'; '.join(parts)}")
    return lines


def _other_lines(book: "Book", posted: "PostedMeeting") -> list[str]:
    lines = []
    for planned, loan in posted.loans:
        lines.append(
            _(
                "{loan}  {member} {name}: a loan of {amount:money} is approved",
                loan=loan,
                member=planned.filled.member,
                name=book.register.members[planned.filled.member].name,
                amount=planned.filled.principal,
            )
        )
    for paid, written in posted.disbursements:
        member = book.register.members[book.loans[paid.loan].member]
        lines.append(
            _(
                "{voucher}  {member} {name} gets {amount:money} on {loan}",
                voucher=str(written.voucher),
                member=member.code,
                name=member.name,
                amount=paid.amount,
                loan=paid.loan,
            )
        )
    for money, written in posted.money:
        text = (
            N_("{voucher}  {fund}: {amount:money} received for {what}, {person}")
            if money.filled.received
            else N_("{voucher}  {fund}: {amount:money} paid for {what}, {person}")
        )
        message = Message(
            text,
            voucher=str(written.voucher),
            fund=money.filled.fund,
            amount=money.filled.amount,
            what=Role(money.filled.role),
            person=money.filled.person,
        )
        lines.append(str(message))
    return lines


def _cash_lines(fund: Fund, cash: "FundCash") -> list[str]:
    rows = [
        (N_("  in the box before"), cash.opening),
        (N_("  + received"), cash.received),
        (N_("  − paid out"), cash.paid),
        (N_("  MUST BE IN THE BOX"), cash.expected),
    ]
    if cash.counted is not None:
        rows.append((N_("  counted"), cash.counted))
    lines = [_("Cash of the {fund}:", fund=fund)]
    width = max(len(str(Message(text))) for text, _amount in rows)
    lines += [
        _("{what} {amount:money}", what=f"{Message(text)!s:<{width}}", amount=amount)
        for text, amount in rows
    ]
    if cash.difference:
        text = (
            N_("  ATTENTION: {difference:money} too much was counted. Count again.")
            if cash.difference > 0
            else N_("  ATTENTION: {difference:money} are missing. Count again.")
        )
        lines.append(str(Message(text, difference=abs(cash.difference))))
    return lines


def _json(book: "Book", posted: "PostedMeeting") -> dict[str, Any]:
    filled = posted.filled
    return {
        "meeting": {
            "minutes": filled.minutes,
            "date": filled.day.isoformat(),
            "sheet": filled.content,
            "books_changed": posted.changed,
            **{attendance.value: posted.came(attendance) for attendance in Attendance},
        },
        "receipts": [
            {
                "voucher": str(received.voucher),
                "member": planned.request.member,
                "total": received.total,
                **{name: getattr(planned.request, name) for name in PARTS},
                "loan": received.loan,
                "split": {name: getattr(received.split, name) for name in SPLIT_LABELS}
                if received.loan
                else None,
            }
            for planned, received in posted.receipts
        ],
        "approved": [
            {"loan": loan, "member": planned.filled.member, "principal": planned.filled.principal}
            for planned, loan in posted.loans
        ],
        "disbursements": [
            {
                "voucher": str(written.voucher),
                "loan": paid.loan,
                "member": book.loans[paid.loan].member,
                "amount": paid.amount,
            }
            for paid, written in posted.disbursements
        ],
        "other": [
            {
                "voucher": str(written.voucher),
                "fund": money.filled.fund.value,
                "purpose": money.filled.role,
                "received": money.filled.received,
                "amount": money.filled.amount,
                "person": money.filled.person,
            }
            for money, written in posted.money
        ],
        "cash": {fund.value: _cash_json(cash) for fund, cash in posted.cash.items()},
    }


def _cash_json(cash: "FundCash") -> dict[str, int | None]:
    return {
        "opening": cash.opening,
        "received": cash.received,
        "paid": cash.paid,
        "expected": cash.expected,
        "counted": cash.counted,
    }


def sheet_json(sheet: "MeetingSheet") -> dict[str, Any]:
    """Return a sheet for programs."""
    return {
        "date": sheet.day.isoformat(),
        "minutes": sheet.minutes,
        "mark": sheet.mark,
        "members": [
            {
                "member": line.member,
                "name": line.name,
                "fee_owed": line.fee_owed,
                "loan": line.loan.loan if line.loan else None,
                "late_interest": line.loan.late_interest if line.loan else 0,
                "loan_fee": line.loan.fee if line.loan else 0,
                "interest": line.loan.interest if line.loan else 0,
                "principal": line.loan.principal if line.loan else 0,
                "arrears": line.loan.arrears if line.loan else 0,
                "to_pay": line.to_pay,
                "capital": line.capital,
            }
            for line in sheet.lines
        ],
        "waiting": [
            {"loan": loan.loan, "member": loan.member, "to_pay_out": loan.to_pay_out}
            for loan in sheet.waiting
        ],
        "opening": {fund.value: amount for fund, amount in sheet.opening.items()},
    }


def mistakes_lines(error: "Mistakes") -> list[str]:
    """Return every mistake with its place and what to do, numbered."""
    lines = [str(error.message)]
    for number, mistake in enumerate(error.mistakes, start=1):
        place = str(mistake.place.words)
        lines += ["", f"{number:>2}. {place}" if place else f"{number:>2}."]
        lines.append(f"    {mistake.reason}")
        if mistake.remedy is not None:
            lines.append("    " + _("What to do: {remedy}", remedy=mistake.remedy))
    return [*lines, "", str(error.remedy)]


def mistakes_json(mistakes: "Sequence[Mistake]") -> list[dict[str, Any]]:
    """Return mistakes for programs."""
    return [
        {
            "sheet": mistake.place.sheet or None,
            "row": mistake.place.row or None,
            "cell": mistake.place.cell or None,
            "reason": str(mistake.reason),
            "remedy": None if mistake.remedy is None else str(mistake.remedy),
        }
        for mistake in mistakes
    ]
