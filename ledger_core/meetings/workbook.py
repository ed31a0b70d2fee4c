"""The meeting sheet as an XLSX workbook to fill in, for Excel and LibreOffice.

Everything is locked but the shaded cells; sums, and the cash that must be in each box, are formulas
that follow what is filled in. A hidden sheet says which club, day, form and state of the books the
workbook was made for.
"""

from collections.abc import Sequence

from ledger_core.club import Attendance
from ledger_core.meetings.layout import (
    FIRST_ROW,
    FREE_LINES,
    HIDDEN,
    MEMBERS,
    NEW_LOAN,
    NEW_LOANS,
    OTHER,
    PAID_OUT,
    SUMS,
    Field,
    Tab,
    purposes,
    usual,
)
from ledger_core.meetings.sheet import FORM, MeetingSheet, SheetLine, WaitingLoan
from ledger_core.meetings.workbook_front import add_front
from ledger_core.messages import Message, N_, current_language
from ledger_core.reports.formats.sheets import (
    Alignment,
    Sheets,
    Worksheet,
    allow_amounts,
    allow_choices,
    allow_listed,
    bold,
    entry,
    fit_page,
    heading,
    protect,
    put,
)
from ledger_core.reports.tables import Kind

_LINE_HEIGHT = 21  # points: room for a finger, and for eyes of seventy
_HEADING_HEIGHT = 64
_TEXT_SIZE = 11
_WITHOUT_ZEROS = '#,##0" đ";-#,##0" đ";""'


def meeting_workbook(sheet: MeetingSheet) -> bytes:
    """Return the workbook of a meeting sheet, in the current language.

    The same sheet has the same bytes.
    """
    sheets = Sheets(title=str(_title(sheet)))
    tabs = {tab: sheets.add(str(tab.label)) for tab in Tab}
    add_front(sheets, tabs, sheet)
    _add_members(sheets, tabs[Tab.MEMBERS], sheet)
    _add_waiting(tabs[Tab.PAID_OUT], sheet)
    _add_new_loans(tabs[Tab.NEW_LOANS], sheet)
    _add_other(tabs[Tab.EXPENSES], sheet, received=False)
    _add_other(tabs[Tab.RECEIPTS], sheet, received=True)
    _add_hidden(sheets, sheet)
    sheets.workbook.active = list(Tab).index(Tab.MEMBERS)
    return sheets.to_bytes(sheet.day)


def _title(sheet: MeetingSheet) -> Message:
    return Message(N_("{club}: meeting of {day:date}"), club=sheet.club_name, day=sheet.day)


def _head(
    worksheet: Worksheet, tab: Tab, sheet: MeetingSheet, hint: Message, fields: Sequence[Field]
) -> None:
    """Write title, hint and headings, and make the sheet fit the width of a page."""
    bold(put(worksheet, 1, 1, f"{tab.label} – {_title(sheet)}"), size=14)
    put(worksheet, 2, 1, hint)
    for number, one in enumerate(fields, start=1):
        heading(put(worksheet, FIRST_ROW - 1, number, one.heading))
        worksheet.column_dimensions[one.letter].width = one.width
    worksheet.row_dimensions[FIRST_ROW - 1].height = _HEADING_HEIGHT
    worksheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    fit_page(worksheet, landscape=True)


def _finish(worksheet: Worksheet, fields: Sequence[Field], last: int, freeze: str) -> None:
    """Make the entries entries, refuse what is no amount, lock the rest."""
    for one in fields:
        cells = f"{one.letter}{FIRST_ROW}:{one.letter}{last}"
        if one.entry and one.amount:
            allow_amounts(worksheet, cells)
    for row in range(FIRST_ROW, last + 1):
        worksheet.row_dimensions[row].height = _LINE_HEIGHT
    worksheet.freeze_panes = freeze
    protect(worksheet)


def _add_members(sheets: Sheets, worksheet: Worksheet, sheet: MeetingSheet) -> None:
    hint = Message(
        N_(
            "Fill in the shaded cells. Who pays what is asked, or less: write it under “PAID in "
            "all”. Who pays more, or for something else: write each part into its own column."
        )
    )
    _head(worksheet, Tab.MEMBERS, sheet, hint, MEMBERS)
    last = FIRST_ROW + len(sheet.lines) - 1
    for row, line in enumerate(sheet.lines, start=FIRST_ROW):
        _put_line(sheets, worksheet, row, line)
    allow_choices(
        worksheet,
        f"D{FIRST_ROW}:D{last}",
        [str(attendance.label) for attendance in Attendance],
        only=False,
    )
    _put_sums(sheets, worksheet, last, sheet)
    _finish(worksheet, MEMBERS, last, f"D{FIRST_ROW}")


def _put_line(sheets: Sheets, worksheet: Worksheet, row: int, line: SheetLine) -> None:
    values = line_values(line)
    for number, one in enumerate(MEMBERS, start=1):
        value = values.get(one.name)
        cell = put(worksheet, row, number, value, Kind.AMOUNT if one.amount else Kind.TEXT)
        cell.alignment = Alignment(vertical="center", shrink_to_fit=not one.amount)
        if one.entry and not (one.name == "attendance" and (line.further or line.left)):
            entry(cell)
        if one.name in ("to_pay", "paid"):
            bold(cell, size=_TEXT_SIZE)
        formula = _FORMULAS.get(one.name)
        if formula is not None:
            result = line.to_pay if one.name == "lacking" else 0
            sheets.formula(cell, formula.format(r=row), result)
            cell.number_format = _WITHOUT_ZEROS


