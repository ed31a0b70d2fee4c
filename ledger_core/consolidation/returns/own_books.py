"""The snapshot of a club's own books, from which its return is made."""

from ledger_core.books.loading import LoadedClub
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.consolidation.extracting import people_in, snapshot_of
from ledger_core.consolidation.snapshot import ClubSnapshot


def own_snapshot(club: LoadedClub) -> ClubSnapshot:
    """Return the snapshot of loaded books, the same as an association would read from them.

    Raises:
        BooksHaveErrors: the books have errors, so no return may rest on them.
    """
    entry = club.book.register.club
    if club.errors or entry is None:
        raise BooksHaveErrors(club.errors)
    return snapshot_of(club, entry, people_in(club))
