"""Payments before their time that set the coming instalments anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ledger_core.loans import (
    AccruedInterest,
    ExcessPayment,
    PrepaymentTerms,
    Repayment,
)
from tests.third_party import kind_schedule
from tests.third_party.accounts import RunningLoan, begin, kept_schedule, money_in
from tests.third_party.agreements import read_agreement
from tests.third_party.cases import Case, Cell, Outcome

ANEW = "early payment re-amortises over the remaining dates"


def run(case: Case) -> Outcome:
    """Pay by the rule; a payment that is no whole number of instalments is a row of its own."""
    if not isinstance(case.inputs.raw("recalculation"), str):
        return kind_schedule.run(case)
    case.inputs.word("recalculation", {ANEW: True})
    agreement = read_agreement(case)
    prepayment = PrepaymentTerms(
        accrued_interest=AccruedInterest.PAID_FIRST,
        whole_instalments=True,
        principal_by_full_period=True,
    )
    terms = kept_schedule(agreement.terms, ExcessPayment.SMALLER_INSTALMENTS)
    loan = begin(agreement, replace(terms, prepayment=prepayment))
    early: list[Repayment] = []
    for event in case.repayments:
        day, amount = money_in(event, loan.scale)
        dues = {
            row.due for row in loan.position(day).instalments if row.days_late or row.due == day
        }
        settled = sum(row.unpaid_principal == 0 for row in loan.position(day).instalments)
        posted = loan.pay(day, amount)
        now = sum(row.unpaid_principal == 0 for row in loan.position(day).instalments)
        if not dues and now == settled:
            early.append(posted)
    return Outcome(rows_with(loan, early))


def rows_with(loan: RunningLoan, early: Sequence[Repayment]) -> list[dict[str, Cell]]:
    """The instalments and the payments between them, by date."""
    rows: list[tuple[date, int, int]] = []
    for row in loan.position().instalments:
        before = sum(payment.interest for payment in early if within(loan, payment, row.due))
        rows.append((row.due, row.principal, row.interest - before))
    rows += [(payment.date, payment.principal, payment.interest) for payment in early]
    balance = sum(row[1] for row in rows)
    found: list[dict[str, Cell]] = []
    for number, (due, principal, interest) in enumerate(sorted(rows), start=1):
        balance -= principal
        cells = {"principal": principal, "interest": interest, "balance": balance}
        cells["total"] = principal + interest
        found.append(
            {"no": number, "due": due, **{k: loan.scale.cell(v) for k, v in cells.items()}}
        )
    return found


def within(loan: RunningLoan, payment: Repayment, due: date) -> bool:
    """Whether a payment lies in the period that ends on a due date."""
    dues = sorted(row.due for row in loan.position().instalments)
    return next((day for day in dues if day >= payment.date), None) == due
