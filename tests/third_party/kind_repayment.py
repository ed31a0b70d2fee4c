"""Payments and what they settle; interest on demand is settled as it has accrued."""

from fractions import Fraction

from ledger_core.loans import ExcessPayment
from tests.third_party.accounts import RunningLoan, begin, kept_schedule, money_in
from tests.third_party.agreements import read_agreement
from tests.third_party.cases import Case, Exact, Outcome
from tests.third_party.demand import begin_accruing


def run(case: Case) -> Outcome:
    """Split the payments; the interest may be printed with fewer decimals than are posted."""
    loan = begun(case)
    interest = sum(loan.pay(*money_in(event, loan.scale)).interest for event in case.repayments)
    paid = {"interest_paid": Exact(Fraction(interest, loan.scale.units))}
    return Outcome(loan.rows(case.inputs.day("as_of")), paid)


def begun(case: Case) -> RunningLoan:
    """Begin a loan on demand, or one with a schedule that is kept."""
    if case.inputs.text("method") == "interest-on-demand":
        return begin_accruing(case)
    agreement = read_agreement(case)
    return begin(agreement, kept_schedule(agreement.terms, ExcessPayment.NEXT_INSTALMENTS))
