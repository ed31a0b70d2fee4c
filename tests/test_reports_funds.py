"""Statements of the funds: they balance, they agree with each other and with the books."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from beanquery import query
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ledger_core.books.loading import LoadedClub
from ledger_core.club import AccountType, Fund, Role
from ledger_core.reports.funds.balances import MONEY, roles_of
from ledger_core.reports.funds.capital import capital
from ledger_core.reports.funds.cash_book import cash_book
from ledger_core.reports.funds.donations import donation_book
from ledger_core.reports.funds.expenses import expenses_by_area
from ledger_core.reports.funds.receipts_and_payments import receipts_and_payments
from ledger_core.reports.funds.statements import balance_sheet, income_statement
from ledger_core.reports.funds.trial_balance import trial_balance
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Report, Table
from tests.report_cases import CLUBS, example
from tests.simulated_clubs import simulated_club
from tests.strategies_books import any_books, days


def _table(report: Report, key: str) -> Table:
    return next(table for table in report.tables if table.key == key)


def _total(table: Table) -> dict[str, object]:
    assert table.total is not None
    return dict(table.record(table.total))


def _row(table: Table, key: str) -> dict[str, object]:
    return dict(next(row for row in table.records() if row["key"] == key))


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


@st.composite
def requests(draw: st.DrawFn) -> ReportRequest:
    """Any books over any period, of one fund or both."""
    start, end = sorted((draw(days()), draw(days())))
    fund = draw(st.sampled_from([None, *Fund]))
    return ReportRequest(draw(any_books()), Period(start, end), fund=fund)


def _check(request: ReportRequest) -> None:
    """Check everything that must hold of any books on any day."""
    _check_balance_sheet(request)
    _check_money(request)
    _check_result(request)
    for fund in Fund if request.fund is None else (request.fund,):
        total = _total(_table(trial_balance(request), fund.value))
        for part in ("opening_", "", "closing_"):
            assert total[f"{part}debit"] == total[f"{part}credit"]


def _columns(request: ReportRequest) -> list[str]:
    return ["income", "activity", "club"] if request.fund is None else [request.fund.value]


def _check_balance_sheet(request: ReportRequest) -> None:
    report = balance_sheet(request)
    assets, sources = (_total(_table(report, key)) for key in ("assets", "sources"))
    assert [assets[name] for name in _columns(request)] == [
        sources[name] for name in _columns(request)
    ]


def _check_money(request: ReportRequest) -> None:
    book, period = request.club.book, request.period
    before = period.start - timedelta(days=1)
    flows = receipts_and_payments(request)
    money = _table(flows, "money")
    closing, opening = _total(money), _row(money, "opening")
    received, paid = (_total(_table(flows, key)) for key in ("receipts", "payments"))
    books = cash_book(request)
    for fund in Fund if request.fund is None else (request.fund,):
        name = fund.value
        assert opening[name] == book.balance(fund, *MONEY, on=before)
        assert closing[name] == book.balance(fund, *MONEY, on=period.end)
        difference = _number(received[name]) - _number(paid[name])
        assert difference == _number(closing[name]) - _number(opening[name])
        cash = _total(_table(books, f"{name}_cash"))
        assert cash["balance"] == book.balance(fund, Role.CASH, on=period.end)


def _check_result(request: ReportRequest) -> None:
    """The result of a whole year is what income and expense accounts moved by."""
    report = income_statement(request)
    result = _row(_table(report, "result"), "result")
    income, expenses = (_total(_table(report, key)) for key in ("income", "expenses"))
    for name in _columns(request):
        assert result[name] == _number(income[name]) - _number(expenses[name])


@given(request=requests())
def test_statements_balance_and_agree_whatever_the_books_say(request: ReportRequest) -> None:
    _check(request)


@settings(max_examples=3, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 10**9), month=st.integers(1, 12))
def test_statements_of_invented_clubs_balance_and_agree(seed: int, month: int) -> None:
    with TemporaryDirectory() as folder:
        club = simulated_club(Path(folder) / "club", seed, members=10).loaded
        end = max(posted.date for posted in club.book.transactions)
        _check(ReportRequest(club, Period(date(end.year, 1, 1), date(end.year, month, 28))))


def _month_ends(club: LoadedClub) -> Iterator[date]:
    years = sorted({posted.date.year for posted in club.book.transactions})
    for year in years:
        for month in range(1, 13):
            yield date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@pytest.mark.parametrize("name", CLUBS)
def test_totals_equal_what_queries_over_the_books_sum(name: str) -> None:
    club = example(name)
    assets = roles_of(AccountType.ASSETS)
    for day in _month_ends(club):
        request = ReportRequest(club, Period.year_to(day))
        _check(request)
        total = _total(_table(balance_sheet(request), "assets"))
        for fund in Fund:
            _columns_found, rows = query.run_query(
                club.entries,
                club.options,
                "SELECT sum(number) AS total WHERE date <= {} "
                "AND open_meta(account)['fund'] = '{}' AND open_meta(account)['role'] ~ '^({})$'",
                day.isoformat(),
                fund.value,
                "|".join(role.value for role in assets),
            )
            assert int((rows[0][0] if rows else 0) or 0) == total[fund.value]


@pytest.mark.parametrize("name", CLUBS)
def test_donations_and_expenses_are_what_the_accounts_moved_by(name: str) -> None:
    club = example(name)
    for day in _month_ends(club):
        request = ReportRequest(club, Period.year_to(day))
        before = date(day.year - 1, 12, 31)
        given_ = _total(_table(donation_book(request), "donations"))["amount"]
        spent = _total(_table(expenses_by_area(request), "areas"))["amount"]
        roles = roles_of(AccountType.EXPENSES)
        book = club.book
        moved = [
            book.balance(Fund.ACTIVITY, *some, on=day)
            - book.balance(Fund.ACTIVITY, *some, on=before)
            for some in ((Role.DONATIONS,), roles)
        ]
        assert [-_number(given_), spent] == moved


@pytest.mark.parametrize("name", CLUBS)
def test_capital_of_the_examples_is_preserved_and_agrees_with_the_balance_sheet(name: str) -> None:
    request = ReportRequest(example(name), Period.year_to(date(2026, 3, 31)))
    report = capital(request)
    preserved = _table(report, "preserved")
    assert _number(_row(preserved, "difference")["amount"]) >= 0
    sources = {row["key"]: row["closing"] for row in _table(report, "sources").records()}
    sheet = _table(balance_sheet(request), "sources")
    for key in ("grants", "members-capital"):
        assert _row(sheet, key)["income"] == sources[key]
    members = _total(_table(report, "members"))["amount"]
    assert members == sources["members-capital"]
