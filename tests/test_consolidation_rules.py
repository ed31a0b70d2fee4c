"""Who is counted: copies of a club, returns, clubs that are missed, histories that change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger_core.consolidation.counted import Source
from ledger_core.consolidation.doubles import settle
from ledger_core.consolidation.gathering import Received
from ledger_core.consolidation.levels import Level, unit_of
from ledger_core.consolidation.memory import KnownClub, Memory
from ledger_core.consolidation.returns.finding import ReceivedReturn
from ledger_core.consolidation.returns.making import return_of
from ledger_core.consolidation.seal_history import history_flag
from ledger_core.consolidation.snapshot import ClubIdentity, SealMark
from ledger_core.consolidation.store import SeenSeal, SnapshotStore, StoredClub
from ledger_core.portfolio import Period
from tests.consolidated_clubs import consolidated, example_snapshots, of_club

DAY = date(2026, 3, 31)
CLUB = ClubIdentity("mong", "CLB Mòng", "05068", "25", "vi", "1", date(2025, 1, 1))
MARCH = Period(date(2026, 3, 1), DAY)
JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))


def books(number: int, content: str, path: str = "") -> StoredClub:
    return StoredClub(number, path or f"a{number}", CLUB, DAY, content, {})


def marks(*codes: str) -> tuple[SealMark, ...]:
    return tuple(SealMark(f"2026-{n:02d}", code, "") for n, code in enumerate(codes, 1))


SEALS = {
    "older": marks("AAAA"),
    "newer": marks("AAAA", "BBBB"),
    "other": marks("AAAA", "CCCC"),
    "none": (),
    "none too": (),
}


@pytest.mark.parametrize(
    ("contents", "counted", "reasons"),
    [
        (["newer"], 1, []),
        (["newer", "newer"], 1, ["copy"]),
        (["older", "newer"], 2, ["older-copy"]),
        (["older", "newer", "newer", "older"], 2, ["older-copy", "copy", "older-copy"]),
        (["none", "older"], 2, ["older-copy"]),
        (["newer", "other"], None, ["club-twice", "club-twice"]),
        (["older", "newer", "other"], None, ["club-twice"] * 3),
        (["none", "none too"], None, ["club-twice", "club-twice"]),
    ],
)
def test_a_club_that_came_twice_is_counted_once_or_not_at_all(
    contents: Sequence[str], counted: int | None, reasons: Sequence[str]
) -> None:
    copies = [books(number, content) for number, content in enumerate(contents, 1)]
    found, others = settle(copies, lambda copy: SEALS[copy.content])
    assert (found and found.number) == counted
    assert [other.reason for other in others] == reasons


def seen(*codes: str) -> tuple[SeenSeal, ...]:
    return tuple(SeenSeal(f"2026-{n:02d}", code, "", n) for n, code in enumerate(codes, 1))


@pytest.mark.parametrize(
    ("shown", "before", "reason", "month"),
    [
        (marks("AAAA", "BBBB"), seen("AAAA"), None, None),
        (marks("AAAA", "BBBB"), seen("AAAA", "BBBB"), None, None),
        (marks("AAAA"), seen("AAAA", "BBBB"), "history-shorter", "2026-02"),
        ((), seen("AAAA"), "history-shorter", "2026-01"),
        (marks("AAAA", "CCCC"), seen("AAAA", "BBBB"), "history-differs", "2026-02"),
        (marks("DDDD", "EEEE"), seen("AAAA", "BBBB"), "history-differs", "2026-01"),
        (marks("DDDD"), (*seen("AAAA"), *seen("DDDD")), "history-differs", "2026-01"),
    ],
)
def test_another_history_than_before_is_flagged_at_its_first_month(
    shown: tuple[SealMark, ...],
    before: tuple[SeenSeal, ...],
    reason: str | None,
    month: str | None,
) -> None:
    flag = history_flag(CLUB, "a", shown, before)
    assert (flag and flag.reason, flag and flag.month) == (reason, month)
    if flag is not None:
        assert flag.was in str(flag.message)


def received(
    returns: Sequence[ReceivedReturn] = (),
    *,
    clubs: Sequence[StoredClub] = (),
    known: Sequence[KnownClub] = (),
) -> Received:
    return Received(tuple(clubs), (), tuple(returns), (), tuple(known), lambda _: ())


def sent(period: Period, path: str = "r.json") -> ReceivedReturn:
    return ReceivedReturn(path, return_of(example_snapshots()["mong"], period))


def test_the_newest_return_up_to_the_day_counts_if_it_is_not_too_old() -> None:
    found = received([sent(JANUARY, "jan"), sent(MARCH, "mar")])
    (club,) = found.counted_on(DAY).clubs
    assert (club.path, club.day, club.source) == ("mar", DAY, Source.RETURN)
    (club,) = found.counted_on(date(2026, 2, 28)).clubs
    assert (club.path, club.day) == ("jan", date(2026, 1, 31))
    late = found.counted_on(date(2026, 6, 30))
    assert (late.clubs, [each.reason for each in late.left_out]) == ((), ["return-too-old"])
    early = found.counted_on(date(2025, 12, 31))
    assert (early.clubs, [each.reason for each in early.left_out]) == ((), ["return-later"])


def test_returns_that_contradict_each_other_are_not_counted() -> None:
    one, other = sent(MARCH, "a"), sent(MARCH, "b")
    changed = replace(
        other, content=replace(other.content, portfolio={**other.content.portfolio, "members": 1})
    )
    assert len(received([one, other]).counted_on(DAY).clubs) == 1
    counted = received([one, changed]).counted_on(DAY)
    assert counted.clubs == ()
    assert [each.reason for each in counted.left_out] == ["return-twice", "return-twice"]
    others: tuple[dict[str, Any], ...] = (
        {"receipts": {"income/loan-interest": 7}},
        {"sexes": {}},
        {"measures": {}},
    )
    for said in others:
        changed = replace(other, content=replace(other.content, **said))
        assert received([one, changed]).counted_on(DAY).clubs == ()
    longer = replace(other.content.period, start=date(2026, 1, 1))
    quarter = replace(other, content=replace(other.content, period=longer, receipts={}))
    assert len(received([one, quarter]).counted_on(DAY).clubs) == 1


def test_books_are_counted_before_a_return_and_not_before_they_begin() -> None:
    snapshot = example_snapshots()["mong"]
    stored = replace(books(1, "x"), club=snapshot.club)
    found = received([sent(MARCH)], clubs=[stored])
    (club,) = found.counted_on(DAY).clubs
    assert club.source is Source.BOOKS
    early = found.counted_on(date(1990, 1, 1))
    assert early.clubs == ()
    assert "begins-later" in [each.reason for each in early.left_out]


def test_a_club_that_sends_nothing_now_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with SnapshotStore(path):
        pass
    memory = Memory(path)
    memory.remember_clubs([KnownClub("25/05068/xa", "here"), KnownClub("25/1/b", "there")])
    memory.remember_clubs([KnownClub("25/05068/xa", "moved")])
    memory.remember_returns([("25/1/b", marks("AAAA"))] * 2)
    assert [(s.month, s.code) for s in memory.return_seals()["25/1/b"]] == [("2026-01", "AAAA")]
    counted = received([sent(MARCH)], known=memory.known_clubs()).counted_on(DAY)
    assert [(each.path, each.reason) for each in counted.left_out] == [
        ("moved", "missing"),
        ("there", "missing"),
    ]
    memory.forget_club("25/1/b")
    assert [club.key for club in memory.known_clubs()] == ["25/05068/xa"]
    with SnapshotStore(path) as store:  # its own tables are as it left them
        assert store.clubs() == ()


def test_a_history_that_changed_stands_in_every_report(tmp_path: Path) -> None:
    snapshot = example_snapshots()["mong"]
    before = replace(snapshot, seals=marks("AAAA", "BBBB"))
    clubs = consolidated(tmp_path, {"a": before})
    assert clubs.history_flags() == ()
    clubs = consolidated(tmp_path, {"a": replace(snapshot, seals=marks("AAAA", "CCCC"))})
    (flag,) = clubs.history_flags()
    assert (flag.reason, flag.month, flag.was, flag.now) == (
        "history-differs",
        "2026-02",
        "BBBB",
        "CCCC",
    )


def test_a_unit_has_the_code_of_the_statistics_office_and_a_name_as_label() -> None:
    units = [unit_of(CLUB, level) for level in Level]
    assert [unit.code for unit in units] == ["VN", "25", "05068", "mong"]
    assert [str(unit.name) for unit in units][1::2] == ["Phú Thọ", "CLB Mòng"]
    nowhere = replace(CLUB, province=None, commune=None)
    assert unit_of(nowhere, Level.PROVINCE).code == "-"
    assert of_club(CLUB, "99", "99999").key == "99/99999/mong"
