"""The portfolio report of real books: its contract, its text, and what the books themselves say."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from beanquery import query

from ledger_core.books.directives import Scope
from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.messages import LANGUAGES, language
from ledger_core.reports import portfolio_report, portfolio_text
from ledger_core.reports.display_width import display_width
from tests.clubs import FOUNDED
from tests.lending_club import (
    END_OF_APRIL,
    END_OF_JULY,
    LATE,
    LOST,
    MOVED,
    PUNCTUAL,
    SECOND,
    club_until_april,
    go_on_until_july,
)

PORTFOLIO_KEYS = {
    "as_of": str,
    "gross_loan_portfolio": int,
    "active_loans": int,
    "borrowers": int,
    "overdue_principal": int,
    "par": dict,
    "ageing": list,
    "debt_groups": list,
    "loans": list,
}
PAR_KEYS = ["amount", "ratio", "amount_without_rescheduled", "ratio_without_rescheduled"]
LOAN_KEYS = {
    "loan": str,
    "member": str,
    "outstanding_principal": int,
    "overdue_principal": int,
    "overdue_interest": int,
    "days_past_due": int,
    "debt_group": int,
    "rescheduled": bool,
}
BUCKETS = ["current", "1-30", "31-60", "61-90", "91-180", "181-365", ">365"]


@pytest.fixture(scope="module")
def april_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books as they stood at the end of April."""
    return club_until_april(tmp_path_factory.mktemp("april") / "hanh-phuc")


