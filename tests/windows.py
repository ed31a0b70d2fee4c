"""Windows as the program meets it, for tests on other systems.

`as_windows` lets every module of the program see an `os` without the calls that Windows has not, a
`sys.platform` of "win32", and files that nobody may replace, rename or remove while they are open.
What it cannot show: the real console, the real lock (`msvcrt`), antivirus programs.
"""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ledger_core

OPEN_FILES = Path("/proc/self/fd")

_LACKING = frozenset(
    """
    chown fchmod fchown fork forkpty getegid geteuid getgid getgroups getpgid getuid initgroups
    killpg lchown mkfifo mknod nice openpty pread pwrite sched_getaffinity setgid setgroups
    setresgid setresuid setsid setuid statvfs sync uname wait3 wait4 WNOHANG
    O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_NOCTTY O_PATH
    """.split()  # noqa: SIM905 (easier to read)
)
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_FORBIDDEN = frozenset('<>:"|?*\\')


class _Os:
    """The module `os` as Windows has it."""

    name = "nt"
    O_BINARY = 0
    O_NOINHERIT = 0

    def __getattr__(self, name: str) -> Any:
        if name in _LACKING:
            raise AttributeError(name)
        return getattr(os, name)

    def open(self, path: Any, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "a folder cannot be opened", str(path))
        return os.open(path, flags, mode)

    def kill(self, *_: object) -> None:
        pytest.fail("on Windows os.kill ends the other program, whatever the signal")


class _Sys:
    platform = "win32"

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def modules() -> Iterator[Any]:
    """Import and yield every module of the program but the child that reads received books."""
    for found in pkgutil.walk_packages(ledger_core.__path__, "ledger_core."):
        if ".books.received" not in found.name and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def open_files() -> set[Path]:
    """Return what this process holds open."""
    found = set()
    for link in OPEN_FILES.iterdir():
        try:
            found.add(Path(os.readlink(link)))  # noqa: PTH115 (of a file that may be gone)
        except OSError:
            continue
    return found


def _refuse_open(*paths: Any) -> None:
    for one in paths:
        path = Path(one).absolute()
        held = [each for each in open_files() if each == path or path in each.parents]
        if held:
            raise PermissionError(13, "another program is using this file", str(held[0]))


def as_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program believe that it runs on Windows, until the test ends."""
    for module in modules():
        for name, fake in (("os", _Os()), ("sys", _Sys())):
            if getattr(module, name, None) in (os, sys):
                monkeypatch.setattr(module, name, fake)
    for name in ("replace", "rename", "unlink", "remove", "rmdir"):
        monkeypatch.setattr(os, name, _careful(getattr(os, name)))


def _careful(call: Callable[..., None]) -> Callable[..., None]:
    def careful(*paths: Any, **options: Any) -> None:
        if not options.get("dir_fd"):
            _refuse_open(*paths)
        call(*paths, **options)

    return careful


def what_windows_refuses(folder: Path) -> list[str]:
    """Return the names below a folder that Windows cannot hold."""
    refused, seen = [], set()
    for path in folder.rglob("*"):
        name, relative = path.name, path.relative_to(folder).as_posix()
        bad = _FORBIDDEN & set(name) or any(ord(letter) < ord(" ") for letter in name)
        if bad or name[-1] in ". " or name.split(".")[0].lower() in _DEVICES:
            refused.append(relative)
        if relative.lower() in seen or len(relative) > 150:  # 260 with all that stands above
            refused.append(relative)
        seen.add(relative.lower())
    return refused
