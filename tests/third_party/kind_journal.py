"""The journal of a loan on the cash basis, with charges that reach back."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from ledger_core.loans import (
    AllocationBy,
    AllocationStep,
    AllocationTable,
    Bucket,
    Charge,
    Component,
    Disbursement,
    ExcessPayment,
    LoanEvent,
    LoanTerms,
    Repayment,
    Waiver,
)
from tests.third_party.accounts import RunningLoan, kept_schedule, money_in
from tests.third_party.agreements import Agreement, read_agreement
from tests.third_party.cases import Case, Outcome
from tests.third_party.charging import read_charges
from tests.third_party.charging_off import charged_off
from tests.third_party.reading import Inputs, Unsupported, numbered

ORDER = (Component.LATE_INTEREST, Component.FEE, Component.INTEREST, Component.PRINCIPAL)
TABLE = AllocationTable(
    tuple(AllocationStep((bucket,), ORDER, AllocationBy.INSTALMENT) for bucket in Bucket)
)
BEFORE = re.compile(
    r"instalment fee #(?P<waived>\d+) waived \((?P<amount>\d+)\);"
    r" a (?P<fee>\d+) fee due in period (?P<period>\d+) added"
)
AFTER = re.compile(
    r"penalty (?P<amount>\d+) with due date (?P<due>\d{4}-\d\d-\d\d) is added AFTER.*"
)


@dataclass
class Walk:
    """A loan whose payments are split anew whenever something reaches back.

    Attributes:
      terms: The terms.
      agreement: What is agreed.
      facts: Charges and waivers.
      payments: Day and amount of each payment, in the order they were entered.
      posted: Their splits so far.
      journal: The lines.
    """

    terms: LoanTerms
    agreement: Agreement
    facts: list[LoanEvent]
    payments: list[tuple[date, int]] = field(default_factory=list)
    posted: list[Repayment] = field(default_factory=list)
    journal: list[dict[str, Any]] = field(default_factory=list)

    def split_anew(self) -> RunningLoan:
        """Split all payments by the rule; those that come out otherwise are booked again."""
        loan = RunningLoan(self.terms, self.agreement.scale, list(self.facts))
        order = sorted(range(len(self.payments)), key=lambda n: (self.payments[n][0], n))
        anew = {n: loan.pay(*self.payments[n]) for n in order}
        for number in range(len(self.payments)):
            if number >= len(self.posted):
                self.posted.append(anew[number])
                self.book(anew[number])
            elif self.posted[number] != anew[number]:
                self.posted[number] = anew[number]
                self.book(anew[number])
        return loan

    def book(self, posted: Repayment) -> None:
        """Add the journal line of a payment."""
        income = {
            "Loan portfolio": posted.principal,
            "Penalty income": posted.late_interest,
            "Fee income": posted.fee,
            "Interest income": posted.interest,
            "Overpayment": posted.overpayment,
        }
        total = sum(income.values())
        cell = self.agreement.scale.cell
        self.journal.append(
            {
                "date": posted.date,
                "dr": {"Fund source": cell(total)},
                "cr": {name: cell(amount) for name, amount in income.items() if amount},
            }
        )


def run(case: Case) -> Outcome:
    """Walk through the events; without any, write down what the journal is asked about."""
    asked = [question for question in case.questions.get("journal", ()) if "event" in question]
    if asked and not case.repayments:
        return charged_off(case, asked)
    if case.inputs.word("accounting", {"cash": True}) is None or not case.repayments:
        raise Unsupported("the case does not say what happened: neither accounting nor repayments")
    walk = begin_walk(case)
    other: dict[str, Any] = {}
    for event in case.repayments:
        take(walk, event, other)
    return Outcome(walk.split_anew().rows(), {"journal": walk.journal, **other})


def begin_walk(case: Case) -> Walk:
    """Pay the loan out, less its up-front fee."""
    agreement = read_agreement(case)
    fees, charges = read_charges(case, agreement)
    terms = kept_schedule(agreement.terms, ExcessPayment.NEXT_INSTALMENTS)
    terms = replace(terms, fees=fees, allocation_table=TABLE)
    start, upfront = agreement.start, fees.upfront_amount
    facts: list[LoanEvent] = [Disbursement(start, agreement.paid_out), *charges]
    if upfront:
        facts.append(Repayment(start, fee=upfront))
    cell = agreement.scale.cell
    walk = Walk(terms, agreement, facts)
    paid_out, kept = cell(agreement.paid_out), {"Fund source": cell(upfront)} if upfront else {}
    income = {"Fee income": cell(upfront)} if upfront else {}
    walk.journal.append(
        {
            "date": start,
            "dr": {"Loan portfolio": paid_out, **kept},
            "cr": {"Fund source": paid_out, **income},
        }
    )
    return walk


def take(walk: Walk, event: Inputs, other: dict[str, Any]) -> None:
    """Take one event into the walk."""
    money = walk.agreement.scale.money
    if "note" in event:
        found = AFTER.fullmatch(event.text("note") or "")
        if found is None or event.text("kind") != "charge":
            raise event.unknown("note", event.text("note"))
        due = date.fromisoformat(found["due"])
        amount = money(Fraction(found["amount"]))
        walk.facts.append(Charge(due, amount, due, Component.LATE_INTEREST))
        walk.split_anew()
    elif "waive_interest" in event:
        day = event.required(event.day("date"), "date")
        interest = money(event.required(event.number("waive_interest"), "waive_interest"))
        walk.facts.append(Waiver(day, interest=interest))
        loan = walk.split_anew()
        for row in loan.position(day).instalments:
            if row.due == day:
                name = f"interest_outstanding_{ordinal(row.number)}_after_waiver"
                other[name] = walk.agreement.scale.cell(row.unpaid_interest)
    else:
        day, amount = money_in(event, walk.agreement.scale)
        if "before" in event:
            before(walk, event, day)
        walk.payments.append((day, amount))
        walk.split_anew()


def before(walk: Walk, event: Inputs, day: date) -> None:
    """What happened before a payment of the same day."""
    found = BEFORE.fullmatch(event.text("before") or "")
    if found is None:
        raise event.unknown("before", event.text("before"))
    money = walk.agreement.scale.money
    rows = walk.split_anew().position(day).instalments
    due = numbered(rows, int(found["period"]), "instalment").due
    walk.facts.append(Waiver(day, fee=money(Fraction(found["amount"]))))
    walk.facts.append(Charge(day, money(Fraction(found["fee"])), due))


def ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"
