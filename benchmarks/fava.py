"""How much slower our viewer is than plain Fava, on the same book of some 5,000 transactions.

    python -m benchmarks.fava [PAIRS]

The club is that of `reports.py`. In turn, each in a process of its own and by processor time:

- start: from the application to the first page answered (the libraries are imported before);
- reload: a file was changed, the next page answered.

Plain Fava loads the book as it stands, so its load includes our plugins and all their checks,
because the book's `plugin` line calls them; and the same book without that line, to show what they
cost. Then the pages: the time until a page is answered on books just loaded, with nothing computed
yet, and once more; set against the load of the viewer. The templates are read before.
"""

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from fava.application import create_app
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.clubs import a_club
from club_fava.contents import MENU
from club_fava.launcher import viewer
from ledger_core.books.session import open_club
from ledger_core.reports.kinds import KINDS

PAIRS = 15
START, RELOAD = "start", "reload"


def in_a_process(task: Callable[[], list[float]]) -> list[float]:
    """Return the figures that a task measures in a copy of this process, that nothing remembers."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, " ".join(map(str, task())).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        figures = [float(part) for part in answer.read().split()]
    os.waitpid(child, 0)
    return figures


def seconds(task: Callable[[], object]) -> float:
    """Return the processor time of a task."""
    start = time.process_time()
    task()
    return time.process_time() - start


def ours(book: Path) -> Flask:
    """Return the viewer over a club."""
    return viewer([book.parent], "vi")


def plain(book: Path) -> Flask:
    """Return Fava over the same file."""
    return create_app([book], load=True, poll_watcher=True)


def get(client: FlaskClient, path: str) -> None:
    """Get a page; one that is not answered is no measurement."""
    answer = client.get(path)
    assert answer.status == "200 OK", (path, answer.status)


def start_and_reload(build: Callable[[Path], Flask], book: Path) -> list[float]:
    """Measure the start and a reload."""
    client: list[FlaskClient] = []

    def start() -> None:
        client.append(build(book).test_client())
        get(client[0], slug_of(client[0]))

    taken = [seconds(start)]
    slug = slug_of(client[0])
    time.sleep(0.01)  # files are told apart by their time
    (book.parent / "register.beancount").touch()
    return [*taken, seconds(lambda: get(client[0], slug))]


def slug_of(client: FlaskClient) -> str:
    """Return the address of the first ledger's journal: Fava's own page with the least on it."""
    return f"/{client.get('/').headers['Location'].split('/')[1]}/journal/"


def shown(name: str, pairs: list[tuple[float, float]]) -> str:
    """Return a row: both medians, and of the ratios the median, lowest and highest."""
    ratios = [ours / other for ours, other in pairs]
    our_time, other = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    spread = f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    return f"| {name} | {our_time:.2f} s | {other:.2f} s | {spread} |"


def measure_loads(book: Path, bare: Path, pairs: int) -> float:
    """Print starts and reloads side by side; return the median of our reload."""
    found: dict[str, list[list[float]]] = {"viewer": [], "plain": [], "bare": []}
    for turn in range(pairs):
        tasks = [("viewer", ours, book), ("plain", plain, book), ("bare", plain, bare)]
        for name, build, file in tasks if turn % 2 else reversed(tasks):
            found[name].append(in_a_process(lambda: start_and_reload(build, file)))  # noqa: B023
    for other, words in (("plain", "plain Fava"), ("bare", "plain Fava, no plugins")):
        for place, what in enumerate((START, RELOAD)):
            both = zip(found["viewer"], found[other], strict=True)
            print(shown(f"{what}, against {words}", [(a[place], b[place]) for a, b in both]))
    return median(figures[1] for figures in found["viewer"])


def measure_pages(book: Path, load: float, runs: int) -> None:
    """Print how long each page takes on books just loaded, and again, beside the load."""
    club = open_club(book.parent).book
    client = ours(book).test_client()
    home = slug_of(client).replace("journal/", "extension/ClubPages/")
    get(client, f"{home}?page=reports")  # reads the templates, computes nothing
    for name in dict.fromkeys([*MENU, "loan", "member", *(kind.name for kind in KINDS)]):
        loan = min(club.loans)
        path = f"{home}?page={name}&loan={loan}&member={club.loans[loan].member}"

        def twice() -> list[float]:
            return [seconds(lambda: get(client, path)) for _ in range(2)]  # noqa: B023

        first, again = zip(*(in_a_process(twice) for _ in range(runs)), strict=True)
        ratios = [taken / load for taken in first]
        print(
            f"| {name} | {median(first) * 1000:.0f} ms | {median(again) * 1000:.0f} ms "
            f"| {median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f}) |"
        )


def main() -> None:
    """Measure and print."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with a_club() as folder:
        book = folder / "club.beancount"
        bare = Path(shutil.copytree(folder, folder.with_name("bare"))) / book.name
        bare.write_text(re.sub(r"(?m)^plugin.*\n", "", book.read_text("utf-8")), "utf-8")
        load = measure_loads(book, bare, pairs)
        measure_pages(book, load, max(3, pairs // 3))


if __name__ == "__main__":
    main()
