"""The workbook that a club fills in: explanations, headings, examples, choices."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ledger_core.club import Fund, role_spec
from ledger_core.importing.columns import BALANCE_ROLES, BALANCES, FORMS, Field, Kind, SheetForm
from ledger_core.messages import Message, N_, _
from ledger_core.reports.formats.sheets import (
    Alignment,
    Cell,
    Sheets,
    Worksheet,
    allow_amounts,
    allow_choices,
    allow_dates,
    bold,
    entry,
    get_column_letter,
    heading,
    number_format,
    protect,
    put,
)
from ledger_core.reports.tables import Kind as CellKind

TOP: Final = 4
"""Row of the headings."""

_MADE: Final = date(2026, 1, 1)  # the template is the same whenever it is written
_GUIDE: Final = (
    Message(
        N_("Fill in the sheets from left to right. Yellow cells are yours; * must be filled in.")
    ),
    Message(
        N_(
            "Choose one day for all figures, best a meeting day on which the old books are "
            "complete. Count the cash of both funds on that day, by two people."
        )
    ),
    Message(
        N_(
            "Amounts are in đồng: 500000 or 500.000. Dates are day/month/year: 21/03/2026. "
            "Rows with an example are not read."
        )
    ),
    Message(
        N_(
            "Go through each loan with the borrower. What was due and is unpaid on the day is "
            "overdue; the oldest unpaid due date says since when."
        )
    ),
    Message(
        N_(
            "Where the sources do not add up to what the fund holds, the difference is shown "
            "before anything is written, and stays in the books until it is explained."
        )
    ),
    Message(
        N_(
            "Then: clubledger import FOLDER FILE. Every mistake is named with its sheet, row and "
            "column; nothing is written before all is right. The same file twice changes nothing."
        )
    ),
    Message(N_("This file holds personal data. Keep it with the books, and send it to nobody.")),
)
_EXAMPLES: Final[Mapping[str, Mapping[str, str | int | date | Message]]] = {
    "members": {
        "code": "M001",
        "name": "Nguyễn Thị Hoa",
        "sex": Message(N_("female")),
        "born": 1955,
        "joined": date(2023, 4, 21),
        "household": "H01",
        "hardship": Message(N_("poor household")),
        "phone": "0912 345 678",
        "office": Message(N_("treasurer")),
    },
    "balances": {
        "fund": Fund.INCOME.label,
        "source": Message(N_("Capital paid in by a member")),
        "member": "M001",
        "amount": 200_000,
    },
    "loans": {
        "loan": "L2025-004",
        "member": "M001",
        "rate": 1,
        "outstanding": 4_000_000,
        "overdue": 500_000,
        "interest": 40_000,
        "oldest_due": date(2025, 12, 21),
        "next_due": date(2026, 2, 21),
        "left": 7,
        "purpose": Message(N_("raising chickens")),
    },
    "history": {
        "loan": "L2025-005",
        "day": date(2025, 10, 21),
        "move": Message(N_("repaid")),
        "amount": 560_000,
    },
}
_CELL_KINDS: Final = {
    Kind.AMOUNT: CellKind.AMOUNT,
    Kind.COUNT: CellKind.COUNT,
    Kind.DAY: CellKind.DATE,
}


def template_xlsx() -> bytes:
    """Return the template in the current language; the same bytes whenever it is written."""
    sheets = Sheets(title=_("From the old books"))
    _add_guide(sheets)
    for form in FORMS:
        sheet = sheets.add(str(form.title))
        bold(put(sheet, 1, 1, form.title), size=14)
        put(sheet, 2, 1, form.explanation)
        if form.upright:
            _add_lines(sheet, form)
        else:
            _add_columns(sheet, form)
        protect(sheet)
    return sheets.to_bytes(_MADE)


def _add_guide(sheets: Sheets) -> None:
    sheet = sheets.add(_("How to fill in"))
    bold(put(sheet, 1, 1, _("From the old books into the new ones")), size=14)
    texts = [
        *_GUIDE,
        *(Message(N_("{sheet}: {text}"), sheet=f.title, text=f.explanation) for f in FORMS),
    ]
    for number, text in enumerate(texts, start=3):
        cell = put(sheet, number, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 100
    protect(sheet)


def _add_lines(sheet: Worksheet, form: SheetForm) -> None:
    for number, field in enumerate(form.fields, start=TOP):
        label = put(sheet, number, 1, _heading(field))
        bold(label)
        _make_entry(sheet, field, put(sheet, number, 2, None))
        _allow(sheet, field, f"B{number}")
        put(sheet, number, 3, field.hint)
    for letter, width in (("A", 50), ("B", 40), ("C", 50)):
        sheet.column_dimensions[letter].width = width


def _add_columns(sheet: Worksheet, form: SheetForm) -> None:
    examples = _EXAMPLES[form.key]
    first, last = TOP + 2, TOP + 1 + form.rows
    for column, field in enumerate(form.fields, start=1):
        heading(put(sheet, TOP, column, _heading(field)))
        example = examples.get(field.key)
        kind = (
            _CELL_KINDS.get(field.kind, CellKind.TEXT)
            if not isinstance(example, str)
            else CellKind.TEXT
        )
        cell = put(sheet, TOP + 1, column, example, kind)
        if column == 1:
            put(sheet, TOP + 1, 1, Message(N_("Example: {what}"), what=example))
        cell.alignment = Alignment(vertical="top")
        for row in range(first, last + 1):
            _make_entry(sheet, field, put(sheet, row, column, None))
        letter = get_column_letter(column)
        _allow(sheet, field, f"{letter}{first}:{letter}{last}")
        sheet.column_dimensions[letter].width = field.width
    sheet.row_dimensions[TOP].height = 48
    sheet.freeze_panes = f"C{TOP + 1}"
    if form is BALANCES:
        _add_usual_balances(sheet, first)


def _add_usual_balances(sheet: Worksheet, row: int) -> None:
    """Prepare a row for each thing that a fund may hold or come from."""
    lines = [
        (fund, role) for fund in Fund for role in BALANCE_ROLES if fund in role_spec(role).funds
    ]
    sources = BALANCES.field("source").words or {}
    for number, (fund, role) in enumerate(lines, start=row):
        entry(put(sheet, number, 1, fund.label))
        entry(put(sheet, number, 2, sources[role]))


def _heading(field: Field) -> str:
    return f"{field.heading} *" if field.needed else str(field.heading)


def _make_entry(sheet: Worksheet, field: Field, cell: Cell) -> None:
    del sheet
    entry(cell)
    cell.number_format = number_format(_CELL_KINDS.get(field.kind, CellKind.TEXT))


def _allow(sheet: Worksheet, field: Field, cells: str) -> None:
    match field.kind:
        case Kind.CHOICE:
            words = field.words or {}
            allow_choices(sheet, cells, [str(label) for label in words.values()], only=True)
        case Kind.AMOUNT:
            allow_amounts(sheet, cells)
        case Kind.DAY:
            allow_dates(sheet, cells)
        case _:
            pass
