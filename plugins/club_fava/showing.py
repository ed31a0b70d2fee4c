"""Reports as the template needs them: texts in the reader's language, links, sorted and filtered.

Nothing is computed here. Cells come from `reports.text` and pictures from `reports.formats`, as in
every other format.
"""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from club_fava.asking import Asked
from club_fava.choosing import chosen_report, sorted_by
from club_fava.linking import Links
from ledger_core.reports.formats.charts import chart_svg
from ledger_core.reports.tables import Align, Cell, Chart, Column, Report, Row, Table
from ledger_core.reports.text import cell_text

Download = Callable[[str, str], str]
"""Makes the address of a table's download from its key and the format."""

_LONGEST_WORDS = {True: 18, False: 24}  # letters that stay on one line: of words, of a code


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell.

    Attributes:
      text: What stands in it.
      side: The class of its side.
      link: Where it leads.
      entry: Where the entry of its line is shown, for the place of an entry.
    """

    text: str
    side: str
    link: str | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """The heading of a column, with the link that sorts by it."""

    text: str
    side: str
    link: str
    sorted: str  # as ARIA says it: ascending, descending or none


@dataclass(frozen=True, slots=True)
class ShownChart:
    """One picture; its title is empty where it is that of its table."""

    title: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table, with its pictures and the addresses of its downloads by format."""

    key: str
    title: str
    columns: list[ShownColumn]
    rows: list[list[ShownCell]]
    total: list[ShownCell] | None
    notes: list[str]
    charts: list[ShownChart]
    downloads: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """One report."""

    title: str
    subtitle: list[str]
    tables: list[ShownTable]
    notes: list[str]


def shown_report(report: Report, asked: Asked, links: Links, download: Download) -> ShownReport:
    """Return a report as it is shown.

    Args:
      report: The report.
      asked: What to sort by and to look for.
      links: What cells may lead to.
      download: Makes the address of a table's download.
    """
    chosen = chosen_report(report, asked)
    assert chosen is not None
    return ShownReport(
        title=str(report.title),
        subtitle=[str(line) for line in report.subtitle],
        tables=[
            _shown_table(table, chosen.charts_of(table), asked, links, download)
            for table in chosen.tables
        ],
        notes=[str(note) for note in report.notes],
    )


def _shown_table(
    table: Table, charts: tuple[Chart, ...], asked: Asked, links: Links, download: Download
) -> ShownTable:
    sides = [_side(table, place) for place in range(len(table.columns))]

    def cells(row: Row, row_key: str = "") -> list[ShownCell]:
        found = zip(row, table.columns, sides, strict=True)
        return [_cell(cell, column, side, links, row_key) for cell, column, side in found]

    keys = table.row_keys or ("",) * len(table.rows)
    return ShownTable(
        key=table.key,
        title=str(table.title),
        columns=[
            _heading(table, column, side, asked, links)
            for column, side in zip(table.columns, sides, strict=True)
        ],
        rows=[cells(row, f"{table.key}.{key}") for row, key in zip(table.rows, keys, strict=True)],
        total=None if table.total is None else cells(table.total),
        notes=[str(note) for note in table.notes],
        charts=[_chart(chart, table) for chart in charts],
        downloads={form: download(table.key, form) for form in ("csv", "xlsx")},
    )


def _chart(chart: Chart, table: Table) -> ShownChart:
    title = "" if chart.title == table.title else str(chart.title)
    # Markup of our own, in which every text is escaped already.
    return ShownChart(title, Markup(chart_svg(chart)))  # noqa: S704


def _heading(table: Table, column: Column, side: str, asked: Asked, links: Links) -> ShownColumn:
    here = column.key == sorted_by(table, asked)
    down = "1" if here and not asked.down else None
    order = {"sort": f"{table.key}.{column.key}", "down": down}
    address = links.page(**{**asked.arguments(), **order})
    direction = ("descending" if asked.down else "ascending") if here else "none"
    return ShownColumn(str(column.heading), side, f"{address}#{table.key}", direction)


def _cell(cell: Cell, column: Column, side: str, links: Links, row_key: str) -> ShownCell:
    place = cell if column.key == "place" and isinstance(cell, str) else ""
    return ShownCell(
        text=cell_text(cell, column.kind),
        side=side,
        link=links.of_cell(cell, column, row_key),
        entry=links.entry(place) if place else None,
    )


def _side(table: Table, place: int) -> str:
    """Return the class of a column's cells; `right` is one of Fava's own, and floats.

    Codes, dates and short words are `whole`: never broken into several lines.
    """
    column = table.columns[place]
    if column.side is Align.RIGHT:
        return "figure"
    texts = (cell_text(row[place], column.kind) for row in table.rows)
    whole = all(len(text) <= _LONGEST_WORDS.get(" " in text, 0) for text in texts)
    if column.key == "place":
        return "words place"
    return "whole" if whole else "words"
