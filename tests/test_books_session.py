"""The one door for writing: nothing is half written, nothing unmeant, nothing on damaged books."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import (
    MoneyRequest,
    NewMember,
    ReceiptRequest,
    add_member,
    pay,
    receive,
)
from ledger_core.books.actions.errors import NothingReceived
from ledger_core.books.directives import Scope
from ledger_core.books.disk.files import sha256
from ledger_core.books.disk.intent_errors import FileChangedMeanwhile
from ledger_core.books.people import Sex
from ledger_core.books.rendering import render
from ledger_core.books.session import open_club, writing
from ledger_core.books.session_errors import BooksHaveErrors, NotReadBack, WouldBreakRules
from ledger_core.books.text import TextRefused
from ledger_core.club import Fund
from tests.clubs import FOUNDED, MEETING, lend, small_club

CASH = "Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt"
FEES = "Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members."""
    return small_club(tmp_path / "hanh-phuc")


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file of the club."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".clubledger" not in path.parts
    }


def test_nothing_is_written_before_the_commit(folder: Path) -> None:
    """A session that ends without commit, or in an error, leaves the folder as it was."""
    before = contents(folder)
    with writing(folder) as session:
        lend(session, "M002", 3_000_000)
        receive(session, ReceiptRequest("M001", MEETING, fee=5_000))
    with writing(folder) as session:
        receive(session, ReceiptRequest("M001", MEETING, fee=5_000))
        with pytest.raises(NothingReceived):
            receive(session, ReceiptRequest("M001", MEETING))
    assert contents(folder) == before


def test_what_is_shown_is_what_is_written(folder: Path) -> None:
    """The text shown before the question stands in the journal letter for letter."""
    with writing(folder) as session:
        receive(session, ReceiptRequest("M001", MEETING, fee=5_000))
        shown = session.pending_text
        session.commit()
    _, _, entry = shown.partition("\n")
    assert (folder / "journal/activity-2026.beancount").read_text("utf-8").endswith(entry)


def test_old_text_stays_byte_for_byte(folder: Path) -> None:
    """Remarks and layout of what a person wrote by hand survive every command."""
    journal = folder / "journal/activity-2026.beancount"
    by_hand = journal.read_text("utf-8") + (
        f'\n; một dòng ghi chú\n2026-01-16 *   "Bà Năm"   "Hội phí" ^PT-2026-0002\n'
        f"  {CASH}  5000 VND ; tiền lẻ\n  {FEES}   -5000 VND\n\n\n"
    )
    journal.write_text(by_hand, "utf-8")
    with writing(folder) as session:
        receive(session, ReceiptRequest("M001", MEETING, fee=5_000))
        session.commit()
    assert journal.read_text("utf-8").startswith(by_hand)
    assert open_club(folder).findings == []


def test_books_with_errors_take_no_entry(folder: Path) -> None:
    """On a record that cannot be trusted nothing may rest; the errors are named."""
    (folder / "journal/income-2026 - Copy.beancount").write_text("; bản sao\n", "utf-8")
    with pytest.raises(BooksHaveErrors) as refused, writing(folder):
        pass
    assert [f.rule for f in refused.value.findings] == ["register.file-not-listed"]


def test_a_file_changed_by_another_program_meanwhile_stops_the_commit(folder: Path) -> None:
    """An editor that saves while the treasurer answers the question loses nothing."""
    register = folder / "register.beancount"
    with writing(folder) as session:
        receive(session, ReceiptRequest("M001", MEETING, fee=5_000))
        register.write_text(register.read_text("utf-8") + "\n; sửa tay\n", "utf-8")
        before = contents(folder)
        with pytest.raises(FileChangedMeanwhile):
            session.commit()
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("5,000 VND", "6,000 VND"),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa"),
        ("^PT-2026-0002", "^PT-2026-0003"),
        ('member: "M001"', 'member: "M002"'),
        ("2026-01-21 *", "2026-01-21 * 2026"),
        ("VND\n", 'VND\n2026-01-21 event "a" "b"\n'),
    ],
)
def test_an_entry_that_reads_differently_is_never_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, written: str, instead: str
) -> None:
    """If Beancount read something else than was meant, nothing would be written."""
    before = contents(folder)
    monkeypatch.setattr(
        "ledger_core.books.session.render", lambda items: render(items).replace(written, instead)
    )
    with writing(folder) as session, pytest.raises(NotReadBack):
        receive(session, ReceiptRequest("M001", MEETING, fee=5_000))
    assert contents(folder) == before


def test_new_findings_stop_a_commit_and_are_named(folder: Path) -> None:
    """An entry that breaks a rule is refused with the rule, and nothing of it stays."""
    before = contents(folder)
    with writing(folder) as session:
        pay(session, MoneyRequest(Fund.ACTIVITY, MEETING, "area-rights", 10_000, "Cô Tư"))
        with pytest.raises(WouldBreakRules) as refused:
            session.commit()
    assert [f.rule for f in refused.value.findings] == ["register.cash-below-zero"]
    assert contents(folder) == before


def test_an_old_unexcused_breach_does_not_stop_other_work(folder: Path) -> None:
    """A breach that stands in the books is no reason to refuse the next receipt."""
    with writing(folder) as session:
        lend(session, "M002", 3_000_000)
        session.commit()
    journal = folder / "journal/income-2026.beancount"
    text = journal.read_text("utf-8")
    journal.write_text(text.replace("late-rate-multiple: 1.5", "late-rate-multiple: 2"), "utf-8")
    assert [f.rule for f in open_club(folder).blocking] == ["interest_rules.late-rate-over-150"]
    with writing(folder) as session:
        receive(session, ReceiptRequest("M002", date(2026, 2, 21), repayment=280_000))
        session.commit()


def test_a_fund_file_names_the_club_too(folder: Path) -> None:
    """A club is named by its folder or its top file; each fund's file loads its own scope."""
    assert open_club(folder / "club.beancount").book.scope is Scope.CLUB
    assert open_club(folder, Scope.ACTIVITY).book.loans == {}


@settings(max_examples=60)
@given(name=st.text(max_size=40), purpose=st.text(max_size=40))
def test_hostile_names_are_refused_or_stand_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, name: str, purpose: str
) -> None:
    """Whatever a person types as a name adds one entry or none, never another directive."""
    folder = small_club(tmp_path_factory.mktemp("club") / "hp")
    before = open_club(folder)
    hostile = name + '"\n2026-01-01 open Assets:Evil\n' if len(purpose) % 2 else name
    with writing(folder) as session:
        try:
            code = add_member(session, NewMember(hostile, FOUNDED, Sex.FEMALE, 1950))
            pay(
                session,
                MoneyRequest(
                    Fund.INCOME, MEETING, "bank-charges", 1_000, hostile, narration=purpose
                ),
            )
        except TextRefused:
            return
        session.commit()
    after = open_club(folder)
    assert len(after.entries) == len(before.entries) + 2
    typed = unicodedata.normalize("NFC", hostile).split()
    assert after.book.register.members[code].name.split() == typed
    assert after.findings == []
