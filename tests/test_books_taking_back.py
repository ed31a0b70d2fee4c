"""A mistaken decision about a loan is taken back: from the day on it is as if it had never been."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import (
    Asked,
    Decided,
    Decision,
    LetGo,
    Meant,
    NewDates,
    ReceiptRequest,
    TopUpRequest,
    change_rate,
    charge_loan,
    reamortise_loan,
    receive,
    reschedule_loan,
    take_decision_back,
    top_up,
    waive,
)
from ledger_core.books.actions.decision_errors import NoSuchDecision, TakenBackBeforeDecided
from ledger_core.books.directives import Directive
from ledger_core.books.loan_changes import ChargeComponent, WaiverReason
from ledger_core.books.session import WritingSession, open_club, writing
from ledger_core.loans import InterestRate, ReschedulingKind
from ledger_core.reports import portfolio_report
from tests.clubs import BOARD, lend, small_club

LOAN = "L2026-001"
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """M002 owes 6 million at 1 % a month in 12 parts, and has paid nothing."""
    return _club(tmp_path / "hanh-phuc")


def _club(path: Path) -> Path:
    club = small_club(path)
    with writing(club) as session:
        lend(session, "M002", 6_000_000)
        session.commit()
    return club


def decision(day: date) -> Decision:
    return Decision(LOAN, day, f"BB-{day:%Y-%m}", BOARD)


def extended(session: WritingSession, day: date) -> Decided:
    dates = NewDates(ReschedulingKind.EXTENSION, 12, date(2026, 5, 21))
    return reschedule_loan(session, decision(day), dates)


def waived(session: WritingSession, day: date) -> Decided:
    return waive(session, decision(day), LetGo(interest=50_000, reason=WaiverReason.INABILITY))


def charged(session: WritingSession, day: date) -> Decided:
    asked = Asked(20_000, date(2026, 4, 21), ChargeComponent.FEE, "công chứng")
    return charge_loan(session, decision(day), asked)


def cheaper(session: WritingSession, day: date) -> Decided:
    return change_rate(session, decision(day), InterestRate.monthly(Fraction(8, 1000)))


def moved(session: WritingSession, day: date) -> Decided:
    return reamortise_loan(session, decision(day))


Decide = Callable[[WritingSession, date], Decided]
DECISIONS: list[Decide] = [extended, waived, charged, cheaper, moved]


def position(folder: Path, day: date) -> object:
    account = open_club(folder).book.loans[LOAN].account_on(day)
    assert account is not None
    return account.position(day)


@pytest.mark.parametrize("decide", DECISIONS)
def test_afterwards_the_loan_is_as_if_nothing_had_been_decided(
    folder: Path, decide: Decide
) -> None:
    plain = position(folder, MAY)
    with writing(folder) as session:
        decide(session, APRIL)
        session.commit()
    in_between = position(folder, APRIL)
    with writing(folder) as session:
        taken = take_decision_back(session, decision(MAY), Meant())
        session.commit()
    assert position(folder, MAY) == taken.decided.after == plain
    assert position(folder, APRIL) == in_between  # a report of April does not know of May
    assert open_club(folder).findings == []


def test_a_waiver_taken_back_moves_no_debt_group(folder: Path) -> None:
    groups = []
    for day in (APRIL, MAY):
        with writing(folder) as session:
            if day == APRIL:
                waived(session, day)
            else:
                take_decision_back(session, decision(day), Meant())
            session.commit()
        (loan,) = portfolio_report(open_club(folder), day).portfolio.loans
        groups.append(loan.facts.interest_waived)
    assert groups == [True, False]


def test_receipts_in_between_keep_their_split(folder: Path) -> None:
    with writing(folder) as session:
        waived(session, APRIL)
        receive(session, ReceiptRequest("M002", date(2026, 4, 21), repayment=600_000))
        done = take_decision_back(session, decision(MAY), Meant(Directive.LOAN_WAIVED))
        receive(session, ReceiptRequest("M002", date(2026, 5, 21), repayment=600_000))
        session.commit()
    assert done.decided.corrections == ()
    assert open_club(folder).findings == []


def test_the_one_that_is_meant_must_be_clear(folder: Path) -> None:
    with writing(folder) as session:
        with pytest.raises(NoSuchDecision):
            take_decision_back(session, decision(MAY), Meant())
        charged(session, APRIL)
        cheaper(session, APRIL)
        with pytest.raises(NoSuchDecision):
            take_decision_back(session, decision(MAY), Meant())
        with pytest.raises(TakenBackBeforeDecided):
            take_decision_back(session, decision(date(2026, 3, 1)), Meant(Directive.LOAN_CHARGED))
        take_decision_back(session, decision(MAY), Meant(Directive.LOAN_CHARGED, APRIL))
        with pytest.raises(NoSuchDecision):
            take_decision_back(session, decision(MAY), Meant(Directive.LOAN_CHARGED))
        charged(session, MAY)  # and what was taken back may be decided anew
        session.commit()


def test_a_top_up_that_was_not_paid_out_is_taken_back(folder: Path) -> None:
    with writing(folder) as session:
        top_up(session, TopUpRequest(LOAN, APRIL, 1_000_000, "BB-2026-04", BOARD))
        record = session.book.loans[LOAN]
        assert record.agreed_on(APRIL) == 7_000_000
        take_decision_back(session, decision(MAY), Meant())
        assert (record.agreed_on(APRIL), record.agreed_on(MAY)) == (7_000_000, 6_000_000)
        session.commit()
    assert open_club(folder).findings == []


@settings(max_examples=15)
@given(
    decided=st.lists(st.sampled_from(DECISIONS), min_size=1, max_size=3, unique=True),
    paid=st.lists(st.integers(100_000, 900_000), max_size=2),
)
def test_what_is_decided_and_taken_back_leaves_nothing(
    decided: list[Decide], paid: list[int]
) -> None:
    """Any decisions of a day, taken back on it again, change no later split and no figure."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        twins = [_club(scratch / name) for name in ("a", "b")]
        for number, club in enumerate(twins):
            with writing(club) as session:
                for decide in decided if number else ():
                    done = decide(session, APRIL)
                    assert done.record.loan == LOAN
                    take_decision_back(session, decision(APRIL), Meant())
                for index, amount in enumerate(paid):
                    day = date(2026, 4 + index, 21)
                    receive(session, ReceiptRequest("M002", day, repayment=amount))
                session.commit()
            assert open_club(club).findings == []
        assert position(twins[0], MAY) == position(twins[1], MAY)
