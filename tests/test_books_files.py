"""The small layer under every durable write."""

import errno
import os
from pathlib import Path

import pytest

from ledger_core.books.disk.errors import reason
from ledger_core.books.disk.files import (
    REPLACE_RETRY_S,
    OperatingSystem,
    patiently,
    read_regular_file,
    sha256,
    temporary_path,
)


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_file_held_for_a_moment_is_replaced_in_the_end() -> None:
    clock = Clock()
    tries = 0

    def held_for_two_seconds() -> None:
        nonlocal tries
        tries += 1
        if clock.now < 2:
            raise PermissionError

    patiently(held_for_two_seconds, clock=clock, sleep=clock.sleep)
    assert tries > 10


def test_a_file_held_for_ever_is_given_up() -> None:
    clock = Clock()

    def held() -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        patiently(held, clock=clock, sleep=clock.sleep)
    assert REPLACE_RETRY_S <= clock.now < REPLACE_RETRY_S + 0.2


def test_other_failures_are_not_tried_again() -> None:
    clock = Clock()

    def full() -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        patiently(full, clock=clock, sleep=clock.sleep)
    assert clock.now == 0


def test_temporary_names_are_no_books(tmp_path: Path) -> None:
    temporary = temporary_path(tmp_path / "journal" / "income-2026.beancount")
    assert temporary.parent == tmp_path / "journal"
    assert temporary.suffix != ".beancount"
    temporary.parent.mkdir()
    temporary.touch()
    assert list(tmp_path.glob("**/*.beancount")) == []


def test_reading_what_is_no_regular_file(tmp_path: Path) -> None:
    assert read_regular_file(tmp_path / "nothing") is None
    (tmp_path / "file").write_bytes(b"x\r\n")
    assert read_regular_file(tmp_path / "file") == b"x\r\n"
    with pytest.raises(OSError, match="regular"):
        read_regular_file(tmp_path)


def test_a_folder_is_forced_to_the_disk_where_the_system_offers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OperatingSystem().fsync_folder(tmp_path)

    def unsupported(_descriptor: int) -> None:
        raise OSError(errno.EINVAL, "unsupported")

    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "broken")

    if os.name != "nt":
        monkeypatch.setattr(os, "fsync", unsupported)
        OperatingSystem().fsync_folder(tmp_path)
        monkeypatch.setattr(os, "fsync", broken)
        with pytest.raises(OSError, match="broken"):
            OperatingSystem().fsync_folder(tmp_path)


def test_reasons_are_words() -> None:
    assert reason(OSError(errno.ENOSPC, "No space")).in_language("en") == "the disk is full"
    assert "odd" in reason(OSError(12345, "odd")).in_language("vi")


def test_sha256_is_the_usual_one() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
