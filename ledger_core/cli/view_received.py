"""`clubledger view --untrusted`: received books in the browser, as a copy in another process."""

import json
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger_core.cli.errors import PortTaken, ReceivedNotRead, ViewerNotStarted

_MODULES = ("ledger_core", "club_plugins", "club_fava", "beancount", "fava", "flask", "cheroot")


def view_received(
    clubs: Sequence[Path], language: str | None, port: int | None, show: Callable[[str], None]
) -> None:
    """Show copies of received books until Ctrl-C; `show` is given the address to open."""
    with TemporaryDirectory(prefix="clubledger-received-", ignore_cleanup_errors=True) as name:
        base = Path(name).resolve()
        copies = list(_copied(clubs, base))
        settings = {"clubs": [str(copy) for copy in copies], "language": language, "port": port}
        with _viewer(settings, base) as process:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline() or b"{}")
            if "taken" in said and port is not None:
                raise PortTaken(port)
            if "address" not in said:
                raise ViewerNotStarted
            show(said["address"])
            with suppress(KeyboardInterrupt):
                process.wait()


def _copied(clubs: Sequence[Path], base: Path) -> Iterator[Path]:
    """Read each club's books in the locked process, and put down what was read."""
    from ledger_core.books.received import NotRead, ReaderProcess, ReceivedBooks
    from ledger_core.books.received.answers import STOPPED, NotAnAnswer
    from ledger_core.books.received.copying import TASK, put_down

    with ReaderProcess(TASK, with_errors=True) as reader:
        for number, club in enumerate(clubs, start=1):
            is_top = club.suffix == ".beancount" and club.is_file()
            books = ReceivedBooks(club.parent if is_top else club)
            answer = reader.read(books)
            copy = base / str(number)
            copy.mkdir()
            if not isinstance(answer, NotRead):
                try:
                    put_down(answer.result, copy)
                except NotAnAnswer:
                    answer = NotRead("received.no-answer", STOPPED)
            if isinstance(answer, NotRead):
                raise ReceivedNotRead(
                    books.shown, answer.reason, answer.message, answer.file, answer.line
                )
            yield copy


@contextmanager
def _viewer(settings: Mapping[str, object], base: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the process that shows the copies; end it with the block."""
    from ledger_core.books.received.isolating import isolated_python, plain_environment

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    command = isolated_python("club_fava.received:main", _MODULES, json.dumps(settings))
    process = subprocess.Popen(  # noqa: S603 (our own Python and code)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=plain_environment(),
        cwd=base,
    )
    old = signal.signal(signal.SIGTERM, stop)
    try:
        yield process
    finally:
        signal.signal(signal.SIGTERM, old)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
