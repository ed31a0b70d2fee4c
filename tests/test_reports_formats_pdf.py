"""Reports as PDF: the same figures as text, any letters, nothing that a text could command."""

import io
import re
import sys
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from ledger_core.books.session import open_club
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, language
from ledger_core.reports import Column, Kind, Report, Table, cell_text, portfolio_report
from ledger_core.reports.display_width import clean
from ledger_core.reports.formats.pdf import report_pdf
from tests.lending_club import END_OF_JULY, club_until_april, go_on_until_july
from tests.strategies_hostile import HOSTILE, hostile_texts

DAY = date(2026, 4, 30)
A4 = (595, 842)


def message(text: str) -> Message:
    return Message("{text}", text=text)


def report(
    *rows: tuple[Any, ...], title: str = "Sổ quỹ", total: tuple[Any, ...] | None = None
) -> Report:
    columns = (
        Column("day", message("Ngày"), Kind.DATE),
        Column("text", message("Diễn giải")),
        Column("amount", message("Số tiền (đồng)"), Kind.AMOUNT),
        Column("share", message("Tỷ lệ"), Kind.RATIO),
    )
    table = Table("t", message(title), columns, rows, (message("Nguồn: sổ quỹ"),), total)
    return Report("cash", message(title), ("Câu lạc bộ Hạnh Phúc",), (table,), (message("Hết"),))


def row(number: int = 1, text: str = "Thu nợ") -> tuple[Any, ...]:
    return date(2026, 4, 21), text, number * 1_000, Fraction(number, 1000)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Return a text without spaces and places to break, as extracted words are parted anyhow."""
    return re.sub(r"[\s\u200b\u00a0\u00ad]", "", unicodedata.normalize("NFC", text))


def words_of(pdf: bytes) -> str:
    return squeezed("".join(pages(pdf)))


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_a_report_shows_every_figure_of_its_tables(tongue: str, tmp_path: Path) -> None:
    club = open_club(go_on_until_july(club_until_april(tmp_path / "club")))
    with language(tongue):
        document = portfolio_report(club, END_OF_JULY).document()
        found = words_of(report_pdf(document, day=END_OF_JULY))
        for table in document.tables:
            assert squeezed(str(table.title)) in found
            for cells in table.all_rows:
                for column, cell in zip(table.columns, cells, strict=True):
                    assert squeezed(cell_text(cell, column.kind)) in found
            for note in table.notes:
                assert squeezed(str(note)) in found
        for note in document.notes:
            assert squeezed(str(note)) in found


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report_pdf(report(row()), day=DAY) == report_pdf(report(row()), day=DAY)


def test_a_document_carries_the_day_of_its_report_and_no_clock() -> None:
    dated = PdfReader(io.BytesIO(report_pdf(report(row()), day=DAY))).metadata
    undated = PdfReader(io.BytesIO(report_pdf(report(row())))).metadata
    assert dated is not None
    assert undated is not None
    assert dated.creation_date is not None
    assert dated.creation_date.date() == DAY
    assert undated.creation_date is None


def test_every_page_repeats_heading_name_and_number() -> None:
    rows = [row(number) for number in range(1, 150)]
    found = pages(report_pdf(report(*rows, total=(None, "Tổng cộng", 987_654_321, None))))
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert f"Trang {number}/{len(found)}" in page
        assert "Diễn giải" in page
    assert "987.654.321" in found[-1]
    assert "987.654.321" not in "".join(found[:-1])


@pytest.mark.parametrize("count", range(36, 48))
def test_a_total_never_stands_alone_on_a_page(count: int) -> None:
    rows = [row(number) for number in range(count)]
    found = pages(report_pdf(report(*rows, total=(None, "Tổng cộng", 987_654_321, None))))
    last = next(page for page in found if "987.654.321" in page)
    assert "21/04/2026" in last


def test_wide_tables_turn_the_page() -> None:
    columns = tuple(Column(f"c{n}", message("Số tiền"), Kind.AMOUNT) for n in range(12))
    wide = Table("w", message("Bảng"), columns, ((123_456_789,) * 12,))
    for document, expected in [
        (report(row()), A4),
        (Report("w", message("Rộng"), (), (wide,)), A4[::-1]),
    ]:
        page = PdfReader(io.BytesIO(report_pdf(document))).pages[0]
        assert (round(page.mediabox.width), round(page.mediabox.height)) == expected


def test_all_vietnamese_letters_come_from_the_fonts_of_the_package() -> None:
    marks = "\u0300\u0301\u0303\u0309\u0323"
    vowels = [unicodedata.normalize("NFC", v + m) for v in "aăâeêioôơuưy" for m in marks]
    letters = "".join([*vowels, *"aăâeêioôơuưyđ"])
    letters += letters.upper() + "–“”…×÷₫"
    pdf = report_pdf(report(row(text=" ".join(letters)), title=letters))
    resources: Any = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]
    fonts = [font.get_object()["/BaseFont"] for font in resources["/Font"].values()]
    names = {name.partition("+")[2] for name in fonts}
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}
    assert squeezed(" ".join(letters)) in words_of(pdf)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "中" not in text])
def test_no_text_of_a_book_is_markup(text: str) -> None:
    found = words_of(report_pdf(report(row(text=text), title=text)))
    assert squeezed(clean(text)) in found


@settings(max_examples=100)
@given(hostile_texts())
def test_any_text_can_stand_in_a_report(text: str) -> None:
    shown = report_pdf(report(row(text=text), title=text, total=(None, text, 1, None)))
    assert "21/04/2026" in words_of(shown)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CannotRun) as refused:
        report_pdf(report(row()))
    assert refused.value.exit_code == 2
    assert 'pip install "clubledger[reports]"' in str(refused.value.remedy)
