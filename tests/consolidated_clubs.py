"""Stores of snapshots for tests: clubs loaded in this process, without reading ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ledger_core.books.loading import LoadedClub
from ledger_core.consolidation.consolidation import Consolidation
from ledger_core.consolidation.gathering import Received
from ledger_core.consolidation.keeping import NotReadBooks, Outcome
from ledger_core.consolidation.memory import KnownClub
from ledger_core.consolidation.packing import packed
from ledger_core.consolidation.returns.finding import ReceivedReturn
from ledger_core.consolidation.returns.own_books import own_snapshot
from ledger_core.consolidation.snapshot import ClubIdentity, ClubSnapshot
from ledger_core.consolidation.store import SnapshotStore
from tests.report_cases import CLUBS, example


def snapshots_of(clubs: Mapping[str, LoadedClub]) -> dict[str, ClubSnapshot]:
    """Return the snapshot of each club by the path it is to have."""
    return {path: own_snapshot(club) for path, club in clubs.items()}


def put(
    store: SnapshotStore,
    snapshots: Mapping[str, ClubSnapshot],
    refused: Sequence[NotReadBooks] = (),
) -> None:
    """Put snapshots and refusals into a store."""
    outcomes = [
        Outcome(path, f"stat {path}", _content(snapshot), packed(snapshot))
        for path, snapshot in snapshots.items()
    ]
    outcomes += [Outcome(one.path, "stat", "", one) for one in refused]
    store.keep(outcomes, touched={})


def _content(snapshot: ClubSnapshot) -> str:
    return f"{hash((snapshot.club.key, repr(snapshot.seals), repr(snapshot.portfolio))):x}"


def consolidated(
    folder: Path,
    snapshots: Mapping[str, ClubSnapshot],
    *,
    refused: Sequence[NotReadBooks] = (),
    returns: Sequence[ReceivedReturn] = (),
    known: Sequence[KnownClub] = (),
) -> Consolidation:
    """Return a consolidation over some snapshots and returns, kept in a new store."""
    store = SnapshotStore(folder / "store.sqlite")
    put(store, snapshots, refused)
    received = Received(
        books=store.clubs(),
        not_read=store.not_read(),
        returns=tuple(returns),
        bad_returns=(),
        known=tuple(known),
        seals_of=lambda found: store.snapshot(found.number).seals,
    )
    return Consolidation(store, received)


@cache
def example_snapshots() -> Mapping[str, ClubSnapshot]:
    """Return the snapshots of both example clubs, made once."""
    return snapshots_of({name: example(name) for name in CLUBS})


def of_club(club: ClubIdentity, province: str, commune: str, code: str = "") -> ClubIdentity:
    """Return the identity of a club that lies elsewhere, under another code if one is given."""
    return replace(club, province=province, commune=commune, code=code or club.code)


def moved(snapshot: ClubSnapshot, province: str, commune: str, code: str) -> ClubSnapshot:
    """Return the same club elsewhere, under another code."""
    return replace(snapshot, club=of_club(snapshot.club, province, commune, code))
