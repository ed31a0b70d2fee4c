"""The store of snapshots: what is kept, what is refused, and what a child may not smuggle in."""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.loading import load_club
from ledger_core.consolidation.errors import NotAStore, StoreNotUsable, StoreOfOthers
from ledger_core.consolidation.extracting import extract
from ledger_core.consolidation.figures import NOTHING
from ledger_core.consolidation.keeping import NotReadBooks, Outcome
from ledger_core.consolidation.money import money_of
from ledger_core.consolidation.packing import packed
from ledger_core.consolidation.snapshot import ClubSnapshot, SealMark
from ledger_core.consolidation.store import SnapshotStore
from ledger_core.consolidation.strict_json import NotOfTheForm, from_json, to_json
from ledger_core.consolidation.wholeness import is_whole
from ledger_core.portfolio import Period
from ledger_core.reports.facts_of_period import period_facts
from tests.clubs import small_club

REFUSED = NotReadBooks("b", "received.link", {"vi": "Lý do", "en": "A reason"}, "x.beancount", 3)


@pytest.fixture(scope="module")
def plain(root: Path) -> str:
    """What the locked process says of an example club."""
    return json.dumps(extract(load_club(root / "examples" / "mong"))["snapshot"])


@pytest.fixture(scope="module")
def snapshot(plain: str) -> ClubSnapshot:
    return from_json(ClubSnapshot, json.loads(plain))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SnapshotStore]:
    with SnapshotStore(tmp_path / "store.db") as found:
        yield found


def read(snapshot: ClubSnapshot, path: str = "a") -> Outcome:
    return Outcome(path, "print", "content", packed(snapshot))


def test_a_snapshot_comes_back_whole(store: SnapshotStore, snapshot: ClubSnapshot) -> None:
    store.keep([read(snapshot)], touched={})
    (club,) = store.clubs()
    assert store.snapshot(club.number) == snapshot
    assert (club.path, club.club, club.last_day) == ("a", snapshot.club, snapshot.last_day)
    assert store.loans(club.number) == snapshot.loans


def test_any_day_is_answered_from_blocks(store: SnapshotStore, snapshot: ClubSnapshot) -> None:
    store.keep([read(snapshot)], touched={})
    money = snapshot.money
    for gap in range(-400, 1400, 17):
        day = snapshot.club.founded + timedelta(gap)
        steps = snapshot.portfolio.on(day)
        assert next(iter(store.portfolios(day).values()), NOTHING) == (steps or NOTHING)
        row = money.steps.on(day)
        sums = None if row is None else money_of(dict(zip(money.keys, row, strict=True)))
        assert next(iter(store.money(day).values()), None) == sums


def test_months_are_the_facts_of_the_books(
    root: Path, store: SnapshotStore, snapshot: ClubSnapshot
) -> None:
    store.keep([read(snapshot)], touched={})
    book, end = load_club(root / "examples" / "mong").book, date(2026, 3, 31)
    (facts,) = store.months(end).values()
    assert replace(facts.month, borrowers=None) == replace(  # type: ignore[arg-type]
        period_facts(book, Period.month_of(end)),
        borrowers=None,  # type: ignore[arg-type]
    )
    assert facts.year.result == period_facts(book, Period.year_to(end)).result
    members = len(book.register.active_members(end))
    for counts in (facts.sexes, facts.ages, facts.hardships):
        assert sum(counts.values()) == members
    assert store.months(end - timedelta(1)) == store.months(end)
    assert not store.months(date(2024, 1, 31))


def test_books_take_the_place_of_older_ones_and_seals_stay(
    store: SnapshotStore, snapshot: ClubSnapshot
) -> None:
    store.keep([read(snapshot), read(snapshot, "b")], touched={})
    other = replace(snapshot, seals=(SealMark("2026-01", "AAAA-BBBB-CCCC", ""),))
    store.keep([read(other), Outcome("b", "", "", REFUSED)], touched={"a": "new"}, gone=["c"])
    assert {path: known.fingerprint for path, known in store.known().items()} == {
        "a": "new",
        "b": "",
    }
    assert store.not_read() == (REFUSED,)
    assert [club.path for club in store.clubs()] == ["a"]
    codes = [seal.code for seal in store.seen_seals(snapshot.club.key) if seal.month == "2026-01"]
    assert codes[-1] == "AAAA-BBBB-CCCC"
    assert len(codes) == 1 + sum(seal.month == "2026-01" for seal in snapshot.seals)
    store.keep([], touched={}, gone=["a", "b"])
    assert not store.clubs()
    assert len(store.seen_seals(snapshot.club.key)) == len(snapshot.seals) + 1


