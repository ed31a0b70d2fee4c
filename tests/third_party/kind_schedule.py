"""A repayment schedule, and the single figures that can be read from one."""

from dataclasses import replace
from datetime import date

from ledger_core.loans.schedule import Instalment
from tests.third_party.agreements import Agreement, read_agreement
from tests.third_party.cases import Case, Cell, Outcome
from tests.third_party.extras import with_charges
from tests.third_party.figures import answers
from tests.third_party.recalculation import is_recalculated, recalculated
from tests.third_party.rescheduling import rescheduled


def run(case: Case) -> Outcome:
    """Draw up the schedule."""
    agreement = rescheduled(case.inputs, read_agreement(case))
    charged = with_charges(case.inputs, agreement.scale, agreement.terms.fees)
    agreement = replace(agreement, terms=replace(agreement.terms, fees=charged))
    rows = schedule_of(case, agreement)
    return Outcome([cells(agreement, row) for row in rows], answers(case, agreement, rows))


def schedule_of(case: Case, agreement: Agreement) -> tuple[Instalment, ...]:
    """Draw up the schedule; what was paid counts only where it is recalculated."""
    if is_recalculated(case):
        return recalculated(case, agreement)
    case.inputs.ignore("as_of")
    for event in case.repayments:
        event.ignore("date", "amount")
    return agreement.schedule()


def cells(agreement: Agreement, row: Instalment) -> dict[str, Cell]:
    """Return an instalment as the columns of a case."""
    amounts = {
        "principal": row.principal,
        "interest": row.interest,
        "fee": row.fee,
        "penalty": 0,
        "total": row.total,
        "balance": row.balance,
    }
    due: date | None = row.due if agreement.dated else None
    return {
        "no": row.number,
        "due": due,
        **{name: agreement.scale.cell(amount) for name, amount in amounts.items()},
    }
