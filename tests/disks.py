"""Disks that fail at a chosen call, for the tests of everything that writes files."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from ledger_core.books.disk.files import OperatingSystem


class Killed(BaseException):
    """The process ends here; like a real kill, nothing catches it."""


class CountingDisk(OperatingSystem):
    """A disk that keeps a list of the calls made to it, and does not wait for the platters."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def _call(self, name: str) -> None:
        self.calls.append(name)

    def create(self, path: Path, mode: int | None) -> int:
        self._call("create")
        return super().create(path, mode)

    def write(self, descriptor: int, content: memoryview) -> int:
        self._call("write")
        return super().write(descriptor, content)

    def fsync(self, descriptor: int) -> None:  # noqa: ARG002 (only counted)
        self._call("fsync")

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace")
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._call("remove")
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._call("make_folder")
        super().make_folder(path)

    def fsync_folder(self, path: Path) -> None:  # noqa: ARG002 (only counted)
        self._call("fsync_folder")


class KilledBefore(CountingDisk):
    """The process is killed before its call number `number`, counted from 1."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def _call(self, name: str) -> None:
        super()._call(name)
        if len(self.calls) >= self.number:
            raise Killed


class KilledInWrite(CountingDisk):
    """The process is killed when half of its write number `number` has reached the file."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, descriptor: int, content: memoryview) -> int:
        if self.calls.count("write") + 1 == self.number:
            super().write(descriptor, content[: len(content) // 2])
            raise Killed
        return super().write(descriptor, content)


class FailingDisk(CountingDisk):
    """Every call from number `number` on fails, as on a full disk; removing still works."""

    def __init__(self, number: int, *, code: int = errno.ENOSPC, once: bool = False) -> None:
        super().__init__()
        self.number = number
        self.code = code
        self.once = once

    def _call(self, name: str) -> None:
        super()._call(name)
        due = len(self.calls) == self.number if self.once else len(self.calls) >= self.number
        if due and (name != "remove" or self.once):
            raise OSError(self.code, "failing on purpose")


class ShortWrites(CountingDisk):
    """Takes at most `most` bytes at once; nothing at all once `room` bytes are written.

    A disk that takes a byte at a time does so for its first `SINGLY` writes.
    """

    SINGLY = 500

    def __init__(self, most: int, room: int | None = None) -> None:
        super().__init__()
        self.most = most
        self.room = room

    def write(self, descriptor: int, content: memoryview) -> int:
        most = self.most if len(self.calls) < self.SINGLY else max(self.most, 97)
        size = min(most, len(content))
        if self.room is not None:
            size = min(size, self.room)
            self.room -= size
        return super().write(descriptor, content[:size]) if size else 0


class _File:
    """A file's content as programs see it, and what of it is on the platters."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.synced = content


class PowerCut(KilledBefore):
    """The power fails before call number `number`: what was not forced to the disk may be lost.

    A file's content survives from its last fsync, a name from the last fsync of its folder. Names
    that changed since may or may not have reached the disk, each on its own.
    """

    def __init__(self, number: int, folder: Path) -> None:
        super().__init__(number)
        self.folder = folder
        self.names = {path: _File(path.read_bytes()) for path in _files_below(folder)}
        self.durable = dict(self.names)
        self.open: dict[int, _File] = {}

    def create(self, path: Path, mode: int | None) -> int:
        descriptor = super().create(path, mode)
        self.names[path] = self.open[descriptor] = _File()
        return descriptor

    def write(self, descriptor: int, content: memoryview) -> int:
        written = super().write(descriptor, content)
        self.open[descriptor].content += bytes(content[:written])
        return written

    def fsync(self, descriptor: int) -> None:
        super().fsync(descriptor)
        self.open[descriptor].synced = self.open[descriptor].content

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self.names[target] = self.names.pop(source)

    def remove(self, path: Path) -> None:
        super().remove(path)
        self.names.pop(path, None)

    def fsync_folder(self, path: Path) -> None:
        super().fsync_folder(path)
        here: Callable[[Path], bool] = lambda name: name.parent == path  # noqa: E731
        self.durable = {n: f for n, f in self.durable.items() if not here(n)}
        self.durable |= {n: f for n, f in self.names.items() if here(n)}

    def rebuild(self, folder: Path, survives: Callable[[], bool]) -> None:
        """Write into `folder` what is found when the power is back.

        Args:
          folder: An empty folder.
          survives: Whether a change of a name that was not forced to the disk is there.
        """
        for name in sorted({*self.names, *self.durable}):
            file = (self.names if survives() else self.durable).get(name)
            if file is not None:
                path = folder / name.relative_to(self.folder)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.synced)


def survivals(seed: int) -> dict[str, Callable[[], bool]]:
    """Return the fates of what was not forced to the disk: all lost, all there, by chance."""
    chance = Random(seed)  # noqa: S311
    return {
        "lost": lambda: False,
        "there": lambda: True,
        "by chance": lambda: chance.random() < 0.5,
    }


def _files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
