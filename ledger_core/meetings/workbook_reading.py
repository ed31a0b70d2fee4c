"""Reading a filled workbook back, whoever filled it: Excel, LibreOffice or a program.

What cannot be read is a mistake with its place; the rest is read all the same, so that all
mistakes are found in one go.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ledger_core.books.codes import loan_id, member_code
from ledger_core.books.disk.errors import reason
from ledger_core.club import Fund
from ledger_core.meetings.cells import Cells
from ledger_core.meetings.errors import NotAMeetingSheet
from ledger_core.meetings.filled import (
    PARTS,
    FilledLine,
    FilledSheet,
    NewLoan,
    OtherMoney,
    PaidOut,
)
from ledger_core.meetings.layout import (
    APPROVERS_ROW,
    FIRST_ROW,
    FUND_LETTERS,
    HIDDEN,
    MEMBERS,
    MINUTES_ROW,
    NEW_LOAN,
    OTHER,
    PAID_OUT,
    SUMS,
    Field,
    Tab,
    cash_row,
    purpose_of,
)
from ledger_core.meetings.mistakes import Mistake, Place
from ledger_core.meetings.sheet import FORM
from ledger_core.meetings.words import attendance_of
from ledger_core.messages import Message, N_
from ledger_core.reports.formats.sheets import Worksheet
from ledger_core.reports.formats.workbooks import (
    LARGEST_FILE_BYTES,
    UnreadableWorkbook,
    Workbook,
    open_workbook,
)

_LAST_ROW = 2000
_MOST_INSTALMENTS = 120


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A workbook as it was read.

    Attributes:
      filled: What it says, without what could not be read.
      mistakes: What could not be read.
    """

    filled: FilledSheet
    mistakes: tuple[Mistake, ...]


def read_meeting_workbook(path: Path) -> ReadSheet:
    """Read a filled meeting sheet.

    Raises:
      NotAMeetingSheet: it is no workbook, no meeting sheet, or one of another form.
    """
    content = _content(path)
    try:
        formulas = open_workbook(content, results=False)
        values = open_workbook(content, results=True)
    except UnreadableWorkbook as error:
        raise NotAMeetingSheet(path.name, error.reason) from error
    facts = _facts(formulas, path.name)
    tabs = {tab: _cells(formulas, values, facts, tab, path.name) for tab in Tab}
    try:
        day = date.fromisoformat(facts["day"])
    except ValueError:
        raise _damaged(path.name) from None
    filled = _filled(tabs, facts, day)
    mistakes = [mistake for cells in tabs.values() for mistake in cells.mistakes]
    return ReadSheet(filled, tuple(mistakes))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise NotAMeetingSheet(str(path), Message(N_("there is no such file"))) from error
    except OSError as error:
        why = Message(N_("it cannot be opened ({why})"), why=reason(error))
        raise NotAMeetingSheet(str(path), why) from error


def _damaged(name: str) -> NotAMeetingSheet:
    return NotAMeetingSheet(name, Message(N_("its hidden sheet is damaged or missing")))


def _facts(workbook: Workbook, name: str) -> Mapping[str, str]:
    if HIDDEN not in workbook.sheetnames:
        raise _damaged(name)
    rows = workbook[HIDDEN].iter_rows(min_row=1, max_row=20, max_col=2, values_only=True)
    facts = {str(key): str(value) for key, value in rows if key is not None}
    if facts.get("form") != FORM:
        form = facts.get("form", "–")
        why = Message(N_("it has the form {form}, not {known}"), form=form, known=FORM)
        raise NotAMeetingSheet(name, why)
    if not {"club", "day", "mark", *Tab} <= facts.keys():
        raise _damaged(name)
    return facts


def _cells(
    formulas: Workbook, values: Workbook, facts: Mapping[str, str], tab: Tab, name: str
) -> Cells:
    title = facts[tab.value]
    if title not in formulas.sheetnames:
        why = Message(N_("its sheet “{sheet}” is missing or has another name"), sheet=title)
        raise NotAMeetingSheet(name, why)
    sheets = formulas[title], values[title]
    if not all(isinstance(sheet, Worksheet) for sheet in sheets):
        raise _damaged(name)
    return Cells(*sheets)


def _filled(tabs: Mapping[Tab, Cells], facts: Mapping[str, str], day: date) -> FilledSheet:
    front = tabs[Tab.MEETING]
    places = {
        "minutes": front.place("B", MINUTES_ROW),
        "approved_by": front.place("B", APPROVERS_ROW),
    }
    counted, opening = {}, {}
    for fund, letter in FUND_LETTERS.items():
        places[fund.value] = front.place(letter, cash_row("counted"))
        amount = front.amount(letter, cash_row("counted"), smallest=0)
        if amount is not None:
            counted[fund] = amount
        shown = front.raw(letter, cash_row("opening"))
        if isinstance(shown, int):
            opening[fund] = shown
    return FilledSheet(
        club=facts["club"],
        day=day,
        minutes=front.text("B", MINUTES_ROW),
        mark=facts["mark"],
        lines=tuple(_lines(tabs[Tab.MEMBERS])),
        paid_out=tuple(_paid_out(tabs[Tab.PAID_OUT])),
        new_loans=tuple(_new_loans(tabs[Tab.NEW_LOANS])),
        approved_by=_codes(front, APPROVERS_ROW),
        other=(*_other(tabs[Tab.EXPENSES]), *_other(tabs[Tab.RECEIPTS], received=True)),
        counted=counted,
        opening=opening,
        places=places,
    )


