"""`clubledger meeting sheet` and `post`, as a person and as a program calls them."""

import json
from pathlib import Path
from typing import Any

import pytest

from ledger_core.cli import main
from ledger_core.meetings.workbook_reading import read_meeting_workbook
from tests.meetings import EXPENSES, MEMBERS, books_text, club_with_loans, filled_workbook, sheet_of

DAY = "2026-03-21"


@pytest.fixture
def club(tmp_path: Path) -> Path:
    return club_with_loans(tmp_path / "club")


def filled(club: Path, target: Path, **members: object) -> Path:
    entries = {MEMBERS: {"D7": "x", "L7": 560_000, **members}}
    return filled_workbook(sheet_of(club), entries, target)


def called(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("name", ["sheet.xlsx", "sheet.pdf", "sheet.txt"])
def test_a_sheet_is_written_but_never_over_another(
    club: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    words = ("meeting", "sheet", club, "--date", DAY, "-o", tmp_path / name)
    assert called(capsys, *words)[0] == 0
    content = (tmp_path / name).read_bytes()
    assert called(capsys, *words)[0] == 1
    assert called(capsys, *words, "--replace")[0] == 0
    assert (tmp_path / name).read_bytes() == content


def test_a_format_that_is_none_is_refused(
    club: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sheet.doc"
    status, _out, err = called(capsys, "meeting", "sheet", club, "--date", DAY, "-o", target)
    assert (status, target.exists()) == (2, False)
    assert ".xlsx" in err


def test_the_sheet_for_programs(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _status, out, _err = called(capsys, "meeting", "sheet", club, "--date", DAY, "--format", "json")
    answer = json.loads(out)
    hoa = next(line for line in answer["members"] if line["member"] == "M001")
    assert (hoa["fee_owed"], hoa["principal"], hoa["to_pay"]) == (5_000, 500_000, 560_000)
    assert answer["opening"]["income"] == 189_560_000


def test_a_posted_sheet_shows_splits_and_boxes_and_again_says_so(
    club: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(club, tmp_path / "sheet.xlsx")
    status, out, _err = called(capsys, "meeting", "post", club, path, "--yes")
    assert status == 0
    assert "M001 Nguyễn Thị Hoa: 560.000" in out
    assert "L2026-001 (gốc 500.000, lãi 55.000); hội phí 5.000" in out
    # What must be in each box is the last thing before the question.
    assert out.index('custom "meeting"') < out.index("PHẢI CÓ TRONG KÉT")
    before = books_text(club)
    status, out, _err = called(capsys, "meeting", "post", club, path, "--yes")
    assert (status, books_text(club)) == (0, before)
    assert "đã được ghi sổ rồi" in out


def test_a_posted_sheet_for_programs(
    club: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(club, tmp_path / "sheet.xlsx")
    words = ("meeting", "post", club, path, "--yes", "--format", "json")
    answer: dict[str, Any] = json.loads(called(capsys, *words)[1])
    (receipt,) = answer["receipts"]
    assert receipt["split"]["principal"] == 500_000
    assert receipt["fee"] == 5_000
    assert answer["cash"]["income"] == {
        "opening": 189_560_000,
        "received": 555_000,
        "paid": 0,
        "expected": 190_115_000,
        "counted": None,
    }
    assert answer["meeting"]["present"] == 1
    assert answer["meeting"]["sheet"] == read_meeting_workbook(path).filled.content
    again = json.loads(called(capsys, *words)[1])
    assert (again["repeated"], again["written"]) == (True, [])


def test_mistakes_for_people_and_programs(
    club: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries: dict[int, dict[str, Any]] = {MEMBERS: {"L7": "5.5"}, EXPENSES: {"B5": 5_000}}
    path = filled_workbook(sheet_of(club), entries, tmp_path / "sheet.xlsx")
    before = books_text(club)
    status, out, err = called(capsys, "meeting", "post", club, path, "--yes")
    assert (status, out) == (1, "")
    assert "2 chỗ sai" in err
    assert "trang “Thành viên”, ô L7" in err
    status, out, _err = called(
        capsys, "meeting", "post", club, path, "--yes", "--format", "json", "--lang", "en"
    )
    mistakes = json.loads(out)["mistakes"]
    assert status == 1
    assert [mistake["row"] for mistake in mistakes] == [7, 5]
    assert {"sheet", "row", "cell", "reason", "remedy"} == mistakes[0].keys()
    assert books_text(club) == before


def test_a_guided_meeting_needs_somebody_to_answer(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(capsys, "meeting", "run", club, "--date", DAY)[0] == 2
