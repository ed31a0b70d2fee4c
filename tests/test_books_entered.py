"""When an entry was entered and by whom: stamped in one place, and never part of what it says."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.actions import (
    MoneyRequest,
    NewClub,
    NewMember,
    SeedCapital,
    add_member,
    create_club,
    pay,
)
from ledger_core.books.entered import Entered, stamped
from ledger_core.books.people import Sex
from ledger_core.books.rendering import Comment
from ledger_core.books.session import open_club, writing
from ledger_core.cli import main
from ledger_core.club import Fund, Role

EVENING = Entered(datetime(2026, 3, 21, 19, 42, tzinfo=timezone(timedelta(hours=7))), "M004")
LATER = Entered(datetime(2026, 3, 22, 8, 0, tzinfo=timezone(timedelta(hours=7))), "M005")
FOUNDED = date(2026, 1, 15)
CLUB = NewClub("Hạnh Phúc", FOUNDED, seed=SeedCapital(9_000_000, "grant", "Dự án"))


@given(
    st.datetimes(
        min_value=datetime(1990, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
        max_value=datetime(2199, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from(
            [UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=5))]
        ),
    ),
    st.text("Mabc019 .-", min_size=1).map(str.strip).filter(bool),
)
def test_it_is_read_back_as_it_was_written(at: datetime, by: str) -> None:
    entered = Entered(at.replace(second=0, microsecond=0), " ".join(by.split()))
    assert Entered.parse(str(entered)) == entered


@pytest.mark.parametrize("text", ["", "M004", "2026-03-21 M004", "2026-13-21T19:42+07:00 M", 4])
def test_another_form_is_none(text: object) -> None:
    assert Entered.parse(text) is None


def test_every_transaction_and_custom_of_a_command_says_it(tmp_path: Path) -> None:
    folder = tmp_path / "hanh-phuc"
    create_club(folder, CLUB, entered=EVENING)
    with writing(folder, entered=EVENING) as session:
        add_member(
            session, NewMember(name="Nguyễn Thị Hoa", joined=FOUNDED, sex=Sex.FEMALE, born=1950)
        )
        assert "entered" not in session.pending_text
        session.commit()
    loaded = open_club(folder)
    assert not loaded.blocking
    said = {
        entry.meta.get("entered")
        for entry in loaded.entries
        if isinstance(entry, data.Transaction | data.Custom)
        and not getattr(entry, "type", "").startswith("fava-")  # the template's, for Fava alone
    }
    assert said == {"2026-03-21T19:42+07:00 M004"}


def test_the_same_voucher_later_is_the_same_entry(tmp_path: Path) -> None:
    folder = tmp_path / "hanh-phuc"
    create_club(folder, CLUB, entered=EVENING)
    request = MoneyRequest(
        Fund.INCOME, FOUNDED, Role.ADMINISTRATION, 20_000, "Cửa hàng", number="PC-2026-0001"
    )
    with writing(folder, entered=EVENING) as session:
        assert not pay(session, request).repeated
        session.commit()
    with writing(folder, entered=LATER) as session:
        assert pay(session, request).repeated
        assert session.commit() == ()


def test_what_says_it_already_and_what_is_no_entry_stay_as_they_are() -> None:
    remark = Comment("x")
    assert stamped(remark, EVENING) is remark


def test_the_command_names_who_sits_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774096920")
    club = tmp_path / "c"
    words = ["new", str(club), "--name", "C", "--date", "2026-01-15", "--yes"]
    assert main([*words, "--entered-by", "M004"]) == 0
    member = ["member", "add", str(club), "--name", "Hoa", "--sex", "f", "--born", "1950"]
    monkeypatch.setenv("CLUBLEDGER_BY", "M007")
    assert main([*member, "--date", "2026-03-21", "--yes"]) == 0
    text = (club / "register.beancount").read_text("utf-8")
    assert 'entered: "2026-03-21T12:42+00:00 M004"' in text
    assert 'entered: "2026-03-21T12:42+00:00 M007"' in text
    capsys.readouterr()
