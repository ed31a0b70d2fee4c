"""Seals: every change of a sealed entry is found and named; what has no meaning is none."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.actions.closing_errors import (
    BooksNotInOrder,
    MonthBeforeBooks,
    MonthNotOver,
    MonthSealedAlready,
    OtherMonthFirst,
)
from ledger_core.books.actions.sealing import month_to_close, seal_month
from ledger_core.books.directives import Scope
from ledger_core.books.loading import load_club
from ledger_core.books.seals.building import entries_by_month
from ledger_core.books.seals.canonical import canonical_line
from ledger_core.books.seals.codes import code_of, plain_code, same_code
from ledger_core.books.seals.seal_file import SealUnreadable, read_seal, write_seal
from ledger_core.books.seals.telling import as_written, name_of
from ledger_core.books.seals.verifying import Verification, verify
from ledger_core.books.session import writing
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.club import Month
from tests.seals import SEALED, Texts, random_edit, sealed_club, seeded

EDITS = 1_200
CHUNKS = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club whose first six months are sealed; not to be written into."""
    return sealed_club(tmp_path_factory.mktemp("sealed") / "hanh-phuc").resolve()


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    """A copy of that club for one test."""
    for path in filter(Path.is_file, folder.rglob("*")):
        target = tmp_path / "own" / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return tmp_path / "own"


def rules_of(folder: Path, scope: Scope = Scope.CLUB) -> list[str]:
    return [f.rule for f in load_club(folder, scope).findings if f.rule.startswith("month_seal.")]


@pytest.mark.parametrize("scope", Scope)
def test_untouched_books_raise_no_alarm(folder: Path, scope: Scope) -> None:
    assert rules_of(folder, scope) == []
    checked = verify(load_club(folder, scope).book)
    assert [seal.sealed.month for seal in checked.seals] == list(SEALED)
    assert all(seal.intact for seal in checked.seals)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_changes_are_all_found_and_the_right_entry_is_named(
    folder: Path, chunk: int
) -> None:
    """1,200 changes by hand, of twelve kinds: all detected, at least 99 % named rightly."""
    texts = Texts(folder)
    assert not found(verify(texts.book()))
    chance = seeded(f"seals-{chunk}")
    kinds: Counter[str] = Counter()
    misnamed = []
    for _ in range(EDITS // CHUNKS):
        edit = random_edit(texts, chance)
        verification = verify(texts.book(**edit.changed))
        assert found(verification), edit
        kinds[edit.kind] += 1
        if not names(verification) & edit.names:
            misnamed.append((edit.kind, edit.names, names(verification)))
    assert len(kinds) == 12
    assert len(misnamed) * 100 <= EDITS // CHUNKS, misnamed


def found(verification: Verification) -> bool:
    return bool(verification.problems or verification.differences)


def names(verification: Verification) -> set[str]:
    sides = [side for d in verification.differences for side in (d.was, d.now) if side is not None]
    return {str(name_of(side.said)) for side in sides}


def test_what_a_random_change_does_shows_in_the_whole_check_too(own: Path) -> None:
    texts = Texts(own)
    chance = seeded("whole")
    for _ in range(12):
        edit = random_edit(texts, chance)
        for name, text in edit.changed.items():
            (own / name).write_text(text, "utf-8")
        assert [rule for rule in rules_of(own) if ".entry-" in rule], edit
        for name in edit.changed:
            (own / name).write_text(texts.texts[name], "utf-8")
    assert rules_of(own) == []


# ------------------------------------------------------------------------- what has no meaning


def _shuffled(text: str) -> str:
    head, *blocks = re.split(r"\n(?=\d{4}-)", text)
    seeded("order").shuffle(blocks)
    return "\n".join([head, *blocks]) + "\n"


def _postings_reversed(text: str) -> str:
    def turn(match: re.Match[str]) -> str:
        return "".join(reversed(match[0].splitlines(keepends=True)))

    return re.sub(r"(?:^  [A-ZĐ][^\n]*VND\n){2,}", turn, text, flags=re.MULTILINE)


def _metadata_reversed(text: str) -> str:
    def turn(match: re.Match[str]) -> str:
        return "".join(reversed(match[0].splitlines(keepends=True)))

    return re.sub(r"(?:^  [a-z][a-z-]*: [^\n]*\n){2,}", turn, text, flags=re.MULTILINE)


REFORMATTINGS: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "tabs and spaces": lambda text: re.sub(r"^  ", "\t   ", text, flags=re.MULTILINE),
    "one space between columns": lambda text: re.sub(r"(?<=\S) {2,}", "  ", text),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "remarks": lambda text: "; remark\n" + text.replace("\n\n", "\n\n;; ---- remark ----\n"),
    "remarks at the end of lines": lambda text: re.sub(r" VND\n", " VND  ; seen\n", text),
    "no thousands separators": lambda text: re.sub(r"(?<=\d),(?=\d{3})", "", text),
    "order of entries": _shuffled,
    "order of postings": _postings_reversed,
    "order of metadata": _metadata_reversed,
    "order of links": lambda text: re.sub(r"(\^\S+) (\^\S+)", r"\2 \1", text),
    "spaces at the end of lines": lambda text: text.replace(" VND\n", " VND   \n"),
    "zeros at the end of rates": lambda text: text.replace(": 0.01\n", ": 0.0100\n"),
    "slashes in dates": lambda text: re.sub(r"^(\d{4})-(\d\d)-(\d\d)", r"\1/\2/\3", text, flags=8),
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
}


