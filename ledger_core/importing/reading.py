"""From the cells of a workbook to rows of values, with everything that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter

from ledger_core.errors import ClubledgerError
from ledger_core.importing.cells import CellValue, folded, labels, read_cell
from ledger_core.importing.columns import FORMS, Field, SheetForm
from ledger_core.importing.problems import Problem
from ledger_core.importing.workbook import RawCell, Sheet
from ledger_core.messages import Message, N_

_ENOUGH_HEADINGS: Final = 2  # cells of a row that are headings make it the row of headings
EXAMPLE: Final = Message(N_("Example"))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it was read.

    Attributes:
      sheet: Name of the sheet in the file.
      number: Number of the row.
      values: What its cells hold by the keys of the columns; cells that are empty or wrong are
        left out.
      places: Where each column stands: letter and heading.
      wrong: The keys of cells that could not be read.
      numbers: Row of each value, where the sheet is upright.
    """

    sheet: str
    number: int
    values: Mapping[str, CellValue]
    places: Mapping[str, str]
    wrong: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return a text, empty where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def number_of(self, key: str) -> int:
        """Return an amount or count, 0 where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) else 0

    def day(self, key: str) -> date | None:
        """Return a day, None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def percent(self, key: str) -> Decimal | None:
        """Return a percentage, None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def codes(self, key: str) -> tuple[str, ...]:
        """Return codes, none where there are none."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def has(self, *keys: str) -> bool:
        """Whether all these cells are filled and could be read."""
        return all(key in self.values for key in keys)

    def problem(self, key: str, message: Message, remedy: Message | None = None) -> Problem:
        """Return a problem of one of its cells, or of the row where `key` is empty."""
        number = self.numbers.get(key, self.number)
        return Problem(self.sheet, number, self.places.get(key, ""), message, remedy)


@dataclass(slots=True)
class ReadSheets:
    """All rows by the keys of the sheets, and what could not be read."""

    rows: dict[str, list[SheetRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_sheets(sheets: Mapping[str, Sheet]) -> ReadSheets:
    """Read every sheet of the template that is in the file."""
    read = ReadSheets()
    for form in FORMS:
        titles = labels([form.title])
        name = next((name for name in sheets if folded(name) in titles), None)
        if name is None:
            title = str(form.title)
            read.problems.append(
                Problem(
                    title,
                    0,
                    "",
                    Message(N_("The file has no such sheet.")),
                    Message(N_("Copy your rows into the template.")),
                )
            )
            read.rows[form.key] = []
        elif form.upright:
            read.rows[form.key] = [_upright(form, name, sheets[name], read.problems)]
        else:
            read.rows[form.key] = list(_rows(form, name, sheets[name], read.problems))
    return read


def _upright(form: SheetForm, name: str, sheet: Sheet, problems: list[Problem]) -> SheetRow:
    lines: dict[str, int] = {}
    for number, across in sheet.items():
        found = _field(form, across.get(1))
        if found is not None:
            lines.setdefault(found.key, number)
    places = {field.key: f"B ({field.heading})" for field in form.fields}
    cells = {
        key: sheet[number][2]
        for key, number in lines.items()
        if 2 in sheet[number]  # noqa: PLR2004 (column B)
    }
    return _read(form, SheetRow(name, 0, {}, places, numbers=lines), cells, problems)


def _rows(form: SheetForm, name: str, sheet: Sheet, problems: list[Problem]) -> list[SheetRow]:
    top, columns = _headings(form, sheet)
    missing = [field for field in form.fields if field.needed and field.key not in columns]
    if missing:
        problems.append(
            Problem(
                name,
                top,
                "",
                Message(
                    N_("These headings are missing: {headings}."),
                    headings=[field.heading for field in missing],
                ),
                Message(N_("Copy your rows into the template.")),
            )
        )
        return []
    headings = {field.key: field.heading for field in form.fields}
    places = {key: f"{get_column_letter(at)} ({headings[key]})" for key, at in columns.items()}
    rows = []
    for number, cells in sheet.items():
        if number <= top:
            continue
        filled = {key: cells[at] for key, at in columns.items() if at in cells}
        if filled and not _is_example(cells[min(cells)]):
            rows.append(_read(form, SheetRow(name, number, {}, places), filled, problems))
    return rows


def _is_example(first: RawCell) -> bool:
    """Whether a row begins with the word by which the template marks its examples."""
    word, colon, _rest = first.text.partition(":")
    return bool(colon) and folded(word) in labels([EXAMPLE])


def _headings(form: SheetForm, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Return the row of headings, and the column of each field below it."""
    for number, cells in sheet.items():
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            found = _field(form, cell)
            if found is not None:
                columns.setdefault(found.key, column)
        if len(columns) >= _ENOUGH_HEADINGS:
            return number, columns
    return 0, {}


def _field(form: SheetForm, cell: RawCell | None) -> Field | None:
    if cell is None:
        return None
    typed = folded(cell.text.rstrip("* :"))
    return next((field for field in form.fields if typed in labels([field.heading])), None)


def _read(
    form: SheetForm, row: SheetRow, cells: Mapping[str, RawCell], problems: list[Problem]
) -> SheetRow:
    values: dict[str, CellValue] = {}
    wrong = set()
    for field_ in form.fields:
        cell = cells.get(field_.key)
        if cell is None:
            if field_.needed:
                wrong.add(field_.key)
                problems.append(
                    row.problem(
                        field_.key,
                        Message(N_("This must be filled in: {what}."), what=field_.heading),
                    )
                )
            continue
        try:
            values[field_.key] = read_cell(field_, cell)
        except ClubledgerError as error:
            wrong.add(field_.key)
            problems.append(row.problem(field_.key, error.message, error.remedy))
    return SheetRow(row.sheet, row.number, values, row.places, frozenset(wrong), row.numbers)
