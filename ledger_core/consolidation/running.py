"""Brings the store up to date: finds the books below some roots and reads those that changed."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ledger_core.consolidation.store import SnapshotStore

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of clubs read so far and the number to be read."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did, in numbers of books.

    Attributes:
        found: Books below the roots.
        unchanged: Those whose snapshot (or refusal) still held.
        read: Those that were read.
        refused: Those of them that could not be read.
        gone: Those that were in the store and are no longer below the roots.
    """

    found: int
    unchanged: int
    read: int
    refused: int
    gone: int


def update(
    store: SnapshotStore,
    roots: Sequence[Path],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Update:
    """Read what changed below some roots; each finished batch is kept, whatever happens after it.

    Args:
        store: The store.
        roots: Folders with books, or books themselves.
        executor: Who reads; this process when None. See `executors`.
        progress: Told of every batch.
    """
    raise NotImplementedError
