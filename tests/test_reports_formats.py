"""Every format of every report shows the same figures."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from ledger_core.figures import format_amount, format_date
from ledger_core.messages import LANGUAGES, Message, language
from ledger_core.reports.formats.charts import chart_svg
from ledger_core.reports.formats.csv import read_csv, report_csv
from ledger_core.reports.formats.html import html_of
from ledger_core.reports.formats.pdf import report_pdf
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.formats.sheet_text import decoded, visible
from ledger_core.reports.formats.xlsx import report_xlsx
from ledger_core.reports.json_values import json_ratio
from ledger_core.reports.kinds import KINDS
from ledger_core.reports.tables import Cell, Column, Figure, Kind, Report, Table, Value
from ledger_core.reports.text import cell_text, render_report
from tests.report_cases import CLUBS, ReportCase


class _Cells(HTMLParser):
    """The cells of a page's tables, and every tag and attribute in it."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "td":
            self._open = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[-1] += data


def _cells_of(page: bytes) -> _Cells:
    parser = _Cells()
    parser.feed(page.decode("utf-8"))
    return parser


CASES = tuple(
    (ReportCase(club, kind), code)
    for club, code in zip(CLUBS, LANGUAGES, strict=True)
    for kind in KINDS
)


@pytest.mark.parametrize(("case", "code"), CASES, ids=str)
def test_every_format_shows_the_same_figures(case: ReportCase, code: str) -> None:
    with language(code):
        report = case.report()
        shown = list(_cells(report))
        written = [cell_text(value, kind) for value, kind in shown]
        texts = _texts(report)
        assert _cells_of(html_of(report)).cells == written
        assert _numbers(render_report(report)) == _numbers("\n".join(texts))
        _assert_csv(report_csv(report), report)
        _assert_xlsx(report_xlsx(report), report)
        _assert_json(json.loads(render_as(report, Format.JSON)), report)
        figures = [text for text, (_, kind) in zip(written, shown, strict=True) if kind != "text"]
        _assert_pdf(report_pdf(report), figures, texts, report)


def _cells(report: Report) -> Iterator[tuple[Value, Kind]]:
    """Yield each cell of a report's tables, row by row, with its kind."""
    for table in report.tables:
        for row in table.all_rows:
            for cell, column in zip(row, table.columns, strict=True):
                yield (cell.value, cell.kind) if isinstance(cell, Figure) else (cell, column.kind)


def _texts(report: Report) -> list[str]:
    """Return everything that a report says in words and figures."""
    found = [str(report.title), *map(str, report.subtitle), *map(str, report.notes)]
    for table in report.tables:
        found += [str(table.title), *map(str, table.notes)]
        found += [str(column.heading) for column in table.columns]
    return [*found, *(cell_text(value, kind) for value, kind in _cells(report))]


def _numbers(text: str) -> Counter[str]:
    """Return every number in a text, dates and codes among them, as it is written."""
    return Counter(re.findall(r"-?\d+(?:[.,/-]\d+)*", _plain(text)))


def _plain(text: str) -> str:
    """Return a text as its letters stand, without places to break it."""
    return text.replace("\u200b", "").replace("\u00a0", " ")


def _assert_csv(content: bytes, report: Report) -> None:
    rows = iter(read_csv(content))
    for table in report.tables:
        while next(rows):
            pass  # what stands before it, up to the empty row above its title
        assert next(rows) == [visible(str(table.title))]
        assert next(rows) == [visible(str(column.heading)) for column in table.columns]
        for row in table.all_rows:
            cells = zip(row, table.columns, next(rows), strict=True)
            for cell, column, field in cells:
                value = cell.value if isinstance(cell, Figure) else cell
                kind = cell.kind if isinstance(cell, Figure) else column.kind
                assert field == _as_field(value, kind)


def _as_field(value: Value, kind: Kind) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case int() | Fraction() if kind is Kind.RATIO:
            return json_ratio(Fraction(value)) or ""
        case _:
            return visible(str(value))


