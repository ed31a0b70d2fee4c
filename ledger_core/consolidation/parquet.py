"""The data of many clubs as Parquet files, for officers who reckon with tools of their own.

DuckDB writes them: it is one package without others (MIT), less than half as large as PyArrow, and
reads them again. No person stands in them: a loan has a number, and so has its borrower.
"""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from ledger_core.consolidation.errors import (
    ParquetFolderNotEmpty,
    ParquetNotInstalled,
    ParquetNotWritten,
)
from ledger_core.consolidation.figures import COLUMNS
from ledger_core.consolidation.snapshot import ClubSnapshot, InstalmentFacts, LoanSnapshot
from ledger_core.consolidation.store import SnapshotStore

_CLUB: Final = {
    "club": "INTEGER",
    "province": "VARCHAR",
    "commune": "VARCHAR",
    "code": "VARCHAR",
    "name": "VARCHAR",
    "language": "VARCHAR",
    "founded": "DATE",
    "last_day": "DATE",
}
_PORTFOLIO: Final = {"club": "INTEGER", "day": "DATE", **dict.fromkeys(COLUMNS, "BIGINT")}
_TEXTS: Final = frozenset({"method", "rate_per_year", "state"})
_DAYS: Final = frozenset({"approved", "first_event", "due"})


def _columns(kind: type, first: Sequence[str]) -> dict[str, str]:
    names = [field.name for field in fields(kind) if field.name != "instalments"]
    return {
        **dict.fromkeys(first, "INTEGER"),
        **{name: _kind_of(name) for name in names},
    }


def _kind_of(name: str) -> str:
    if name in _DAYS:
        return "DATE"
    return "VARCHAR" if name in _TEXTS else "BIGINT"


TABLES: Final = {
    "clubs": _CLUB,
    "portfolio": _PORTFOLIO,
    "loans": _columns(LoanSnapshot, ["club"]),
    "instalments": _columns(InstalmentFacts, ["club", "loan"]),
}
"""The files, with their columns and the types of DuckDB."""

Rows = Iterator[Sequence[Any]]


def write_parquet(store: SnapshotStore, folder: Path) -> tuple[Path, ...]:
    """Write `clubs`, `portfolio`, `loans` and `instalments` into a new or empty folder.

    `portfolio` has a row for each day on which any figure of a club changes: on any other day the
    last row before it counts. Loans are as they stand on the last day of their club's books.

    Raises:
        ParquetNotInstalled: the extra `parquet` is not installed.
        ParquetFolderNotEmpty: the folder holds something.
        ParquetNotWritten: the files cannot be written.
    """
    try:
        import duckdb  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ParquetNotInstalled from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if next(folder.iterdir(), None) is not None:
            raise ParquetFolderNotEmpty(folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as private:
            _write_texts(store, Path(private))
            written = []
            with duckdb.connect() as engine:
                for table, columns in TABLES.items():
                    path = folder / f"{table}.parquet"
                    _convert(engine.execute, Path(private) / f"{table}.csv", columns, path)
                    written.append(path)
    except (OSError, duckdb.Error) as error:
        raise ParquetNotWritten(folder, error) from error
    return tuple(written)


def _convert(
    execute: Callable[[str], object], source: Path, columns: dict[str, str], target: Path
) -> None:
    said = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    taken = f"read_csv({_quoted(source)}, header = true, columns = {{{said}}}, nullstr = '')"
    form = "(FORMAT parquet, COMPRESSION zstd)"
    execute(f"COPY (SELECT * FROM {taken}) TO {_quoted(target)} {form}")  # noqa: S608 (paths in quotation marks)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _write_texts(store: SnapshotStore, folder: Path) -> None:
    files = {
        table: (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") for table in TABLES
    }
    try:
        writers = {table: csv.writer(file) for table, file in files.items()}
        for table, columns in TABLES.items():
            writers[table].writerow(columns)
        for club in store.clubs():
            snapshot = store.snapshot(club.number)
            writers["clubs"].writerow(_club_row(club.number, snapshot))
            writers["portfolio"].writerows(_portfolio_rows(club.number, snapshot))
            writers["loans"].writerows(_loan_rows(club.number, snapshot))
            writers["instalments"].writerows(_instalment_rows(club.number, snapshot))
    finally:
        for file in files.values():
            file.close()


def _club_row(number: int, snapshot: ClubSnapshot) -> Sequence[Any]:
    club = snapshot.club
    return (
        number,
        club.province,
        club.commune,
        club.code,
        club.name,
        club.language,
        club.founded,
        snapshot.last_day,
    )


def _portfolio_rows(number: int, snapshot: ClubSnapshot) -> Rows:
    for day, row in zip(snapshot.portfolio.days, snapshot.portfolio.rows, strict=True):
        yield number, day, *row


def _loan_rows(number: int, snapshot: ClubSnapshot) -> Rows:
    names = list(TABLES["loans"])[1:]
    for loan in snapshot.loans:
        yield number, *(getattr(loan, name) for name in names)


def _instalment_rows(number: int, snapshot: ClubSnapshot) -> Rows:
    names = list(TABLES["instalments"])[2:]
    for loan in snapshot.loans:
        for row in loan.instalments:
            yield number, loan.number, *(getattr(row, name) for name in names)
