"""Loans whose interest accrues by the day and is asked for on demand."""

from dataclasses import dataclass, replace
from datetime import date

from ledger_core.loans import (
    Disbursement,
    InterestPeriod,
    LateTerms,
    TakenOver,
)
from ledger_core.loans.interest import accrued_interest
from ledger_core.loans.prepayment_terms import AccruedInterest, PrepaymentTerms
from ledger_core.money import divide
from tests.third_party.accounts import NEVER_LATE, RunningLoan
from tests.third_party.agreements import Agreement, read_agreement
from tests.third_party.cases import Case
from tests.third_party.reading import Inputs

HALF = "half of the accrued interest"


@dataclass(frozen=True)
class Demanded:
    """A loan whose interest so far has been asked for.

    Attributes:
      loan: The loan.
      accrued: The interest asked for.
      accrued_to: Its last day, on which it fell due.
    """

    loan: RunningLoan
    accrued: int
    accrued_to: date


def demand_agreement(case: Case) -> Agreement:
    """Read a loan on demand: "accrued to" a day counts that day and the first one."""
    agreement = read_agreement(case)
    if case.inputs.text("day_count") in {None, "actual/365"}:
        terms = replace(agreement.terms, interest_period=InterestPeriod.ACTUAL_365_INCLUSIVE)
        return replace(agreement, terms=terms)
    return agreement


def begin_on_demand(case: Case, late: LateTerms) -> Demanded:
    """Ask for the interest accrued to the day the case names."""
    agreement = demand_agreement(case)
    inputs = case.inputs
    day = inputs.required(inputs.day("accrued_to"), "accrued_to")
    terms = replace(agreement.terms, late=late, advance_window_days=0)
    accrued = accrued_interest(terms, agreement.paid_out, agreement.start, day)
    loan = RunningLoan(terms, agreement.scale)
    loan.events.append(
        TakenOver(
            day,
            agreement.paid_out,
            interest=accrued,
            oldest_due=day,
        )
    )
    return Demanded(loan, accrued, day)


def begin_accruing(case: Case) -> RunningLoan:
    """A loan whose interest has not been asked for; a payment settles what has accrued first."""
    agreement = demand_agreement(case)
    case.inputs.day("accrued_to")
    terms = replace(
        agreement.terms,
        late=NEVER_LATE,
        advance_window_days=0,
        prepayment=PrepaymentTerms(accrued_interest=AccruedInterest.PAID_FIRST),
    )
    loan = RunningLoan(terms, agreement.scale)
    loan.events.append(Disbursement(agreement.start, agreement.paid_out))
    return loan


def half_of_accrued(event: Inputs, accrued: int, loan: RunningLoan) -> int:
    """Read the amount of a payment: a number, or half of the accrued interest."""
    if event.text("amount") == HALF:
        return divide(accrued, 2)
    return loan.scale.money(event.required(event.number("amount"), "amount"))
