"""Who reads the books: this process, several processes, or a cluster that runs already."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Final, ParamSpec, TypeVar

from ledger_core.consolidation.errors import (
    ClusterNotInstalled,
    NotEnoughWorkers,
    SchedulerNotReached,
)

P = ParamSpec("P")
T = TypeVar("T")

_AHEAD: Final = 2
"""Batches handed out for each worker: the next one waits where the last one ends."""
_MOST_RENEWALS: Final = 200
_SECONDS_TO_CONNECT: Final = 15
_STOPPED: Final = 130


@contextmanager
def reading_with(
    *, processes: int | None = None, scheduler: str | None = None
) -> Iterator[Executor]:
    """Give an executor, and end it.

    Args:
        processes: How many processes of this computer; as many as it has processors when None, this
            one alone for 1.
        scheduler: Address of a Dask scheduler whose workers read instead: they see the same folders
            and have the same clubledger.

    Raises:
        ClusterNotInstalled: `scheduler` is given and the extra `cluster` is not installed.
        SchedulerNotReached: nothing answers at the address.
    """
    if scheduler is not None:
        with _cluster(scheduler) as executor:
            yield executor
        return
    count = processes or os.cpu_count() or 1
    with Serial() if count == 1 else LastingPool(count) as executor:
        yield executor


def in_flight(executor: Executor) -> int:
    """Return how many batches an executor is given at a time."""
    return _AHEAD * int(getattr(executor, "workers", _AHEAD))


class Serial(Executor):
    """Does everything in this process, at once."""

    workers = 1

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function; its error is the future's."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 (as every executor does)
            future.set_exception(error)
        return future


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done, where the computer can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_at_ctrl_c() -> None:
    """Have a process of the pool end at Ctrl-C at once and without a word: its parent speaks."""
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(_STOPPED))
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class LastingPool(Executor):
    """Processes of this computer, which are replaced when one of them is killed.

    They are started afresh on every system: a forked copy may inherit a lock in the middle of use.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._renewals = 0
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        context = get_context("spawn")
        return ProcessPoolExecutor(self.workers, mp_context=context, initializer=_end_at_ctrl_c)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand a call to a process.

        Raises:
            NotEnoughWorkers: processes were lost too often.
        """
        while True:
            try:
                with _ctrl_c_held():  # a process that starts here inherits this
                    return self._pool.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._renewals += 1
                if self._renewals > _MOST_RENEWALS:
                    raise NotEnoughWorkers from None
                self._pool = self._new()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (as its parent says)
        """End the processes."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ClusterNotInstalled from None
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=_SECONDS_TO_CONNECT, set_as_default=False
        )
    except (OSError, ValueError):
        raise SchedulerNotReached(address) from None
    try:
        with client.get_executor(pure=False) as executor:
            executor.workers = max(1, sum(client.nthreads().values()))
            yield executor
    finally:
        client.close()
