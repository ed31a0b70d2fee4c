"""The first sheet of the workbook: the minutes, the cash of both boxes, how to fill it in."""

from collections.abc import Mapping

from ledger_core.club import Fund
from ledger_core.meetings.layout import (
    APPROVERS_ROW,
    CASH_LINES,
    CASH_ROW,
    FIRST_ROW,
    FREE_LINES,
    FUND_LETTERS,
    MINUTES_ROW,
    NEW_LOANS,
    Tab,
    cash_row,
    usual,
)
from ledger_core.meetings.sheet import MeetingSheet
from ledger_core.meetings.workbook_labels import CASH_LABELS
from ledger_core.messages import Message, N_
from ledger_core.reports.formats.sheets import (
    Alignment,
    Sheets,
    Worksheet,
    allow_amounts,
    bold,
    entry,
    fit_page,
    heading,
    protect,
    put,
)
from ledger_core.reports.tables import Kind

_STEPS = (
    Message(N_("1. Next sheet: attendance, and what each member pays. Fill in shaded cells only.")),
    Message(N_("2. Further sheets: loans paid out, new loans, expenses, other receipts.")),
    Message(N_("3. Count the cash of each box, and write it into the shaded cells above.")),
    Message(N_("4. Save the file and run: clubledger meeting post CLUB FILE")),
    Message(N_("Nothing is in the books before that; it shows everything first, and asks.")),
)

_LABEL_WIDTH, _FUND_WIDTH, _TALL, _LARGE = 52, 30, 24, 12


def add_front(sheets: Sheets, tabs: Mapping[Tab, Worksheet], sheet: MeetingSheet) -> None:
    """Fill the first sheet."""
    front = tabs[Tab.MEETING]
    bold(put(front, 1, 1, sheet.club_name), size=16)
    title = Message(N_("Meeting sheet of {day:date}"), day=sheet.day)
    bold(put(front, 2, 1, title), size=14)
    _ask(front, MINUTES_ROW, Message(N_("Number of the minutes")), sheet.minutes)
    approvers = Message(N_("Who approved new loans (codes, such as M001 M003)"))
    _ask(front, APPROVERS_ROW, approvers, None)
    _add_cash(sheets, tabs, sheet)
    _add_steps(front)
    front.column_dimensions["A"].width = _LABEL_WIDTH
    for letter in FUND_LETTERS.values():
        front.column_dimensions[letter].width = _FUND_WIDTH
    for row in (1, 2):
        front.row_dimensions[row].height = _TALL
    fit_page(front, landscape=False)
    protect(front)


def _ask(front: Worksheet, row: int, label: Message, value: str | None) -> None:
    put(front, row, 1, label)
    entry(put(front, row, 2, value))
    front.row_dimensions[row].height = _TALL


def _add_cash(sheets: Sheets, tabs: Mapping[Tab, Worksheet], sheet: MeetingSheet) -> None:
    front = tabs[Tab.MEETING]
    heading(put(front, CASH_ROW, 1, Message(N_("Cash, in đồng"))))
    for fund, letter in FUND_LETTERS.items():
        heading(put(front, CASH_ROW, _column(letter), fund.label))
    names = {tab: f"'{tabs[tab].title}'" for tab in Tab}
    last = FIRST_ROW + len(sheet.lines) - 1
    for line in CASH_LINES:
        row = cash_row(line)
        label = put(front, row, 1, CASH_LABELS[line])
        front.row_dimensions[row].height = _TALL
        for fund, letter in FUND_LETTERS.items():
            cell = put(front, row, _column(letter), None, Kind.AMOUNT)
            cell.alignment = Alignment(vertical="center")
            if line == "opening":
                cell.value = sheet.opening[fund]
            elif line == "counted":
                entry(cell)
            else:
                result = sheet.opening[fund] if line == "expected" else 0
                sheets.formula(cell, _formula(line, fund, letter, names, last, sheet), result)
            if line in ("expected", "counted"):
                bold(label, size=_LARGE)
                bold(cell, size=_LARGE)
    first, second = FUND_LETTERS.values()
    allow_amounts(front, f"{first}{cash_row('counted')}:{second}{cash_row('counted')}")


def _formula(
    line: str, fund: Fund, letter: str, names: Mapping[Tab, str], last: int, sheet: MeetingSheet
) -> str:
    if line == "expected":
        rows = (f"{letter}{cash_row(name)}" for name in CASH_LINES[:5])
        return "={}+{}+{}-{}-{}".format(*rows)
    if line == "difference":
        counted, expected = f"{letter}{cash_row('counted')}", f"{letter}{cash_row('expected')}"
        return f'=IF({counted}="",0,{counted}-{expected})'
    if line == "members":
        column = "T" if fund is Fund.INCOME else "U"
        return f"=SUM({names[Tab.MEMBERS]}!{column}{FIRST_ROW}:{column}{last})"
    if line == "lent":
        if fund is Fund.ACTIVITY:
            return "=0"  # the Activity fund lends nothing
        end = FIRST_ROW + len(sheet.waiting)
        paid_out = f"SUM({names[Tab.PAID_OUT]}!F{FIRST_ROW}:F{end})"
        return f"={paid_out}+SUM({names[Tab.NEW_LOANS]}!F{FIRST_ROW}:F{_end(NEW_LOANS)})"
    received = line == "other"
    tab = names[Tab.RECEIPTS if received else Tab.EXPENSES]
    end = _end(FREE_LINES + len(usual(received=received)))
    spans = f"{tab}!A{FIRST_ROW}:A{end}", f"{tab}!B{FIRST_ROW}:B{end}"
    # A purpose begins with the name of its fund.
    return f'=SUMIF({spans[0]},"{fund.label}*",{spans[1]})'


def _end(lines: int) -> int:
    return FIRST_ROW + lines - 1


def _add_steps(front: Worksheet) -> None:
    row = cash_row(CASH_LINES[-1]) + 2
    bold(put(front, row, 1, Message(N_("How to fill it in"))))
    for number, step in enumerate(_STEPS, start=row + 1):
        put(front, number, 1, step)


def _column(letter: str) -> int:
    return ord(letter) - ord("A") + 1
