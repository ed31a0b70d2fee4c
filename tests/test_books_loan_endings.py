"""Loans that end otherwise than by repayment in cash, top-ups, and loans of goods."""

from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.actions import (
    DisbursementRequest,
    HandoverRequest,
    LoanRequest,
    LossRequest,
    MoneyRequest,
    NewMember,
    ReceiptRequest,
    RecoveryRequest,
    RefundRequest,
    ReturnRequest,
    ReversalRequest,
    SettlementRequest,
    TopUpRequest,
    add_member,
    approve_loan,
    disburse_loan,
    member_leaves,
    pay,
    receive,
    recover,
    refund,
    relieve,
    return_in_kind,
    reverse,
    set_off,
    top_up,
    transfer_loan,
    use_overpayment,
    write_off,
)
from ledger_core.books.actions.loan_errors import (
    EntryBeforeLastEvent,
    MoreThanClaimed,
    MoreThanOutstanding,
    MoreThanPayoff,
    NewDatesIncomplete,
    NothingOutstanding,
    NotSoMuchKept,
    NotWrittenOff,
    SameBorrower,
    WhichOverpayment,
)
from ledger_core.books.losses import LossReason, written_off_claims
from ledger_core.books.people import Sex
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.club import Fund, LeavingReason, Role
from ledger_core.loans import LoanPosition, LoanState
from tests.clubs import BOARD, FOUNDED, lend, small_club

FEBRUARY, MARCH, APRIL, MAY, JUNE = (date(2026, month, 21) for month in (2, 3, 4, 5, 6))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of three members, with 200 million đồng in the box."""
    folder = small_club(tmp_path / "hanh-phuc")
    with writing(folder) as session:
        add_member(session, NewMember("Lê Thị Ba", FOUNDED, Sex.FEMALE, 1960))
        session.commit()
    return folder


def at(session: WritingSession, loan: str, day: date) -> LoanPosition:
    """Return a loan's position on a day, later entries left out."""
    account = session.book.loans[loan].account_on(day)
    assert account is not None
    return account.position(day)


def loss(loan: str, day: date = MAY, amount: int | None = None) -> LossRequest:
    """Ask for a loss by death, decided in May."""
    return LossRequest(loan, day, LossReason.DEATH, "BB-2026-05", BOARD, amount)


def test_a_write_off_takes_allowance_then_reserve_then_expense(folder: Path) -> None:
    """1 million of allowance, 500,000 of reserve, and the rest of 6 million is an expense."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        chart = session.book.chart.general
        names = {
            role: chart[Fund.INCOME, role].name
            for role in (
                Role.PROVISIONS,
                Role.ALLOWANCE,
                Role.RESULT_APPROPRIATED,
                Role.RISK_RESERVE,
            )
        }
        session.commit()
    with (folder / "journal/income-2026.beancount").open("a", encoding="utf-8") as journal:
        journal.write(
            f'\n2026-03-31 * "Trích dự phòng"\n'
            f"  {names[Role.PROVISIONS]}  1,000,000 VND\n"
            f"  {names[Role.ALLOWANCE]}  -1,000,000 VND\n"
            f'\n2026-03-31 * "Lập quỹ"\n'
            f"  {names[Role.RESULT_APPROPRIATED]}  500,000 VND\n"
            f"  {names[Role.RISK_RESERVE]}  -500,000 VND\n"
        )
    with writing(folder) as session:
        assert write_off(session, loss(loan)).amount == 6_000_000
        for role, balance in (
            (Role.ALLOWANCE, 0),
            (Role.RISK_RESERVE, 0),
            (Role.LOAN_LOSSES, 4_500_000),
            (Role.LOANS, 0),
        ):
            assert session.book.balance(Fund.INCOME, role) == balance
        session.commit()
    assert open_club(folder).findings == []


def test_the_claim_is_kept_and_what_comes_in_is_a_recovery(folder: Path) -> None:
    """Off the books, the loan stands in the memo register until everything is recovered."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        with pytest.raises(NotWrittenOff):
            recover(session, RecoveryRequest(loan, APRIL, 100_000))
        write_off(session, loss(loan))
        with pytest.raises(NothingOutstanding):
            write_off(session, loss(loan))
        (claim,) = written_off_claims(session.book, MAY)
        assert claim.principal == 6_000_000
        assert claim.claim > 6_000_000  # with the interest that was due
        assert (claim.reason, claim.minutes) == (LossReason.DEATH, "BB-2026-05")
        after = recover(session, RecoveryRequest(loan, JUNE, 500_000, person="Con trai ông Ba"))
        assert after.claim == claim.claim - 500_000
        with pytest.raises(MoreThanClaimed):
            recover(session, RecoveryRequest(loan, JUNE, 7_000_000))
        assert session.book.balance(Fund.INCOME, Role.RECOVERIES) == -500_000
        assert written_off_claims(session.book, APRIL) == []
        session.commit()
    assert open_club(folder).findings == []


