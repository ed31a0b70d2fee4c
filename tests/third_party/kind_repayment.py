"""A payment on a loan whose interest has accrued and was not asked for yet."""

from fractions import Fraction

from tests.third_party.accounts import money_in
from tests.third_party.cases import Case, Exact, Outcome
from tests.third_party.demand import begin_accruing
from tests.third_party.reading import Unsupported


def run(case: Case) -> Outcome:
    """Split the payments; the interest may be printed with fewer decimals than are posted."""
    if case.inputs.text("method") != "interest-on-demand":
        raise Unsupported("inputs.method: only interest on demand accrues unasked")
    loan = begin_accruing(case)
    interest = sum(loan.pay(*money_in(event, loan.scale)).interest for event in case.repayments)
    return Outcome(loan.rows(), {"interest_paid": Exact(Fraction(interest, loan.scale.units))})
