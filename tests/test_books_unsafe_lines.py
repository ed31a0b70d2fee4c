"""Amounts that would end the program are refused before Beancount's parser sees them."""

import json
from pathlib import Path

import pytest

from ledger_core.books.loading import load_club
from ledger_core.books.unsafe_lines import LONGEST_LINE, UNSAFE, unsafe_lines
from ledger_core.cli import main
from tests.corpus import CORPUS

CASH = "Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt"


def club_with(tmp_path: Path, text: str | bytes, name: str = "club.beancount") -> Path:
    content = text if isinstance(text, bytes) else text.encode()
    (tmp_path / name).write_bytes(b"; first line\n" + content + b"\n")
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        f"2026-01-01 balance {CASH} 1/0 VND",
        '2026-01-01 custom "x" 5 /\t0',
        '2026-01-01 custom "x" 5/0, 3',
        '2026-01-01 custom "x" 5/0.000',
        '2026-01-01 custom "x" 5/0.0.1',
        '2026-01-01 custom "x" 5/00,000',
        '2026-01-01 custom "x" 5/-0',
        '2026-01-01 custom "x" 5/(2 - 2)',
        '2026-01-01 custom "x" 1/3/0',
        '2026-01-01 custom "x" 2026/00',
        '2026-01-01 custom "x" "a / (b" 1/0 "c"',
        '* "a line that is skipped\n2026-01-01 custom "x" 1/0',
        '; "a remark\n2026-01-01 custom "x" 1/0',
        f"2026-01-01 open {CASH}\n  key: 5/0",
        '2026-01-01 custom "x" "ký\n tự" 1/0'.encode("cp1258", "replace"),
        '2026-01-01 custom "x" ' + "(" * LONGEST_LINE + "1",
    ],
)
def test_what_would_end_the_parser_is_found(tmp_path: Path, text: str | bytes) -> None:
    (found,) = unsafe_lines(club_with(tmp_path, text))
    assert found.rule == UNSAFE
    assert found.blocking
    assert found.line in {2, 3}


@pytest.mark.parametrize(
    "text",
    [
        '2026-01-01 * "Kỳ 3/12" "và/hoặc / (1/0)" #a/0 ^PT/0',
        '2026/01/02 custom "x" 100,000/3 VND',
        '2026-01-01 custom "x" 1/0.05',
        '2026-01-01 custom "x" 1/04',
        "; 1/0",
        '2026-01-01 * "dòng một\ndòng 1/0 hai"',
        "* 1/0",
        "x" * LONGEST_LINE,
    ],
)
def test_what_only_looks_like_it_is_left_alone(tmp_path: Path, text: str) -> None:
    assert unsafe_lines(club_with(tmp_path, text)) == []


def test_files_that_a_file_lists_are_looked_at_too(tmp_path: Path) -> None:
    club = tmp_path / "club"
    club.mkdir()
    club_with(tmp_path, '2026-01-01 custom "x" 1/0', "outside.txt")
    club_with(club, r'include "..\/out*.txt"')
    (found,) = unsafe_lines(club)
    assert found.file == str(tmp_path / "outside.txt")


def test_the_program_says_where_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (CORPUS / "_good").rglob("*.beancount"):
        target = tmp_path / path.relative_to(CORPUS / "_good")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    with (tmp_path / "journal" / "income-2026.beancount").open("a", encoding="utf-8") as journal:
        journal.write('\n2026-01-01 custom "x" 1/0\n')
    assert load_club(tmp_path).book.transactions == []
    assert main(["check", str(tmp_path), "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rule"] == UNSAFE
    assert finding["file"] == "journal/income-2026.beancount"
    assert main(["report", "ratios", str(tmp_path)]) == 1
    assert "journal/income-2026.beancount" in capsys.readouterr().err
