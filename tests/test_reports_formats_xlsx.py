"""Reports as XLSX, read back by openpyxl."""

import builtins
import io
import random
import sys
import zipfile
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from ledger_core.books.session import open_club
from ledger_core.messages import Message, language
from ledger_core.reports import Column, Figure, Kind, Table, portfolio_report
from ledger_core.reports.formats.csv import read_csv, report_csv
from ledger_core.reports.formats.extras import FormatNotInstalled
from ledger_core.reports.formats.sheet_text import coded, decoded, visible
from ledger_core.reports.formats.sheets import Sheets, allow_choices, put, sheet_name
from ledger_core.reports.formats.xlsx import report_xlsx
from tests.strategies_sheets import HOSTILE, report_of, tables, texts

DAY = date(2026, 6, 30)
TOP = 4  # the row of headings


def read(content: bytes, *, results: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def test_a_report_has_a_sheet_for_each_table_with_numbers_and_formulas(root: Path) -> None:
    report = portfolio_report(open_club(root / "examples" / "hanh-phuc"), DAY).document()
    content = report_xlsx(report)
    formulas, results = read(content, results=False), read(content, results=True)
    assert len(formulas.worksheets) == len(report.tables) + 1
    groups = formulas["Nhóm nợ và trích lập dự phòng"]
    assert groups.cell(TOP, 1).value == "Nhóm nợ"
    assert groups.freeze_panes == "A5"
    assert groups.cell(10, 3).value == "=SUM(C5:C9)"
    assert results["Nhóm nợ và trích lập dự phòng"].cell(10, 3).value == 42335195
    assert groups.cell(5, 3).number_format == '#,##0" đ"'
    assert groups.cell(5, 4).number_format == "0.00%"


def test_the_same_report_has_the_same_bytes() -> None:
    table = Table("t", Message("T"), (Column("x", Message("X")),), (("a",),))
    first = report_xlsx(report_of(table))
    assert first == report_xlsx(report_of(table))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 6, 30, 0, 0, 0)}
    properties = read(first, results=False).properties
    assert properties.created == properties.modified == datetime(2026, 6, 30)  # noqa: DTZ001


def test_days_are_dates_as_the_language_writes_them() -> None:
    table = Table("t", Message("T"), (Column("d", Message("D"), Kind.DATE),), ((DAY,),))
    for name, pattern in (("vi", "dd/mm/yyyy"), ("en", "yyyy-mm-dd")):
        with language(name):
            sheet = read(report_xlsx(report_of(table)), results=True).worksheets[0]
        cell = sheet.cell(TOP + 1, 1)
        assert (cell.value.date(), cell.number_format) == (DAY, pattern)


@settings(max_examples=60)
@given(tables())
def test_what_is_read_back_is_the_table_and_no_text_runs(table: Table) -> None:
    content = report_xlsx(report_of(table))
    sheets = read(content, results=False), read(content, results=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        formulas = b"".join(archive.read(n) for n in archive.namelist()).count(b"<f>")
    ours = 0
    for number, row in enumerate(table.all_rows, start=TOP + 1):
        for place, value in enumerate(row, start=1):
            assert not isinstance(value, Figure)
            written, shown = (book.worksheets[0].cell(number, place) for book in sheets)
            ours += written.data_type == "f"
            kind = table.columns[place - 1].kind
            if written.data_type == "f":
                assert number == TOP + len(table.rows) + 1
                assert str(written.value).startswith("=SUM(")
            assert_same(shown.value, value, kind)
    assert formulas == ours


def assert_same(read_back: Any, value: Any, kind: Kind) -> None:
    """A cell gives the value that was written, exactly; a ratio to 15 digits."""
    match kind:
        case Kind.RATIO if value is None:
            assert read_back == "không có"
        case Kind.RATIO:
            assert abs(Fraction(read_back) - value) <= Fraction(1, 10**14)
        case Kind.TEXT:
            assert decoded(read_back or "") == visible(value)
        case Kind.DATE if value is not None:
            assert read_back.date() == value
        case _:
            assert read_back == value


@given(texts())
def test_no_text_is_read_as_the_code_of_a_letter(text: str) -> None:
    assert decoded(coded(text)) == text


@given(texts(), texts())
def test_names_of_sheets_are_those_that_excel_takes(first: str, second: str) -> None:
    names = [sheet_name(first, []), "history"]
    names.append(sheet_name(second, names))
    names.append(sheet_name(first.upper(), names))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_choices_that_a_cell_cannot_offer_are_refused() -> None:
    sheet = Sheets().add("x")
    for choices in (["a,b"], ['a"'], ["x" * 256]):
        with pytest.raises(ValueError, match="cannot be offered"):
            allow_choices(sheet, "A1:A9", choices, only=True)
    assert put(sheet, 1, 1, None).value is None


def test_a_missing_library_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    importing = builtins.__import__

    def without_openpyxl(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ModuleNotFoundError(name=name)
        return importing(name, *rest, **more)

    for module in ("sheets", "sheet_charts", "xlsx"):
        monkeypatch.delitem(sys.modules, f"ledger_core.reports.formats.{module}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_openpyxl)
    with pytest.raises(FormatNotInstalled) as caught:
        import ledger_core.reports.formats.xlsx  # noqa: F401, PLC0415
    assert 'pip install "clubledger[reports]"' in str(caught.value.remedy)
    assert caught.value.exit_code == 2


def test_ten_thousand_hostile_texts_come_back_as_they_were() -> None:
    chance = random.Random(7)  # noqa: S311 (the same texts each time)
    pieces: list[str] = [*(text for text in HOSTILE if len(text) < 100), *"=+-@;\t'\",\n ＝|%"]

    def piece() -> str:
        if chance.random() < 0.6:
            return str(chance.choice(pieces))
        return "".join(chr(chance.randrange(1, 0x11000)) for _ in range(chance.randrange(6)))

    found = ["".join(piece() for _ in range(chance.randrange(1, 6))) for _ in range(10_000)]
    columns = (Column("x", Message("X")),)
    table = Table("t", Message("T"), columns, tuple((text,) for text in found))
    meant = [visible(text) for text in found]
    content = report_xlsx(report_of(table))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    sheet = read(content, results=False).worksheets[0]
    cells = [sheet.cell(number, 1).value or "" for number in range(TOP + 1, TOP + 10_001)]
    assert [decoded(cell) for cell in cells] == meant
    rows = read_csv(report_csv(report_of(table), table="t"))[1:]
    assert [row[0] for row in rows] == meant
