"""Puts a consolidation together: books brought up to date in the store, returns, and the memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger_core.consolidation.consolidation import Consolidation
from ledger_core.consolidation.executors import reading_with
from ledger_core.consolidation.gathering import RETURN_AGE_DAYS, Received
from ledger_core.consolidation.memory import KnownClub, Memory
from ledger_core.consolidation.returns.finding import find_returns
from ledger_core.consolidation.running import Progress, Update, update
from ledger_core.consolidation.store import SnapshotStore
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_


class NothingFound(CannotRun):
    """There are neither books nor returns below the folders."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("There are neither books nor returns below these folders.")),
            remedy=Message(N_("Name the folder that holds the clubs' folders, zips or returns.")),
        )


class FolderNotThere(CannotRun):
    """A folder that was named is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(Message(N_("There is no folder or file {path}."), path=path))


@dataclass(frozen=True, slots=True)
class HowToRead:
    """Who reads the books.

    Attributes:
        processes: How many processes of this computer; all processors when None.
        scheduler: Address of a cluster's scheduler, if one shall read.
        progress: Told how many are read.
        again: Whether books that could not be read are tried again though nothing changed.
    """

    processes: int | None = None
    scheduler: str | None = None
    progress: Progress | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A consolidation, and what bringing it up to date did."""

    clubs: Consolidation
    update: Update


def open_clubs(
    store: SnapshotStore,
    path: Path,
    roots: Sequence[Path],
    how: HowToRead,
    *,
    return_age_days: int = RETURN_AGE_DAYS,
) -> Opened:
    """Read what changed below some folders, and return all clubs with what is known of them.

    Args:
        store: The store of snapshots.
        path: Its file.
        roots: Folders with books and returns.
        how: Who reads.
        return_age_days: How many days old a return may be.

    Raises:
        FolderNotThere: one of the roots is not there.
        NothingFound: there are neither books nor returns, now or ever.
    """
    for root in roots:
        if not root.exists():
            raise FolderNotThere(str(root))
    with reading_with(processes=how.processes, scheduler=how.scheduler) as executor:
        done = update(store, roots, executor=executor, progress=how.progress, again=how.again)
    return Opened(_gather(store, Memory(path), roots, return_age_days), done)


def _gather(
    store: SnapshotStore, memory: Memory, roots: Sequence[Path], return_age_days: int
) -> Consolidation:
    returns, bad = find_returns(roots)
    books, not_read = store.clubs(), store.not_read()
    known = memory.known_clubs()
    if not (books or not_read or returns or bad or known):
        raise NothingFound
    memory.remember_clubs(
        [
            *(KnownClub(each.club.key, each.path) for each in returns),
            *(KnownClub(each.club.key, each.path) for each in books),
        ]
    )
    memory.remember_returns([(each.club.key, each.content.seals) for each in returns])
    received = Received(
        books=books,
        not_read=not_read,
        returns=returns,
        bad_returns=bad,
        known=known,
        seals_of=lambda found: store.seals(found.number),
        return_age_days=return_age_days,
    )
    return Consolidation(store, received, memory.return_seals())
