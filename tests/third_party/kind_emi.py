"""A level instalment and what follows from it."""

from tests.third_party.agreements import read_agreement
from tests.third_party.cases import Case, Outcome
from tests.third_party.figures import answers


def run(case: Case) -> Outcome:
    """Answer the figures asked for."""
    agreement = read_agreement(case)
    return Outcome(other=answers(case, agreement, agreement.schedule()))
