"""What is taken off the books."""

from ledger_core.loans import ExcessPayment, WriteOff
from tests.third_party.accounts import begin, kept_schedule, money_in
from tests.third_party.agreements import read_agreement
from tests.third_party.cases import Case, Outcome


def run(case: Case) -> Outcome:
    """Pay by the rule, and write off what is left on the day of the write-off."""
    agreement = read_agreement(case)
    loan = begin(agreement, kept_schedule(agreement.terms, ExcessPayment.NEXT_INSTALMENTS))
    written_off = 0
    for event in case.repayments:
        if event.text("kind") == "write-off":
            day = event.required(event.day("date"), "date")
            left = loan.account.outstanding_principal
            loan.events.append(WriteOff(day, left))
            written_off += left
        else:
            loan.pay(*money_in(event, loan.scale))
    return Outcome(loan.rows(), {"written_off": loan.scale.cell(written_off)})