@pytest.mark.parametrize("kind", REFORMATTINGS)
def test_reformatting_raises_no_alarm(folder: Path, kind: str) -> None:
    texts = Texts(folder)
    changed = {name: REFORMATTINGS[kind](text) for name, text in texts.texts.items()}
    assert any(changed[name] != texts.texts[name] for name in changed)
    assert not found(verify(texts.book(**changed)))


def test_entries_may_move_between_files_of_a_fund(own: Path) -> None:
    journal = own / "journal" / "income-2026.beancount"
    text = journal.read_text("utf-8")
    cut = text.index("2026-03-21 * ")
    roots = "".join(re.findall(r'^option "name_.*\n', text, re.MULTILINE))
    journal.write_text(text[:cut], "utf-8")
    (own / "journal" / "income-2026-second.beancount").write_text(roots + text[cut:], "utf-8")
    for top in ("club.beancount", "income-fund.beancount"):
        path = own / top
        path.write_text(
            path.read_text("utf-8").replace(
                'include "journal/income-2026.beancount"\n',
                'include "journal/income-2026.beancount"\n'
                'include "journal/income-2026-second.beancount"\n',
            ),
            "utf-8",
        )
    assert rules_of(own) == []
    assert rules_of(own, Scope.INCOME) == []


def test_a_seal_that_is_laid_out_otherwise_is_the_same_seal(own: Path) -> None:
    path = own / "seals" / "2026-02.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=1), "utf-8")
    assert rules_of(own) == []


def test_an_entry_of_the_other_fund_is_no_harmless_move(own: Path) -> None:
    register, journal = own / "register.beancount", own / "journal" / "activity-2026.beancount"
    text = journal.read_text("utf-8")
    cut = text.index("2026-03-21 * ")
    journal.write_text(text[:cut], "utf-8")
    register.write_text(register.read_text("utf-8") + "\n" + text[cut:], "utf-8")
    assert rules_of(own)


# ------------------------------------------------------------------------------- the seal itself


@pytest.mark.parametrize("month", SEALED)
def test_a_seal_is_read_back_as_it_was_written(folder: Path, month: Month) -> None:
    file = read_seal(folder, f"{month}.json")
    assert write_seal(file.seal) == (folder / "seals" / f"{month}.json").read_text("utf-8")
    assert code_of(file.root) == file.seal.code


@given(st.data())
def test_any_damage_to_a_seal_is_found(folder: Path, data: st.DataObject) -> None:
    text = (folder / "seals" / "2026-02.json").read_text("utf-8")
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from([c for c in '09afZ"[]{},: \n' if c != text[place]]))
    damaged = text[:place] + sign + text[place + 1 :]
    original = json.loads(text)
    try:
        same = json.loads(damaged) == original
    except ValueError:
        same = False
    original_file = read_seal(folder, "2026-02.json")
    (folder / "seals" / "2026-02.json").write_text(damaged, "utf-8")
    try:
        rules = [problem.rule for problem in verify(Texts(folder).book()).problems]
    finally:
        (folder / "seals" / "2026-02.json").write_text(text, "utf-8")
    line = text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
    if not same and '"code"' not in line:  # which is there for people: the root gives it
        assert rules, (place, text[place - 20 : place + 20], original_file.root)


def test_a_lost_seal_a_lost_line_and_a_seal_made_anew(own: Path) -> None:
    name = own / "seals" / "2026-06.json"
    text = name.read_text("utf-8")
    name.unlink()
    assert rules_of(own) == ["month_seal.file-missing"]
    seal = read_seal(own, "2026-05.json").seal
    name.write_text(write_seal(replace(seal, month=Month(2026, 6))), "utf-8")
    assert "month_seal.code-differs" in rules_of(own)
    name.write_text(text, "utf-8")
    assert rules_of(own) == []


