"""Charges of a case: up front, with each instalment, or on a day of their own."""

from dataclasses import replace

from ledger_core.loans import Charge, Component, FeeTerms
from tests.third_party.agreements import Agreement
from tests.third_party.cases import Case
from tests.third_party.reading import Unsupported

DATED = {"fee": Component.FEE, "penalty": Component.LATE_INTEREST}


def read_charges(case: Case, agreement: Agreement) -> tuple[FeeTerms, list[Charge]]:
    """Read them as fees of the agreement and as charges decided when the loan is paid out."""
    fees, charges = agreement.terms.fees, []
    for section in case.inputs.sections("charges"):
        amount = agreement.scale.money(section.required(section.number("amount"), "amount"))
        kind = section.required(section.text("kind"), "kind")
        if kind == "disbursement fee":
            fees = replace(fees, upfront_amount=fees.upfront_amount + amount)
        elif kind == "instalment fee":
            fees = replace(fees, instalment_amount=fees.instalment_amount + amount)
        elif kind in DATED:
            due = section.day("due")
            if due is None:
                raise Unsupported("inputs.charges[].due is missing")
            charges.append(Charge(agreement.start, amount, due, DATED[kind]))
        else:
            raise section.unknown("kind", kind)
    return fees, charges
