"""A report as JSON: the same tables as in every format, by keys that stay.

Amounts are integers in đồng, dates ISO, ratios fractions as text with six decimals, and what is not
available is null. Labels and notes are sentences in the current language.
"""

from datetime import date
from fractions import Fraction

from ledger_core.messages import Message
from ledger_core.reports.json_values import JsonObject, json_ratio
from ledger_core.reports.tables import Cell, Figure, Kind, Report, Row, Table, Value


def json_of(report: Report) -> JsonObject:
    """Return a report: its name and facts, then each table by key.

    A table is `{"rows": [{column: value}], "total": {column: value} or null, "notes": [text]}`.
    """
    return {
        "report": report.name,
        **{key: _json_value(value, None) for key, value in report.facts},
        "title": str(report.title),
        "tables": {table.key: _json_table(table) for table in report.tables},
        "notes": [str(note) for note in report.notes],
    }


def _json_table(table: Table) -> JsonObject:
    rows = [_json_row(table, row) for row in table.rows]
    if table.row_keys:
        rows = [{"key": key, **row} for key, row in zip(table.row_keys, rows, strict=True)]
    return {
        "title": str(table.title),
        "rows": rows,
        "total": None if table.total is None else _json_row(table, table.total),
        "notes": [str(note) for note in table.notes],
    }


def _json_row(table: Table, row: Row) -> JsonObject:
    return {
        column.key: _json_cell(cell, column.kind)
        for column, cell in zip(table.columns, row, strict=True)
    }


def _json_cell(cell: Cell, kind: Kind) -> str | int | None:
    if isinstance(cell, Figure):
        return _json_value(cell.value, cell.kind)
    return _json_value(cell, kind)


def _json_value(value: Value, kind: Kind | None) -> str | int | None:
    match value:
        case None:
            return None
        case Message():
            return str(value)
        case date():
            return value.isoformat()
        case Fraction():
            return json_ratio(value)
        case int() if kind is Kind.RATIO:
            return json_ratio(Fraction(value))
        case _:
            return value
