"""Reports as the template needs them: texts in the reader's language, links, sorted and filtered.

Nothing is computed here. Cells come from `reports.text`, as in every other format.
"""

import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from club_fava.asking import Asked
from ledger_core.reports.tables import Align, Cell, Column, Figure, Report, Row, Table
from ledger_core.reports.text import cell_text

Link = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may lead to.

    Attributes:
      loans: The loans that have a page.
      members: The members that have one.
      place: Makes the address of a line of a file.
    """

    loans: Container[str]
    members: Container[str]
    place: Callable[[str], str]

    def having_pages(self, key: str) -> Container[str]:
        """Return the loans or the members that have a page."""
        return self.loans if key == "loan" else self.members


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell."""

    text: str
    side: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """The heading of a column, with the link that sorts by it."""

    text: str
    side: str
    link: str
    sorted: str  # as ARIA says it: ascending, descending or none


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table."""

    key: str
    title: str
    columns: list[ShownColumn]
    rows: list[list[ShownCell]]
    total: list[ShownCell] | None
    notes: list[str]
    left_out: int


@dataclass(frozen=True, slots=True)
class ShownReport:
    """One report."""

    title: str
    subtitle: list[str]
    tables: list[ShownTable]
    notes: list[str]


def shown_report(report: Report, asked: Asked, link: Link, known: Known) -> ShownReport:
    """Return a report as it is shown.

    Args:
      report: The report.
      asked: What to sort by and to look for.
      link: Makes the address of one of our pages: `link(page="loan", loan="L2026-007")`.
      known: What cells may lead to.
    """
    return ShownReport(
        title=str(report.title),
        subtitle=[str(line) for line in report.subtitle],
        tables=[shown_table(table, asked, link, known) for table in report.tables],
        notes=[str(note) for note in report.notes],
    )


def shown_table(table: Table, asked: Asked, link: Link, known: Known) -> ShownTable:
    """Return one table as it is shown: see `shown_report`."""
    rows = [row for row in table.rows if _is_asked_for(table, row, asked)]
    sort_table, _dot, sort_column = asked.sort.partition(".")
    keys = [column.key for column in table.columns]
    if sort_table == table.key and sort_column in keys:
        at = keys.index(sort_column)
        rows.sort(key=lambda row: _order(row[at]), reverse=asked.down)
    else:
        sort_column = ""

    def cells(row: Row) -> list[ShownCell]:
        return [_cell(c, column, link, known) for c, column in zip(row, table.columns, strict=True)]

    whole = len(rows) == len(table.rows)
    return ShownTable(
        key=table.key,
        title=str(table.title),
        columns=[_heading(table, c, sort_column, asked, link) for c in table.columns],
        rows=[cells(row) for row in rows],
        total=cells(table.total) if table.total is not None and whole else None,
        notes=[str(note) for note in table.notes],
        left_out=len(table.rows) - len(rows),
    )


def _heading(table: Table, column: Column, sorted_by: str, asked: Asked, link: Link) -> ShownColumn:
    here = column.key == sorted_by
    sort = f"{table.key}.{column.key}"
    request = asked.request
    address = link(
        page=asked.page,
        loan=request.loan,
        member=request.member,
        find=asked.find or None,
        late=asked.late or None,
        sort=sort,
        down=None if here and asked.down else ("1" if here else None),
    )
    direction = ("descending" if asked.down else "ascending") if here else "none"
    return ShownColumn(str(column.heading), _side(column), f"{address}#{table.key}", direction)


def _cell(cell: Cell, column: Column, link: Link, known: Known) -> ShownCell:
    return ShownCell(
        text=cell_text(cell, column.kind),
        side=_side(column),
        link=_target(cell, column, link, known),
    )


def _target(cell: Cell, column: Column, link: Link, known: Known) -> str | None:
    """Return where a cell leads: to a loan, a member, a report, a line of a file."""
    if not isinstance(cell, str) or not cell:
        return None
    if column.key == "place":
        return known.place(cell)
    if column.key == "report":
        return link(page=cell)
    if column.key in {"loan", "member"} and cell in known.having_pages(column.key):
        return link(page=column.key, **{column.key: cell})
    return None


def _side(column: Column) -> str:
    """Return the class of a cell; `right` is one of Fava's own, and floats."""
    return "figure" if column.side is Align.RIGHT else "words"


def _order(cell: Cell) -> tuple[int, Any]:
    """Return what a cell sorts by: nothing first, then figures and days, then texts."""
    value = cell.value if isinstance(cell, Figure) else cell
    if value is None:
        return (0, 0)
    if isinstance(value, str) or not hasattr(value, "__lt__"):
        return (2, _plain(str(value)))
    return (1, value)


def _is_asked_for(table: Table, row: Row, asked: Asked) -> bool:
    """Whether a row has the text that was looked for, and is late enough if it is a loan's."""
    if asked.late and "days_past_due" in (keys := [column.key for column in table.columns]):
        days = row[keys.index("days_past_due")]
        if not isinstance(days, int) or days < asked.late:
            return False
    if not asked.find:
        return True
    words = " ".join(
        cell_text(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)
    )
    return _plain(asked.find) in _plain(words)


def _plain(text: str) -> str:
    """Return a text without accents and capitals: who types “hoa” finds “Hoà” and “Hoa”."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
