"""A club's folder under a disk that fails at any call: nothing lost, nothing torn, ever.

`python -m tests.fault_simulation --runs 5000 --seed 1` plays many lives; each is decided by its
seed. A life is a row of steps: an entry into one file or five at once, with a crash, a power cut, a
full disk, a short or torn write, another writer in the middle or one with old knowledge, a hand
with an editor. After each step the next command comes and completes what was cut off; then every
entry must be in all of its files or in none, and everything that was promised must be there.

The writer is an argument, so that the simulation itself is tested with writers that have a bug.
"""

import argparse
import errno
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ledger_core.books.disk.files import STATE_FOLDER, System, sha256
from ledger_core.books.disk.intent import complete_intent, is_pending, write_files
from ledger_core.books.disk.intent_errors import (
    CommitInterrupted,
    FileChangedByHand,
    FileChangedMeanwhile,
    NothingWritten,
)
from ledger_core.books.disk.lock import ClubBusy, club_lock
from ledger_core.errors import ClubledgerError
from tests.disks import (
    CountingDisk,
    FailingDisk,
    Killed,
    KilledBefore,
    KilledInWrite,
    PowerCut,
    ShortWrites,
)

FILES = (
    "register.beancount",
    "journal/income-2026.beancount",
    "journal/activity-2026.beancount",
    "people.csv",
    "log/2026-01.jsonl",
    "journal/income-2027.beancount",  # made in the course of a life
)
STEPS = 30
WRITERS = 4
_MOST_CALLS = 70
_LINE = re.compile(r"[eh]\d+ [a-z]+\n")


class Found(AssertionError):
    """Something was lost, torn or stuck."""


class Writer:
    """The one that is tested; mutants replace a part."""

    def lock(self, folder: Path) -> AbstractContextManager[None]:
        return club_lock(folder, timeout_s=0, command="simulation")

    def write(
        self,
        folder: Path,
        changes: Mapping[str, bytes],
        expected: Mapping[str, str | None],
        system: System,
    ) -> None:
        write_files(folder, changes, expected=expected, system=system)

    def recover(self, folder: Path, system: System) -> None:
        complete_intent(folder, system=system)


@dataclass
class Draft:
    """An entry on its way: what its writer read, and what it wants to write."""

    entry: str
    changes: dict[str, bytes]
    expected: dict[str, str | None]


class Intruded(CountingDisk):
    """Another writer comes in the middle of a commit, before call `number`."""

    def __init__(self, number: int, intrude: Callable[[], None]) -> None:
        super().__init__()
        self.number = number
        self.intrude = intrude

    def _call(self, name: str) -> None:
        super()._call(name)
        if len(self.calls) == self.number:
            thread = threading.Thread(target=self.intrude)
            thread.start()
            thread.join()


