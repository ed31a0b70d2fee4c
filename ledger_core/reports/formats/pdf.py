"""Reports as pages of A4, portrait, or landscape where a table is wide.

Every page has the heading of its table again, the report's name and its number.
"""

from collections.abc import Sequence
from datetime import date

from ledger_core.messages import _
from ledger_core.reports.display_width import display_width
from ledger_core.reports.formats.charts import WIDTH, chart_svg, chart_words
from ledger_core.reports.formats.typesetting import printable, typeset
from ledger_core.reports.tables import (
    Align,
    Cell,
    Chart,
    Column,
    Figure,
    Kind,
    Report,
    Row,
    Style,
    Table,
)
from ledger_core.reports.text import cell_text

_TEMPLATE = "reports/formats/templates/report.typ"
_POSTER = "reports/formats/templates/poster.typ"
_POSTER_CHART = 560  # units across a chart that takes half a page
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MEASURED = 6  # texts of a column that the template measures: the widest is among them


def report_pdf(report: Report, *, day: date | None = None, landscape: bool | None = None) -> bytes:
    """Write a report as PDF in the current language; the same report gives the same bytes.

    Args:
        report: The report.
        day: The day the report is about, for the document's properties.
        landscape: Whether the pages lie; None to decide by the width of the tables.

    Raises:
        FormatNotInstalled: the extra `reports` is not installed.
    """
    template = _POSTER if report.style is Style.POSTER else _TEMPLATE
    return typeset(template, report_data(report, landscape=landscape), day=day)


def report_data(report: Report, *, landscape: bool | None = None) -> dict[str, object]:
    """Return a report as the templates read it."""
    width = _POSTER_CHART if report.style is Style.POSTER else WIDTH
    return {
        "title": printable(report.title),
        "subtitle": [printable(line) for line in report.subtitle],
        "landscape": landscape,
        "large": report.style is Style.LARGE,
        "page": page_label(),
        "tables": [
            {
                **table_data(table),
                "charts": [_chart(chart, table, width) for chart in report.charts_of(table)],
            }
            for table in report.tables
        ],
        "notes_title": _("Notes"),
        "notes": [printable(note) for note in report.notes],
    }


def page_label() -> str:
    """Return how a page is numbered, with the two fields that a template fills in."""
    return _("Page {page} of {pages}", page="{page}", pages="{pages}")


def _chart(chart: Chart, table: Table, width: int) -> dict[str, object]:
    """Return a chart as the templates draw it, with its words for those who cannot see it."""
    return {
        "title": None if chart.title == table.title else printable(chart.title),
        "svg": chart_svg(chart, width=width),
        "words": chart_words(chart),
    }


def table_data(table: Table) -> dict[str, object]:
    """Return a table as the templates read it: texts, and which of them decide the widths."""
    rows = [_texts(row, table.columns) for row in table.rows]
    total = None if table.total is None else _texts(table.total, table.columns)
    everything = rows if total is None else [*rows, total]
    return {
        "key": table.key,
        "title": printable(table.title),
        "columns": [
            _column(column, [row[number] for row in everything])
            for number, column in enumerate(table.columns)
        ],
        "rows": rows,
        "total": total,
        "notes": [printable(note) for note in table.notes],
    }


def _column(column: Column, texts: Sequence[str]) -> dict[str, object]:
    heading = printable(column.heading)
    words = [word for text in [heading, *texts] for word in _pieces(text)]
    return {
        "heading": heading,
        "right": column.side is Align.RIGHT,
        "widest": _widest(texts),
        "words": _widest(words),
    }


def _pieces(text: str) -> list[str]:
    """Return the parts of a text that stay whole: figures, and words that are not too long."""
    return [word for word in text.split(" ") if "\N{ZERO WIDTH SPACE}" not in word]


def _widest(texts: Sequence[str]) -> list[str]:
    return sorted(set(texts), key=lambda text: (-display_width(text), text))[:_MEASURED]


def _texts(row: Row, columns: Sequence[Column]) -> list[str]:
    return [_cell(cell, column.kind) for cell, column in zip(row, columns, strict=True)]


def _cell(cell: Cell, kind: Kind) -> str:
    text = cell_text(cell, kind)
    if (cell.kind if isinstance(cell, Figure) else kind) is Kind.TEXT:
        return printable(text)
    return text.replace(" ", _NO_BREAK_SPACE)  # a figure is never broken
