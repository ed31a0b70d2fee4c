"""Parquet files: what officers reckon from them is what the store says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.loading import load_club
from ledger_core.consolidation.errors import ParquetFolderNotEmpty, ParquetNotInstalled
from ledger_core.consolidation.extracting import extract
from ledger_core.consolidation.figures import added, figure
from ledger_core.consolidation.keeping import Outcome
from ledger_core.consolidation.packing import packed
from ledger_core.consolidation.parquet import TABLES, write_parquet
from ledger_core.consolidation.snapshot import ClubSnapshot
from ledger_core.consolidation.store import SnapshotStore
from ledger_core.consolidation.strict_json import from_json


@pytest.fixture(scope="module")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnapshotStore]:
    with SnapshotStore(tmp_path_factory.mktemp("store") / "store.db") as found:
        for name in ("mong", "hanh-phuc"):
            plain = extract(load_club(root / "examples" / name))["snapshot"]
            snapshot = from_json(ClubSnapshot, plain)
            found.keep([Outcome(name, "", "", packed(snapshot))], touched={})
        yield found


def test_the_files_say_what_the_store_says(store: SnapshotStore, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write_parquet(store, tmp_path / "it's")
    assert {path.name for path in (tmp_path / "it's").iterdir()} == {
        f"{table}.parquet" for table in TABLES
    }
    day = date(2026, 3, 15)
    where = str(tmp_path / "it's").replace("'", "''")
    asked = f"""
        SELECT sum(gross_loan_portfolio), sum(par_30) FROM (
          SELECT *, row_number() OVER (PARTITION BY club ORDER BY day DESC) AS place
          FROM '{where}/portfolio.parquet' WHERE day <= '{day}') WHERE place = 1
        UNION ALL SELECT count(*), sum(principal) FROM '{where}/instalments.parquet'
        UNION ALL SELECT count(*), sum(disbursed) FROM '{where}/loans.parquet'
    """  # noqa: S608 (a path of the test)
    with duckdb.connect() as engine:
        portfolio, instalments, loans = engine.execute(asked).fetchall()
    total = added(store.portfolios(day).values())
    assert portfolio == (figure(total, "gross_loan_portfolio"), figure(total, "par_30"))
    known = [loan for club in store.clubs() for loan in store.loans(club.number)]
    assert loans == (len(known), sum(loan.disbursed for loan in known))
    rows = [row for loan in known for row in loan.instalments]
    assert instalments == (len(rows), sum(row.principal for row in rows))


def test_a_folder_with_something_in_it_is_left_alone(store: SnapshotStore, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(ParquetFolderNotEmpty):
        write_parquet(store, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_without_the_extra_it_is_named(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(ParquetNotInstalled) as caught:
        write_parquet(store, tmp_path)
    assert "clubledger[parquet]" in str(caught.value.remedy)
