"""Reading a workbook that anybody may have made: limits first, then plain cells.

Nothing in the file runs: macros and links to other files are refused, formulas are read only by the
result that the spreadsheet program stored with them.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from ledger_core.importing.problems import NotAnImportFile
from ledger_core.messages import Message, N_
from ledger_core.reports.formats.sheet_text import decoded
from ledger_core.reports.formats.workbooks import UnreadableWorkbook, from_excel, open_workbook

MOST_ROWS: Final = 5_000
"""Rows with something in them that one sheet may have."""

_FIRST_SERIAL, _LAST_SERIAL = 7306, 73050  # the years 1920 to 2099


@dataclass(frozen=True, slots=True)
class RawCell:
    """What stands in a cell.

    Attributes:
      value: Text, number, date or truth value, as the spreadsheet keeps it; None for a formula
        whose result is not stored.
      percent: Whether it is shown as a percentage.
      formula: Whether it is the result of a formula.
      failed: Whether it is a formula's error, such as `#REF!`.
    """

    value: str | float | date | bool | None
    percent: bool = False
    formula: bool = False
    failed: bool = False

    @property
    def text(self) -> str:
        """It as text: composed letters, single spaces; whole numbers without decimals."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, date):
            return value.isoformat()
        plain = unicodedata.normalize("NFC", decoded("" if value is None else str(value)))
        return " ".join(plain.split())

    @property
    def day(self) -> date | None:
        """The day of a date or of a spreadsheet's serial number; None for anything else."""
        if isinstance(self.value, date):
            return self.value
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        if not _FIRST_SERIAL <= self.value <= _LAST_SERIAL or self.value != int(self.value):
            return None
        found = from_excel(self.value)
        return found.date() if isinstance(found, datetime) else None


Sheet = Mapping[int, Mapping[int, RawCell]]
"""The filled cells of a sheet by row and column, both from 1."""


def read_workbook(content: bytes) -> dict[str, Sheet]:
    """Return the filled cells of every sheet by its name.

    Raises:
      NotAnImportFile: it is no XLSX file, damaged, too large, or holds macros or links to other
        files.
    """
    written = _sheets(content, results=False)
    formulas = any(cell.data_type == "f" for cells in written.values() for cell in cells.values())
    results = _sheets(content, results=True) if formulas else written
    sheets: dict[str, Sheet] = {}
    for name, cells in written.items():
        rows: dict[int, dict[int, RawCell]] = {}
        for place, cell in sorted(cells.items()):
            raw = _raw(results[name].get(place), formula=cell.data_type == "f")
            if raw.formula or raw.text:
                rows.setdefault(place[0], {})[place[1]] = raw
        if len(rows) > MOST_ROWS:
            raise NotAnImportFile(
                Message(
                    N_("the sheet {sheet} has more than {rows} rows."), sheet=name, rows=MOST_ROWS
                )
            )
        sheets[name] = rows
    return sheets


def _sheets(content: bytes, *, results: bool) -> dict[str, dict[tuple[int, int], Any]]:
    try:
        book = open_workbook(content, results=results)
    except UnreadableWorkbook as error:
        raise NotAnImportFile(Message(N_("{reason}."), reason=error.reason)) from error
    return {
        sheet.title: {
            # openpyxl's public ways make every cell between the filled ones.
            place: cell
            for place, cell in sheet._cells.items()  # noqa: SLF001
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def _raw(cell: Any, *, formula: bool) -> RawCell:  # noqa: ANN401 (openpyxl's cell)
    if cell is None:  # a formula that nobody has calculated
        return RawCell(None, formula=formula)
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, str | int | float | date):
        value = None if value is None else str(value)
    failed = cell.data_type == "e"
    return RawCell(value, "%" in (cell.number_format or ""), formula, failed)
