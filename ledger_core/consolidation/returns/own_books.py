"""The snapshot of a club's own books, from which its return is made."""

from ledger_core.books.loading import LoadedClub
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.consolidation.extracting import extract
from ledger_core.consolidation.snapshot import ClubSnapshot
from ledger_core.consolidation.strict_json import from_json


def own_snapshot(club: LoadedClub) -> ClubSnapshot:
    """Return the snapshot of loaded books, the same as an association would read from them.

    Raises:
        BooksHaveErrors: the books have errors, so no return may rest on them.
    """
    if club.errors:
        raise BooksHaveErrors(club.errors)
    return from_json(ClubSnapshot, extract(club)["snapshot"])
