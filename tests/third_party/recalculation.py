"""Schedules recalculated on a day (`recalculation`, or interest "daily-recalculated").

Fineract's two engines differ: the older one, which the cases with a section `recalculation` show,
charges overdue principal only in the period that runs, the newer one in every period. The rounding
of each piece of interest is common to both.
"""

from dataclasses import replace
from datetime import date

from ledger_core.loans import ExcessPayment
from ledger_core.loans.prepayment_terms import OverdueBears, Rest
from ledger_core.loans.recalculating import (
    OverdueIn,
    Payment,
    Recalculation,
    recalculated_schedule,
)
from ledger_core.loans.schedule import Instalment
from tests.third_party.agreements import Agreement
from tests.third_party.cases import Case
from tests.third_party.reading import Unsupported

COMPOUNDING = {"interest": OverdueBears.ON_ALL, "none": OverdueBears.ON_PRINCIPAL}
RESTS = {"daily": Rest.DAILY, "same as repayment period": Rest.DUE_DATE}
EXCESS = {
    "reduce EMI": ExcessPayment.SMALLER_INSTALMENTS,
    "reduce number of instalments": ExcessPayment.FEWER_INSTALMENTS,
    "reschedule next repayments": ExcessPayment.NEXT_INSTALMENTS,
}


def is_recalculated(case: Case) -> bool:
    """Whether the schedule depends on what was paid when."""
    return case.inputs.text("interest_period") == "daily-recalculated"


def recalculated(case: Case, agreement: Agreement) -> tuple[Instalment, ...]:
    """Return the schedule as of the day of the case."""
    inputs, terms = case.inputs, agreement.terms
    section = inputs.section("recalculation")
    rules = Recalculation()
    if section is not None:
        rules = Recalculation(
            rest=section.word("rest", RESTS) or Rest.DAILY,
            overdue=section.word("compounding", COMPOUNDING) or OverdueBears.ON_PRINCIPAL,
            overdue_in=OverdueIn.RUNNING_PERIOD,
        )
        excess = section.word("excess_strategy", EXCESS) or terms.excess_payment
        terms = replace(terms, excess_payment=excess)
    if agreement.changes or terms.spread.down_payment:
        raise Unsupported("a recalculated schedule with tranches or changes is not known")
    terms = replace(terms, rounding=replace(terms.rounding, each_piece=True))
    payments = [
        Payment(
            event.required(event.day("date"), "date"),
            agreement.scale.money(event.required(event.number("amount"), "amount")),
        )
        for event in case.repayments
    ]
    last = max((payment.day for payment in payments), default=date.min)
    return recalculated_schedule(
        terms, agreement.start, payments, inputs.day("as_of") or last, rules
    )
