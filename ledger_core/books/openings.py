"""Opening entries: what the club had when these books began, by decision of its meeting."""

from typing import Final

from ledger_core.books.posted import Posted

OPENING_KEY: Final = "opening"


def is_opening(posted: Posted) -> bool:
    """Whether an entry says that it opens the books and names the minutes that decided it."""
    meta = posted.entry.meta
    return meta.get(OPENING_KEY) is True and bool(meta.get("minutes"))
