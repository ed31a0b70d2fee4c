"""Many invented clubs in one folder, and the truth about them in `truth.json`."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeAlias

from ledger_core.books.disk.errors import FolderNotWritable
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_
from ledger_core.simulation.club import write_club
from ledger_core.simulation.errors import ClubNotWritten, FolderNotEmpty, NumberOutOfRange
from ledger_core.simulation.frauds.drawing import DEFAULT_RATE
from ledger_core.simulation.profile import LAST_MONTH, MOST_YEARS, draw_profile

TRUTH_FILE: Final = "truth.json"
MOST_CLUBS: Final = 20_000
_FEWEST_FOR_PROCESSES: Final = 4

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of clubs written so far and the number asked for."""

_ClubTruth: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Association:
    """What was written.

    Attributes:
      folder: The association's folder.
      clubs: Folders of the clubs below it: province, commune, club.
      truth: The file that says what the books must come to.
    """

    folder: Path
    clubs: tuple[str, ...]
    truth: Path


def write_association(
    folder: Path,
    *,
    clubs: int,
    seed: int,
    years: int,
    frauds: int = DEFAULT_RATE,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Association:
    """Write invented clubs into `folder/<province>/<commune>/<club>`, and `folder/truth.json`.

    The same arguments give the same bytes, however many processes write them.

    Args:
      folder: Where they go; it must not exist, or be empty.
      clubs: How many, 1 to `MOST_CLUBS`.
      seed: Decides everything about them.
      years: Years of meetings that each lives through, 1 to `MOST_YEARS`; all end in one month.
      frauds: In how many of a hundred clubs mistakes or frauds are planted, 0 to 100.
      progress: Told of each club that is written.
      processes: How many processes share the work; one for each processor when None.

    Raises:
      NumberOutOfRange: `clubs` or `years` is outside its limits.
      FolderNotEmpty: the folder holds something already.
      FolderNotWritable: the folder cannot be made.
      ClubNotWritten: a club could not be written.
    """
    _check(Message(N_("The number of clubs")), clubs, MOST_CLUBS)
    _check(Message(N_("The number of years")), years, MOST_YEARS)
    _check(Message(N_("The percentage of clubs with frauds")), frauds, 100, lowest=0)
    _prepare(folder)
    written: list[_ClubTruth] = []
    work = partial(_write_one, folder, seed, years, frauds)
    for truth in _each(work, clubs, processes or os.cpu_count() or 1):
        if "not_written" in truth:
            raise ClubNotWritten(truth["path"], truth["not_written"])
        written.append(truth)
        if progress is not None:
            progress(len(written), clubs)
    path = folder / TRUTH_FILE
    path.write_bytes(_truth_text(seed, years, frauds, written).encode("utf-8"))
    return Association(folder, tuple(truth["path"] for truth in written), path)


def _check(what: Message, value: int, highest: int, *, lowest: int = 1) -> None:
    if not lowest <= value <= highest:
        raise NumberOutOfRange(what, value, lowest, highest)


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        empty = next(folder.iterdir(), None) is None
    except OSError as error:
        raise FolderNotWritable(folder, error) from error
    if not empty:
        raise FolderNotEmpty(folder)


def _each(work: Callable[[int], _ClubTruth], clubs: int, processes: int) -> Iterator[_ClubTruth]:
    if clubs < _FEWEST_FOR_PROCESSES or processes == 1:
        yield from map(work, range(clubs))
        return
    # Started afresh on every system: a forked copy may inherit a lock in the middle of its use.
    with ProcessPoolExecutor(min(processes, clubs), mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, range(clubs))


def _write_one(folder: Path, seed: int, years: int, frauds: int, index: int) -> _ClubTruth:
    """Write one club; an error is returned as text, because not every error can cross over."""
    profile = draw_profile(seed, index, years)
    try:
        totals = write_club(folder / profile.path, profile, seed=f"{seed}-{index}", frauds=frauds)
    except ClubledgerError as error:
        return {"path": profile.path, "not_written": str(error)}
    return {
        "path": profile.path,
        "code": profile.code,
        "province": profile.place.province,
        "commune": profile.place.commune,
        "happened": dict(sorted(totals.happened.items())),
        "lent": totals.lent,
        "dates": totals.rows,
        "planted": [planted.as_json(profile.path) for planted in totals.planted],
    }


def _sum(written: list[_ClubTruth]) -> dict[str, Any]:
    """Return the plain totals of all clubs after their last meeting."""
    last = [truth["dates"][-1] for truth in written]
    sums = {key: sum(row[key] for row in last) for key, value in last[0].items() if _adds(value)}
    cash = {fund: sum(row["cash"][fund] for row in last) for fund in last[0]["cash"]}
    return {"clubs": len(written), "cash": cash, **sums}


def _adds(value: object) -> bool:
    return isinstance(value, int)


def _truth_text(seed: int, years: int, frauds: int, written: list[_ClubTruth]) -> str:
    """Return `truth.json`: one line for each club, so that a difference shows where it is."""
    year, month = LAST_MONTH
    head = {
        "seed": seed,
        "years": years,
        "frauds_percent": frauds,
        "last_month": f"{year:04d}-{month:02d}",
        "totals": _sum(written),
    }
    # Mistakes and frauds that were put into the books on purpose: club, kind, entry, date.
    planted = [one for truth in written for one in truth.pop("planted")]
    lines = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    clubs = ",\n".join(_json(truth) for truth in written)
    told = "".join(f"\n{_json(one)}," for one in planted).rstrip(",")
    return (
        "{\n" + ",\n".join(lines) + f',\n"planted": [{told}\n]' + f',\n"clubs": [\n{clubs}\n]\n}}\n'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
