"""Ratio cases about rates of return and the cost of a loan."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger_core.loans import (
    Instalment,
    add_months,
    borrowing_cost,
    present_value,
    rate_of_annuity,
    rate_of_return,
    rate_of_return_by_dates,
)
from tests.third_party.agreements import SOME_DAY
from tests.third_party.cases import Case, Outcome
from tests.third_party.comparing_ratios import Share
from tests.third_party.ratio_amounts import amount, optional
from tests.third_party.reading import exact

DAY_COUNTS = {
    "actual/365F": "actual/365F",
    "actual/365": "actual/365F",
    "actual/360": "actual/360",
    "actual/364": "actual/364",
    "actual/365.25": "actual/365.25",
    "actual/actual": "act/act ISDA",
    "30/360": "30/360 ISDA",
    "30E/360": "30E/360",
}
MONTHS_PER_YEAR = 12


def _fraction(rate: Decimal | None) -> Fraction | None:
    return None if rate is None else Fraction(rate)


def _flows(case: Case) -> Sequence[Any]:
    flows = case.inputs.raw("flows")
    if not isinstance(flows, list):
        raise case.inputs.unknown("flows", flows)
    return flows


def _plain_flows(case: Case) -> list[Fraction]:
    return [exact(flow, "inputs.flows") for flow in _flows(case)]


def rate_by_dates(case: Case) -> Outcome:
    """The yearly rate of return of dated payments, in any order."""
    flows = []
    for flow in _flows(case):
        if not isinstance(flow, list) or len(flow) != 2:
            raise case.inputs.unknown("flows", flow)
        flows.append((date.fromisoformat(str(flow[0])), exact(flow[1], "inputs.flows")))
    day_count = case.inputs.word("day_count", DAY_COUNTS) or "actual/365F"
    return Outcome(other={"xirr": _fraction(rate_of_return_by_dates(flows, day_count=day_count))})


def internal_rate(case: Case) -> Outcome:
    """The rate of return a period."""
    return Outcome(other={"irr": _fraction(rate_of_return(_plain_flows(case)))})


def net_present_value(case: Case) -> Outcome:
    """What payments are worth at once."""
    rate = case.inputs.required(case.inputs.number("rate"), "rate")
    if rate <= -1:
        raise case.inputs.unknown("rate", rate)
    return Outcome(other={"npv": present_value(rate, _plain_flows(case))})


def annuity_rate(case: Case) -> Outcome:
    """The rate of a level payment."""
    inputs = case.inputs
    periods = inputs.required(inputs.whole("nper"), "nper")
    payment, present, future = (inputs.number(key) or Fraction(0) for key in ("pmt", "pv", "fv"))
    return Outcome(other={"rate": _fraction(rate_of_annuity(periods, payment, present, future))})


def effective_cost(case: Case) -> Outcome:
    """What a loan of level instalments really costs, money kept back at the start included."""
    inputs = case.inputs
    instalment = amount(inputs, "instalment")
    periods = inputs.required(inputs.whole("periods"), "periods")
    cost = borrowing_cost(
        SOME_DAY,
        amount(inputs, "principal"),
        [_row(number, instalment) for number in range(1, periods + 1)],
        fees_at_start=optional(inputs, "upfront_fee"),
    )
    monthly = None if cost.apr is None else cost.apr / MONTHS_PER_YEAR
    rates = {"monthly_irr": monthly, "apr": cost.apr, "eir": cost.eir}
    figures = {name: Share(_fraction(rate)) for name, rate in rates.items()}
    return Outcome(other={**figures, **{f"{name}_pct": one for name, one in figures.items()}})


def _row(number: int, total: int) -> Instalment:
    due = add_months(SOME_DAY, number)
    return Instalment(number=number, due=due, principal=total, interest=0, balance=0)
