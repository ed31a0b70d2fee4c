"""Running the corpus through the reader of received books."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from ledger_core.books.received import Limits, NotRead, Read, ReaderProcess, ReceivedBooks
from tests.received.cases import CannotMake, Case, books_of

TASK = "tests.received_tasks:summary"
LIMITS = Limits(seconds=20.0, processor_seconds=10)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case."""

    case: Case
    problem: str | None
    reason: str | None
    seconds: float
    skipped: str | None = None


def run_all(cases: Iterable[Case], task: str = TASK) -> Iterator[Result]:
    """Read every case's books in turn, all with one reader."""
    with ReaderProcess(task, LIMITS) as reader:
        for case in cases:
            yield run(case, reader)


def run(case: Case, reader: ReaderProcess) -> Result:
    """Read one case's books, and compare."""
    try:
        with books_of(case) as books:
            start = perf_counter()
            answer = reader.read(ReceivedBooks(books))
            seconds = perf_counter() - start
    except CannotMake as error:
        return Result(case, None, None, 0.0, str(error))
    match answer:
        case Read(result):
            said = None if case.is_good and not result["errors"] else f"was read: {result}"
            return Result(case, said, None, seconds)
        case NotRead(reason, message, file, line):
            wanted = {key: case.expected.get(key) for key in ("rule", "file", "line")}
            found = {"rule": reason, "file": file, "line": line}
            fits = not case.is_good and found == wanted
            said = None if fits else f"{found}, not {wanted}: {message.in_language('en')}"
            return Result(case, said, reason, seconds)
