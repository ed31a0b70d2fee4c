"""Numbers of vouchers without gaps: whatever is taken out is named."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import MoneyRequest, pay
from ledger_core.books.loading import load_club
from ledger_core.books.session import writing
from ledger_core.club import Fund
from ledger_core.findings import Finding
from tests.clubs import small_club

DAY = date(2026, 2, 21)
RULE = "register.voucher-gap"


def entry(number: int, fund: str = "Quỹ-Tăng-Thu-Nhập", payee: str = "Cửa hàng") -> str:
    return (
        f'\n2026-02-21 * "{payee}" "Chi" ^PC-2026-{number:04d}\n'
        f"  Chi-Phí:{fund}:Chi-Quản-Lý  {number} VND\n"
        f"  Tài-Sản:{fund}:Tiền-Mặt  -{number} VND\n"
    )


def gaps(folder: Path, rule: str = RULE) -> list[Finding]:
    return [finding for finding in load_club(folder).findings if finding.rule == rule]


def write(folder: Path, income: str, activity: str = "", register: str = "") -> None:
    for name, text in (
        ("journal/income-2026.beancount", income),
        ("journal/activity-2026.beancount", activity),
        ("register.beancount", register),
    ):
        path = folder / name
        original = path.with_suffix(".original")
        if not original.exists():
            original.write_bytes(path.read_bytes())
        path.write_text(original.read_text("utf-8") + text, "utf-8")


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_club(tmp_path_factory.mktemp("series") / "club")


def named(findings: list[Finding]) -> set[int]:
    """The numbers that findings name, alone or from one to another."""
    found: set[int] = set()
    for finding in findings:
        ends = [int(name[-4:]) for name in str(dict(finding.message.items)["numbers"]).split(" – ")]
        found |= set(range(ends[0], ends[-1] + 1))
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(taken=st.sets(st.integers(2, 11), max_size=6))
def test_every_number_taken_out_is_named(club: Path, taken: set[int]) -> None:
    write(club, "".join(entry(number) for number in range(1, 13) if number not in taken))
    assert named(gaps(club)) == taken


def test_the_lines_of_the_finding_explain_the_gap(club: Path) -> None:
    write(club, entry(1) + entry(3) + entry(20))
    lines = "".join(finding.lines for finding in gaps(club))
    assert "voucher-void" in lines
    assert "voucher-series" in lines
    write(club, entry(1) + entry(3) + entry(20), register="\n" + lines)
    assert gaps(club) == []


def test_a_pad_begun_elsewhere_is_stated_once(club: Path) -> None:
    write(club, entry(57) + entry(58))
    (late,) = gaps(club, "register.voucher-series-begins-late")
    assert gaps(club) == []
    write(club, entry(57) + entry(58), register="\n" + late.lines)
    assert load_club(club).findings == []


def test_a_number_of_the_other_fund_fills_the_row(club: Path) -> None:
    activity = entry(2, "Quỹ-Hoạt-Động").replace("Chi-Phí:Quỹ-Hoạt-Động:Chi-Quản-Lý", AREA)
    write(club, entry(1) + entry(3), DONATION + activity)
    assert gaps(club) == []


def test_funds_with_pads_of_their_own_are_checked_apart(club: Path) -> None:
    activity = "".join(
        entry(number, "Quỹ-Hoạt-Động", "Bà Năm").replace("Chi-Phí:Quỹ-Hoạt-Động:Chi-Quản-Lý", AREA)
        for number in (1, 2, 3, 4)
    )
    write(club, entry(1) + entry(2) + entry(4), DONATION + activity)
    (missing,) = gaps(club)
    assert named([missing]) == {3}
    assert str(missing.message) == "Quỹ tăng thu nhập thiếu chứng từ: PC-2026-0003."


def test_the_commands_leave_no_gap(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "club")
    for number in range(3):
        with writing(folder) as session:
            pay(
                session,
                MoneyRequest(Fund.INCOME, DAY, "administration", 5_000, person=f"Ông {number}"),
            )
            session.commit()
    assert load_club(folder).findings == []


AREA = "Chi-Phí:Quỹ-Hoạt-Động:Văn-Hóa-Tham-Quan"
DONATION = """
2026-02-20 * "Bà Tư" "Ủng hộ" ^PT-2026-0002
  Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt  1000 VND
  Thu-Nhập:Quỹ-Hoạt-Động:Tấm-Lòng-Vàng  -1000 VND
"""
