"""Backups are read back and verified, restored beside what is there; spoilt files are mended."""

import errno
import json
import shutil
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger_core.books.actions import MoneyRequest, pay
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.entered import Entered
from ledger_core.books.keeping.backup import back_up
from ledger_core.books.keeping.errors import (
    BackupDamaged,
    BackupFailed,
    BackupInsideClub,
    BackupNotVerified,
    FolderHoldsOtherThings,
    NotABackup,
    RestoreFailed,
)
from ledger_core.books.keeping.manifest import club_contents
from ledger_core.books.keeping.repairing import RepairPlan, carry_out, plan_repair
from ledger_core.books.keeping.restoring import plan_restore, restore
from ledger_core.books.loading import load_club
from ledger_core.books.session import writing
from ledger_core.books.trail.reading import read_trail
from ledger_core.club import Fund, Role
from tests.disks import CountingDisk, FailingDisk, Killed, KilledBefore

AT = datetime(2026, 6, 21, 19, 42, tzinfo=UTC)
BY = Entered(AT, "M003")
JOURNAL = "journal/activity-2026.beancount"


@pytest.fixture
def club(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "mong"
    shutil.copytree(root / "examples" / "mong", folder)
    return folder


def pay_once(folder: Path, number: str) -> None:
    with writing(folder, entered=BY, command="pay") as session:
        day = date(2026, 6, 25)
        pay(
            session, MoneyRequest(Fund.ACTIVITY, day, Role.ADMINISTRATION, 1000, "A", number=number)
        )
        session.commit()


def test_a_backup_holds_everything_and_never_overwrites(club: Path, tmp_path: Path) -> None:
    first = back_up(club, tmp_path / "stick", at=AT)
    second = back_up(club, tmp_path / "stick", at=AT)
    assert (first.place.name, second.place.name) == (
        "mong-2026-06-21-1942",
        "mong-2026-06-21-1942-2",
    )
    assert first.personal_data
    contents = club_contents(first.place)
    del contents["backup.json"]
    assert contents == club_contents(club)
    assert any(path.startswith("log/") for path in contents)


def test_a_backup_inside_the_club_is_refused(club: Path) -> None:
    with pytest.raises(BackupInsideClub):
        back_up(club, club / "backups", at=AT)


def test_a_disk_that_gives_back_something_else_is_found_out(club: Path, tmp_path: Path) -> None:
    class Bad(CountingDisk):
        def write(self, descriptor: int, content: memoryview) -> int:
            spoilt = bytes(content).replace(b"2026", b"2O26")
            return super().write(descriptor, memoryview(spoilt))

    with pytest.raises(BackupNotVerified):
        back_up(club, tmp_path / "stick", at=AT, system=Bad())
    assert not (tmp_path / "stick" / "mong-2026-06-21-1942").exists()


@pytest.mark.parametrize("number", [1, 5, 40, 60])
def test_a_full_stick_or_a_kill_leaves_no_backup_of_that_name(
    club: Path, tmp_path: Path, number: int
) -> None:
    place = tmp_path / "stick" / "mong-2026-06-21-1942"
    with pytest.raises(BackupFailed):
        back_up(club, tmp_path / "stick", at=AT, system=FailingDisk(number, code=errno.ENOSPC))
    with pytest.raises(Killed):
        back_up(club, tmp_path / "stick", at=AT, system=KilledBefore(number))
    assert not place.exists()
    assert back_up(club, tmp_path / "stick", at=AT).place == place


def test_a_backup_comes_back_and_what_was_there_is_kept(club: Path, tmp_path: Path) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    before = club_contents(club)
    pay_once(club, "PC-2026-0900")
    later = club_contents(club)
    plan = plan_restore(saved, club)
    assert [block.label for block in plan.lost[JOURNAL]] == ["PC-2026-0900"]
    kept = restore(plan, at=AT, entered=BY, command="restore")
    assert kept is not None
    assert club_contents(kept) == later
    books = {p: c for p, c in club_contents(club).items() if not p.startswith("log/")}
    assert books == {p: c for p, c in before.items() if not p.startswith("log/")}
    assert read_trail(club).log.records[-1].command == "restore"
    assert not load_club(club).errors
    assert not read_trail(club).by_hand


def test_into_a_new_folder(club: Path, tmp_path: Path) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    plan = plan_restore(saved, tmp_path / "new" / "mong")
    assert plan.lost == {}
    assert restore(plan, at=AT, entered=BY, command="restore") is None
    assert not load_club(tmp_path / "new" / "mong").errors


@pytest.mark.parametrize("number", range(1, 90, 8))
def test_a_restore_that_is_killed_leaves_the_old_or_the_new_whole(
    club: Path, tmp_path: Path, number: int
) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    pay_once(club, "PC-2026-0900")
    later = club_contents(club)
    for disk in (KilledBefore(number), FailingDisk(number)):
        try:
            restore(plan_restore(saved, club), at=AT, entered=BY, command="x", system=disk)
        except (Killed, RestoreFailed):
            places = [p for p in tmp_path.iterdir() if p.is_dir() and p.name.startswith("mong")]
            assert any(club_contents(place) == later for place in places)


def test_a_damaged_backup_is_refused(club: Path, tmp_path: Path) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    (saved / "people.csv").write_bytes(b"code\n")
    (saved / JOURNAL).unlink()
    with pytest.raises(BackupDamaged, match=r"people\.csv") as refused:
        plan_restore(saved, club)
    assert JOURNAL in str(refused.value)


@pytest.mark.parametrize("path", ["../x", "/etc/x", ".hidden/x", "a\\b", "c:x", ""])
def test_a_list_that_leads_out_of_the_folder_is_no_backup(
    club: Path, tmp_path: Path, path: str
) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    listed = {"format": 1, "made": "", "files": {path: ["0" * 64, 0]}}
    (saved / "backup.json").write_text(json.dumps(listed))
    with pytest.raises(NotABackup):
        plan_restore(saved, club)
    with pytest.raises(NotABackup):
        plan_restore(club, club)


def test_a_folder_with_other_things_is_left_alone(club: Path, tmp_path: Path) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    with pytest.raises(FolderHoldsOtherThings):
        plan_restore(saved, tmp_path / "photos")


# ------------------------------------------------------------------------------------- repair


def repair(folder: Path, backup: Path | None = None) -> RepairPlan:
    with club_lock(folder):
        plan = plan_repair(folder, entered_at=AT, backup=backup)
        kept = carry_out(folder, plan, entered=BY, command="repair")
    for one in plan.repairs:
        if one.old is not None:
            assert kept is not None
            assert (kept / one.path).read_bytes() == one.old
    return plan


def _mixed(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n", 7)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "byte order mark": lambda c: b"\xef\xbb\xbf" + c,
    "UTF-16": lambda c: b"\xff\xfe" + c.decode().encode("utf-16-le"),
    "UTF-16 the other way": lambda c: b"\xfe\xff" + c.decode().encode("utf-16-be"),
    "accents apart": lambda c: unicodedata.normalize("NFD", c.decode()).encode(),
    "zeros behind": lambda c: c + b"\0" * 700,
    "garbage behind": lambda c: c + b"\xf1\x02\x99 \x00journal",
    "mixed line ends": _mixed,
    "no last line end": lambda c: c[:-1],
    "Windows and mark": lambda c: b"\xef\xbb\xbf" + _mixed(c),
}


@pytest.mark.parametrize("kind", SPOILT)
@pytest.mark.parametrize("name", [JOURNAL, "register.beancount"])
def test_what_an_editor_or_a_power_cut_did_is_mended_to_the_byte(
    club: Path, kind: str, name: str
) -> None:
    whole = (club / name).read_bytes()
    (club / name).write_bytes(SPOILT[kind](whole))
    findings = load_club(club).findings
    assert any(finding.file == name for finding in findings)
    plan = repair(club)
    assert [one.proved for one in plan.repairs] == [True]
    assert (club / name).read_bytes() == whole
    assert load_club(club).errors == []
    assert repair(club).repairs == []


def test_what_a_hand_wrote_behind_the_end_stays(club: Path) -> None:
    path = club / JOURNAL
    path.write_bytes(path.read_bytes() + b"\n; a remark\n")
    assert repair(club).repairs == []


@pytest.mark.parametrize("cut", [0, 1, 500, -2, -300])
def test_a_cut_off_file_comes_from_a_backup_that_the_log_proves(
    club: Path, tmp_path: Path, cut: int
) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    whole = (club / JOURNAL).read_bytes()
    (club / JOURNAL).write_bytes(whole[:cut])
    assert list(repair(club).left) == [JOURNAL]
    plan = repair(club, saved)
    assert plan.left == {}
    assert (club / JOURNAL).read_bytes() == whole


def test_a_backup_that_is_too_old_mends_nothing(club: Path, tmp_path: Path) -> None:
    saved = back_up(club, tmp_path / "stick", at=AT).place
    pay_once(club, "PC-2026-0900")
    (club / JOURNAL).write_bytes((club / JOURNAL).read_bytes()[:-200])
    assert list(repair(club, saved).left) == [JOURNAL]


def test_without_a_log_what_is_safe_is_mended_all_the_same(club: Path) -> None:
    shutil.rmtree(club / "log")
    whole = (club / JOURNAL).read_bytes()
    (club / JOURNAL).write_bytes(SPOILT["UTF-16"](whole))
    assert [one.proved for one in repair(club).repairs] == [False]
    assert (club / JOURNAL).read_bytes() == whole


def test_bytes_that_are_no_text_are_left_with_a_word(club: Path) -> None:
    path = club / "chart" / "income.beancount"
    path.write_bytes(b"; \xe9t\xe9\n" + path.read_bytes())
    assert list(repair(club).left) == ["chart/income.beancount"]


def test_a_torn_note_of_a_change_that_did_nothing_is_kept_aside(club: Path) -> None:
    state = club / ".clubledger"
    state.mkdir(exist_ok=True)
    (state / "intent.json").write_bytes(b'{"format": 1, "fil')
    assert repair(club).repairs == []
    assert not (state / "intent.json").exists()
    assert [p.read_bytes() for p in state.rglob("kept/*/intent.json")] == [b'{"format": 1, "fil']
