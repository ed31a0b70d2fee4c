"""Charts made of tables: a picture shows the figures of a table and no others."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from ledger_core.messages import Message
from ledger_core.reports.tables import Chart, ChartKind, Column, Series, Table


def chart_of(
    table: Table,
    kind: ChartKind,
    *,
    along: str,
    columns: Sequence[str],
    title: Message | None = None,
    key: str | None = None,
) -> Chart:
    """Return a chart of some columns of a table, each a series, its rows along the axis.

    Args:
        table: The table.
        kind: How it is drawn.
        along: Key of the column whose values stand along the axis: days, or labels.
        columns: Keys of the columns drawn; all hold figures of one kind.
        title: What it shows, if that is not what the table shows.
        key: Its name for programs, if not that of the table.

    Raises:
        KeyError: the table has no such column.
        ValueError: the columns hold figures of several kinds.
    """
    places = {column.key: place for place, column in enumerate(table.columns)}
    drawn = [table.columns[places[name]] for name in columns]
    kinds = {column.kind for column in drawn}
    if len(kinds) != 1:
        message = f"one chart cannot show {', '.join(sorted(kinds)) or 'nothing'}"
        raise ValueError(message)
    records = [table.record(row) for row in table.rows]
    return Chart(
        key=key or table.key,
        title=title or table.title,
        kind=kind,
        categories=tuple(_category(record[along]) for record in records),
        series=tuple(_series(column, records) for column in drawn),
        table=table.key,
        along=along,
        value_kind=kinds.pop(),
    )


def _series(column: Column, records: Sequence[Mapping[str, object]]) -> Series:
    values = []
    for record in records:
        value = record[column.key]
        assert value is None or isinstance(value, int | Fraction), column.key
        values.append(value)
    return Series(column.key, column.heading, tuple(values))


def _category(value: object) -> Message | str | date:
    assert isinstance(value, Message | str | date)
    return value
