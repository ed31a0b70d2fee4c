"""Makes the snapshot of a club from its loaded books; runs where the books are read."""

from typing import Any

from ledger_core.books.loading import LoadedClub

TASK = "ledger_core.consolidation.extracting:extract"
"""What a reading process is told to run."""


def extract(club: LoadedClub) -> dict[str, Any]:
    """Return the snapshot of a club as JSON holds it: `{"snapshot": {…}}`.

    Of books with errors it says where the first one is: `{"refused": {"rule", "file", "line",
    "errors"}}`.
    """
    raise NotImplementedError
