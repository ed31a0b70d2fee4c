"""What the club decides about days, as it acts on loans that run."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.actions import ReceiptRequest, receive
from ledger_core.books.literals import Value
from ledger_core.books.loan_calendar import days_off_for, suspensions
from ledger_core.books.rendering import Custom
from ledger_core.books.session import open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.club import (
    Club,
    DaysOffDecided,
    MeetingMoved,
    MoratoriumDecided,
    MoratoriumInterest,
    Register,
)
from ledger_core.loans import (
    DateTerms,
    Disbursement,
    InterestRate,
    LoanAccount,
    LoanEvent,
    LoanTerms,
    Method,
    Repayment,
    Shift,
)
from tests.clubs import lend, small_club

START = date(2026, 1, 21)
DECIDED = date(2026, 4, 2)
PLAIN = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)


def register(*moratoria: MoratoriumDecided) -> Register:
    """A club that meets on the 21st."""
    found = Register(club=Club("c", "C", START))
    found.calendar.moratoria += moratoria
    return found


def storm(interest: MoratoriumInterest = MoratoriumInterest.DEFERRED) -> MoratoriumDecided:
    """A moratorium from April to the end of June, decided on 2 April."""
    return MoratoriumDecided(DECIDED, "BB-4", date(2026, 4, 1), date(2026, 6, 30), interest)


def dues(terms: LoanTerms, days: Register, on: date, *payments: date) -> list[date]:
    """The due dates of a loan paid out at the start, as known on a day."""
    off = days_off_for(terms, days, START, payments, on)
    events: list[LoanEvent] = [Disbursement(START, terms.principal)]
    events += [Repayment(day, principal=500_000, interest=60_000) for day in payments]
    account = LoanAccount.of(terms, [*events, *suspensions(days.calendar, START, on)], days_off=off)
    return [row.due for row in account.position(max(on, START)).instalments]


def test_a_moratorium_moves_the_end_and_is_not_known_before() -> None:
    """Three instalments ask for nothing; the loan ends three months later."""
    days = register(storm())
    assert dues(PLAIN, days, DECIDED)[-1] == date(2027, 1, 21)
    assert dues(PLAIN, days, DECIDED + timedelta(1))[-1] == date(2027, 4, 21)


def test_what_was_paid_ahead_is_not_paused() -> None:
    """Who paid for 21 April on 12 April keeps that instalment, though the storm came first."""
    later = MoratoriumDecided(date(2026, 4, 15), "BB", date(2026, 4, 1), date(2026, 6, 30))
    days = register(later)
    assert dues(PLAIN, days, date(2026, 5, 1))[-1] == date(2027, 4, 21)
    paid = [date(2026, 2, 21), date(2026, 3, 21), date(2026, 4, 12)]
    assert dues(PLAIN, days, date(2026, 5, 1), *paid)[-1] == date(2027, 3, 21)


@given(
    method=st.sampled_from(Method),
    interest=st.sampled_from(MoratoriumInterest),
    pays=st.lists(st.integers(0, 2_000_000), min_size=3, max_size=3),
    early=st.integers(0, 11),
)
def test_splits_before_the_decision_stay_true(
    method: Method, interest: MoratoriumInterest, pays: list[int], early: int
) -> None:
    """Receipts split by the rule before a moratorium are still split by the rule after it."""
    terms = LoanTerms(6_000_000, PLAIN.rate, 12, method=method)
    events: list[LoanEvent] = [Disbursement(START, terms.principal)]
    meetings = [date(2026, 2, 21), date(2026, 3, 21), DECIDED - timedelta(early)]
    for day, amount in zip(meetings, pays, strict=True):
        split = LoanAccount.of(terms, events).split(day, amount)
        if amount:
            events.append(
                Repayment(
                    day,
                    principal=split.principal,
                    interest=split.interest,
                    late_interest=split.late_interest,
                    overpayment=split.overpayment,
                )
            )
    days = register(storm(interest))
    paused = suspensions(days.calendar, START, date(2026, 12, 31))
    for repaid in LoanAccount.of(terms, [*events, *paused]).days:
        assert repaid.posted == repaid.expected


def test_days_off_and_moved_meetings_move_due_dates() -> None:
    """Tết moves a date forward; a meeting that is moved takes the loans with it."""
    days = register()
    holiday = frozenset({date(2026, 2, 21), date(2026, 2, 22)})
    days.calendar.days_off.append(DaysOffDecided(START, "2026", holiday))
    moved = MeetingMoved(START, "BB-1", date(2026, 3, 21), date(2026, 3, 28))
    days.calendar.meetings_moved.append(moved)
    by_holiday = LoanTerms(6_000_000, PLAIN.rate, 12, dates=DateTerms(holidays=Shift.FORWARD))
    assert dues(by_holiday, days, START)[:3] == [
        date(2026, 2, 23),
        date(2026, 3, 21),
        date(2026, 4, 21),
    ]
    by_meeting = LoanTerms(
        6_000_000, PLAIN.rate, 12, dates=DateTerms(due_day=15, meetings=Shift.FORWARD)
    )
    assert dues(by_meeting, days, START)[:3] == [
        date(2026, 2, 21),
        date(2026, 3, 28),
        date(2026, 4, 21),
    ]
    assert dues(PLAIN, days, START)[1] == date(2026, 3, 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members."""
    return small_club(tmp_path / "hanh-phuc")


