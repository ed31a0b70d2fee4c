"""Tasks for the reader of received books that do what hostile books might make it do."""

import faulthandler
from typing import Any

from ledger_core.books.loading import LoadedClub
from ledger_core.consolidation.extracting import extract


def crash_or_hang(club: LoadedClub) -> Any:
    """Make a snapshot, but end the process for one club and never end for another."""
    code = club.book.register.club.code if club.book.register.club else ""
    if code == "crasher":
        faulthandler._read_null()  # type: ignore[attr-defined]  # noqa: SLF001 (a segfault)
    while code == "endless":
        pass
    return extract(club)
