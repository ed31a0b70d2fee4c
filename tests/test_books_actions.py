"""What a treasurer does, as entries: splits, numbers, repeats and refusals."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    MoneyRequest,
    NewClub,
    NewMember,
    ReceiptRequest,
    TransferRequest,
    add_member,
    approve_loan,
    create_club,
    disburse_loan,
    distribute_interest,
    member_leaves,
    pay,
    receive,
    receive_for,
    transfer,
)
from ledger_core.books.actions.errors import (
    ClubExists,
    DayBeforeBooks,
    LoanOfOtherMember,
    MemberOwes,
    NoSuchMember,
    NothingReceived,
    NothingToDisburse,
    NothingToDistribute,
    OneReceiptNeeded,
    RoleNotForThis,
    VoucherTaken,
    WhichLoan,
)
from ledger_core.books.directives import Scope
from ledger_core.books.people import Sex
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.club import Fund, InterestShares, LeavingReason, Role, distribute
from ledger_core.loans import Split
from tests.clubs import BOARD, CAPITAL, FOUNDED, MEETING, lend, small_club

FEBRUARY = date(2026, 2, 21)
MARCH = date(2026, 3, 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members, with 200 million đồng in the box."""
    return small_club(tmp_path / "hanh-phuc")


def cash(session: WritingSession, fund: Fund) -> int:
    """What the fund's cash box holds."""
    return session.book.balance(fund, Role.CASH)


def repay(session: WritingSession, amount: int, day: date, number: str | None = None) -> Split:
    """Receive a repayment of M002's loan."""
    return receive(session, ReceiptRequest("M002", day, repayment=amount, number=number)).split


@pytest.mark.parametrize("template", ["vi", "en"])
def test_a_new_club_loads_whole_and_fund_by_fund(tmp_path: Path, template: str) -> None:
    """Each of the three top files of a new club loads without any finding."""
    folder = small_club(tmp_path / "club", template=template)
    for scope in Scope:
        assert open_club(folder, scope).findings == []


def test_a_folder_with_books_takes_no_second_club(folder: Path) -> None:
    """Starting a club where books lie would overwrite them."""
    before = (folder / "club.beancount").read_bytes()
    with pytest.raises(ClubExists):
        create_club(folder, NewClub(name="CLB Mòng", founded=FOUNDED))
    assert (folder / "club.beancount").read_bytes() == before


def test_the_first_year_of_a_loan(folder: Path) -> None:
    """6 million at 1 % a month in 12 parts: 390,000 interest in all, and the loan is closed."""
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        splits = []
        for month in range(1, 13):
            day = date(2026 + (month == 12), month % 12 + 1, 21)
            splits.append(repay(session, 500_000 + 60_000 - 5_000 * (month - 1), day))
        assert splits[0] == Split(interest=60_000, principal=500_000)
        assert splits[-1] == Split(interest=5_000, principal=500_000)
        assert sum(split.interest for split in splits) == 390_000
        account = session.book.loans[loan].account
        assert account is not None
        assert account.state == "closed"
        session.commit()
    # The thirteenth month began a new journal, listed in the club's file and the fund's.
    for scope in (Scope.CLUB, Scope.INCOME):
        assert "journal/income-2027.beancount" in (folder / scope.top_file).read_text("utf-8")
        assert open_club(folder, scope).findings == []
    assert not (folder / "journal/activity-2027.beancount").exists()


def test_one_receipt_over_both_funds(folder: Path) -> None:
    """Repayment and fee on one receipt: an entry in each fund under one number."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        request = ReceiptRequest(
            "M002", FEBRUARY, number="102", repayment=560_000, fee=5_000, donation=20_000
        )
        done = receive(session, request)
        assert str(done.voucher) == "PT-2026-0102"
        assert done.total == 585_000
        assert cash(session, Fund.INCOME) == CAPITAL - 6_000_000 + 560_000
        assert cash(session, Fund.ACTIVITY) == 25_000
        assert done.voucher is not None
        assert len(session.book.vouchers[done.voucher]) == 2
        session.commit()


def test_the_same_receipt_again_changes_nothing(folder: Path) -> None:
    """The number is the key: the same payment again is recognised, another one refused."""
    request = ReceiptRequest("M002", FEBRUARY, number="7", repayment=560_000, fee=5_000)
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        receive(session, request)
        session.commit()
    with writing(folder) as session:
        assert receive(session, request).repeated
        assert session.commit() == ()
        for other in (
            ReceiptRequest("M002", FEBRUARY, number="7", repayment=561_000, fee=5_000),
            ReceiptRequest("M002", FEBRUARY, number="7", repayment=560_000),
            ReceiptRequest("M001", FEBRUARY, number="7", fee=5_000),
            ReceiptRequest("M002", MARCH, number="7", repayment=560_000, fee=5_000),
        ):
            with pytest.raises(VoucherTaken):
                receive(session, other)


def test_two_payments_of_one_day_are_split_like_one(folder: Path) -> None:
    """300,000 in the morning and 260,000 in the evening settle the instalment of 560,000."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        assert repay(session, 300_000, FEBRUARY) == Split(interest=60_000, principal=240_000)
        assert repay(session, 260_000, FEBRUARY) == Split(principal=260_000)
        session.commit()
    assert open_club(folder).findings == []


