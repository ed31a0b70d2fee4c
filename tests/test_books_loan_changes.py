"""Decisions in the books: what is written is read back as the same event, and nothing else."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from beancount.core import data
from beancount.parser import parser
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger_core.books.directives import Directive
from ledger_core.books.loan_changes import WaiverReason, read_loan_change, waiver_reason
from ledger_core.books.sources import Findings
from ledger_core.loans import (
    Charge,
    Component,
    InterestRate,
    LoanEvent,
    RateChange,
    Reamortisation,
    Rescheduling,
    ReschedulingKind,
    TakenOver,
    UnpaidInterest,
    Waiver,
)
from ledger_core.money import ledger_amount

DAY = date(2026, 4, 21)
DECIDED = '  approved-by: "BCN-1 BCN-2"\n  minutes: "BB-2026-04"\n'

days_after = st.integers(1, 2_000).map(lambda days: DAY + timedelta(days))
amounts = st.integers(1, 10**12)
some = st.just(0) | amounts

Case = tuple[Directive, LoanEvent, list[str]]


@st.composite
def reschedulings(draw: st.DrawFn) -> Case:
    event = Rescheduling(
        DAY,
        draw(st.sampled_from(ReschedulingKind)),
        draw(st.integers(1, 600)),
        draw(days_after),
        draw(st.none() | st.integers(1, 366)),
        draw(st.sampled_from(UnpaidInterest)),
    )
    lines = [
        f'kind: "{event.kind}"',
        f"instalments: {event.instalments}",
        f"first-due: {event.first_due}",
        f'unpaid-interest: "{event.unpaid_interest}"',
    ]
    if event.every_days is not None:
        lines.append(f"every-days: {event.every_days}")
    return Directive.LOAN_RESCHEDULED, event, lines


@st.composite
def reamortisations(draw: st.DrawFn) -> Case:
    principal = draw(st.none() | amounts)
    lines = [] if principal is None else [f"principal: {ledger_amount(principal)}"]
    return Directive.LOAN_REAMORTISED, Reamortisation(DAY, principal), lines


@st.composite
def rate_changes(draw: st.DrawFn) -> Case:
    number = draw(st.decimals(0, 1, places=6))
    monthly = draw(st.booleans())
    rate = (InterestRate.monthly if monthly else InterestRate.yearly)(Fraction(number))
    line = f"rate-per-{'month' if monthly else 'year'}: {number:f}"
    return Directive.LOAN_RATE_CHANGED, RateChange(DAY, rate), [line]


@st.composite
def charges(draw: st.DrawFn) -> Case:
    component = draw(st.sampled_from([Component.FEE, Component.LATE_INTEREST]))
    event = Charge(DAY, draw(amounts), draw(days_after), component)
    lines = [
        f"amount: {ledger_amount(event.amount)}",
        f"due: {event.due}",
        f'component: "{component}"',
        'reason: "công chứng"',
    ]
    return Directive.LOAN_CHARGED, event, lines


@st.composite
def waivers(draw: st.DrawFn) -> Case:
    parts = {key: draw(some) for key in ("interest", "late-interest", "fee")}
    assume(any(parts.values()))
    lines = [f"{key}: {ledger_amount(amount)}" for key, amount in parts.items() if amount]
    return Directive.LOAN_WAIVED, Waiver(DAY, *parts.values()), lines


@st.composite
def taken_over(draw: st.DrawFn) -> Case:
    principal = draw(amounts)
    overdue, interest = draw(st.integers(0, principal)), draw(some)
    late, fee, times = draw(some), draw(some), draw(st.integers(0, 9))
    oldest = DAY - timedelta(draw(st.integers(1, 900))) if overdue or interest else None
    event = TakenOver(DAY, principal, overdue, interest, late, fee, oldest, times)
    parts = {
        "principal": principal,
        "overdue-principal": overdue,
        "interest": interest,
        "late-interest": late,
        "fee": fee,
    }
    lines = [f"{key}: {ledger_amount(amount)}" for key, amount in parts.items() if amount]
    lines += [f"oldest-due: {oldest}"] if oldest else []
    return Directive.LOAN_TAKEN_OVER, event, [*lines, f"reschedules: {times}"]


def read(directive: Directive, lines: list[str], who: str = DECIDED) -> data.Custom:
    text = "".join(f"  {line}\n" for line in lines)
    entries, errors, _ = parser.parse_string(f'{DAY} custom "{directive}" "L1"\n{text}{who}')
    assert not errors
    (entry,) = entries
    assert isinstance(entry, data.Custom)
    return entry


@given(
    reschedulings() | reamortisations() | rate_changes() | charges() | waivers() | taken_over(),
    st.randoms(),
)
def test_a_decision_is_read_as_it_was_meant_whatever_the_order_of_its_lines(
    case: Case, chance: Random
) -> None:
    directive, event, lines = case
    chance.shuffle(lines)
    findings = Findings(Path())
    assert read_loan_change(read(directive, lines), findings) == ("L1", event)
    assert findings.found == []


@pytest.mark.parametrize("directive", [Directive.LOAN_REAMORTISED, Directive.LOAN_WAIVED])
def test_a_line_that_the_format_does_not_know_is_an_error(directive: Directive) -> None:
    findings = Findings(Path())
    read_loan_change(read(directive, ["interest: 1,000 VND", "intrest: 1,000 VND"]), findings)
    assert {finding.rule for finding in findings.found} == {"loan_lifecycle.terms-incomplete"}


@pytest.mark.parametrize("reason", [None, *WaiverReason])
def test_a_waiver_may_say_why(reason: WaiverReason | None) -> None:
    lines = ["interest: 1,000 VND"] + ([] if reason is None else [f'reason: "{reason}"'])
    assert waiver_reason(read(Directive.LOAN_WAIVED, lines)) is reason


def test_a_contradictory_loan_from_older_books_still_has_its_principal() -> None:
    """So that one mistake is not followed by a second finding about the opening entry."""
    findings = Findings(Path())
    lines = ["principal: 1,000,000 VND", "overdue-principal: 2,000,000 VND"]
    change = read_loan_change(read(Directive.LOAN_TAKEN_OVER, lines), findings)
    assert change == ("L1", TakenOver(DAY, 1_000_000))
    assert [f.rule for f in findings.found] == ["loan_lifecycle.taken-over-figures"] * 2
