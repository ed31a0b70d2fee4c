"""Check for what editors leave behind: a copy, or the sign that a file is open somewhere."""

import re
from typing import Final

from ledger_core.books.book import Book
from ledger_core.books.directives import Scope
from ledger_core.books.disk.files import STATE_FOLDER
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_OPEN: Final = re.compile(r"~\$.*|\.~lock\..*#|\..*\.sw[a-p]|\.#.*")
_COPY: Final = re.compile(r".*~|#.*#|.*\.(?:bak|orig|tmp)", re.IGNORECASE)


def check_editor_files(book: Book) -> None:
    """Warn of a file that an editor holds open, and of copies that it left."""
    if book.scope is not Scope.CLUB:
        return
    for path in sorted(book.folder.rglob("*")):
        name = path.relative_to(book.folder)
        if name.parts[0] == STATE_FOLDER:
            continue
        if _OPEN.fullmatch(path.name):
            _warn(
                book,
                name.as_posix(),
                Message(N_("An editor or spreadsheet has a file of the books open, or crashed.")),
                Message(N_("Save and close it; then delete this file if it is still there.")),
            )
        elif _COPY.fullmatch(path.name):
            _warn(
                book,
                name.as_posix(),
                Message(N_("An editor left this copy of a file behind.")),
                Message(N_("It is no part of the books: move it out of the club's folder.")),
            )


def _warn(book: Book, name: str, message: Message, remedy: Message) -> None:
    book.findings.add_at("register.editor-file", Severity.WARNING, name, 1, message, remedy)
