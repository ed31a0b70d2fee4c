"""What findings promise: a breach can be excused, and the lines they bring heal the books."""

import re
import shutil
from pathlib import Path

import pytest

from ledger_core.books.directives import Scope
from ledger_core.books.loading import load_club
from ledger_core.findings import Finding
from tests.corpus import CORPUS, Case, books_of, cases_in

CASES = {case.name: case for case in cases_in(CORPUS)}
BREACHES = [case for case in CASES.values() if case.expected["severity"] == "breach"]


def finding_of(case: Case, books: Path) -> Finding:
    """The finding that the case expects; it stays where it is when lines are added below it."""
    wanted = (case.expected["rule"], case.expected["line"])
    return next(f for f in load_club(books).findings if (f.rule, f.line) == wanted)


def insert(path: Path, after_line: int, text: str) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines.insert(after_line, text)
    path.write_text("".join(lines), "utf-8")


def replace(path: Path, line: int, text: str, count: int = 1) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[line - 1 : line - 1 + count] = [text]
    path.write_text("".join(lines), "utf-8")


@pytest.mark.parametrize("case", BREACHES, ids=lambda case: case.name)
def test_minutes_excuse_a_breach_but_it_stays_listed(case: Case) -> None:
    with books_of(case) as books:
        first = finding_of(case, books)
        assert first.blocking
        insert(books / first.file, first.line, '  exception: "BB-2026-05"\n')
        excused = [f for f in load_club(books).findings if f.rule == first.rule]
        excused = [f for f in excused if (f.file, f.line) == (first.file, first.line)]
        assert [(f.exception, f.blocking) for f in excused] == [("BB-2026-05", False)]


def test_empty_minutes_excuse_nothing() -> None:
    case = CASES["loan-second-loan"]
    with books_of(case) as books:
        first = finding_of(case, books)
        insert(books / first.file, first.line, '  exception: " "\n')
        assert finding_of(case, books).blocking


def test_nothing_excuses_an_error() -> None:
    case = CASES["funds-mixed"]
    with books_of(case) as books:
        first = finding_of(case, books)
        insert(books / first.file, first.line, '  exception: "BB-2026-05"\n')
        assert finding_of(case, books).blocking


def test_the_split_of_the_finding_is_the_one_that_is_accepted() -> None:
    case = CASES["split-no-interest"]
    with books_of(case) as books:
        finding = finding_of(case, books)
        replace(books / finding.file, finding.line + 3, finding.lines, count=2)
        assert load_club(books).findings == []


def test_the_other_half_of_the_finding_completes_a_transfer() -> None:
    case = CASES["transfer-unpaired"]
    with books_of(case) as books:
        finding = finding_of(case, books)
        journal = books / "journal" / "activity-2026.beancount"
        journal.write_text(journal.read_text("utf-8") + "\n" + finding.lines, "utf-8")
        assert load_club(books).findings == []


@pytest.mark.parametrize(
    "name",
    ["load-plugin-missing", "load-plugin-commented-out", "load-plugin-partly"],
)
def test_the_plugin_lines_of_the_finding_call_every_rule(name: str) -> None:
    case = CASES[name]
    with books_of(case) as books:
        finding = finding_of(case, books)
        insert(books / finding.file, 0, finding.lines)
        assert load_club(books).findings == []


@pytest.mark.parametrize(
    ("name", "top"),
    [
        ("load-journal-not-listed", "club.beancount"),
        ("load-journal-not-in-fund-file", "activity-fund.beancount"),
    ],
)
def test_the_include_line_of_the_finding_lists_the_file(name: str, top: str) -> None:
    case = CASES[name]
    with books_of(case) as books:
        finding = finding_of(case, books)
        path = books / top
        path.write_text(path.read_text("utf-8") + finding.lines, "utf-8")
        assert load_club(books).findings == []


@pytest.mark.parametrize(
    "name", ["load-plugin-scope", "text-nfd-payee", "text-nfd-posting", "text-amount-left-out"]
)
def test_the_line_of_the_finding_replaces_the_one_it_names(name: str) -> None:
    case = CASES[name]
    with books_of(case) as books:
        finding = finding_of(case, books)
        replace(books / finding.file, finding.line, finding.lines)
        assert load_club(books).findings == []


def test_the_amounts_that_were_meant_replace_those_with_points() -> None:
    case = CASES["text-point-in-amount"]
    with books_of(case) as books:
        for finding in load_club(books).findings:
            replace(books / finding.file, finding.line, finding.lines)
        assert load_club(books).findings == []


def test_the_roots_of_the_finding_open_a_new_journal() -> None:
    case = CASES["load-roots-missing"]
    with books_of(case) as books:
        finding = finding_of(case, books)
        insert(books / finding.file, 0, finding.lines)
        assert load_club(books).findings == []


@pytest.mark.parametrize("scope", Scope)
def test_windows_line_ends_are_no_mistake(tmp_path: Path, scope: Scope) -> None:
    folder = tmp_path / "club"
    shutil.copytree(CORPUS / "_good", folder)
    for path in folder.rglob("*.beancount"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_club(folder, scope).findings == []


def test_an_office_may_stand_above_its_holder_on_the_same_day(tmp_path: Path) -> None:
    folder = tmp_path / "club"
    shutil.copytree(CORPUS / "_good", folder)
    register = folder / "register.beancount"
    head, office, rest = register.read_text("utf-8").partition(
        '2026-01-15 custom "office" "head"\n  member: "M001"\n'
    )
    first = head.index('2026-01-15 custom "member" "M001"')
    register.write_text(f"{head[:first]}{office}\n{head[first:]}{rest}", "utf-8")
    assert load_club(folder).findings == []


def test_the_order_of_entries_in_a_file_has_no_meaning(tmp_path: Path) -> None:
    """Beancount sorts a day's entries by line, so a repayment may come before its disbursement."""
    folder = tmp_path / "club"
    shutil.copytree(CORPUS / "_good", folder)
    for name in ("income", "activity"):
        journal = folder / "journal" / f"{name}-2026.beancount"
        header, *entries = re.split(r"\n(?=2026-)", journal.read_text("utf-8").rstrip("\n"))
        text = "\n".join([header, *(f"{entry.rstrip()}\n" for entry in reversed(entries))])
        journal.write_text(text, "utf-8")
    assert load_club(folder).findings == []
