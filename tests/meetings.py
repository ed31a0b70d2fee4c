"""Meeting sheets for tests: a club with loans, and sheets filled in as people fill them."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ledger_core.books.actions import (
    LoanRequest,
    NewMember,
    ReceiptRequest,
    add_member,
    approve_loan,
    receive,
)
from ledger_core.books.people import Sex
from ledger_core.books.session import open_club, writing
from ledger_core.meetings import MeetingSheet, draft_sheet
from ledger_core.meetings.workbook import meeting_workbook
from tests.clubs import BOARD, FOUNDED, lend, small_club
from tests.made_once import made_once

MEETING = date(2026, 3, 21)
FRONT, MEMBERS, PAID_OUT, NEW_LOANS, EXPENSES, RECEIPTS = range(6)


@made_once
def club_with_loans(folder: Path) -> Path:
    """Write the books of a club with a loan of M001, one in arrears of M002, and one waiting."""
    small_club(folder)
    with writing(folder) as session:
        add_member(session, NewMember("Lê Thị Tám", FOUNDED, Sex.FEMALE, 1948))
        add_member(session, NewMember("Phạm Văn Tư", date(2026, 2, 25), Sex.MALE, 1951))
        lend(session, "M001", 6_000_000)
        lend(session, "M002", 5_000_000)
        request = ReceiptRequest("M001", date(2026, 2, 21), repayment=560_000, fee=10_000)
        receive(session, request)
        approve_loan(
            session,
            LoanRequest(
                "M003",
                date(2026, 3, 1),
                2_000_000,
                approved_by=BOARD,
                minutes="BB-2026-03",
                purpose="nuôi gà",
            ),
        )
        session.commit()
    return folder


def sheet_of(folder: Path, day: date = MEETING) -> MeetingSheet:
    """Draw up the sheet of a meeting."""
    return draft_sheet(open_club(folder).book, day)


def filled_workbook(
    sheet: MeetingSheet, entries: Mapping[int, Mapping[str, Any]], target: Path
) -> Path:
    """Fill in cells by sheet and name, as openpyxl saves them, and return the file."""
    workbook = load_workbook(io.BytesIO(meeting_workbook(sheet)))
    for number, cells in entries.items():
        for cell, value in cells.items():
            workbook.worksheets[number][cell] = value
    workbook.save(target)
    return target


def books_text(folder: Path) -> str:
    """Return every journal and the register, as they stand."""
    files = [folder / "register.beancount", *sorted(folder.glob("journal/*.beancount"))]
    return "\n".join(path.read_text("utf-8") for path in files)
