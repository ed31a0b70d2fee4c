"""Payments split over instalments and components in the order of a table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from ledger_core.loans import (
    AllocationBy,
    AllocationStep,
    AllocationTable,
    AppliesTo,
    Bucket,
    Charge,
    Component,
    ExcessPayment,
    InstalmentPosition,
    KnownInstalment,
    LoanPosition,
    Repayment,
    TakenOver,
)
from tests.third_party.accounts import RunningLoan, begin, kept_schedule, listed, money_in
from tests.third_party.agreements import Agreement, read_agreement
from tests.third_party.cases import Case, Outcome
from tests.third_party.charging import read_charges
from tests.third_party.reading import Inputs, Unsupported, numbered

COMPONENTS = {
    "penalty": Component.LATE_INTEREST,
    "fee": Component.FEE,
    "interest": Component.INTEREST,
    "principal": Component.PRINCIPAL,
}
BUCKETS = {"past due": Bucket.PAST_DUE, "due": Bucket.DUE, "in advance": Bucket.IN_ADVANCE}
AHEAD = {
    "next instalment": ExcessPayment.NEXT_INSTALMENTS,
    "last instalment": ExcessPayment.LAST_INSTALMENTS,
    "spread over all": ExcessPayment.SPREAD,
}


def run(case: Case) -> Outcome:
    """Split the payments one after the other."""
    agreement = read_agreement(case)
    section = case.inputs.section("allocation")
    if section is None:
        raise Unsupported("inputs.allocation is missing")
    table, ahead = read_table(section)
    terms = kept_schedule(
        agreement.terms, ahead[0] if len(ahead) == 1 else AHEAD["next instalment"]
    )
    terms = replace(terms, allocation_table=table)
    rounding = case.inputs.raw("rounding") or {}
    if rounding.get("decimals") == 0 and "applies_to" not in rounding:
        # Money without decimals that comes in multiples: every amount is one.
        apart = replace(terms.rounding, applies_to=AppliesTo.PRINCIPAL_AND_INTEREST)
        terms = replace(terms, rounding=apart)
    loan = begin_listed(case, replace(agreement, terms=terms))
    after: list[tuple[LoanPosition, LoanPosition]] = []
    for number, event in enumerate(case.repayments, start=1):
        day, amount = money_in(event, loan.scale)
        before = loan.position(day)
        if "manual" in section:
            manual(event, loan, day, amount)
        else:
            loan.pay(day, amount, numbered(ahead, number, "policy") if len(ahead) > 1 else None)
        after.append((before, loan.position(day)))
    section.text("manual")
    return Outcome(loan.rows(), answers(case, loan, after))


def read_table(section: Inputs) -> tuple[AllocationTable, list[ExcessPayment]]:
    """Read the order of buckets and components, and where money in advance goes."""
    by = section.word("by", {by.value: by for by in AllocationBy}) or AllocationBy.INSTALMENT
    ahead_words = listed(section.raw("in_advance"))
    if any(word in COMPONENTS for word in ahead_words):
        due = components(section, "due")
        later = tuple(COMPONENTS[word] for word in ahead_words)
        steps = [
            AllocationStep((Bucket.PAST_DUE, Bucket.DUE), due, by),
            AllocationStep((Bucket.IN_ADVANCE,), later, by),
        ]
        return AllocationTable.completed(steps), [ExcessPayment.NEXT_INSTALMENTS]
    if not set(ahead_words) <= AHEAD.keys():
        raise section.unknown("in_advance", ahead_words)
    ahead = [AHEAD[word] for word in ahead_words] or [ExcessPayment.NEXT_INSTALMENTS]
    return AllocationTable.completed(list(read_steps(section, by))), ahead


def read_steps(section: Inputs, by: AllocationBy) -> Sequence[AllocationStep]:
    order = listed(section.raw("order"))
    pairs = [re.fullmatch(r"(past due|due|in advance) (\w+)", word) for word in order]
    if order and all(pairs):
        return [
            AllocationStep((BUCKETS[pair[1]],), (COMPONENTS[pair[2]],), AllocationBy.COMPONENT)
            for pair in pairs
            if pair is not None
        ]
    names = components(section, "order")
    buckets = [BUCKETS[word] for word in listed(section.raw("buckets")) or BUCKETS]
    return [AllocationStep((bucket,), names, by) for bucket in buckets] if names else []


def components(section: Inputs, key: str) -> tuple[Component, ...]:
    words = listed(section.raw(key))
    if not set(words) <= COMPONENTS.keys():
        raise section.unknown(key, words)
    return tuple(COMPONENTS[word] for word in words)


def begin_listed(case: Case, agreement: Agreement) -> RunningLoan:
    """Begin with the instalments the case lists, or with those its terms give."""
    rows = case.inputs.sections("schedule")
    fees, charges = read_charges(case, agreement)
    agreement = replace(agreement, terms=replace(agreement.terms, fees=fees))
    if not any("principal" in row for row in rows):
        loan = begin(agreement)
        numbers = [row.whole("no") or 0 for row in rows]
        for row in rows:
            row.day("due")
        pay_before(loan, agreement, min(numbers, default=1))
        loan.events += charges
        return loan
    known = [known_row(row, agreement) for row in rows]
    once = without_charges(known, charges)
    loan = RunningLoan(agreement.terms, agreement.scale)
    principal = sum(row.principal for row in once)
    loan.events += [TakenOver(agreement.start, principal, schedule=tuple(once)), *charges]
    return loan


def pay_before(loan: RunningLoan, agreement: Agreement, first: int) -> None:
    """Instalments before the first one listed were paid on their dates."""
    for row in agreement.schedule()[: first - 1]:
        loan.pay(row.due, row.total)


def known_row(row: Inputs, agreement: Agreement) -> KnownInstalment:
    row.whole("no")
    amounts = (
        agreement.scale.money(row.number(key) or Fraction(0))
        for key in ("principal", "interest", "fee", "penalty")
    )
    return KnownInstalment(row.required(row.day("due"), "due"), *amounts)


def without_charges(
    rows: Sequence[KnownInstalment], charges: Sequence[Charge]
) -> list[KnownInstalment]:
    """Take what is listed as charges with days of their own out of the instalments' sums."""
    left, since = [], date.min
    for row in rows:
        within = [charge for charge in charges if since < charge.due <= row.due]
        fee, penalty = (
            sum(charge.amount for charge in within if charge.component is component)
            for component in (Component.FEE, Component.LATE_INTEREST)
        )
        left.append(
            replace(
                row,
                fee=max(0, row.fee - fee),
                late_interest=max(0, row.late_interest - penalty),
            )
        )
        since = row.due
    return left


