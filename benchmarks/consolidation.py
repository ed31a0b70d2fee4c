"""Many clubs at once: what a club costs to read and keep, and a report over thousands of them.

    python -m benchmarks.consolidation [CLUBS [YEARS [BOOKS]]]

One club of the simulation lives for some years (or BOOKS are taken); it is read as received books
are. Its snapshot then stands for CLUBS clubs in as many folders (links to the same files), in
provinces by turns, so that the whole command can be timed as an officer runs it: nothing changed
(warm), one club changed. Last, some clubs are read by one process and by two, in turns.

Times are of the wall where a whole process is meant, else of the processor. On a busy computer only
the ratios say something.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from ledger_core.books.loading import LoadedClub, load_club
from ledger_core.books.received import ReaderProcess, ReceivedBooks, find_received
from ledger_core.consolidation.executors import reading_with
from ledger_core.consolidation.extracting import TASK, people_in, snapshot_of
from ledger_core.consolidation.keeping import Outcome
from ledger_core.consolidation.loan_facts import loans_on
from ledger_core.consolidation.money_steps import money_steps
from ledger_core.consolidation.month_facts import ThroughTime, month_facts
from ledger_core.consolidation.packing import NO_STEPS, PackedSnapshot, packed
from ledger_core.consolidation.running import BATCH, update
from ledger_core.consolidation.snapshot import ClubSnapshot
from ledger_core.consolidation.steps import portfolio_steps
from ledger_core.consolidation.store import SnapshotStore
from ledger_core.consolidation.strict_json import from_json, to_json
from ledger_core.simulation.club import write_club
from ledger_core.simulation.profile import FeeHabit, draw_profile

SEED, MEMBERS = 5, 60
RUNS = 5
PAIR_CLUBS, PAIR_MEMBERS, PAIRS = 16, 20, 3
CHANGED = "journal/income-2026.beancount"
PROVINCES = ("01", "04", "08", "19", "25", "31", "37", "42", "56", "86")
DAY, MONTH_END = date(2026, 5, 17), date(2026, 5, 31)


def timed(task: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds of a task."""
    start = clock()
    task()
    return clock() - start


def say(what: str, value: float, unit: str) -> None:
    """Print one line."""
    print(f"{what:<58} {value:>12,.2f} {unit}", flush=True)


def a_club(folder: Path, years: int, members: int, seed: int) -> None:
    """Write a club of the simulation."""
    drawn = draw_profile(seed, 0, years)
    capital = drawn.seed_capital * members // MEMBERS
    profile = replace(drawn, members=members, fee_habit=FeeHabit.MONTHLY, seed_capital=capital)
    write_club(folder, profile, seed=seed)


def one_club(folder: Path) -> ClubSnapshot:
    """Say what one club costs, part by part; return its snapshot."""
    size = sum(path.stat().st_size for path in folder.rglob("*.beancount"))
    club = load_club(folder)
    instalments = sum(len(r.planned()) for r in club.book.loans.values())
    say("its transactions", len(club.book.transactions), "")
    say("its loans", len(club.book.loans), "")
    say("their instalments", instalments, "")
    say("its books", size / 1e6, "MB")
    say("own books loaded and checked", timed(lambda: load_club(folder)), "s")
    with ReaderProcess(TASK) as reader:
        say(
            "received books: first one, with the start of the reader",
            timed(lambda: reader.read(ReceivedBooks(folder)), time.perf_counter),
            "s of the wall",
        )
        times = [
            timed(lambda: reader.read(ReceivedBooks(folder)), time.perf_counter) for _ in range(3)
        ]
        say("received books: read, checked and extracted", median(times), "s of the wall")
    return _extracted(club)


def _extracted(club: LoadedClub) -> ClubSnapshot:
    book, people = club.book, people_in(club)
    entry = book.register.club
    assert entry is not None
    last = book.transactions[-1].date
    through = ThroughTime(portfolio_steps(book), money_steps(book))
    parts: dict[str, Callable[[], object]] = {
        "every day of the portfolio": lambda: portfolio_steps(book),
        "every day of the money": lambda: money_steps(book),
        "the loans": lambda: list(loans_on(book, last)),
        "the month-ends": lambda: list(month_facts(book, people, entry.founded, last, through)),
    }
    for name, part in parts.items():
        say(f"  extracting: {name}", 1000 * timed(part), "ms")
    snapshot = snapshot_of(club, entry, people)
    text = json.dumps(_plain(snapshot))
    say("  its form checked by the receiving process", 1000 * timed(lambda: _read(text)), "ms")
    say("  packed", 1000 * timed(lambda: packed(snapshot)), "ms")
    say("  rows of the portfolio", len(snapshot.portfolio.days), "")
    say("  its snapshot as JSON", len(text) / 1000, "kB")
    _say_bytes(packed(snapshot))
    return snapshot


def _plain(snapshot: ClubSnapshot) -> object:
    return to_json(snapshot)


