"""Targets with their denominators, and a return that tells of no person."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.club.targets import Measure, target_sets
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.scheme.club_return import club_return
from ledger_core.reports.scheme.targets import measure, targets
from ledger_core.reports.suppression import SMALLEST_SHOWN, suppressed
from tests.report_cases import CLUBS, DAY, example

BANDS = {
    ("1336/QĐ-TTg", Measure.MEMBERS): (50, 70),
    ("1336/QĐ-TTg", Measure.WOMEN): (Fraction(60, 100), Fraction(70, 100)),
    ("1336/QĐ-TTg", Measure.OLDER): (Fraction(60, 100), Fraction(70, 100)),
    ("1336/QĐ-TTg", Measure.YOUNGER): (Fraction(30, 100), Fraction(40, 100)),
    ("1336/QĐ-TTg", Measure.BORROWED_EVER): (Fraction(50, 100), None),
    ("1648/QĐ-TTg", Measure.WOMEN_AMONG_OLDER): (Fraction(50, 100), Fraction(60, 100)),
}


def test_the_bands_are_those_of_the_decisions() -> None:
    found = {
        (each.decision, target.measure): (target.least, target.most)
        for each in target_sets()
        for target in each.targets
    }
    assert found.items() >= BANDS.items()
    first, second = target_sets()
    assert first.covers(date(2020, 8, 31))
    assert not first.covers(date(2026, 1, 1))
    assert second.covers(date(2035, 12, 31))


@pytest.mark.parametrize("name", CLUBS)
def test_a_target_shows_what_it_was_taken_over(name: str) -> None:
    request = ReportRequest(example(name), Period.year_to(DAY))
    measured = measure(request)
    members = len(request.club.book.register.active_members(DAY))
    assert measured[Measure.MEMBERS].part == members
    ever, lately = measured[Measure.BORROWED_EVER], measured[Measure.BORROWED_IN_YEAR]
    assert ever.whole == lately.whole == members
    assert ever.part >= lately.part
    for table in targets(request).tables[:2]:
        for row in table.records():
            if isinstance(row["missing"], int):
                assert row["missing"] > 0
                assert "chưa" in str(row["met"])


def test_what_is_missing_would_meet_the_target() -> None:
    """So many more women, the others staying as they are, reach the least share."""
    request = ReportRequest(example("mong"), Period.year_to(DAY))
    for table in targets(request).tables[:2]:
        for row in table.records():
            part, whole, more = row["part"], row["whole"], row["missing"]
            if not isinstance(whole, int) or not isinstance(more, int):
                continue
            assert isinstance(part, int)
            assert isinstance(row["least"], Fraction)
            borrowers = str(row["key"]).startswith("borrowed")
            assert Fraction(part + more, whole if borrowers else whole + more) >= row["least"]


@given(counts=st.lists(st.integers(0, 60), max_size=7))
def test_no_hidden_number_can_be_found_from_the_total(counts: list[int]) -> None:
    shown = suppressed(counts)
    assert all(now in (was, None) for was, now in zip(counts, shown, strict=True))
    assert all(now is None or now == 0 or now >= SMALLEST_SHOWN for now in shown)
    hidden = [was for was, now in zip(counts, shown, strict=True) if now is None]
    # One hidden number would be the total less the others; so would a sum under five tell of few.
    nonzero = [count for count in counts if count]
    assert len(hidden) != 1 or len(nonzero) == 1


@pytest.mark.parametrize("name", CLUBS)
@pytest.mark.parametrize("form", [Format.TEXT, Format.JSON, Format.HTML, Format.CSV])
def test_a_return_names_nobody(name: str, form: Format) -> None:
    club = example(name)
    report = club_return(ReportRequest(club, Period.year_to(DAY)))
    text = render_as(report, form).decode("utf-8")
    members = club.book.register.members
    assert members
    assert not [m.name for m in members.values() if m.name in text]
    assert not [code for code in members if code in text]
    assert not [loan for loan in club.book.loans if loan in text]
    assert json.loads(render_as(report, Format.JSON))["report"] == "return"
