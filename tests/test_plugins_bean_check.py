"""What `bean-check` shows of the findings, and when it fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from beancount import loader

from ledger_core.books.checking import FindingError
from ledger_core.books.directives import Scope
from tests.corpus import CORPUS, Case, books_of, cases_in

CASES = {case.name: case for case in cases_in(CORPUS)}
ADVICE = [
    case
    for case in CASES.values()
    if case.expected["severity"] in ("warning", "information") and "also" not in case.expected
]
PLUGINS = ("register", "fund_separation", "loan_lifecycle", "interest_rules", "month_seal")


def bean_check(top: Path, root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "beancount.scripts.check", "--no-cache", str(top)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": f"{root}:{root / 'plugins'}", "PYTHONUTF8": "1"},
        timeout=60,
    )


def errors_of(top: Path) -> list[object]:
    _, errors, _ = loader.load_file(str(top))
    return list(errors)


def test_bean_check_shows_the_finding_where_it_is_in_the_language_of_the_club(root: Path) -> None:
    with books_of(CASES["split-no-interest"]) as books:
        shown = bean_check(books / "club.beancount", root)
        journal = books / "journal" / "income-2026.beancount"
    assert shown.returncode == 1
    line = CASES["split-no-interest"].expected["line"]
    assert f"{journal}:{line}:" in shown.stderr
    assert "[interest_rules.split-differs] Đã ghi: lãi chậm trả 0, lãi 0, gốc 462.000." in (
        shown.stderr
    )
    assert "  Thu-Nhập:Quỹ-Tăng-Thu-Nhập:Lãi-Cho-Vay" in shown.stderr


def test_bean_check_is_content_with_a_good_club(root: Path) -> None:
    shown = bean_check(CORPUS / "_good" / "club.beancount", root)
    assert (shown.returncode, shown.stderr) == (0, "")


@pytest.mark.parametrize("case", ADVICE, ids=lambda case: case.name)
def test_advice_does_not_make_bean_check_fail(case: Case) -> None:
    with books_of(case) as books:
        assert errors_of(books / "club.beancount") == []


def test_an_excused_breach_does_not_make_bean_check_fail() -> None:
    with books_of(CASES["loan-second-loan"]) as books:
        journal = books / "journal" / "income-2026.beancount"
        text = journal.read_text("utf-8")
        assert errors_of(books / "club.beancount")
        excused = '"L2026-006"\n  exception: "BB-2026-04"\n'
        journal.write_text(text.replace('"L2026-006"\n', excused, 1), "utf-8")
        assert errors_of(books / "club.beancount") == []


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin_called_alone_gives_its_own_findings(plugin: str) -> None:
    cases = [c for c in CASES.values() if c.expected["rule"].startswith(f"{plugin}.")]
    case = next(c for c in cases if c.expected["severity"] in ("error", "breach"))
    with books_of(case) as books:
        top = books / "club.beancount"
        text = top.read_text("utf-8")
        line = 'plugin "club_plugins" "club"'
        assert line in text
        top.write_text(text.replace(line, f'plugin "club_plugins.{plugin}" "club"'), "utf-8")
        rules = {e.finding.rule for e in errors_of(top) if isinstance(e, FindingError)}
    assert case.expected["rule"] in rules
    read_with_the_book = {"loan_lifecycle.terms-incomplete", "loan_lifecycle.loan-twice"}
    own = {rule for rule in rules - read_with_the_book if rule.split(".")[0] == plugin}
    assert rules - own <= {"register.plugin-missing"}


@pytest.mark.parametrize("scope", Scope)
def test_each_file_of_the_club_loads_alone(scope: Scope) -> None:
    assert errors_of(CORPUS / "_good" / scope.top_file) == []


def test_a_fund_alone_is_not_asked_for_the_other_half_of_a_transfer() -> None:
    with books_of(CASES["transfer-unpaired"]) as books:
        assert errors_of(books / "club.beancount") != []
        assert errors_of(books / "income-fund.beancount") == []


def test_a_fund_alone_shows_its_own_mistakes() -> None:
    with books_of(CASES["split-no-interest"]) as books:
        errors = errors_of(books / "income-fund.beancount")
        rules = {e.finding.rule for e in errors if isinstance(e, FindingError)}
        assert rules == {"interest_rules.split-differs"}
        assert errors_of(books / "activity-fund.beancount") == []


def test_every_rule_together_finds_what_the_four_find_one_by_one() -> None:
    lines = "".join(f'plugin "club_plugins.{name}" "club"\n' for name in PLUGINS)
    with books_of(CASES["transfer-unpaired"]) as books:
        top = books / "club.beancount"
        together = {str(error) for error in errors_of(top)}
        text = top.read_text("utf-8")
        top.write_text(text.replace('plugin "club_plugins" "club"\n', lines), "utf-8")
        assert {str(error) for error in errors_of(top)} == together


def test_the_cache_of_beancount_may_keep_a_book(tmp_path: Path) -> None:
    """A slow load is pickled with what the plugins left in the options."""
    folder = tmp_path / "club"
    shutil.copytree(CORPUS / "_good", folder)
    cached = loader.pickle_cache_function(
        lambda name: f"{name}.picklecache",
        0.0,
        loader._uncached_load_file,  # noqa: SLF001
    )
    top = str(folder / "club.beancount")
    assert cached(top, None, None, None)[1] == []
    assert Path(f"{top}.picklecache").is_file()
