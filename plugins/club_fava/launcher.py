"""The books of clubs in Fava, for the one person at this computer, to read only."""

import logging
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cheroot.wsgi import Server
from fava.application import create_app
from fava.context import g

from club_fava.confining import ReadingShell, confine_app, confine_fava
from club_fava.guarding import HOST, Guard
from club_fava.ledgers import ClubLedgers
from club_fava.pages import ClubPages
from club_fava.printing import print_whole_amounts
from club_fava.translating import add_vietnamese, speak
from ledger_core.books.book import Book
from ledger_core.books.checking import BOOK_OPTION
from ledger_core.books.viewing import ready_to_view
from ledger_core.messages import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from fava.core import FavaLedger
    from flask import Flask


def viewer(clubs: Sequence[Path], language: str | None = None) -> "Flask":
    """Return Fava over the ledgers of some clubs: each whole club, and each of its funds.

    Args:
      clubs: The clubs' folders.
      language: The language of all pages; None to choose by club and browser.

    Raises:
      NoClubHere: there are no books in one of the folders.
    """
    files = [file for club in clubs for file in ready_to_view(club)]
    confine_fava()
    # What a page refuses is said on the page; the window of the command stays readable.
    logging.getLogger("fava").setLevel(logging.CRITICAL)
    app = create_app(files, read_only=True)
    confine_app(app)
    add_vietnamese(app, language, _club_language)
    app.before_request_funcs.setdefault(None, []).insert(0, speak)
    app.config["LEDGERS"] = ClubLedgers(files, _with_our_parts)
    return app


def _with_our_parts(ledger: "FavaLedger") -> None:
    """Give a loaded ledger the query shell that only reads, and the club's pages."""
    ledger.query_shell.shell = ReadingShell(ledger)
    print_whole_amounts(ledger)
    # As if the book named it; the line itself is not followed.
    pages = ClubPages(ledger)
    ledger.extensions._instances[pages.name] = pages  # noqa: SLF001 (Fava has no door for it)


def _club_language() -> str:
    """Return the language of the club whose page is being asked for."""
    ledger: FavaLedger | None = getattr(g, "ledger", None)
    book = ledger.options.get(BOOK_OPTION) if ledger is not None else None
    return book.language if isinstance(book, Book) else DEFAULT_LANGUAGE


def bound_server(app: "Flask", port: int | None) -> tuple[Server, str]:
    """Return a server of this computer alone, ready to serve, and the address to open.

    Raises:
      OSError: another program has the port.
    """
    server = Server((HOST, port or 0), app)
    server.shutdown_timeout = 1  # seconds for a page that is being made
    server.prepare()
    guard = Guard(app, server.bind_addr[1])
    server.wsgi_app = guard
    return server, guard.address


@contextmanager
def serving(server: Server) -> Iterator[None]:
    """Serve once the block is done, until Ctrl-C or the request to end; then close what is open.

    Who asks a second time does not wait for what is open: nothing is written here that could be
    lost, and an interrupted closing would leave the program running without an end.
    """
    both = (signal.SIGINT, signal.SIGTERM)

    def stop(_number: int, _frame: object) -> None:
        for number in both:
            signal.signal(number, lambda _number, _frame: os._exit(0))
        raise KeyboardInterrupt

    old = [signal.signal(number, stop) for number in both]
    try:
        yield
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()
        for number, handler in zip(both, old, strict=True):
            signal.signal(number, handler)
