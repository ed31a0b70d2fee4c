"""Slips that a treasurer makes: each is answered in words, none by a crash."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from ledger_core.cli import main
from tests.clubs import BOARD, small_club

JAN_2026 = "1769000000"
"""21 January 2026, as the computer's clock."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JAN_2026)
    return small_club(tmp_path / "hanh-phuc")


def run(*arguments: object) -> tuple[int, str]:
    """Run a command in English; return its exit code and all it says."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = main([*map(str, arguments), "--lang", "en"]) or 0
        except SystemExit as stop:
            code = int(stop.code or 0)
    return code, said.getvalue()


def approve(folder: Path, *options: str) -> tuple[int, str]:
    asked = ["--member", "M001", "--principal", "6tr", "--approved-by", ",".join(BOARD)]
    asked += ["--minutes", "BB-2026-01", "--date", "2026-01-21", "--yes"]
    return run("loan", "approve", folder, *asked, *options)


@pytest.mark.parametrize("first_due", ["2026-01-01", "2026-01-21"])
def test_a_first_due_date_before_the_loan_is_refused_in_words(folder: Path, first_due: str) -> None:
    code, said = approve(folder, "--first-due", first_due)
    assert code == 1
    assert f"The first due date {first_due} is not after 2026-01-21." in said


@pytest.mark.parametrize(
    ("day", "asked"), [("2026-02-21", False), ("2026-10-21", False), ("2027-01-21", True)]
)
def test_a_day_far_ahead_is_asked_about(
    folder: Path,
    day: str,
    asked: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert approve(folder)[0] == 0
    code, said = run("loan", "disburse", folder, "L2026-001", "--date", day, "--yes")
    assert code == 0
    assert ("Is the year right?" in said) is asked


@pytest.mark.parametrize(
    ("method", "term", "idle"),
    [
        ("annuity", "balloon-part=0.3", True),
        ("declining-equal-principal", "balloon-part=0.05", False),
        ("annuity", "principal-shares=0.5 0.5", True),
        ("flat", "principal-shares=0.3 0.7", False),
        ("flat", "fixed-instalment=500.000", True),
        ("annuity", "fixed-instalment=500.000", False),
        ("annuity", "flat-interest-total=90.000", True),
    ],
)
def test_a_term_that_the_method_does_not_know_is_named(
    method: str,
    term: str,
    idle: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    asked = ["--principal", "6tr", "--rate", "1%/month", "--instalments", "2", "--method", method]
    code, said = run("quote", *asked, "--start", "2026-01-21", "--term", term)
    assert code == 0
    assert (f"the term {term.split('=', maxsplit=1)[0]} changes nothing" in said) is idle


def receive(folder: Path, loan: str, member: str, day: str) -> tuple[int, str]:
    paid = ["--member", member, "--loan", loan, "--repayment", "100k", "--date", day, "--yes"]
    return run("receive", folder, *paid)


@pytest.fixture
def running(folder: Path) -> Path:
    """The club with a loan of M001 that was paid out."""
    assert approve(folder)[0] == 0
    assert run("loan", "disburse", folder, "L2026-001", "--date", "2026-01-21", "--yes")[0] == 0
    return folder


def decide(folder: Path, *words: str) -> tuple[int, str]:
    decided = ["--approved-by", ",".join(BOARD), "--minutes", "BB-2026-06", "--yes"]
    return run("loan", words[0], folder, "L2026-001", *words[1:], "--date", "2026-06-21", *decided)


def test_a_payment_on_a_loan_that_is_written_off_is_told_to_be_a_recovery(running: Path) -> None:
    assert decide(running, "write-off", "--reason", "untraceable")[0] == 0
    code, said = receive(running, "L2026-001", "M001", "2026-06-22")
    assert code == 1
    assert "Loan L2026-001 is written off." in said
    assert "clubledger loan recover CLUB L2026-001" in said


def test_a_payment_on_a_loan_that_passed_on_is_told_whose_it_is(running: Path) -> None:
    assert decide(running, "transfer", "--to", "M002")[0] == 0
    code, said = receive(running, "L2026-001", "M001", "2026-06-22")
    assert code == 1
    assert "Loan L2026-001 passed to another borrower." in said


def test_an_explanation_names_the_moratorium(running: Path) -> None:
    held = ["--from", "2026-04-15", "--to", "2026-05-15", "--interest", "free"]
    held += ["--minutes", "BB-2026-04", "--date", "2026-04-14", "--yes"]
    assert run("calendar", "moratorium", running, *held)[0] == 0
    before = run("loan", "explain", running, "L2026-001", "--as-of", "2026-04-13")[1]
    after = run("loan", "explain", running, "L2026-001", "--as-of", "2026-04-21")[1]
    named = "From 2026-04-15 to 2026-05-15 no principal is asked for (minutes BB-2026-04)"
    assert named not in before
    assert named in after
