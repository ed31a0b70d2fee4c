"""Brings the store up to date: finds the books below some roots and reads those that changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from ledger_core.books.received import find_received
from ledger_core.consolidation.executors import Serial, in_flight
from ledger_core.consolidation.keeping import NotReadBooks, Outcome
from ledger_core.consolidation.reading import SameContent, Wanted, not_read, read_batch
from ledger_core.consolidation.store import SnapshotStore
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

BATCH: Final = 30
"""Books in a batch, at most: what is lost with a worker, and kept in one commit."""
_TRIES: Final = 2

WORKER_LOST: Final = "consolidation.worker-lost"
"""The reason of books that ended every process that was to read them."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of clubs read so far and the number to be read."""

_Batch: TypeAlias = list[Wanted]


@dataclass(slots=True)
class Update:
    """What an update did, in numbers of books.

    Attributes:
        found: Books below the roots.
        unchanged: Those that were not opened, because nothing about their files changed.
        same: Those whose files were touched and say the same as before.
        read: Those that were read.
        refused: Those of them that could not be read.
        gone: Those that were in the store and are no longer below the roots.
        lost: How often a batch was lost with the worker that read it.
    """

    found: int = 0
    unchanged: int = 0
    same: int = 0
    read: int = 0
    refused: int = 0
    gone: int = 0
    lost: int = 0


def update(
    store: SnapshotStore,
    roots: Sequence[Path],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    again: bool = False,
) -> Update:
    """Read what changed below some roots; each finished batch is kept, whatever happens after it.

    Args:
        store: The store. Books that are in it and no longer below the roots are taken out.
        roots: Folders with books, or books themselves.
        executor: Who reads; this process when None. See `executors.reading_with`.
        progress: Told of every batch.
        again: Whether books that could not be read are tried again, though they have not changed.

    Raises:
        OSError: a root cannot be listed.
        NotEnoughWorkers: the processes that read were lost too often.
    """
    known, done = store.known(), Update()
    wanted: _Batch = []
    for one in _look(roots):
        done.found += 1
        before = known.pop(one.shown, None)
        if before is None or not before.current or (again and before.refused):
            wanted.append(one)
        elif one.fingerprint and before.fingerprint == one.fingerprint:
            done.unchanged += 1
        else:
            wanted.append(one._replace(content=before.content))
    done.gone = len(known)
    if known:
        store.keep([], touched={}, gone=known)
    _Reading(store, executor or Serial(), done, progress, len(wanted)).read(wanted)
    return done


def _look(roots: Sequence[Path]) -> Iterator[Wanted]:
    """Yield the books below some roots; without fingerprint those that cannot be listed."""
    for books in find_received(roots):
        try:
            fingerprint = books.fingerprint()
        except OSError:
            fingerprint = ""
        yield Wanted(books.path, books.shown, fingerprint, None)


@dataclass(slots=True)
class _Reading:
    store: SnapshotStore
    executor: Executor
    done: Update
    progress: Progress | None
    total: int
    finished: int = 0
    suspects: list[_Batch] = field(default_factory=list)

    def read(self, wanted: _Batch) -> None:
        """Read books by batches; those lost with their worker once more, at last one by one."""
        if self.progress is not None:
            self.progress(0, self.total)
        size = self._size(len(wanted))
        self._together([wanted[start : start + size] for start in range(0, len(wanted), size)])
        while self.suspects:
            batch = self.suspects.pop()
            if not self._alone(batch):
                self._part(batch)

    def _size(self, count: int) -> int:
        """Return the size of a batch: smaller than usual where all workers shall have some."""
        return max(1, min(BATCH, count // (2 * in_flight(self.executor))))

    def _together(self, batches: Iterable[_Batch]) -> None:
        waiting = iter(batches)
        running: dict[Future[list[Outcome | SameContent]], _Batch] = {}
        most = in_flight(self.executor)
        try:
            while True:
                while len(running) < most and (batch := next(waiting, None)) is not None:
                    running[self.executor.submit(read_batch, batch)] = batch
                if not running:
                    return
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                # In the order they were given: what was read before an interruption is kept.
                for future in [one for one in running if one in ended]:
                    batch = running.pop(future)
                    if not self._kept(future):
                        self.suspects.append(batch)
        finally:
            for future in running:
                future.cancel()

    def _alone(self, batch: _Batch) -> bool:
        """Read a batch with nothing else under way, so that a loss is its own."""
        return any(
            self._kept(self.executor.submit(read_batch, batch))
            for _ in range(_TRIES if len(batch) == 1 else 1)
        )

    def _part(self, batch: _Batch) -> None:
        """Look for the books that end their worker in the halves of a batch."""
        if len(batch) > 1:
            middle = len(batch) // 2
            self.suspects += [batch[middle:], batch[:middle]]
            return
        (one,) = batch
        text = N_("These books ended the program that was to read them, each time.")
        self._keep(
            [
                Outcome(
                    one.shown, one.fingerprint, "", not_read(one.shown, WORKER_LOST, Message(text))
                )
            ]
        )

    def _kept(self, future: Future[list[Outcome | SameContent]]) -> bool:
        """Wait for a batch and keep what it brought; whether it brought anything."""
        try:
            found = future.result()
        except ClubledgerError:
            raise
        except Exception:  # noqa: BLE001 (whatever an executor says of a lost worker)
            self.done.lost += 1
            return False
        self._keep(found)
        return True

    def _keep(self, found: Sequence[Outcome | SameContent]) -> None:
        outcomes = [one for one in found if isinstance(one, Outcome)]
        same = {one.shown: one.fingerprint for one in found if isinstance(one, SameContent)}
        self.store.keep(outcomes, touched=same)
        self.done.read += len(outcomes)
        self.done.same += len(same)
        self.done.refused += sum(isinstance(one.result, NotReadBooks) for one in outcomes)
        self.finished += len(found)
        if self.progress is not None:
            self.progress(self.finished, self.total)
