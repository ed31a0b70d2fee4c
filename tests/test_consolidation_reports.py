"""Reports over many clubs: what they say is the sum of what the reports of each club say."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.books.people import people_of
from ledger_core.consolidation.consolidation import Consolidation
from ledger_core.consolidation.figures import COLUMNS
from ledger_core.consolidation.keeping import NotReadBooks
from ledger_core.consolidation.levels import Level
from ledger_core.consolidation.reports.kinds import (
    CONSOLIDATED_KINDS,
    ConsolidatedKind,
    NoSuchConsolidatedReport,
    consolidated_kind,
)
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.consolidation.returns.finding import ReceivedReturn
from ledger_core.consolidation.returns.making import return_of
from ledger_core.consolidation.snapshot import ClubSnapshot, Steps
from ledger_core.messages import LANGUAGES, language
from ledger_core.portfolio import Period, merged, ratio_sheet
from ledger_core.reports.display_width import display_width
from ledger_core.reports.facts_of_period import period_facts
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.funds.balances import balances_on
from ledger_core.reports.portfolio import portfolio_json, portfolio_on
from ledger_core.reports.request import Period as Asked
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report, Table
from ledger_core.reports.text import render_report
from tests.consolidated_clubs import consolidated, example_snapshots, moved
from tests.report_cases import CLUBS, DAY, example

REFUSED = NotReadBooks(
    "25/x", "received.time", {"vi": "Quá lâu", "en": "Too long"}, "a.beancount", 3
)
PLACES = [("25", "05068"), ("25", "04924"), ("40", "17354"), ("40", "17354")]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Consolidation:
    """Both examples as they are, and books that could not be read."""
    return consolidated(tmp_path_factory.mktemp("two"), example_snapshots(), refused=[REFUSED])


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Consolidation:
    """Ten clubs in three communes, one of them by its return alone."""
    snapshots = {}
    for number in range(10):
        name, place = CLUBS[number % 2], PLACES[number % len(PLACES)]
        snapshots[f"{number}"] = moved(example_snapshots()[name], *place, f"{name}-{number}")
    last = snapshots.pop("9")
    sent = ReceivedReturn("9.json", return_of(last, Period(date(2026, 3, 1), DAY)))
    return consolidated(
        tmp_path_factory.mktemp("ten"), snapshots, refused=[REFUSED], returns=[sent]
    )


@settings(max_examples=12, deadline=None)
@given(after=st.integers(0, 460))
def test_the_portfolio_on_any_day_is_the_sum_of_single_reports(
    two: Consolidation, after: int
) -> None:
    day = date(2025, 2, 1) + timedelta(after)
    answer = consolidated_kind("portfolio").json(ConsolidatedRequest(two, day, Level.CLUB))
    assert answer.keys() == {"as_of", "total", "levels", "not_read"}
    by_code = {line["code"]: line for line in answer["levels"]}
    single = []
    for name in CLUBS:
        club = example(name).book.register.club
        assert club is not None
        if club.founded > day:
            assert club.code not in by_code
            continue
        report = portfolio_json(ReportRequest(example(name), Asked.year_to(day)))
        single.append(report)
        for key in report.keys() - {"report", "club", "loans", "breaches", "warnings"}:
            assert by_code[club.code][key] == report[key], key
    assert answer["total"]["clubs"] == len(single) == len(by_code)
    assert_sums(answer["total"], single)


def assert_sums(total: Mapping[str, Any], parts: list[Any]) -> None:
    for key in ("gross_loan_portfolio", "active_loans", "borrowers", "overdue_principal"):
        assert total[key] == sum(part[key] for part in parts)
    gross = total["gross_loan_portfolio"]
    for days, par in total["par"].items():
        assert par["amount"] == sum(part["par"][days]["amount"] for part in parts)
        share = f"{float(Fraction(par['amount'], gross)):.6f}" if gross else None
        assert par["ratio"] == share
    for key, names in (
        ("ageing", ("loans", "outstanding_principal")),
        ("debt_groups", ("loans", "outstanding_principal", "provision")),
    ):
        for place, line in enumerate(total[key]):
            for name in names:
                assert line[name] == sum(part[key][place][name] for part in parts)


@pytest.mark.parametrize("level", Level)
def test_units_of_every_level_add_up_to_the_total(ten: Consolidation, level: Level) -> None:
    answer = consolidated_kind("portfolio").json(ConsolidatedRequest(ten, DAY, level))
    assert_sums(answer["total"], answer["levels"])
    assert sum(line["clubs"] for line in answer["levels"]) == answer["total"]["clubs"] == 10
    assert {line["level"] for line in answer["levels"]} == {level.value}
    count = {Level.NATION: 1, Level.PROVINCE: 2, Level.COMMUNE: 3, Level.CLUB: 10}
    assert len(answer["levels"]) == count[level]
    assert answer["not_read"] == [
        {"path": "25/x", "reason": "received.time", "file": "a.beancount", "line": 3}
    ]


ROWS = st.lists(st.integers(0, 10**9), min_size=len(COLUMNS), max_size=len(COLUMNS))


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_sums_of_invented_clubs_are_sums_at_every_level(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    base = example_snapshots()["mong"]
    first = date(2026, 1, 1)
    snapshots: dict[str, ClubSnapshot] = {}
    for number in range(data.draw(st.integers(1, 5))):
        days = sorted(data.draw(st.sets(st.integers(0, 400), min_size=1, max_size=4)))
        rows = tuple(tuple(data.draw(ROWS)) for _ in days)
        steps = Steps(tuple(first + timedelta(day) for day in days), rows)
        club = moved(base, *data.draw(st.sampled_from(PLACES)), f"c{number}")
        snapshots[str(number)] = replace(club, portfolio=steps)
    clubs = consolidated(tmp_path_factory.mktemp("any"), snapshots)
    day = first + timedelta(data.draw(st.integers(0, 450)))
    meant = Counter[str]()
    for snapshot in snapshots.values():
        meant.update(dict(zip(COLUMNS, snapshot.portfolio.on(day) or (), strict=False)))
    for level in Level:
        answer = consolidated_kind("portfolio").json(ConsolidatedRequest(clubs, day, level))
        assert answer["total"]["gross_loan_portfolio"] == meant["gross_loan_portfolio"]
        assert answer["total"]["par"]["30"]["amount"] == meant["par_30"]
        assert_sums(answer["total"], answer["levels"])
    clubs.store.close()


def table(report: Report, key: str) -> Table:
    return next(table for table in report.tables if table.key == key)


def test_ratios_are_those_of_the_merged_facts(two: Consolidation) -> None:
    report = consolidated_kind("ratios").build(ConsolidatedRequest(two, DAY))
    clubs = [example(name).book for name in CLUBS]
    facts = [period_facts(book, Period.year_to(DAY), people_of(book.folder)) for book in clubs]
    sheet = ratio_sheet(merged(facts))
    shown = {row["key"]: row["value"] for each in report.tables[:-2] for row in each.records()}
    assert shown == {
        line.key: line.value for line in sheet.lines if line.key != "largest_borrower_share"
    }
    single = [ratio_sheet(one).line("par_30").value for one in facts]
    assert None not in single
    assert shown["par_30"] != sum(value for value in single if value is not None) / 2


def test_a_day_within_a_month_has_the_ratios_of_the_month_before(two: Consolidation) -> None:
    within = ConsolidatedRequest(two, DAY + timedelta(12))
    assert within.facts_day == DAY
    later, then = (
        consolidated_kind("ratios").build(request).tables[:-2]
        for request in (within, ConsolidatedRequest(two, DAY))
    )
    assert later == then


def test_the_funds_are_the_sums_of_the_clubs(two: Consolidation) -> None:
    report = consolidated_kind("funds").build(ConsolidatedRequest(two, DAY))
    meant = Counter[str]()
    for name in CLUBS:
        for (fund, role), amount in balances_on(example(name).book, DAY).items():
            if role.value == "cash":
                meant[fund.value] += amount
    cash = next(row for row in table(report, "assets").records() if row["key"] == "cash")
    assert {fund: cash[fund] for fund in meant} == meant
    money = table(report, "money")
    assert money.total is not None
    assert money.total[1:3] == (meant["income"], meant["activity"])
    sources = table(report, "sources").total
    assert sources is not None
    assert table(report, "assets").total[1:] == sources[1:]  # type: ignore[index]


def test_over_time_every_month_is_what_it_was_on_its_last_day(ten: Consolidation) -> None:
    request = ConsolidatedRequest(ten, DAY + timedelta(10), Level.PROVINCE, months=5)
    report = consolidated_kind("over-time").build(request)
    rows = list(table(report, "months").records())
    assert [row["day"] for row in rows] == list(request.month_ends())
    assert [row["clubs"] for row in rows] == [9, 9, 9, 10, 10]  # the return is of March
    for row in rows:
        day = row["day"]
        assert isinstance(day, date)
        answer = consolidated_kind("portfolio").json(ConsolidatedRequest(ten, day))
        assert row["gross_loan_portfolio"] == answer["total"]["gross_loan_portfolio"]
    units = table(report, "portfolio_by_unit")
    assert len(units.rows) == 2


def test_targets_state_out_of_how_many_clubs(ten: Consolidation) -> None:
    report = consolidated_kind("targets").build(ConsolidatedRequest(ten, DAY, Level.COMMUNE))
    for row in table(report, "decision_1336").records():
        met, known = row["met"], row["known"]
        assert isinstance(met, int)
        assert isinstance(known, int)
        assert 0 <= met <= known <= 10
        assert row["met_share"] == Fraction(met, known)
    assert len(table(report, "decision_1648_levels").rows) == 3


def test_ranks_follow_par_30(ten: Consolidation) -> None:
    report = consolidated_kind("league").build(ConsolidatedRequest(ten, DAY, Level.CLUB))
    rows = list(table(report, "league").records())
    shares = [row["par_30_ratio"] for row in rows]
    assert shares == sorted(shares)  # type: ignore[type-var]
    assert {row["rank"] for row in rows} == {1, 6}  # two clubs, five times each


def test_outliers_are_named_with_their_rule(two: Consolidation, tmp_path: Path) -> None:
    base = example_snapshots()["mong"]
    snapshots = {f"{n}": moved(base, "25", "05068", f"c{n}") for n in range(8)}
    row = dict(zip(COLUMNS, base.portfolio.on(DAY) or (), strict=True))
    far = tuple({**row, "members": 900}.values())
    other = moved(base, "25", "05068", "far")
    snapshots["9"] = replace(other, portfolio=Steps((date(2026, 1, 1),), (far,)))
    report = consolidated_kind("outliers").build(
        ConsolidatedRequest(consolidated(tmp_path, snapshots), DAY)
    )
    found = [row["path"] for row in table(report, "outliers").records()]
    assert found == ["9", "9"]  # members, and the share of them who owe
    rule = {row["key"]: row for row in table(report, "rule").records()}
    assert rule["members"]["clubs"] == 9
    few = consolidated_kind("outliers").build(ConsolidatedRequest(two, DAY))
    assert table(few, "outliers").rows == ()


def test_a_club_counts_by_its_return_and_stands_as_such(ten: Consolidation) -> None:
    report = consolidated_kind("clubs").build(ConsolidatedRequest(ten, DAY))
    sources = Counter(str(row["source"]) for row in table(report, "clubs").records())
    assert sorted(sources.values()) == [1, 9]
    assert dict(report.facts)["clubs_from_returns"] == 1
    assert table(report, "not_counted").rows


@pytest.mark.parametrize("kind", CONSOLIDATED_KINDS, ids=lambda kind: kind.name)
def test_a_report_says_who_is_counted_in_every_format(
    ten: Consolidation, kind: ConsolidatedKind
) -> None:
    report = kind.build(ConsolidatedRequest(ten, DAY))
    assert dict(report.facts).items() >= {"clubs": 10, "not_counted": 1, "as_of": DAY}.items()
    for code in LANGUAGES:
        with language(code):
            for form in (Format.TEXT, Format.CSV, Format.HTML, Format.JSON):
                text = render_as(report, form).decode()
                assert "received.time" in text, form
                assert "25/x" in text, form
            assert json.loads(render_as(report, Format.JSON))["clubs"] == 10
    assert max(map(display_width, render_report(report, width=100).splitlines())) <= 100


@pytest.mark.parametrize("form", [Format.XLSX, Format.PDF])
def test_a_report_becomes_a_workbook_and_pages(ten: Consolidation, form: Format) -> None:
    report = consolidated_kind("over-time").build(ConsolidatedRequest(ten, DAY))
    assert render_as(report, form)[:4] in (b"PK\x03\x04", b"%PDF")


def test_a_portfolio_without_clubs_is_nothing_and_says_so(tmp_path: Path) -> None:
    clubs = consolidated(tmp_path, {}, refused=[REFUSED])
    for kind in CONSOLIDATED_KINDS:
        report = kind.build(ConsolidatedRequest(clubs, DAY))
        assert dict(report.facts)["clubs"] == 0
    answer = consolidated_kind("portfolio").json(ConsolidatedRequest(clubs, DAY))
    assert answer["total"]["gross_loan_portfolio"] == 0
    assert answer["total"]["par"]["30"]["ratio"] is None
    assert answer["levels"] == []


def test_a_report_that_there_is_not_is_refused() -> None:
    with pytest.raises(NoSuchConsolidatedReport):
        consolidated_kind("portfolios")


def test_the_portfolio_of_a_row_is_that_of_the_books() -> None:
    for name in CLUBS:
        row = example_snapshots()[name].portfolio.on(DAY)
        assert row is not None
        assert row[0] == portfolio_on(example(name).book, DAY).gross_loan_portfolio