_FORMULAS = {
    "paid": '=IF(L{r}="",SUM(M{r}:Q{r}),SUM(L{r}))',
    "lacking": '=MAX(0,K{r}-IF(L{r}="",SUM(M{r}:N{r}),SUM(L{r})))',
    # A sum in one figure pays the fee first, as it does when it is posted.
    "to_income": "=IF(SUM(M{r}:Q{r})>0,SUM(M{r},Q{r}),SUM(L{r})-MIN(SUM(L{r}),E{r}))",
    "to_activity": "=R{r}-T{r}",
}


def line_values(line: SheetLine) -> dict[str, str | int | None]:
    """Return what the sheet shows in a line, by the names of its columns; nothing for zero."""
    loan = line.loan
    values: dict[str, str | int | None] = {
        "member": line.member,
        "name": line.name,
        "loan": loan.loan if loan else None,
        "fee_owed": line.fee_owed or None,
        "to_pay": line.to_pay,
        "capital_held": line.capital or None,
    }
    if loan is not None:
        values |= {
            "late_interest": loan.late_interest or None,
            "loan_fee": loan.fee or None,
            "interest": loan.interest or None,
            "principal": loan.principal or None,
            "arrears": loan.arrears or None,
        }
    return values


def _put_sums(sheets: Sheets, worksheet: Worksheet, last: int, sheet: MeetingSheet) -> None:
    row = last + 1
    put(worksheet, row, 1, SUMS)
    bold(put(worksheet, row, 2, Message(N_("TOGETHER"))))
    shown = [line_values(line) for line in sheet.lines]
    for number, one in enumerate(MEMBERS, start=1):
        if not one.amount:
            continue
        cell = put(worksheet, row, number, None, Kind.AMOUNT)
        bold(cell)
        result = sum(int(values.get(one.name) or 0) for values in shown)
        if one.name == "lacking":
            result = sum(line.to_pay for line in sheet.lines)
        span = f"{one.letter}{FIRST_ROW}:{one.letter}{last}"
        sheets.formula(cell, f"=SUM({span})", result)


def _add_waiting(worksheet: Worksheet, sheet: MeetingSheet) -> None:
    hint = Message(N_("Loans approved earlier. Write what is paid out today; else leave it empty."))
    if not sheet.waiting:
        hint = Message(N_("No loan waits to be paid out."))
    _head(worksheet, Tab.PAID_OUT, sheet, hint, PAID_OUT)
    for row, loan in enumerate(sheet.waiting, start=FIRST_ROW):
        values = _waiting_values(loan)
        for number, one in enumerate(PAID_OUT, start=1):
            kind = Kind.AMOUNT if one.amount else Kind.TEXT
            cell = put(worksheet, row, number, values.get(one.name), kind)
            if one.entry:
                entry(cell)
    _finish(worksheet, PAID_OUT, FIRST_ROW + len(sheet.waiting), f"A{FIRST_ROW}")


def _waiting_values(loan: WaitingLoan) -> dict[str, str | int]:
    return {
        "loan": loan.loan,
        "member": loan.member,
        "name": loan.name,
        "purpose": loan.purpose,
        "to_pay_out": loan.to_pay_out,
    }


def _add_new_loans(worksheet: Worksheet, sheet: MeetingSheet) -> None:
    hint = Message(
        N_(
            "Loans that this meeting approves. Empty instalments: as many as the club's product "
            "has. Who approved them is written on the first sheet."
        )
    )
    _head(worksheet, Tab.NEW_LOANS, sheet, hint, NEW_LOAN)
    _entries(worksheet, NEW_LOAN, NEW_LOANS)


def _entries(worksheet: Worksheet, fields: Sequence[Field], lines: int) -> None:
    last = FIRST_ROW + lines - 1
    for row in range(FIRST_ROW, last + 1):
        for number, one in enumerate(fields, start=1):
            kind = Kind.AMOUNT if one.amount else Kind.TEXT
            entry(put(worksheet, row, number, None, kind))
    _finish(worksheet, fields, last, f"A{FIRST_ROW}")


def _add_other(worksheet: Worksheet, sheet: MeetingSheet, *, received: bool) -> None:
    tab = Tab.RECEIPTS if received else Tab.EXPENSES
    hint = (
        Message(N_("Money received for other purposes. Lines without an amount are passed over."))
        if received
        else Message(N_("What was spent, by area. Lines without an amount are passed over."))
    )
    _head(worksheet, tab, sheet, hint, OTHER)
    named = usual(received=received)
    lines = len(named) + FREE_LINES
    _entries(worksheet, OTHER, lines)
    for row, purpose in enumerate(named, start=FIRST_ROW):
        entry(put(worksheet, row, 1, purpose.label))
    letter = "E" if received else "D"
    count = len(purposes(received=received))
    source = f"'{HIDDEN}'!${letter}$1:${letter}${count}"
    allow_listed(worksheet, f"A{FIRST_ROW}:A{FIRST_ROW + lines - 1}", source)


def _add_hidden(sheets: Sheets, sheet: MeetingSheet) -> None:
    worksheet = sheets.add(HIDDEN)
    facts = {
        "form": FORM,
        "club": sheet.club,
        "day": sheet.day.isoformat(),
        "mark": sheet.mark,
        "language": current_language(),
        **{tab.value: str(tab.label) for tab in Tab},
    }
    for row, (key, value) in enumerate(facts.items(), start=1):
        put(worksheet, row, 1, key)
        put(worksheet, row, 2, value)
    for column, received in ((4, False), (5, True)):
        for row, purpose in enumerate(purposes(received=received), start=1):
            put(worksheet, row, column, purpose.label)
    worksheet.sheet_state = "hidden"
    protect(worksheet)
