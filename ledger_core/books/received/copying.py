"""A sanitised copy of received books: what was read and checked, and nothing that was beside it."""

from pathlib import Path
from typing import Any, Final

from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.loading import LoadedClub
from ledger_core.books.received.answers import NotAnAnswer
from ledger_core.books.received.collecting import is_no_name, is_of_the_books

TASK: Final = "ledger_core.books.received.copying:texts_of"
"""What a reading process is told to run."""


def texts_of(club: LoadedClub) -> dict[str, str]:
    """Return the files of a club's books by name, without personal data."""
    folder = club.book.folder
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        name: path.read_bytes().decode("utf-8", "replace")
        for name, path in names.items()
        if name != PEOPLE_FILE
    }


def put_down(texts: Any, folder: Path) -> None:  # noqa: ANN401 (whatever the process said)
    """Write the files that `texts_of` returned into an empty folder.

    Raises:
      NotAnAnswer: it returned something else, or a name that no club's file has.
    """
    if not isinstance(texts, dict):
        raise NotAnAnswer
    for name, text in texts.items():
        parts = name.split("/")
        if not (isinstance(text, str) and is_of_the_books(name)) or any(map(is_no_name, parts)):
            raise NotAnAnswer
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
