"""Provisions: the allowance in the books is what the table asks for, and once is enough."""

from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.actions import ProvisionRequest, allowance_on, set_allowance
from ledger_core.books.actions.accounting_errors import LaterAccountingEntry
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.club import Fund, Role
from ledger_core.reports import portfolio_report, provisioning
from tests.lending_club import END_OF_APRIL, END_OF_JULY, club_until_april, go_on_until_july

MAY = date(2026, 5, 31)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The lending club until April."""
    return club_until_april(tmp_path / "hanh-phuc")


def provide(session: WritingSession, day: date) -> int:
    """Enter the provisions of a day; return the change."""
    asked = provisioning(session.book, day)
    request = ProvisionRequest(day, asked.required, asked.table.name, "BB-2026-04")
    return set_allowance(session, request).change


def test_the_difference_to_the_table_is_entered_once(folder: Path) -> None:
    required = portfolio_report(open_club(folder), END_OF_APRIL).portfolio.provision
    assert required > 0
    with writing(folder) as session:
        assert provide(session, END_OF_APRIL) == required
        session.commit()
    with writing(folder) as session:
        assert allowance_on(session.book, END_OF_APRIL) == required
        asked = provisioning(session.book, END_OF_APRIL)
        request = ProvisionRequest(END_OF_APRIL, asked.required, "microfinance", "BB-2026-04")
        again = set_allowance(session, request)
        assert again.repeated
        assert str(again.voucher) == "BT-2026-0001"
        assert session.commit() == ()
    club = open_club(folder)
    assert not club.blocking
    assert club.book.balance(Fund.INCOME, Role.PROVISIONS) == required


@pytest.mark.parametrize("table", ["microfinance", "banks"])
def test_both_tables(folder: Path, table: str) -> None:
    """What a table no longer asks for goes back out of the expense."""
    rules = f'\n2026-04-22 custom "rules" "BB-2026-04"\n  provision-table: "{table}"\n'
    with (folder / "register.beancount").open("a", encoding="utf-8") as file:
        file.write(rules)
    go_on_until_july(folder)
    with writing(folder) as session:
        april = provide(session, END_OF_APRIL)
        july = provide(session, END_OF_JULY)
        session.commit()
    report = portfolio_report(open_club(folder), END_OF_JULY)
    assert report.provision_table.name == table
    assert april + july == report.portfolio.provision
    assert july != 0


def test_an_earlier_day_comes_too_late(folder: Path) -> None:
    with writing(folder) as session:
        provide(session, MAY)
        with pytest.raises(LaterAccountingEntry):
            provide(session, END_OF_APRIL)


def test_where_nothing_is_at_risk_nothing_is_entered(folder: Path) -> None:
    with writing(folder) as session:
        asked = provisioning(session.book, date(2026, 1, 31))
        assert asked.required == asked.in_books == 0
        request = ProvisionRequest(date(2026, 1, 31), 0, asked.table.name, "BB-2026-01")
        done = set_allowance(session, request)
        assert done.repeated
        assert done.voucher is None
        assert session.pending_text == ""
