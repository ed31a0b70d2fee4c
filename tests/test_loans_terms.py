"""Terms: the defaults of the format, and the limits of the program."""

from fractions import Fraction
from typing import Any

import pytest

from ledger_core.loans import (
    Component,
    EarlyPayoff,
    ExcessPayment,
    Grace,
    IncompleteAllocation,
    InterestPeriod,
    InterestRate,
    LateTerms,
    LoanTerms,
    Method,
    NotAGrace,
    Residual,
    Rounding,
    TermOutOfRange,
    parse_allocation,
)
from ledger_core.money import RoundingMode

ONE_PERCENT = InterestRate.monthly(Fraction(1, 100))


def test_the_defaults_are_those_of_format_version_1() -> None:
    terms = LoanTerms(6_000_000, ONE_PERCENT, 12)
    assert terms.method is Method.DECLINING_EQUAL_PRINCIPAL
    assert terms.interest_period is InterestPeriod.MONTH
    assert terms.rounding == Rounding(1000, RoundingMode.HALF_UP, residual=Residual.LAST)
    assert terms.early_payoff is EarlyPayoff.TO_PAY_DATE
    assert terms.excess_payment is ExcessPayment.FEWER_INSTALMENTS
    assert terms.advance_window_days == 10
    assert terms.late == LateTerms(Fraction(3, 2), Fraction(1, 10), Grace(), 1000)
    assert terms.allocation == parse_allocation("late-interest fee interest principal")


def test_overdue_principal_bears_half_as_much_again_as_the_contract_rate() -> None:
    assert LoanTerms(1, ONE_PERCENT, 1).late_rate_per_year == Fraction(18, 100)


@pytest.mark.parametrize(
    "changes",
    [
        {"principal": 0},
        {"principal": 10**12 + 1},
        {"instalments": 0},
        {"instalments": 601},
        {"rate": InterestRate.monthly(Fraction(-1, 100))},
        {"advance_window_days": 32},
    ],
)
def test_terms_outside_the_limits_are_refused(changes: dict[str, Any]) -> None:
    values: dict[str, Any] = {"principal": 1000, "rate": ONE_PERCENT, "instalments": 1}
    with pytest.raises(TermOutOfRange):
        LoanTerms(**values | changes)


def test_parts_of_terms_have_limits_too() -> None:
    with pytest.raises(TermOutOfRange):
        Rounding(multiple=0)
    with pytest.raises(TermOutOfRange):
        LateTerms(interest_rate_per_year=Fraction(2))
    with pytest.raises(TermOutOfRange):
        Grace(367)


def test_an_allocation_names_each_component_once() -> None:
    order = parse_allocation("principal interest fee late-interest")
    assert order[0] is Component.PRINCIPAL
    for text in ("principal", "principal principal fee interest", "a b c d"):
        with pytest.raises(IncompleteAllocation):
            parse_allocation(text)
    with pytest.raises(IncompleteAllocation):
        LoanTerms(1000, ONE_PERCENT, 1, allocation=(Component.FEE,))


@pytest.mark.parametrize("text", ["next-due-date", "10 days", "0 days"])
def test_a_grace_is_written_as_it_is_read(text: str) -> None:
    assert str(Grace.parse(text)) == text


def test_what_is_no_grace_is_refused() -> None:
    for text in ("soon", "days", "-1 days", "1000 days"):
        with pytest.raises(NotAGrace):
            Grace.parse(text)
