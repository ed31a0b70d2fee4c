"""Checking and reading: what all our rules cost beside plain Beancount, and how it grows.

    python -m benchmarks.checking [PAIRS [MEMBERS …]]

On a club of some 5,000 transactions, again and again in turn, each command in a process of its own:
`bean-check` on the books without plugin lines (what all others are measured against), `bean-check`
with our plugins, `clubledger check`, `clubledger report portfolio`, a receipt entered, the start of
the command beside an interpreter that imports click. Then, in one process: Beancount's own load
beside ours with every check, and beside the reading of received books.

Every figure is processor time; other programs disturb both of a pair alike. Shown are the median of
each, and of the ratios of one round the median, lowest and highest. Memory is the largest a process
had. With numbers of members, clubs of that many are made too, and the growth from the smallest to
the largest is given as the exponent of the fit: 1 where twice the book takes twice the time.
"""

import gc
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from beancount import loader

from benchmarks.clubs import MEMBERS, without_plugins, write_a_club
from ledger_core.books.loading import load_club
from ledger_core.books.received.limits import STANDARD
from ledger_core.books.received.places import find_received
from ledger_core.books.received.reading import load_received

PAIRS = 15
ROUNDS_OF_GROWTH = 3
RECEIPT = ("--member", "M001", "--fee", "5000", "--date", "2026-06-28", "--yes")
OURS = ("-c", "import sys; from ledger_core.cli import main; sys.exit(main())")
BEAN_CHECK = ("-c", "from beancount.scripts.check import main; main()", "-C")


class Cost(NamedTuple):
    """What a process took: seconds of the processor, and mebibytes at most."""

    seconds: float
    memory: float


class Books(NamedTuple):
    """One club: its folder, and the top file of the same books without plugin lines."""

    club: Path
    plain: Path

    @property
    def transactions(self) -> int:
        """How many transactions the journals hold."""
        journals = (self.club / "journal").glob("*.beancount")
        return sum(path.read_text("utf-8").count(" * ") for path in journals)


def cost_of(*words: str, environment: dict[str, str]) -> Cost:
    """Run Python in a process of its own, its output thrown away."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    silent = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
    child = os.posix_spawn(
        sys.executable, [sys.executable, *words], environment, file_actions=silent
    )
    os.close(nowhere)
    _, _, used = os.wait4(child, 0)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def installed(cache: Path) -> dict[str, str]:
    """Return the environment of a program as it is installed: its modules are compiled."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    return environment


def commands(books: Books, copy: Path) -> dict[str, Callable[[], tuple[str, ...]]]:
    """Return what is run in each round; a receipt goes into a fresh copy of the books."""

    def receipt() -> tuple[str, ...]:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(books.club, copy)
        return *OURS, "receive", str(copy), *RECEIPT

    top = str(books.club / "club.beancount")
    return {
        "bean-check, no plugin lines": lambda: (*BEAN_CHECK, str(books.plain)),
        "bean-check with our plugins": lambda: (*BEAN_CHECK, top),
        "clubledger check": lambda: (*OURS, "check", str(books.club)),
        "clubledger report portfolio": lambda: (*OURS, "report", "portfolio", str(books.club)),
        "a receipt": receipt,
        "import click": lambda: ("-c", "import click"),
        "clubledger --version": lambda: (*OURS, "--version"),
        "clubledger --help": lambda: (*OURS, "--help"),
    }


def processes(
    words: dict[str, Callable[[], tuple[str, ...]]], environment: dict[str, str]
) -> dict[str, Callable[[], Cost]]:
    """Return for each command what runs it in a process of its own."""

    def run(given: Callable[[], tuple[str, ...]]) -> Callable[[], Cost]:
        return lambda: cost_of(*given(), environment=environment)

    return {name: run(given) for name, given in words.items()}