def decide(folder: Path, kind: str, day: date, metadata: dict[str, Value]) -> None:
    """Write a decision into the register."""
    with writing(folder) as session:
        session.add_to_register(Custom(day, kind, ("BB-4",), metadata))
        session.commit()


def test_a_decision_in_the_books_acts_on_every_loan(folder: Path) -> None:
    """Storm in April: both loans end later; a report as of the decision is as it was."""
    with writing(folder) as session:
        loans = [lend(session, member, 6_000_000) for member in ("M001", "M002")]
        receive(
            session,
            ReceiptRequest(member="M001", day=date(2026, 2, 21), repayment=560_000),
        )
        session.commit()
    decide(folder, "moratorium", DECIDED, {"from": date(2026, 4, 1), "to": date(2026, 6, 30)})
    book = open_club(folder).book
    for loan in loans:
        record = book.loans[loan]
        known = {}
        for day in (DECIDED, DECIDED + timedelta(1)):
            account = record.account_on(day)
            assert account is not None
            known[day] = account.position(day).instalments[-1].due
        assert list(known.values()) == [date(2027, 1, 21), date(2027, 4, 21)]
    with writing(folder) as session:
        received = receive(
            session, ReceiptRequest(member="M001", day=date(2026, 7, 21), repayment=900_000)
        )
        session.commit()
    assert received.split.interest > 4 * 50_000


@pytest.mark.parametrize(
    ("kind", "metadata"),
    [
        ("moratorium", {"from": date(2026, 4, 1), "to": date(2026, 3, 1)}),
        ("moratorium", {"from": date(2026, 4, 1)}),
        ("moratorium", {"from": date(2026, 4, 1), "to": date(2026, 5, 1), "interest": "none"}),
        ("days-off", {"from": date(2026, 4, 1)}),
        ("days-off", {"from": date(2026, 4, 1), "to": date(2026, 12, 1)}),
        ("days-off", {"holidays": "Tết"}),
        ("days-off", {"minutes": "BB"}),
        ("meeting-moved", {"planned": date(2026, 2, 21)}),
    ],
)
def test_a_decision_without_sense_is_refused(
    folder: Path, kind: str, metadata: dict[str, Value]
) -> None:
    """Each is named, and nothing is written."""
    with pytest.raises(WouldBreakRules) as refused:
        decide(folder, kind, DECIDED, metadata)
    rules = {finding.rule for finding in refused.value.findings}
    assert rules == {"register.directive-incomplete"}
