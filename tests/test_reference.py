"""The engine agrees with the reference in `tests/reference`, which knows nothing of it."""

import ast
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_core.loans import (
    Disbursement,
    InterestRate,
    LoanAccount,
    LoanState,
    LoanTerms,
    Repayment,
    Split,
    Waiver,
    WriteOff,
)
from tests.reference import daily
from tests.reference.__main__ import compare
from tests.reference.comparing import differences
from tests.reference.daily.happenings import NewDates, Paid, PaidOut
from tests.reference.histories import History, some_history
from tests.reference.shrinking import PLAIN, shrunk
from tests.reference.telling import told

START = date(2026, 1, 15)
SEED = 20_260_115


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_engine_and_reference_agree_on_random_loans(first: int) -> None:
    """`make reference` compares a hundred thousand."""
    for number in range(first, first + 50):
        _, found, _ = compare((SEED, number))
        assert found == [], number


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_they_agree_on_loans_that_hypothesis_draws(chance: Random) -> None:
    history, record = some_history(chance)
    found = list(differences(history, record))
    assert not found, told(history, found)


def test_the_reference_imports_nothing_from_the_program() -> None:
    for path in Path(daily.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            assert not any(name.startswith("ledger_core") for name in names), path


def look(history: History) -> str:
    """Return what the reference asks for on the last day looked at, line by line."""
    record = history.run()
    picture = record.pictures[max(record.pictures)]
    return " | ".join(f"{due} {part} {interest}" for due, part, interest, _fee in picture.unpaid)


PAID_OUT = PaidOut(START, 6_000_000)


@pytest.mark.parametrize(("method", "interest"), [("flat", 720_000), (PLAIN.method, 390_000)])
def test_the_reference_gives_the_published_interest(method: str, interest: int) -> None:
    history = History(replace(PLAIN, method=method), (PAID_OUT,), ((START, 1),))
    assert sum(row[2] for row in history.run().pictures[START].unpaid) == interest


def test_the_reference_gives_the_published_interest_of_one_month_by_days() -> None:
    terms = replace(PLAIN, instalments=1, counting="actual/365", multiple=1)
    history = History(terms, (PaidOut(START, 10_000_000),), ((START, 1),))
    assert look(history) == "2026-02-15 10000000 101918"


def test_the_reference_gives_the_published_late_interest() -> None:
    terms = replace(PLAIN, principal=10_000_000, instalments=1, grace=0)
    day = date(2026, 3, 17)  # 30 days late
    history = History(terms, (PaidOut(START, 10_000_000),), ((day, 1),))
    # 147,945 on the principal, and 100,000 x 30 x 10 % / 365 on the interest.
    assert history.run().pictures[day].late_interest == 147_945 + 822


def test_a_difference_is_told_as_a_short_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that forgot the grace would be found, and shown on a loan with one event."""

    def without_grace(row: object, day: date) -> bool:  # noqa: ARG001 - as the method
        return True

    monkeypatch.setattr("tests.reference.daily.instalment.Instalment.past_grace", without_grace)
    events = (
        PAID_OUT,
        Paid(date(2026, 2, 15), 60_000),
        NewDates(date(2026, 8, 20), "extension", 4, date(2026, 9, 20)),
    )
    history = History(replace(PLAIN, window=3), events, ((date(2026, 2, 20), 1), (START, 5)))
    short = shrunk(history)
    assert short.happenings == (PAID_OUT,)
    assert short.agreement == PLAIN
    text = told(short, list(differences(short)))
    assert "2026-01-15 paid out 6,000,000" in text
    assert "! 2026-02-20 late_interest: rule " in text


# Faults of the engine that the comparison found

TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)


def account(*events: Repayment | Waiver | WriteOff) -> LoanAccount:
    return LoanAccount.of(TERMS, [Disbursement(START, 6_000_000), *events])


def test_a_loan_paid_off_owes_nothing_when_its_next_date_comes_near() -> None:
    """The interest to the day was paid; the instalment that is near asked for it once more."""
    paid_off = account(Repayment(date(2026, 1, 19), principal=6_000_000, interest=7742))
    near = date(2026, 2, 6)
    assert paid_off.position(near).payoff_amount == 0
    assert paid_off.position(near).next_due is None
    assert paid_off.split(near, 500) == Split(overpayment=500)


def test_interest_waived_in_advance_is_not_asked_for_when_its_date_is_near() -> None:
    waived = account(Waiver(date(2026, 1, 20), interest=60_000))
    near = date(2026, 2, 10)
    assert waived.split(near, 500_000) == Split(principal=500_000)
    assert waived.position(near).next_amount == 500_000


def test_interest_taken_back_after_it_settled_a_near_instalment_is_owed_again() -> None:
    paid = Repayment(date(2026, 1, 20), interest=60_000)
    back = Repayment(date(2026, 2, 10), interest=-60_000)
    position = account(paid, back).position(date(2026, 2, 16))
    assert position.overdue_interest == 60_000


def test_an_instalment_paid_ahead_of_its_date_stays_paid_after_a_write_off() -> None:
    early = Repayment(date(2026, 2, 10), principal=500_000, interest=60_000)
    loan = account(early, WriteOff(date(2026, 2, 12), 1_000_000))
    position = loan.position(date(2026, 2, 16))
    assert position.overdue == 0
    assert position.next_due == date(2026, 3, 15)
    assert position.outstanding_principal == 4_500_000
    assert loan.state is LoanState.DISBURSED


def test_the_grace_of_the_last_instalment_ends_on_the_seed_day_of_the_loan() -> None:
    """Paid out on 31 May, due on 30 June: the next due date would be 31 July."""
    terms = replace(TERMS, instalments=1)
    loan = LoanAccount.of(terms, [Disbursement(date(2026, 5, 31), 6_000_000)])
    assert loan.position(date(2026, 7, 31)).late_interest == 0
    assert loan.position(date(2026, 8, 1)).late_interest > 0


def test_what_a_loss_takes_off_a_near_instalment_bears_interest_no_more() -> None:
    """The instalment paid in part ahead of its date stays, but for what was written off of it."""
    early = Repayment(date(2026, 2, 10), principal=100_000, interest=60_000)
    lost = WriteOff(date(2026, 2, 12), 30_000)
    position = account(early, lost).position(date(2026, 3, 14))
    # 5,500,000 are to come; until their next date 27 of 28 days have passed.
    assert position.accrued_interest == 53_036
