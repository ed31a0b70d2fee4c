"""A month is closed in one write; a year's result is carried over once."""

from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.actions import (
    CountRequest,
    MoneyRequest,
    ReceiptRequest,
    ReversalRequest,
    count_cash,
    distribute_interest,
    pay,
    receive,
    receive_for,
    reverse,
    undistributed_interest,
)
from ledger_core.books.actions.closing_errors import (
    MonthIsSealed,
    YearClosedAlready,
    YearNotSealed,
)
from ledger_core.books.actions.count_errors import CountDiffers
from ledger_core.books.actions.counting import cash_in_books
from ledger_core.books.actions.provisions import allowance_on
from ledger_core.books.actions.sealing import seal_month
from ledger_core.books.actions.year_end import close_year
from ledger_core.books.loading import load_club
from ledger_core.books.receivables import receivables_on
from ledger_core.books.session import WritingSession, writing
from ledger_core.closing import CloseRequest, CountedCash, close_month
from ledger_core.closing.errors import CashNotCounted
from ledger_core.club import Fund, Month, Role
from ledger_core.portfolio import Period
from ledger_core.reports.funds.balances import closes_a_year
from ledger_core.reports.month_statement import (
    month_figures,
    month_statement,
    next_meeting,
    sentences,
)
from ledger_core.reports.request import Period as AskedPeriod
from ledger_core.reports.request import ReportRequest
from tests.clubs import small_club
from tests.lending_club import club_until_april

