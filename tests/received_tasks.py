"""Tasks for the reader of received books, as tests give them to it."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from beancount.parser import parser

from ledger_core.books.loading import LoadedClub
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message


def summary(club: LoadedClub) -> Any:
    return {
        "loans": len(club.book.loans),
        "entries": len(club.entries),
        "errors": [[f.rule, f.file, f.line] for f in club.errors],
    }


def deed(club: LoadedClub) -> Any:
    """Do what a book that had taken the process over would try: its club's code says what."""
    assert club.book.register.club is not None
    name = club.book.register.club.code
    if name == "look":
        return sorted(p.relative_to(club.book.folder).as_posix() for p in _files(club.book.folder))
    if name in _TRIES:
        return _tried(lambda: _TRIES[name](club.book.folder))
    return _ENDS[name]()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _tried(act: Callable[[], Any]) -> Any:
    try:
        act()
    except BaseException as error:  # noqa: BLE001 (whatever stops it)
        return f"refused: {type(error).__name__}"
    return "done"


def _past_python(number: int, *arguments: Any) -> None:
    """Call the system without Python's own hooks, as code smuggled into the parser could."""
    assert _SYSCALL is not None
    if _SYSCALL(number, *arguments) < 0:
        raise OSError(ctypes.get_errno())


_SYSCALL = ctypes.CDLL(None, use_errno=True).syscall if sys.platform == "linux" else None
_PASSWORDS = b"/etc/passwd\0"
_OPENAT, _SOCKET, _FORK, _EXECVE, _KILL = 257, 41, 57, 59, 62  # of x86-64

_TRIES: dict[str, Callable[[Path], Any]] = {
    "read": lambda _folder: Path("/etc/passwd").read_bytes(),
    "write": lambda folder: (folder / "written").write_text("x"),
    "delete": lambda folder: (folder / "club.beancount").unlink(),
    "link": lambda folder: (folder / "link").symlink_to("/etc/passwd"),
    "run": lambda _folder: subprocess.run([sys.executable, "-c", ""], check=True),
    "shell": lambda _folder: os.system("true"),  # noqa: S605, S607
    "fork": lambda _folder: os.fork(),
    "reach": lambda _folder: socket.create_connection(("127.0.0.1", 9)),
    "call": lambda _folder: ctypes.CDLL(None),
    "end-others": lambda _folder: os.kill(os.getppid(), signal.SIGKILL),
    "read-past-python": lambda _folder: _past_python(_OPENAT, -100, _PASSWORDS, 0),
    "write-past-python": lambda _folder: _past_python(_OPENAT, -100, b"written\0", 0o101, 0o600),
    "reach-past-python": lambda _folder: _past_python(_SOCKET, 2, 1, 0),
    "fork-past-python": lambda _folder: _past_python(_FORK),
    "run-past-python": lambda _folder: _past_python(_EXECVE, b"/bin/true\0", None, None),
    "end-past-python": lambda _folder: _past_python(_KILL, os.getppid(), 9),
}
TRIES = tuple(_TRIES)
PAST_PYTHON = tuple(name for name in TRIES if name.endswith("-past-python"))


def _for_ever() -> None:
    while True:
        pass


def _for_ever_asleep() -> None:
    time.sleep(600)


def _without_memory() -> None:
    found = []
    while True:
        found.append(b"x" * 50_000_000)


def _crash() -> None:
    """Give the parser what ends it, as if a book had got past every check."""
    parser.parse_string('2026-01-15 * "x"\n  Assets:X  1/0 VND\n')


def _forge() -> None:
    """Say what is no answer, on whatever is open."""
    for descriptor in range(3, 64):
        with suppress(OSError):
            os.write(descriptor, b'{"result": ')
    os._exit(0)


def _careless() -> None:
    Path("/etc/passwd").read_bytes()


def _refuse() -> None:
    raise ClubledgerError(Message("{x}", x="Nguyễn Thị Hoa"))


def _fail() -> None:
    raise KeyError("Nguyễn Thị Hoa")


def _talk() -> str:
    """Answer more than may be answered, and print on the way."""
    print("x" * 1000)
    return "x" * 5_000_000


_ENDS: dict[str, Callable[[], Any]] = {
    "unwritable": lambda: {1j},  # no value of JSON
    "fail": _fail,
    "talk": _talk,
    "careless": _careless,
    "refuse": _refuse,
    "forge": _forge,
    "endless": _for_ever,
    "asleep": _for_ever_asleep,
    "greedy": _without_memory,
    "crash": _crash,
    "leave": lambda: os._exit(0),
    "abort": os.abort,
}
ENDS = tuple(_ENDS)
