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
)
from ledger_core.books.people import Sex
from ledger_core.books.session import WritingSession, writing

FOUNDED = date(2026, 1, 15)
MEETING = date(2026, 1, 21)
CAPITAL = 200_000_000


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
        session.commit()
    return folder


def lend(session: WritingSession, member: str, principal: int, day: date = MEETING) -> str:
    """Approve and pay out a loan on one day; return its id."""
    loan = approve_loan(
        session,
        LoanRequest(
            member=member,
            day=day,
            principal=principal,
            approved_by=("M001",),
            minutes=f"BB-{day:%Y-%m}",
            purpose="nuôi gà",
        ),
    )
    disburse_loan(session, DisbursementRequest(loan, day))
    return loan
