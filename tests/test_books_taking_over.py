"""Loans from older books: agreement, directive and opening entry in one go."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    OlderLoan,
    ReceiptRequest,
    disburse_loan,
    receive,
    take_over_loan,
)
from ledger_core.books.actions.accounting_errors import NotOnAccrual
from ledger_core.books.actions.errors import NothingToDisburse
from ledger_core.books.directives import Directive, Scope
from ledger_core.books.rendering import Custom
from ledger_core.books.session import open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.club import Fund, Role
from ledger_core.loans import KnownInstalment, LoanState
from ledger_core.reports import portfolio_report
from ledger_core.reports.passbook import passbook_lines
from tests.clubs import BOARD, CAPITAL, MEETING, small_club

OLDER = OlderLoan(
    LoanRequest(
        member="M002",
        day=MEETING,
        principal=4_000_000,
        approved_by=BOARD,
        minutes="BB-2026-01",
        instalments=7,
        first_due=date(2026, 2, 21),
    ),
    overdue_principal=500_000,
    interest=40_000,
    late_interest=1_200,
    fee=10_000,
    oldest_due=date(2025, 12, 21),
    reschedules=1,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_club(tmp_path / "hanh-phuc")


def test_a_loan_goes_on_where_the_older_books_ended(folder: Path) -> None:
    with writing(folder) as session:
        taken = take_over_loan(session, OLDER)
        session.commit()
    position = taken.position
    assert position.outstanding_principal == 4_000_000
    assert (position.overdue_principal, position.overdue_interest) == (500_000, 40_000)
    assert (position.late_interest, position.fee_due) == (1_200, 10_000)
    assert (position.days_past_due, position.reschedules) == (31, 1)
    assert position.state is LoanState.RESCHEDULED
    coming = [row for row in position.instalments if row.due > MEETING]
    assert [row.principal for row in coming[:2]] == [500_000, 500_000]
    assert coming[0].interest == 35_000
    for scope in (Scope.CLUB, Scope.INCOME):
        assert open_club(folder, scope).findings == []


def test_no_cash_moves_and_the_opening_difference_takes_the_other_side(folder: Path) -> None:
    with writing(folder) as session:
        take_over_loan(session, OLDER)
        session.commit()
    book = open_club(folder).book
    assert book.balance(Fund.INCOME, Role.CASH) == CAPITAL
    assert book.balance(Fund.INCOME, Role.LOANS) == 4_000_000
    assert book.balance(Fund.INCOME, Role.OPENING_DIFFERENCE) == -4_000_000


def test_it_is_repaid_and_reported_like_any_loan_and_never_paid_out_again(folder: Path) -> None:
    day = date(2026, 2, 21)
    with writing(folder) as session:
        loan = take_over_loan(session, OLDER).record.loan
        with pytest.raises(NothingToDisburse):
            disburse_loan(session, DisbursementRequest(loan, day))
        split = receive(session, ReceiptRequest("M002", day, repayment=700_000)).split
        assert (split.fee, split.interest) == (10_000, 75_000)
        session.commit()
    loaded = open_club(folder)
    assert loaded.findings == []
    (reported,) = portfolio_report(loaded, day).portfolio.loans
    assert reported.facts.outstanding_principal == 4_000_000 - split.principal


def test_its_passbook_begins_with_what_the_older_books_ended_with(folder: Path) -> None:
    with writing(folder) as session:
        record = take_over_loan(session, OLDER).record
        account = record.account_on(MEETING)
        assert account is not None
        lines = passbook_lines(record, account, MEETING)
    assert lines[0].lent == OLDER.agreement.principal == sum(line.lent for line in lines)
    assert any(line.due for line in lines[1:])


def test_a_loan_that_is_not_late_needs_no_oldest_date(folder: Path) -> None:
    with writing(folder) as session:
        taken = take_over_loan(session, OlderLoan(OLDER.agreement))
        session.commit()
    assert (taken.position.days_past_due, taken.position.reschedules) == (0, 0)
    assert taken.position.instalments[0].number == 1


def test_the_coming_instalments_may_be_taken_over_as_they_stand(folder: Path) -> None:
    known = tuple(
        KnownInstalment(date(2026, 2 + n, 21), 500_000, 30_000 - 1_000 * n) for n in range(7)
    )
    with writing(folder) as session:
        position = take_over_loan(session, replace(OLDER, schedule=known)).position
        session.commit()
    coming = [row for row in position.instalments if row.due > MEETING]
    assert [(row.due, row.principal, row.interest) for row in coming] == [
        (one.due, one.principal, one.interest) for one in known
    ]
    assert open_club(folder).findings == []


@pytest.mark.parametrize(
    "older",
    [
        replace(OLDER, overdue_principal=4_000_001),
        replace(OLDER, oldest_due=None),
        replace(OLDER, oldest_due=date(2026, 1, 22)),
        replace(OLDER, overdue_principal=0, interest=0),
        replace(OLDER, schedule=(KnownInstalment(date(2026, 2, 21), 3_000_000),)),
    ],
)
def test_figures_that_contradict_each_other_are_refused(folder: Path, older: OlderLoan) -> None:
    with writing(folder) as session:
        take_over_loan(session, older)
        with pytest.raises(WouldBreakRules) as refused:
            session.commit()
    assert [f.rule for f in refused.value.findings] == ["loan_lifecycle.taken-over-figures"]


def test_interest_receivable_comes_in_with_the_loan_under_accrual(folder: Path) -> None:
    """The older books had earned 40,000 that nobody had paid: it is no income here."""
    older = replace(OLDER, receivable=40_000, number="1")
    with writing(folder) as session:
        with pytest.raises(NotOnAccrual):
            take_over_loan(session, older)
        session.add_to_register(
            Custom(MEETING, Directive.RULES, ("BB-2026-01",), {"accounting": "accrual"})
        )
        taken = take_over_loan(session, older)
        session.commit()
    book = open_club(folder).book
    assert str(taken.voucher) == "BT-2026-0001"
    assert book.balance(Fund.INCOME, Role.INTEREST_RECEIVABLE) == 40_000
    assert book.balance(Fund.INCOME, Role.OPENING_DIFFERENCE) == -4_040_000
    assert book.balance(Fund.INCOME, Role.LOAN_INTEREST) == 0
    assert open_club(folder).findings == []
