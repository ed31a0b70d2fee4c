"""What was decided by mistake and cannot be reversed by an entry: a loan, a moratorium."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.actions import (
    Decision,
    DisbursementRequest,
    LoanRequest,
    ReceiptRequest,
    approve_loan,
    cancel_loan,
    declare_moratorium,
    disburse_loan,
    receive,
    take_moratorium_back,
)
from ledger_core.books.actions.decision_errors import (
    LoanIsCancelled,
    LoanIsPaidOut,
    SameDecision,
)
from ledger_core.books.actions.lending_errors import NoMoratorium
from ledger_core.books.loan_calendar import suspensions
from ledger_core.books.session import open_club, writing
from ledger_core.club import ClubCalendar, MoratoriumDecided
from ledger_core.loans import Disbursement, LoanAccount
from tests.clubs import BOARD, MEETING, lend, small_club
from tests.test_books_loan_calendar import PLAIN, START

LATER = date(2026, 2, 21)


def approved(folder: Path) -> str:
    """A loan that waits to be paid out."""
    with writing(small_club(folder)) as session:
        loan = approve_loan(session, LoanRequest("M001", MEETING, 3_000_000, BOARD, "BB-2026-01"))
        session.commit()
    return loan


def test_a_cancelled_loan_stays_in_the_books_and_is_never_paid_out(tmp_path: Path) -> None:
    loan = approved(tmp_path)
    with writing(tmp_path) as session:
        cancel_loan(session, Decision(loan, LATER, "BB-2026-02", BOARD))
        session.commit()
    loaded = open_club(tmp_path)
    assert not loaded.blocking
    record = loaded.book.loans[loan]
    assert record.agreed_on(LATER - timedelta(1)) == 3_000_000
    assert record.agreed_on(LATER) == 0
    with writing(tmp_path) as session, pytest.raises(LoanIsCancelled):
        disburse_loan(session, DisbursementRequest(loan, LATER))
    with writing(tmp_path) as session, pytest.raises(SameDecision):
        cancel_loan(session, Decision(loan, LATER, "BB-2026-02", BOARD))


def test_a_loan_that_runs_cannot_be_cancelled(tmp_path: Path) -> None:
    with writing(small_club(tmp_path)) as session:
        loan = lend(session, "M001", 3_000_000)
        with pytest.raises(LoanIsPaidOut):
            cancel_loan(session, Decision(loan, LATER, "BB-2026-02", BOARD))


def test_a_moratorium_taken_back_leaves_what_was_paid_in_between(tmp_path: Path) -> None:
    """The receipt of March paid ahead under the moratorium; without it, it settles the same."""
    with writing(small_club(tmp_path)) as session:
        loan = lend(session, "M001", 6_000_000)
        declare_moratorium(
            session, day=LATER, minutes="BB-2", start=date(2026, 3, 1), end=date(2026, 5, 31)
        )
        receive(session, ReceiptRequest("M001", date(2026, 3, 21), repayment=700_000))
        taken = date(2026, 4, 1)
        moved = take_moratorium_back(session, day=taken, minutes="BB-4", approved_by=BOARD)
        receive(session, ReceiptRequest("M001", date(2026, 4, 21), repayment=700_000))
        session.commit()
    assert moved == [loan]
    loaded = open_club(tmp_path)
    assert not loaded.blocking
    record = loaded.book.loans[loan]
    before, after = record.account_on(taken), record.account_on(taken + timedelta(1))
    assert before is not None
    assert after is not None
    assert before.position(taken).instalments[-1].due > date(2027, 1, 21)
    assert after.position(taken + timedelta(1)).instalments[-1].due == date(2027, 1, 21)


def test_only_a_moratorium_in_force_is_taken_back(tmp_path: Path) -> None:
    with writing(small_club(tmp_path)) as session, pytest.raises(NoMoratorium):
        take_moratorium_back(session, day=LATER, minutes="BB-4", approved_by=BOARD)


@given(
    decided=st.integers(0, 400),
    starts=st.integers(-30, 200),
    lasts=st.integers(0, 200),
    taken_after=st.integers(0, 400),
)
def test_after_it_was_taken_back_nothing_is_left_of_a_moratorium(
    decided: int, starts: int, lasts: int, taken_after: int
) -> None:
    since = START + timedelta(decided)
    start = since + timedelta(starts)
    taken = since + timedelta(taken_after)
    storm = MoratoriumDecided(since, "BB", start, start + timedelta(lasts), taken_back=taken)
    events = suspensions(ClubCalendar(moratoria=[storm]), START, date.max)
    paid_out = Disbursement(START, PLAIN.principal)
    day = max(taken, START) + timedelta(1)
    told = LoanAccount.of(PLAIN, [paid_out, *events]).position(day)
    assert told == LoanAccount.of(PLAIN, [paid_out]).position(day)
