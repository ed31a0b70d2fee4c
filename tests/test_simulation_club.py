"""Invented clubs: honest books that fold to the model's totals, whatever the seed."""

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ledger_core.findings import Severity
from tests.simulated_clubs import SimulatedClub, book_row, simulated_club


@settings(
    max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)  # no shrinking: slow
@given(seed=st.integers(min_value=0, max_value=10**9), members=st.integers(8, 20))
def test_the_books_of_any_club_are_right_and_fold_to_the_model(seed: int, members: int) -> None:
    with TemporaryDirectory() as folder:
        club = simulated_club(Path(folder) / "club", seed, members=members)
        assert club.loaded.blocking == []
        assert len(club.totals.rows) == 13  # one year of meetings, the first and the last month
        for row in club.totals.rows:
            assert book_row(club.loaded, date.fromisoformat(row["date"])) == row


pytestmark = pytest.mark.xdist_group("thirty clubs")


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory) -> list[SimulatedClub]:
    """Thirty small clubs."""
    folder = tmp_path_factory.mktemp("clubs")
    return [simulated_club(folder / str(seed), seed, members=12) for seed in range(30)]


def test_every_kind_of_borrower_and_change_occurs(clubs: list[SimulatedClub]) -> None:
    happened = sum((club.totals.happened for club in clubs), Counter[str]())
    assert set(happened) == {
        "on-time",
        "days-late",
        "days-early",
        "missed",
        "arrears-cleared",
        "part",
        "stopped",
        "paid-off-early",
        "ahead",
        "died",
        "heirs-pay",
        "joined",
    }
    late = sum(happened[kind] for kind in ("days-late", "missed", "part", "stopped"))
    assert 0.01 < late / happened["on-time"] < 0.15


def test_honest_clubs_give_little_to_ask_about(clubs: list[SimulatedClub]) -> None:
    found = [finding for club in clubs for finding in club.loaded.findings]
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    assert {finding.rule for finding in found} <= {
        "interest_rules.cost-over-20",  # clubs that lend at a flat rate
        "loan_lifecycle.term-over-12",
    }


def test_lives_are_of_many_kinds(clubs: list[SimulatedClub]) -> None:
    totals = [club.totals for club in clubs]
    assert len({t.rows[-1]["cash"]["income"] for t in totals}) == 30
    assert {bool(t.capital) and any(t.capital.values()) for t in totals} == {True, False}
    assert any(t.late_interest for t in totals)
    assert any(t.overpayments.total() for t in totals)


def test_a_life_of_years_goes_on_in_new_journals(tmp_path: Path) -> None:
    club = simulated_club(tmp_path / "club", 5, members=10, years=3)
    names = sorted(path.name for path in (tmp_path / "club/journal").iterdir())
    years = (2023, 2024, 2025, 2026)
    assert names == sorted(
        f"{fund}-{y}.beancount" for fund in ("activity", "income") for y in years
    )
    assert club.loaded.blocking == []
    last = club.totals.rows[-1]
    assert book_row(club.loaded, date.fromisoformat(last["date"])) == last
