"""Pictures of reports: the figures of their table, for any eye, and nothing in them that runs."""

import io
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ledger_core.messages import LANGUAGES, Message, language
from ledger_core.reports.charting import chart_of
from ledger_core.reports.formats.chart_scale import Scale, short_amount, short_figure
from ledger_core.reports.formats.charts import chart_svg, chart_words
from ledger_core.reports.formats.html import html_of
from ledger_core.reports.formats.pdf import report_pdf
from ledger_core.reports.formats.xlsx import report_xlsx
from ledger_core.reports.kinds import KINDS
from ledger_core.reports.tables import Chart, ChartKind, Column, Kind, Report, Series, Table
from tests.report_cases import CLUBS, DAY, ReportCase, example
from tests.strategies_hostile import hostile_texts

WITH_PICTURES = ("portfolio", "ageing", "months", "summary", "year-end")
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"defs", "pattern", "rect", "line", "polyline", "polygon", "circle", "text"}
WORDS = {"svg", "title", "desc"}
KIND = {kind.name: kind for kind in KINDS}


def drawn(chart: Chart, width: int = 960) -> ET.Element:
    return ET.fromstring(chart_svg(chart, width=width))  # noqa: S314 (our own drawing)


def texts(drawing: ET.Element) -> list[str]:
    return [found.text or "" for found in drawing.iter(f"{SVG}text")]


def months_table(*rows: tuple[date, int | None, int | None]) -> Table:
    columns = (
        Column("day", Message("Day"), Kind.DATE),
        Column("lent", Message("One"), Kind.AMOUNT),
        Column("late", Message("Two"), Kind.AMOUNT),
    )
    return Table("t", Message("T"), columns, rows)


@pytest.mark.parametrize("name", WITH_PICTURES)
@pytest.mark.parametrize("club", CLUBS)
def test_a_picture_shows_the_figures_of_its_table(name: str, club: str) -> None:
    report = ReportCase(club, KIND[name]).report()
    tables = {table.key: table for table in report.tables}
    assert report.charts
    for chart in report.charts:
        records = [tables[chart.table].record(row) for row in tables[chart.table].rows]
        assert list(chart.categories) == [record[chart.along] for record in records]
        for series in chart.series:
            assert list(series.values) == [record[series.key] for record in records]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_has_each_picture_with_its_words(code: str) -> None:
    with language(code):
        report = ReportCase("hanh-phuc", KIND["months"]).report()
        page = html_of(report).decode()
        assert page.count("<svg ") == page.count('role="img"') == len(report.charts)
        assert "<script" not in page
        for chart in report.charts:
            assert str(chart.title) in page
            assert chart_words(chart) in page