def test_a_batch_is_kept_whole_or_not_at_all(store: SnapshotStore, snapshot: ClubSnapshot) -> None:
    store.keep([read(snapshot)], touched={})
    broken = packed(snapshot)._replace(portfolio=((2026, None),))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.keep([read(snapshot, "b"), Outcome("c", "", "", broken)], touched={}, gone=["a"])
    assert [club.path for club in store.clubs()] == ["a"]


def test_what_another_version_read_is_not_current(
    store: SnapshotStore, snapshot: ClubSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep([read(snapshot)], touched={})
    assert store.known()["a"].current
    monkeypatch.setattr("ledger_core.consolidation.keeping.stamps_text", lambda: "another")
    assert not store.known()["a"].current


def _text(path: Path) -> None:
    path.write_text("2026-01-01 open Assets:Cash\n" * 9, encoding="utf-8")


def _another_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE books (path TEXT)")
    connection.close()


def _with_a_trigger(path: Path) -> None:
    SnapshotStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON books BEGIN DELETE FROM books; END")
    connection.close()


def _cut_off(path: Path) -> None:
    SnapshotStore(path).close()
    os.truncate(path, 9000)


@pytest.mark.parametrize("plant", [_text, _another_database, _with_a_trigger, _cut_off])
def test_a_planted_store_is_refused(tmp_path: Path, plant: Any) -> None:
    plant(tmp_path / "store.db")
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(NotAStore):
        SnapshotStore(tmp_path / "store.db")
    assert (tmp_path / "store.db").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "store.db").symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(StoreOfOthers):
        SnapshotStore(tmp_path / "store.db")
    assert not (tmp_path / "elsewhere.db").exists()


def test_blocks_that_are_none_are_refused(store: SnapshotStore, snapshot: ClubSnapshot) -> None:
    year, _ = packed(snapshot).portfolio[0]
    planted = packed(snapshot)._replace(portfolio=((year, b"no block"),))
    store.keep([Outcome("a", "", "", planted)], touched={})
    with pytest.raises(NotAStore):
        store.portfolios(date(year, 12, 31))


STRANGE: list[Any] = [
    None,
    True,
    -(10**30),
    1.5,
    "x" * 2000,
    "\x1b[2J",
    [],
    {},
    {"a": 1},
    "2026-02-30",
]


@given(st.data())
def test_a_changed_value_is_refused_or_harmless(plain: str, data: st.DataObject) -> None:
    """Any one value of a snapshot replaced by any other: it never passes as something else."""
    changed = json.loads(plain)
    place: Any = changed
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(place[key], dict | list) and place[key] and data.draw(st.integers(0, 6)):
            place = place[key]
        else:
            break
    place[key] = data.draw(st.sampled_from(STRANGE))
    try:
        found = from_json(ClubSnapshot, changed)
    except NotOfTheForm:
        return
    if is_whole(found):
        assert to_json(found) == changed
        packed(found)


def test_no_person_stands_in_a_snapshot(tmp_path: Path) -> None:
    """Neither names nor codes of members nor texts that people wrote."""
    folder = small_club(tmp_path / "club")
    people = (folder / "people.csv").read_text("utf-8")
    (folder / "people.csv").write_text(
        people.replace(",,\n", ",0912345678,001155000111\n"), "utf-8"
    )
    text = json.dumps(extract(load_club(folder)), ensure_ascii=False)
    for private in ("Nguyễn", "Trần Văn Ba", "M001", "BCN-1", "0912345678", "001155000111"):
        assert private not in text
    assert "Hạnh Phúc" in text


def test_a_store_damaged_while_it_is_used_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreNotUsable), SnapshotStore(tmp_path / "s.sqlite"):
        raise sqlite3.DatabaseError
