"""The guided meeting in a terminal of its own: answered, cut off, resumed, posted."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.session import open_club
from ledger_core.club import Attendance, Fund, Role
from ledger_core.meetings.answers import (
    Answers,
    LineAnswer,
    answers_file,
    load_answers,
    save_answers,
)
from tests.clubs import BOARD
from tests.meetings import MEETING, books_text, club_with_loans, sheet_of
from tests.terminals import Terminal

WORDS = ["meeting", "run", "club", "--date", "2026-03-21"]
PAID = "Nộp (Enter"


@pytest.fixture
def club(tmp_path: Path) -> Path:
    return club_with_loans(tmp_path / "club")


def officers(terminal: Terminal) -> None:
    for code in BOARD:
        terminal.expect(code)
        terminal.answer(PAID, "0")
        terminal.expect("✓ Có mặt")


def first_two(terminal: Terminal) -> None:
    officers(terminal)
    terminal.expect("M001  NGUYỄN THỊ HOA")
    terminal.expect("PHẢI NỘP")
    terminal.answer(PAID, "?")
    terminal.expect("quay lại người trước")
    terminal.answer(PAID, "5.5")
    terminal.expect("nhiều số tiền khác nhau")
    terminal.answer(PAID, "")
    terminal.expect("✓ Có mặt; hội phí 5.000; trả nợ vay 555.000")
    terminal.expect("M002  TRẦN VĂN BA")
    terminal.answer(PAID, "p 500k")
    terminal.expect("✓ Có phép; hội phí 15.000; trả nợ vay 485.000")


def rest(terminal: Terminal) -> None:
    terminal.expect("M003  LÊ THỊ TÁM")
    terminal.answer(PAID, "65k")
    terminal.expect("nhiều hơn số phải nộp 50.000")
    terminal.answer("Chọn số", "3")
    terminal.expect("✓ Có mặt; hội phí 15.000; ủng hộ 50.000")
    terminal.expect("M004  PHẠM VĂN TƯ")
    terminal.answer(PAID, "v")
    terminal.expect("L2026-003")
    terminal.answer("Chi hôm nay", "2tr")
    terminal.answer("Mã người vay", "")
    terminal.answer("Số của mục", "2")
    terminal.answer("Số tiền: ", "50k")
    terminal.answer("Ai nhận tiền: ", "Trạm y tế")
    terminal.answer("Nội dung", "")
    terminal.answer("Số của mục", "")
    terminal.answer("Số của mục", "")
    terminal.answer("Số biên bản", "")
    terminal.answer("Quỹ tăng thu nhập: đếm được", "")
    terminal.answer("Quỹ hoạt động: đếm được", "")
    terminal.answer("Ghi lại cho ai", "m004")
    terminal.expect("M004  PHẠM VĂN TƯ")
    terminal.answer(PAID, "v")
    terminal.answer("Ghi lại cho ai", "")


def test_a_meeting_cut_off_by_a_power_cut_goes_on_where_it_stopped(
    club: Path, tmp_path: Path, root: Path
) -> None:
    before = books_text(club)
    terminal = Terminal(WORDS, tmp_path, root)
    first_two(terminal)
    terminal.expect("M003  LÊ THỊ TÁM")
    terminal.kill(signal.SIGKILL)
    assert books_text(club) == before
    kept = load_answers(club, MEETING)
    assert kept is not None
    assert [member for member, _loan in kept.lines] == [*BOARD, "M001", "M002"]

    again = Terminal(WORDS, tmp_path, root)
    again.expect("Làm tiếp buổi họp 21/03/2026: đã ghi 4 trên 6 dòng.")
    rest(again)
    again.expect("PHẢI CÓ TRONG KÉT")
    again.answer("Ghi vào sổ? [c/k]: ", "c")
    again.expect("Buổi họp 21/03/2026 (BB-2026-03) đã có trong sổ")
    # Interest of 60.000 + 50.000 waits, and February is over.
    again.expect("Lấy")
    again.answer("khóa sổ tháng 2026-02 bây giờ? [c/k]", "k")
    again.expect("clubledger close club --month 2026-02 --income-cash … --activity-cash …")
    assert again.end() == 0
    book = open_club(club).book
    (meeting,) = book.register.meetings
    assert dict(meeting.attendance) == {
        **dict.fromkeys(BOARD, Attendance.PRESENT),
        "M001": Attendance.PRESENT,
        "M002": Attendance.EXCUSED,
        "M003": Attendance.PRESENT,
        "M004": Attendance.ABSENT,
    }
    before_meeting = 200_000_000 - 11_000_000 + 560_000
    cash = before_meeting + 555_000 + 485_000 - 2_000_000
    assert book.balance(Fund.INCOME, Role.CASH) == cash
    assert not answers_file(club, MEETING).exists()


def test_after_the_meeting_the_boxes_are_counted_and_the_month_is_closed(
    club: Path, tmp_path: Path, root: Path
) -> None:
    sheet = sheet_of(club)
    answers = Answers(sheet.club, MEETING, "BB-2026-03", steps={"members", "waiting", "approvals"})
    answers.steps |= {"expenses", "receipts", "minutes", "count"}
    answers.lines = {line.key: LineAnswer() for line in sheet.lines}
    answers.lines["M001", "L2026-001"] = LineAnswer(Attendance.PRESENT, {"repayment": 555_000})
    save_answers(club, answers)
    terminal = Terminal(WORDS, tmp_path, root)
    terminal.answer("Ghi lại cho ai", "")
    terminal.answer("Ghi vào sổ? [c/k]: ", "c")
    terminal.expect("khóa sổ tháng 2026-02 bây giờ?")
    terminal.kill(signal.SIGKILL)
    assert open_club(club).book.register.last_sealed is None

    again = Terminal(WORDS, tmp_path, root)
    again.expect("Buổi họp 21/03/2026 (BB-2026-03) đã có trong sổ")
    again.expect("Lấy 103.000 đồng từ két Quỹ tăng thu nhập")
    again.expect("phải có: 190.012.000 đồng (Quỹ tăng thu nhập)")
    again.expect("phải có: 113.000 đồng (Quỹ hoạt động)")
    again.answer("khóa sổ tháng 2026-02 bây giờ? [c/k]", "c")
    again.answer("Quỹ tăng thu nhập: đếm được", "190.010.000")
    again.expect("Thiếu trong két: 2.000")
    again.answer("đếm lại", "")
    again.answer("Quỹ tăng thu nhập: đếm được", "190.012.000")
    again.expect("khớp với sổ")
    again.answer("Quỹ hoạt động: đếm được", "112k")
    again.answer("đếm lại", "1")
    again.answer("Ai đếm", "M001")
    again.expect("hai người khác nhau")
    again.answer("Ai đếm", "m001, M002")
    again.answer("Ghi vào sổ? [c/k]: ", "c")
    again.expect("Đã ghi sổ.")
    assert again.end() == 0
    book = open_club(club).book
    assert book.register.last_sealed is not None
    assert str(book.register.last_sealed.month) == "2026-02"
    assert {count.fund: count.amount for count in book.counts} == {
        Fund.INCOME: 190_012_000,
        Fund.ACTIVITY: 112_000,
    }
    assert book.balance(Fund.ACTIVITY, Role.CASH_SHORTAGE) == 1_000

    third = Terminal(WORDS, tmp_path, root)
    third.expect("đã có trong sổ")
    assert third.end() == 1


def test_what_was_spent_survives_a_power_cut_too(club: Path, tmp_path: Path, root: Path) -> None:
    sheet = sheet_of(club)
    answers = Answers(sheet.club, MEETING, "BB-2026-03", steps={"members", "waiting", "approvals"})
    answers.lines = {line.key: LineAnswer() for line in sheet.lines}
    save_answers(club, answers)
    terminal = Terminal(WORDS, tmp_path, root)
    terminal.answer("Số của mục", "2")
    terminal.answer("Số tiền: ", "50k")
    terminal.answer("Ai nhận tiền: ", "Trạm y tế")
    terminal.answer("Nội dung", "")
    terminal.expect("Số của mục")
    terminal.kill(signal.SIGKILL)
    again = Terminal(WORDS, tmp_path, root)
    again.expect("✓ Trạm y tế 50.000")
    again.answer("giữ các khoản này", "")
    again.expect("Số của mục")
    again.interrupt()
    assert again.end() == 1
    kept = load_answers(club, MEETING)
    assert kept is not None
    assert [money.amount for money in kept.other] == [50_000]


def test_back_and_later_and_no(club: Path, tmp_path: Path, root: Path) -> None:
    before = books_text(club)
    terminal = Terminal(WORDS, tmp_path, root)
    officers(terminal)
    terminal.expect("M001")
    terminal.answer(PAID, ">")
    terminal.expect("M002")
    terminal.answer(PAID, "0")
    terminal.expect("M003")
    terminal.answer(PAID, "<")
    terminal.expect("M002")
    terminal.answer(PAID, "v")
    terminal.expect("✓ Vắng")
    terminal.expect("M003")
    terminal.answer(PAID, "+")
    terminal.answer("hội phí [15.000]", "")
    terminal.answer("tiền phạt [0]", "10k")
    terminal.answer("ủng hộ [0]", "")
    terminal.answer("góp vốn [0]", "100k")
    terminal.expect("✓ Có mặt; hội phí 15.000; tiền phạt 10.000; góp vốn 100.000")
    terminal.expect("M004")
    terminal.answer(PAID, "")
    terminal.expect("M001")  # what was put off comes again
    terminal.interrupt()
    terminal.expect("Mọi câu trả lời đều được giữ")
    assert terminal.end() == 1
    assert books_text(club) == before


def test_what_was_kept_and_cannot_be_read_is_begun_anew(club: Path) -> None:
    path = answers_file(club, MEETING)
    path.parent.mkdir(exist_ok=True)
    for content in ("", "\x00\x00", "[]", '{"form": "1"}', '{"form": "0", "lines": 3}'):
        path.write_text(content, "utf-8")
        assert load_answers(club, MEETING) is None
    assert load_answers(club, date(2026, 4, 21)) is None
    assert os.listdir(path.parent)  # noqa: PTH208 (nothing was removed)
