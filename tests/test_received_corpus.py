"""The corpus of received books: every hostile one is refused with its reason, no good one is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.received.cases import CORPUS, cases_in
from tests.received.running import LIMITS, run_all
from tests.received.tracing import trace_problems

CASES = cases_in(CORPUS)
FEWEST_HOSTILE, FEWEST_GOOD = 60, 20
RULE = re.compile(r'"(received\.[a-z0-9-]+)"')
TRACED = ("good-zip", "plugin-planted", "include-absolute", "file-link", "amount-divided-by-nought")


def test_every_hostile_book_is_refused_with_its_reason_and_no_good_one() -> None:
    results = list(run_all(CASES))
    assert {r.case.name: r.problem for r in results if r.problem} == {}
    hostile = [r for r in results if not r.case.is_good and not r.skipped]
    good = [r for r in results if r.case.is_good and not r.skipped]
    assert len(hostile) >= FEWEST_HOSTILE
    assert len(good) >= FEWEST_GOOD
    assert max(r.seconds for r in results) < LIMITS.seconds  # none was only stopped by the clock


def test_every_reason_has_a_hostile_book_or_a_test_and_stands_in_the_docs(root: Path) -> None:
    code = root / "ledger_core" / "books" / "received"
    rules = {rule for path in code.glob("*.py") for rule in RULE.findall(path.read_text("utf-8"))}
    text = (root / "docs" / "received-books.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(received\.[a-z0-9-]+)` \|", text, re.MULTILINE))
    assert documented == rules
    tested = (root / "tests" / "test_received_reader.py").read_text("utf-8")
    tried = {case.expected.get("rule") for case in CASES} | set(RULE.findall(tested))
    assert rules - tried == set()


def can_trace() -> bool:
    """Whether strace is there and the computer lets one process look at another."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run([strace, "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not look at processes")
def test_nothing_runs_and_nothing_outside_is_opened_once_a_child_is_locked_in() -> None:
    problems, locked = trace_problems([case for case in CASES if case.name in TRACED])
    assert problems == []
    assert locked == len(TRACED) - 1  # a link is refused before anything is locked in
