"""Decisions about a running loan: each is one directive, and the loan's figures follow from it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ledger_core.books.actions import (
    Asked,
    Decided,
    Decision,
    LetGo,
    NewDates,
    ReceiptRequest,
    change_rate,
    charge_loan,
    reamortise_loan,
    receive,
    reschedule_loan,
    waive,
)
from ledger_core.books.actions.decision_errors import (
    DecisionBeforeLastEvent,
    NothingWaived,
    SameDecision,
)
from ledger_core.books.actions.errors import AmountNotPositive, NoSuchLoan, NoSuchMember
from ledger_core.books.loan_changes import ChargeComponent, WaiverReason
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.loans import (
    InterestRate,
    RateChange,
    Rescheduling,
    ReschedulingKind,
    UnpaidInterest,
)
from ledger_core.portfolio import DebtGroup
from ledger_core.reports import portfolio_report
from tests.clubs import BOARD, lend, small_club

LOAN = "L2026-001"
APRIL = date(2026, 4, 1)  # two instalments of 500,000 with 115,000 interest are overdue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club whose member M002 owes 6 million at 1 % a month in 12 parts, and has paid nothing."""
    club = small_club(tmp_path / "hanh-phuc")
    with writing(club) as session:
        lend(session, "M002", 6_000_000)
        session.commit()
    return club


def decision(day: date = APRIL, loan: str = LOAN) -> Decision:
    return Decision(loan, day, "BB-2026-04", BOARD)


def extension(instalments: int = 12, first_due: date = date(2026, 5, 21)) -> NewDates:
    return NewDates(ReschedulingKind.EXTENSION, instalments, first_due)


def pay(session: WritingSession, amount: int, day: date) -> None:
    receive(session, ReceiptRequest("M002", day, repayment=amount))


def rules_broken(session: WritingSession) -> list[str]:
    with pytest.raises(WouldBreakRules) as refused:
        session.commit()
    return [finding.rule for finding in refused.value.findings]


def test_an_extension_spreads_all_principal_and_keeps_the_age(folder: Path) -> None:
    with writing(folder) as session:
        done = reschedule_loan(session, decision(), extension())
        session.commit()
    assert (done.before.principal_due, done.after.principal_due) == (1_000_000, 0)
    assert done.after.outstanding_principal == 6_000_000
    assert done.after.interest_due == done.before.interest_due == 115_000
    assert max(row.due for row in done.after.instalments) == date(2027, 4, 21)
    assert done.after.reschedules == 1
    assert done.after.oldest_unpaid_due == date(2026, 2, 21)
    assert open_club(folder).findings == []


def test_unpaid_interest_may_move_to_the_new_instalments(folder: Path) -> None:
    dates = NewDates(
        ReschedulingKind.DATES,
        10,
        date(2026, 4, 11),
        every_days=14,
        unpaid_interest=UnpaidInterest.SPREAD,
    )
    with writing(folder) as session:
        done = reschedule_loan(session, decision(), dates)
        session.commit()
    assert done.after.interest_due == 0
    coming = [row for row in done.after.instalments if row.due > APRIL]
    assert [row.due for row in coming[:2]] == [date(2026, 4, 11), date(2026, 4, 25)]
    assert sum(row.unpaid_interest for row in coming) > 115_000
    fact = next(open_club(folder).book.loans[LOAN].changes)
    assert isinstance(fact.event, Rescheduling)
    assert (fact.event.every_days, fact.event.unpaid_interest) == (14, UnpaidInterest.SPREAD)


@pytest.mark.parametrize(
    "dates",
    [
        NewDates(ReschedulingKind.DATES, 12, date(2026, 5, 21)),  # ends in April 2027
        NewDates(ReschedulingKind.EXTENSION, 6, date(2026, 5, 21)),  # ends in October 2026
    ],
)
def test_the_kind_must_fit_the_dates(folder: Path, dates: NewDates) -> None:
    with writing(folder) as session:
        reschedule_loan(session, decision(), dates)
        assert rules_broken(session) == ["loan_lifecycle.rescheduling-kind"]


def test_dates_may_end_on_the_old_last_day(folder: Path) -> None:
    with writing(folder) as session:
        dates = NewDates(ReschedulingKind.DATES, 9, date(2026, 5, 21))
        done = reschedule_loan(session, decision(), dates)
        session.commit()
    assert max(row.due for row in done.after.instalments) == date(2027, 1, 21)


