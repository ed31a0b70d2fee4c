"""A report as one HTML file: nothing is fetched, nothing runs.

The page holds its own style and no script; its policy forbids both, whatever a book's text says.
Every text is escaped by the template engine.
"""

from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from ledger_core.messages import _, current_language
from ledger_core.reports.display_width import clean
from ledger_core.reports.formats.charts import chart_svg
from ledger_core.reports.tables import Align, Chart, Column, Report, Row, Table
from ledger_core.reports.text import cell_text

_TEMPLATE = "report.html.jinja"
_LONGEST_WHOLE = 16  # letters of a code that stays on one line


def html_of(report: Report) -> bytes:
    """Return a report as a page in the current language, in UTF-8."""
    page = _template().render(
        language=current_language(),
        title=clean(str(report.title)),
        subtitle=[clean(str(line)) for line in report.subtitle],
        style=report.style.value,
        tables=[
            {**_table(table), "charts": [_chart(chart, table) for chart in report.charts_of(table)]}
            for table in report.tables
        ],
        notes_heading=_("Notes"),
        notes=[clean(str(note)) for note in report.notes],
    )
    return page.encode("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = resources.files(__package__).joinpath(_TEMPLATE).read_text("utf-8")
    return environment.from_string(source)


def _table(table: Table) -> dict[str, object]:
    columns = [_column(table, place) for place in range(len(table.columns))]
    return {
        "key": table.key,
        "title": clean(str(table.title)),
        "columns": columns,
        "rows": [_row(table, row) for row in table.rows],
        "total": None if table.total is None else _row(table, table.total),
        "notes": [clean(str(note)) for note in table.notes],
    }


def _chart(chart: Chart, table: Table) -> dict[str, object]:
    title = "" if chart.title == table.title else clean(str(chart.title))
    # Markup of our own, in which every text is escaped already.
    return {"title": title, "svg": Markup(chart_svg(chart))}  # noqa: S704


def _column(table: Table, place: int) -> dict[str, object]:
    """Return a column; numbers of vouchers and dates are `whole`: never broken at a hyphen."""
    column = table.columns[place]
    texts = [cell_text(row[place], column.kind) for row in table.rows]
    return {
        "heading": clean(str(column.heading)),
        "side": _side(column),
        "whole": all(" " not in text and len(text) <= _LONGEST_WHOLE for text in texts),
    }


def _row(table: Table, row: Row) -> list[str]:
    return [cell_text(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]


def _side(column: Column) -> str:
    return "right" if column.side is Align.RIGHT else "left"
