"""Small clubs for tests, made by the same calls as the commands."""

from datetime import date
from pathlib import Path

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    NewClub,
    NewMember,
    add_member,
    add_seed_capital,
    approve_loan,
    create_club,
    disburse_loan,
    set_office,
)
from ledger_core.books.people import Sex
from ledger_core.books.session import WritingSession, writing
from ledger_core.club import Office
from tests.made_once import made_once

FOUNDED = date(2026, 1, 15)
MEETING = date(2026, 1, 21)
CAPITAL = 200_000_000
BOARD = ("BCN-1", "BCN-2")
"""Head and accountant, who approve: the borrowers of the tests are ordinary members."""


@made_once
def small_club(folder: Path, *, template: str = "vi", capital: int = CAPITAL) -> Path:
    """Start a club of two members, M001 and M002, with seed capital in the cash box."""
    create_club(folder, NewClub(name="Câu lạc bộ Hạnh Phúc", founded=FOUNDED, template=template))
    with writing(folder) as session:
        if capital:
            add_seed_capital(
                session, day=FOUNDED, amount=capital, source="grant", giver="Nhà tài trợ"
            )
        add_member(session, NewMember("Nguyễn Thị Hoa", FOUNDED, Sex.FEMALE, 1955))
        add_member(session, NewMember("Trần Văn Ba", FOUNDED, Sex.MALE, 1950))
        appoint_board(session)
        session.commit()
    return folder


def appoint_board(session: WritingSession, day: date = FOUNDED) -> None:
    """Give the club its officers."""
    people = (
        ("Bùi Thị Chín", Sex.FEMALE, Office.HEAD),
        ("Đỗ Văn Mười", Sex.MALE, Office.ACCOUNTANT),
    )
    for code, (name, sex, office) in zip(BOARD, people, strict=True):
        add_member(session, NewMember(name, day, sex, 1952, code=code))
        set_office(session, office=office, member=code, day=day)


def lend(session: WritingSession, member: str, principal: int, day: date = MEETING) -> str:
    """Approve and pay out a loan on one day; return its id."""
    loan = approve_loan(
        session,
        LoanRequest(
            member=member,
            day=day,
            principal=principal,
            approved_by=BOARD,
            minutes=f"BB-{day:%Y-%m}",
            purpose="nuôi gà",
        ),
    )
    disburse_loan(session, DisbursementRequest(loan, day))
    return loan
