"""Mutated books through the reader: it answers each, none stops it, none takes for ever.

    python -m tests.received.fuzzing --mutations 1000000 --seed 1 --processes 2

Most are read in batches, in processes that stand for the locked child: a batch that dies or hangs
names the mutation, and the next batch goes on behind it. Some go the whole way, through a
`ReaderProcess`, and must get the same answer. A mistake of ours that a book finds is told with its
place in the code: the reader would answer `received.failed`. A sample runs with the suite.
"""

import argparse
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger_core.books.loading import garbage_collection_paused
from ledger_core.books.received import NotRead, ReaderProcess, ReceivedBooks, Refused
from ledger_core.books.received.collecting import Collection
from ledger_core.books.received.reading import copy_out, load_collection
from ledger_core.books.received.warming import collected
from tests.received.mutating import Files, mutated

BATCH = 500
WHOLE_WAY = 500  # one of so many goes through a reader of its own
SECONDS = 5  # for one mutation
_SOURCE = Path(__file__).parent.parent / "broken_books" / "_sealed"


@dataclass(slots=True)
class Tally:
    """What became of mutations: by answer, and what must not be."""

    answers: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.answers += other.answers
        self.problems += other.problems


def bases() -> list[Files]:
    """Return the good books that are mutated: a new one, and a sealed one."""
    sealed = {
        path.relative_to(_SOURCE).as_posix(): path.read_bytes()
        for path in _SOURCE.rglob("*")
        if path.is_file()
    }
    new = dict(collected().files)
    return [new, new, new, sealed]  # the sealed one takes five times as long


def answer_to(files: Files, folder: Path) -> str:
    """Return what reading a book comes to: a rule, or "read".

    Raises:
      Exception: a mistake of the program that the book found.
    """
    collection = Collection()
    try:
        for name in sorted(files):
            if (wanted := collection.wanted(name)) is not None:
                collection.add(wanted, files[name])
        collection.whole()
        copy_out(collection, folder)
        with garbage_collection_paused():
            club = load_collection(collection, folder)
    except Refused as refused:
        return refused.rule
    return club.errors[0].rule if club.errors else "read"


def run_batch(seed: int, start: int, count: int) -> Tally:
    """Read some mutations in this process; each has its seconds."""
    tally = Tally()
    books = bases()
    for number in range(start, start + count):
        files = mutated(books[number % len(books)], f"{seed}:{number}")
        with TemporaryDirectory() as name:
            signal.alarm(SECONDS)
            try:
                tally.answers[answer_to(files, Path(name).resolve())] += 1
            except Exception as error:  # noqa: BLE001 (what a book found)
                tally.answers["received.failed"] += 1
                tally.problems.append(f"{seed}:{number} {_place(error)}")
            finally:
                signal.alarm(0)
    return tally


def _place(error: Exception) -> str:
    """Return where the program made its mistake."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def guarded_batch(seed: int, start: int, count: int) -> Tally:
    """Run a batch in a child of this process: what ends it is named, and the rest goes on."""
    tally = Tally()
    end = start + count
    while start < end:
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            _tell(theirs, seed, start, end - start)
        os.close(theirs)
        with open(ours, encoding="utf-8") as said:  # noqa: PTH123 (a descriptor)
            for line in said:
                kind, _tab, rest = line.rstrip("\n").partition("\t")
                if kind == "!":
                    tally.problems.append(rest)
                else:
                    tally.answers[rest] += 1
                    start = int(kind) + 1
        _child, status = os.waitpid(child, 0)
        if status:
            code = os.waitstatus_to_exitcode(status)
            tally.answers["ended"] += 1
            tally.problems.append(f"{seed}:{start} ended the process: {code}")
            start += 1
    return tally


def _tell(theirs: int, seed: int, start: int, count: int) -> None:
    """Say after each mutation what became of it, so that the one that ends us is known."""
    with open(theirs, "w", encoding="utf-8") as out:
        for number in range(start, start + count):
            tally = run_batch(seed, number, 1)
            out.writelines(f"!\t{problem}\n" for problem in tally.problems)
            out.write(f"{number}\t{next(iter(tally.answers))}\n")
            out.flush()
    os._exit(0)


def whole_way(seed: int, numbers: range) -> Tally:
    """Read mutations through a reader; it must say what reading them here says."""
    tally = Tally()
    books = bases()
    with ReaderProcess("tests.received_tasks:summary") as reader, TemporaryDirectory() as name:
        for number in numbers:
            files = mutated(books[number % len(books)], f"{seed}:{number}")
            folder = Path(name).resolve() / str(number)
            (folder / "private").mkdir(parents=True)
            for path, content in files.items():
                (folder / "sent" / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / "sent" / path).write_bytes(content)
            (folder / "sent").mkdir(exist_ok=True)
            answer = reader.read(ReceivedBooks(folder / "sent"))
            said = answer.reason if isinstance(answer, NotRead) else "read"
            expected = _expected(files, folder / "private")
            tally.answers["whole way"] += 1
            if said != expected:
                tally.problems.append(f"{seed}:{number} the reader says {said}, not {expected}")
    return tally


def _expected(files: Files, private: Path) -> str:
    try:
        return answer_to(files, private)
    except Exception:  # noqa: BLE001 (what a book found)
        return "received.failed"


def _work(arguments: tuple[int, int, int]) -> Tally:
    return guarded_batch(*arguments)


def run(mutations: int, seed: int, processes: int) -> Iterator[Tally]:
    """Run mutations in batches, and some of them the whole way."""
    batches = [(seed, start, min(BATCH, mutations - start)) for start in range(0, mutations, BATCH)]
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_work, batches)
    yield whole_way(seed, range(0, mutations, WHOLE_WAY))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    tally = Tally()
    for done, part in enumerate(run(options.mutations, options.seed, options.processes), start=1):
        tally.add(part)
        for problem in part.problems:
            print(problem, flush=True)
        if done % 20 == 0:
            print(f"… {done * BATCH}", file=sys.stderr, flush=True)
    for answer, count in tally.answers.most_common():
        print(f"{count:9}  {answer}")
    print(f"mutations: {options.mutations}, problems: {len(tally.problems)}")
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main())
