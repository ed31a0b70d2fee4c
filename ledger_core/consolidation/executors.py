"""Who reads the books: this process, several processes, or a cluster that runs already."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def reading_with(
    *, processes: int | None = None, scheduler: str | None = None
) -> Iterator[Executor]:
    """Give an executor: `processes` of this computer (all, when None), or a Dask scheduler's.

    Raises:
        ClusterNotInstalled: `scheduler` is given and the extra `cluster` is not installed.
        SchedulerNotReached: nothing answers at the address.
    """
    if processes or scheduler:
        raise NotImplementedError
    yield ProcessPoolExecutor()
