"""What Linux offers to lock a process in; elsewhere, and where a kernel is older, less happens.

Landlock (since 5.13) keeps a process to some folders, seccomp to some calls of the system, and a
network namespace of its own has no network. None needs to be the administrator, but the last.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

_PR_SET_NAME: Final = 15
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

_LANDLOCK_CREATE: Final = 444
_LANDLOCK_ADD: Final = 445
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_VERSION: Final = 1
_LANDLOCK_BENEATH: Final = 1
_LANDLOCK_READ: Final = 1 << 2 | 1 << 3  # read a file, list a folder
_LANDLOCK_WRITE: Final = 1 << 1 | 1 << 7 | 1 << 8  # write a file, make a folder, make a file
# Rights over files by version of Landlock: 13 at first, then REFER, TRUNCATE, and IOCTL_DEV.
_LANDLOCK_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_LANDLOCK_SCOPES: Final = 6  # version since which signals and abstract sockets can be shut out

# Calls by number: what starts programs, makes processes, reaches others or the network.
_CALLS: Final = {
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 49, 50, 53, 56, 57, 58, 59, 101, 62, 200, 234, 288, 310, 311, 322, 435, 425,
         165, 272, 308, 246, 298, 321, 323, 434, 438, 440),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 199, 200, 201, 202, 203, 220, 221, 117, 129, 130, 131, 242, 270, 271, 281, 435, 425,
         40, 97, 268, 104, 241, 280, 282, 434, 438, 440),
    ),
}  # fmt: skip
_SECCOMP_ALLOW: Final = 0x7FFF0000
_SECCOMP_REFUSE: Final = 0x00050000 | 1  # answer EPERM
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_OTHER_NUMBERS: Final = 0x40000000  # x86-64 has a second set of numbers for the same calls


@cache
def _library() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@cache
def _filter() -> tuple[bytes, object] | None:
    """Return the program of seccomp, with the memory that it points to."""
    known = _CALLS.get(platform.machine())
    if known is None:
        return None
    architecture, calls = known
    count = len(calls)
    program = [(_LOAD, 0, 0, 4), (_EQUAL, 0, count + 3, architecture), (_LOAD, 0, 0, 0)]
    program += [(_AT_LEAST, count + 1, 0, _OTHER_NUMBERS)]
    program += [(_EQUAL, count - at, 0, number) for at, number in enumerate(sorted(calls))]
    program += [(_RETURN, 0, 0, _SECCOMP_ALLOW), (_RETURN, 0, 0, _SECCOMP_REFUSE)]
    memory = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    return struct.pack("@HP", len(program), ctypes.addressof(memory)), memory


def prepare() -> None:
    """Load what locking in needs, while that is still possible."""
    _filter()
    if (library := _library()) is not None:
        _calls = (library.prctl, library.syscall, library.unshare)


def no_new_privileges() -> None:
    """Make sure that nothing started from here can gain rights."""
    if (library := _library()) is not None:
        library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def name_process(name: str) -> None:
    """Give the process a name, that a list of processes or of calls shows."""
    if (library := _library()) is not None:
        library.prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)


def leave_network() -> None:
    """Move to a network of our own, in which there is nobody, where the computer lets us."""
    if (library := _library()) is not None and library.unshare(_CLONE_NEWNET) != 0:
        library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def address_space() -> int:
    """Return the bytes of address space that this process holds, 0 where that is not known."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0


def keep_to_files(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Keep this process to some folders, by Landlock. What is open stays open."""
    library = _library()
    if library is None:
        return
    version = library.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        return
    handled = (1 << _LANDLOCK_RIGHTS.get(version, 16)) - 1
    if version >= _LANDLOCK_SCOPES:
        attributes = struct.pack("=QQQ", handled, 3, 3)  # files, binding and connecting, signals
    elif version >= 4:  # noqa: PLR2004 (since then connections can be shut out)
        attributes = struct.pack("=QQ", handled, 3)
    else:
        attributes = struct.pack("=Q", handled)
    rules = library.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return
    for path in readable:
        _allow(library, rules, path, _LANDLOCK_READ)
    for path in writable:
        _allow(library, rules, path, _LANDLOCK_READ | _LANDLOCK_WRITE | (handled & 1 << 14))
    library.syscall(_LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)


def _allow(library: Any, rules: int, path: str, rights: int) -> None:  # noqa: ANN401
    with suppress(OSError):
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = struct.pack("=Qi", rights, folder)
            library.syscall(_LANDLOCK_ADD, rules, _LANDLOCK_BENEATH, rule, 0)
        finally:
            os.close(folder)


def only_harmless_calls() -> None:
    """Refuse the calls that start programs or reach others, by seccomp."""
    library, program = _library(), _filter()
    if library is not None and program is not None:
        library.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program[0], 0, 0)