def test_who_holds_the_computer_can_seal_anew_and_only_the_code_tells(own: Path) -> None:
    """What docs/seals.md says a seal cannot prove."""
    codes = [seal.sealed.code for seal in verify(load_club(own).book).seals]
    register = own / "register.beancount"
    text = re.sub(r'\n\d{4}-\d\d-22 custom "month-sealed".*\n(?:  .*\n)*', "", register.read_text())
    register.write_text(text.replace("Lê Thị Tám", "Lê Thị Chín"), "utf-8")
    for path in (own / "seals").iterdir():
        path.unlink()
    for month in SEALED:
        following = month.following
        with writing(own) as session:
            day = date(following.year, following.number, 22)
            seal_month(session, month, day=day, minutes=f"BB-{following}")
            session.commit()
    assert rules_of(own) == []
    assert not {seal.sealed.code for seal in verify(load_club(own).book).seals} & set(codes)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe{}",
        b'{"format": "2"}',
        b'{"format": "1", "month": "2026-02", "closed": 3}',
    ],
)
def test_hostile_seals_are_refused_and_no_more(own: Path, content: bytes) -> None:
    (own / "seals" / "2026-02.json").write_bytes(content)
    with pytest.raises(SealUnreadable):
        read_seal(own, "2026-02.json")
    assert rules_of(own) == ["month_seal.file-unreadable"]


@given(st.from_regex(r"[0-9a-f]{64}", fullmatch=True))
def test_a_code_can_be_typed_in_any_way(root: str) -> None:
    code = code_of(root)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", code)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert same_code(typed, code)
    assert plain_code(code).isalnum()
    assert int(root[:15], 16) == int(root, 16) >> 196


# ---------------------------------------------------------------------------------- restoring


def test_a_sealed_entry_can_be_written_again_from_its_seal(folder: Path) -> None:
    texts = Texts(folder)
    found_entries = entries_by_month(texts.book(), SEALED)
    entries = [entry for group in found_entries.values() for entry in group]
    written = {canonical_line(e.said): as_written(e.said) for e in entries}
    kinds = {e.said[0] for e in entries}
    assert kinds >= {"transaction", "custom", "open", "commodity"}
    for entry in entries:
        text = written[canonical_line(entry.said)]
        if entry.said[0] != "commodity":
            assert texts.said(text) == [entry.said]


# -------------------------------------------------------------------------------- when and what


def test_months_are_sealed_in_order_after_their_end_and_once(own: Path) -> None:
    with writing(own) as session:
        assert month_to_close(session) == Month(2026, 7)
        for month, day, refusal in (
            (Month(2026, 6), date(2026, 8, 21), MonthSealedAlready),
            (Month(2026, 8), date(2026, 9, 21), OtherMonthFirst),
            (Month(2026, 7), date(2026, 7, 31), MonthNotOver),
            (Month(2026, 7), date(2026, 6, 1), MonthNotOver),
        ):
            with pytest.raises(refusal):
                seal_month(session, month, day=day, minutes="BB-2026-08")


def test_the_first_seal_takes_everything_before_it(tmp_path: Path) -> None:
    folder = sealed_club(tmp_path / "c")
    register = folder / "register.beancount"
    text = re.sub(r'\n\d{4}-\d\d-22 custom "month-sealed".*\n(?:  .*\n)*', "", register.read_text())
    register.write_text(text, "utf-8")
    for path in (folder / "seals").iterdir():
        path.unlink()
    with writing(folder) as session:
        assert month_to_close(session) is None
        with pytest.raises(MonthBeforeBooks):
            seal_month(session, Month(2025, 12), day=date(2026, 8, 21), minutes="BB-2026-08")
        seal_month(session, Month(2026, 6), day=date(2026, 7, 22), minutes="BB-2026-07")
        session.commit()
    assert rules_of(folder) == []
    register.write_text(register.read_text("utf-8").replace("Lê Thị Tám", "Lê Thị Chín"), "utf-8")
    assert rules_of(folder) == ["month_seal.entry-changed"]


def test_nothing_is_sealed_while_something_is_wrong(own: Path) -> None:
    journal = own / "journal" / "activity-2026.beancount"
    journal.write_text(
        journal.read_text("utf-8")
        + '\n2026-07-22 custom "cash-count" "BB-2026-07"\n  fund: "activity"\n'
        '  counted: 1 VND\n  counted-by: "M001 M002"\n',
        "utf-8",
    )
    with writing(own) as session, pytest.raises(BooksNotInOrder):
        seal_month(session, Month(2026, 7), day=date(2026, 8, 21), minutes="BB-2026-08")


def test_no_command_writes_into_books_whose_seal_is_broken(own: Path) -> None:
    journal = own / "journal" / "activity-2026.beancount"
    journal.write_text(journal.read_text("utf-8").replace("Hội phí", "Hội phi", 1), "utf-8")
    with pytest.raises(BooksHaveErrors), writing(own):
        pass