def test_a_second_payment_that_changes_the_first_is_refused(folder: Path) -> None:
    """All principal but one đồng in advance, then one đồng: the rule would now ask for interest."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        assert repay(session, 5_999_999, date(2026, 2, 5)).interest == 0
        with pytest.raises(OneReceiptNeeded):
            repay(session, 1, date(2026, 2, 5))


def test_paying_too_much_is_kept_for_the_member(folder: Path) -> None:
    """What exceeds the pay-off is the member's, a liability of the fund."""
    with writing(folder) as session:
        loan = lend(session, "M002", 3_000_000)
        account = session.book.loans[loan].account
        assert account is not None
        payoff = account.position(FEBRUARY).payoff_amount
        split = repay(session, payoff + 12_000, FEBRUARY)
        assert split.overpayment == 12_000
        assert split.principal == 3_000_000
        assert session.book.balance(Fund.INCOME, Role.OVERPAYMENTS) == -12_000
        pay(
            session,
            MoneyRequest(Fund.INCOME, MARCH, "overpayments", 12_000, member="M002"),
        )
        assert session.book.balance(Fund.INCOME, Role.OVERPAYMENTS) == 0
        session.commit()
    assert open_club(folder).findings == []


def test_a_repayment_finds_its_loan(folder: Path) -> None:
    """A member's only running loan needs no number; none, or another's, is refused."""
    with writing(folder) as session:
        with pytest.raises(WhichLoan):
            repay(session, 100_000, FEBRUARY)
        loan = lend(session, "M002", 6_000_000)
        with pytest.raises(LoanOfOtherMember):
            receive(session, ReceiptRequest("M001", FEBRUARY, loan=loan, repayment=100_000))
        assert repay(session, 560_000, FEBRUARY).principal == 500_000


def test_a_second_loan_needs_the_minutes_that_allowed_it(folder: Path) -> None:
    """One loan at once is the club's rule; the meeting may allow more, and says so."""
    request = LoanRequest(
        member="M002",
        day=FEBRUARY,
        principal=2_000_000,
        approved_by=BOARD,
        minutes="BB-2",
    )
    with writing(folder) as session:
        lend(session, "M002", 3_000_000)
        session.commit()
    with writing(folder) as session:
        approve_loan(session, request)
        with pytest.raises(WouldBreakRules) as refused:
            session.commit()
        assert [f.rule for f in refused.value.findings] == ["loan_lifecycle.too-many-loans"]
    assert "L2026-002" not in open_club(folder).book.loans
    with writing(folder) as session:
        approve_loan(
            session,
            LoanRequest(
                member="M002",
                day=FEBRUARY,
                principal=2_000_000,
                approved_by=BOARD,
                minutes="BB-2",
                exception="BB-2026-02",
            ),
        )
        session.commit()
    findings = open_club(folder).findings
    assert [(f.rule, f.exception) for f in findings] == [
        ("loan_lifecycle.too-many-loans", "BB-2026-02")
    ]


def test_no_more_is_paid_out_than_agreed_or_in_the_box(tmp_path: Path) -> None:
    """A loan is paid out once, and never from an empty box."""
    folder = small_club(tmp_path / "poor", capital=0)
    with writing(folder) as session:
        loan = lend(session, "M002", 6_000_000)
        with pytest.raises(NothingToDisburse):
            disburse_loan(session, DisbursementRequest(loan, FEBRUARY))
        with pytest.raises(WouldBreakRules) as refused:
            session.commit()
        assert "register.cash-below-zero" in {f.rule for f in refused.value.findings}
    assert open_club(folder).book.loans == {}


def test_members_leave_only_when_nothing_is_open(folder: Path) -> None:
    """A running loan or paid-in capital holds a member, except in death."""
    with writing(folder) as session:
        lend(session, "M002", 3_000_000)
        receive(session, ReceiptRequest("M001", MEETING, capital=500_000))
        for member in ("M001", "M002"):
            with pytest.raises(MemberOwes):
                member_leaves(session, member=member, day=MARCH, reason=LeavingReason.WISH)
        pay(session, MoneyRequest(Fund.INCOME, MARCH, "members-capital", 500_000, member="M001"))
        member_leaves(session, member="M001", day=MARCH, reason=LeavingReason.WISH)
        member_leaves(session, member="M002", day=MARCH, reason=LeavingReason.DEATH)
        session.commit()
    register = open_club(folder).book.register
    assert [one.code for one in register.active_members(date(2026, 3, 22))] == [*BOARD]


