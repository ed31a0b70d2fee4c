"""Reading received books from another process: the door for everybody else.

`ReaderProcess` may be used from any thread or worker of a cluster; reads of one reader wait for
each other, and what a club's books do to the process that reads them harms nobody.
"""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from ledger_core.books.received.answers import (
    STOPPED,
    Answer,
    NotAnAnswer,
    NotRead,
    decode_answer,
)
from ledger_core.books.received.confinement import private_place
from ledger_core.books.received.isolating import (
    OWN_PACKAGES,
    isolated_python,
    plain_environment,
)
from ledger_core.books.received.limits import STANDARD, Limits
from ledger_core.books.received.places import ReceivedBooks
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

HAS_FORK: Final = hasattr(os, "fork")
_GRACE: Final = 20.0
_HEADER: Final = 8
_SERVER: Final = "ledger_core.books.received.server:main"


class ReaderNotStarted(CannotRun):
    """The process that reads received books does not start."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            Message(
                N_("The process that reads received books does not start: {reason}"),
                reason=reason,
            )
        )


@contextmanager
def _ended_after(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """End a process that has not answered in time, whatever keeps it."""
    guard = threading.Timer(seconds, process.kill)
    guard.daemon = True
    guard.start()
    try:
        yield
    finally:
        guard.cancel()


class ReaderProcess:
    """Reads received books, each in a process of its own that is locked in.

    Args:
      task: A function of this program, `module:function`: it takes the loaded club, inside the
        locked process, and returns a value of JSON. It may read the club's folder and nothing
        else.
      limits: How much of a club's books is read.
      with_errors: Whether the task also gets books with errors; otherwise those are `NotRead`
        with the first error.
      forks: Whether one process that has everything ready forks a child for each club; without,
        as on Windows, each club starts a Python of its own.
    """

    def __init__(
        self,
        task: str,
        limits: Limits = STANDARD,
        *,
        with_errors: bool = False,
        forks: bool = HAS_FORK,
    ) -> None:
        self._task = task
        self._limits = limits
        self._with_errors = with_errors
        self._forks = forks
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._base: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        """Return the reader; its process starts with the first book."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process, and remove the private copies."""
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(2)
            process.kill()
            process.wait()
        base, self._base = self._base, None
        if base is not None:
            base.cleanup()

    def read(self, books: ReceivedBooks) -> Answer:
        """Read one club's books.

        Raises:
          ReaderNotStarted: the reading process does not start at all.
        """
        with self._lock:
            path = os.fsencode(books.path.absolute()).hex()
            content = self._ask(json.dumps({"path": path}).encode() + b"\n")
            if content is None:
                self.close()
                return NotRead("received.crashed", STOPPED)
            if not self._forks:
                self.close()
            try:
                return decode_answer(content)
            except NotAnAnswer:
                return NotRead("received.no-answer", STOPPED)

    def _ask(self, request: bytes) -> bytes | None:
        process = self._started()
        assert process.stdin is not None
        try:
            with _ended_after(process, self._limits.seconds + _GRACE):
                process.stdin.write(request)
                process.stdin.flush()
                return self._receive(process)
        except OSError:
            return None

    def _receive(self, process: subprocess.Popen[bytes]) -> bytes | None:
        assert process.stdout is not None
        size = int.from_bytes(process.stdout.read(_HEADER))
        if not 0 < size <= self._limits.answer_size + (1 << 20):
            return None
        content = process.stdout.read(size)
        return content if len(content) == size else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._base = TemporaryDirectory(
            prefix="clubledger-received-", dir=private_place(), ignore_cleanup_errors=True
        )
        base = Path(self._base.name).resolve()
        base.chmod(0o711)  # the user who reads reaches the folder that is his, and no other
        settings: dict[str, Any] = {
            "task": self._task,
            "limits": asdict(self._limits),
            "with_errors": self._with_errors,
            "base": str(base),
            "forks": self._forks,
        }
        packages = (*OWN_PACKAGES, self._task.partition(".")[0])
        command = isolated_python(_SERVER, packages, json.dumps(settings))
        self._process = subprocess.Popen(  # noqa: S603 (our own Python and code)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=plain_environment(),
            cwd=base,
        )
        with _ended_after(self._process, self._limits.seconds + _GRACE):
            hello = self._receive(self._process)
        if hello != b'{"ready": true}':
            self.close()
            reason = json.loads(hello)["failed"] if hello else "?"
            raise ReaderNotStarted(reason)
        return self._process
