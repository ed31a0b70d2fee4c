"""The facts of a period from real books: what they count, and what they never look at."""

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ledger_core.books.actions import NewMember, add_member
from ledger_core.books.loading import LoadedClub
from ledger_core.books.people import Person, Sex, age_on, people_of
from ledger_core.books.session import open_club, writing
from ledger_core.club import Fund, Role
from ledger_core.portfolio import Period, RatioSheet, ratio_sheet
from ledger_core.reports import PeriodReader, monthly_ratio_sheets, period_facts, portfolio_on
from tests.clubs import CAPITAL
from tests.lending_club import END_OF_APRIL, END_OF_JULY, club_until_april, go_on_until_july

UNTIL_APRIL = Period.year_to(END_OF_APRIL)
UNTIL_JULY = Period.year_to(END_OF_JULY)


@pytest.fixture(scope="module")
def april_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return club_until_april(tmp_path_factory.mktemp("april") / "hanh-phuc")


@pytest.fixture(scope="module")
def july_folder(april_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("july") / "hanh-phuc"
    shutil.copytree(april_folder, folder)
    return go_on_until_july(folder)


@pytest.fixture(scope="module")
def club(july_folder: Path) -> LoadedClub:
    loaded = open_club(july_folder)
    assert not loaded.blocking
    return loaded


@pytest.fixture(scope="module")
def people(july_folder: Path) -> dict[str, Person]:
    return people_of(july_folder)


@pytest.fixture(scope="module")
def sheet(club: LoadedClub, people: dict[str, Person]) -> RatioSheet:
    return ratio_sheet(period_facts(club.book, UNTIL_JULY, people))


def test_the_loans_of_the_year(club: LoadedClub) -> None:
    """Five loans paid out, of which M004's is written off; M003's got new dates."""
    lending = period_facts(club.book, UNTIL_JULY).loans.lending
    assert (lending.loans_paid_out, lending.paid_out) == (5, 18_000_000)
    assert (lending.written_off, lending.reschedulings) == (2_000_000, 1)
    held = portfolio_on(club.book, END_OF_JULY).gross_loan_portfolio
    assert lending.paid_out - lending.repaid - lending.written_off == held


def test_the_portfolio_is_that_of_the_portfolio_report(club: LoadedClub, sheet: RatioSheet) -> None:
    portfolio = portfolio_on(club.book, END_OF_JULY)
    assert sheet.line("gross_loan_portfolio").value == portfolio.gross_loan_portfolio
    assert sheet.line("arrears_rate").value == portfolio.arrears_rate
    assert sheet.line("average_loan").value == portfolio.average_balance
    for par in portfolio.par:
        assert sheet.line(f"par_{par.days}").value == par.ratio


def test_income_is_what_the_ledger_says(club: LoadedClub) -> None:
    book, result = club.book, period_facts(club.book, UNTIL_JULY).result
    interest = -book.balance(Fund.INCOME, Role.LOAN_INTEREST, Role.LATE_INTEREST)
    assert result.interest_received == result.operating_income == interest
    assert result.loan_loss_expense == 2_000_000
    assert (result.operating_expense, result.financial_expense, result.fees_received) == (0, 0, 0)


def test_the_loss_eats_the_capital(club: LoadedClub, sheet: RatioSheet) -> None:
    line = sheet.line("capital_cover")
    assert line.denominator == CAPITAL
    assert line.value is not None
    assert line.value < 1
    money = club.book.balance(Fund.INCOME, Role.CASH, Role.LOANS)
    assert line.numerator == money


def test_people_are_members_with_what_people_csv_knows(sheet: RatioSheet) -> None:
    """M001 and M003 are women; all three borrowers are past sixty."""
    assert sheet.line("women_borrowers_share").value == Fraction(2, 3)
    assert sheet.line("older_borrowers_share").value == 1
    assert sheet.line("members").value == 6
    assert sheet.line("ever_borrowed_rate").value == Fraction(4, 6)
    assert sheet.line("borrowed_in_year_rate").value == Fraction(4, 6)
    largest = sheet.line("largest_borrower_share")
    assert largest.numerator == 6_000_000  # M002's two loans


def test_without_people_shares_of_people_are_not_available(club: LoadedClub) -> None:
    sheet = ratio_sheet(period_facts(club.book, UNTIL_JULY))
    assert sheet.line("women_borrowers_share").value is None
    assert sheet.line("older_borrowers_share").value is None
    assert sheet.line("borrowers").value == 3


def test_a_report_as_of_a_day_ignores_later_entries(
    april_folder: Path, club: LoadedClub, people: dict[str, Person]
) -> None:
    """The books of April, and those of July asked about April, tell the same."""
    then = open_club(april_folder)
    for period in (UNTIL_APRIL, Period.month_of(date(2026, 3, 1))):
        assert period_facts(club.book, period, people) == period_facts(then.book, period, people)


def test_months_stand_side_by_side(club: LoadedClub, people: dict[str, Person]) -> None:
    sheets = monthly_ratio_sheets(club.book, UNTIL_JULY, people)
    assert [sheet.period.end.month for sheet in sheets] == [1, 2, 3, 4, 5, 6, 7]
    keys = {tuple(line.key for line in sheet.lines) for sheet in sheets}
    assert len(keys) == 1
    for sheet in sheets:
        alone = ratio_sheet(period_facts(club.book, sheet.period, people))
        assert sheet == alone


def test_months_add_up_to_the_year(club: LoadedClub) -> None:
    reader = PeriodReader(club.book)
    year = reader.facts(UNTIL_JULY)
    months = [reader.facts(month) for month in UNTIL_JULY.months()]
    for name in ("paid_out", "repaid", "written_off", "recovered", "loans_paid_out"):
        of_months = sum(getattr(month.loans.lending, name) for month in months)
        assert of_months == getattr(year.loans.lending, name)
    assert sum(m.result.operating_income for m in months) == year.result.operating_income
    assert months[-1].capital == year.capital


def test_the_first_month_averages_from_nothing(club: LoadedClub) -> None:
    facts = period_facts(club.book, Period.month_of(date(2026, 1, 1)))
    assert [balance.gross_loan_portfolio for balance in facts.balances] == [0, 17_000_000]
    assert facts.average_portfolio == 8_500_000


def test_carrying_the_result_forward_is_no_expense(club: LoadedClub) -> None:
    """A year-end entry debits income to the retained result."""
    book, day = club.book, END_OF_JULY
    before = period_facts(book, UNTIL_JULY).result
    last = book.transactions[-1]
    closing = replace(last, amounts={}, funds={Fund.INCOME}, loan_moves={}, reverses=None)
    closing.amounts[Fund.INCOME, Role.LOAN_INTEREST] = before.operating_income
    closing.amounts[Fund.INCOME, Role.RETAINED_RESULT] = -before.operating_income
    assert last.date <= day
    book.transactions.append(closing)
    try:
        assert period_facts(book, UNTIL_JULY).result == before
    finally:
        book.transactions.remove(closing)


def test_who_leaves_and_who_dies(april_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(april_folder, tmp_path / "hanh-phuc")
    with writing(folder) as session:
        add_member(session, NewMember("Bùi Thị Chín", date(2026, 4, 2), Sex.FEMALE, 1990))
        session.commit()
    with (folder / "register.beancount").open("a", encoding="utf-8") as register:
        register.write(
            '\n2026-04-10 custom "member-left" "M003"\n  reason: "death"\n'
            '\n2026-04-30 custom "member-left" "M005"\n  reason: "wish"\n'
        )
    book = open_club(folder).book
    april = period_facts(book, Period.month_of(END_OF_APRIL)).membership
    assert (april.at_start, april.joined, april.left, april.died) == (6, 1, 0, 1)
    assert april.at_end == len(book.register.active_members(END_OF_APRIL)) == 6
    may = period_facts(book, Period.month_of(date(2026, 5, 1))).membership
    assert (may.at_start, may.left, may.at_end) == (6, 1, 5)
    assert may.borrowed_in_year == may.ever_borrowed == 3


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1966", 60),
        ("1966-07-31", 60),
        ("1966-08-01", 59),
        ("", None),
        ("about 1960", None),
        ("1966-02-30", None),
        ("2027", None),
        ("66", None),
        ("²", None),
    ],
)
def test_ages(born: str, age: int | None) -> None:
    assert age_on(born, END_OF_JULY) == age


def test_a_folder_without_people_has_none(tmp_path: Path) -> None:
    assert people_of(tmp_path) == {}
