"""Reports on loans agree with the accounts of the books, with each other and with the portfolio."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.club import Fund, Role
from ledger_core.reports.loans.by_kind import portfolio_by_kind
from ledger_core.reports.loans.concentration import concentration
from ledger_core.reports.loans.expected import expected_payments
from ledger_core.reports.loans.interest_list import interest_list
from ledger_core.reports.loans.lists import disbursements, repayments
from ledger_core.reports.loans.quality import ageing, debt_groups
from ledger_core.reports.loans.troubled import rescheduled, written_off
from ledger_core.reports.portfolio import portfolio_report
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Report, Table, Value
from tests.lending_club import club_until_april, go_on_until_july
from tests.report_cases import CLUBS, example

PERIODS = (
    Period(date(2025, 1, 1), date(2025, 12, 31)),
    Period(date(2026, 1, 1), date(2026, 3, 31)),
    Period(date(2026, 2, 24), date(2026, 2, 24)),
    Period(date(2024, 1, 1), date(2026, 12, 31)),
)


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> LoadedClub:
    """A club with arrears, a new date, a transfer, a write-off and a recovery until July."""
    folder: Path = club_until_april(tmp_path_factory.mktemp("clubs") / "club")
    go_on_until_july(folder)
    return open_club(folder)


def _table(report: Report, key: str) -> Table:
    return next(table for table in report.tables if table.key == key)


def _total(table: Table) -> dict[str, Value]:
    assert table.total is not None
    return table.record(table.total)


def _moved(club: LoadedClub, period: Period, *roles: Role) -> int:
    """What income accounts of these roles took in over a period."""
    before = period.start - timedelta(days=1)
    book = club.book
    return book.balance(Fund.INCOME, *roles, on=before) - book.balance(
        Fund.INCOME, *roles, on=period.end
    )


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("name", CLUBS)
def test_lists_sum_to_what_the_accounts_moved_by(name: str, period: Period) -> None:
    request = ReportRequest(example(name), period)
    club = request.club
    paid_out = _total(_table(disbursements(request), "disbursements"))["principal"]
    repaid = _total(_table(repayments(request), "repayments"))
    lost = _total(_table(written_off(request), "written_off"))["principal"]
    assert isinstance(paid_out, int)
    assert isinstance(repaid["principal"], int)
    assert isinstance(lost, int)
    assert paid_out - repaid["principal"] - lost == -_moved(club, period, Role.LOANS)
    assert repaid["interest"] == _moved(club, period, Role.LOAN_INTEREST)
    assert repaid["late_interest"] == _moved(club, period, Role.LATE_INTEREST)
    interest = _total(_table(interest_list(request), "interest"))
    assert interest["received"] == repaid["interest"]
    assert interest["late_interest_received"] == repaid["late_interest"]


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("name", CLUBS)
def test_interest_owed_goes_on_from_one_period_to_the_next(name: str, period: Period) -> None:
    club = example(name)
    rows = _table(interest_list(ReportRequest(club, period)), "interest").records()
    after = Period(period.end + timedelta(days=1), period.end + timedelta(days=40))
    next_rows = _table(interest_list(ReportRequest(club, after)), "interest").records()
    owed = {row["loan"]: row["owed_after"] for row in rows if row["owed_after"]}
    owed_then = {row["loan"]: row["owed_before"] for row in next_rows if row["owed_before"]}
    assert owed == owed_then


@pytest.mark.parametrize("name", CLUBS)
def test_every_way_to_part_the_portfolio_sums_to_it(name: str) -> None:
    request = ReportRequest(example(name), Period.year_to(date(2026, 3, 31)))
    portfolio = portfolio_report(request.club, request.as_of).portfolio
    total = portfolio.gross_loan_portfolio
    parted = portfolio_by_kind(request)
    for key in ("purpose", "product", "sex", "age", "hardship"):
        table = _table(parted, key)
        assert _total(table)["outstanding_principal"] == total
        assert sum(_number(row["outstanding_principal"]) for row in table.records()) == total
        assert sum(_number(row["loans"]) for row in table.records()) == portfolio.active_loans
    borrowers = _table(concentration(request), "borrowers")
    assert _total(borrowers)["outstanding_principal"] == total
    assert len(borrowers.rows) == portfolio.borrowers
    groups = _table(debt_groups(request), "grouped_loans")
    assert sum(_number(row["outstanding_principal"]) for row in groups.records()) == total
    late = _table(ageing(request), "late_loans")
    par1 = next(par for par in portfolio.par if par.days == 1)
    assert sum(_number(row["outstanding_principal"]) for row in late.records()) == par1.amount


def test_what_is_expected_is_what_the_schedules_ask_for(lending: LoadedClub) -> None:
    """Overdue at the start is not asked again among the instalments of the period."""
    request = ReportRequest(lending, Period(date(2026, 5, 1), date(2026, 5, 31)))
    report = expected_payments(request)
    due, overdue = _total(_table(report, "due")), _total(_table(report, "overdue"))
    before = portfolio_report(lending, date(2026, 4, 30)).portfolio
    assert overdue["principal"] == before.overdue_principal
    assert _number(due["principal"]) + _number(due["interest"]) == due["total"]
    assert _number(due["total"]) > 0


def test_losses_recoveries_and_new_dates_are_listed(lending: LoadedClub) -> None:
    request = ReportRequest(lending, Period.year_to(date(2026, 7, 31)))
    losses = written_off(request)
    lost = _number(_total(_table(losses, "written_off"))["principal"])
    claims = _total(_table(losses, "claims"))
    assert lost > 0
    assert claims["written_off"] == lost
    assert _total(_table(losses, "recovered"))["amount"] == claims["recovered"]
    moved = rescheduled(request)
    assert {row["loan"] for row in _table(moved, "outstanding").records()} <= {
        row["loan"] for row in _table(moved, "decisions").records()
    }
    assert _table(moved, "decisions").rows


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value
