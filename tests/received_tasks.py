"""Tasks for the reader of received books, as tests give them to it."""

from typing import Any

from ledger_core.books.loading import LoadedClub


def summary(club: LoadedClub) -> Any:
    return {
        "loans": len(club.book.loans),
        "entries": len(club.entries),
        "errors": [[f.rule, f.file, f.line] for f in club.errors],
    }