def _codes(front: Cells, row: int) -> tuple[str, ...]:
    words = front.text("B", row).replace(",", " ").replace(";", " ").split()
    place = front.place("B", row)
    codes = (front.parsed(place, member_code, word) for word in words)
    return tuple(code for code in codes if code is not None)


def _rows(cells: Cells, fields: Sequence[Field]) -> Iterator[int]:
    """Yield the rows below the headings in which anything was filled in or printed."""
    last = min(cells.formulas.max_row, _LAST_ROW)
    for row in range(FIRST_ROW, last + 1):
        if any(cells.filled(one.letter, row) for one in fields if one.entry):
            yield row


def _lines(cells: Cells) -> Iterator[FilledLine]:
    letters = {one.name: one.letter for one in MEMBERS}
    amounts = [one for one in MEMBERS if one.entry and one.amount]
    for row in _rows(cells, [one for one in MEMBERS if one.letter >= "D"]):
        code = cells.text(letters["member"], row)
        if code == SUMS:
            continue
        found = {one.name: cells.amount(one.letter, row) for one in amounts}
        if not code:
            if any(value for value in found.values()):
                reason = Message(N_("Money is written in a row without a member's code."))
                remedy = Message(N_("Write it into the row of the member."))
                cells.mistakes.append(Mistake(cells.row_place(row), reason, remedy))
            continue
        shown = cells.raw(letters["to_pay"], row)
        mark = cells.text(letters["attendance"], row)
        attendance = attendance_of(mark) if mark else None
        if mark and attendance is None:
            place = cells.place(letters["attendance"], row)
            reason = Message(N_("“{mark}” is no mark of the roll."), mark=mark[:40])
            remedy = Message(N_("Choose one of the list: present, excused or absent."))
            cells.mistakes.append(Mistake(place, reason, remedy))
        yield FilledLine(
            member=code.upper(),
            loan=cells.text(letters["loan"], row).upper(),
            attendance=attendance,
            total=found["total"],
            parts={name: amount for name in PARTS if (amount := found[name])},
            shown=shown if isinstance(shown, int) else None,
            places={one.name: cells.place(one.letter, row) for one in MEMBERS if one.entry},
            place=cells.row_place(row),
        )


def _paid_out(cells: Cells) -> Iterator[PaidOut]:
    for row in _rows(cells, PAID_OUT):
        amount = cells.amount("F", row)
        loan = cells.parsed(cells.place("A", row), loan_id, cells.text("A", row))
        if amount and loan is not None:
            yield PaidOut(loan, amount, cells.place("F", row))


def _new_loans(cells: Cells) -> Iterator[NewLoan]:
    for row in _rows(cells, NEW_LOAN):
        places = {one.name: cells.place(one.letter, row) for one in NEW_LOAN}
        principal, paid_out = cells.amount("B", row), cells.amount("F", row)
        member = cells.parsed(places["member"], member_code, cells.text("A", row))
        guarantor = cells.text("E", row)
        if guarantor:
            guarantor = cells.parsed(places["guarantor"], member_code, guarantor) or ""
        instalments = _instalments(cells, places["instalments"], cells.text("C", row))
        if not cells.filled("B", row):
            reason = Message(N_("The principal is missing."))
            remedy = Message(N_("Write how much is approved, or empty the row."))
            cells.mistakes.append(Mistake(places["principal"], reason, remedy))
        if principal and member is not None:
            yield NewLoan(
                member=member,
                principal=principal,
                instalments=instalments,
                purpose=cells.text("D", row),
                guarantor=guarantor,
                paid_out=paid_out or 0,
                places=places,
                place=cells.row_place(row),
            )


def _instalments(cells: Cells, place: Place, text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= _MOST_INSTALMENTS:
        return int(text)
    reason = Message(N_("“{text}” is no number of instalments."), text=text[:40])
    remedy = Message(N_("Type a number from 1 to 120, or leave it empty."))
    cells.mistakes.append(Mistake(place, reason, remedy))
    return None


def _other(cells: Cells, *, received: bool = False) -> Iterator[OtherMoney]:
    amounts = [one for one in OTHER if one.letter >= "B"]
    for row in _rows(cells, amounts):
        amount = cells.amount("B", row)
        label = cells.text("A", row)
        purpose = purpose_of(label, received=received)
        if purpose is None:
            reason = (
                Message(N_("“{purpose}” is no purpose of the list."), purpose=label[:60])
                if label
                else Message(N_("The purpose is missing."))
            )
            remedy = Message(N_("Choose one of the list."))
            cells.mistakes.append(Mistake(cells.place("A", row), reason, remedy))
        if not cells.filled("B", row):
            reason = Message(N_("The amount is missing."))
            remedy = Message(N_("Write it, or empty the row."))
            cells.mistakes.append(Mistake(cells.place("B", row), reason, remedy))
        if purpose is not None and amount:
            yield OtherMoney(
                fund=Fund(purpose.fund),
                role=purpose.role.value,
                amount=amount,
                person=cells.text("C", row),
                text=cells.text("D", row),
                received=received,
                place=cells.row_place(row),
            )