def test_relief_keeps_no_claim(folder: Path) -> None:
    """The meeting forgives a part, then the rest; nothing is claimed any more."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        with pytest.raises(MoreThanOutstanding):
            relieve(session, loss(loan, amount=7_000_000))
        assert relieve(session, loss(loan, amount=2_000_000)).amount == 2_000_000
        assert at(session, loan, MAY).outstanding_principal == 4_000_000
        relieve(session, loss(loan, JUNE))
        assert at(session, loan, JUNE).outstanding_principal == 0
        assert written_off_claims(session.book, JUNE) == []
        session.commit()
    assert open_club(folder).findings == []


def test_a_loss_is_dated_after_the_loan_s_other_entries(folder: Path) -> None:
    """Its sum is what was outstanding on the day of the meeting."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        receive(session, ReceiptRequest("M002", JUNE, repayment=560_000))
        with pytest.raises(EntryBeforeLastEvent):
            write_off(session, loss(loan))


def test_the_same_loss_again_changes_nothing(folder: Path) -> None:
    """The number of the accounting entry is the key."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        write_off(session, loss(loan))
        request = LossRequest(loan, MAY, LossReason.DEATH, "BB-2026-05", BOARD, number="1")
        assert write_off(session, request).repeated


def test_an_heir_takes_over_the_age_and_the_dates(folder: Path) -> None:
    """Two instalments are overdue: the new loan is as late, and owes the same on each date."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        receive(session, ReceiptRequest("M002", FEBRUARY, repayment=560_000))
        day = date(2026, 5, 5)
        old = at(session, loan, day)
        request = HandoverRequest(loan, "M003", day, "BB-2026-05", BOARD)
        with pytest.raises(SameBorrower):
            transfer_loan(session, HandoverRequest(loan, "M002", day, "BB-2026-05", BOARD))
        passed = transfer_loan(session, request)
        new = at(session, passed.loan, day)
        assert at(session, loan, day).state is LoanState.TRANSFERRED
        for figure in (
            "outstanding_principal",
            "overdue_principal",
            "overdue_interest",
            "late_interest",
            "days_past_due",
            "next_due",
            "next_amount",
            "reschedules",
        ):
            assert getattr(new, figure) == getattr(old, figure), figure
        left = [
            (r.due, r.unpaid_principal, r.unpaid_interest) for r in old.instalments if r.due > day
        ]
        taken = [(r.due, r.principal, r.interest) for r in new.instalments if r.due > day]
        assert taken == left
        session.commit()
    assert open_club(folder).findings == []
    with writing(folder) as session:
        receive(session, ReceiptRequest("M003", MAY, repayment=1_700_000))
        session.commit()
    assert open_club(folder).findings == []


