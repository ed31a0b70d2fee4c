"""The log: every cut is noticed, changes by hand are named, a lost or torn log is only said."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from ledger_core.books.actions import Asked, Decision, MoneyRequest, charge_loan, pay
from ledger_core.books.actions.undoing import (
    CannotBeUndone,
    NothingToUndo,
    UndoRequest,
    undo,
)
from ledger_core.books.disk.files import sha256
from ledger_core.books.entered import Entered
from ledger_core.books.loading import load_club
from ledger_core.books.loan_changes import ChargeComponent
from ledger_core.books.session import writing
from ledger_core.books.trail.blocks import blocks_of, decoded
from ledger_core.books.trail.changes import kept_files
from ledger_core.books.trail.reading import accept_changes, read_trail
from ledger_core.books.trail.records import Record, log_files, read_log
from ledger_core.club import Fund, Role
from ledger_core.findings import Severity
from tests.clubs import BOARD, lend, small_club

BY = Entered(datetime(2026, 6, 21, 19, 42, tzinfo=UTC), "M003")
EXAMPLES = ("hanh-phuc", "mong")
JOURNAL = "journal/income-2026.beancount"


@pytest.fixture
def club(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "mong"
    shutil.copytree(root / "examples" / "mong", folder)
    return folder


def pay_once(folder: Path, number: str = "PC-2026-0900") -> None:
    with writing(folder, entered=BY, command="pay") as session:
        day = date(2026, 6, 25)
        pay(
            session, MoneyRequest(Fund.ACTIVITY, day, Role.ADMINISTRATION, 1000, "A", number=number)
        )
        session.commit()


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_cut_of_any_file_can_pass(root: Path, example: str) -> None:
    folder = root / "examples" / example
    known = read_log(folder).known
    for path in kept_files(folder):
        content, name = path.read_bytes(), path.relative_to(folder).as_posix()
        assert sha256(content) == known[name].sha256
        ends = [i + 1 for i, byte in enumerate(content[:-1]) if byte == 10]
        for cut in {0, len(content) - 1, *Random(7).sample(ends, min(200, len(ends)))}:  # noqa: S311
            assert sha256(content[:cut]) != known[name].sha256


def test_cut_files_are_found_by_the_check(club: Path) -> None:
    chance = Random(11)  # noqa: S311
    silent_without = 0
    files = [path for path in kept_files(club) if path.suffix == ".beancount"]
    for _ in range(25):
        path = chance.choice(files)
        whole = path.read_bytes()
        ends = [i + 1 for i, byte in enumerate(whole[:-1]) if byte == 10]
        path.write_bytes(whole[: chance.choice(ends)])
        findings = load_club(club).findings
        name = path.relative_to(club).as_posix()
        assert any(f.file == name and f.rule.startswith("register.") for f in findings)
        others = [f for f in findings if f.blocking and f.rule != "register.entries-missing"]
        silent_without += not others
        path.write_bytes(whole)
    assert silent_without  # some would have passed without the log


def test_the_entries_that_are_gone_are_named_and_may_be_accepted(club: Path) -> None:
    pay_once(club)
    path = club / "journal" / "activity-2026.beancount"
    path.write_text(path.read_text("utf-8").rsplit("\n\n", 1)[0] + "\n", "utf-8")
    (finding,) = load_club(club).errors
    assert finding.rule == "register.entries-missing"
    assert "PC-2026-0900" in str(finding.message)
    changed = accept_changes(club, entered=BY, command="log")
    assert [block.label for block in changed["journal/activity-2026.beancount"].removed] == [
        "PC-2026-0900"
    ]
    assert load_club(club).errors == []
    assert read_trail(club).by_hand == {}


def test_changes_by_hand_are_listed_and_noted_by_the_next_command(club: Path) -> None:
    path = club / JOURNAL
    first = next(block for block in blocks_of(path.read_text("utf-8")) if "-20" in block.label)
    before, mark, after = path.read_text("utf-8").rpartition('* "')  # its month is not sealed yet
    path.write_text(f"{before}{mark}Cụ {after}", "utf-8")
    change = read_trail(club).by_hand[JOURNAL]
    assert [block.label for block in change.removed] == [block.label for block in change.added]
    assert first
    (found,) = [f for f in load_club(club).findings if f.rule.startswith("register.entries")]
    assert (found.rule, found.severity) == ("register.entries-changed", Severity.WARNING)
    pay_once(club)
    trail = read_trail(club)
    assert trail.by_hand == {}
    assert list(trail.log.records[-1].by_hand) == [JOURNAL]


def test_what_an_editor_does_to_a_whole_file_changes_no_entry(club: Path) -> None:
    path = club / JOURNAL
    text = path.read_text("utf-8")
    for content in (
        text.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + text.encode(),
        b"\xff\xfe" + text.encode("utf-16-le"),
        text.encode() + b"\0" * 512,
        text.replace("\n  ", "\n\t").encode(),
        text.replace(" VND\n", "  VND   ; đã xem\n").encode(),
        text.replace("\n\n", "\n\n\n; ghi chú\n").encode(),
    ):
        assert blocks_of(decoded(content)) == blocks_of(text)


def test_the_log_is_chained_and_a_torn_line_is_only_said(club: Path) -> None:
    pay_once(club)
    pay_once(club, "PC-2026-0901")
    log = read_log(club)
    assert [record.number for record in log.records] == list(range(1, len(log.records) + 1))
    assert log.damaged == ()
    *_, last = log_files(club)
    lines = last.read_bytes().splitlines(keepends=True)
    last.write_bytes(b"".join(lines[:-2]) + lines[-1])
    assert read_log(club).damaged
    last.write_bytes(b"".join(lines[:-1]) + lines[-1][:50])
    assert read_log(club).damaged
    assert load_club(club).errors == []
    pay_once(club, "PC-2026-0902")
    assert read_log(club).records[-1].command == "pay"
    last.write_bytes(b"\xff\xfe\x00")
    pay_once(club, "PC-2026-0903")
    assert read_log(club).records[-1].number == 2


def test_a_lost_log_is_said_and_begun_anew(club: Path) -> None:
    shutil.rmtree(club / "log")
    assert [f.rule for f in load_club(club).findings if "log" in f.rule] == ["register.log-missing"]
    pay_once(club)
    (record,) = read_log(club).records
    assert record.written == ("PC-2026-0900",)
    assert "register.beancount" in record.by_hand
    assert load_club(club).errors == []


def test_the_log_names_nobody(club: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in log_files(club))
    names = {member.name for member in load_club(club).book.register.members.values()}
    assert not [name for name in names if name in text]


@pytest.mark.parametrize(
    "line", [b"[]", b"{}", b'{"number": "1"}', b"nonsense", b"[" * 100_000, b"\xff"]
)
def test_any_nonsense_in_the_log_is_only_damage(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "2026-01.jsonl").write_bytes(line + b"\n")
    log = read_log(tmp_path)
    assert (log.records, log.damaged) == ((), (("log/2026-01.jsonl", 1),))


def test_undo_takes_the_last_command_back_once(club: Path) -> None:
    pay_once(club)
    cash = load_club(club).book.balance(Fund.ACTIVITY, Role.CASH, on=date(2026, 6, 30))
    board = load_club(club).book.register.officers_on(date(2026, 6, 25))
    request = UndoRequest(date(2026, 6, 25), "BB-2026-06", tuple(sorted(board))[:2])
    with writing(club, entered=BY, command="undo") as session:
        undone = undo(session, request)
        assert [str(one.original) for one in undone.reversed] == ["PC-2026-0900"]
        session.commit()
    loaded = load_club(club)
    assert loaded.book.balance(Fund.ACTIVITY, Role.CASH, on=date(2026, 6, 30)) == cash + 1000
    assert read_log(club).records[-1].undoes == undone.record.number
    with writing(club, entered=BY) as session, pytest.raises(CannotBeUndone):
        undo(session, request)  # the simulation wrote a whole life in one command


def test_without_a_log_there_is_nothing_to_undo(club: Path) -> None:
    shutil.rmtree(club / "log")
    with writing(club, entered=BY) as session, pytest.raises(NothingToUndo):
        undo(session, UndoRequest(date(2026, 6, 25), "BB-2026-06"))


def test_a_record_names_vouchers_and_decisions_only() -> None:
    assert Record(1, str(BY), "x").written == ()


def test_undo_takes_a_decision_about_a_loan_back(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "hanh-phuc")
    with writing(folder, entered=BY) as session:
        loan = lend(session, "M002", 6_000_000)
        session.commit()
    day = date(2026, 2, 1)
    with writing(folder, entered=BY) as session:
        asked = Asked(20_000, date(2026, 3, 21), ChargeComponent.FEE, "công chứng")
        charge_loan(session, Decision(loan, day, "BB-2026-02", BOARD), asked)
        session.commit()
    with writing(folder, entered=BY) as session:
        undone = undo(session, UndoRequest(day, "BB-2026-02", BOARD))
        assert undone.decisions == (f"loan-charged {loan}",)
        session.commit()
    assert not load_club(folder).blocking


def test_an_indented_remark_before_the_first_entry_is_no_entry() -> None:
    assert blocks_of("  ; một dòng ghi chú\n") == []
    entry = '2026-01-15 custom "member" "M001"\n  name: "A"\n'
    assert blocks_of(f"  ; một dòng ghi chú\n{entry}") == blocks_of(entry)
