"""What settles a whole loan before its time."""

from dataclasses import replace
from datetime import date

from ledger_core.loans import EarlyPayoff, ExcessPayment
from tests.third_party.accounts import begin, kept_schedule, money_in
from tests.third_party.agreements import read_agreement
from tests.third_party.cases import Case, Outcome

POLICIES = {
    "interest to pre-close date": EarlyPayoff.TO_PAY_DATE,
    "interest to next rest date": EarlyPayoff.TO_NEXT_DUE_DATE,
}


def run(case: Case) -> Outcome:
    """Pay all but the last payment by the rule, and ask what settles the loan on its day."""
    agreement = read_agreement(case)
    policy = case.inputs.word("preclose", POLICIES) or EarlyPayoff.TO_PAY_DATE
    terms = kept_schedule(agreement.terms, ExcessPayment.FEWER_INSTALMENTS)
    loan = begin(agreement, replace(terms, early_payoff=policy))
    as_of = case.inputs.day("as_of")
    payments = [money_in(event, loan.scale) for event in case.repayments]
    day = payments[-1][0] if payments else as_of or agreement.start
    for when, amount in payments[:-1]:
        loan.pay(when, amount)
    position = loan.position(day)
    payoff = position.payoff_amount
    interest = payoff - position.outstanding_principal - position.late_interest - position.fee_due
    for when, amount in payments[-1:]:
        loan.pay(when, amount)
    return Outcome(
        loan.rows(as_of or date.min),
        {
            "payoff_amount": loan.scale.cell(payoff),
            "interest_accrued_to_payoff": loan.scale.cell(interest),
        },
    )
