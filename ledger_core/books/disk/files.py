"""The operating-system calls of a durable write, behind one small replaceable layer.

A file is never written in place: a temporary file beside it is written, its length checked, forced
to the disk and moved over the old one. Its name begins with a dot and does not end in
`.beancount`, so that neither an include with a pattern nor the check for unlisted files sees it.
"""

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

STATE_FOLDER: Final = ".clubledger"
"""Folder for the lock and the intent inside a club's folder; not part of the books."""

TEMPORARY_SUFFIX: Final = ".clubledger-tmp"

REPLACE_RETRY_S: Final = 2.5
"""How long Windows is asked again while a virus scanner or an editor holds a file."""

_RETRY_PAUSE_S: Final = 0.05

# Some network and USB file systems do not offer the call; there is nothing better to do there.
_NO_FOLDER_FSYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP})


class System(Protocol):
    """The calls that can fail or be cut off by a kill; tests put their own in place."""

    def create(self, path: Path, mode: int | None) -> int:
        """Create a file that must not exist yet and return its descriptor."""

    def write(self, descriptor: int, content: memoryview) -> int:
        """Write what fits and return how many bytes that was."""

    def fsync(self, descriptor: int) -> None:
        """Force a file to the disk."""

    def close(self, descriptor: int) -> None:
        """Close a file."""

    def replace(self, source: Path, target: Path) -> None:
        """Move a file over another in one step."""

    def remove(self, path: Path) -> None:
        """Remove a file."""

    def make_folder(self, path: Path) -> None:
        """Create one folder whose parent exists."""

    def fsync_folder(self, path: Path) -> None:
        """Force a folder's list of names to the disk."""


class OperatingSystem:
    """The real calls."""

    def create(self, path: Path, mode: int | None) -> int:
        """Create a file that must not exist yet and return its descriptor."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
        if mode is None:
            return os.open(path, flags, 0o666)
        descriptor = os.open(path, flags, mode)
        if sys.platform != "win32":
            # The user's mask has no say in permissions that a file already had; a USB stick may
            # have none at all.
            with suppress(PermissionError):
                os.fchmod(descriptor, mode)
        return descriptor

    def write(self, descriptor: int, content: memoryview) -> int:
        """Write what fits and return how many bytes that was."""
        return os.write(descriptor, content)

    def fsync(self, descriptor: int) -> None:
        """Force a file to the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Move a file over another in one step, with patience on Windows."""
        if sys.platform == "win32":
            patiently(lambda: os.replace(source, target))  # noqa: PTH105
        else:
            os.replace(source, target)  # noqa: PTH105

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Create one folder whose parent exists."""
        path.mkdir()

    def fsync_folder(self, path: Path) -> None:
        """Force a folder's list of names to the disk; Windows offers no such call."""
        if sys.platform == "win32":
            return
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_FSYNC:
                raise
        finally:
            os.close(descriptor)


OPERATING_SYSTEM: Final = OperatingSystem()


def patiently(
    call: Callable[[], None],
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Do `call` again for up to `REPLACE_RETRY_S` while another program holds the file.

    Raises:
      PermissionError: it still holds it then.
    """
    give_up_at = clock() + REPLACE_RETRY_S
    while True:
        try:
            return call()
        except PermissionError:
            if clock() >= give_up_at:
                raise
            sleep(_RETRY_PAUSE_S)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content`, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_regular_file(path: Path) -> bytes | None:
    """Return what a file holds, None when there is none.

    Raises:
      OSError: it cannot be read, or is a folder, link, pipe or device.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OSError(errno.EISDIR, "not a regular file")
        return path.read_bytes()
    except FileNotFoundError:
        return None


def temporary_path(path: Path) -> Path:
    """Return the name under which the new content of `path` is prepared, in the same folder."""
    return path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")


def put_file(path: Path, content: bytes, *, mode: int | None, system: System) -> None:
    """Replace or create a file in one step; its folder is not yet forced to the disk.

    Args:
      path: The file; its folder must exist.
      content: All that it shall hold.
      mode: Permissions of the file, None for the usual ones of this user.
      system: The operating system.

    Raises:
      OSError: nothing has changed, and no temporary file is left.
    """
    temporary = temporary_path(path)
    try:
        remove_if_there(temporary, system=system)
        _write_whole(temporary, content, mode=mode, system=system)
        system.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            remove_if_there(temporary, system=system)
        raise


def write_file(path: Path, content: bytes, *, system: System = OPERATING_SYSTEM) -> None:
    """Replace or create one file so that it is wholly old or wholly new whatever happens.

    For a single file that belongs to no commit, such as an exported report.

    Raises:
      OSError: as `put_file`.
    """
    put_file(path, content, mode=mode_of(path), system=system)
    system.fsync_folder(path.parent)


def mode_of(path: Path) -> int | None:
    """Return the permissions of a file, which its next version keeps; None when there is none."""
    try:
        return stat.S_IMODE(path.lstat().st_mode) & 0o777
    except FileNotFoundError:
        return None


def make_folders(folder: Path, *, system: System) -> None:
    """Create a folder and those above it that are missing."""
    if not folder.is_dir():
        make_folders(folder.parent, system=system)
        system.make_folder(folder)


def remove_if_there(path: Path, *, system: System) -> None:
    """Remove a file; one that is gone already is no error."""
    with suppress(FileNotFoundError):
        path.lstat()
        system.remove(path)


def _write_whole(path: Path, content: bytes, *, mode: int | None, system: System) -> None:
    descriptor = system.create(path, mode)
    try:
        rest = memoryview(content)
        while rest:
            written = system.write(descriptor, rest)
            if written <= 0:
                raise OSError(errno.ENOSPC, "nothing was written")
            rest = rest[written:]
        if os.fstat(descriptor).st_size != len(content):
            raise OSError(errno.EIO, "the file has not the length that was written")
        system.fsync(descriptor)
    finally:
        system.close(descriptor)