def in_turn(run: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Run each in turn, so many rounds; one before them does not count."""
    for task in run.values():
        task()
    found: dict[str, list[Cost]] = {name: [] for name in run}
    for _ in range(rounds):
        for name, task in run.items():
            found[name].append(task())
    return found


def ratio(found: dict[str, list[Cost]], name: str, base: str) -> str:
    """Return the ratios of the rounds: median, lowest and highest."""
    pairs = zip(found[name], found[base], strict=True)
    ratios = [ours.seconds / theirs.seconds for ours, theirs in pairs]
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def seconds(costs: list[Cost]) -> float:
    """Return the median time."""
    return median(cost.seconds for cost in costs)


def memory(costs: list[Cost]) -> float:
    """Return the median memory."""
    return median(cost.memory for cost in costs)


def measure_commands(books: Books, pairs: int, folder: Path) -> None:
    """Print what each command takes."""
    environment = installed(folder / "compiled")
    run = processes(commands(books, folder / "copy"), environment)
    found = in_turn(run, pairs)
    base, check, bare, *_ = (list(run)[place] for place in (0, 2, 5))
    for name, costs in found.items():
        against = bare if "--" in name else check if "receipt" in name else base
        print(
            f"| {name} | {seconds(costs):.3f} s | {memory(costs):.0f} MiB "
            f"| {ratio(found, name, against)} × {against} |"
        )


def in_process(task: Callable[[], object]) -> Cost:
    """Return the processor time of a call, with the garbage of the one before collected."""
    gc.collect()
    start = time.process_time()
    kept = task()
    taken = time.process_time() - start
    del kept
    return Cost(taken, 0)


def measure_loads(books: Books, pairs: int, folder: Path) -> None:
    """Print what loading takes in one process, beside Beancount's own."""

    def received() -> object:
        private = folder / "private"
        shutil.rmtree(private, ignore_errors=True)
        private.mkdir()
        return load_received(next(iter(find_received([books.club]))), private, STANDARD)

    base = "Beancount's load, no plugin lines"
    found = in_turn(
        {
            base: lambda: in_process(
                lambda: loader._load([(str(books.plain), True)], None, None, None)  # noqa: SLF001
            ),
            "own books with every check": lambda: in_process(lambda: load_club(books.club)),
            "received books with every check": lambda: in_process(received),
        },
        pairs,
    )
    for name, costs in found.items():
        print(f"| {name} | {seconds(costs):.3f} s | {ratio(found, name, base)} |")


def grown(folder: Path, sizes: list[int]) -> Iterator[Books]:
    """Yield clubs of so many members, made anew."""
    for members in sizes:
        club = folder / f"grown-{members}"
        write_a_club(club, members)
        yield Books(club, without_plugins(club, folder / f"plain-{members}"))


def measure_growth(folder: Path, sizes: list[int]) -> None:
    """Print how time and memory grow with the book."""
    environment = installed(folder / "compiled")
    points: dict[str, list[tuple[int, float]]] = {}
    for books in grown(folder, sizes):
        count = books.transactions
        chosen = dict(list(commands(books, folder / "copy").items())[:4])
        found = in_turn(processes(chosen, environment), ROUNDS_OF_GROWTH)
        for name, costs in found.items():
            points.setdefault(name, []).append((count, seconds(costs)))
            base = next(iter(found))
            print(
                f"| {count:,} | {name} | {seconds(costs):.2f} s | {ratio(found, name, base)} "
                f"| {memory(costs):.0f} MiB | {memory(costs) / memory(found[base]):.2f} |"
            )
    for name, measured in points.items():
        print(f"| {name} | exponent {exponent(measured):.2f} |")


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of the straight line through the logarithms, by least squares."""
    logs = [(math.log(size), math.log(taken)) for size, taken in points]
    middle = sum(x for x, _ in logs) / len(logs), sum(y for _, y in logs) / len(logs)
    across = sum((x - middle[0]) * (y - middle[1]) for x, y in logs)
    return across / sum((x - middle[0]) ** 2 for x, _ in logs)


def main() -> None:
    """Measure and print."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_a_club(folder / "club", MEMBERS)
        books = Books(folder / "club", without_plugins(folder / "club", folder / "plain"))
        print(f"{books.transactions:,} transactions")
        measure_commands(books, pairs, folder)
        measure_loads(books, pairs, folder)
        sizes = [int(size) for size in sys.argv[2:]]
        if len(sizes) > 1:
            measure_growth(folder, sizes)


if __name__ == "__main__":
    main()