@pytest.mark.parametrize("day", [FEBRUARY, MARCH, date(2027, 3, 1)])
def test_a_loan_may_pass_on_any_day(folder: Path, day: date) -> None:
    """On a due date, one month late, and after the last due date."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        old = at(session, loan, day)
        passed = transfer_loan(session, HandoverRequest(loan, "M003", day, "BB-9", BOARD))
        new = at(session, passed.loan, day)
        assert new.outstanding_principal == old.outstanding_principal
        assert new.days_past_due == old.days_past_due
        session.commit()
    # An entry a year after the one before it is asked about, and allowed.
    found = {finding.rule for finding in open_club(folder).findings}
    assert found == ({"register.date-far-ahead"} if day.year == 2027 else set())


def test_a_handover_may_be_taken_back(folder: Path) -> None:
    """The old loan runs on as if it had never passed."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        passed = transfer_loan(session, HandoverRequest(loan, "M003", MARCH, "BB-3", BOARD))
        reverse(
            session,
            ReversalRequest(str(passed.voucher), APRIL, "BB-4", approved_by=BOARD),
        )
        assert at(session, loan, APRIL).outstanding_principal == 6_000_000
        assert at(session, passed.loan, APRIL).outstanding_principal == 0
        session.commit()
    assert open_club(folder).findings == []


def test_who_leaves_sets_capital_off_and_gets_the_rest(folder: Path) -> None:
    """3 million of capital settle a loan; what is left is paid out, and the member may go."""
    with writing(folder) as session:
        receive(session, ReceiptRequest("M002", FOUNDED, capital=3_000_000))
        loan = lend(session, "M002", 2_000_000)
        payoff = at(session, loan, FEBRUARY).payoff_amount
        with pytest.raises(MoreThanPayoff):
            set_off(session, SettlementRequest(loan, FEBRUARY, payoff + 1))
        with pytest.raises(NotSoMuchKept):
            set_off(session, SettlementRequest(loan, FEBRUARY, 3_000_001))
        done = set_off(session, SettlementRequest(loan, FEBRUARY, minutes="BB-2026-02"))
        assert (done.amount, done.split.interest) == (payoff, 20_000)
        assert at(session, loan, FEBRUARY).state is LoanState.CLOSED
        rest = 3_000_000 - payoff
        pay(session, MoneyRequest(Fund.INCOME, MARCH, "members-capital", rest, member="M002"))
        member_leaves(session, member="M002", day=MARCH, reason=LeavingReason.MOVED)
        session.commit()
    assert open_club(folder).findings == []


def test_an_overpayment_is_used_for_the_next_loan_or_refunded(folder: Path) -> None:
    """Each đồng of it goes once, and each loan knows what became of its own."""
    with writing(folder) as session:
        first = lend(session, "M002", 2_000_000)
        payoff = at(session, first, FEBRUARY).payoff_amount
        receive(session, ReceiptRequest("M002", FEBRUARY, repayment=payoff + 50_000))
        second = lend(session, "M002", 2_000_000, MARCH)
        used = use_overpayment(session, SettlementRequest(second, APRIL, 20_000))
        assert used.split.interest == 20_000
        with pytest.raises(NotSoMuchKept):
            refund(session, RefundRequest(first, APRIL, 30_001))
        assert refund(session, RefundRequest(first, APRIL)).amount == 30_000
        with pytest.raises(WhichOverpayment):
            use_overpayment(session, SettlementRequest(second, APRIL))
        for loan in (first, second):
            assert at(session, loan, APRIL).overpaid == 0
        session.commit()
    assert open_club(folder).findings == []


def test_a_refund_on_the_counter_is_linked_to_its_loan(folder: Path) -> None:
    """`pay --for overpayments` says which loan it is, where there is only one."""
    with writing(folder) as session:
        loan = lend(session, "M002", 2_000_000)
        payoff = at(session, loan, FEBRUARY).payoff_amount
        receive(session, ReceiptRequest("M002", FEBRUARY, repayment=payoff + 50_000))
        pay(session, MoneyRequest(Fund.INCOME, MARCH, "overpayments", 50_000, member="M002"))
        assert at(session, loan, MARCH).overpaid == 0
        session.commit()
    assert open_club(folder).findings == []