BOTH = ("M001", "M002")
APRIL = Month(2026, 4)
MEETING = date(2026, 5, 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club that lends, with entries until April; March is sealed."""
    folder = club_until_april(tmp_path / "hanh-phuc")
    with writing(folder) as session:
        seal_month(session, Month(2026, 3), day=date(2026, 4, 21), minutes="BB-2026-04")
        session.commit()
    return folder


def found(session: WritingSession, day: date = MEETING, **off: int) -> dict[Fund, CountedCash]:
    """What two people find when they count what the books say, after a distribution or not."""
    return {
        fund: CountedCash(cash_in_books(session, fund, day) + off.get(fund.value, 0), BOTH)
        for fund in Fund
    }


def test_a_month_is_closed_in_one_write(folder: Path) -> None:
    with writing(folder) as session:
        closed = close_month(session, CloseRequest(APRIL, MEETING, "BB-2026-05", found(session)))
        assert set(session.commit()) == {
            "journal/activity-2026.beancount",
            "journal/income-2026.beancount",
            "register.beancount",
            "seals/2026-04.json",
        }
    assert closed.distribution is None
    assert [count.fund for count in closed.counts] == list(Fund)
    loaded = load_club(folder)
    assert not loaded.errors
    assert loaded.book.register.last_sealed is not None
    assert loaded.book.register.last_sealed.code == closed.seal.code
    with writing(folder) as session, pytest.raises(MonthIsSealed):
        receive(session, ReceiptRequest(member="M001", day=APRIL.last_day, fee=5_000))


def test_interest_that_waits_is_distributed_before_the_cash_is_counted(folder: Path) -> None:
    with writing(folder) as session:
        receive(session, ReceiptRequest(member="M001", day=MEETING, repayment=545_000))
        before = found(session)
        waiting = undistributed_interest(session, MEETING)
        assert waiting > 0
        parts = 0.9 * waiting // 1000 * 1000
        counts = {
            Fund.INCOME: CountedCash(before[Fund.INCOME].amount - int(parts), BOTH),
            Fund.ACTIVITY: CountedCash(before[Fund.ACTIVITY].amount + int(parts), BOTH),
        }
        closed = close_month(session, CloseRequest(APRIL, MEETING, "BB-2026-05", counts))
        session.check()
        assert closed.distribution is not None
        assert closed.distribution.interest + closed.undistributed == waiting


def test_a_count_of_that_day_makes_interest_wait(folder: Path) -> None:
    with writing(folder) as session:
        receive(session, ReceiptRequest(member="M001", day=MEETING, repayment=545_000))
        for fund, counted in found(session).items():
            request = CountRequest(fund, MEETING, counted.amount, BOTH, "BB-2026-05")
            count_cash(session, request)
        closed = close_month(session, CloseRequest(APRIL, MEETING, "BB-2026-05"))
        session.commit()
    assert closed.distribution is None
    assert closed.undistributed > 0
    assert closed.taken == ()


def test_no_month_is_closed_without_a_count_or_with_a_difference(folder: Path) -> None:
    with writing(folder) as session, pytest.raises(CashNotCounted):
        close_month(session, CloseRequest(APRIL, MEETING, "BB-2026-05"))
    with writing(folder) as session:
        request = CloseRequest(APRIL, MEETING, "BB-2026-05", found(session, income=-20_000))
        with pytest.raises(CountDiffers):
            close_month(session, request)
    assert not (folder / "seals" / "2026-04.json").exists()


def test_the_allowance_goes_on_once_a_club_keeps_one(folder: Path) -> None:
    with writing(folder) as session:
        request = CloseRequest(APRIL, MEETING, "BB-2026-05", found(session), allowance=True)
        closed = close_month(session, request)
        session.commit()
    assert closed.allowance is not None
    assert allowance_on(load_club(folder).book, APRIL.last_day) > 0
    later = date(2026, 6, 21)
    with writing(folder) as session:
        request = CloseRequest(APRIL.following, later, "BB-2026-06", found(session, later))
        closed = close_month(session, request)
        session.commit()
    assert closed.allowance is not None
    assert closed.allowance.change > 0


def test_a_club_on_accrual_accrues_as_of_the_end_of_the_month(tmp_path: Path) -> None:
    folder = club_until_april(tmp_path / "c")
    register = folder / "register.beancount"
    rules = '\n2026-01-16 custom "rules" "BB-2026-01"\n  accounting: "accrual"\n'
    register.write_text(register.read_text("utf-8") + rules, "utf-8")
    with writing(folder) as session:
        request = CloseRequest(APRIL, MEETING, "BB-2026-05", found(session))
        closed = close_month(session, request)
        session.commit()
    assert closed.accruals
    book = load_club(folder).book
    assert sum(receivables_on(book, APRIL.last_day).values()) > 0


# ------------------------------------------------------------------------------- the statement


def test_the_statement_says_what_the_books_say(folder: Path) -> None:
    book = load_club(folder).book
    figures = month_figures(book, Period(date(2026, 3, 1), date(2026, 3, 31)))
    for fund in Fund:
        assert figures.closing(fund) == book.balance(fund, Role.CASH, on=date(2026, 3, 31))
    assert figures.lent == 1_000_000
    assert (figures.principal, figures.interest) == (500_000, 55_000)
    assert {member for _, member, _, _ in figures.arrears} == {"M002", "M003", "M004"}
    said = [str(sentence) for sentence in sentences(book, figures)]
    sealed = book.register.last_sealed
    assert sealed is not None
    assert any(sealed.code in sentence for sentence in said)
    assert all("{" not in sentence for sentence in said)


def test_the_statement_is_a_report(folder: Path) -> None:
    asked = ReportRequest(load_club(folder), AskedPeriod(date(2026, 3, 1), date(2026, 3, 31)))
    report = month_statement(asked)
    assert [table.key for table in report.tables][:2] == ["statement", "arrears"]
    assert len(report.tables[1].rows) == 4 - 1


def test_the_next_meeting_may_be_moved(folder: Path) -> None:
    register = folder / "register.beancount"
    book = load_club(folder).book
    assert next_meeting(book, date(2026, 5, 20)) == date(2026, 5, 21)
    assert next_meeting(book, date(2026, 5, 21)) == date(2026, 6, 21)
    moved = (
        '\n2026-05-21 custom "meeting-moved" "BB-2026-05"\n'
        "  planned: 2026-06-21\n  held: 2026-06-24\n"
    )
    register.write_text(register.read_text("utf-8") + moved, "utf-8")
    assert next_meeting(load_club(folder).book, date(2026, 5, 21)) == date(2026, 6, 24)


# --------------------------------------------------------------------------------------- years

NEW_YEAR = date(2027, 2, 21)


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A club with income and expenses in both funds, sealed until December 2026."""
    folder = small_club(tmp_path / "year")
    with writing(folder) as session:
        receive(session, ReceiptRequest(member="M001", day=date(2026, 3, 21), fee=60_000))
        receive_for(
            session,
            MoneyRequest(Fund.ACTIVITY, date(2026, 3, 21), "donations", 500_000, "Bà Tư"),
        )
        spent = date(2026, 9, 21)
        pay(session, MoneyRequest(Fund.ACTIVITY, spent, "area-culture", 100_000, "Ông Sáu"))
        pay(session, MoneyRequest(Fund.INCOME, spent, "administration", 30_000, "Cửa hàng"))
        seal_month(session, Month(2026, 12), day=date(2027, 1, 21), minutes="BB-2027-01")
        receive(session, ReceiptRequest(member="M001", day=date(2027, 1, 22), fee=5_000))
        session.commit()
    return folder


def test_a_year_is_closed_once_with_its_own_result(year: Path) -> None:
    with writing(year) as session:
        with pytest.raises(YearNotSealed):
            close_year(session, year=2027, day=NEW_YEAR, minutes="BB-2027-02")
        closed = close_year(session, year=2026, day=NEW_YEAR, minutes="BB-2027-02")
        session.commit()
        with pytest.raises(YearClosedAlready):
            close_year(session, year=2026, day=NEW_YEAR, minutes="BB-2027-02")
    assert closed.results == {Fund.INCOME: -30_000, Fund.ACTIVITY: 460_000}
    loaded = load_club(year)
    assert not loaded.findings
    book = loaded.book
    assert book.balance(Fund.ACTIVITY, Role.RETAINED_RESULT) == -460_000
    assert book.balance(Fund.INCOME, Role.RETAINED_RESULT) == 30_000
    assert book.balance(Fund.ACTIVITY, Role.MEMBERSHIP_FEES) == -5_000  # of the new year
    assert len([posted for posted in book.transactions if closes_a_year(posted)]) == 2


def test_a_year_that_was_taken_back_is_closed_anew(year: Path) -> None:
    with writing(year) as session:
        closed = close_year(session, year=2026, day=NEW_YEAR, minutes="BB-2027-02")
        number = str(closed.voucher)
        reverse(session, ReversalRequest(number, NEW_YEAR, "BB-2027-02", exception="BB-2027-02"))
        again = close_year(session, year=2026, day=NEW_YEAR, minutes="BB-2027-02")
        session.check()
    assert again.results == closed.results
    assert again.voucher != closed.voucher


def test_carrying_a_result_over_is_no_interest(tmp_path: Path) -> None:
    folder = club_until_april(tmp_path / "c")
    with writing(folder) as session:
        seal_month(session, Month(2026, 12), day=date(2027, 1, 21), minutes="BB-2027-01")
        before = undistributed_interest(session, NEW_YEAR)
        close_year(session, year=2026, day=NEW_YEAR, minutes="BB-2027-02")
        assert undistributed_interest(session, NEW_YEAR) == before
        session.check()
        receive(session, ReceiptRequest(member="M001", day=NEW_YEAR, repayment=545_000))
        distribute_interest(session, day=NEW_YEAR)
        session.check()