def test_a_drawing_is_the_same_in_the_pdf_with_the_letters_of_the_package() -> None:
    report = ReportCase("hanh-phuc", KIND["months"]).report()
    pages = PdfReader(io.BytesIO(report_pdf(report))).pages
    found = "".join(page.extract_text() for page in pages)
    assert "triệu" in found
    assert str(report.charts[0].series[1].label) in found
    fonts = [f.get_object()["/BaseFont"] for p in pages for f in p["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert {name.partition("+")[2] for name in fonts} == {"NotoSans-Regular", "NotoSans-Bold"}


def test_a_spreadsheet_draws_it_from_the_cells() -> None:
    report = ReportCase("hanh-phuc", KIND["months"]).report()
    book: Any = openpyxl.load_workbook(io.BytesIO(report_xlsx(report)))
    charts = [chart for sheet in book.worksheets for chart in sheet._charts]  # noqa: SLF001
    assert len(charts) == 3
    first = charts[0].series[0]
    name = str(report.tables[0].title)[:31]
    last = 4 + len(report.tables[0].rows)
    assert first.val.numRef.f.strip("'") == f"{name.strip()}'!$B$5:$B${last}"


@pytest.mark.parametrize(
    ("amount", "vi", "en"),
    [
        (12_500_000, "12,5 triệu", "12.5 million"),
        (999_499, "999 nghìn", "999 thousand"),
        (999_500, "1 triệu", "1 million"),
        (1_234_567_890, "1,23 tỷ", "1.23 billion"),
        (-48_251_893, "-48,3 triệu", "-48.3 million"),
        (500, "500 đồng", "500 đồng"),
    ],
)
def test_amounts_in_a_picture_have_three_digits(amount: int, vi: str, en: str) -> None:
    short = short_amount(amount)
    assert (short.in_language("vi"), short.in_language("en")) == (vi, en)


@given(st.integers(-(10**12), 10**12))
def test_a_short_amount_is_within_half_a_percent(amount: int) -> None:
    units = {"tỷ": 10**9, "triệu": 10**6, "nghìn": 10**3, "đồng": 1}
    number, unit = short_amount(amount).in_language("vi").split()
    shown = Fraction(number.replace(".", "").replace(",", ".")) * units[unit]
    assert abs(shown - amount) * 200 <= abs(amount)


@given(st.lists(st.integers(-(10**10), 10**10) | st.fractions(-2, 2), min_size=1, max_size=9))
def test_an_axis_holds_every_value_between_few_round_marks(values: list[int | Fraction]) -> None:
    scale = Scale.over(values, whole=False)
    assert scale.low <= min(*values, 0)
    assert scale.high >= max(*values, 0)
    assert 2 <= len(scale.marks) <= 8
    assert 0 in scale.marks
    assert all(0 <= scale.along(value, 100) <= 100 for value in values)


def test_lines_are_parted_where_nothing_is_known_and_told_apart_without_colour() -> None:
    days = [date(2026, month, 28) for month in range(1, 6)]
    lent = (5_000_000, None, 7_000_000, 8_000_000, 9_000_000)
    table = months_table(*zip(days, lent, (1, 2, 3, 4, 5_000_000), strict=True))
    chart = chart_of(table, ChartKind.LINE, along="day", columns=("lent", "late"))
    drawing = drawn(chart)
    lines = drawing.findall(f"{SVG}polyline")
    assert len(lines) == 5  # two samples in the legend, two parts of the first line, the second
    assert len({line.get("stroke-dasharray") for line in lines}) == 2
    assert {"9 triệu", "5 triệu", "One", "Two", "05/2026"} <= set(texts(drawing))


def test_bars_are_told_apart_by_patterns_of_their_own_drawing() -> None:
    table = months_table((date(2026, 1, 31), 5, 4), (date(2026, 2, 28), 6, 6))
    chart = chart_of(table, ChartKind.BARS, along="day", columns=("lent", "late"), key="a b<")
    fills = {bar.get("fill") for bar in drawn(chart).findall(f"{SVG}rect")}
    assert fills == {"#1f4e79", "url(#chart-a-b--bars-1)"}
    stacked = chart_of(table, ChartKind.STACKED, along="day", columns=("lent", "late"))
    assert "12 đồng" in texts(drawn(stacked))


def figures(chart: Chart) -> Iterator[str]:
    for series in chart.series:
        for value in series.values:
            yield "–" if value is None else short_figure(value, chart.value_kind)


def test_bars_that_lie_have_their_name_and_their_figure() -> None:
    columns = (Column("x", Message("X")), Column("n", Message("N"), Kind.COUNT))
    table = Table("t", Message("T"), columns, (("Một tên rất dài của một nhóm", 3), ("b", None)))
    chart = chart_of(table, ChartKind.BARS, along="x", columns=("n",))
    found = texts(drawn(chart))
    assert set(figures(chart)) <= set(found)
    assert " ".join(found[:2]) == "Một tên rất dài của một nhóm"


def test_columns_of_unlike_figures_are_no_chart() -> None:
    table = ReportCase("hanh-phuc", KIND["months"]).report().tables[0]
    with pytest.raises(ValueError, match="one chart cannot show"):
        chart_of(table, ChartKind.LINE, along="month_end", columns=("par_30", "par_30_ratio"))


@given(hostile_texts(), st.sampled_from(ChartKind), st.integers(1, 4))
def test_no_text_in_a_picture_runs(text: str, kind: ChartKind, count: int) -> None:
    said = Message("{text}", text=text)
    series = tuple(Series(f"s{n}", said, (n, None, -n)) for n in range(count))
    chart = Chart(text, said, kind, (text, said, date(2026, 1, 31)), series, table="t")
    drawing = drawn(chart)
    assert {found.tag.removeprefix(SVG) for found in drawing.iter()} <= SHAPES | {
        "svg",
        "title",
        "desc",
    }
    names = {name for found in drawing.iter() for name in found.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name}
    table = Table("t", said, (Column("x", said),), ())
    report = Report("r", said, (), (table,), charts=(chart,))
    assert b"<script" not in html_of(report)


def test_the_page_for_the_wall_is_one_page_without_those_who_are_late() -> None:
    late = {
        loan.member
        for loan in example("hanh-phuc").book.loans.values()
        if (account := loan.account_on(DAY)) is not None and account.position(DAY).days_past_due
    }
    members = example("hanh-phuc").book.register.members
    report = ReportCase("hanh-phuc", KIND["summary"]).report()
    pages = PdfReader(io.BytesIO(report_pdf(report))).pages
    assert late
    assert len(pages) == 1
    found = pages[0].extract_text() + html_of(report).decode()
    for code in late:
        assert code not in found
        assert members[code].name not in found
