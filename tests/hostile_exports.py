"""Hostile texts through every format of a report: nothing runs, and what is read back is the text.

    python -m tests.hostile_exports --texts 10000 --seed 1

Each text stands as title, heading, cell, sum, note, name of a chart and of its parts. Texts are put
together from pieces that have spoiled a file somewhere and from any characters; the same seed gives
the same texts. A sample runs with the suite.
"""

import argparse
import io
import json
import random
import re
import sys
import zipfile
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from openpyxl import load_workbook
from pypdf import PdfReader

from ledger_core.books.text import is_hidden
from ledger_core.messages import Message
from ledger_core.reports.display_width import clean
from ledger_core.reports.formats.charts import chart_svg
from ledger_core.reports.formats.csv import read_csv, report_csv
from ledger_core.reports.formats.html import html_of
from ledger_core.reports.formats.pdf import report_pdf
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.formats.sheet_text import begins_formula, decoded, visible
from ledger_core.reports.formats.xlsx import report_xlsx
from ledger_core.reports.tables import Chart, ChartKind, Column, Kind, Report, Series, Table
from ledger_core.reports.text import render_report
from tests.strategies_hostile import HOSTILE as OF_PAGES
from tests.strategies_sheets import HOSTILE as OF_SHEETS

PER_REPORT = 100
DAY = date(2026, 4, 21)
TOP = 4  # the row of headings in a sheet
_PIECES = (
    *(piece for piece in (*OF_PAGES, *OF_SHEETS) if len(piece) < PER_REPORT),
    *"=+-@;\t'\",\n ＝|%<>&#*_`$\\{}[]()/",
    *("</svg>", "</style>", "]]>", "<!--", "-->", "javascript:alert(1)", "' onload='x", "&#0;"),
    *("<svg onload=alert(1)>", "<foreignObject>", "${jndi:x}", "{{ x }}", "{% x %}", "%(a)s"),
)
_OF_PAGE = (
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "h1", "h2"),
    *("p", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "ul", "li", "figure"),
    *("figcaption", "svg", "desc", "defs", "pattern", "rect", "line", "polyline", "polygon"),
    *("circle", "text"),
)


def hostile(count: int, seed: int) -> list[str]:
    """Return so many texts, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (the same texts each time)

    def piece() -> str:
        if chance.random() < 0.7:
            return str(chance.choice(_PIECES))
        return "".join(chr(chance.randrange(1, 0x11000)) for _ in range(chance.randrange(6)))

    return ["".join(piece() for _ in range(chance.randrange(1, 6))) for _ in range(count)]


def report_of(texts: Sequence[str]) -> Report:
    """Return a report with some texts in every place that can hold one."""
    said = [Message("{text}", text=text) for text in texts]
    columns = (
        Column("text", said[0]),
        Column("day", said[1], Kind.DATE),
        Column("amount", said[2], Kind.AMOUNT),
    )
    rows = tuple((text, DAY, number) for number, text in enumerate(texts))
    table = Table("t", said[3], columns, rows, (said[4], said[5]), (texts[6], None, 1))
    series = (Series("amount", said[7], (3, 2, 1)), Series("b", said[8], (1, None, 2)))
    names = (said[9], texts[10], texts[11])
    kinds = (ChartKind.LINE, ChartKind.BARS, ChartKind.STACKED)
    charts = tuple(
        Chart(f"{kind.value}{texts[12]}", said[13], kind, names, series, table="t")
        for kind in kinds
    )
    return Report("r", said[14], (texts[15], said[16]), (table,), (said[17],), charts=charts)


def check(texts: Sequence[str]) -> None:
    """Write a report of some texts in every format and look at what came out.

    Raises:
        AssertionError: something of it could run, or is not the text.
    """
    report = report_of(texts)
    _check_csv(report, texts)
    _check_xlsx(report, texts)
    _check_pages(report, texts)
    _check_pdf(report, texts)
    answer = json.loads(render_as(report, Format.JSON))
    assert [_whole(row["text"]) for row in answer["tables"]["t"]["rows"]] == [*map(_whole, texts)]
    assert not [c for c in render_report(report) if is_hidden(c) and c != "\n"]


def _whole(text: str) -> str:
    """Return a text with two halves of a letter made one, as a reader of JSON does."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _check_csv(report: Report, texts: Sequence[str]) -> None:
    content = report_csv(report, table="t")
    assert [row[0] for row in read_csv(content)[1:]] == [visible(text) for text in texts]
    for line in report_csv(report).decode().removeprefix("\ufeff").split("\r\n"):
        assert not begins_formula(line.removeprefix('"'))


def _check_xlsx(report: Report, texts: Sequence[str]) -> None:
    # A chart of a spreadsheet takes its texts from the cells: none of the charts here has a table.
    content = report_xlsx(Report("r", report.title, report.subtitle, report.tables, report.notes))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        formulas = b"".join(archive.read(name) for name in names).count(b"<f>")
    assert formulas == 0  # the sum in the report is not that of its column
    assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
    sheet: Any = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [sheet.cell(TOP + number, 1) for number in range(1, len(texts) + 1)]
    assert [decoded(cell.value or "") for cell in cells] == [visible(text) for text in texts]
    assert all(cell.hyperlink is None for cell in cells)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.comments = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_comment(self, data: str) -> None:
        del data
        self.comments += 1


def _check_pages(report: Report, texts: Sequence[str]) -> None:
    page = _Tags()
    page.feed(html_of(report).decode("utf-8"))
    assert not page.tags - set(_OF_PAGE)
    assert not {n for n in page.attributes if n.startswith("on") or n in ("href", "src", "style")}
    assert not page.comments
    for chart in report.charts:
        drawing = ET.fromstring(chart_svg(chart))  # noqa: S314 (our own drawing)
        said = {"".join(found.itertext()) for found in drawing.iter()}
        assert clean(texts[7]) in said


def _check_pdf(report: Report, texts: Sequence[str]) -> None:
    pages = PdfReader(io.BytesIO(report_pdf(report)))
    root: Any = pages.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert not set(root.get("/Names", {})) & {"/JavaScript", "/EmbeddedFiles"}
    assert not [page for page in pages.pages if "/Annots" in page]
    # No text has swallowed or moved anything: each row has its day.
    found = "".join(page.extract_text() for page in pages.pages)
    assert re.sub(r"[\s\u200b]", "", found).count("21/04/2026") >= len(texts)


def main() -> int:
    """Check as many texts as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    texts = hostile(asked.texts, asked.seed)
    for first in range(0, len(texts), PER_REPORT):
        check(texts[first : first + PER_REPORT])
    sys.stdout.write(f"{len(texts)} hostile texts went through every format\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