def test_reamortising_moves_what_is_overdue_and_keeps_the_dates(folder: Path) -> None:
    with writing(folder) as session:
        part = reamortise_loan(session, decision(), 400_000)
        whole = reamortise_loan(session, decision(date(2026, 4, 2)))
        session.commit()
    assert (part.before.principal_due, part.after.principal_due) == (1_000_000, 600_000)
    assert whole.after.principal_due == 0
    assert [row.due for row in whole.after.instalments] == [
        row.due for row in part.before.instalments
    ]
    assert sum(row.unpaid_principal for row in whole.after.instalments) == 6_000_000
    assert whole.after.reschedules == 2
    assert whole.after.days_past_due > 0


@pytest.mark.parametrize("principal", [None, 1])
def test_nothing_overdue_is_not_reamortised(folder: Path, principal: int | None) -> None:
    with writing(folder) as session:
        reamortise_loan(session, decision(date(2026, 2, 1)), principal)
        assert rules_broken(session) == ["loan_lifecycle.nothing-to-reschedule"]


def test_no_more_than_what_is_overdue_is_reamortised(folder: Path) -> None:
    with writing(folder) as session:
        reamortise_loan(session, decision(), 1_000_001)
        assert rules_broken(session) == ["loan_lifecycle.nothing-to-reschedule"]


def test_a_loan_after_its_last_date_has_no_instalment_to_move_to(folder: Path) -> None:
    with writing(folder) as session:
        reamortise_loan(session, decision(date(2027, 2, 1)))
        assert rules_broken(session) == ["loan_lifecycle.nothing-to-reschedule"]


def test_another_rate_counts_from_the_next_day(folder: Path) -> None:
    day = date(2026, 2, 21)
    with writing(folder) as session:
        done = change_rate(session, decision(day), InterestRate.monthly(Fraction(8, 1000)))
        session.commit()
    assert done.after.interest_due == 60_000
    assert done.after.instalments[1].interest == 44_000  # 5,500,000 at 0.8 %
    fact = next(open_club(folder).book.loans[LOAN].changes)
    assert fact.event == RateChange(day, InterestRate.monthly(Fraction(8, 1000)))


@pytest.mark.parametrize(
    ("rate", "broken"),
    [
        (InterestRate.yearly(Fraction(20, 100)), False),
        (InterestRate.yearly(Fraction(201, 1000)), True),
        (InterestRate.monthly(Fraction(165, 10_000)), True),  # 19.8 % by months, 20.1 % by days
    ],
)
def test_the_new_rate_keeps_to_the_ceiling(
    folder: Path, rate: InterestRate, *, broken: bool
) -> None:
    with writing(folder) as session:
        change_rate(session, decision(), rate)
        if broken:
            assert rules_broken(session) == ["interest_rules.rate-over-ceiling"]
        else:
            session.commit()


def test_a_fee_is_due_on_its_day_and_paid_with_the_instalment(folder: Path) -> None:
    due = date(2026, 2, 21)
    asked = Asked(20_000, due, ChargeComponent.FEE, "công chứng hợp đồng")
    with writing(folder) as session:
        done = charge_loan(session, decision(date(2026, 2, 1)), asked)
        assert (done.before.fee_due, done.after.fee_due) == (0, 0)
        split = receive(session, ReceiptRequest("M002", due, repayment=580_000)).split
        assert (split.fee, split.interest, split.principal) == (20_000, 60_000, 500_000)
        session.commit()
    assert open_club(folder).findings == []


def test_a_penalty_counts_as_late_interest(folder: Path) -> None:
    asked = Asked(30_000, APRIL, ChargeComponent.LATE_INTEREST, "phạt theo hợp đồng")
    with writing(folder) as session:
        done = charge_loan(session, decision(), asked)
        session.commit()
    assert done.after.late_interest == done.before.late_interest + 30_000


def test_what_is_waived_is_not_asked_for_any_more(folder: Path) -> None:
    with writing(folder) as session:
        charge_loan(session, decision(), Asked(20_000, APRIL, ChargeComponent.FEE, "công chứng"))
        late = session.book.loans[LOAN].account
        assert late is not None
        owed = late.position(APRIL).late_interest
        let_go = LetGo(115_000, owed, 20_000, WaiverReason.HARDSHIP)
        done = waive(session, decision(), let_go)
        session.commit()
    after = done.after
    assert (after.interest_due, after.late_interest, after.fee_due) == (0, 0, 0)
    assert after.outstanding_principal == 6_000_000
    assert done.before.payoff_amount - after.payoff_amount == 135_000 + owed


@pytest.mark.parametrize(
    "let_go",
    [LetGo(interest=165_001), LetGo(late_interest=100_000), LetGo(fee=1)],
)
def test_no_more_is_waived_than_is_owed(folder: Path, let_go: LetGo) -> None:
    """115,000 interest are due, and 50,000 more of the running month."""
    with writing(folder) as session:
        waive(session, decision(), let_go)
        assert rules_broken(session) == ["loan_lifecycle.waived-too-much"]


