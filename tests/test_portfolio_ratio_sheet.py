"""The ratio sheet: each line is what its parts make, of one club and of many."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.messages import language
from ledger_core.portfolio import (
    Balance,
    LendingFacts,
    LoanPeriodFacts,
    Period,
    PeriodFacts,
    PortfolioFacts,
    RatioKind,
    RatioSection,
    ResultFacts,
    merged,
    ratio,
    ratio_sheet,
)
from tests.strategies_ratios import period_facts

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
NOTHING_AT_RISK = dict.fromkeys(("1", "30", "60", "90"), 0)
EMPTY = PortfolioFacts(0, 0, 0, 0, 0, 0, NOTHING_AT_RISK, NOTHING_AT_RISK)


def facts(*, average: int = 0, **parts: object) -> PeriodFacts:
    balances = tuple(Balance(day, average) for day in QUARTER.balance_days)
    return replace(PeriodFacts(QUARTER, EMPTY, balances), **parts)  # type: ignore[arg-type]


def test_of_an_empty_club_no_share_is_available_and_none_is_zero() -> None:
    sheet = ratio_sheet(facts())
    shares = [line for line in sheet.lines if line.kind is RatioKind.SHARE]
    assert len(shares) > 25
    assert all(line.value is None for line in shares)


def test_part_years_are_made_a_year_and_say_so() -> None:
    sheet = ratio_sheet(
        facts(average=1_000, result=ResultFacts(interest_received=25, fees_received=5))
    )
    line = sheet.line("portfolio_yield")
    assert line.value == Fraction(12, 100)
    assert (line.numerator, line.denominator) == (30, Fraction(1_000))
    assert line.annual_factor == 4
    with language("en"):
        assert str(line.basis) == (
            "From 2026-01-01 to 2026-03-31, over the mean of 4 balances; made a year's: × 12 ÷ 3"
        )
    with language("vi"):
        assert "quy ra năm: × 12 ÷ 3" in str(line.basis)


def test_a_whole_year_is_not_made_one() -> None:
    year = Period.year_to(date(2026, 12, 31))
    balances = tuple(Balance(day, 100) for day in year.balance_days)
    lending = LoanPeriodFacts(lending=LendingFacts(written_off=5, relieved=1))
    line = ratio_sheet(PeriodFacts(year, EMPTY, balances, lending)).line("write_off_ratio")
    assert line.value == Fraction(6, 100)
    assert line.annual_factor == 1
    with language("en"):
        assert str(line.basis).endswith("over the mean of 13 balances")


def test_every_line_has_its_own_key_and_stands_in_its_section() -> None:
    sheet = ratio_sheet(facts())
    keys = [line.key for line in sheet.lines]
    assert len(set(keys)) == len(keys)
    in_sections = [line for section in RatioSection for line in sheet.of_section(section)]
    assert in_sections == list(sheet.lines)
    with pytest.raises(KeyError):
        sheet.line("made_up")


def test_every_line_reads_in_both_languages() -> None:
    for line in ratio_sheet(facts()).lines:
        for text in (line.name, line.definition, line.basis, line.section.label):
            assert text.in_language("vi") != text.in_language("en")


@given(period_facts(QUARTER))
def test_every_share_is_what_its_parts_make(one: PeriodFacts) -> None:
    for line in ratio_sheet(one).lines:
        if line.kind is not RatioKind.SHARE:
            assert line.numerator is None
            continue
        assert line.numerator is not None
        assert line.denominator is not None
        made = ratio(line.numerator * line.annual_factor, line.denominator)
        if line.key == "annual_loss_rate" and line.value is None:
            continue  # without a cumulative rate
        assert line.value == made


SUMMED = {"average_loan", "largest_borrower_share", "annual_loss_rate"}


@given(st.lists(period_facts(QUARTER), min_size=1, max_size=4))
def test_ratios_of_many_clubs_follow_from_their_sums(clubs: list[PeriodFacts]) -> None:
    sheets = [ratio_sheet(club) for club in clubs]
    whole = ratio_sheet(merged(clubs))
    for number, line in enumerate(whole.lines):
        parts = [sheet.lines[number] for sheet in sheets]
        if line.kind is not RatioKind.SHARE:
            if line.key not in SUMMED:
                assert line.value == sum(part.value or 0 for part in parts)
        elif line.key not in SUMMED:
            assert line.numerator == sum(part.numerator or 0 for part in parts)
            assert line.denominator == sum(part.denominator or 0 for part in parts)
    largest = max(club.borrowers.largest for club in clubs)
    assert whole.line("largest_borrower_share").numerator == largest


@given(period_facts(QUARTER))
def test_merging_one_changes_nothing(one: PeriodFacts) -> None:
    assert merged([one]) == one


@given(period_facts(QUARTER), period_facts(QUARTER), period_facts(QUARTER))
def test_merging_has_no_order(one: PeriodFacts, two: PeriodFacts, three: PeriodFacts) -> None:
    assert merged([one, two, three]) == merged([merged([three, one]), two])


def test_what_belongs_to_different_days_is_not_merged() -> None:
    other = replace(facts(), period=Period.month_of(QUARTER.start))
    for wrong in ([facts(), other], []):
        with pytest.raises(ValueError, match="merge"):
            merged(wrong)


def test_every_line_is_defined_in_the_documentation() -> None:
    """docs/ratios.md has a row for each line and for no other, in the order of the sheet."""
    page = (Path(__file__).parents[1] / "docs/ratios.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    assert rows == [line.key for line in ratio_sheet(facts()).lines]