def test_a_cow_is_lent_and_comes_back(folder: Path) -> None:
    """Lent at 3 million; worth 3.2 million when it comes back: the difference is income."""
    with writing(folder) as session:
        pay(session, MoneyRequest(Fund.INCOME, FEBRUARY, "goods", 3_000_000, "Chợ Lạc Sơn"))
        loan = approve_loan(
            session, LoanRequest("M002", FEBRUARY, 3_000_000, BOARD, "BB-2", instalments=6)
        )
        disburse_loan(session, DisbursementRequest(loan, FEBRUARY, in_kind="1 con bò"))
        assert session.book.balance(Fund.INCOME, Role.GOODS) == 0
        receive(session, ReceiptRequest("M002", MARCH, repayment=30_000))
        request = ReturnRequest(loan, MARCH, "1 con bò", 3_000_000, 3_200_000)
        done = return_in_kind(session, request)
        assert done.split.principal == 3_000_000
        assert session.book.balance(Fund.INCOME, Role.GOODS) == 3_200_000
        assert session.book.balance(Fund.INCOME, Role.OTHER_INCOME) == -200_000
        session.commit()
    assert open_club(folder).findings == []


def test_goods_that_lost_value_are_an_expense(folder: Path) -> None:
    """The borrower owes the value agreed; what the club loses by it is a loss, no write-off."""
    with writing(folder) as session:
        pay(session, MoneyRequest(Fund.INCOME, FEBRUARY, "goods", 3_000_000, "Chợ"))
        loan = approve_loan(session, LoanRequest("M002", FEBRUARY, 3_000_000, BOARD, "BB-2"))
        disburse_loan(session, DisbursementRequest(loan, FEBRUARY, in_kind="10 con lợn"))
        return_in_kind(session, ReturnRequest(loan, MARCH, "6 con lợn", 1_500_000, 1_300_000))
        assert session.book.balance(Fund.INCOME, Role.LOAN_LOSSES) == 200_000
        account = session.book.loans[loan].account
        assert account is not None
        assert account.written_off == 0
        session.commit()
    assert open_club(folder).findings == []


def test_a_running_loan_is_topped_up(folder: Path) -> None:
    """2 more million in 10 new instalments; the agreed sum grows, and no rescheduling counts."""
    with writing(folder) as session:
        loan = lend(session, "M002", 4_000_000)
        receive(session, ReceiptRequest("M002", FEBRUARY, repayment=374_000))
        request = TopUpRequest(
            loan, MARCH, 2_000_000, "BB-3", BOARD, instalments=10, first_due=APRIL
        )
        with pytest.raises(NewDatesIncomplete):
            top_up(session, TopUpRequest(loan, MARCH, 2_000_000, "BB-3", BOARD, 10))
        top_up(session, request)
        disburse_loan(session, DisbursementRequest(loan, MARCH))
        position = at(session, loan, MARCH)
        assert position.disbursed == 6_000_000
        assert position.reschedules == 0
        assert len([row for row in position.instalments if row.due > MARCH]) == 10
        session.commit()
    assert open_club(folder).findings == []


def test_a_top_up_keeps_to_the_share_of_the_fund(folder: Path) -> None:
    """5 % of 200 million are 10 million: a top-up beyond needs the minutes that allowed it."""
    with writing(folder) as session:
        loan = lend(session, "M002", 9_000_000)
        session.commit()
    with writing(folder) as session:
        top_up(session, TopUpRequest(loan, FEBRUARY, 2_000_000, "BB-2", BOARD))
        with pytest.raises(WouldBreakRules) as refused:
            session.commit()
        assert "loan_lifecycle.share-over-limit" in {f.rule for f in refused.value.findings}
    with writing(folder) as session:
        request = TopUpRequest(loan, FEBRUARY, 2_000_000, "BB-2", BOARD, exception="BB-2026-02")
        top_up(session, request)
        session.commit()
    assert not open_club(folder).blocking