def test_the_running_months_interest_may_be_waived(folder: Path) -> None:
    with writing(folder) as session:
        waive(session, decision(), LetGo(interest=165_000))
        session.commit()
    assert open_club(folder).findings == []


@pytest.mark.parametrize(
    ("reason", "group"),
    [
        (None, DebtGroup.SUBSTANDARD),
        (WaiverReason.INABILITY, DebtGroup.SUBSTANDARD),
        (WaiverReason.HARDSHIP, DebtGroup.STANDARD),
        (WaiverReason.OTHER, DebtGroup.STANDARD),
    ],
)
def test_only_inability_to_pay_moves_the_debt_group(
    folder: Path, reason: WaiverReason | None, group: DebtGroup
) -> None:
    day = date(2026, 2, 21)
    with writing(folder) as session:
        waive(session, decision(day), LetGo(interest=60_000, reason=reason))
        pay(session, 500_000, day)
        session.commit()
    (loan,) = portfolio_report(open_club(folder), day).portfolio.loans
    assert loan.debt_group is group


def test_a_late_decision_brings_the_corrections_of_the_receipts_after_it(folder: Path) -> None:
    """A waiver of March, entered in April: the receipt of 21 March is split anew."""
    waived = date(2026, 3, 1)
    with writing(folder) as session:
        pay(session, 300_000, date(2026, 3, 21))
        done = waive(
            session, decision(waived), LetGo(interest=60_000, reason=WaiverReason.HARDSHIP)
        )
        session.commit()
    (correction,) = done.corrections
    assert correction.day == date(2026, 3, 21)
    assert (correction.change.interest, correction.change.principal) == (-60_000, 60_000)
    assert open_club(folder).findings == []


def test_a_decision_does_not_come_before_another_one(folder: Path) -> None:
    rate = InterestRate.monthly(Fraction(8, 1000))
    with writing(folder) as session:
        change_rate(session, decision(date(2026, 3, 1)), rate)
        with pytest.raises(DecisionBeforeLastEvent):
            reschedule_loan(session, decision(date(2026, 2, 20)), extension())


def test_the_same_decision_is_not_entered_twice(folder: Path) -> None:
    asked = Asked(20_000, APRIL, ChargeComponent.FEE, "công chứng")
    with writing(folder) as session:
        charge_loan(session, decision(), asked)
        with pytest.raises(SameDecision):
            charge_loan(session, decision(), asked)
        session.commit()


@pytest.mark.parametrize("paid_out", [True, False])
def test_only_a_running_loan_is_changed(folder: Path, *, paid_out: bool) -> None:
    """A repaid loan asks for nothing more; nothing is changed before money is paid out."""
    rate = InterestRate.monthly(Fraction(8, 1000))
    with writing(folder) as session:
        if paid_out:
            account = session.book.loans[LOAN].account
            assert account is not None
            day = date(2026, 2, 21)
            pay(session, account.position(day).payoff_amount, day)
            change_rate(session, decision(day), rate)
            charge_loan(
                session, decision(APRIL), Asked(1_000, APRIL, ChargeComponent.FEE, "công chứng")
            )
            assert rules_broken(session) == ["loan_lifecycle.changed-after-end"]
        else:
            with pytest.raises(NoSuchLoan):
                change_rate(session, decision(loan="L2026-002"), rate)


def test_a_decision_says_who_decided_and_what(folder: Path) -> None:
    with writing(folder) as session:
        with pytest.raises(NothingWaived):
            waive(session, decision(), LetGo())
        with pytest.raises(AmountNotPositive):
            reamortise_loan(session, decision(), 0)
        with pytest.raises(NoSuchMember):
            reamortise_loan(session, Decision(LOAN, APRIL, "BB-2026-04", ("M099",)))


def test_a_report_of_an_earlier_day_does_not_know_the_decision(folder: Path) -> None:
    with writing(folder) as session:
        reschedule_loan(session, decision(), extension())
        session.commit()
    earlier = date(2026, 3, 31)
    (loan,) = portfolio_report(open_club(folder), earlier).portfolio.loans
    assert (loan.facts.reschedules, loan.facts.overdue_principal) == (0, 1_000_000)


def test_decided_keeps_both_sides(folder: Path) -> None:
    with writing(folder) as session:
        done = reamortise_loan(session, decision())
    assert isinstance(done, Decided)
    assert done.before.date == done.after.date == APRIL
