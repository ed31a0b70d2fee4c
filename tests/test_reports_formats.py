"""Every format of every report shows the same figures."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.figures import format_amount, format_date
from ledger_core.messages import LANGUAGES, Message, language
from ledger_core.reports.formats.html import html_of
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.json_report import json_of
from ledger_core.reports.json_values import json_ratio
from ledger_core.reports.tables import Column, Figure, Kind, Report, Table, Value
from ledger_core.reports.text import cell_text, render_report
from tests.report_cases import ReportCase, report_cases

pytestmark = pytest.mark.parametrize("code", LANGUAGES)


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


def _figures(report: Report) -> Iterator[tuple[Value, Kind, str]]:
    """Yield each figure of a report, its kind, and how people read it."""
    for table in report.tables:
        for row in table.all_rows:
            for cell, column in zip(row, table.columns, strict=True):
                kind = cell.kind if isinstance(cell, Figure) else column.kind
                value = cell.value if isinstance(cell, Figure) else cell
                if kind is not Kind.TEXT and value is not None:
                    yield value, kind, cell_text(cell, column.kind)


@pytest.mark.parametrize("case", report_cases(), ids=str)
def test_text_and_page_show_every_figure(case: ReportCase, code: str) -> None:
    with language(code):
        report = case.report()
        text, page = render_report(report), _cells_of(html_of(report))
        shown = [cell_text(c, t.columns[i].kind) for t in report.tables for r in t.all_rows
                 for i, c in enumerate(r)]  # fmt: skip
        assert page.cells == shown
        assert all(written in text for _, _, written in _figures(report))


@pytest.mark.parametrize("case", report_cases(), ids=str)
def test_json_holds_every_figure(case: ReportCase, code: str) -> None:
    with language(code):
        report = case.report()
        answer = json.loads(render_as(report, Format.JSON))
        assert answer == json.loads(json.dumps(json_of(report)))
    for table in report.tables:
        found = answer["tables"][table.key]
        rows = [*found["rows"], *([found["total"]] if table.total else [])]
        for row, record in zip(table.all_rows, rows, strict=True):
            for cell, column in zip(row, table.columns, strict=True):
                value = cell.value if isinstance(cell, Figure) else cell
                assert record[column.key] == _as_json(value, code)


def _as_json(value: Value, code: str) -> object:
    match value:
        case Message():
            return value.in_language(code)
        case date():
            return value.isoformat()
        case Fraction():
            return json_ratio(value)
        case _:
            return value


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


def test_figures_are_written_as_the_language_writes_them(code: str) -> None:
    columns = (Column("a", Message("a"), Kind.AMOUNT), Column("d", Message("d"), Kind.DATE))
    table = Table("t", Message("t"), columns, ((1_234_567, date(2026, 3, 21)),))
    report = Report("r", Message("t"), (), (table,))
    with language(code):
        cells = _cells_of(html_of(report)).cells
    assert cells == [format_amount(1_234_567, code), format_date(date(2026, 3, 21), code)]
