"""Cells of a spreadsheet: typed values, text that never runs, entry cells, protection.

What every XLSX of the program is written with: reports, the meeting sheet, the import template.
Files have the same bytes whenever they are written, but for the day that they are told.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from ledger_core.messages import current_language
from ledger_core.reports.display_width import display_width
from ledger_core.reports.formats.extras import FormatNotInstalled
from ledger_core.reports.formats.sheet_text import begins_formula, coded, visible
from ledger_core.reports.tables import Kind, Value

try:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import column_index_from_string, get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet
    from openpyxl.writer.excel import ExcelWriter
except ModuleNotFoundError as error:
    raise FormatNotInstalled("XLSX") from error

_FONT: Final = "Calibri"  # that of every other cell
_LONGEST_NAME: Final = 31  # characters of a sheet's name, by Excel
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_RESERVED: Final = "history"
_LONGEST_AS_TEXT: Final = 250  # characters; Excel shows ### for more in cells formatted as text
_DIGITS: Final = Context(prec=15)  # as many as a spreadsheet keeps
_NUMBER_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.DAYS: "#,##0",
    Kind.AMOUNT: '#,##0" đ"',
    Kind.RATIO: "0.00%",
}
_DATE_FORMATS: Final = {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_FORMULA: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)')
_OLDEST_ZIP_YEAR: Final = 1980

HEADING_FILL: Final = "FFD9E2F3"
ENTRY_FILL: Final = "FFFFF9DB"
MOST_CHOICES: Final = 255
"""Characters that the choices of a cell may have together, with their commas."""

__all__ = [
    "Alignment",
    "Cell",
    "Sheets",
    "Worksheet",
    "allow_amounts",
    "allow_choices",
    "allow_dates",
    "allow_listed",
    "bold",
    "column_index_from_string",
    "entry",
    "fit_page",
    "get_column_letter",
    "heading",
    "number_format",
    "protect",
    "put",
    "set_widths",
]


class Sheets:
    """A workbook in the making.

    Attributes:
      workbook: openpyxl's own, for what this class does not offer.
    """

    def __init__(self, *, title: str = "") -> None:
        self.workbook = Workbook()
        first = self.workbook.active
        assert first is not None
        self.workbook.remove(first)
        self.workbook.properties.creator = "clubledger"
        self.workbook.properties.title = visible(title) or None
        self._results: dict[tuple[str, str], int] = {}

    def add(self, title: str) -> Worksheet:
        """Add a sheet, named as near to `title` as Excel allows and unlike all others."""
        sheet = self.workbook.create_sheet(sheet_name(title, self.workbook.sheetnames))
        assert isinstance(sheet, Worksheet)
        return sheet

    def formula(self, cell: Cell, formula: str, result: int, kind: Kind = Kind.AMOUNT) -> None:
        """Write a formula of our own, with its result for programs that do not calculate.

        Args:
          cell: The cell.
          formula: Such as `=SUM(B5:B9)`. Never made of text that somebody typed.
          result: What it gives with the values that stand in the sheet now.
          kind: How the result is shown.
        """
        cell.value = formula
        cell.number_format = number_format(kind)
        self._results[cell.parent.title, cell.coordinate] = result

    def to_bytes(self, day: date) -> bytes:
        """Return the file; `day` stands in it as the day on which it was made."""
        made = datetime.combine(day, time())
        properties = self.workbook.properties
        properties.created = properties.modified = made
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as archive:
            ExcelWriter(self.workbook, archive).save()
        results: dict[str, Mapping[str, int]] = {
            f"xl/worksheets/sheet{number}.xml": {
                coordinate: result
                for (title, coordinate), result in self._results.items()
                if title == sheet.title
            }
            for number, sheet in enumerate(self.workbook.worksheets, start=1)
        }
        return _repacked(raw.getvalue(), results, made)


def put(sheet: Worksheet, row: int, column: int, value: Value, kind: Kind = Kind.TEXT) -> Cell:
    """Write a value into a cell and return the cell; None leaves it empty.

    Amounts and counts are numbers, dates dates, ratios numbers shown as percentages. Text is
    stored as text whatever it begins with, on one line.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.number_format = number_format(kind)
    match value:
        case None:
            cell.value = None
        case date() | int():
            cell.value = value if kind is not Kind.RATIO else _decimal(value)
        case Fraction():
            cell.value = _decimal(value)
        case _:
            _put_text(cell, str(value))
    return cell


def _put_text(cell: Cell, text: str) -> None:
    shown = visible(text)
    cell.value = coded(shown)
    if len(shown) > _LONGEST_AS_TEXT:
        cell.number_format = "General"
    # openpyxl takes `=…` for a formula and `#N/A` for an error; the type says that they are text.
    cell.data_type = "s"
    if begins_formula(shown):
        # The sign of Excel's own leading apostrophe: it stays text when somebody edits the cell.
        cell.quotePrefix = True