@dataclass
class Life:
    """One club's folder and everything that was promised about it."""

    folder: Path
    chance: Random
    writer: Writer
    number: int = 0
    files_of: dict[str, frozenset[str]] = field(default_factory=dict)
    promised: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    # ------------------------------------------------------------------------------ entries

    def draft(self) -> Draft:
        """Read the folder, and prepare an entry for one file or several."""
        content = self.content()
        self.number += 1
        entry = f"e{self.number}"
        paths = self.chance.sample(FILES, self.chance.randint(1, 5))
        self.files_of[entry] = frozenset(paths)
        padding = "x" * self.chance.choice((1, 20, 3000))
        line = f"{entry} {padding}\n".encode()
        changes = {path: content.get(path, b"") + line for path in paths}
        hashes = {path: sha256(old) for path, old in content.items()}
        return Draft(entry, changes, {**dict.fromkeys(changes), **hashes})

    def commit(self, disk: System, draft: Draft | None = None) -> None:
        """Write an entry; what became of it is noted. Without a draft it is made under the lock."""
        try:
            with self.writer.lock(self.folder):
                self.writer.recover(self.folder, CountingDisk())
                draft = draft or self.draft()
                self.open.add(draft.entry)
                self.writer.write(self.folder, draft.changes, draft.expected, disk)
        except Killed:
            return
        except CommitInterrupted:
            assert draft is not None
            self.promised.add(draft.entry)
        except (NothingWritten, FileChangedMeanwhile, ClubBusy):
            if draft is not None:
                self.refused.add(draft.entry)
        else:
            self.promised.add(draft.entry)
        if draft is not None:
            self.open.discard(draft.entry)

    def content(self) -> dict[str, bytes]:
        return {p: (self.folder / p).read_bytes() for p in FILES if (self.folder / p).is_file()}

    # -------------------------------------------------------------------------------- steps

    def step(self) -> None:
        """Do something, then let the next command come, and look."""
        kind = self.chance.choice(_STEPS)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        getattr(self, f"_{kind}")()
        self.settle()
        self.look(kind)

    def _entry(self) -> None:
        self.commit(CountingDisk())

    def _killed(self) -> None:
        self.commit(KilledBefore(self.chance.randint(1, _MOST_CALLS)))

    def _torn(self) -> None:
        self.commit(KilledInWrite(self.chance.randint(1, 7)))

    def _full(self) -> None:
        code = self.chance.choice((errno.ENOSPC, errno.EIO, errno.EACCES))
        once = self.chance.random() < 0.5
        number = self.chance.randint(1, _MOST_CALLS)
        self.commit(FailingDisk(number, code=code, once=once))

    def _short(self) -> None:
        room = self.chance.choice((None, 0, 500, 5000, 20_000))
        self.commit(ShortWrites(self.chance.choice((1, 100, 4096)), room))

    def _power(self) -> None:
        self.cut_power(self.commit)

    def _killed_twice(self) -> None:
        """The command that completes a change is killed too, perhaps by the power."""
        self._killed()
        number = self.chance.randint(1, 40)

        def recover(disk: System) -> None:
            try:
                with self.writer.lock(self.folder):
                    self.writer.recover(self.folder, disk)
            except (Killed, CommitInterrupted):
                pass

        if self.chance.random() < 0.5:
            self.cut_power(recover)
        else:
            recover(KilledBefore(number))

    def _intruder(self) -> None:
        """A second writer wants to write in the middle of the first one's commit."""
        number = self.chance.randint(1, _MOST_CALLS)
        self.commit(Intruded(number, lambda: self.commit(CountingDisk())))

    def _old_knowledge(self) -> None:
        """Up to four writers read; all write later, one after the other."""
        drafts = [self.draft() for _ in range(self.chance.randint(2, WRITERS))]
        for draft in drafts:
            self.commit(CountingDisk(), draft)

    def _hand(self) -> None:
        """Somebody adds a line with an editor between two commands."""
        draft = self.draft()
        path = self.chance.choice(sorted(self.content()))
        self.by_hand(path)
        self.commit(CountingDisk(), draft)

    def _hand_in_between(self) -> None:
        """A command is killed, and before the next one comes somebody edits a file."""
        self._killed()
        path = self.chance.choice(sorted(self.content()))
        before = (self.folder / path).read_bytes()
        line = self.by_hand(path)
        try:
            with self.writer.lock(self.folder):
                self.writer.recover(self.folder, CountingDisk())
        except FileChangedByHand:
            (self.folder / path).write_bytes(before)  # as the message says
            self.promised.discard(line)
            self.refused.add(line)

    def by_hand(self, path: str) -> str:
        self.number += 1
        line = f"h{self.number}"
        self.files_of[line] = frozenset({path})
        with (self.folder / path).open("ab") as file:
            file.write(f"{line} byhand\n".encode())
        self.promised.add(line)
        return line

    def cut_power(self, act: Callable[[System], None]) -> None:
        """Let the power fail in the middle, or right after; what was not forced may be gone."""
        disk = PowerCut(self.chance.randint(1, _MOST_CALLS), self.folder)
        act(disk)
        survives = self.chance.choice((0.0, 0.5, 1.0))
        after = self.folder.with_name("after")
        after.mkdir()
        disk.rebuild(after, lambda: self.chance.random() < survives)
        shutil.rmtree(self.folder)
        after.rename(self.folder)

    # --------------------------------------------------------------------------- what holds

    def settle(self) -> None:
        """The next command comes and completes what was cut off."""
        try:
            with self.writer.lock(self.folder):
                self.writer.recover(self.folder, CountingDisk())
        except ClubledgerError as error:
            raise Found(f"stuck: {error}") from error

    def entries(self, kind: str) -> dict[str, set[str]]:
        """Return the files in which each entry stands; every line must be whole and there once."""
        where: dict[str, set[str]] = {}
        for path, content in self.content().items():
            text = content.decode(errors="replace")
            lines = text.splitlines(keepends=True)
            if not all(_LINE.fullmatch(line) for line in lines):
                raise Found(f"{kind}: {path} is torn")
            for name in (line.split()[0] for line in lines):
                if path in where.setdefault(name, set()):
                    raise Found(f"{kind}: {name} stands twice in {path}")
                where[name].add(path)
        return where

    def look(self, kind: str) -> None:
        """Compare the folder with everything that was promised."""
        where = self.entries(kind)
        for entry, paths in self.files_of.items():
            there = where.get(entry, set())
            if there not in (set(), set(paths)):
                raise Found(f"{kind}: {entry} is in {sorted(there)} only")
            if entry in self.promised and not there:
                raise Found(f"{kind}: {entry} is lost")
            if entry in self.refused and there:
                raise Found(f"{kind}: {entry} was refused and is there")
        for entry in self.open:  # a killed command said nothing: from now on it is one or the other
            (self.promised if where.get(entry) else self.refused).add(entry)
        self.open.clear()
        if is_pending(self.folder):
            raise Found(f"{kind}: something is left behind")


_STEPS = (
    "entry",
    "killed",
    "killed",
    "torn",
    "full",
    "full",
    "short",
    "power",
    "power",
    "killed_twice",
    "intruder",
    "old_knowledge",
    "hand",
    "hand_in_between",
)


@contextmanager
def a_folder() -> Iterator[Path]:
    """A club's folder with empty files, in memory where the computer has such a place."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name).resolve() / "hanh-phuc"
        for path in FILES[:-1]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(b"")
        (folder / STATE_FOLDER).mkdir()
        yield folder


def play(seed: int, *, steps: int = STEPS, writer: Writer | None = None) -> dict[str, int]:
    """Play one life; return how often each kind of step came.

    Raises:
      Found: something was lost, torn or stuck.
    """
    with a_folder() as folder:
        life = Life(folder, Random(seed), writer or Writer())  # noqa: S311
        for number in range(1, steps + 1):
            try:
                life.step()
            except Found as found:
                raise Found(f"seed {seed}, step {number}: {found}") from found
        return life.kinds


def main(arguments: list[str] | None = None) -> int:
    """Play many lives; the exit status is 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    failures = 0
    for seed in range(options.seed, options.seed + options.runs):
        try:
            play(seed)
        except Found as found:
            failures += 1
            print(found)
    print(f"{options.runs} lives of {STEPS} steps: {failures} with something lost, torn or stuck")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
