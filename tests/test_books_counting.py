"""Cash counts: two people, the end of the day, and an explanation for every difference."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import (
    CountRequest,
    MoneyRequest,
    cash_in_books,
    count_cash,
    pay,
    receive_for,
)
from ledger_core.books.actions.closing_errors import MonthIsSealed
from ledger_core.books.actions.count_errors import (
    CountDiffers,
    CountedAlready,
    DifferenceAsked,
    TwoMustCount,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import DayBeforeBooks
from ledger_core.books.directives import Scope
from ledger_core.books.loading import load_club
from ledger_core.books.session import WritingSession, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.club import Fund, Month, MonthSealed, Role
from tests.clubs import CAPITAL, FOUNDED, MEETING, small_club

BOTH = ("M001", "M002")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members, with 200 million đồng in the box."""
    return small_club(tmp_path / "hanh-phuc")


def counted(amount: int, day: date = MEETING, **more: object) -> CountRequest:
    """The cash of the income fund, counted by both members."""
    values = {"counted_by": BOTH, "minutes": "BB-2026-01", **more}
    return CountRequest(Fund.INCOME, day, amount, **values)  # type: ignore[arg-type]


def spend(session: WritingSession, amount: int, day: date) -> None:
    """Pay for the administration out of the income fund's box."""
    pay(session, MoneyRequest(Fund.INCOME, day, "administration", amount, "Cửa hàng"))


def test_a_count_that_agrees_is_entered_once(folder: Path) -> None:
    with writing(folder) as session:
        spend(session, 1_000, MEETING)
        first = count_cash(session, counted(CAPITAL - 1_000))
        again = count_cash(session, counted(CAPITAL - 1_000, counted_by=("m002", "M001")))
        assert (first.repeated, again.repeated, first.difference) == (False, True, 0)
        with pytest.raises(CountedAlready):
            count_cash(session, counted(CAPITAL))
        session.commit()
    for scope in (Scope.CLUB, Scope.INCOME, Scope.ACTIVITY):
        loaded = load_club(folder, scope)
        assert not loaded.findings
        assert len(loaded.book.counts) == (scope is not Scope.ACTIVITY)


@pytest.mark.parametrize("by", [("M001",), ("M001", "m001"), ()])
def test_one_person_is_not_two(folder: Path, by: tuple[str, ...]) -> None:
    with writing(folder) as session, pytest.raises(TwoMustCount):
        count_cash(session, counted(CAPITAL, counted_by=by))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(difference=st.integers(-500_000, 500_000), role=st.sampled_from([None, *Role]))
def test_every_difference_is_explained_or_refused(
    folder: Path, difference: int, role: Role | None
) -> None:
    fits = {
        Role.OTHER_INCOME: difference > 0,
        Role.CASH_SHORTAGE: difference < 0,
        Role.ADMINISTRATION: difference < 0,
        None: difference == 0,
    }
    with writing(folder) as session:
        request = counted(CAPITAL + difference, difference=role)
        if not fits.get(role, False):
            with pytest.raises((CountDiffers, DifferenceAsked)):
                count_cash(session, request)
            return
        done = count_cash(session, request)
        session.check()
        assert done.difference == difference
        assert cash_in_books(session, Fund.INCOME, MEETING) == CAPITAL + difference
        if role is not None:
            assert abs(session.book.balance(Fund.INCOME, role)) == abs(difference)


def test_a_shortage_is_owed_until_it_is_made_good(folder: Path) -> None:
    with writing(folder) as session:
        count_cash(session, counted(CAPITAL - 7_000, difference=Role.CASH_SHORTAGE))
        later = MEETING + timedelta(days=31)
        receive_for(session, MoneyRequest(Fund.INCOME, later, "cash-shortage", 7_000, "Thủ quỹ"))
        count_cash(session, counted(CAPITAL, later))
        session.commit()
    assert load_club(folder).book.balance(Fund.INCOME, Role.CASH_SHORTAGE) == 0


def test_money_that_moved_before_the_count_would_make_it_false(folder: Path) -> None:
    with writing(folder) as session:
        count_cash(session, counted(CAPITAL))
        session.commit()
    with writing(folder) as session:
        spend(session, 1_000, MEETING)
        with pytest.raises(WouldBreakRules) as refused:
            session.commit()
    assert [finding.rule for finding in refused.value.findings] == ["register.count-differs"]
    with writing(folder) as session:
        spend(session, 1_000, MEETING + timedelta(days=1))
        session.commit()


def test_minutes_let_a_difference_stand(folder: Path) -> None:
    with writing(folder) as session:
        count_cash(session, counted(CAPITAL - 1, exception="BB-2026-01"))
        session.commit()
    loaded = load_club(folder)
    assert [f.exception for f in loaded.findings] == ["BB-2026-01"]
    assert not loaded.blocking


def test_no_entry_is_dated_in_a_sealed_month(folder: Path) -> None:
    with writing(folder) as session:
        sealed = MonthSealed(Month(2026, 1), date(2026, 2, 21), "BB-2026-02", "0000-0000-0000")
        session.book.register.sealed.append(sealed)
        for day in (FOUNDED, date(2026, 1, 31), date(2025, 1, 1)):
            with pytest.raises(MonthIsSealed):
                spend(session, 1_000, day)
            with pytest.raises(MonthIsSealed):
                check_open_day(session, day, may_precede_books=True)
        spend(session, 1_000, date(2026, 2, 1))


def test_no_entry_is_dated_before_the_books_begin(folder: Path) -> None:
    with writing(folder) as session:
        with pytest.raises(DayBeforeBooks):
            check_open_day(session, FOUNDED - timedelta(days=1))
        check_open_day(session, FOUNDED - timedelta(days=1), may_precede_books=True)
