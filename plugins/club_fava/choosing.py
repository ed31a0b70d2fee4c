"""Which rows of a table are shown, in which order: the same on the page and in its downloads."""

import unicodedata
from dataclasses import replace
from typing import Any

from club_fava.asking import Asked
from ledger_core.messages import Message, N_
from ledger_core.reports.tables import Cell, Figure, Report, Row, Table
from ledger_core.reports.text import cell_text


def chosen_report(report: Report, asked: Asked, key: str | None = None) -> Report | None:
    """Return a report with the rows that are asked for, in the order that is asked for.

    Args:
      report: The report.
      asked: What to sort by and to look for.
      key: Only the table of this key, with its pictures; None is returned if there is none.
    """
    tables = [chosen_table(t, asked) for t in report.tables if key is None or t.key == key]
    if key is not None and not tables:
        return None
    whole = {table.key for table in tables if not is_narrowed(table, report)}
    charts = tuple(chart for chart in report.charts if chart.table in whole)
    return replace(report, tables=tuple(tables), charts=charts)


def is_narrowed(table: Table, report: Report) -> bool:
    """Whether rows of a report's table were left out."""
    return any(t.key == table.key and len(t.rows) != len(table.rows) for t in report.tables)


def chosen_table(table: Table, asked: Asked) -> Table:
    """Return a table with the rows that are asked for, sorted as asked for.

    A total stands only below all of the rows; where some are left out, a note says how many.
    """
    rows = [row for row in table.rows if _is_asked_for(table, row, asked)]
    column = sorted_by(table, asked)
    if column:
        at = [one.key for one in table.columns].index(column)
        rows.sort(key=lambda row: _order(row[at]), reverse=asked.down)
    keys = dict(zip(map(id, table.rows), table.row_keys, strict=True)) if table.row_keys else {}
    left_out = len(table.rows) - len(rows)
    note = Message(N_("Rows not shown: {count}."), count=left_out)
    return replace(
        table,
        rows=tuple(rows),
        row_keys=tuple(keys[id(row)] for row in rows) if keys else (),
        total=None if left_out else table.total,
        notes=(note, *table.notes) if left_out else table.notes,
    )


def sorted_by(table: Table, asked: Asked) -> str:
    """Return the key of the column that a table is sorted by; empty if it is not."""
    name, _dot, column = asked.sort.partition(".")
    known = name == table.key and any(one.key == column for one in table.columns)
    return column if known else ""


def plain(text: str) -> str:
    """Return a text without accents and capitals: who types “hoa” finds “Hoà” and “Hoa”."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _order(cell: Cell) -> tuple[int, Any]:
    """Return what a cell sorts by: nothing first, then figures and days, then texts."""
    value = cell.value if isinstance(cell, Figure) else cell
    if value is None:
        return (0, 0)
    if isinstance(value, str) or not hasattr(value, "__lt__"):
        return (2, plain(str(value)))
    return (1, value)


def _is_asked_for(table: Table, row: Row, asked: Asked) -> bool:
    """Whether a row has the text that was looked for, and is late enough if it is a loan's."""
    cells = table.record(row)
    for key, least in (("days_past_due", asked.late), ("debt_group", asked.group)):
        if least and key in cells:
            value = cells[key]
            if not isinstance(value, int) or value < least:
                return False
    if not asked.find:
        return True
    words = " ".join(
        cell_text(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)
    )
    return plain(asked.find) in plain(words)
