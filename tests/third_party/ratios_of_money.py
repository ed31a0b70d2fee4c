"""Ratio cases about collections, losses, income and cost."""

import re
from collections.abc import Iterator
from fractions import Fraction

from ledger_core.portfolio import (
    CollectionFacts,
    ResultFacts,
    allowance_rate,
    annual_loss_rate,
    current_recovery_rate,
    operating_cost_ratio,
    operational_self_sufficiency,
    portfolio_yield,
    total_cost_ratio,
)
from ledger_core.portfolio import risk_coverage as risk_coverage_of
from tests.third_party.cases import Case, Outcome
from tests.third_party.comparing_ratios import Share
from tests.third_party.ratio_amounts import amount, optional
from tests.third_party.reading import Unsupported, exact

MONTHS_PER_YEAR = 12
PAR_AMOUNT = re.compile(r"(par\d+)_amount")


def every_name(case: Case, value: Fraction | None) -> Outcome:
    """Answer a case that asks for one ratio, whatever short name it has for it."""
    if len(case.compared) != 1:
        raise Unsupported(f"expected: {list(case.compared)} are several figures")
    return Outcome(other={case.compared[0]: Share(value)})


def current_repayment(case: Case) -> Outcome:
    """Collected without payments ahead over what fell due."""
    collected = amount(case.inputs, "collected") - optional(case.inputs, "prepayments")
    return every_name(
        case,
        current_recovery_rate(CollectionFacts(due=amount(case.inputs, "due"), collected=collected)),
    )


def risk_coverage(case: Case) -> Outcome:
    """The reserve over each PAR amount that the case states."""
    reserve = amount(case.inputs, "reserve")
    return Outcome(
        other={
            f"rc_{name}": Share(risk_coverage_of(reserve, at_risk))
            for name, at_risk in _par_amounts(case)
        }
    )


def _par_amounts(case: Case) -> Iterator[tuple[str, int]]:
    for key in case.inputs.names():
        if found := PAR_AMOUNT.fullmatch(key):
            yield found[1], amount(case.inputs, key)


def provision_rate(case: Case) -> Outcome:
    """The reserve over the portfolio."""
    return every_name(
        case, allowance_rate(amount(case.inputs, "reserve"), amount(case.inputs, "portfolio"))
    )


def over_portfolio(case: Case) -> Outcome:
    """A cost or income over the average portfolio."""
    average = amount(case.inputs, "average_portfolio")
    name = case.ratio.lower()
    if name.startswith("portfolio yield"):
        received = optional(case.inputs, "interest") + optional(case.inputs, "fees")
        return every_name(case, portfolio_yield(received, average))
    if name.startswith("total"):
        return every_name(case, total_cost_ratio(_total_cost(case, "total_cost"), average))
    cost = amount(case.inputs, "operating_cost", "admin_expense")
    return every_name(case, operating_cost_ratio(cost, average))


def self_sufficiency(case: Case) -> Outcome:
    """Income over all cost."""
    income = amount(case.inputs, "income", "operating_income")
    return every_name(case, operational_self_sufficiency(income, _total_cost(case, "cost")))


def _total_cost(case: Case, key: str) -> int:
    if key in case.inputs:
        return amount(case.inputs, key)
    return ResultFacts(
        financial_expense=amount(case.inputs, "finance_cost", "financial_expense"),
        loan_loss_expense=amount(case.inputs, "provision_expense"),
        operating_expense=amount(case.inputs, "operating_cost", "operating_expense"),
    ).total_cost


def annual_loss(case: Case) -> Outcome:
    """The yearly loss that a repayment rate hides, for each term."""
    inputs = case.inputs
    rate = inputs.required(inputs.number("repayment_rate"), "repayment_rate")
    terms = inputs.raw("term_months")
    several = isinstance(terms, list)
    losses = [
        Share(annual_loss_rate(rate, exact(months, "inputs.term_months") / MONTHS_PER_YEAR))
        for months in (terms if several else [terms])
    ]
    return Outcome(other={"annual_loss_pct": losses if several else losses[0]})
