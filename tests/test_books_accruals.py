"""Accrual: interest is income when earned, in debt group 1 alone, and never twice."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import (
    LossRequest,
    ReceiptRequest,
    ReversalRequest,
    accrue_interest,
    receive,
    reverse,
    write_off,
)
from ledger_core.books.actions.accounting_errors import LaterAccountingEntry, NotOnAccrual
from ledger_core.books.actions.distribution import undistributed_interest
from ledger_core.books.losses import LossReason
from ledger_core.books.receivables import receivable_left, receivables_on
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.club import Fund, Role
from ledger_core.loans import AccrualPosition
from ledger_core.reports import standard_loans
from tests.clubs import BOARD, lend, small_club

ACCRUAL = '\n2026-01-16 custom "rules" "BB-2026-01"\n  accounting: "accrual"\n'
CASH = '\n2026-03-01 custom "rules" "BB-2026-03"\n  accounting: "cash"\n'
FEBRUARY, MARCH, APRIL = date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club on accrual that lent 6 million to M002 at 1 % a month in January."""
    return club_on_accrual(tmp_path / "hanh-phuc")


def club_on_accrual(folder: Path) -> Path:
    small_club(folder)
    add_rules(folder, ACCRUAL)
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        session.commit()
    return folder


def add_rules(folder: Path, text: str) -> None:
    with (folder / "register.beancount").open("a", encoding="utf-8") as file:
        file.write(text)


def accrue(session: WritingSession, day: date) -> dict[str, tuple[int, int, int]]:
    """Accrue; return for each loan what was accrued, taken back and is receivable."""
    done = accrue_interest(session, day=day, standard=standard_loans(session.book, day))
    return {each.loan: (each.movement.accrued, each.movement.reversed, each.after) for each in done}


def income(session: WritingSession) -> int:
    return -session.book.balance(Fund.INCOME, Role.LOAN_INTEREST)


def test_interest_is_earned_then_received_and_never_twice(folder: Path) -> None:
    """60,000 fall due on 21 February; on the 28th a quarter of the next month is earned."""
    with writing(folder) as session:
        january = accrue(session, date(2026, 1, 31))
        assert january == {"L2026-001": (19_355, 0, 19_355)}  # 10 of 31 days of 60,000
        assert undistributed_interest(session, date(2026, 1, 31)) == 0
        receive(session, ReceiptRequest("M002", date(2026, 2, 21), repayment=560_000))
        assert receivable_left(session.book, "L2026-001") == 0
        assert income(session) == 60_000
        assert undistributed_interest(session, FEBRUARY) == 60_000
        accrued, taken_back, left = accrue(session, FEBRUARY)["L2026-001"]
        assert (accrued, taken_back) == (13_750, 0)  # 7 of 28 days of 55,000
        assert left == 13_750
        session.commit()
    with writing(folder) as session:
        assert accrue(session, FEBRUARY)["L2026-001"] == (0, 0, 13_750)
        assert session.commit() == ()
    assert open_club(folder).findings == []


def test_a_loan_that_leaves_group_1_takes_its_interest_back(folder: Path) -> None:
    """Nothing is paid in February: at the end of March the loan is over 30 days late."""
    with writing(folder) as session:
        accrue(session, FEBRUARY)
        assert receivables_on(session.book, FEBRUARY) == {"L2026-001": 73_750}
        accrued, taken_back, left = accrue(session, MARCH)["L2026-001"]
        assert (accrued, taken_back, left) == (0, 73_750, 0)
        assert income(session) == 0
        # What it pays then is income when it is received.
        receive(session, ReceiptRequest("M002", APRIL, repayment=2_000_000))
        record = session.book.loans["L2026-001"]
        assert record.account is not None
        assert income(session) == sum(day.posted.interest for day in record.account.days)
        session.commit()
    assert not open_club(folder).blocking


def test_cash_basis_knows_no_accrual(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "club")
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        with pytest.raises(NotOnAccrual):
            accrue(session, FEBRUARY)


def test_back_to_cash_basis(folder: Path) -> None:
    """What is receivable on the day of the change is taken back; then there is nothing to do."""
    with writing(folder) as session:
        accrue(session, FEBRUARY)
        session.commit()
    add_rules(folder, CASH)
    with writing(folder) as session:
        assert accrue(session, MARCH)["L2026-001"][1:] == (73_750, 0)
        session.commit()
        with pytest.raises(NotOnAccrual):
            accrue(session, APRIL)
    assert open_club(folder).findings == []


def test_an_earlier_day_comes_too_late(folder: Path) -> None:
    with writing(folder) as session:
        accrue(session, FEBRUARY)
        with pytest.raises(LaterAccountingEntry):
            accrue(session, date(2026, 1, 31))


