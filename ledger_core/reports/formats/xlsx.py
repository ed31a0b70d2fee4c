"""Reports as XLSX, for Excel and LibreOffice: a sheet for each table.

Amounts, dates and ratios are real numbers and dates; a total that is the sum of its column is a
formula that adds it up again, whenever somebody changes the sheet. Headings stay on the screen
while the rows scroll, and stand on every printed page. Text never runs, whatever it begins with.
"""

from collections.abc import Sequence
from datetime import date

from ledger_core.messages import _
from ledger_core.reports.formats.sheet_charts import ROWS, add_chart
from ledger_core.reports.formats.sheets import (
    Alignment,
    Sheets,
    Worksheet,
    bold,
    fit_page,
    get_column_letter,
    heading,
    put,
    set_widths,
)
from ledger_core.reports.formats.sheets import (
    Cell as SheetCell,
)
from ledger_core.reports.tables import Align, Cell, Column, Figure, Kind, Report, Row, Table, Value
from ledger_core.reports.text import cell_text

_NO_DAY = date(2000, 1, 1)  # of a report that states none
_WIDE = 60  # columns of text; longer words go on in the next line
_SUMMED = (Kind.AMOUNT, Kind.COUNT, Kind.DAYS)


def report_xlsx(report: Report) -> bytes:
    """Return a report as an XLSX file, in the current language.

    The file carries the report's day as the day it was made: the same report has the same bytes.
    """
    sheets = Sheets(title=str(report.title))
    context = " – ".join(map(str, (report.title, *report.subtitle)))
    for table in report.tables:
        _add_table(sheets, report, table, context)
    if report.notes or not report.tables:
        _add_notes(sheets, report)
    return sheets.to_bytes(report.day or _NO_DAY)


def _add_notes(sheets: Sheets, report: Report) -> None:
    sheet = sheets.add(_("Notes"))
    _title(sheet, str(report.title))
    for number, line in enumerate((*report.subtitle, "", *report.notes), start=2):
        _long_text(put(sheet, number, 1, line))
    set_widths(sheet, [["x" * 100]], most=100)
    fit_page(sheet, landscape=True)


def _add_table(sheets: Sheets, report: Report, table: Table, context: str) -> None:
    sheet = sheets.add(str(table.title))
    _title(sheet, str(table.title))
    put(sheet, 2, 1, context)
    top = 4
    for number, column in enumerate(table.columns, start=1):
        heading(put(sheet, top, number, column.heading))
    for number, row in enumerate(table.rows, start=top + 1):
        _put_row(sheet, number, row, table.columns)
    below = top + len(table.rows) + 1
    if table.total is not None:
        _put_total(sheets, sheet, table, top)
        below += 1
    for number, note in enumerate(table.notes, start=below + 1):
        put(sheet, number, 1, note)
    free = below + len(table.notes) + 2
    for number, chart in enumerate(report.charts_of(table)):
        add_chart(sheet, chart, table, top=top, row=free + number * ROWS)
    set_widths(sheet, _texts(table), most=_WIDE)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    fit_page(sheet, landscape=True)


def _title(sheet: Worksheet, title: str) -> None:
    bold(put(sheet, 1, 1, title), size=14)


def _long_text(cell: SheetCell) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put_row(sheet: Worksheet, number: int, row: Row, columns: Sequence[Column]) -> None:
    for place, (cell, column) in enumerate(zip(row, columns, strict=True), start=1):
        value, kind = _parts(cell, column)
        if kind is Kind.RATIO and value is None:
            value, kind = cell_text(None, Kind.RATIO), Kind.TEXT
        written = put(sheet, number, place, value, kind)
        written.alignment = Alignment(
            horizontal="right" if column.side is Align.RIGHT else "left",
            vertical="top",
            wrap_text=kind is Kind.TEXT,
        )


def _parts(cell: Cell, column: Column) -> tuple[Value, Kind]:
    return (cell.value, cell.kind) if isinstance(cell, Figure) else (cell, column.kind)


def _put_total(sheets: Sheets, sheet: Worksheet, table: Table, top: int) -> None:
    assert table.total is not None
    number = top + len(table.rows) + 1
    _put_row(sheet, number, table.total, table.columns)
    for place, column in enumerate(table.columns):
        cell = sheet.cell(number, place + 1)
        assert isinstance(cell, SheetCell)
        bold(cell)
        total = _column_sum(table, place)
        if total is not None:
            letter = get_column_letter(place + 1)
            formula = f"=SUM({letter}{top + 1}:{letter}{number - 1})"
            sheets.formula(cell, formula, total, column.kind)


def _column_sum(table: Table, place: int) -> int | None:
    """Return the sum of a column where the total below it is just that, else None.

    Not every total is: a borrower with two loans counts once.
    """
    column = table.columns[place]
    assert table.total is not None
    total, kind = _parts(table.total[place], column)
    cells = [_parts(row[place], column) for row in table.rows]
    if kind not in _SUMMED or not isinstance(total, int) or not cells:
        return None
    if any(kind not in _SUMMED for _value, kind in cells):
        return None
    values = [value for value, _kind in cells if isinstance(value, int)]
    return total if sum(values) == total else None


def _texts(table: Table) -> list[list[str]]:
    """Return what each column shows; of a heading only its longest word, for it is broken."""
    texts: list[list[str]] = []
    for place, column in enumerate(table.columns):
        words = str(column.heading).split()
        shown = [cell_text(row[place], column.kind) for row in table.all_rows]
        texts.append([*words, *(f"{text} đ" for text in shown)])
    return texts
