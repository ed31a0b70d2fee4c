"""A club with every kind of loan that a portfolio report has to show, for the tests of reports."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    NewMember,
    ReceiptRequest,
    add_member,
    approve_loan,
    disburse_loan,
    distribute_interest,
    receive,
)
from ledger_core.books.people import Sex
from ledger_core.books.session import WritingSession, writing
from tests.clubs import BOARD, FOUNDED, lend, small_club
from tests.made_once import made_once

PUNCTUAL, LATE, MOVED, LOST, SECOND, WAITING = (f"L2026-00{n}" for n in range(1, 7))
END_OF_APRIL = date(2026, 4, 30)
END_OF_JULY = date(2026, 7, 31)
_PRINCIPALS = {"M001": 6_000_000, "M002": 5_000_000, "M003": 4_000_000, "M004": 2_000_000}

_MOVED_AND_LOST = """
2026-05-21 custom "loan-rescheduled" "L2026-003"
  kind: "extension"
  instalments: 10
  first-due: 2026-06-21
  minutes: "BB-2026-05"
  approved-by: "BCN-1 BCN-2"

2026-06-21 * "Phạm Văn Tư" "Xóa nợ theo biên bản BB-2026-06" ^L2026-004
  loan: "L2026-004"
  member: "M004"
  approved-by: "BCN-1 BCN-2"
  minutes: "BB-2026-06"
  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M004:L2026-004        -2,000,000 VND
  Chi-Phí:Quỹ-Tăng-Thu-Nhập:Tổn-Thất-Cho-Vay               2,000,000 VND
"""


@made_once
def club_until_april(folder: Path) -> Path:
    """Write the books from January to April 2026.

    M001 repays on time, M002 and M004 never, M003 in February only; in March M002 gets a second
    loan, which the minutes BB-2026-03 allowed.
    """
    small_club(folder)
    with writing(folder) as session:
        add_member(session, NewMember("Lê Thị Tám", FOUNDED, Sex.FEMALE, 1948))
        add_member(session, NewMember("Phạm Văn Tư", FOUNDED, Sex.MALE, 1951))
        for member, principal in _PRINCIPALS.items():
            lend(session, member, principal)
        _meeting(session, 2, {"M001": 560_000, "M003": 374_000})
        second = _approve(session, "M002", 3, exception="BB-2026-03")
        disburse_loan(session, DisbursementRequest(second, _day(3)))
        _meeting(session, 3, {"M001": 555_000})
        _meeting(session, 4, {"M001": 550_000})
        session.commit()
    return folder


def go_on_until_july(folder: Path) -> Path:
    """Go on with the books: M003's loan is rescheduled, that of M004 written off.

    In July M001 gets a second loan approved, by the minutes BB-2026-07; it is not paid out.
    """
    journal = folder / "journal" / "income-2026.beancount"
    with journal.open("a", encoding="utf-8") as file:
        file.write(_MOVED_AND_LOST)
    with writing(folder) as session:
        _meeting(session, 6, {"M001": 1_000_000, "M003": 300_000})
        _approve(session, "M001", 7, exception="BB-2026-07")
        session.commit()
    return folder


def _day(month: int) -> date:
    return date(2026, month, 21)


def _meeting(session: WritingSession, month: int, repayments: Mapping[str, int]) -> None:
    for member, amount in repayments.items():
        request = ReceiptRequest(member=member, day=_day(month), repayment=amount, fee=5_000)
        receive(session, request)
    distribute_interest(session, day=_day(month))


def _approve(session: WritingSession, member: str, month: int, *, exception: str) -> str:
    return approve_loan(
        session,
        LoanRequest(
            member=member,
            day=_day(month),
            principal=1_000_000,
            approved_by=BOARD,
            minutes=exception,
            exception=exception,
        ),
    )