def _assert_xlsx(content: bytes, report: Report) -> None:
    sheets = load_workbook(io.BytesIO(content), data_only=True).worksheets
    for table, sheet in zip(report.tables, sheets, strict=False):
        read = sheet.iter_rows(min_row=5, max_col=len(table.columns), values_only=True)
        for row, values in zip(table.all_rows, read, strict=False):
            for cell, column, value in zip(row, table.columns, values, strict=True):
                _assert_cell(value, cell, column.kind)


def _assert_cell(found: Any, cell: Cell, kind: Kind) -> None:
    value, kind = (cell.value, cell.kind) if isinstance(cell, Figure) else (cell, kind)
    match value:
        case None:
            assert found == (cell_text(None, kind) if kind is Kind.RATIO else None)
        case date():
            assert found.date() == value
        case int() | Fraction():
            assert abs(Fraction(found) - value) <= Fraction(1, 10**14)
        case _:
            assert decoded(found or "") == visible(str(value))


def _assert_json(answer: Any, report: Report) -> None:
    for table in report.tables:
        found = answer["tables"][table.key]
        rows = [*found["rows"], *([found["total"]] if table.total else [])]
        for row, record in zip(table.all_rows, rows, strict=True):
            for cell, column in zip(row, table.columns, strict=True):
                value = cell.value if isinstance(cell, Figure) else cell
                kind = cell.kind if isinstance(cell, Figure) else column.kind
                assert record[column.key] == _as_json(value, kind)


def _assert_pdf(content: bytes, figures: list[str], texts: list[str], report: Report) -> None:
    """Every figure of the tables stands on the pages; other numbers come from what else they say.

    That is: the words of the report, headings again on each page, page numbers, pictures.
    """
    pages = PdfReader(io.BytesIO(content)).pages
    # Texts are broken after a hyphen or stroke, figures never.
    extracted = re.sub(r"(?<=\d[-/])\n", "", "\n".join(page.extract_text() for page in pages))
    found = _numbers(extracted)
    assert not _numbers("\n".join(figures)) - found
    drawn = [chart_svg(chart, width=width) for chart in report.charts for width in (560, 960)]
    known = _numbers("\n".join([*texts, *drawn, *(f"{n}" for n in range(len(pages) + 1))]))
    known.update(f"{n}/{len(pages)}" for n in range(1, len(pages) + 1))
    assert not found.keys() - known.keys()


def _as_json(value: Value, kind: Kind) -> object:
    match value:
        case Message():
            return str(value)
        case date():
            return value.isoformat()
        case int() | Fraction() if kind is Kind.RATIO or isinstance(value, Fraction):
            return json_ratio(Fraction(value))
        case _:
            return value


@pytest.mark.parametrize("code", LANGUAGES)
@given(text=st.text(max_size=60))
def test_no_text_of_a_book_becomes_markup(code: str, text: str) -> None:
    hostile = f"{text}<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    said = Message("{text}", text=hostile)
    table = Table("t", said, (Column("a", said),), ((hostile,), (said,)))
    report = Report("r", said, (hostile,), (table,), (said,))
    with language(code):
        page = _cells_of(html_of(report))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not {name for name in page.attributes if name.startswith("on")}
    assert "<script>" in page.cells[0]


@pytest.mark.parametrize("code", LANGUAGES)
def test_figures_are_written_as_the_language_writes_them(code: str) -> None:
    columns = (Column("a", Message("a"), Kind.AMOUNT), Column("d", Message("d"), Kind.DATE))
    table = Table("t", Message("t"), columns, ((1_234_567, date(2026, 3, 21)),))
    report = Report("r", Message("t"), (), (table,))
    with language(code):
        cells = _cells_of(html_of(report)).cells
    assert cells == [format_amount(1_234_567, code), format_date(date(2026, 3, 21), code)]
