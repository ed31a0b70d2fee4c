"""Receipts entered late: the later splits are corrected in the same commit, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import (
    LossRequest,
    ReceiptRequest,
    ReversalRequest,
    receive,
    reverse,
    write_off,
)
from ledger_core.books.actions.errors import LoanNotRunning
from ledger_core.books.actions.loan_errors import RepaymentBeforeEnd
from ledger_core.books.losses import LossReason
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.loans import RepaymentDay, Split
from tests.clubs import BOARD, lend, small_club

DAYS = tuple(date(2026, month, 21) for month in (2, 3, 4, 5))
LOAN = "L2026-001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members, with 200 million đồng in the box."""
    return small_club(tmp_path / "hanh-phuc")


def pay_back(session: WritingSession, day: date, amount: int) -> None:
    """Receive a repayment of M002's loan."""
    receive(session, ReceiptRequest("M002", day, loan=LOAN, repayment=amount))


def days_of(folder: Path) -> list[RepaymentDay]:
    """Return the repayments of the loan day by day, as the books stand."""
    account = open_club(folder).book.loans[LOAN].account
    assert account is not None
    return account.days


def test_a_receipt_entered_late_corrects_the_later_split(folder: Path) -> None:
    """March's receipt was forgotten, so that April's was split as if nobody had paid."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        pay_back(session, DAYS[0], 560_000)
        pay_back(session, DAYS[2], 1_150_000)
        session.commit()
    assert days_of(folder)[-1].posted == Split(interest=105_000, principal=1_045_000)
    with writing(folder) as session:
        late = receive(session, ReceiptRequest("M002", DAYS[1], loan=LOAN, repayment=555_000))
        assert late.split == Split(interest=55_000, principal=500_000)
        (correction,) = late.corrections
        assert correction.day == DAYS[2]
        assert str(correction.corrects) == "PT-2026-0003"
        assert correction.change == Split(interest=-55_000, principal=55_000)
        assert 'corrects: "PT-2026-0003"' in session.pending_text
        session.commit()
    assert open_club(folder).findings == []
    assert days_of(folder)[-1].posted == Split(interest=50_000, principal=1_100_000)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.integers(1, 2_000_000), min_size=2, max_size=4),
    st.permutations(range(4)),
)
def test_the_order_of_entry_has_no_meaning(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[int], order: list[int]
) -> None:
    """However late each receipt is entered, every day comes out as if all had been on time."""
    payments = list(zip(DAYS, amounts, strict=False))
    shuffled = [payments[index] for index in order if index < len(payments)]
    books = []
    for entered in (payments, shuffled):
        folder = small_club(tmp_path_factory.mktemp("club") / "club")
        with writing(folder) as session:
            lend(session, "M002", 6_000_000)
            for day, amount in entered:
                pay_back(session, day, amount)
            session.commit()
        books.append(folder)
    first, second = (open_club(folder) for folder in books)
    assert [f for f in second.findings if f.blocking] == []
    of_first, of_second = days_of(books[0]), days_of(books[1])
    assert of_first == of_second
    assert all(day.posted == day.expected for day in of_second)
    assert first.book.loans[LOAN].account is not None


def test_what_was_paid_too_much_after_all_is_kept(folder: Path) -> None:
    """The loan was paid off in April; a receipt of March shows that this was too much."""
    with writing(folder) as session:
        lend(session, "M002", 1_200_000)
        account = session.book.loans[LOAN].account
        assert account is not None
        payoff = account.position(DAYS[2]).payoff_amount
        pay_back(session, DAYS[2], payoff)
        session.commit()
    with writing(folder) as session:
        late = receive(session, ReceiptRequest("M002", DAYS[1], loan=LOAN, repayment=300_000))
        (correction,) = late.corrections
        assert correction.change.overpayment > 0
        assert sum(correction.change.parts) == 0
        session.commit()
    assert open_club(folder).findings == []
    account = open_club(folder).book.loans[LOAN].account
    assert account is not None
    assert account.overpaid == correction.change.overpayment


def test_the_same_late_receipt_again_changes_nothing(folder: Path) -> None:
    """The correction has a number of its own, so the receipt is recognised by its own."""
    request = ReceiptRequest("M002", DAYS[0], number="9", loan=LOAN, repayment=560_000)
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        pay_back(session, DAYS[1], 1_120_000)
        assert receive(session, request).corrections
        session.commit()
    with writing(folder) as session:
        again = receive(session, request)
        assert again.repeated
        assert again.corrections == ()
        assert session.commit() == ()


def test_taking_a_corrected_receipt_back_takes_its_correction_too(folder: Path) -> None:
    """The adjusting entry is the opposite of receipt and correction together."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        pay_back(session, DAYS[0], 560_000)
        pay_back(session, DAYS[2], 1_150_000)
        pay_back(session, DAYS[1], 555_000)
        reverse(
            session,
            ReversalRequest("PT-2026-0003", date(2026, 5, 2), "BB-2026-05", approved_by=BOARD),
        )
        session.commit()
    assert open_club(folder).findings == []
    assert [day.date for day in days_of(folder)] == [DAYS[0], DAYS[1]]


def test_a_repayment_before_a_write_off_waits_for_its_reversal(folder: Path) -> None:
    """The sum written off was decided by the meeting; it is not changed behind its back."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        written = write_off(
            session, LossRequest(LOAN, DAYS[2], LossReason.DEATH, "BB-2026-04", BOARD)
        )
        with pytest.raises(RepaymentBeforeEnd):
            pay_back(session, DAYS[1], 560_000)
        reverse(
            session,
            ReversalRequest(str(written.voucher), DAYS[3], "BB-2026-05", approved_by=BOARD),
        )
        pay_back(session, DAYS[1], 560_000)
        session.commit()
    assert open_club(folder).findings == []


def test_no_repayment_before_the_money_was_paid_out(folder: Path) -> None:
    """A date before the disbursement is a slip of the pen."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        with pytest.raises(LoanNotRunning):
            pay_back(session, date(2026, 1, 16), 100_000)
