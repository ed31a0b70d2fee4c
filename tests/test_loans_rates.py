"""Rates: what is read, what is refused, and the legal ceiling."""

from fractions import Fraction

import pytest

from ledger_core.loans import (
    CEILING_PER_MONTH,
    AmbiguousRate,
    InterestRate,
    NotARate,
    exceeds_ceiling,
    parse_rate,
)

MONTHLY = InterestRate.monthly
YEARLY = InterestRate.yearly


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1%/month", MONTHLY(Fraction(1, 100))),
        ("1%/tháng", MONTHLY(Fraction(1, 100))),
        ("1%/tha\u0301ng", MONTHLY(Fraction(1, 100))),
        ("1 % / Tháng", MONTHLY(Fraction(1, 100))),
        ("1%/thang", MONTHLY(Fraction(1, 100))),
        ("1,2%/tháng", MONTHLY(Fraction(12, 1000))),
        ("0.01/month", MONTHLY(Fraction(1, 100))),
        ("0/month", MONTHLY(Fraction(0))),
        ("12%/year", YEARLY(Fraction(12, 100))),
        ("12%/năm", YEARLY(Fraction(12, 100))),
        ("1% a month", MONTHLY(Fraction(1, 100))),
        ("1% một tháng", MONTHLY(Fraction(1, 100))),
    ],
)
def test_rates_are_read_as_people_write_them(text: str, rate: InterestRate) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("1%", ("1%/month", "1%/year")),
        ("0,01", ("0.01/month", "0.01/year")),
        ("0.9", ("0.9%/month", "0.9%/year")),
        ("1.2/month", ("1.2%/month", "120%/month")),
        ("12/năm", ("12%/year", "1200%/year")),
    ],
)
def test_a_rate_that_could_mean_two_things_is_refused_with_the_choices(
    text: str, choices: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousRate) as refused:
        parse_rate(text)
    assert refused.value.choices == choices


@pytest.mark.parametrize("text", ["", "%", "-1%/month", "1%/week", "1.000,5%/month", "1e3/year"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(NotARate):
        parse_rate(text)


def test_a_rate_converts_by_twelve_months_or_by_365_days() -> None:
    rate = MONTHLY(Fraction(1, 100))
    assert rate.per_year == Fraction(12, 100)
    assert rate.per_year_by_days == Fraction(365, 3000)
    assert YEARLY(Fraction(12, 100)).per_month == rate.value


@pytest.mark.parametrize(
    ("rate", "exceeds"),
    [
        (MONTHLY(Fraction(1, 100)), False),
        (MONTHLY(CEILING_PER_MONTH), False),
        (MONTHLY(Fraction(16438, 1_000_000)), False),
        (MONTHLY(Fraction(16439, 1_000_000)), True),
        (MONTHLY(Fraction(20, 1200)), True),  # 20 % a year by twelfths, 20.28 % by days
        (YEARLY(Fraction(20, 100)), False),
        (YEARLY(Fraction(2001, 10000)), True),
    ],
)
def test_the_ceiling_of_the_civil_code(rate: InterestRate, *, exceeds: bool) -> None:
    assert exceeds_ceiling(rate) is exceeds
