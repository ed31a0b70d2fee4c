"""Compares the engine with the reference on many random loans.

    python -m tests.reference --histories 100000 --seed 1 --processes 2

Exit status 1 if the two ever differ. The first differences are shown as short histories.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from random import Random

from tests.reference.comparing import differences
from tests.reference.daily.running import Record
from tests.reference.histories import History, some_history
from tests.reference.shrinking import shrunk
from tests.reference.telling import told

SHOWN = 3
CHUNK = 50


def history_of(seed: int, number: int) -> tuple[History, Record]:
    """Return the history of a number; a seed and a number always give the same one."""
    return some_history(Random(f"{seed} {number}"))  # noqa: S311 - chance, no secret


def compare(task: tuple[int, int]) -> tuple[int, list[str], Counter[str]]:
    """Compare one history; return its number, the differences and what was compared."""
    seed, number = task
    history, record = history_of(seed, number)
    counts = Counter(type(event).__name__ for event in history.happenings)
    counts["Looks"] = len(history.probes)
    return number, list(differences(history, record)), counts


def main() -> int:
    """Run the comparison and report."""
    options = _options()
    began, counts, differing = time.monotonic(), Counter[str](), 0
    tasks = [(options.seed, options.first + n) for n in range(options.histories)]
    for number, found, compared in _results(tasks, options.processes):
        counts += compared
        if not found:
            continue
        differing += 1
        if differing > SHOWN:
            print(f"History {number} of seed {options.seed} differs too.", flush=True)
        else:
            history = shrunk(history_of(options.seed, number)[0])
            print(f"\nHistory {number} of seed {options.seed}:")
            print(told(history, list(differences(history))), flush=True)
    seconds = time.monotonic() - began
    print(f"{len(tasks)} histories compared in {seconds:.0f} s, {differing} differ.")
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    return 1 if differing else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reference")
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first history")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def _results(
    tasks: list[tuple[int, int]], processes: int
) -> Iterator[tuple[int, list[str], Counter[str]]]:
    if processes == 1:
        yield from map(compare, tasks)
        return
    with Pool(processes) as pool:
        yield from pool.imap(compare, tasks, CHUNK)


if __name__ == "__main__":
    sys.exit(main())