def _read(text: str) -> ClubSnapshot:
    return from_json(ClubSnapshot, json.loads(text))


def _say_bytes(found: PackedSnapshot) -> None:
    for name in ("portfolio", "money", "months"):
        blocks = getattr(found, name)
        say(f"  in the store: {name}", sum(len(block) for _, block in blocks) / 1000, "kB")
    say("  in the store: loans and everything else", len(found.details) / 1000, "kB")


def many(folder: Path, root: Path, snapshot: ClubSnapshot, count: int, store: Path) -> None:
    """Make folders for many clubs, and a store that knows them all."""
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    say("files of a club", len(files), "")
    base = packed(snapshot)
    with SnapshotStore(store) as kept:
        outcomes: list[Outcome] = []
        for number in range(count):
            province = PROVINCES[number % len(PROVINCES)]
            place = root / province / f"{number:05d}" / "club"
            for file in files:
                (place / file).parent.mkdir(parents=True, exist_ok=True)
                # A link that is unmade touches all others, so the club that changes has none.
                (os.link if number else shutil.copy)(folder / file, place / file)
        for number, books in enumerate(_places(root)):
            province = books.path.parts[-3]
            club = replace(snapshot.club, code=f"club-{number}", province=province, commune=None)
            own = packed(replace(snapshot, club=club, portfolio=NO_STEPS, months=(), loans=()))
            result = base._replace(key=own.key, identity=own.identity)
            outcomes.append(Outcome(books.shown, books.fingerprint(), "", result))
            if len(outcomes) == BATCH:
                kept.keep(outcomes, touched={})
                outcomes.clear()
        kept.keep(outcomes, touched={})
    say("the store", store.stat().st_size / 1e6, "MB")
    say("the store, a club", store.stat().st_size / 1000 / count, "kB")


def _places(root: Path) -> Iterator[ReceivedBooks]:
    return find_received([root])


def command(root: Path, store: Path, *options: str) -> tuple[float, float, int]:
    """Run the whole command; return seconds of the wall, of the processor, and memory in kB."""
    words = ["consolidate", str(root), "--as-of", str(DAY), "--by", "province", "--format", "json"]
    script = "import sys; from ledger_core.cli import main; sys.argv[0] = 'clubledger'; main()"
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-c", script, *words, "--store", str(store), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) == 2:  # noqa: PLR2004 (cannot run)
        raise SystemExit(errors)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def whole_command(root: Path, store: Path) -> None:
    """Say what the whole command takes with nothing and with one club changed."""
    runs = [command(root, store) for _ in range(RUNS)]
    say("warm report, whole process", median(wall for wall, _, _ in runs), "s of the wall")
    say("  of the processor", median(cpu for _, cpu, _ in runs), "s")
    say("  memory", max(memory for _, _, memory in runs) / 1000, "MB")
    with SnapshotStore(store) as kept:
        say("  looking for changes", timed(lambda: update(kept, [root])), "s")
        say("  the figures of all clubs", timed(lambda: kept.portfolios(DAY)), "s")
        say("  the money of all clubs", timed(lambda: kept.money(DAY)), "s")
        say("  a month-end of all clubs", timed(lambda: kept.months(MONTH_END)), "s")
        with (root / PROVINCES[0] / "00000" / "club" / CHANGED).open("a") as journal:
            journal.write("\n; a remark\n")
        done = update(kept, [root])
    print(f"one changed club: {done}", flush=True)


def by_processes(folder: Path) -> None:
    """Read the same clubs with one process and with two, in turns."""
    root = folder / "pair"
    a_club(root / "00" / "club", 1, PAIR_MEMBERS, SEED)
    for number in range(1, PAIR_CLUBS):
        shutil.copytree(root / "00" / "club", root / f"{number:02d}" / "club")

    def cold(processes: int) -> float:
        with (
            SnapshotStore(folder / f"{time.time_ns()}.db") as store,
            reading_with(processes=processes) as executor,
        ):
            # Starting Python and the readers is not what is compared: the first reads are warming.
            update(store, [root / f"{n:02d}" for n in range(2 * processes)], executor=executor)
            return timed(lambda: update(store, [root], executor=executor), time.perf_counter)

    ratios = []
    for _ in range(PAIRS):
        one, two = cold(1), cold(2)
        ratios.append(one / two)
        print(
            f"  one process {one:.2f} s, two processes {two:.2f} s: × {one / two:.2f}", flush=True
        )
    say("two processes against one", median(ratios), "times")


def main() -> int:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    years = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        club = folder / "club"
        if len(sys.argv) > 3:  # noqa: PLR2004
            shutil.copytree(sys.argv[3], club)
        else:
            a_club(club, years, MEMBERS, SEED)
        snapshot = one_club(club)
        print()
        many(club, folder / "all", snapshot, count, folder / "store.db")
        whole_command(folder / "all", folder / "store.db")
        print()
        by_processes(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
