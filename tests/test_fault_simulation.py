"""Nothing is lost or torn under a failing disk; and writers with a bug are found out."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from ledger_core.books.disk import files, intent
from ledger_core.books.disk.files import System, mode_of, put_file, remove_if_there, sha256
from ledger_core.books.disk.intent_format import FileChange
from tests.fault_simulation import Found, Writer, main, play

# What a mutant replaces are parts of the writer that no one else may touch.
# ruff: noqa: SLF001

LIVES = 200
LIVES_OF_A_MUTANT = 60


def test_two_hundred_lives_lose_nothing() -> None:
    kinds: Counter[str] = Counter()
    for seed in range(LIVES):
        kinds.update(play(seed))
    assert len(kinds) == 11
    assert min(kinds.values()) > 100


def test_it_can_be_run_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--runs", "2", "--seed", "5"]) == 0
    assert "2 lives of 30 steps: 0" in capsys.readouterr().out


class Without:
    """An operating system without one of its calls."""

    def __init__(self, system: System, call: str) -> None:
        self._system, self._call = system, call

    def __getattr__(self, name: str) -> Any:
        return (lambda *_: None) if name == self._call else getattr(self._system, name)


class WithoutCall(Writer):
    """Leaves a call out."""

    def __init__(self, call: str) -> None:
        self.call = call

    def write(
        self,
        folder: Path,
        changes: Mapping[str, bytes],
        expected: Mapping[str, str | None],
        system: System,
    ) -> None:
        super().write(folder, changes, expected, Without(system, self.call))


class NoLock(Writer):
    def lock(self, folder: Path) -> AbstractContextManager[None]:  # noqa: ARG002
        return nullcontext()


class NoHashCheck(Writer):
    """Takes whatever is there for what was read."""

    def write(
        self,
        folder: Path,
        changes: Mapping[str, bytes],
        expected: Mapping[str, str | None],
        system: System,
    ) -> None:
        paths = {path: folder / path for path in {*expected, *changes}}
        now = {p: sha256(f.read_bytes()) if f.is_file() else None for p, f in paths.items()}
        super().write(folder, changes, now, system)


class NoIntent(Writer):
    """Replaces file after file, each in one step."""

    def write(
        self,
        folder: Path,
        changes: Mapping[str, bytes],
        expected: Mapping[str, str | None],
        system: System,
    ) -> None:
        with suppress(OSError):
            for path, content in changes.items():
                put_file(folder / path, content, mode=None, system=system)
        super().write(folder, changes, _now(folder, changes, expected), system)


def _now(
    folder: Path, changes: Mapping[str, bytes], expected: Mapping[str, str | None]
) -> dict[str, str | None]:
    found = dict(expected)
    for path in changes:
        file = folder / path
        found[path] = sha256(file.read_bytes()) if file.is_file() else None
    return found


class ForgetsTheIntent(Writer):
    """Throws an intent that it finds away."""

    def recover(self, folder: Path, system: System) -> None:
        (folder / ".clubledger" / "intent.json").unlink(missing_ok=True)
        super().recover(folder, system)


# Parts of the real writer, each with a bug.


def _in_place(path: Path, content: bytes, *, mode: int | None, system: System) -> None:
    remove_if_there(path, system=system)
    files._write_whole(path, content, mode=mode, system=system)


def _one_write(path: Path, content: bytes, *, mode: int | None, system: System) -> None:
    descriptor = system.create(path, mode)
    system.write(descriptor, memoryview(content))
    system.fsync(descriptor)
    system.close(descriptor)


_note, _finish = intent._note, intent._finish


def _half_noted(folder: Path, changes: tuple[FileChange, ...], system: System) -> None:
    _note(folder, changes[: (len(changes) + 1) // 2], system)


def _removed_first(folder: Path, changes: Any, to_do: Any, system: System) -> None:
    remove_if_there(folder / ".clubledger" / "intent.json", system=system)
    _finish(folder, changes, to_do, system)


def _never_removed(folder: Path, changes: Any, to_do: Any, system: System) -> None:
    _finish(folder, changes, to_do, Without(system, "remove"))


def _over_everything(folder: Path, changes: tuple[FileChange, ...]) -> list[FileChange]:
    return [c for c in changes if intent._hash_now(folder, c.path) != c.new]


def _replaced_before_noted(folder: Path, changes: tuple[FileChange, ...], system: System) -> None:
    for change in changes:
        path = folder / change.path
        with suppress(OSError):
            put_file(path, change.content.encode(), mode=mode_of(path), system=system)
    _note(folder, changes, system)


def _not_forced(path: Path, content: bytes, *, mode: int | None, system: System) -> None:
    put_file(path, content, mode=mode, system=Without(system, "fsync"))


Mutant = tuple[Writer, list[tuple[object, str, Callable[..., Any]]]]
MUTANTS: dict[str, Mutant] = {
    "no fsync of files": (WithoutCall("fsync"), []),
    "no fsync of folders": (WithoutCall("fsync_folder"), []),
    "no lock": (NoLock(), [(intent, "require_lock", lambda _folder: None)]),
    "no hash check": (NoHashCheck(), []),
    "no intent": (NoIntent(), []),
    "the intent is thrown away": (ForgetsTheIntent(), []),
    "in place": (Writer(), [(intent, "put_file", _in_place)]),
    "no length check": (Writer(), [(files, "_write_whole", _one_write)]),
    "half the files noted": (Writer(), [(intent, "_note", _half_noted)]),
    "the intent is removed first": (Writer(), [(intent, "_finish", _removed_first)]),
    "the intent is never removed": (Writer(), [(intent, "_finish", _never_removed)]),
    "over what a hand changed": (Writer(), [(intent, "_not_yet_done", _over_everything)]),
    "replaced before it is noted": (Writer(), [(intent, "_note", _replaced_before_noted)]),
    "what is put is not forced": (Writer(), [(intent, "put_file", _not_forced)]),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_writer_with_a_bug_is_found_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, patches = MUTANTS[name]
    for module, attribute, bug in patches:
        monkeypatch.setattr(module, attribute, bug)
    for seed in range(LIVES_OF_A_MUTANT):
        try:
            play(seed, writer=writer)
        except Found:
            return
    pytest.fail(f"{LIVES_OF_A_MUTANT} lives found nothing wrong with a writer with “{name}”")