def test_a_receipt_entered_late_settles_no_more_than_is_left(folder: Path) -> None:
    """What stands receivable after the day of payment limits what the payment may settle."""
    with writing(folder) as session:
        accrue(session, date(2026, 1, 31))
        assert receivable_left(session.book, "L2026-001", date(2026, 1, 25)) == 0
        assert receivable_left(session.book, "L2026-001", date(2026, 2, 21)) == 19_355


def test_waived_interest_that_was_accrued_is_an_expense(folder: Path) -> None:
    with writing(folder) as session:
        accrue(session, date(2026, 2, 22))
        session.commit()
    journal = folder / "journal" / "income-2026.beancount"
    with journal.open("a", encoding="utf-8") as file:
        file.write(
            '\n2026-02-25 custom "loan-waived" "L2026-001"\n  interest: 20,000 VND\n'
            '  reason: "hardship"\n  approved-by: "BCN-1 BCN-2"\n  minutes: "BB-2026-02"\n'
        )
    with writing(folder) as session:
        accrue(session, FEBRUARY)
        assert session.book.balance(Fund.INCOME, Role.WAIVERS) == 20_000
        record = session.book.loans["L2026-001"]
        account = record.account_on(FEBRUARY)
        assert account is not None
        left = AccrualPosition.of(account.position(FEBRUARY), accruing=True).receivable
        assert receivables_on(session.book, FEBRUARY) == {"L2026-001": left}
        assert income(session) - 20_000 == left
        assert undistributed_interest(session, FEBRUARY) == 0
        session.commit()


def test_a_late_receipt_corrects_the_accrual_after_it(folder: Path) -> None:
    """Accrued in February and March; the payment of 10 February comes to light afterwards."""
    late, end = date(2026, 2, 10), date(2026, 3, 2)
    with writing(folder) as session:
        accrue(session, FEBRUARY)
        accrue(session, end)
        before = receivables_on(session.book, end)["L2026-001"]
        receive(session, ReceiptRequest("M002", late, repayment=2_000_000))
        record = session.book.loans["L2026-001"]
        account = record.account_on(end)
        assert account is not None
        right = AccrualPosition.of(account.position(end), accruing=True).receivable
        assert receivables_on(session.book, end).get("L2026-001", 0) == right < before
        numbers = len(session.book.transactions)
        accrue(session, end)  # nothing is left to be done
        assert len(session.book.transactions) == numbers
        session.commit()
    assert not open_club(folder).blocking


def test_a_write_off_takes_the_receivable_with_it(folder: Path) -> None:
    with writing(folder) as session:
        accrue(session, FEBRUARY)
        receivable = receivables_on(session.book, FEBRUARY)["L2026-001"]
        request = LossRequest(
            "L2026-001", date(2026, 3, 1), LossReason.DEATH, "BB-2026-03", approved_by=BOARD
        )
        lost = write_off(session, request)
        assert receivables_on(session.book, date(2026, 3, 1)) == {}
        assert session.book.balance(Fund.INCOME, Role.LOAN_LOSSES) == lost.amount + receivable
        account = session.book.loans["L2026-001"].account
        assert account is not None
        assert (account.written_off, account.outstanding_principal) == (lost.amount, 0)
        session.commit()
    assert not open_club(folder).blocking


STEPS = st.lists(st.sampled_from(["accrue", "pay", "pay late", "take back", "-"]), max_size=8)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_income_is_what_was_received_and_what_is_receivable(steps: list[str]) -> None:
    """Whatever the order: income = interest received + receivable; nothing is counted twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = club_on_accrual(Path(name).resolve() / "club")
        with writing(folder) as session:
            play(session, steps)
            account = session.book.loans["L2026-001"].account
            assert account is not None
            received = sum(day.posted.interest for day in account.days)
            assert income(session) == received + receivable_left(session.book, "L2026-001")
            assert undistributed_interest(session, date(2026, 12, 31)) == received + sum(
                day.posted.late_interest for day in account.days
            )
            session.commit()
        assert not open_club(folder).blocking


def play(session: WritingSession, steps: list[str]) -> None:
    """Do one step a month; a payment entered late is dated before the last accrual."""
    receipts: list[str] = []
    for month, step in enumerate(steps, 2):
        meeting, end = date(2026, month, 21), date(2026, month, 28)
        if step == "pay late":
            accrue(session, end)
        if step in ("pay", "pay late"):
            done = receive(session, ReceiptRequest("M002", meeting, repayment=400_000))
            receipts.append(str(done.voucher))
        elif step == "accrue":
            accrue(session, end)
        elif step == "take back" and receipts:
            reverse(
                session,
                ReversalRequest(receipts.pop(), end, "BB-2026-09", approved_by=BOARD),
            )
