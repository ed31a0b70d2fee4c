"""Returns: written from the books, read as if strangers had written them, compared with books."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger_core.books.metadata import FIRST_YEAR, LAST_YEAR
from ledger_core.club import Fund
from ledger_core.consolidation.figures import portfolio_of_row
from ledger_core.consolidation.returns.digest import digest_of
from ledger_core.consolidation.returns.finding import ReceivedReturn, find_returns
from ledger_core.consolidation.returns.form import ClubReturn
from ledger_core.consolidation.returns.making import NoFactsOfMonth, NotAWholeMonth, return_of
from ledger_core.consolidation.returns.reading import (
    DEEPEST,
    LARGEST,
    YEARS,
    NotAReturn,
    measured,
    parse_return,
    read_return,
)
from ledger_core.consolidation.strict_json import to_json
from ledger_core.reports.funds.receipts_and_payments import flows
from ledger_core.reports.portfolio import portfolio_on
from ledger_core.reports.request import Period, ReportRequest
from tests.consolidated_clubs import consolidated, example_snapshots
from tests.report_cases import CLUBS, example

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


def made(name: str = "mong", period: Period = MARCH) -> ClubReturn:
    return return_of(example_snapshots()[name], period)


def written(change: Callable[[Any], object] | None = None) -> bytes:
    """A return as bytes, changed by a hand that knows how the digest is made."""
    said = to_json(made())
    if change is not None:
        change(said)
        said["digest"] = digest_of(said)
    return json.dumps(said).encode()


@pytest.mark.parametrize("name", CLUBS)
@pytest.mark.parametrize("period", [MARCH, QUARTER], ids=["month", "quarter"])
def test_a_return_says_what_the_reports_of_the_books_say(name: str, period: Period) -> None:
    said = parse_return(json.dumps(to_json(made(name, period))).encode())
    assert said == made(name, period)
    club = example(name)
    portfolio = portfolio_on(club.book, period.end)
    assert portfolio_of_row(period.end, said.row).ageing == portfolio.ageing
    assert portfolio_of_row(period.end, said.row).par == portfolio.par
    moved = flows(ReportRequest(club, period))
    for says, meant in ((said.receipts, moved.received), (said.payments, moved.paid)):
        assert says == {f"{f}/{r}": amount for (f, r), amount in meant.items() if amount}
    assert said.opening == {fund.value: moved.opening[fund] for fund in Fund}


def test_a_return_ends_with_a_month_that_the_books_know() -> None:
    with pytest.raises(NotAWholeMonth):
        made(period=Period(date(2026, 3, 1), date(2026, 3, 30)))
    for year in (1999, 2999):
        with pytest.raises(NoFactsOfMonth):
            made(period=Period(date(year, 3, 1), date(year, 3, 31)))


def set_to(key: str, value: object) -> Callable[[Any], object]:
    return lambda said: said.__setitem__(key, value)


def within(key: str, name: str, value: object) -> Callable[[Any], object]:
    return lambda said: said[key].__setitem__(name, value)


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("return-unreadable", lambda: b""),
    "no object": ("return-unreadable", lambda: b"[1]"),
    "not utf-8": ("return-unreadable", lambda: written() + b"\xff"),
    "large": ("return-too-large", lambda: b'{"a": "' + b"x" * LARGEST + b'"}'),
    "deep": ("return-unreadable", lambda: b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)),
    "very deep": ("return-unreadable", lambda: b"[" * 100_000),
    "key twice": ("return-unreadable", lambda: b'{"period": 1, ' + written()[1:]),
    "nan": ("return-unreadable", lambda: b'{"x": NaN, ' + written()[1:]),
    "infinity": ("return-unreadable", lambda: b'{"x": -Infinity, ' + written()[1:]),
    "decimals": ("return-unreadable", lambda: b'{"x": 1.5, ' + written()[1:]),
    "digits": ("return-unreadable", lambda: b'{"x": ' + b"9" * 5000 + b", " + written()[1:]),
    "version": ("return-version", lambda: written(set_to("clubledger_return", 2))),
    "true as version": ("return-version", lambda: written(set_to("clubledger_return", value=True))),
    "no version": ("return-version", lambda: written(lambda said: said.pop("clubledger_return"))),
    "a key more": ("return-form", lambda: written(set_to("note", "Nguyễn Thị Hoa"))),
    "a key less": ("return-form", lambda: written(lambda said: said.pop("seals"))),
    "text for amount": ("return-form", lambda: written(within("receipts", "income/loans", "1"))),
    "truth for amount": (
        "return-form",
        lambda: written(within("receipts", "income/loans", value=True)),
    ),
    "out of range": ("return-form", lambda: written(within("balances", "income/cash", 10**16))),
    "no such role": ("return-form", lambda: written(within("receipts", "income/secret", 1))),
    "no such fund": ("return-form", lambda: written(within("payments", "third/cash", 1))),
    "no such measure": ("return-form", lambda: written(within("measures", "x", {"part": 1}))),
    "column missing": ("return-form", lambda: written(lambda said: said["portfolio"].popitem())),
    "backwards": ("return-form", lambda: written(within("period", "end", "2026-02-28"))),
    "no day": ("return-form", lambda: written(within("period", "end", "2026-02-30"))),
    "before the calendar": (
        "return-form",
        lambda: written(within("period", "start", "0001-01-01")),
    ),
    "behind the calendar": ("return-form", lambda: written(within("period", "end", "9999-12-31"))),
    "year of no calendar": (
        "return-form",
        lambda: written(within("year", "period", {"start": "9999-01-01", "end": "9999-12-31"})),
    ),
    "control sign": ("return-form", lambda: written(within("club", "name", "a\x1b[2J"))),
    "control sign of eight bits": (
        "return-form",
        lambda: written(within("club", "name", "a\x9b2J")),
    ),
    "half a sign": ("return-form", lambda: written(within("club", "name", "\ud800"))),
    "turned round": ("return-form", lambda: written(within("club", "name", "a\u202egpj"))),
    "path as code": ("return-form", lambda: written(within("club", "code", "../../etc"))),
    "changed": ("return-digest", lambda: written().replace(b'"members": 4', b'"members": 5')),
    "below zero": ("return-contradiction", lambda: written(within("portfolio", "par_1", -1))),
    "par above all": (
        "return-contradiction",
        lambda: written(within("portfolio", "par_30", 10**12)),
    ),
    "cash out of nothing": (
        "return-contradiction",
        lambda: written(lambda s: s["balances"].__setitem__("income/cash", 10**12)),
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_return_that_cannot_be_relied_on_is_refused(case: str) -> None:
    reason, content = HOSTILE[case]
    with pytest.raises(NotAReturn) as caught:
        parse_return(content())
    assert caught.value.reason == reason
    assert str(caught.value.message)


def test_a_return_may_speak_of_the_years_that_books_may_have() -> None:
    assert range(FIRST_YEAR, LAST_YEAR + 1) == YEARS


def test_returns_are_found_among_other_files(tmp_path: Path) -> None:
    club = tmp_path / "club"
    club.mkdir()
    (club / "club.beancount").touch()
    (club / "a.json").write_bytes(written())
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "any-name.json").write_bytes(written())
    (tmp_path / "truth.json").write_text("{}")
    (tmp_path / "bad.return.json").write_text("{}")
    (tmp_path / "link.return.json").symlink_to(tmp_path / "deep" / "er" / "any-name.json")
    (tmp_path / "notes.txt").write_bytes(written())
    found, refused = find_returns([tmp_path])
    assert [Path(each.path).name for each in found] == ["any-name.json"]
    assert [(Path(each.path).name, each.reason) for each in refused] == [
        ("bad.return.json", "return-version"),
        ("link.return.json", "return-unreadable"),
    ]
    assert find_returns([tmp_path / "deep" / "er" / "any-name.json"])[0] == found
    with pytest.raises(NotAReturn):
        read_return(tmp_path / "no-such-file")


@pytest.mark.skipif(os.name == "nt", reason="names are texts there")
def test_a_return_under_any_name_is_shown_as_plain_text(tmp_path: Path) -> None:
    for name in (b"\xff.return.json", b"a\x1b[2J\n.return.json"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(written())
    found, refused = find_returns([tmp_path])
    assert not refused
    shown = [Path(each.path).name for each in found]
    assert shown == ["a\\u001b[2J\\u000a.return.json", "?.return.json"]


def test_a_return_is_compared_with_the_books_figure_by_figure(tmp_path: Path) -> None:
    changed = json.loads(written(within("receipts", "income/loan-interest", 7)))
    changed["portfolio"]["members"] += 1
    changed["digest"] = digest_of(changed)
    returns = [
        ReceivedReturn("true", made()),
        ReceivedReturn("false", parse_return(json.dumps(changed).encode())),
    ]
    clubs = consolidated(tmp_path, {"mong": example_snapshots()["mong"]}, returns=returns)
    (found,) = clubs.differing_returns()
    assert (found.path, found.books) == ("false", "mong")
    said = {one.key: (one.said, one.in_books) for one in found.differences}
    assert said == {
        "portfolio.members": (
            made().portfolio["members"] + 1,
            made().portfolio["members"],
        ),
        "receipts.income/loan-interest": (7, made().receipts["income/loan-interest"]),
    }


def test_what_is_hidden_in_a_return_is_in_no_sum_of_it() -> None:
    facts = measured(made())
    assert facts is not None
    for name in ("sexes", "ages", "hardships"):
        shown = getattr(made(), name)
        assert getattr(facts, name) == ({} if None in shown.values() else shown)
    assert made().year.borrowers.largest == 0
