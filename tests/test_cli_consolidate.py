"""`clubledger consolidate` and `return` on folders of received books."""

import json
import os
import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ledger_core.books.received import Limits, ReaderProcess
from ledger_core.cli import main
from ledger_core.cli.consolidate import _day, default_store
from ledger_core.cli.errors import NotADay
from ledger_core.consolidation import reading
from tests.many_clubs import TASK, assert_all_but_three, write_clubs

GOOD = 27
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="each club is a process there")


def consolidate(
    capsys: pytest.CaptureFixture[str], root: Path, *words: str, status: int = 0
) -> Any:
    """Run the command with a store beside the root, and return its JSON."""
    store = root.with_suffix(".sqlite")
    asked = ["consolidate", str(root), "--jobs", "1", "--store", str(store), "--format", "json"]
    assert main([*asked, *words]) == status
    out = capsys.readouterr().out
    return json.loads(out)


@needs_fork
def test_a_crasher_an_endless_and_a_huge_book_leave_all_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "all"
    write_clubs(root, GOOD)
    with ReaderProcess(TASK, Limits(seconds=1.5)) as reader:
        monkeypatch.setattr(reading, "_reader", lambda: reader)
        answer = consolidate(capsys, root, "--as-of", "2026-01-31", "--by", "club")
    assert_all_but_three(answer, GOOD)


@pytest.mark.xdist_group("association")
def test_two_invented_clubs_come_to_the_truth_by_books_and_by_return(
    association: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clubs = json.loads((association / "truth.json").read_text("utf-8"))["clubs"][:2]
    last = [club["dates"][-1] for club in clubs]
    root = tmp_path / "received"
    for club in clubs:
        shutil.copytree(association / club["path"], root / club["path"])
    answer = consolidate(capsys, root, "--as-of", "2026-06-30")
    total = answer["total"]
    assert total["gross_loan_portfolio"] == sum(row["outstanding_principal"] for row in last)
    for key in ("active_loans", "borrowers"):
        assert total[key] == sum(row[key] for row in last)
    assert total["clubs"] == 2
    funds = consolidate(capsys, root, "--as-of", "2026-06-30", "--report", "funds")
    money = funds["tables"]["money"]["total"]
    for fund in ("income", "activity"):
        assert money[fund] == sum(row["cash"][fund] for row in last)
    # One sends its return in place of its books: every figure of the portfolio stays.
    sent, other = root / "sent.json", root / clubs[1]["path"]
    assert main(["return", str(other), "--quarter", "2026-Q2", "-o", str(sent)]) == 0
    shutil.rmtree(other)
    mixed = consolidate(capsys, root, "--as-of", "2026-06-30")
    assert mixed == answer
    listed = consolidate(capsys, root, "--as-of", "2026-06-30", "--report", "clubs")
    assert listed["clubs_from_returns"] == 1
    # Without that too the club is missed, until somebody says that it has ended.
    sent.unlink()
    answer = consolidate(capsys, root, "--as-of", "2026-06-30", "--strict", status=1)
    (missed,) = answer["not_read"]
    assert (missed["path"], missed["reason"]) == (str(sent), "missing")
    key = clubs[1]["path"]
    assert consolidate(capsys, root, "--as-of", "2026-06-30", "--forget", key)["not_read"] == []


def test_nothing_to_consolidate_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    store = str(tmp_path / "s.sqlite")
    assert main(["consolidate", str(tmp_path / "empty"), "--store", store, "--jobs", "1"]) == 2
    assert main(["consolidate", str(tmp_path / "no-such"), "--store", store, "--jobs", "1"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_store_of_some_folders_is_the_user_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    one, other = default_store((tmp_path / "a",)), default_store((tmp_path / "b",))
    assert one != other
    assert one == default_store((tmp_path / "x" / ".." / "a",))
    assert not one.is_relative_to(tmp_path / "a")


def test_a_day_to_come_of_one_club_does_not_move_the_report() -> None:
    def clubs(*years: int) -> Any:
        last_days = [SimpleNamespace(last_day=date(year, 3, 1)) for year in years]
        return SimpleNamespace(received=SimpleNamespace(books=last_days, returns=()))

    assert _day(None, clubs(2024, 2025, 2990)) == date(2025, 3, 1)
    assert _day(None, clubs(2990)) == date(2990, 3, 1)
    assert _day(date(2099, 1, 1), clubs(2024)) == date(2099, 1, 1)
    for year in (1, 9999):
        with pytest.raises(NotADay):
            _day(date(year, 12, 31), clubs(2024))
