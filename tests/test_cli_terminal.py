"""What a person at a terminal is asked, in a terminal of its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from ledger_core.cli import main
from ledger_core.cli.menu_choices import OTHER, Choice, choices
from ledger_core.cli.root import root as commands
from tests.terminals import Terminal


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """A club with one member and capital."""
    folder = tmp_path / "hoa-sen"
    new = ["new", str(folder), "--name", "CLB Hoa Sen", "--date", "2026-01-15", "--yes"]
    assert main([*new, "--seed-capital", "100tr", "--source", "grant"]) == 0
    member = ["--name", "Nguyễn Thị Lan", "--sex", "f", "--born", "1958", "--date", "2026-01-15"]
    assert main(["member", "add", str(folder), *member, "--yes"]) == 0
    return folder


def test_a_receipt_is_asked_for_question_by_question(
    club: Path, tmp_path: Path, root: Path
) -> None:
    terminal = Terminal(["receive", "hoa-sen"], tmp_path, root)
    terminal.answer("Ai nộp tiền (mã hoặc tên): ", "thuý")
    terminal.expect("Không có thành viên nào tên là “thuý”.")
    terminal.answer("Ai nộp tiền (mã hoặc tên): ", "lan")
    terminal.answer("Trả nợ vay, cả gốc và lãi (không có thì nhấn Enter): ", "")
    terminal.answer("Hội phí (không có thì nhấn Enter): ", "5.5")
    terminal.expect("“5.5” có thể hiểu thành nhiều số tiền khác nhau: 5.500; 5.500.000.")
    terminal.answer("Hội phí (không có thì nhấn Enter): ", "5k")
    terminal.answer("Tiền phạt (không có thì nhấn Enter): ", "")
    terminal.answer("Ủng hộ (không có thì nhấn Enter): ", "")
    terminal.answer("Góp vốn (không có thì nhấn Enter): ", "")
    terminal.answer("Số phiếu thu (nhấn Enter để lấy số tiếp theo): ", "102")
    terminal.expect("Ngày [")  # today is offered, and only offered
    terminal.answer("]: ", "21/2/2026")
    terminal.expect("M001 Nguyễn Thị Lan nộp 5.000 đồng")
    terminal.answer("Ghi vào sổ? [c/k]: ", "ừ")
    terminal.answer("Ghi vào sổ? [c/k]: ", "có")
    terminal.expect("Đã ghi sổ. Phiếu thu PT-2026-0102: Nguyễn Thị Lan nộp 5.000 đồng.")
    assert terminal.end() == 0
    journal = (club / "journal" / "activity-2026.beancount").read_text(encoding="utf-8")
    assert '2026-02-21 * "Nguyễn Thị Lan" "Hội phí" ^PT-2026-0102' in journal


def test_only_what_is_missing_is_asked_and_no_writes_nothing(
    club: Path, tmp_path: Path, root: Path
) -> None:
    before = {path: path.read_bytes() for path in club.rglob("*.beancount")}
    words = ["receive", "hoa-sen", "--member", "M001", "--fee", "5k", "--lang", "en"]
    terminal = Terminal(words, tmp_path, root)
    terminal.expect("Date [")
    terminal.answer("]: ", "2026-02-21")
    terminal.answer("Write this into the books? [y/n]: ", "n")
    terminal.expect("Nothing was written.")
    assert terminal.end() == 1
    assert {path: path.read_bytes() for path in club.rglob("*.beancount")} == before


def test_a_breach_is_recorded_with_its_minutes_without_typing_all_again(
    club: Path, tmp_path: Path, root: Path
) -> None:
    words = ["loan", "approve", "hoa-sen", "--member", "M001", "--principal", "20tr"]
    words += ["--approved-by", "M001", "--minutes", "BB-1", "--date", "2026-01-21", "--lang", "en"]
    terminal = Terminal(words, tmp_path, root)
    terminal.expect("the rule allows 5 %")
    terminal.answer("Minutes that allowed it (Enter to leave it): ", "BB-1")
    terminal.expect('exception: "BB-1"')
    terminal.answer("Write this into the books? [y/n]: ", "y")
    terminal.expect("Loan L2026-001 is approved.")
    assert terminal.end() == 0
    assert 'exception: "BB-1"' in (club / "journal" / "income-2026.beancount").read_text("utf-8")


def test_the_menu_runs_commands_on_the_club_nearby(club: Path, tmp_path: Path, root: Path) -> None:
    assert club.is_dir()
    terminal = Terminal([], tmp_path, root)
    terminal.expect("Câu lạc bộ: CLB Hoa Sen (hoa-sen)")
    terminal.answer("Chọn số: ", "99")
    terminal.expect("Xin gõ một trong các số trên.")
    terminal.answer("Chọn số: ", "7")
    terminal.expect("Thành viên và Ban Chủ nhiệm …")
    terminal.expect("0. Quay lại")
    terminal.answer("Chọn số: ", "0")
    terminal.expect("Bác muốn làm việc gì?")
    terminal.answer("Chọn số: ", "9")
    terminal.answer("Chọn số: ", "1")
    terminal.expect("Sổ sách ổn: không thấy chỗ nào sai.")
    terminal.answer("Nhấn Enter để về bảng chọn việc", "")
    terminal.answer("Chọn số: ", "4")
    terminal.answer("Chọn số: ", "1")
    terminal.expect("Người vay (mã hoặc tên): ")
    terminal.interrupt()
    terminal.expect("Đã dừng.")
    terminal.answer("Nhấn Enter để về bảng chọn việc", "")
    terminal.answer("Chọn số: ", "0")
    assert terminal.end() == 0


def test_every_choice_of_the_menu_is_a_command() -> None:
    def words(offered: Sequence[Choice]) -> Iterator[str]:
        for choice in offered:
            yield from words(choice.below) if choice.below else [choice.words]

    for line in words(choices()):
        command: click.Command | None = commands
        if line == OTHER:
            continue
        for word in line.split():
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), word)
        assert command is not None, line


def test_the_menu_starts_a_club_and_lends(tmp_path: Path, root: Path) -> None:
    terminal = Terminal(["--lang", "en"], tmp_path, root)
    terminal.expect("No club is chosen yet.")
    terminal.answer("Your choice: ", "10")
    terminal.answer("Your choice: ", "11")
    terminal.answer("Folder for the new club (such as hanh-phuc): ", "lotus")
    terminal.answer("Name of the club: ", "CLB Hoa Sen")
    terminal.answer("Day of the month on which the club meets [21]: ", "")
    terminal.answer("Capital the club starts with (Enter for none): ", "100tr")
    terminal.expect("1. grant of a donor")
    terminal.answer("Your choice: ", "1")
    terminal.answer("Who gives it: ", "")
    terminal.expect("Date [")
    terminal.answer("]: ", "2026-01-15")
    terminal.answer("Write this into the books? [y/n]: ", "y")
    terminal.answer("Press Enter for the menu", "")
    terminal.expect("Club: CLB Hoa Sen (lotus)")
    terminal.answer("Your choice: ", "7")
    terminal.answer("Your choice: ", "2")
    terminal.answer("Full name: ", "Nguyễn Thị Lan")
    terminal.answer("Your choice: ", "woman")
    terminal.answer("Year of birth: ", "1958")
    terminal.answer("Member's code (Enter for the next free one): ", "")
    terminal.answer("Your choice: ", "")
    terminal.answer("Date [2026-01-15]: ", "")  # the date of before is offered again
    terminal.answer("Write this into the books? [y/n]: ", "y")
    terminal.expect("Nguyễn Thị Lan is now a member, with the code M001.")
    terminal.answer("Press Enter for the menu", "")
    terminal.answer("Your choice: ", "0")
    assert terminal.end() == 0
    assert (tmp_path / "lotus" / "club.beancount").is_file()