def manual(event: Inputs, loan: RunningLoan, day: date, amount: int) -> None:
    """Post a split that was agreed by hand; what is not named is principal."""
    fee, late, interest = (
        loan.scale.money(event.number(key) or Fraction(0))
        for key in ("commission", "penalty", "interest")
    )
    principal = amount - fee - late - interest
    loan.events.append(Repayment(day, principal, interest, late, fee, manual=True))


def answers(
    case: Case, loan: RunningLoan, after: Sequence[tuple[LoanPosition, LoanPosition]]
) -> dict[str, Any]:
    """Answer the single figures."""
    found: dict[str, Any] = {}
    rows = loan.position().instalments

    def row(number: int) -> InstalmentPosition:
        return numbered(rows, number, "instalment")

    patterns: dict[str, Callable[[re.Match[str]], Any]] = {
        "instalment_total": lambda _: loan.scale.cell(row(1).principal + row(1).interest),
        r"principal_(\d+)_and_(\d+)": lambda match: [
            loan.scale.cell(row(int(number)).principal) for number in match.groups()
        ],
        r"after_(\d+)\w\w_payment": lambda match: touched(
            loan, *numbered(after, int(match[1]), "payment")
        ),
    }
    for name in case.asked:
        for pattern, answer in patterns.items():
            if match := re.fullmatch(pattern, name):
                found[name] = answer(match)
    return found


def touched(loan: RunningLoan, before: LoanPosition, now: LoanPosition) -> dict[str, Any]:
    """Describe the instalments that a payment touched and did not settle."""
    found: dict[str, Any] = {}
    for was, row in zip(before.instalments, now.instalments, strict=True):
        paid = row.principal_paid - was.principal_paid, row.interest_paid - was.interest_paid
        if not any(paid) or not row.unpaid_principal + row.unpaid_interest:
            continue
        found[f"instalment{row.number}_outstanding"] = outstanding(loan, row, now.date)
        if paid[1] and not paid[0]:
            found[f"instalment{row.number}_interest_paid"] = loan.scale.cell(paid[1])
    return found


def outstanding(loan: RunningLoan, row: InstalmentPosition, day: date) -> Any:
    """What is left of an instalment; with its name where it is past due and one component."""
    left = {"principal": row.unpaid_principal, "interest": row.unpaid_interest}
    named = [(name, amount) for name, amount in left.items() if amount]
    total = sum(left.values())
    if row.due < day and len(named) == 1:
        return f"{total // loan.scale.units} {named[0][0]}"
    return loan.scale.cell(total)
