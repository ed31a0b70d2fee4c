"""Associations of invented clubs: the same arguments give the same bytes."""

import json
from pathlib import Path

import pytest

from ledger_core.books.session import open_club
from ledger_core.club.places import places
from ledger_core.reports import portfolio_report
from ledger_core.simulation import MOST_YEARS, TRUTH_FILE, write_association
from ledger_core.simulation.errors import FolderNotEmpty, NumberOutOfRange
from tests.simulated_clubs import book_row, contents

pytestmark = pytest.mark.xdist_group("association")


def test_the_same_arguments_give_the_same_bytes_from_several_processes(
    association: Path, tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    written = write_association(
        tmp_path / "again",
        clubs=4,
        seed=7,
        years=1,
        frauds=0,
        progress=lambda done, of: steps.append((done, of)),
        processes=2,
    )
    assert contents(written.folder) == contents(association)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_another_seed_gives_other_clubs(association: Path, tmp_path: Path) -> None:
    other = write_association(tmp_path / "other", clubs=1, seed=8, years=1)
    assert other.clubs[0] not in contents(association)
    assert (other.folder / TRUTH_FILE).read_bytes() != (association / TRUTH_FILE).read_bytes()


def test_the_truth_is_what_the_books_come_to(association: Path) -> None:
    truth = json.loads((association / TRUTH_FILE).read_text("utf-8"))
    assert truth["planted"] == []
    assert (truth["seed"], truth["years"], truth["last_month"]) == (7, 1, "2026-06")
    sums = dict.fromkeys(("outstanding_principal", "borrowers", "loan_interest", "members"), 0)
    for club in truth["clubs"]:
        loaded = open_club(association / club["path"])
        assert loaded.blocking == []
        last = club["dates"][-1]
        day = loaded.book.transactions[-1].date
        assert book_row(loaded, day) | {"date": last["date"]} == last
        portfolio = portfolio_report(loaded, day).portfolio
        assert portfolio.gross_loan_portfolio == last["outstanding_principal"]
        assert club["lent"] == {
            record.loan: record.account.disbursed
            for record in loaded.book.loans.values()
            if record.account is not None
        }
        for key in sums:
            sums[key] += last[key]
    assert sums.items() <= truth["totals"].items()
    assert truth["totals"]["clubs"] == 4


def test_clubs_stand_in_folders_of_province_and_commune(association: Path) -> None:
    known = {(place.province, place.commune) for place in places()}
    for top in association.glob("*/*/*/club.beancount"):
        province, commune, code = top.relative_to(association).parts[:3]
        assert (province, commune) in known
        club = open_club(top.parent).book.register.club
        assert club is not None
        assert (club.province, club.commune, club.code) == (province, commune, code)


def test_every_commune_has_codes_of_the_statistics_office() -> None:
    communes = [place.commune for place in places()]
    assert len(set(communes)) == len(communes) > 90
    assert all(len(place.province) == 2 and len(place.commune) == 5 for place in places())


def test_real_clubs_are_never_mixed_with_invented_ones(tmp_path: Path) -> None:
    (tmp_path / "something").write_text("here")
    with pytest.raises(FolderNotEmpty):
        write_association(tmp_path, clubs=1, seed=1, years=1)


@pytest.mark.parametrize(("clubs", "years"), [(0, 1), (1, 0), (1, MOST_YEARS + 1), (10**6, 1)])
def test_numbers_outside_the_limits_are_refused(tmp_path: Path, clubs: int, years: int) -> None:
    with pytest.raises(NumberOutOfRange):
        write_association(tmp_path / "new", clubs=clubs, seed=1, years=years)
    assert not (tmp_path / "new").exists()
