"""The books that are measured: clubs of the simulation, the same whenever they are made."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ledger_core.simulation.club import write_club
from ledger_core.simulation.profile import FeeHabit, draw_profile

SEED, YEARS, MEMBERS = 5, 4, 60
_PLUGIN_LINE = re.compile(r"^plugin [^\n]*\n", re.MULTILINE)


@contextmanager
def a_club(members: int = MEMBERS) -> Iterator[Path]:
    """Give the folder of a club made anew: who are members pay a fee every month of four years.

    Sixty members make some 5,000 transactions.
    """
    with tempfile.TemporaryDirectory() as folder:
        club = Path(folder) / "club"
        write_a_club(club, members)
        yield club


def write_a_club(folder: Path, members: int = MEMBERS) -> None:
    """Write the books of a club of so many members, each month closed and sealed."""
    drawn = draw_profile(SEED, 0, YEARS)
    profile = replace(drawn, members=members, fee_habit=FeeHabit.MONTHLY)
    child = os.fork()  # what the making leaves in memory is no part of what is measured
    if not child:
        write_club(folder, profile, seed=SEED)
        os._exit(0)
    os.waitpid(child, 0)


def without_plugins(club: Path, folder: Path) -> Path:
    """Copy a club's books without the lines that call plugins; return the top file of the copy."""
    shutil.copytree(club, folder)
    for path in folder.glob("*.beancount"):
        path.write_text(_PLUGIN_LINE.sub("", path.read_text("utf-8")), "utf-8")
    return folder / "club.beancount"
