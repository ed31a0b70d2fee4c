"""Commands that need a file or a year's end, killed in the middle and given again.

`import`, `meeting post` and `close-year`: after a kill the books are as they were, or as they were
to be, and the same command again brings them there. (`restore` is killed in test_books_keeping.)
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from ledger_core.books.actions import ReceiptRequest, receive, seal_month
from ledger_core.books.session import writing
from ledger_core.cli import main
from ledger_core.club import Month
from tests.clubs import small_club
from tests.disks import CountingDisk, Killed, KilledBefore
from tests.import_files import filled
from tests.meetings import MEMBERS, club_with_loans, filled_workbook, sheet_of
from tests.test_cli_faults import contents, on_disk
from tests.test_importing import INFO, small

KILLS = 5


def an_import(folder: Path, file: Path) -> list[str]:
    file.write_bytes(filled(INFO, small()))
    return ["import", str(folder), str(file), "--yes"]


def a_meeting(folder: Path, file: Path) -> list[str]:
    club_with_loans(folder)
    filled_workbook(sheet_of(folder), {MEMBERS: {"D5": "x", "L7": 500_000}}, file)
    return ["meeting", "post", str(folder), str(file), "--yes"]


def a_year(folder: Path, file: Path) -> list[str]:
    del file
    small_club(folder)
    with writing(folder) as session:
        receive(session, ReceiptRequest(member="M001", day=date(2026, 3, 21), fee=60_000))
        seal_month(session, Month(2026, 12), day=date(2027, 1, 21), minutes="BB-2027-01")
        session.commit()
    said = ["--year", "2026", "--minutes", "BB-2027-02", "--date", "2027-02-21", "--yes"]
    return ["close-year", str(folder), *said]


@pytest.mark.parametrize("prepare", [an_import, a_meeting, a_year])
def test_a_killed_command_is_there_or_not_and_goes_through_again(
    prepare: Callable[[Path, Path], list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774096920")
    monkeypatch.setenv("CLUBLEDGER_BY", "M004")
    folder, before = tmp_path / "club", tmp_path / "before"
    words = prepare(folder, tmp_path / "file.xlsx")
    folder.mkdir(exist_ok=True)
    shutil.copytree(folder, before)
    disk = CountingDisk()
    with on_disk(disk):
        assert main(words) == 0
    whole = contents(folder)
    assert whole != contents(before)
    chance = Random(prepare.__name__)  # noqa: S311
    for number in {1, len(disk.calls), *(chance.randint(1, len(disk.calls)) for _ in range(KILLS))}:
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        with on_disk(KilledBefore(number)), pytest.raises(Killed):
            main(words)
        main(["log", str(folder)])  # the next command, whichever it is
        assert contents(folder) in (contents(before), whole), f"killed at {number}"
        again = main(words)
        # The result of a year is carried over once; the others say that nothing was changed.
        assert again == 0 or prepare is a_year
        assert contents(folder) == whole, f"given again after a kill at {number}"
