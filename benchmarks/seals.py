"""How long it takes to compare 36 sealed months of an invented club with its books.

    python benchmarks/seals.py [CLUB]

A club of the simulation lives for three years and closes each month but the last; another number
gives another club. Measured by processor time, the median of several runs: the comparison alone,
and a whole load with all checks, of which it is a part.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from ledger_core.books.loading import load_club
from ledger_core.books.seals.verifying import verify
from ledger_core.simulation.club import write_club
from ledger_core.simulation.profile import draw_profile

RUNS = 7
MONTHS = 36
GOAL_S = 1.0
YEARS = 3


def seconds(task: Callable[[], object]) -> float:
    """Return the median processor time of a task."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return median(times)


def write(folder: Path, index: int) -> None:
    """Write a club of three years whose meetings close the month before."""
    profile = replace(draw_profile(1, index, YEARS), closes_months=True)
    write_club(folder, profile, seed=index)


def main() -> int:
    """Measure and print; 1 if the goal is missed."""
    index = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "club"
        write(folder, index)
        book = load_club(folder).book
        checked = verify(book)
        assert all(seal.intact for seal in checked.seals)
        assert len(checked.seals) >= MONTHS
        size = sum(path.stat().st_size for path in (folder / "seals").iterdir())
        comparing = seconds(lambda: verify(book))
        loading = seconds(lambda: load_club(folder))
        print(f"sealed months               {len(checked.seals):>8}")
        print(f"sealed entries              {sum(seal.entries for seal in checked.seals):>8,}")
        print(f"size of the seals           {size / 1e6:>8.2f} MB")
        print(f"comparing all of them       {comparing:>8.3f} s   goal {GOAL_S} s")
        print(f"loading and checking all    {loading:>8.3f} s, of which {comparing / loading:.0%}")
    return int(comparing > GOAL_S)


if __name__ == "__main__":
    sys.exit(main())