def _decimal(value: date | int | Fraction) -> Decimal:
    assert isinstance(value, int | Fraction)
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def number_format(kind: Kind) -> str:
    """Return how a spreadsheet shows values of a kind, days as the current language writes them."""
    if kind is Kind.DATE:
        return _DATE_FORMATS[current_language()]
    return _NUMBER_FORMATS[kind]


def bold(cell: Cell, *, size: int = 11) -> None:
    """Make what a cell shows bold, `size` points high."""
    cell.font = Font(name=_FONT, bold=True, size=size)


def heading(cell: Cell) -> None:
    """Make a cell a heading: bold, shaded, with its words on several lines."""
    cell.font = Font(name=_FONT, size=11, bold=True)
    cell.fill = PatternFill("solid", fgColor=HEADING_FILL)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    cell.border = Border(bottom=Side("thin"))


def entry(cell: Cell) -> None:
    """Make a cell one to be filled in: unlocked, shaded, framed."""
    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", fgColor=ENTRY_FILL)
    thin = Side("thin", color="FFBFBFBF")
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)


def protect(sheet: Worksheet) -> None:
    """Lock all cells but entries, without a password: against slips, not against anybody.

    Widths of columns and heights of rows can still be changed.
    """
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def allow_choices(sheet: Worksheet, cells: str, choices: Sequence[str], *, only: bool) -> None:
    """Let the cells (`B5:B40`) offer a list of choices; `only` refuses anything else.

    Raises:
      ValueError: a choice has a comma or quotation mark, or they are too long together.
    """
    joined = ",".join(choices)
    if len(joined) > MOST_CHOICES or joined.count(",") >= len(choices) or '"' in joined:
        message = f"cannot be offered as choices: {joined}"
        raise ValueError(message)
    rule = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True)
    rule.errorStyle = "stop" if only else "warning"
    rule.showErrorMessage = only
    _add(sheet, cells, rule)


def allow_listed(sheet: Worksheet, cells: str, source: str) -> None:
    """Let the cells offer what stands in other cells, such as `'lists'!$A$1:$A$9`."""
    _add(sheet, cells, DataValidation(type="list", formula1=source, allow_blank=True))


def allow_amounts(sheet: Worksheet, cells: str) -> None:
    """Refuse in the cells what is no whole number from zero up."""
    _add(sheet, cells, DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0"))


def allow_dates(sheet: Worksheet, cells: str) -> None:
    """Warn in the cells about what is no date; one typed as text may stay."""
    rule = DataValidation(type="date", operator="greaterThan", formula1="7306")  # 1 January 1920
    rule.errorStyle = "warning"
    _add(sheet, cells, rule)


def _add(sheet: Worksheet, cells: str, rule: DataValidation) -> None:
    rule.add(cells)
    sheet.add_data_validation(rule)


def fit_page(sheet: Worksheet, *, landscape: bool) -> None:
    """Let a sheet print on A4, as wide as one page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def set_widths(
    sheet: Worksheet, texts: Iterable[Sequence[str]], *, least: int = 8, most: int = 60
) -> None:
    """Make each column as wide as its longest text, within limits; one sequence a column."""
    for number, column in enumerate(texts, start=1):
        longest = max(map(display_width, column), default=0) + 2
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest, least), most)


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """Return a name for a sheet: at most 31 characters that Excel allows, unlike those taken."""
    used = {name.casefold() for name in taken} | {_RESERVED}
    plain = " ".join(_FORBIDDEN.sub(" ", visible(title)).split()).strip("' ") or "–"
    name, number = plain[:_LONGEST_NAME].strip("' "), 1
    while name.casefold() in used:
        number += 1
        suffix = f" ({number})"
        name = plain[: _LONGEST_NAME - len(suffix)].strip("' ") + suffix
    return name


def _repacked(content: bytes, results: Mapping[str, Mapping[str, int]], made: datetime) -> bytes:
    """Write the archive anew: every part dated alike, and the results of formulas in place."""
    target = io.BytesIO()
    stamp = max(made, datetime(_OLDEST_ZIP_YEAR, 1, 1)).timetuple()[:6]  # noqa: DTZ001 (a label)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, _with_results(source.read(name), results.get(name, {})))
    return target.getvalue()


def _with_results(content: bytes, results: Mapping[str, int]) -> bytes:
    if not results:
        return content

    def with_result(found: re.Match[bytes]) -> bytes:
        result = results.get(found[1].decode())
        if result is None:
            return found[0]
        return b'<c r="%b"%b><f>%b</f><v>%d</v>' % (found[1], found[2], found[3], result)

    return _FORMULA.sub(with_result, content)
