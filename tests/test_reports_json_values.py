"""Values as JSON holds them."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, language
from ledger_core.reports import json_finding, json_ratio


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (Fraction(2146, 10000), "0.214600"),
        (Fraction(0), "0.000000"),
        (Fraction(1), "1.000000"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(5, 10_000_000), "0.000001"),
        (Fraction(-1, 3), "-0.333333"),
        (Fraction(-1, 100_000_000), "0.000000"),
        (Fraction(25, 2), "12.500000"),
        (None, None),
    ],
)
def test_a_ratio_has_six_decimals(ratio: Fraction | None, text: str | None) -> None:
    assert json_ratio(ratio) == text


@given(st.fractions())
def test_a_ratio_is_exact_to_half_a_millionth(ratio: Fraction) -> None:
    text = json_ratio(ratio)
    assert text is not None
    assert abs(Fraction(Decimal(text)) - ratio) <= Fraction(1, 2_000_000)


def test_a_finding_keeps_its_place_and_speaks_the_readers_language() -> None:
    finding = Finding(
        rule="fund_separation.cash-shared",
        severity=Severity.BREACH,
        file="journal/income-2026.beancount",
        line=0,
        loan=None,
        message=Message("Notes"),
    )
    with language("en"):
        english = json_finding(finding)
    assert english == {
        "rule": "fund_separation.cash-shared",
        "severity": "breach",
        "file": "journal/income-2026.beancount",
        "line": None,
        "loan": None,
        "message": "Notes",
        "remedy": None,
        "lines": None,
        "exception": None,
    }
    assert json.loads(json.dumps(json_finding(finding)))["message"] == "Ghi chú"
