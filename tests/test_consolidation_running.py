"""Bringing a store up to date: what is read, what is not, and what a lost worker costs."""

import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger_core.books.loading import load_club
from ledger_core.consolidation import running
from ledger_core.consolidation.errors import ClusterNotInstalled, SchedulerNotReached
from ledger_core.consolidation.executors import LastingPool, Serial, reading_with
from ledger_core.consolidation.figures import added, portfolio_of_row
from ledger_core.consolidation.reading import SameContent, Wanted
from ledger_core.consolidation.running import WORKER_LOST, Update, update
from ledger_core.consolidation.store import SnapshotStore
from ledger_core.reports.portfolio import portfolio_on
from tests.clubs import small_club
from tests.lending_club import END_OF_APRIL, club_until_april


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three clubs, one of them with loans, and one that is no club."""
    root = tmp_path_factory.mktemp("sent")
    club_until_april(root / "25" / "lending")
    small_club(root / "25" / "one")
    shutil.copytree(root / "25" / "one", root / "31" / "two")
    (root / "31" / "none").mkdir()
    (root / "31" / "none" / "club.beancount").write_text('include "../two/club.beancount"\n')
    return root


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SnapshotStore]:
    with SnapshotStore(tmp_path / "store.db") as found:
        yield found


def test_only_what_changed_is_read(sent: Path, tmp_path: Path, store: SnapshotStore) -> None:
    root, told = tmp_path / "sent", []
    shutil.copytree(sent, root)

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    assert update(store, [root], progress=progress) == Update(found=4, read=4, refused=1)
    assert (told[0], told[-1]) == ((0, 4), (4, 4))
    (refused,) = store.not_read()
    assert (refused.path, refused.reason) == (str(root / "31" / "none"), "received.include")
    assert (refused.file, refused.line) == ("club.beancount", 1)
    assert update(store, [root]) == Update(found=4, unchanged=4)

    (root / "25" / "one" / "club.beancount").touch()
    journal = root / "25" / "lending" / "journal" / "income-2026.beancount"
    with journal.open("a", encoding="utf-8") as file:
        file.write("\n; a remark\n")
    shutil.rmtree(root / "31" / "two")
    assert update(store, [root]) == Update(found=3, unchanged=1, same=1, read=1, gone=1)
    assert update(store, [root], again=True) == Update(found=3, unchanged=2, read=1, refused=1)

    rows = store.portfolios(END_OF_APRIL).values()
    alone = portfolio_on(load_club(root / "25" / "lending").book, END_OF_APRIL)
    assert portfolio_of_row(END_OF_APRIL, added(rows)) == replace(alone, loans=())


class _Dying(Executor):
    """An executor whose worker dies of some books, with everything else that is under way."""

    def __init__(self, killers: set[str], *, patience: int = 10**6) -> None:
        self.killers = killers
        self.workers = 2
        self.patience = patience
        self.calls = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        del fn, kwargs
        (batch,) = args
        self.calls += 1
        future: Future[Any] = Future()
        if self.killers & {one.shown for one in batch}:
            future.set_exception(BrokenProcessPool("gone"))
        elif self.calls > self.patience:
            future.set_exception(KeyboardInterrupt())
        else:
            future.set_result([SameContent(one.shown, one.fingerprint) for one in batch])
        return future


@pytest.fixture
def hundred(monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    wanted = [Wanted(Path(f"c{n}"), f"c{n:03d}", "print", None) for n in range(100)]
    monkeypatch.setattr(running, "_look", lambda _roots: iter(wanted))
    return wanted


@pytest.mark.usefixtures("hundred")
def test_books_that_end_their_worker_are_found_and_the_others_read(store: SnapshotStore) -> None:
    done = update(store, [], executor=_Dying({"c017", "c018", "c099"}))
    assert (done.found, done.same, done.read, done.refused) == (100, 97, 3, 3)
    assert [(one.path, one.reason) for one in store.not_read()] == [
        ("c017", WORKER_LOST),
        ("c018", WORKER_LOST),
        ("c099", WORKER_LOST),
    ]


@pytest.mark.usefixtures("hundred")
def test_an_interruption_keeps_what_was_read(store: SnapshotStore) -> None:
    told: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        update(
            store,
            [],
            executor=_Dying(set(), patience=2),
            progress=lambda done, _total: told.append(done),
        )
    assert told[-1] > 0


def _die_or_say(name: str) -> str:
    if name == "die":
        os.kill(os.getpid(), signal.SIGTERM)
    return name


def test_a_pool_is_replaced_when_a_process_is_killed() -> None:
    with LastingPool(1) as pool:
        with pytest.raises(BrokenProcessPool):
            pool.submit(_die_or_say, "die").result()
        assert pool.submit(_die_or_say, "on").result() == "on"


def test_one_process_reads_by_itself() -> None:
    with reading_with(processes=1) as executor:
        assert isinstance(executor, Serial)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger_core.consolidation.executors._SECONDS_TO_CONNECT", 1)
    with pytest.raises(SchedulerNotReached), reading_with(scheduler="tcp://127.0.0.1:1"):
        pass
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterNotInstalled), reading_with(scheduler="tcp://127.0.0.1:1"):
        pass


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_with_a_worker_killed_in_the_middle(sent: Path, store: SnapshotStore) -> None:
    """A real cluster of two workers, one of which is killed after the first batch came back."""
    distributed = pytest.importorskip("distributed")
    roots = [sent / "25", sent / "31"]
    killed: list[int] = []
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
        reading_with(scheduler=cluster.scheduler_address) as executor,
    ):
        executor.workers = 4  # type: ignore[attr-defined]  # small batches

        def progress(done: int, _total: int) -> None:
            if done and not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        done = update(store, roots, executor=executor, progress=progress)
    assert killed
    assert (done.found, done.read, done.refused) == (4, 4, 1)
    assert len(store.clubs()) == 3
    assert added(store.portfolios(date(2026, 4, 30)).values())[0] > 0
