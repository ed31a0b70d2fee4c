"""Any filled sheet is posted wholly, the cash being the sum of its lines, or changes nothing."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ledger_core.books.session import open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.club import Attendance, Fund, Role
from ledger_core.meetings import (
    FilledLine,
    FilledSheet,
    MeetingSheet,
    OtherMoney,
    PaidOut,
    SheetHasMistakes,
    SheetLine,
    post_meeting,
)
from ledger_core.meetings.answers import Answers, LineAnswer, load_answers, save_answers
from ledger_core.meetings.filled import PARTS
from tests.meetings import books_text, club_with_loans, sheet_of

amounts = st.one_of(
    st.sampled_from((0, 1_000, 5_000, 15_000, 555_000, 560_000)),
    st.integers(0, 9_000_000),
)
parts = st.dictionaries(st.sampled_from(PARTS), amounts, max_size=3)
marks = st.one_of(st.none(), st.sampled_from(Attendance))


@pytest.fixture(scope="module")
def club() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield club_with_loans(Path(name).resolve() / "club")


def payments(line: SheetLine) -> st.SearchStrategy[dict[str, Any]]:
    """Mostly what a treasurer would write; sometimes whatever comes."""
    due = st.integers(0, line.to_pay // 1000).map(lambda thousands: {"total": thousands * 1000})
    gifts = st.integers(1, 200).map(lambda n: {"parts": {"donation": n * 1000, "fee": 5_000}})
    anything = st.fixed_dictionaries({"total": st.none() | amounts, "parts": parts})
    return st.one_of(due, due, st.just({"total": line.to_pay}), gifts, anything)


@st.composite
def filled_sheets(draw: st.DrawFn, sheet: MeetingSheet) -> FilledSheet:
    lines = tuple(
        FilledLine(
            line.member,
            line.key[1],
            draw(marks),
            **draw(payments(line)),
            shown=line.to_pay,
        )
        for line in sheet.lines
        if draw(st.booleans())
    )
    spent = st.sampled_from((5_000, 10_000, 20_000, 5_000_000))
    roles = st.sampled_from(("area-health-care", "area-culture", "common-work", "donations"))
    other = tuple(
        OtherMoney(Fund.ACTIVITY, draw(roles), draw(spent), "Bà Ba", "", draw(st.booleans()))
        for _ in range(draw(st.integers(0, 2)))
    )
    paid_out = (
        (PaidOut("L2026-003", draw(st.sampled_from((2_000_000, 1_000_000, 3_000_000)))),)
        if draw(st.booleans())
        else ()
    )
    minutes = draw(st.sampled_from(("BB-2026-03", "BB-2026-3", "BB-3", "")))
    return FilledSheet(sheet.club, sheet.day, minutes, lines=lines, paid_out=paid_out, other=other)


@given(data=st.data())
@settings(max_examples=25)
def test_a_sheet_is_posted_wholly_or_not_at_all(club: Path, data: st.DataObject) -> None:
    sheet = sheet_of(club)
    filled = data.draw(filled_sheets(sheet))
    before = books_text(club)
    with writing(club) as session:
        try:
            posted = post_meeting(session, filled)
            session.check()
        except (SheetHasMistakes, WouldBreakRules):
            posted = None
    assert books_text(club) == before  # nothing is written before the commit
    if posted is None:
        return
    event("posted")
    moved = sum(line.paid for line in filled.lines)
    moved += sum(m.amount if m.received else -m.amount for m in filled.other)
    moved -= sum(paid.amount for paid in filled.paid_out)
    assert sum(c.expected - c.opening for c in posted.cash.values()) == moved
    for fund, cash in posted.cash.items():
        assert session.book.balance(fund, Role.CASH, on=sheet.day) == cash.expected >= 0
    for planned, received in posted.receipts:
        split = received.split
        assert sum(split.parts) == planned.request.repayment
    # The very same facts are the very same sheet, whatever program saved them.
    assert replace(filled, mark="otherwise").content == filled.content


@given(data=st.data())
@settings(max_examples=30)
def test_answers_are_kept_and_read_back_as_they_were(club: Path, data: st.DataObject) -> None:
    sheet = sheet_of(club)
    answers = Answers(sheet.club, sheet.day, "BB-2026-03")
    for line in sheet.lines:
        if data.draw(st.booleans()):
            kept = {name: a for name, a in data.draw(parts).items() if a}
            answers.lines[line.key] = LineAnswer(data.draw(marks), kept)
    answers.other.append(OtherMoney(Fund.INCOME, "administration", 5_000, "Bà Ba", "giấy"))
    answers.counted[Fund.ACTIVITY] = data.draw(amounts)
    with tempfile.TemporaryDirectory() as name:
        save_answers(Path(name), answers)
        assert load_answers(Path(name), sheet.day) == answers
    assert open_club(club).book.register.meetings == []
