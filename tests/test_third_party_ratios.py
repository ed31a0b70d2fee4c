"""The runner of published ratios: every one passes, and what is not known is named."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.third_party.cases import case_of
from tests.third_party.running import Result, result, results

RATIOS = Path(__file__).parent / "data" / "ratios.jsonl"


def published() -> list[dict[str, Any]]:
    lines = RATIOS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def put(ratio: str, inputs: dict[str, Any], expected: Any, **more: Any) -> Result:
    """Put a small case to the library."""
    case = {"id": "a-case", "ratio": ratio, "inputs": inputs, "expected": expected, **more}
    return result(*case_of(case))


def status(ratio: str, inputs: dict[str, Any], expected: Any, **more: Any) -> str:
    return put(ratio, inputs, expected, **more).status


@pytest.fixture(scope="module")
def found() -> dict[str, Result]:
    return {one.id: one for one in results(RATIOS)}


@pytest.mark.parametrize("name", [case["id"] for case in published()])
def test_a_published_ratio_passes(name: str, found: dict[str, Result]) -> None:
    assert found[name] == Result(name, "ratio", "pass")


def wrong(figure: Any) -> Any:
    """A figure that is clearly another."""
    if isinstance(figure, list):
        return [wrong(figure[0]), *figure[1:]]
    return str(Decimal(figure) * 3 + 1)


@pytest.mark.parametrize("case", published(), ids=lambda case: str(case["id"]))
def test_another_figure_fails(case: dict[str, Any]) -> None:
    """Nothing passes by itself: each figure of each case is compared."""
    for name, figure in case["expected"].items():
        changed = case | {"expected": case["expected"] | {name: wrong(figure)}}
        assert result(*case_of(changed)).status == "fail", name


@pytest.mark.parametrize("case", published(), ids=lambda case: str(case["id"]))
def test_the_answer_does_not_depend_on_id_source_or_notes(case: dict[str, Any]) -> None:
    bare = {key: case[key] for key in ("ratio", "inputs", "expected", "tolerance")} | {"id": "x"}
    assert result(*case_of(bare)).status == "pass"


@pytest.mark.parametrize("case", published(), ids=lambda case: str(case["id"]))
def test_a_key_that_nobody_reads_is_named(case: dict[str, Any]) -> None:
    more = case | {"inputs": case["inputs"] | {"colour": "green"}}
    refused = result(*case_of(more))
    assert (refused.status, "colour" in refused.detail) == ("unsupported", True)


COSTS = {"operating_cost": 50, "average_portfolio": 200}


@pytest.mark.parametrize(
    ("figure", "more", "outcome"),
    [
        ("25", {}, "pass"),
        ("25.00", {"tolerance": "0.005"}, "pass"),
        ("0.25", {"tolerance": "0.0001"}, "pass"),
        ("25.004", {"tolerance": "0.005"}, "pass"),
        ("25.006", {"tolerance": "0.005"}, "fail"),
        (25, {"tolerance": 0}, "pass"),
        (None, {}, "fail"),
        ("about a quarter", {}, "fail"),
    ],
)
def test_a_share_is_a_part_or_a_percentage(figure: Any, more: Any, outcome: str) -> None:
    assert status("operating cost ratio", COSTS, {"ocr": figure}, **more) == outcome


def test_a_name_may_say_how_its_figure_is_printed() -> None:
    loan = {"principal": 1200, "instalment": 112, "periods": 12}
    name = "effective interest of a 12% flat loan"
    assert status(name, loan, {"apr_pct": "21.46"}, tolerance="0.01") == "pass"
    assert status(name, loan, {"apr_pct": "0.2146"}, tolerance="0.01") == "fail"
    assert status(name, loan, {"apr": "0.2146"}, tolerance="0.0001") == "pass"


def test_whole_percents_are_rounded_and_text_is_exact() -> None:
    inputs = {"repayment_rate": "0.95", "term_months": [9]}
    name = "annual loan-loss rate implied by a repayment rate"
    assert status(name, inputs, {"annual_loss_pct": [13]}, tolerance="0.005") == "pass"
    assert status(name, inputs, {"annual_loss_pct": ["13"]}, tolerance="0.005") == "fail"
    assert status(name, inputs, {"annual_loss_pct": ["13.33"]}, tolerance="0.005") == "pass"
    assert status(name, inputs, {"annual_loss_pct": [13, 14]}, tolerance="0.005") == "fail"
    one = inputs | {"term_months": 9}
    assert status(name, one, {"annual_loss_pct": 13}) == "pass"


def test_over_nothing_null_is_expected() -> None:
    assert status("operating cost ratio", COSTS | {"average_portfolio": 0}, {"ocr": None}) == "pass"
    assert status("operating cost ratio", COSTS | {"average_portfolio": 0}, {"ocr": "0"}) == "fail"
    assert status("IRR", {"flows": [1, 2]}, {"irr": None}) == "pass"


@pytest.mark.parametrize(
    ("ratio", "inputs", "expected"),
    [
        ("ageing of portfolio", {"buckets": [{"bucket": "1–30", "outstanding": "1.5"}]}, "1–30"),
        ("current recovery rate", {"collected": 9, "due": 9}, "rate"),
        ("portfolio yield", {"interest": 8, "fees": 2, "average_portfolio": 10}, "yield"),
        (
            "total cost ratio",
            {
                "operating_cost": "1.25",
                "finance_cost": "0.5",
                "provision_expense": "0.25",
                "average_portfolio": 2,
            },
            "tcr",
        ),
        (
            "operational self-sufficiency",
            {
                "operating_income": 6,
                "financial_expense": 1,
                "provision_expense": 2,
                "operating_expense": 3,
            },
            "oss",
        ),
        ("risk coverage ratio", {"reserve": 4, "par90_amount": 4}, "rc_par90"),
    ],
)
def test_other_spellings(ratio: str, inputs: dict[str, Any], expected: str) -> None:
    assert put(ratio, inputs, {expected: "100"}).status == "pass"


def test_tables_are_told_by_the_name() -> None:
    days = {"days": [90, 91, 180, 361]}
    assert status("debt group by days overdue (MFI)", days, {"groups": [4, 4, 5, 5]}) == "pass"
    assert status("debt group by days overdue (banks)", days, {"groups": [2, 3, 3, 5]}) == "pass"
    debts = {"debt": [100, 50, 30, 20, 10], "collateral": [0, 50, 0, 0, 4]}
    assert status("specific provision (banks)", debts, {"provision": "22.0"}) == "pass"
    assert status("specific provision (MFI)", debts, {"provision": "23.5"}) == "pass"


def test_overdue_instalments_are_aged_one_by_one() -> None:
    inputs = {
        "disbursed": "2023-10-01",
        "instalments": [
            {"due": "2023-11-15", "amount": 250},
            {"due": "2023-10-16", "amount": "250.50"},
        ],
        "paid": "100.25",
        "as_of": "2023-12-16",
    }
    name = "instalment-level delinquency buckets"
    expected = {"RANGE_60": "150.25", "RANGE_30": 250, "RANGE_90": 0}
    assert status(name, inputs, expected, tolerance="0.005") == "pass"


@pytest.mark.parametrize(
    ("ratio", "inputs", "expected", "why"),
    [
        ("happiness", {}, {"h": "1"}, "'happiness' is not known"),
        ("operating cost ratio", {}, {"ocr": "1"}, "average_portfolio is missing"),
        ("operating cost ratio", COSTS, {"ocr": "1", "tcr": "1"}, "several figures"),
        ("risk coverage ratio", {"reserve": "0.1234567"}, {}, "more than six decimals"),
        ("IRR", {"flows": 5}, {"irr": "1"}, "flows"),
        ("XIRR", {"flows": [5]}, {"xirr": "1"}, "flows"),
        ("XIRR", {"flows": [], "day_count": "lunar"}, {"xirr": "1"}, "'lunar' is not known"),
        ("specific provision (banks)", {"debt": 5}, {"provision": "1"}, "debt"),
        ("debt group by days overdue (MFI)", {"days": ["1.5"]}, {"groups": [1]}, "days"),
        (
            "ageing of portfolio",
            {"buckets": [{"bucket": "later", "outstanding": 1}]},
            {"total": "1"},
            "'later' is not known",
        ),
    ],
)
def test_what_is_not_known_is_named(
    ratio: str, inputs: dict[str, Any], expected: Any, why: str
) -> None:
    refused = put(ratio, inputs, expected)
    assert refused.status == "unsupported"
    assert why in refused.detail


def test_a_figure_that_nobody_answers_fails() -> None:
    assert "tcr: not answered" in put("IRR", {"flows": [-1, 2]}, {"tcr": "1"}).detail
