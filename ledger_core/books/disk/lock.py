"""One writer at a time in a club's folder.

The lock is the operating system's own and ends with its process, however that ends. A side file
says who holds it, for the message that another program reads when it has waited in vain; nothing
is ever decided by what that file says.
"""

import errno
import getpass
import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from ledger_core.books.disk.errors import FolderNotWritable
from ledger_core.books.disk.files import STATE_FOLDER
from ledger_core.books.text import shown
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

WAIT_S: Final = 60.0
"""How long a command waits for another one by default."""

_LOCK_FILE: Final = "lock"
_HOLDER_FILE: Final = "holder.json"
_POLL_S: Final = 0.05
_LARGEST_HOLDER_BYTES: Final = 4096

# (process, thread, folder): a child that was forked inside the lock does not hold it.
_held: set[tuple[int, int, Path]] = set()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a club's lock, as told to people.

    Attributes:
      pid: Number of the process.
      host: Name of the computer.
      user: Name of the user.
      command: The command that was started.
      since: Local date and time at which it took the lock.
    """

    pid: int
    host: str
    user: str
    command: str
    since: str


class ClubBusy(CannotRun):
    """Another program writes into the club's books and did not finish in time."""

    def __init__(self, folder: Path, holder: Holder | None, waited_s: float) -> None:
        self.folder = folder
        self.holder = holder
        super().__init__(_busy_message(folder, holder), _busy_remedy(waited_s))


class LockNotHeld(RuntimeError):
    """A mistake in the program: the books are written without the lock."""


class LockHeldTwice(RuntimeError):
    """A mistake in the program: the lock is asked for inside itself."""


@contextmanager
def club_lock(
    folder: Path, *, timeout_s: float = WAIT_S, command: str | None = None
) -> Iterator[None]:
    """Hold the lock of a club's folder while the block runs.

    Args:
      folder: The club's folder, which must exist.
      timeout_s: Seconds to wait for another program; 0 for one try.
      command: What to tell others that wait; the name of the running command when None.

    Raises:
      ClubBusy: another program still holds the lock after that time.
      FolderNotWritable: the folder is missing or may not be written to.
      LockHeldTwice: this thread holds it already; waiting would never end.
    """
    key = _key(folder)
    if key in _held:
        msg = f"the lock of {folder} is held by this thread already"
        raise LockHeldTwice(msg)
    state = folder / STATE_FOLDER
    lock = FileLock(
        state / _LOCK_FILE,
        timeout=timeout_s,
        poll_interval=_POLL_S,
        fallback_to_soft=False,
        preserve_lock_file=True,
    )
    try:
        _make_state_folder(state)
        lock.acquire()
    except Timeout:
        raise ClubBusy(folder, read_holder(folder), timeout_s) from None
    except OSError as error:
        raise FolderNotWritable(folder, error) from error
    _held.add(key)
    try:
        _write_holder(state / _HOLDER_FILE, command)
        yield
    finally:
        with suppress(OSError):
            (state / _HOLDER_FILE).unlink()
        _held.discard(key)
        lock.release()


def require_lock(folder: Path) -> None:
    """Make sure that this thread holds the lock of `folder`.

    Raises:
      LockNotHeld: it does not.
    """
    if _key(folder) not in _held:
        msg = f"{folder} is written without its lock"
        raise LockNotHeld(msg)


def read_holder(folder: Path) -> Holder | None:
    """Return who seems to hold the lock, None when that is not known.

    A file left by a process that has ended is passed over.
    """
    try:
        with (folder / STATE_FOLDER / _HOLDER_FILE).open("rb") as file:
            fields = json.loads(file.read(_LARGEST_HOLDER_BYTES))
        holder = Holder(
            pid=int(fields["pid"]),
            host=shown(str(fields["host"])),
            user=shown(str(fields["user"])),
            command=shown(str(fields["command"])),
            since=shown(str(fields["since"])),
        )
    except (OSError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        return None
    return holder if _may_be_running(holder) else None


def _key(folder: Path) -> tuple[int, int, Path]:
    return os.getpid(), threading.get_ident(), folder.resolve()


def _make_state_folder(state: Path) -> None:
    with suppress(FileExistsError):
        state.mkdir()
    if state.is_symlink() or not state.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{STATE_FOLDER} is not a folder")


def _write_holder(path: Path, command: str | None) -> None:
    holder = Holder(
        pid=os.getpid(),
        host=socket.gethostname(),
        user=_user(),
        command=running_command() if command is None else command,
        since=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}",
    )
    # It is for people only: when the disk is full, the lock holds without it.
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.write_text(json.dumps(asdict(holder)), encoding="utf-8")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def running_command() -> str:
    """Return the program and its first words, never an option: those may hold a person's name."""
    words = [Path(sys.argv[0]).name if sys.argv else "python"]
    for word in sys.argv[1:3]:
        if not word.isascii() or not word.isalpha():
            break
        words.append(word)
    return " ".join(words)


def _may_be_running(holder: Holder) -> bool:
    if holder.pid <= 0:
        return False
    # On Windows signal 0 is Ctrl+C: asking would stop the other program.
    if sys.platform == "win32" or holder.host != socket.gethostname():
        return True
    try:
        os.kill(holder.pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _busy_message(folder: Path, holder: Holder | None) -> Message:
    if holder is None:
        return Message(
            N_("Another program is writing into the books in {folder}."), folder=str(folder)
        )
    return Message(
        N_(
            "Another program is writing into the books in {folder}: “{command}”, started by "
            "{user} on the computer {host}, at work since {since} (process {pid})."
        ),
        folder=str(folder),
        command=holder.command,
        user=holder.user,
        host=holder.host,
        since=holder.since,
        pid=str(holder.pid),
    )


def _busy_remedy(waited_s: float) -> Message:
    return Message(
        N_(
            "Nothing was changed. After waiting {seconds} seconds this command gave up: finish "
            "the other one, or close its window, and try again."
        ),
        seconds=f"{waited_s:.0f}",
    )
