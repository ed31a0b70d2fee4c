"""The audit: each planted mistake or fraud is named by a question, and honest clubs raise few.

The measured rates that the program ships with come from many more clubs:
`python -m benchmarks.audit` measures them anew, with any seeds.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.audit import Measured, lines, measure, questions_of
from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.messages import LANGUAGES, language
from ledger_core.portfolio import Period
from ledger_core.reports.audit.asking import Asked, audit_questions
from ledger_core.reports.audit.checks import CHECKS
from ledger_core.reports.audit.rates import measured as shipped
from ledger_core.reports.audit.rates import rate_of
from ledger_core.simulation import write_association
from ledger_core.simulation.club import write_club
from ledger_core.simulation.frauds import keeping, loans, payments, receipts
from ledger_core.simulation.frauds.drawing import SCHEMES
from ledger_core.simulation.frauds.kinds import FraudKind, Planted
from ledger_core.simulation.frauds.scheme import Scheme
from ledger_core.simulation.profile import FeeHabit, draw_profile
from tests.report_cases import example

MOST_QUESTIONS = 1.0  # a month of an honest club
LEAST_FOUND = 0.95

# Every kind once, a few in each club so that they do not stand in each other's way.
CLUBS: tuple[tuple[type[Scheme], ...], ...] = (
    (receipts.UnbookedReceipt, payments.DuplicatePayment, loans.GhostBorrower, keeping.CountByOne),
    (receipts.VoidedReceipt, payments.RoundExpense, loans.LoanToMemberGone, keeping.LateTransfer),
    (receipts.Lapping, payments.LateBanking, loans.GhostMember),
    (receipts.LateEnteredReceipt, payments.OffMeetingExpense, loans.SamePersonTwice),
    (receipts.TakenBackReceipt, payments.BackDatedExpense, loans.OfficerLargeLoan),
    (receipts.InterestShortfall, payments.UnusualRecorder, loans.OfficerApprovesOwn),
    (payments.SplitExpense, loans.Refinancing, loans.EarlyWriteOff),
    (keeping.IdleCash, payments.CapitalToMember),
    (keeping.NoCounts, loans.OffMeetingLoan, payments.ExpenseToTreasurer),
)


def write_small(folder: Path, seed: int, schemes: Sequence[type[Scheme]]) -> list[Planted]:
    """Write a small club of one year; return what was planted."""
    drawn = draw_profile(seed, 0, 1)
    profile = replace(
        drawn, members=24, seed_capital=60_000_000, capital_share=100_000,
        fee_habit=FeeHabit.MONTHLY,
    )  # fmt: skip
    planted = [(scheme, 3) for scheme in schemes]
    return write_club(folder, profile, seed=seed, schemes=planted).planted


@dataclass(frozen=True)
class Tampered:
    """A club that holds something, and what the audit asks about it."""

    loaded: LoadedClub
    planted: list[Planted]
    asked: tuple[Asked, ...]


@pytest.fixture(scope="module")
def tampered(tmp_path_factory: pytest.TempPathFactory) -> list[Tampered]:
    """Clubs that hold every kind."""
    root = tmp_path_factory.mktemp("tampered")
    clubs = []
    for number, schemes in enumerate(CLUBS):
        planted = write_small(root / str(number), 50 + number, schemes)
        loaded = open_club(root / str(number))
        clubs.append(Tampered(loaded, planted, audit_questions(loaded, whole_life(loaded))))
    return clubs


def whole_life(club: LoadedClub) -> Period:
    """The days from the first entry to the last."""
    days = [posted.date for posted in club.book.transactions]
    return Period(min(days), max(days))


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Clubs in which nothing is planted."""
    root = tmp_path_factory.mktemp("honest")
    for seed in range(3):
        assert write_small(root / str(seed), 80 + seed, ()) == []
    return [root / str(seed) for seed in range(3)]


def test_every_scheme_has_a_kind_of_its_own_and_is_tried_here() -> None:
    assert Counter(scheme.kind for scheme in SCHEMES) == Counter(FraudKind)
    assert {scheme for club in CLUBS for scheme in club} == set(SCHEMES)


def test_every_kind_is_planted_in_books_that_pass_the_rules_and_found(
    tampered: list[Tampered],
) -> None:
    assert [club.loaded.blocking for club in tampered] == [[]] * len(CLUBS)
    assert {one.kind for club in tampered for one in club.planted} == set(FraudKind)
    assert {
        one.kind
        for club in tampered
        for one in club.planted
        if any(one.entry in asked.names for asked in club.asked)
    } == set(FraudKind)


def test_most_planted_entries_are_named(tampered: list[Tampered]) -> None:
    measured = Measured()
    for number, club in enumerate(tampered):
        measured.add_planted(club.asked, [one.as_json(str(number)) for one in club.planted])
    assert measured.share_found >= LEAST_FOUND, measured.missed


def test_an_honest_club_raises_few_questions(honest: list[Path]) -> None:
    measured = Measured()
    for folder in honest:
        measured.add_honest(*questions_of(folder))
    assert measured.per_month <= MOST_QUESTIONS, "\n".join(lines(measured))


def test_the_shipped_rates_meet_the_goals_and_name_every_check() -> None:
    found = shipped()
    assert found["honest"]["questions"] <= MOST_QUESTIONS * found["honest"]["club_months"]
    assert found["planted"]["found"] >= LEAST_FOUND * found["planted"]["entries"]
    assert set(found["checks"]) == {check.name for check in CHECKS}
    assert set(found["kinds"]) == {kind.value for kind in FraudKind}


def test_the_page_on_the_audit_names_every_check_with_its_rates(root: Path) -> None:
    text = (root / "docs" / "audit.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in text.splitlines() if line.count("|") > 6}
    for check in CHECKS:
        rate = rate_of(check.name)
        assert rate is not None
        row = rows[f"`{check.name}`"]
        assert f"{float(rate.per_honest_month):.3f}" in row
        assert f"{rate.found} of {rate.planted}" in row or not rate.planted


def test_no_question_looks_beyond_the_period(tampered: list[Tampered]) -> None:
    period = Period(date(2025, 9, 1), date(2025, 12, 31))
    for club in tampered[:3]:
        for asked in audit_questions(club.loaded, period):
            assert period.start <= asked.question.day <= period.end


def test_an_association_tells_in_its_truth_what_is_planted(tmp_path: Path) -> None:
    folder = tmp_path / "clubs"
    write_association(folder, clubs=1, seed=3, years=1, frauds=100, processes=1)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert truth["planted"]
    for one in truth["planted"]:
        assert one["club"] == truth["clubs"][0]["path"]
        assert one["kind"] in set(FraudKind)
        assert one["entry"]
        date.fromisoformat(one["date"])
    measured = Measured()
    measure(folder, measured)
    assert measured.planted.total() == len(truth["planted"])


def test_every_check_speaks_both_languages() -> None:
    clubs: list[LoadedClub] = [example("hanh-phuc"), example("mong")]
    for code in LANGUAGES:
        with language(code):
            for club in clubs:
                for asked in audit_questions(club, whole_life(club)):
                    assert str(asked.question.text)
                    assert "{" not in str(asked.question.text)
