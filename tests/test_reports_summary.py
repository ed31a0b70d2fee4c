"""The page for the wall and the months side by side: the figures of the other reports."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from ledger_core.reports import portfolio_report
from ledger_core.reports.formats.pdf import report_pdf
from ledger_core.reports.kinds import build_report
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Report
from tests.report_cases import CLUBS, example

DAYS = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 12))


def built(name: str, club: str, end: date, start: date | None = None) -> Report:
    period = Period.year_to(end) if start is None else Period(start, end)
    return build_report(name, ReportRequest(example(club), period))


def records(report: Report, key: str) -> list[dict[str, Any]]:
    return list(next(table for table in report.tables if table.key == key).records())


def figures(report: Report) -> dict[str, Any]:
    return {record["key"]: record["value"] for record in records(report, "figures")}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("club", CLUBS)
def test_the_page_says_what_the_other_reports_say(club: str, day: date) -> None:
    page, portfolio = built("summary", club, day), portfolio_report(example(club), day).to_json()
    said = figures(page)
    assert said["outstanding_principal"] == portfolio["gross_loan_portfolio"]
    assert said["borrowers"] == portfolio["borrowers"]
    assert said["overdue"] == portfolio["overdue_principal"] + portfolio["overdue_interest"]
    late = records(built("ageing", club, day), "late_loans")
    assert said["late_loans"] == sum(loan["days_past_due"] > 0 for loan in late)
    last = records(page, "money_by_month")[-1]
    assert (last["income"], last["activity"]) == (said["money_income"], said["money_activity"])
    given = next(table for table in page.tables if table.key == "donations")
    book = built("donations", club, day).tables[0]
    assert book.total is not None
    assert (given.total[-1] if given.total else 0) == book.total[-1]


@pytest.mark.parametrize("club", CLUBS)
def test_months_say_what_reports_on_each_month_say(club: str) -> None:
    months = built("months", club, date(2026, 3, 31), date(2025, 1, 1))
    lent, due = records(months, "lent_by_month"), records(months, "collection_by_month")
    money = records(months, "money_by_month")
    assert len(lent) == len(money) == len(due)
    assert lent[-1]["month_end"] == date(2026, 3, 31)
    for number in (0, len(lent) // 2, len(lent) - 1):
        day = lent[number]["month_end"]
        portfolio = portfolio_report(example(club), day).to_json()
        assert lent[number]["outstanding_principal"] == portfolio["gross_loan_portfolio"]
        collected = built("due-and-collected", club, day, day.replace(day=1)).tables[0]
        assert collected.total is not None
        assert (due[number]["due"], due[number]["collected"]) == collected.total[1:3]


def test_months_begin_with_the_books() -> None:
    months = built("months", "mong", date(2026, 3, 31), date(1990, 1, 1))
    club = example("mong").book.register.club
    assert club is not None
    first = records(months, "lent_by_month")[0]["month_end"]
    assert (first.year, first.month) == (club.founded.year, club.founded.month)


def test_the_page_stays_one_page_however_much_stands_on_it() -> None:
    page = built("summary", "hanh-phuc", DAYS[1])
    donors = tuple(
        (f"{number} " + "Gia đình bà Nguyễn Thị Hoa, " * 5, 10**9) for number in range(30)
    )
    tables = [
        replace(table, rows=donors) if table.key == "donations" else table for table in page.tables
    ]
    full = replace(page, tables=tuple(tables), notes=page.notes * 5)
    pages = PdfReader(io.BytesIO(report_pdf(full))).pages
    assert len(pages) == 1
    assert "29 Gia đình" in pages[0].extract_text()