@pytest.fixture(scope="module")
def july_folder(april_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same books three months later."""
    folder = tmp_path_factory.mktemp("july") / "hanh-phuc"
    shutil.copytree(april_folder, folder)
    return go_on_until_july(folder)


@pytest.fixture(scope="module")
def club(july_folder: Path) -> LoadedClub:
    """The club at the end of July, loaded."""
    loaded = open_club(july_folder)
    assert not loaded.blocking
    return loaded


@pytest.fixture
def folder(july_folder: Path, tmp_path: Path) -> Path:
    """A copy of the books to write into."""
    return shutil.copytree(july_folder, tmp_path / "hanh-phuc")


def append(folder: Path, file: str, text: str) -> LoadedClub:
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(text)
    return open_club(folder)


def report_json(club: LoadedClub, day: date) -> dict[str, Any]:
    return portfolio_report(club, day).to_json()


def loans_by_id(club: LoadedClub, day: date) -> dict[str, Mapping[str, Any]]:
    return {loan["loan"]: loan for loan in report_json(club, day)["loans"]}


def test_the_json_keeps_the_contract(club: LoadedClub) -> None:
    report = json.loads(json.dumps(report_json(club, END_OF_JULY)))
    assert {key: type(report.get(key)) for key in PORTFOLIO_KEYS} == PORTFOLIO_KEYS
    assert report["as_of"] == "2026-07-31"
    assert list(report["par"]) == ["1", "30", "60", "90"]
    assert all(list(par) == PAR_KEYS for par in report["par"].values())
    assert [line["bucket"] for line in report["ageing"]] == BUCKETS
    assert all(set(x) == {"bucket", "loans", "outstanding_principal"} for x in report["ageing"])
    assert [line["group"] for line in report["debt_groups"]] == [1, 2, 3, 4, 5]
    group_keys = {"group", "loans", "outstanding_principal", "provision"}
    assert all(set(line) == group_keys for line in report["debt_groups"])
    for loan in report["loans"]:
        assert {key: type(value) for key, value in loan.items()} == LOAN_KEYS
    assert [loan["loan"] for loan in report["loans"]] == [PUNCTUAL, LATE, MOVED, SECOND]


def test_the_figures_of_april(club: LoadedClub) -> None:
    report = report_json(club, END_OF_APRIL)
    assert report["gross_loan_portfolio"] == 16_166_000
    assert (report["active_loans"], report["borrowers"]) == (5, 4)
    assert {x["loan"]: x["days_past_due"] for x in report["loans"]} == {
        PUNCTUAL: 0,
        LATE: 68,
        MOVED: 40,
        LOST: 68,
        SECOND: 9,
    }
    # The second loan is 9 days late, yet its borrower's first one is in group 3.
    assert {x["loan"]: x["debt_group"] for x in report["loans"]} == {
        PUNCTUAL: 1,
        LATE: 3,
        MOVED: 3,
        LOST: 3,
        SECOND: 3,
    }
    assert report["par"]["30"] == {
        "amount": 10_666_000,
        "ratio": "0.659780",
        "amount_without_rescheduled": 10_666_000,
        "ratio_without_rescheduled": "0.659780",
    }
    assert report["debt_groups"][2] == {
        "group": 3,
        "loans": 4,
        "outstanding_principal": 11_666_000,
        "provision": 2_916_500,
    }


def test_entries_after_the_day_are_ignored(april_folder: Path, club: LoadedClub) -> None:
    then, now = open_club(april_folder), club
    for day in (END_OF_APRIL, date(2026, 2, 28), date(2026, 3, 20)):
        assert report_json(then, day) == report_json(now, day)
        assert portfolio_report(now, day).standing.later_entries > 0


def test_a_rescheduled_loan_stays_at_risk_and_a_written_off_one_leaves(club: LoadedClub) -> None:
    before, after = loans_by_id(club, END_OF_APRIL), loans_by_id(club, END_OF_JULY)
    assert (before[MOVED]["rescheduled"], after[MOVED]["rescheduled"]) == (False, True)
    assert LOST in before
    assert LOST not in after
    # The old overdue principal still ages the loan.
    assert after[MOVED]["days_past_due"] == (END_OF_JULY - date(2026, 3, 21)).days


def bql_loans(club: LoadedClub, day: date) -> dict[str, int]:
    _, rows = query.run_query(
        club.entries,
        club.options,
        "SELECT getitem(open_meta(account), 'loan') AS loan, sum(number) AS balance "
        f"WHERE getitem(open_meta(account), 'role') = 'loans' AND date <= {day} GROUP BY loan",
    )
    return {loan: int(balance) for loan, balance in rows if balance}


def test_totals_equal_what_bean_query_sums_over_the_same_books(club: LoadedClub) -> None:
    days = [FOUNDED + timedelta(days=7 * week) for week in range(32)]
    for day in [*days, date(2026, 1, 21), END_OF_APRIL, END_OF_JULY]:
        report = report_json(club, day)
        balances = bql_loans(club, day)
        assert {x["loan"]: x["outstanding_principal"] for x in report["loans"]} == balances
        assert report["gross_loan_portfolio"] == sum(balances.values())
        for lines in (report["ageing"], report["debt_groups"]):
            assert sum(line["outstanding_principal"] for line in lines) == sum(balances.values())


def test_before_the_first_loan_ratios_are_null_and_not_zero(club: LoadedClub) -> None:
    day = FOUNDED - timedelta(days=1)
    report = report_json(club, day)
    assert (report["gross_loan_portfolio"], report["loans"]) == (0, [])
    assert report["arrears_rate"] is None
    assert all(par["ratio"] is None for par in report["par"].values())
    text = portfolio_text(portfolio_report(club, day))
    assert "không có" in text
    assert "Sổ sách bắt đầu muộn hơn, từ ngày 15/01/2026." in text
    assert "Ngày này không có khoản vay nào còn dư nợ." in text


def test_the_fund_alone_reports_the_same(july_folder: Path, club: LoadedClub) -> None:
    fund = open_club(july_folder, Scope.INCOME)
    keys = set(PORTFOLIO_KEYS)
    alone = {k: v for k, v in report_json(fund, END_OF_JULY).items() if k in keys}
    assert alone == {k: v for k, v in report_json(club, END_OF_JULY).items() if k in keys}


def test_exceptions_are_listed_from_their_day_on(club: LoadedClub) -> None:
    listed = {
        day: [(x["loan"], x["exception"]) for x in report_json(club, day)["breaches"]]
        for day in (date(2026, 2, 28), END_OF_APRIL, END_OF_JULY)
    }
    assert list(listed.values()) == [
        [],
        [(SECOND, "BB-2026-03")],
        [(SECOND, "BB-2026-03"), ("L2026-006", "BB-2026-07")],
    ]
    assert "BB-2026-07" in portfolio_text(portfolio_report(club, END_OF_JULY))
    assert "BB-2026-07" not in portfolio_text(portfolio_report(club, END_OF_APRIL))


def test_a_breach_without_minutes_does_not_stop_the_report(folder: Path) -> None:
    journal = folder / "journal" / "income-2026.beancount"
    text = journal.read_text(encoding="utf-8")
    journal.write_text(text.replace('  exception: "BB-2026-03"\n', ""), encoding="utf-8")
    club = open_club(folder)
    assert club.blocking
    assert "Chưa có biên bản nào cho phép" in portfolio_text(portfolio_report(club, END_OF_APRIL))


def test_the_report_stops_on_errors_and_names_them(folder: Path) -> None:
    line = '2026-07-30 * "?"\n  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt  1 VND\n'
    club = append(folder, "journal/income-2026.beancount", f"\n{line}")
    with pytest.raises(BooksHaveErrors) as refused:
        portfolio_report(club, END_OF_APRIL)
    assert refused.value.findings


def test_the_provision_table_is_that_of_the_rules_on_the_day(folder: Path) -> None:
    rules = '\n2026-07-21 custom "rules" "BB-2026-07"\n  provision-table: "banks"\n'
    club = append(folder, "register.beancount", rules)
    before, after = (report_json(club, day) for day in (END_OF_APRIL, END_OF_JULY))
    assert (before["provision_table"], after["provision_table"]) == ("microfinance", "banks")
    assert after["debt_groups"][1]["provision"] > 0
    assert "ngân hàng" in portfolio_text(portfolio_report(club, END_OF_JULY))


def test_waived_interest_moves_a_loan_to_group_3_from_its_day_on(folder: Path) -> None:
    waiver = (
        f'\n2026-03-01 custom "loan-waived" "{PUNCTUAL}"\n'
        '  interest: 10000 VND\n  minutes: "BB-2026-03"\n'
    )
    club = append(folder, "journal/income-2026.beancount", waiver)
    groups = {
        day: portfolio_report(club, day).portfolio.loans[0].debt_group
        for day in (date(2026, 2, 28), date(2026, 3, 1))
    }
    assert list(groups.values()) == [1, 3]


def test_what_is_left_out_is_said(club: LoadedClub) -> None:
    text = portfolio_text(portfolio_report(club, END_OF_JULY))
    assert "Khoản vay đã phê duyệt, chưa giải ngân, không tính trong báo cáo: 1." in text
    assert "Khoản vay đã xóa nợ gốc: 1, số tiền 2.000.000 đồng" in text
    early = portfolio_text(portfolio_report(club, END_OF_APRIL))
    assert "đã xóa nợ gốc" not in early
    assert "đã phê duyệt, chưa giải ngân" not in early


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("day", [FOUNDED, END_OF_APRIL, END_OF_JULY])
def test_the_text_fits_eighty_columns(club: LoadedClub, name: str, day: date) -> None:
    with language(name):
        text = portfolio_text(portfolio_report(club, day), width=80)
    assert [line for line in text.splitlines() if display_width(line) > 80] == []


def test_a_loan_can_be_searched_for_in_a_pipe(club: LoadedClub) -> None:
    text = portfolio_text(portfolio_report(club, END_OF_APRIL))
    (line,) = [line for line in text.splitlines() if LATE in line and "Trần Văn Ba" in line]
    assert line.split("  ")[-1].strip() == "0"
    assert "5.000.000" in line


def test_text_and_json_show_the_same_figures(club: LoadedClub) -> None:
    report = portfolio_report(club, END_OF_APRIL)
    (loans,) = [table for table in report.tables() if table.key == "loans"]
    shown = list(loans.records())
    for row, loan in zip(shown, report.to_json()["loans"], strict=True):
        assert {k: v for k, v in loan.items() if k != "rescheduled"}.items() <= row.items()


def test_the_report_in_vietnamese_reads_as_the_treasurer_sees_it(
    club: LoadedClub, root: Path
) -> None:
    report = portfolio_report(club, END_OF_APRIL)
    quiet = replace(report, standing=replace(report.standing, breaches=()))
    expected = root / "tests" / "data" / "portfolio_report_vi.txt"
    assert portfolio_text(quiet, width=80) == expected.read_text(encoding="utf-8")
