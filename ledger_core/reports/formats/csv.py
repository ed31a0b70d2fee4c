"""Reports as CSV, for spreadsheets and programs.

UTF-8 with a byte order mark, so that Excel reads Vietnamese letters; fields parted by commas, rows
by CRLF (RFC 4180). Texts stand in quotation marks, figures bare: amounts as integers, dates ISO,
ratios as fractions with six decimals, what is not available empty. A text that a spreadsheet could
take for a formula begins with an apostrophe, which `read_csv` takes away again.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_, _
from ledger_core.reports.formats.sheet_text import guarded, unguarded, visible
from ledger_core.reports.json_values import json_ratio
from ledger_core.reports.tables import Cell, Column, Figure, Kind, Report, Row

_MARK = "\ufeff"


class NoSuchTable(CannotRun):
    """A report has no table of that name."""

    def __init__(self, name: str, tables: Iterable[str]) -> None:
        super().__init__(
            Message(N_("The report has no table “{name}”."), name=name),
            Message(N_("Its tables are: {tables}."), tables=tuple(tables)),
        )


def report_csv(report: Report, *, table: str | None = None) -> bytes:
    """Return a report as CSV, in the current language.

    The tables stand one below the other, each with its title, headings, rows, total and notes,
    parted by an empty row.

    Args:
        report: The report.
        table: Only the table of this key: one row of headings (the keys of its columns, the same
            in every language) and the rows, without total and notes, as programs want it.

    Raises:
        NoSuchTable: the report has no table of that key.
    """
    if table is None:
        return _encoded(_whole(report))
    chosen = next((found for found in report.tables if found.key == table), None)
    if chosen is None:
        raise NoSuchTable(table, (found.key for found in report.tables))
    headings = [_quoted(column.key) for column in chosen.columns]
    return _encoded([headings, *(_fields(row, chosen.columns) for row in chosen.rows)])


def read_csv(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file that `report_csv` wrote, texts as they were in the report.

    Raises:
        UnicodeDecodeError: the file is not in UTF-8.
    """
    text = content.decode("utf-8").removeprefix(_MARK)
    rows = csv.reader(io.StringIO(text, newline=""))
    return [[unguarded(field) for field in row] for row in rows]


def _whole(report: Report) -> list[list[str]]:
    rows = [[_quoted(str(text))] for text in (report.title, *report.subtitle)]
    for table in report.tables:
        rows += [[], [_quoted(str(table.title))]]
        rows.append([_quoted(str(column.heading)) for column in table.columns])
        rows += [_fields(row, table.columns) for row in table.all_rows]
        rows += [[_quoted(str(note))] for note in table.notes]
    if report.notes:
        rows += [[], [_quoted(_("Notes"))], *([_quoted(str(note))] for note in report.notes)]
    return rows


def _fields(row: Row, columns: Sequence[Column]) -> list[str]:
    fields = [_field(cell, column.kind) for cell, column in zip(row, columns, strict=True)]
    # An empty line would be no row at all.
    return fields if fields != [""] else [_quoted("")]


def _field(cell: Cell, kind: Kind) -> str:
    value, kind = (cell.value, cell.kind) if isinstance(cell, Figure) else (cell, kind)
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case int() | Fraction() if kind is Kind.RATIO:
            return json_ratio(Fraction(value)) or ""
        case int():
            return str(value)
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    doubled = guarded(visible(text)).replace('"', '""')
    return f'"{doubled}"'


def _encoded(rows: Iterable[Sequence[str]]) -> bytes:
    return (_MARK + "".join(",".join(row) + "\r\n" for row in rows)).encode()
