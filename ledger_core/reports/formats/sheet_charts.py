"""Charts in a spreadsheet: drawn by the spreadsheet itself from the cells of their table."""

from typing import Any

from ledger_core.reports.formats.extras import FormatNotInstalled
from ledger_core.reports.formats.sheet_text import visible
from ledger_core.reports.formats.sheets import Worksheet, number_format
from ledger_core.reports.tables import Chart, ChartKind, Table

try:
    from openpyxl.chart import BarChart, LineChart, Reference
except ModuleNotFoundError as error:
    raise FormatNotInstalled("XLSX") from error

_WIDTH, _HEIGHT = 24, 11  # centimetres
ROWS = 24
"""Rows of a sheet that a chart covers."""


def add_chart(sheet: Worksheet, chart: Chart, table: Table, *, top: int, row: int) -> None:
    """Draw a chart from the table whose headings stand in the row `top`, its corner at `row`."""
    places = {column.key: place for place, column in enumerate(table.columns, start=1)}
    last = top + len(table.rows)
    drawn = _empty(chart)
    drawn.title = visible(str(chart.title))
    drawn.width, drawn.height = _WIDTH, _HEIGHT
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.number_format = number_format(chart.value_kind)
    for series in chart.series:
        place = places[series.key]
        values = Reference(sheet, min_col=place, min_row=top, max_row=last)
        drawn.add_data(values, titles_from_data=True)
    along = places[chart.along]
    drawn.set_categories(Reference(sheet, min_col=along, min_row=top + 1, max_row=last))
    sheet.add_chart(drawn, f"A{row}")


def _empty(chart: Chart) -> Any:  # noqa: ANN401 (openpyxl's charts have no common type)
    if chart.kind is ChartKind.LINE:
        return LineChart()
    drawn = BarChart()
    if chart.kind is ChartKind.STACKED:
        drawn.grouping, drawn.overlap = "stacked", 100
    elif chart.lies:
        drawn.type = "bar"
        drawn.x_axis.scaling.orientation = "maxMin"
    return drawn
