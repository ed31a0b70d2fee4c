"""The facts of a period from books of any kind, and from clubs that lived for a year."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.book import Book
from ledger_core.books.loading import LoadedClub
from ledger_core.club import Fund, Role
from ledger_core.portfolio import Period, ratio_sheet
from ledger_core.reports import PeriodReader, period_facts
from tests.simulated_clubs import SimulatedClub, simulated_club
from tests.strategies_books import any_books, days

Folders = pytest.TempPathFactory
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def up_to(club: LoadedClub, day: date) -> Book:
    """The book that was known at the end of a day."""
    book = Book(club.book.folder, club.book.scope)
    book.extend(entry for entry in club.entries if entry.date <= day)
    return book


@given(any_books(), days(), days())
def test_later_entries_change_nothing(club: LoadedClub, one: date, two: date) -> None:
    period = Period(min(one, two), max(one, two))
    known = up_to(club, period.end)
    # Accounts are opened on the first day of the books, so both know the same chart.
    assert period_facts(club.book, period) == period_facts(known, period)


@given(any_books(), days())
def test_two_periods_in_a_row_have_the_income_of_both(club: LoadedClub, day: date) -> None:
    if day == YEAR.end:
        return
    whole = period_facts(club.book, YEAR).result
    first = period_facts(club.book, Period(YEAR.start, day)).result
    second = period_facts(club.book, Period(date.fromordinal(day.toordinal() + 1), YEAR.end)).result
    assert first.operating_income + second.operating_income == whole.operating_income
    assert first.total_cost + second.total_cost == whole.total_cost
    assert first.interest_received + second.interest_received == whole.interest_received


@given(any_books(), st.sampled_from([Role.CASH, Role.BANK, Role.GRANTS, Role.LENDERS]))
def test_capital_is_what_the_fund_s_accounts_hold(club: LoadedClub, role: Role) -> None:
    capital = period_facts(club.book, YEAR).capital
    name = {Role.CASH: "cash", Role.BANK: "bank", Role.GRANTS: "grants", Role.LENDERS: "lenders"}
    sign = 1 if role in {Role.CASH, Role.BANK} else -1
    assert getattr(capital, name[role]) == sign * club.book.balance(Fund.INCOME, role)


@pytest.fixture(scope="module", params=[3, 8])
def lived(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> SimulatedClub:
    """A club that lived for a year, with late payers and mistakes."""
    folder = tmp_path_factory.mktemp("lived") / "club"
    return simulated_club(folder, request.param, members=14)


def test_the_model_beside_the_books_says_the_same(lived: SimulatedClub) -> None:
    """Totals kept without looking at the books, at the end of the first and last meeting."""
    book = lived.loaded.book
    assert book.register.club is not None
    begun = book.register.club.founded
    for row in (lived.totals.rows[0], lived.totals.rows[-1]):
        period = Period(begun, date.fromisoformat(row["date"]))
        facts = period_facts(book, period)
        sheet = ratio_sheet(facts)
        assert facts.loans.lending.paid_out == row["lent"]
        assert facts.result.interest_received == row["loan_interest"] + row["late_interest"]
        assert facts.capital.cash == row["cash"]["income"]
        assert sheet.line("gross_loan_portfolio").value == row["outstanding_principal"]
        assert sheet.line("borrowers").value == row["borrowers"]
        assert sheet.line("members").value == row["members"]


def test_what_was_known_then_is_what_is_said_of_then(lived: SimulatedClub) -> None:
    club = lived.loaded
    for row in lived.totals.rows[2::4]:
        period = Period.year_to(date.fromisoformat(row["date"]))
        assert period_facts(club.book, period) == period_facts(up_to(club, period.end), period)


def test_arrears_pass_from_month_to_month(lived: SimulatedClub) -> None:
    """Of principal: arrears + due − collected are the next month's arrears, for the whole club."""
    reader = PeriodReader(lived.loaded.book)
    rows = lived.totals.rows
    start, end = (date.fromisoformat(rows[n]["date"]) for n in (0, -1))
    months = [reader.facts(month) for month in Period(start, end).months()]
    for this, following in pairwise(months):
        part = this.loans.principal
        left = part.arrears_at_start - part.arrears_collected + part.due - part.collected
        lost = this.loans.lending.lost + this.loans.lending.reschedulings
        if not lost:
            assert following.loans.principal.arrears_at_start == left
