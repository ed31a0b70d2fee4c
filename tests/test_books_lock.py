"""One writer at a time; the operating system decides, the side file only tells."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock

from ledger_core.books.disk.errors import FolderNotWritable
from ledger_core.books.disk.files import STATE_FOLDER
from ledger_core.books.disk.lock import (
    ClubBusy,
    LockHeldTwice,
    LockNotHeld,
    club_lock,
    read_holder,
    require_lock,
)

needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
may_fork = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a child process and return the child's number."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            work()
            os._exit(0)
        os._exit(1)
    return child


def succeeded(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def holder_file(folder: Path) -> Path:
    return folder / STATE_FOLDER / "holder.json"


def test_the_holder_is_named_while_the_lock_is_held(tmp_path: Path) -> None:
    with club_lock(tmp_path, command="clubledger receive"):
        require_lock(tmp_path)
        holder = read_holder(tmp_path)
        assert holder is not None
        assert (holder.pid, holder.command) == (os.getpid(), "clubledger receive")
    assert read_holder(tmp_path) is None
    with pytest.raises(LockNotHeld):
        require_lock(tmp_path)


def test_the_lock_can_be_taken_again_afterwards(tmp_path: Path) -> None:
    for _ in range(3):
        with club_lock(tmp_path, timeout_s=0):
            pass
    with suppress(ZeroDivisionError), club_lock(tmp_path, timeout_s=0):
        raise ZeroDivisionError
    with club_lock(tmp_path, timeout_s=0):
        pass


def test_nested_use_fails_at_once(tmp_path: Path) -> None:
    started = time.monotonic()
    with club_lock(tmp_path):
        with pytest.raises(LockHeldTwice), club_lock(tmp_path / "." / "", timeout_s=60):
            pass
        require_lock(tmp_path)
    assert time.monotonic() - started < 5


def test_another_folder_is_another_lock(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    with club_lock(tmp_path / "a"), club_lock(tmp_path / "b", timeout_s=0):
        pass


def test_another_thread_waits_for_its_turn(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with pytest.raises(LockNotHeld):
            require_lock(tmp_path)
        with club_lock(tmp_path, timeout_s=10):
            order.append("second")

    with club_lock(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


@needs_fork
@may_fork
def test_a_busy_lock_says_who_holds_it(tmp_path: Path) -> None:
    ready, done = os.pipe(), os.pipe()

    def hold() -> None:
        with club_lock(tmp_path, command="clubledger receive"):
            os.write(ready[1], b"x")
            os.read(done[0], 1)

    child = in_child(hold)
    os.read(ready[0], 1)
    started = time.monotonic()
    with pytest.raises(ClubBusy) as refused, club_lock(tmp_path, timeout_s=0.2):
        pass
    assert 0.2 <= time.monotonic() - started < 5
    assert refused.value.exit_code == 2
    assert refused.value.holder is not None
    assert refused.value.holder.pid == child
    for language in ("vi", "en"):
        assert "clubledger receive" in refused.value.message.in_language(language)
        assert str(child) in refused.value.message.in_language(language)
    os.write(done[1], b"x")
    assert succeeded(child)
    with club_lock(tmp_path, timeout_s=0):
        pass


@needs_fork
@may_fork
def test_what_a_killed_process_left_misleads_nobody(tmp_path: Path) -> None:
    def die() -> None:
        with club_lock(tmp_path):
            os._exit(0)

    child = in_child(die)
    assert succeeded(child)
    assert json.loads(holder_file(tmp_path).read_text())["pid"] == child
    assert read_holder(tmp_path) is None
    with club_lock(tmp_path, timeout_s=0):
        holder = read_holder(tmp_path)
        assert holder is not None
        assert holder.pid == os.getpid()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "[" * 4000,
        '{"pid": "x"}',
        '{"pid": 1e999, "host": "", "user": "", "command": "", "since": ""}',
        f'{{"pid": {10**30}, "host": "", "user": "", "command": "", "since": ""}}',
    ],
)
def test_a_damaged_side_file_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / STATE_FOLDER).mkdir()
    with FileLock(tmp_path / STATE_FOLDER / "lock"):
        holder_file(tmp_path).write_text(content)
        with pytest.raises(ClubBusy), club_lock(tmp_path, timeout_s=0):
            pass


def test_a_hostile_side_file_cannot_write_to_the_screen(tmp_path: Path) -> None:
    (tmp_path / STATE_FOLDER).mkdir()
    fields = dict.fromkeys(["host", "user", "command", "since"], "\x1b[2J\u202e")
    holder_file(tmp_path).write_text(json.dumps({"pid": os.getpid(), **fields}))
    with (
        FileLock(tmp_path / STATE_FOLDER / "lock"),
        pytest.raises(ClubBusy) as refused,
        club_lock(tmp_path, timeout_s=0),
    ):
        pass
    assert "\x1b" not in str(refused.value)
    assert "\u202e" not in str(refused.value)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable) as refused, club_lock(tmp_path / "nowhere"):
        pass
    assert refused.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_state_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / STATE_FOLDER).write_text("x")
    with pytest.raises(FolderNotWritable), club_lock(tmp_path, timeout_s=0):
        pass


@needs_fork
def test_a_link_in_place_of_the_state_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "club").mkdir()
    (tmp_path / "club" / STATE_FOLDER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderNotWritable), club_lock(tmp_path / "club", timeout_s=0):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []


@needs_fork
@may_fork
@pytest.mark.parametrize("has_state_folder", [False, True])
def test_a_read_only_folder_is_refused_in_words(tmp_path: Path, *, has_state_folder: bool) -> None:
    club = tmp_path / "club"
    club.mkdir()
    for parent in (tmp_path, *tmp_path.parents):
        if os.geteuid() == 0 and parent != Path("/tmp") and Path("/tmp") in parent.parents:  # noqa: S108
            parent.chmod(0o755)
    if has_state_folder:
        with club_lock(club):
            pass
        (club / STATE_FOLDER / "lock").chmod(0o444)
        (club / STATE_FOLDER).chmod(0o555)
    club.chmod(0o555)

    def try_as_an_ordinary_user() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        with pytest.raises(FolderNotWritable) as refused, club_lock(club, timeout_s=0):
            pass
        assert str(club) in str(refused.value)

    assert succeeded(in_child(try_as_an_ordinary_user))


@needs_fork
@may_fork
def test_four_processes_lose_nothing(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")

    def count() -> None:
        for _ in range(25):
            with club_lock(tmp_path, timeout_s=60):
                counter.write_text(str(int(counter.read_text()) + 1))

    assert all(map(succeeded, [in_child(count) for _ in range(4)]))
    assert counter.read_text() == "100"
