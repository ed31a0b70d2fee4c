"""The meeting sheet as a workbook and a page: what it holds, and what is read back."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ledger_core.books.actions import NewMember, add_member
from ledger_core.books.people import Sex
from ledger_core.books.session import writing
from ledger_core.club import Attendance, Fund
from ledger_core.meetings.errors import NotAMeetingSheet
from ledger_core.meetings.page import meeting_pdf
from ledger_core.meetings.tables import sheet_report
from ledger_core.meetings.workbook import meeting_workbook
from ledger_core.meetings.workbook_reading import ReadSheet, read_meeting_workbook
from ledger_core.messages import LANGUAGES, language
from ledger_core.reports.text import render_report
from tests.meetings import (
    EXPENSES,
    FRONT,
    MEETING,
    MEMBERS,
    club_with_loans,
    filled_workbook,
    sheet_of,
)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return club_with_loans(tmp_path_factory.mktemp("meeting") / "club")


def read(club: Path, tmp_path: Path, entries: dict[int, dict[str, Any]]) -> ReadSheet:
    path = filled_workbook(sheet_of(club), entries, tmp_path / "sheet.xlsx")
    return read_meeting_workbook(path)


def test_the_same_sheet_has_the_same_bytes(club: Path) -> None:
    assert meeting_workbook(sheet_of(club)) == meeting_workbook(sheet_of(club))


def test_only_entries_can_be_written_into(club: Path) -> None:
    workbook = load_workbook(io.BytesIO(meeting_workbook(sheet_of(club))))
    assert workbook.worksheets[-1].sheet_state == "hidden"
    for sheet in workbook.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    members = workbook.worksheets[MEMBERS]
    unlocked = {c.coordinate for c in members[5] if not c.protection.locked}
    assert unlocked == {"D5", "L5", "M5", "N5", "O5", "P5", "Q5"}
    assert members.freeze_panes == "D5"
    assert len(members.data_validations.dataValidation) == 7


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_an_untouched_sheet_says_nothing_in_either_language(
    club: Path, tmp_path: Path, spoken: str
) -> None:
    with language(spoken):
        found = read(club, tmp_path, {})
    assert found.mistakes == ()
    assert found.filled.minutes == "BB-2026-03"
    assert found.filled.mark == sheet_of(club).mark
    assert all(not line.paid and line.attendance is None for line in found.filled.lines)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (500_000, 500_000),
        (500_000.0, 500_000),
        ("500.000", 500_000),
        ("500,000", 500_000),
        ("500k", 500_000),
        (" 1,5 triệu ", 1_500_000),
        ("=K7", 560_000),
        ("=K7-60000", 500_000),
        ("=SUM(E7:I7)", 560_000),
        (0, 0),
        ("", None),
    ],
)
def test_amounts_as_people_and_programs_write_them(
    club: Path, tmp_path: Path, written: object, amount: int | None
) -> None:
    found = read(club, tmp_path, {MEMBERS: {"L7": written}})
    assert found.mistakes == ()
    line = next((line for line in found.filled.lines if line.member == "M001"), None)
    assert (line.total if line else None) == amount


@pytest.mark.parametrize(
    "written",
    [
        -5_000,
        500,  # 500.000 typed where a point parts decimals
        1.25,
        1e30,
        True,
        datetime(2026, 5, 5),  # noqa: DTZ001 (as spreadsheets keep it)
        "năm trăm",
        "5.5",
        "=K7*2",
        "=L7",
        '=HYPERLINK("http://example.org")',
    ],
)
def test_what_is_no_amount_is_a_mistake_with_its_cell(
    club: Path, tmp_path: Path, written: object
) -> None:
    (mistake,) = read(club, tmp_path, {MEMBERS: {"L7": written}}).mistakes
    assert mistake.place.cell == "L7"
    assert mistake.place.sheet == "Thành viên"
    assert mistake.remedy is not None


@pytest.mark.parametrize(
    ("mark", "attendance"),
    [
        ("Có mặt", Attendance.PRESENT),
        ("co mat", Attendance.PRESENT),
        ("X", Attendance.PRESENT),
        ("present", Attendance.PRESENT),
        ("Có phép", Attendance.EXCUSED),
        ("p", Attendance.EXCUSED),
        ("Vắng", Attendance.ABSENT),
        ("v", Attendance.ABSENT),
    ],
)
def test_marks_of_the_roll(club: Path, tmp_path: Path, mark: str, attendance: Attendance) -> None:
    found = read(club, tmp_path, {MEMBERS: {"D5": mark}})
    assert found.mistakes == ()
    assert found.filled.lines[0].attendance is attendance


def test_the_count_and_a_purpose_are_read(club: Path, tmp_path: Path) -> None:
    entries = {FRONT: {"B15": "1.000.000", "C15": 0}, EXPENSES: {"B6": 200_000, "C6": "Bà Ba"}}
    found = read(club, tmp_path, entries)
    assert found.filled.counted == {Fund.INCOME: 1_000_000, Fund.ACTIVITY: 0}
    (money,) = found.filled.other
    assert (money.fund, money.role) == (Fund.ACTIVITY, "area-health-care")


def test_a_name_never_becomes_a_formula(tmp_path: Path) -> None:
    club = club_with_loans(tmp_path / "club")
    with writing(club) as session:
        add_member(session, NewMember("=1+1", date(2026, 2, 1), Sex.MALE, 1950))
        session.commit()
    workbook = load_workbook(io.BytesIO(meeting_workbook(sheet_of(club))))
    cell = workbook.worksheets[MEMBERS]["B11"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b"\x00" * 5000])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotAMeetingSheet):
        read_meeting_workbook(path)


def test_another_workbook_and_another_form_are_refused(club: Path, tmp_path: Path) -> None:
    path = filled_workbook(sheet_of(club), {}, tmp_path / "sheet.xlsx")
    workbook = load_workbook(path)
    workbook["clubledger"]["B1"] = "99"
    workbook.save(path)
    with pytest.raises(NotAMeetingSheet, match="99"):
        read_meeting_workbook(path)
    del workbook["clubledger"]
    workbook.save(path)
    with pytest.raises(NotAMeetingSheet):
        read_meeting_workbook(path)
    with pytest.raises(NotAMeetingSheet):
        read_meeting_workbook(tmp_path / "nothing.xlsx")


def test_the_page_names_everybody_and_every_amount(club: Path) -> None:
    content = meeting_pdf(sheet_of(club))
    assert content == meeting_pdf(sheet_of(club))
    pages = PdfReader(io.BytesIO(content)).pages
    text = "\n".join(page.extract_text() for page in pages)
    for expected in ("Nguyễn Thị Hoa", "560.000", "PHẢI NỘP", "PHẢI CÓ TRONG KÉT", "L2026-003"):
        assert expected in text
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert (round(width), round(height)) == (842, 595)


def test_the_screen_shows_the_same_figures(club: Path) -> None:
    text = render_report(sheet_report(sheet_of(club, MEETING)))
    assert "560.000" in text
    assert "2.000.000" in text