def test_interest_is_distributed_once(folder: Path) -> None:
    """Nine tenths of the interest pass to the Activity fund, the rest is reserved, none twice."""
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        repay(session, 560_000, FEBRUARY)
        written, parts = distribute_interest(session, day=FEBRUARY)
        assert (parts.interest, parts.activity, parts.risk_reserve) == (60_000, 54_000, 6_000)
        assert str(written.voucher) == "CQ-2026-0001"
        with pytest.raises(NothingToDistribute):
            distribute_interest(session, day=MARCH)
        assert cash(session, Fund.ACTIVITY) == 54_000
        session.commit()
    assert open_club(folder).findings == []


@pytest.mark.parametrize(
    ("interest", "shares", "parts"),
    [
        (1_234_567, InterestShares(), (1_111_000, 123_567, 0, 0)),
        (
            100_000,
            InterestShares(*map(Decimal, ("0.5", "0", "0.3", "0.2"))),
            (50_000, 0, 30_000, 20_000),
        ),
    ],
)
def test_distributed_parts_add_up(
    interest: int, shares: InterestShares, parts: tuple[int, ...]
) -> None:
    """Cash passes over in whole thousands; what rounding leaves stays in the reserve."""
    done = distribute(interest, shares)
    assert (done.activity, done.risk_reserve, done.capital, done.management) == parts
    assert sum(parts) == interest


def test_money_passes_between_the_funds_in_pairs(folder: Path) -> None:
    """A transfer is two entries under one number, and the same again changes nothing."""
    request = TransferRequest(Fund.INCOME, Fund.ACTIVITY, FEBRUARY, 300_000, number="1")
    with writing(folder) as session:
        transfer(session, request)
        assert transfer(session, request).repeated
        assert cash(session, Fund.ACTIVITY) == 300_000
        assert cash(session, Fund.INCOME) == CAPITAL - 300_000
        session.commit()
    # Lending capital in the Activity fund is worth a question, and no more.
    advice = ["fund_separation.capital-to-activity"]
    assert [finding.rule for finding in open_club(folder).findings] == advice


def test_payments_have_purposes_of_their_fund(folder: Path) -> None:
    """The Income-generation fund pays for no culture; nobody lends from the Activity fund."""
    with writing(folder) as session:
        for fund, role in ((Fund.INCOME, "area-culture"), (Fund.ACTIVITY, "loans")):
            with pytest.raises(RoleNotForThis):
                pay(session, MoneyRequest(fund, FEBRUARY, role, 10_000, "Bà Năm"))
        receive_for(
            session,
            MoneyRequest(Fund.ACTIVITY, FEBRUARY, "common-work", 50_000, "Hợp tác xã"),
        )
        request = MoneyRequest(
            Fund.ACTIVITY, FEBRUARY, "area-culture", 30_000, "Bà Năm", number="1"
        )
        pay(session, request)
        assert pay(session, request).repeated
        assert cash(session, Fund.ACTIVITY) == 20_000
        session.commit()
    assert open_club(folder).findings == []


def test_a_number_belongs_to_its_fund(folder: Path) -> None:
    """Voucher 1 of the one fund and voucher 1 of the other are two papers."""
    with writing(folder) as session:
        lend(session, "M002", 3_000_000)  # PC-2026-0001 of the Income-generation fund
        receive(session, ReceiptRequest("M001", MEETING, fee=50_000))
        request = MoneyRequest(Fund.ACTIVITY, MEETING, "area-rights", 1_000, "Cô Tư", number="1")
        assert not pay(session, request).repeated
        session.commit()
    assert open_club(folder).findings == []


def test_what_cannot_be_is_refused_before_anything_is_written(folder: Path) -> None:
    """Unknown people, days before the books and empty receipts never reach the books."""
    with writing(folder) as session:
        with pytest.raises(NoSuchMember):
            receive(session, ReceiptRequest("M099", FEBRUARY, fee=5_000))
        with pytest.raises(NothingReceived):
            receive(session, ReceiptRequest("M001", FEBRUARY))
        with pytest.raises(DayBeforeBooks):
            receive(session, ReceiptRequest("M001", date(2025, 12, 21), fee=5_000))
        assert session.changes == {}


def test_members_may_have_joined_before_the_books_begin(folder: Path) -> None:
    """A club that has lived on paper enters its members with their own dates."""
    with writing(folder) as session:
        add_member(session, NewMember("Lê Văn Tư", date(2020, 1, 1), Sex.MALE, 1960))
        session.commit()
    assert open_club(folder).findings == []
