"""The program in a pseudo-terminal, for tests of what a person is asked."""

import codecs
import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminal")

PROGRAM = "import sys; from ledger_core.cli import main; sys.exit(main())"
DEADLINE_S = 30


class Terminal:
    """The program in a pseudo-terminal.

    Attributes:
        screen: everything it has shown so far.
    """

    def __init__(self, words: Sequence[str], folder: Path, root: Path) -> None:
        self.screen = ""
        self._seen = 0
        # One letter of Vietnamese is up to three bytes, which may come one by one.
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(root), str(root / "plugins")]),
            "TERM": "dumb",
            "COLUMNS": "100",
            "PYTHONIOENCODING": "utf-8",
        }
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            # As a terminal starts a program, also where the tests themselves run without Ctrl-C.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, set())
            os.chdir(folder)
            os.execve(  # noqa: S606
                sys.executable, [sys.executable, "-c", PROGRAM, *words], environment
            )

    def expect(self, text: str) -> None:
        """Wait until the program shows a text, after everything that was waited for before."""
        end = time.monotonic() + DEADLINE_S
        while (found := self.screen.find(text, self._seen)) < 0:
            assert time.monotonic() < end, f"no {text!r} in\n{self.screen}"
            assert self._read(), f"it ended without {text!r}:\n{self.screen}"
        self._seen = found + len(text)

    def answer(self, prompt: str, typed: str) -> None:
        """Wait for a question and answer it."""
        self.expect(prompt)
        os.write(self._fd, f"{typed}\n".encode())
        self.expect("\n")  # the terminal shows what is typed

    def end(self) -> int:
        """Wait for the end and return the exit status."""
        while self._read():
            pass
        os.close(self._fd)
        _pid, status = os.waitpid(self._pid, 0)
        return os.waitstatus_to_exitcode(status)

    def interrupt(self) -> None:
        """Press Ctrl-C, not faster than a hand after the question appears."""
        time.sleep(0.5)
        os.write(self._fd, b"\x03")

    def kill(self, number: int) -> None:
        """Stop it as a power cut would."""
        os.kill(self._pid, number)
        self.end()

    def _read(self) -> bool:
        if not select.select([self._fd], [], [], DEADLINE_S)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # how Linux says that the other side has closed
            return False
        self.screen += self._decoder.decode(data).replace("\r\n", "\n")
        return bool(data)
