"""The example clubs: reproducible, true to what was published, and right in plain Beancount."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.loading import LoadedClub, load_club
from ledger_core.books.people import Sex, read_people
from ledger_core.club import Fund, Role
from ledger_core.findings import Severity
from ledger_core.reports import portfolio_report
from ledger_core.simulation.errors import FolderNotEmpty
from ledger_core.simulation.examples import EXAMPLES, HANH_PHUC, MONG, main, write_examples
from ledger_core.simulation.villagers import OLDER_FROM
from tests.simulated_clubs import contents

pytestmark = pytest.mark.xdist_group("examples")

CODES = [example.profile.code for example in EXAMPLES]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, written anew."""
    folder = tmp_path_factory.mktemp("examples")
    write_examples(folder)
    return folder


@pytest.fixture(scope="module")
def clubs(root: Path) -> dict[str, LoadedClub]:
    """The committed examples, loaded."""
    return {code: load_club(root / "examples" / code) for code in CODES}


@pytest.fixture(scope="session")
def command(root: Path) -> dict[str, str]:
    """The environment of a program that finds the packages of this checkout."""
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(root / "plugins")))}


@pytest.mark.parametrize("code", CODES)
def test_writing_an_example_again_gives_the_committed_bytes(
    code: str, root: Path, written: Path
) -> None:
    committed, again = contents(root / "examples" / code), contents(written / code)
    assert committed.keys() == again.keys()
    for name, content in again.items():
        assert committed[name] == content, f"examples/{code}/{name}: run make examples"


@pytest.mark.parametrize(
    ("code", "borrowers", "lent", "percent", "older_percent"),
    [("hanh-phuc", 23, 134_000_000, 46, 71), ("mong", 30, 139_000_000, 60, 70)],
)
def test_the_published_figures_come_out_exactly(
    clubs: dict[str, LoadedClub],
    code: str,
    borrowers: int,
    lent: int,
    percent: int,
    older_percent: int,
) -> None:
    book = clubs[code].book
    accounts = [record.account for record in book.loans.values() if record.account is not None]
    assert sum(account.disbursed for account in accounts) == lent
    assert len({record.member for record in book.loans.values()}) == len(book.loans) == borrowers
    first = min(posted.date for posted in book.transactions)
    members = book.register.active_members(first)
    assert len(members) == 50
    assert borrowers * 100 == percent * len(members)
    people = read_people((book.folder / "people.csv").read_text("utf-8"))
    older = sum(first.year - int(people[m.code].born) >= OLDER_FROM for m in members)
    assert older * 100 >= older_percent * len(members)
    women = sum(people[m.code].sex == Sex.FEMALE for m in members)
    assert 60 <= women * 100 // len(members) <= 70


@pytest.mark.parametrize("example", EXAMPLES, ids=CODES)
def test_an_example_has_a_year_of_meetings_and_half_a_hundred_members(
    clubs: dict[str, LoadedClub], example: object
) -> None:
    profile = (HANH_PHUC if example is HANH_PHUC else MONG).profile
    register = clubs[profile.code].book.register
    assert register.club is not None
    assert register.club.meeting_day == {"hanh-phuc": 12, "mong": 24}[profile.code]
    assert len(register.active_members(profile.last_day)) == 50
    fees = {
        posted.date
        for posted in clubs[profile.code].book.transactions
        if posted.touches(Role.MEMBERSHIP_FEES)
    }
    assert len(fees) == 13
    assert {day.day for day in fees} == {profile.meeting_day}


@pytest.mark.parametrize("code", CODES)
def test_an_example_shows_what_a_year_brings(clubs: dict[str, LoadedClub], code: str) -> None:
    book = clubs[code].book
    gifts = [
        posted
        for posted in book.transactions
        if (posted.entry.narration or "").startswith("Quà Tết 2026")
    ]
    assert len(gifts) == 8
    assert len({posted.date for posted in gifts}) == 1
    handed_over = {
        posted.date for posted in book.transactions if "distributed-interest" in posted.entry.meta
    }
    assert len(handed_over) >= 11
    late = portfolio_report(clubs[code], date(2026, 4, 30)).portfolio
    assert {loan.debt_group for loan in late.loans} >= {1, 3, 5}
    assert any(member.reason == "death" for member in book.register.members.values())
    assert book.balance(Fund.INCOME, Role.RISK_RESERVE) < 0  # a credit


@pytest.mark.parametrize("code", CODES)
def test_an_example_has_nothing_to_find(clubs: dict[str, LoadedClub], code: str) -> None:
    assert [f for f in clubs[code].findings if f.severity is not Severity.INFORMATION] == []


@pytest.mark.parametrize("name", ["club", "income-fund", "activity-fund"])
@pytest.mark.parametrize("code", CODES)
def test_plain_bean_check_passes(root: Path, command: dict[str, str], code: str, name: str) -> None:
    program = "from beancount.scripts.check import main; main()"
    top = root / "examples" / code / f"{name}.beancount"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", str(top)],
        env=command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_example_that_is_there_is_not_written_over(written: Path) -> None:
    before = contents(written)
    with pytest.raises(FolderNotEmpty):
        write_examples(written)
    assert main([str(written)]) == 2
    assert main([]) == 2
    assert contents(written) == before


def test_the_demo_holds_a_meeting_and_reports(
    root: Path, command: dict[str, str], tmp_path: Path
) -> None:
    before = contents(root / "examples" / "hanh-phuc")
    done = subprocess.run(
        [sys.executable, str(root / "examples" / "demo.py"), str(tmp_path / "demo")],
        env=command,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n$ clubledger ") == 9
    club = load_club(tmp_path / "demo" / "hanh-phuc")
    assert club.blocking == []
    assert club.book.register.members["M052"].name == "Đinh Thị Phượng"
    assert max(posted.date for posted in club.book.transactions) == date(2026, 5, 12)
    portfolio = portfolio_report(club, date(2026, 5, 12)).portfolio
    assert f"{portfolio.gross_loan_portfolio:,}".replace(",", ".") in done.stdout
    assert contents(root / "examples" / "hanh-phuc") == before
