"""What paying late costs: by days on what is overdue, or once for each late instalment."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from ledger_core.loans import (
    ExcessPayment,
    Grace,
    LateFrom,
    LateTerms,
    OnceOn,
    add_months,
    late_interest,
)
from ledger_core.loans.late import LateCharge
from ledger_core.loans.rates import DAYS_PER_YEAR
from tests.third_party.accounts import RunningLoan, begin, kept_schedule, money_in
from tests.third_party.agreements import read_agreement
from tests.third_party.cases import Case, Exact, Outcome
from tests.third_party.demand import begin_on_demand, half_of_accrued
from tests.third_party.reading import Inputs, Unsupported

ONCE = {
    "overdue principal of the instalment, once": OnceOn.PRINCIPAL,
    "overdue principal+interest of the instalment, once": OnceOn.PRINCIPAL_AND_INTEREST,
}
BASES = {"overdue interest": True}


def run(case: Case) -> Outcome:
    """Answer by the terms of the case, or its list of small questions."""
    if "cases" in case.asked:
        case.inputs.section("rounding")
        ignore_rounding(case.inputs)
        return Outcome(other={"cases": [by_days(case, q) for q in case.questions_of("cases")]})
    if "overdue_penalty" in case.inputs:
        return charged_once(case)
    if "penalty" in case.inputs:
        return by_days_after_grace(case)
    raise Unsupported("inputs.overdue_penalty and inputs.penalty are missing")


def ignore_rounding(inputs: Inputs) -> None:
    section = inputs.section("rounding")
    if section is not None:
        section.whole("decimals")
        section.word("mode", {"half_up": True})


def by_days(case: Case, question: Inputs) -> dict[str, Any]:
    """A base, a daily rate and days."""
    text = question.required(question.text("base"), "base")
    rate = question.required(question.number("daily_rate"), "daily_rate")
    days = question.required(question.whole("days"), "days")
    found = re.match(r"\d+", text)
    if found is None:
        raise question.unknown("base", text)
    base = int(found[0]) * case.scale
    return {
        "base": base if found[0] == text else text,
        "daily_rate": Exact(rate),
        "days": Exact(Fraction(days)),
        "fee": late_interest(base, days, rate * DAYS_PER_YEAR),
    }


def charged_once(case: Case) -> Outcome:
    """A share of what is overdue, once for each instalment."""
    agreement = read_agreement(case)
    section = case.inputs.section("overdue_penalty")
    assert section is not None
    late = LateTerms(
        rate_multiple=Fraction(0),
        interest_rate_per_year=Fraction(0),
        grace=Grace(0),
        threshold=0,
        once_share=section.required(section.number("percent"), "percent") / 100,
        once_on=section.required(section.word("base", ONCE), "base"),
    )
    terms = replace(kept_schedule(agreement.terms, ExcessPayment.NEXT_INSTALMENTS), late=late)
    loan = begin(agreement, terms)
    for event in case.repayments:
        loan.pay(*money_in(event, loan.scale))
    return Outcome(loan.rows(case.inputs.day("as_of")))


def by_days_after_grace(case: Case) -> Outcome:
    """A yearly rate on interest that is unpaid after a grace that is free."""
    section = case.inputs.section("penalty")
    assert section is not None
    section.word("base", BASES)
    late = LateTerms(
        rate_multiple=Fraction(0),
        interest_rate_per_year=section.required(section.number("annual_rate"), "annual_rate"),
        grace=Grace(section.whole("grace_days") or 0),
        threshold=0,
        counts_from=LateFrom.GRACE_END,
    )
    demanded = begin_on_demand(case, late)
    loan, accrued = demanded.loan, demanded.accrued
    day = demanded.accrued_to
    asked_on = [day]
    before = loan.position(day).late_interest
    for event in case.repayments:
        day = event.required(event.day("date"), "date")
        before = loan.position(day).late_interest
        loan.pay(day, half_of_accrued(event, accrued, loan))
        asked_on.append(day)
    # Without a day of its own, a penalty is asked for with the next month's interest.
    until = case.inputs.day("as_of") or max(add_months(demanded.accrued_to, 1), *asked_on)
    lines = running_lines(loan, until)
    answers: dict[str, Callable[[], Any]] = {
        r"accrued_\d+_days": lambda: loan.scale.cell(accrued),
        r"penalty_\d+_days": lambda: loan.scale.cell(before),
        "penalty_days": lambda: Exact(Fraction(lines[-1].days if lines else 0)),
        "penalty": lambda: loan.scale.cell(sum(line.amount for line in lines)),
    }
    other = {
        name: answer()
        for name in case.asked
        for pattern, answer in answers.items()
        if re.fullmatch(pattern, name)
    }
    return Outcome(other=other)


def running_lines(loan: RunningLoan, day: date) -> list[LateCharge]:
    """The lines of late interest that are not settled on a day."""
    position = loan.position(day)
    owed = position.late_interest
    lines: list[LateCharge] = []
    for line in reversed(position.late_charges):
        if sum(one.amount for one in lines) < owed:
            lines.insert(0, line)
    return lines
