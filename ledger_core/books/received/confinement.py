"""Locking a process in before it reads a hostile book: as far as its computer can.

The kernel's own means come first, since they hold even if the parser in C is made to do something
else: no more privileges, another user where we are the administrator, no network, no files but the
private copy and Python's own, bounds of memory, time, files and processes. An audit hook of Python
refuses the same once more, on every computer.
"""

import ctypes
import os
import stat
import sys
import sysconfig
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final

from ledger_core.books.received import kernel
from ledger_core.books.received.isolating import code_roots
from ledger_core.books.received.limits import Limits

_NOBODY: Final = 65534
_MOST_OPEN: Final = 64
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# What Python may still do: look around among its own files, import, build classes.
_HARMLESS_EVENTS: Final = frozenset(
    {
        "array.__new__",
        "builtins.id",
        "code.__new__",
        "compile",
        "cpython.PyInterpreterState_Clear",
        "cpython._PySys_ClearAuditHooks",
        "exec",
        "function.__new__",
        "glob.glob",
        "glob.glob/2",
        "import",
        "marshal.load",
        "marshal.loads",
        "object.__delattr__",
        "object.__getattr__",
        "object.__setattr__",
        "os.listdir",
        "os.scandir",
        "os.walk",
        "os.fwalk",
        "pathlib.Path.glob",
        "pathlib.Path.rglob",
        "pathlib.Path.walk",
        "sys._getframe",
        "sys._getframemodulename",
        "sys.excepthook",
        "sys.unraisablehook",
        "time.sleep",
    }
)
_COPYING_EVENTS: Final = frozenset({"os.mkdir"})


class NotAllowedHere(Exception):
    """The reading process tried something that reading books never needs."""


class Confinement:
    """What a reading process may still do. Once locked, there is no way back.

    Attributes:
      private: The one folder of its own, where it copies the books before it reads them.
    """

    def __init__(self, private: Path) -> None:
        self.private = private
        self._copying = True
        self._readable = tuple(f"{root}{os.sep}" for root in [*own_roots(), str(private)])
        self._writable = f"{private}{os.sep}"

    def lock(self) -> None:
        """Give everything up but reading Python's own files and writing the private folder."""
        os.chdir(self.private)
        kernel.no_new_privileges()
        kernel.keep_to_files(own_roots(), [str(self.private)])
        _become_nobody(self.private)
        sys.addaudithook(self._audit)

    def seal(self) -> None:
        """Give up writing too: the private copy is whole."""
        self._copying = False
        kernel.keep_to_files([*own_roots(), str(self.private)], [])
        kernel.only_harmless_calls()
        kernel.name_process("cl-sealed")

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event in _HARMLESS_EVENTS:
            return
        if event == "open":
            self._check_open(args[0], args[2] if len(args) > 2 else 0)  # noqa: PLR2004
        elif not (self._copying and event in _COPYING_EVENTS):
            raise NotAllowedHere(event)

    def _check_open(self, path: object, flags: object) -> None:
        if isinstance(path, int):
            return
        if not isinstance(path, str | bytes | os.PathLike):
            raise NotAllowedHere(f"open {path!r}")
        absolute = os.path.abspath(os.fsdecode(path)) + os.sep  # noqa: PTH100 (pathlib is slow)
        if isinstance(flags, int) and flags & _WRITING:
            if not (self._copying and absolute.startswith(self._writable)):
                raise NotAllowedHere(f"open {path!r}")
        elif not absolute.startswith(self._readable):
            raise NotAllowedHere(f"open {path!r}")


@cache
def own_roots() -> tuple[str, ...]:
    """Return the folders of Python, its libraries and this program."""
    paths = sysconfig.get_paths()
    names = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    names |= {str(root) for root in code_roots()}
    names.add(os.path.dirname(os.path.realpath(ctypes.__file__)))  # noqa: PTH120
    return tuple(sorted({name for name in names if Path(name).is_dir()}))


def limit_resources(limits: Limits) -> None:
    """Bound memory, time of the processor, files and processes of this process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    seconds = limits.processor_seconds
    bounds = [
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_CPU, seconds, seconds + 2),
        (resource.RLIMIT_FSIZE, limits.total_size, limits.total_size),
        (resource.RLIMIT_NOFILE, _MOST_OPEN, _MOST_OPEN),
    ]
    if hasattr(resource, "RLIMIT_NPROC"):
        bounds.append((resource.RLIMIT_NPROC, 0, 0))
    if held := kernel.address_space():
        bounds.append((resource.RLIMIT_AS, held + limits.memory, held + limits.memory))
    for kind, soft, hard in bounds:
        with suppress(ValueError, OSError):  # a limit that is already lower, or not known here
            resource.setrlimit(kind, (soft, hard))


def _become_nobody(private: Path) -> None:
    """Become the user whom nothing belongs to, where we are the administrator."""
    if sys.platform == "win32" or os.geteuid() != 0 or not everybody_reaches(private.parent):
        return
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)  # of the administrator's process, for good


def everybody_reaches(folder: Path) -> bool:
    """Whether any user of the computer may enter a folder."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


def private_place() -> str | None:
    """Return where private folders are made: None for the usual place for temporary files.

    The user who is to read must be able to reach it, where we are the administrator.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    for name in (gettempdir(), "/tmp", "/var/tmp", "/dev/shm"):  # noqa: S108 (a random name below)
        place = Path(name).resolve()
        if place.is_dir() and everybody_reaches(place):
            return str(place)
    return None


def hand_over(private: Path) -> None:
    """Let the user who will read own the private folder, where we are the administrator."""
    if sys.platform != "win32" and os.geteuid() == 0:
        os.chown(private, _NOBODY, _NOBODY)
