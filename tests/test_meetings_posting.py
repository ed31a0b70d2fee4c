"""A filled sheet is posted whole or not at all, and as single commands would have entered it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger_core.books.actions import (
    DisbursementRequest,
    MoneyRequest,
    ReceiptRequest,
    disburse_loan,
    hold_meeting,
    pay,
    receive,
    receive_for,
)
from ledger_core.books.session import open_club, writing
from ledger_core.club import Attendance, Fund, Role
from ledger_core.meetings import Mistake, SheetHasMistakes, post_meeting
from ledger_core.meetings.errors import MeetingPostedOtherwise, SheetOfOtherClub
from ledger_core.meetings.filled import FilledSheet
from ledger_core.meetings.workbook_reading import read_meeting_workbook
from tests.clubs import BOARD
from tests.meetings import (
    EXPENSES,
    FRONT,
    MEETING,
    MEMBERS,
    NEW_LOANS,
    PAID_OUT,
    RECEIPTS,
    books_text,
    club_with_loans,
    filled_workbook,
    sheet_of,
)

# Rows: two officers, then 7 M001 (a loan), 8 M002 (in arrears), 9 M003 (a loan waits), 10 M004.
FILLED: dict[int, dict[str, Any]] = {
    MEMBERS: {
        "D7": "Có mặt",
        "L7": "=K7",  # as somebody points at the cell, saved without a result
        "D8": "p",
        "L8": "500.000",
        "D9": "x",
        "N9": 15_000,
        "P9": "200k",
        "D10": "v",
    },
    PAID_OUT: {"F5": 2_000_000},
    EXPENSES: {"B6": 150_000.0, "C6": "Trạm y tế xã", "D6": "khám sức khỏe"},
    RECEIPTS: {"B6": 300_000, "C6": "M003", "D6": "bán rau"},
    FRONT: {"B15": None},
}


@pytest.fixture
def club(tmp_path: Path) -> Path:
    return club_with_loans(tmp_path / "club")


def post(club: Path, path: Path) -> tuple[str, ...]:
    read = read_meeting_workbook(path)
    with writing(club) as session:
        post_meeting(session, read.filled, read=read.mistakes)
        return session.commit()


def mistakes_of(club: Path, path: Path) -> tuple[Mistake, ...]:
    before = books_text(club)
    with pytest.raises(SheetHasMistakes) as refused:
        post(club, path)
    assert books_text(club) == before
    return refused.value.mistakes


def test_the_sheet_asks_for_what_is_due(club: Path) -> None:
    first, second, third, fourth = sheet_of(club).lines[2:]
    assert (first.fee_owed, first.loan_due, first.to_pay) == (5_000, 555_000, 560_000)
    assert second.loan is not None
    assert second.loan.arrears == 467_000
    assert second.fee_owed == 15_000
    assert (third.fee_owed, third.loan) == (15_000, None)
    assert fourth.fee_owed == 5_000
    assert [(loan.loan, loan.to_pay_out) for loan in sheet_of(club).waiting] == [
        ("L2026-003", 2_000_000)
    ]


def test_a_filled_sheet_enters_what_single_commands_would(club: Path, tmp_path: Path) -> None:
    other = club_with_loans(tmp_path / "other" / "club")
    path = filled_workbook(sheet_of(club), FILLED, tmp_path / "sheet.xlsx")
    content = read_meeting_workbook(path).filled.content
    post(club, path)
    with writing(other) as session:
        receive(session, ReceiptRequest("M001", MEETING, repayment=555_000, fee=5_000))
        receive(session, ReceiptRequest("M002", MEETING, repayment=485_000, fee=15_000))
        receive(session, ReceiptRequest("M003", MEETING, fee=15_000, donation=200_000))
        disburse_loan(session, DisbursementRequest("L2026-003", MEETING))
        health = "area-health-care"
        expense = (150_000, "Trạm y tế xã")
        pay(
            session,
            MoneyRequest(Fund.ACTIVITY, MEETING, health, *expense, narration="khám sức khỏe"),
        )
        receive_for(
            session,
            MoneyRequest(
                Fund.ACTIVITY, MEETING, "common-work", 300_000, member="M003", narration="bán rau"
            ),
        )
        came = {"M001": Attendance.PRESENT, "M002": Attendance.EXCUSED}
        came |= {"M003": Attendance.PRESENT, "M004": Attendance.ABSENT}
        hold_meeting(session, day=MEETING, minutes="BB-2026-03", attendance=came, sheet=content)
        session.commit()
    assert books_text(club) == books_text(other)
    assert open_club(club).blocking == []


def test_the_cash_that_must_be_in_each_box_is_what_the_books_say(
    club: Path, tmp_path: Path
) -> None:
    read = read_meeting_workbook(filled_workbook(sheet_of(club), FILLED, tmp_path / "s.xlsx"))
    with writing(club) as session:
        posted = post_meeting(session, read.filled)
        session.commit()
    book = open_club(club).book
    for fund in Fund:
        assert posted.cash[fund].expected == book.balance(fund, Role.CASH)
    numbers = [str(done.voucher) for _planned, done in posted.receipts]
    numbers += [str(w.voucher) for m, w in posted.money if m.filled.received]
    last = [int(number.rpartition("-")[2]) for number in numbers]
    assert last == list(range(last[0], last[0] + len(last)))


def test_the_same_sheet_again_changes_nothing(club: Path, tmp_path: Path) -> None:
    path = filled_workbook(sheet_of(club), FILLED, tmp_path / "sheet.xlsx")
    assert post(club, path)
    before = books_text(club)
    assert post(club, path) == ()
    assert books_text(club) == before


def test_a_sheet_corrected_after_posting_is_refused(club: Path, tmp_path: Path) -> None:
    sheet = sheet_of(club)
    post(club, filled_workbook(sheet, FILLED, tmp_path / "sheet.xlsx"))
    before = books_text(club)
    changed: dict[int, dict[str, Any]] = {**FILLED, EXPENSES: {"B6": 160_000, "C6": "Trạm y tế xã"}}
    with pytest.raises(MeetingPostedOtherwise):
        post(club, filled_workbook(sheet, changed, tmp_path / "again.xlsx"))
    renamed = {**FILLED, FRONT: {"B4": "BB-2026-03b"}}
    with pytest.raises(MeetingPostedOtherwise):
        post(club, filled_workbook(sheet, renamed, tmp_path / "renamed.xlsx"))
    assert books_text(club) == before


def test_ten_different_mistakes_are_ten_findings(club: Path, tmp_path: Path) -> None:
    path = filled_workbook(
        sheet_of(club),
        {
            MEMBERS: {
                "D7": "ốm",  # 1 no mark of the roll
                "L7": 900_000,  # 2 more than is asked, and not said what for
                "M8": -5_000,  # 3 below zero
                "M9": 100_000,  # 4 no loan to repay
                "A10": "M101",  # 5 nobody has the code
                "L10": 5_000,
            },
            PAID_OUT: {"F5": 9_000_000},  # 6 more than was agreed
            NEW_LOANS: {"A5": "M001", "B5": 3_000_000},  # 7 nobody approved it
            EXPENSES: {
                "B5": 500,  # 8 less than any note: 500.000 typed in an English Excel
                "C5": "Bà Ba",
                "B6": 100_000,  # 9 nobody got it
            },
            RECEIPTS: {"A5": "Lì xì", "B5": 50_000, "C5": "Ông Tư"},  # 10 no such purpose
        },
        tmp_path / "sheet.xlsx",
    )
    mistakes = mistakes_of(club, path)
    places = [mistake.place.cell or f"row {mistake.place.row}" for mistake in mistakes]
    expected = ["D7", "L7", "M8", "M9", "row 10", "F5", "B5", "B5", "row 6", "A5"]
    assert sorted(places) == sorted(expected)
    assert len(mistakes) == 10
    assert all(mistake.remedy is not None for mistake in mistakes)
    for spoken in ("vi", "en"):
        for mistake in mistakes:
            assert not re.search(r"[{}]", mistake.reason.in_language(spoken))


def test_a_payment_entered_meanwhile_is_not_entered_twice(club: Path, tmp_path: Path) -> None:
    path = filled_workbook(sheet_of(club), FILLED, tmp_path / "sheet.xlsx")
    with writing(club) as session:
        receive(session, ReceiptRequest("M001", MEETING, repayment=555_000, fee=5_000))
        session.commit()
    (mistake,) = mistakes_of(club, path)
    assert mistake.place.row == 7
    assert "560.000" in str(mistake.reason)


def test_a_fund_cannot_pay_more_than_its_box_holds(club: Path, tmp_path: Path) -> None:
    entries: dict[int, dict[str, Any]] = {EXPENSES: {"B5": 50_000_000, "C5": "Bà Ba"}}
    (mistake,) = mistakes_of(club, filled_workbook(sheet_of(club), entries, tmp_path / "s.xlsx"))
    assert mistake.place.cell == "C15"


def test_an_empty_sheet_is_not_posted(club: Path, tmp_path: Path) -> None:
    (mistake,) = mistakes_of(club, filled_workbook(sheet_of(club), {}, tmp_path / "s.xlsx"))
    assert "chưa điền" in str(mistake.reason)


def test_a_loan_is_approved_and_paid_out_at_the_meeting(club: Path, tmp_path: Path) -> None:
    entries: dict[int, dict[str, Any]] = {
        FRONT: {"B5": "bcn-1, BCN-2"},
        NEW_LOANS: {"A5": "m004", "B5": "3tr", "C5": 6, "D5": "nuôi lợn", "F5": 3_000_000},
    }
    post(club, filled_workbook(sheet_of(club), entries, tmp_path / "s.xlsx"))
    record = open_club(club).book.loans["L2026-004"]
    assert record.terms is not None
    assert (record.member, record.terms.instalments) == ("M004", 6)
    assert record.approved_by == BOARD
    assert record.account is not None
    assert record.account.outstanding_principal == 3_000_000


def test_a_sheet_of_another_club_is_refused(club: Path) -> None:
    with writing(club) as session, pytest.raises(SheetOfOtherClub):
        post_meeting(session, FilledSheet("hoa-sen", date(2026, 3, 21), "BB-1"))
