"""What a club has on paper, taken into the books from a workbook."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from ledger_core.books.actions import NewClub, create_club
from ledger_core.books.people import read_people
from ledger_core.books.session import open_club
from ledger_core.club import Fund, Role
from ledger_core.errors import ClubledgerError
from ledger_core.importing.columns import BALANCES, CLUB, FORMS, HISTORY, LOANS, MEMBERS
from ledger_core.importing.problems import ClubNotFresh, ImportRefused, NotAnImportFile
from ledger_core.importing.running import Import, prepare_import
from ledger_core.importing.summary import Summary
from ledger_core.importing.template import TOP, template_xlsx
from ledger_core.importing.workbook import MOST_ROWS, read_workbook
from ledger_core.messages import language
from ledger_core.reports.portfolio import portfolio_on
from tests.import_files import FIRST, balances_of, filled, state_of

DAY = date(2026, 1, 21)
INFO: dict[str, Any] = {
    "name": "Câu lạc bộ Thử",
    "day": DAY,
    "minutes": "BB-2026-01",
    "approvers": "M001, M002",
}


def member(number: int, **more: Any) -> dict[str, Any]:
    return {
        "code": f"M{number:03d}",
        "name": f"Nguyễn Thị {['Hoa', 'Lan', 'Mai', 'Cúc', 'Đào'][number % 5]}",
        "sex": "f",
        "born": 1950 + number,
        "joined": date(2024, 4, 21),
        **more,
    }


def small() -> dict[str, list[dict[str, Any]]]:
    """Two loans of which what is unpaid is told, one with its history."""
    unpaid = {"outstanding": 4_000_000, "next_due": date(2026, 2, 21), "left": 8}
    late = {"overdue": 500_000, "interest": 40_000, "oldest_due": date(2025, 12, 21)}
    loan = {"approved": date(2025, 10, 21), "principal": 4_800_000, "instalments": 12}
    move = {"loan": "L2025-003", "move": "repayment"}
    return {
        "members": [
            member(1, office="head"),
            member(2, office="treasurer"),
            *(member(number) for number in range(3, 6)),
        ],
        "balances": [
            {"fund": "income", "source": "cash", "amount": 90_000_000},
            {"fund": "income", "source": "grants", "amount": 100_000_000},
            {"fund": "income", "source": "members-capital", "member": "M003", "amount": 200_000},
            {"fund": "activity", "source": "cash", "amount": 1_500_000},
            {"fund": "activity", "source": "retained-result", "amount": 1_500_000},
        ],
        "loans": [
            {"loan": "L2025-001", "member": "M003", **unpaid},
            {"loan": "L2025-002", "member": "M004", **unpaid, **late, "reschedules": 1},
            {"loan": "L2025-003", "member": "M005", **loan},
        ],
        "history": [
            {**move, "day": date(2025, 10, 21), "move": "disbursement", "amount": 4_800_000},
            {**move, "day": date(2025, 11, 21), "amount": 448_000},
            {**move, "day": date(2025, 12, 21), "amount": 444_000},
        ],
    }


def balances(found: Any) -> dict[tuple[Fund, Role], int]:
    return dict(Summary.of(found).balances)


@pytest.mark.parametrize("club", ["hanh-phuc", "mong"])
@pytest.mark.parametrize("history", [False, True])
def test_the_books_of_a_club_go_through_the_template(
    root: Path, tmp_path: Path, club: str, *, history: bool
) -> None:
    old = open_club(root / "examples" / club).book
    day = max(posted.date for posted in old.transactions)
    content = filled(*state_of(root / "examples" / club, day, history=history))
    found = prepare_import(tmp_path / "clb", content)
    assert not (tmp_path / "clb").exists()
    found.write()
    new = open_club(tmp_path / "clb")
    assert new.findings == []
    assert portfolio_on(new.book, day) == portfolio_on(old, day)
    assert sorted(map(str, balances_of(new.book, day))) == sorted(map(str, balances_of(old, day)))
    assert prepare_import(tmp_path / "clb", content).repeated


def test_the_opening_entries_leave_only_what_is_to_be_explained(tmp_path: Path) -> None:
    found = prepare_import(tmp_path / "clb", filled(INFO, small()))
    # 90 million of cash and 12 of loans, against 100.2 from where they come.
    loans = portfolio_on(found.book, DAY).gross_loan_portfolio
    assert loans == 12_000_000
    assert balances(found) == {
        (Fund.INCOME, Role.CASH): 90_000_000,
        (Fund.INCOME, Role.LOANS): loans,
        (Fund.INCOME, Role.MEMBERS_CAPITAL): 200_000,
        (Fund.INCOME, Role.GRANTS): 100_000_000,
        (Fund.INCOME, Role.OPENING_DIFFERENCE): 90_000_000 + loans - 100_200_000,
        (Fund.ACTIVITY, Role.CASH): 1_500_000,
        (Fund.ACTIVITY, Role.RETAINED_RESULT): 1_500_000,
    }
    found.write()
    assert open_club(tmp_path / "clb").findings == []
    people = read_people((tmp_path / "clb" / "people.csv").read_text("utf-8"))
    assert people["M003"].born == "1953"


def test_the_same_file_again_changes_nothing_and_another_is_refused(tmp_path: Path) -> None:
    content = filled(INFO, small())
    assert prepare_import(tmp_path / "clb", content).write()
    before = {path: path.read_bytes() for path in (tmp_path / "clb").rglob("*.beancount")}
    again = prepare_import(tmp_path / "clb", content)
    assert again.repeated
    assert again.write() == ()
    assert before == {path: path.read_bytes() for path in (tmp_path / "clb").rglob("*.beancount")}
    rows = small()
    rows["balances"][0]["amount"] = 80_000_000
    with pytest.raises(ClubNotFresh):
        prepare_import(tmp_path / "clb", filled(INFO, rows))


def test_a_club_that_was_just_started_takes_the_import(tmp_path: Path) -> None:
    create_club(tmp_path / "clb", NewClub("Câu lạc bộ Thử", date(2025, 1, 1)))
    found = prepare_import(tmp_path / "clb", filled(INFO, small()))
    assert not found.repeated
    assert found.write()
    assert open_club(tmp_path / "clb").findings == []
    assert prepare_import(tmp_path / "clb", filled(INFO, small())).repeated


def test_a_workbook_in_english_is_read_too(tmp_path: Path) -> None:
    with language("en"):
        content = filled(INFO, small())
    assert prepare_import(tmp_path / "clb", content).book.loans.keys() == {
        "L2025-001",
        "L2025-002",
        "L2025-003",
    }


def test_twenty_mistakes_are_named_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    rows = small()
    rows["members"][2]["code"] = "M002"  # twice, and M003 is missing now
    rows["members"][3] |= {"joined": "31/02/2024", "born": 1800}
    rows["members"][4] |= {"left": date(2025, 12, 1), "sex": "x"}
    rows["members"].append(member(6, office="head"))
    rows["members"].append({"code": "M007"})
    rows["balances"][0]["amount"] = "năm triệu rưỡi mốt"
    rows["balances"][1]["fund"] = "activity"
    rows["balances"].append({"fund": "activity", "source": "risk-reserve", "amount": 1_000})
    rows["balances"].append({"fund": "income", "source": "members-capital", "amount": 5})
    rows["loans"][1] |= {"overdue": 5_000_000, "next_due": date(2026, 1, 1), "oldest_due": None}
    rows["loans"].append({"loan": "L2025-004", "member": "M099"})
    rows["history"][1]["day"] = date(2026, 3, 1)
    rows["history"].append({"loan": "L2025-009", "day": DAY, "move": "repayment", "amount": 1_000})
    info = {**INFO, "approvers": "M001", "meeting_day": 40}
    with pytest.raises(ImportRefused) as caught:
        prepare_import(tmp_path / "clb", filled(info, rows))
    found = {(p.sheet, p.row, p.column.partition(" ")[0]) for p in caught.value.problems}
    members, sums, loans, history = (str(f.title) for f in (MEMBERS, BALANCES, LOANS, HISTORY))
    club = str(CLUB.title)
    assert found == {
        (club, TOP + 3, "B"),  # one officer
        (club, TOP + 4, "B"),  # meeting day
        (members, FIRST + 2, "A"),  # code twice
        (members, FIRST + 3, "E"),  # 31 February
        (members, FIRST + 3, "D"),  # born 1800
        (members, FIRST + 4, "C"),  # sex
        (members, FIRST + 4, "K"),  # left without reason
        (members, FIRST + 5, "I"),  # two heads
        *((members, FIRST + 6, column) for column in "BCDE"),  # name, sex, born, joined
        (sums, FIRST, "D"),  # no amount
        (sums, FIRST + 2, "C"),  # M003 is no member
        (sums, FIRST + 5, "B"),  # no such thing in the fund
        (sums, FIRST + 6, "D"),  # 5 đồng
        (loans, FIRST, "B"),  # M003
        (loans, FIRST + 1, "J"),  # more overdue than owed
        (loans, FIRST + 1, "M"),  # oldest due date
        (loans, FIRST + 1, "N"),  # next one is past
        (loans, FIRST + 3, "B"),  # M099
        *((loans, FIRST + 3, column) for column in "INO"),  # unpaid, next due, to come
        (history, FIRST + 1, "B"),  # after the day
        (history, FIRST + 3, "A"),  # no such loan
    }
    assert not (tmp_path / "clb").exists()


def test_what_only_the_books_can_tell_is_told_in_the_same_breath(tmp_path: Path) -> None:
    rows = small()
    rows["loans"][0]["outstanding"] = 40_000_000  # over the share of one borrower
    rows["loans"][1]["overdue"] = 5_000_000  # more than is unpaid
    rows["loans"][2]["outstanding"] = 1_234_567  # not what its history says
    with pytest.raises(ImportRefused) as caught:
        prepare_import(tmp_path / "clb", filled(INFO, rows))
    found = [(p.row - FIRST, p.column.partition(" ")[0]) for p in caught.value.problems]
    assert sorted(found) == [(0, "T"), (1, "J"), (2, "I")]
    assert "4.000.000" in str(next(p for p in caught.value.problems if p.row == FIRST + 2).message)


def test_a_loan_against_the_rules_needs_the_minutes_that_allowed_it(tmp_path: Path) -> None:
    rows = small()
    rows["loans"][0] |= {"outstanding": 40_000_000, "exception": "BB-2025-09"}
    found = prepare_import(tmp_path / "clb", filled(INFO, rows))
    found.write()
    breaches = open_club(tmp_path / "clb").findings
    assert {f.loan for f in breaches} == {"L2025-001"}


@cache
def usual() -> bytes:
    return filled(INFO, small())


def edit(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(usual()))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_cells_are_read_as_people_fill_them_in(tmp_path: Path) -> None:
    def as_typed(book: Any) -> None:
        members, sums = book[str(MEMBERS.title)], book[str(BALANCES.title)]
        loans = book[str(LOANS.title)]
        members.cell(FIRST, 2).value = "  Nguye\u0302\u0303n   Thi\u0323 Hoa "  # accents apart
        members.cell(FIRST, 3).value = "NỮ"
        members.cell(FIRST, 5).value = "21/4/2024"
        members.cell(FIRST + 1, 5).value = 45403  # the same day as a serial number
        members.cell(FIRST + 2, 1).value = " m003 "
        members.cell(FIRST + 3, 4).value = "01/02/1954"
        members.cell(FIRST + 4, 8).value = 912345678.0
        sums.cell(FIRST, 4).value = "90.000.000"
        sums.cell(FIRST + 1, 4).value = "100tr"
        sums.cell(FIRST, 5).value = "Ví dụ: đã đếm hai lần"  # a note, and no example row
        loans.cell(FIRST, 6).value = "1,2%"
        loans.cell(FIRST + 1, 6).value = 0.01
        loans.cell(FIRST + 1, 6).number_format = "0.0%"
        loans.cell(FIRST, 14).value = datetime(2026, 2, 21, 8, 30)  # noqa: DTZ001
        members.insert_rows(FIRST + 2)  # an empty row between
        members.merge_cells(f"A{TOP + 60}:C{TOP + 60}")

    found = prepare_import(tmp_path / "clb", edit(as_typed))
    register = found.book.register
    assert register.members["M001"].name == "Nguyễn Thị Hoa"
    assert register.members["M001"].joined == register.members["M002"].joined == date(2024, 4, 21)
    terms = [found.book.loans[f"L2025-00{n}"].terms for n in (1, 2)]
    assert [found and found.rate.per_month for found in terms] == [
        Fraction(12, 1000),
        Fraction(1, 100),
    ]
    assert balances(found)[Fund.INCOME, Role.CASH] == 90_000_000


def test_a_formula_counts_by_its_result_and_is_refused_without(tmp_path: Path) -> None:
    def with_formula(book: Any) -> None:
        book[str(BALANCES.title)].cell(FIRST, 4).value = "=45000000*2"

    content = edit(with_formula)
    with pytest.raises(ImportRefused) as caught:
        prepare_import(tmp_path / "clb", content)
    assert [(p.sheet, p.row) for p in caught.value.problems] == [(str(BALANCES.title), FIRST)]
    calculated = rewritten(content, b"</f><v/>", b"</f><v>90000000</v>")
    calculated = rewritten(calculated, b"</f><v></v>", b"</f><v>90000000</v>")
    found = prepare_import(tmp_path / "clb", calculated)
    assert balances(found)[Fund.INCOME, Role.CASH] == 90_000_000


def rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(old, new))
    return target.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    target = io.BytesIO(usual())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "xls": lambda: b"\xd0\xcf\x11\xe0 an old .xls",
    "cut": lambda: b"PK\x03\x04 cut off",
    "macro": lambda: with_part("xl/vbaProject.bin", b"x"),
    "links": lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "object": lambda: with_part("xl/embeddings/oleObject1.bin", b"x"),
    "entities": lambda: with_part("xl/x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    # Forty megabytes in forty kilobytes.
    "bomb": lambda: with_part("xl/media/x", b"\0" * 40_000_000),
    "large": lambda: b"x" * 11_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_before_they_are_read(tmp_path: Path, kind: str) -> None:
    with pytest.raises(NotAnImportFile):
        prepare_import(tmp_path / "clb", HOSTILE[kind]())


def test_a_sheet_without_end_is_refused() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for number in range(1, MOST_ROWS + 2):
        book.active.cell(number, 1).value = number
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(NotAnImportFile):
        read_workbook(target.getvalue())


def test_a_missing_sheet_and_missing_headings_are_named(tmp_path: Path) -> None:
    def damage(book: Any) -> None:
        del book[str(HISTORY.title)]
        book[str(MEMBERS.title)].cell(TOP, 2).value = "?"

    with pytest.raises(ImportRefused) as caught:
        prepare_import(tmp_path / "clb", edit(damage))
    assert {(str(HISTORY.title), 0), (str(MEMBERS.title), TOP)} <= {
        (p.sheet, p.row) for p in caught.value.problems
    }


@pytest.mark.parametrize("name", ["vi", "en"])
def test_the_template_is_the_same_each_time_and_its_examples_are_not_read(name: str) -> None:
    with language(name):
        title = str(CLUB.title)
        content = template_xlsx()
        assert content == template_xlsx()
        sheets = read_workbook(content)
        assert [str(form.title) for form in FORMS] == list(sheets)[1:]
        with pytest.raises(ImportRefused) as caught:
            prepare_import(Path("nowhere"), content)
    assert {problem.sheet for problem in caught.value.problems} == {title}


_VALUES = (
    st.none()
    | st.text(max_size=12)
    | st.integers(-(10**16), 10**16)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates(date(1900, 3, 1), date(9999, 1, 1))
    | st.sampled_from(
        ["M001", "M002", "L2025-001", "5.000.000", "21/01/2026", "=A1", "#REF!", "1%"]
    )
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(FORMS), st.integers(0, 6), st.integers(1, 19), _VALUES),
        max_size=8,
    )
)
def test_whatever_stands_in_the_cells_is_imported_or_refused(
    tmp_path: Path, changes: list[tuple[Any, int, int, Any]]
) -> None:
    def change(book: Any) -> None:
        for form, row, column, value in changes:
            cell = book[str(form.title)].cell(FIRST + row, column)
            with suppress(IllegalCharacterError):
                cell.value = value

    with suppress(ClubledgerError):
        assert isinstance(prepare_import(tmp_path / "clb", edit(change)), Import)
