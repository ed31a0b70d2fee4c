"""The corpus of broken books: one mistake each, and the finding it must give."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from ledger_core.books.directives import REGISTER_FILE, Scope
from ledger_core.books.loading import load_club
from ledger_core.findings import Severity
from ledger_core.messages import language
from tests.corpus import CORPUS, Case, books_of, cases_in, main, run

CASES = cases_in(CORPUS)
FEWEST = 60

RULE = re.compile(
    r'"((?:register|fund_separation|loan_lifecycle|interest_rules|month_seal)\.[a-z0-9]+(?:-[a-z0-9]+)*)"'
)


@cache
def rules_of_the_code(root: Path) -> set[str]:
    folder = root / "ledger_core" / "books"
    texts = (path.read_text("utf-8") for path in folder.rglob("*.py"))
    return {rule for text in texts for rule in RULE.findall(text)} - {REGISTER_FILE}


def name_of(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_broken_book_gives_its_finding_and_no_other(case: Case) -> None:
    assert run(case).problems == []


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_every_finding_can_be_read_in_both_languages_and_says_what_to_do(case: Case) -> None:
    with books_of(case) as books:
        findings = load_club(books, case.scope).findings
    for finding in findings:
        for spoken in ("vi", "en"):
            text = finding.message.in_language(spoken)
            assert text
            assert not re.search(r"[{}]", text), text
        assert finding.remedy is not None, finding.rule
    with language("vi"):
        assert all(str(f.message) != f.message.in_language("en") for f in findings)


@pytest.mark.parametrize("scope", Scope)
def test_the_club_they_were_made_from_has_no_finding_at_all(scope: Scope) -> None:
    assert load_club(CORPUS / "_good", scope).findings == []


def test_the_corpus_is_large_and_mostly_passes_beancount_alone() -> None:
    passing = [case for case in CASES if case.expected["plain_bean_check"] == "passes"]
    assert len(CASES) >= FEWEST
    assert len(passing) * 2 > len(CASES)


def test_every_rule_has_a_broken_book(root: Path) -> None:
    assert rules_of_the_code(root) - {case.expected["rule"] for case in CASES} == set()


def test_every_rule_is_documented_with_its_severity(root: Path) -> None:
    text = (root / "docs" / "rules.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z_]+\.[a-z0-9-]+)` \| (\w+) \|", text, re.MULTILINE)
    documented = {rule: Severity(severity) for rule, severity in rows}
    assert documented.keys() == rules_of_the_code(root)
    for case in CASES:
        rule = case.expected["rule"]
        if not rule.startswith("beancount."):
            assert documented[rule] == case.expected["severity"], rule


def test_exact_bytes_survive_a_checkout(root: Path) -> None:
    attributes = (root / ".gitattributes").read_text("utf-8")
    assert "tests/broken_books/** -text" in attributes


def test_any_folder_of_the_same_form_can_be_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "own" / "fee-from-nobody"
    shutil.copytree(CORPUS / "_good", case)
    journal = case / "journal" / "activity-2026.beancount"
    journal.write_text(journal.read_text("utf-8").replace('"M003"', '"M033"'), "utf-8")
    expected = {
        "rule": "register.member-unknown",
        "severity": "error",
        "file": "journal/activity-2026.beancount",
        "line": 15,
        "plain_bean_check": "passes",
    }
    (case / "expected.json").write_text(json.dumps(expected), "utf-8")

    assert main([str(case.parent), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["cases"] == 1
    assert report["plain_bean_check_passes"] == 1
    assert main([str(case)]) == 0

    (case / "expected.json").write_text(json.dumps({**expected, "line": 16}), "utf-8")
    assert main([str(case)]) == 1
    assert "missing register.member-unknown" in capsys.readouterr().out
    assert main([str(tmp_path)]) == 1  # nothing to run is no success
