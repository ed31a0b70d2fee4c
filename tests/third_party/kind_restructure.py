"""Principal moved to other dates: re-amortised over the coming ones, or re-aged to new ones."""

import re
from dataclasses import replace
from fractions import Fraction

from ledger_core.loans import (
    ExcessPayment,
    Reamortisation,
    Rescheduling,
    ReschedulingKind,
)
from tests.third_party import kind_schedule
from tests.third_party.accounts import RunningLoan, begin, kept_schedule, money_in
from tests.third_party.agreements import Agreement, read_agreement
from tests.third_party.cases import Case, Outcome
from tests.third_party.reading import Inputs, Unsupported


def run(case: Case) -> Outcome:
    """Pay by the rule and restructure."""
    again, anew = case.inputs.section("reamortise"), case.inputs.section("reage")
    if again is None and anew is None:
        return kind_schedule.run(case)
    agreement = read_agreement(case)
    if anew is not None:
        agreement = before_reage(case.inputs, agreement, anew)
    loan = begin(agreement, kept_schedule(agreement.terms, ExcessPayment.NEXT_INSTALMENTS))
    if agreement.terms.spread.down_payment and not case.repayments:
        first = loan.position(agreement.start)
        loan.pay(agreement.start, first.principal_due)
    for event in case.repayments:
        loan.pay(*money_in(event, loan.scale))
    if again is not None:
        on = again.required(again.day("on"), "on")
        amount = again.number("amount")
        principal = None if amount is None else loan.scale.money(amount)
        loan.events.append(Reamortisation(on, principal))
    if anew is not None:
        reage(loan, anew)
    case.inputs.day("as_of")
    return Outcome(loan.rows())


def before_reage(inputs: Inputs, agreement: Agreement, section: Inputs) -> Agreement:
    """The periods of a re-aged loan count the new ones; one on the first day is a down payment."""
    terms = agreement.terms
    new = section.required(section.whole("instalments"), "instalments")
    before = max(1, terms.instalments + bool(terms.spread.down_payment) - new)
    if inputs.day("first_due") == agreement.start:
        down = terms.spread.down_payment or Fraction(1, before)
        terms = replace(
            terms,
            first_due=None,
            instalments=max(1, before - 1),
            spread=replace(terms.spread, down_payment=down),
        )
    else:
        terms = replace(terms, instalments=before)
    agreement = replace(agreement, terms=terms)
    on = section.required(section.day("on"), "on")
    if "every" not in inputs and any(row.due > on for row in agreement.schedule()):
        # The periods counted include them all, so all of them had fallen due.
        raise Unsupported("inputs.every is missing: when the first instalments fell due")
    return agreement


def reage(loan: RunningLoan, section: Inputs) -> None:
    text = section.text("every") or "1 month"
    every = re.fullmatch(r"(\d+) (day|week|month)s?", text)
    if every is None or (every[2] == "month" and every[1] != "1"):
        raise section.unknown("every", text)
    days = {"day": 1, "week": 7}.get(every[2])
    loan.events.append(
        Rescheduling(
            section.required(section.day("on"), "on"),
            ReschedulingKind.EXTENSION,
            section.required(section.whole("instalments"), "instalments"),
            section.required(section.day("start"), "start"),
            every_days=None if days is None else int(every[1]) * days,
        )
    )
