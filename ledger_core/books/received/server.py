"""The process that reads received books: it forks one locked child for each club.

Started by `process.ReaderProcess` in isolated Python, so that no folder of the caller's and no
variable of the environment can put other code in place. It has imported everything before the
first book comes, and reads no byte of a book itself: a child that dies takes nothing with it.
"""

import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from ledger_core.books.received import kernel
from ledger_core.books.received.answers import NotRead, encode_answer
from ledger_core.books.received.child import Request, answer_of, outcome_of
from ledger_core.books.received.confinement import hand_over
from ledger_core.books.received.limits import Limits
from ledger_core.books.received.warming import warm_up
from ledger_core.messages import Message, N_

_HEADER: Final = 8
_CHUNK: Final = 1 << 16
_FIRST_OPENED: Final = 3  # after the standard ones
_MOST_OPEN: Final = 4096


def main(settings: str) -> None:
    """Serve until whoever started the process closes its end.

    Args:
      settings: JSON of `task`, `limits`, `with_errors`, `base` (a private folder) and `forks`.
    """
    plain = json.loads(settings)
    requests, answers = _own_channels()
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started us
    try:
        task = _task(plain["task"])
    except (ImportError, AttributeError, ValueError) as error:
        _send(answers, json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode())
        return
    kernel.prepare()
    warm_up(task)
    kernel.leave_network()
    gc.collect()
    gc.freeze()
    _send(answers, b'{"ready": true}')
    try:
        _serve(plain, task, requests, answers)
    finally:
        if plain[
            "forks"
        ]:  # whoever asked may have been killed; a process locked in removes nothing
            shutil.rmtree(plain["base"], ignore_errors=True)


def _serve(
    plain: dict[str, Any], task: Callable[[Any], Any], requests: BinaryIO, answers: BinaryIO
) -> None:
    """Read what is asked for, one club after the other."""
    for number, line in enumerate(iter(requests.readline, b"")):
        request = Request(
            Path(os.fsdecode(bytes.fromhex(json.loads(line)["path"]))),
            Path(plain["base"]) / str(number),
            Limits(**plain["limits"]),
            task,
            with_errors=plain["with_errors"],
        )
        request.private.mkdir(mode=0o700)
        hand_over(request.private)
        if not plain["forks"]:
            _send(answers, answer_of(request))
            return  # locked in for good; whoever started us removes the copy
        try:
            content = _read_in_child(request, requests)
        finally:
            shutil.rmtree(request.private, ignore_errors=True)
        _send(answers, content)


def _own_channels() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two ends for ourselves: what else is printed here goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return requests, answers


def _task(name: str) -> Callable[[Any], Any]:
    module, _colon, function = name.partition(":")
    found = getattr(importlib.import_module(module), function)
    if not callable(found):
        raise AttributeError(name)  # noqa: TRY004 (as if it were not there)
    return found  # type: ignore[no-any-return]


def _send(answers: BinaryIO, content: bytes) -> None:
    left = memoryview(len(content).to_bytes(_HEADER) + content)
    while left:
        left = left[answers.write(left) :]


def _read_in_child(request: Request, requests: BinaryIO) -> bytes:
    """Fork a child for one club and return its answer, or why there is none."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.closerange(_FIRST_OPENED, theirs)  # above all our line to whoever started us
            os.closerange(theirs + 1, _MOST_OPEN)
            _answer_and_end(request, theirs)
        os._exit(70)
    os.close(theirs)
    try:
        content, stopped = _listen(ours, requests, request.limits)
    finally:
        os.close(ours)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
    if stopped is None and content:
        return content
    return encode_answer(stopped or outcome_of(os.waitstatus_to_exitcode(status)))


def _answer_and_end(request: Request, theirs: int) -> None:
    gc.disable()  # it lives for one club: nothing is worth collecting
    left = memoryview(answer_of(request))
    while left:
        left = left[os.write(theirs, left) :]
    os._exit(0)


def _listen(ours: int, requests: BinaryIO, limits: Limits) -> tuple[bytes, NotRead | None]:
    """Take what a child says, up to the limits of time and size."""
    end = time.monotonic() + limits.seconds
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_READ)
        selector.register(requests, selectors.EVENT_READ)
        while (left := end - time.monotonic()) > 0:
            ready = {key.fileobj for key, _events in selector.select(left)}
            if requests in ready:  # whoever asked is gone
                sys.exit(0)
            if ours not in ready:
                continue
            part = os.read(ours, _CHUNK)
            if not part:
                return b"".join(parts), None
            parts.append(part)
            size += len(part)
            if size > limits.answer_size:
                text = N_("The answer about these books is larger than any club's.")
                return b"", NotRead("received.answer-too-large", Message(text))
    text = N_("Reading these books took more than {seconds} seconds.")
    return b"", NotRead("received.time", Message(text, seconds=f"{limits.seconds:g}"))
