"""`clubledger view`: the club's books in a browser, to look at and not to change."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger_core.cli.errors import PortTaken
from ledger_core.cli.framework import command
from ledger_core.cli.options import club_argument
from ledger_core.cli.parameters import option
from ledger_core.cli.values import NumberType
from ledger_core.messages import N_, _

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from cheroot.wsgi import Server

_HOST = "127.0.0.1"


@command(
    "view",
    N_(
        "Show the books in the browser, to read only.\n\n"
        "Whole club and each fund are listed at the top left. Only this computer can open the "
        "page; Ctrl-C ends it."
    ),
)
@club_argument
@option(
    "--no-browser",
    text=N_("Do not open the browser; print the address as a line of JSON."),
    is_flag=True,
)
@option(
    "--port",
    text=N_("Port to serve at; a free one if left out."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 65535),
)
def view(club: Path, no_browser: bool, port: int | None) -> int:
    """Serve the books."""
    from ledger_core.books.directives import Scope
    from ledger_core.books.loading import club_folder
    from ledger_core.books.session import open_club

    scope = next((scope for scope in Scope if club.name == scope.top_file), Scope.CLUB)
    open_club(club, scope)  # first completes what a killed command left behind
    folder = club_folder(club, scope)
    files = [folder / found.top_file for found in Scope if (folder / found.top_file).is_file()]
    server = _server(files, port)
    address = f"http://{_HOST}:{server.bind_addr[1]}/"
    try:
        if no_browser:
            click.echo(json.dumps({"address": address}))
        else:
            click.echo(_("The books are open at {address}", address=address))
            click.echo(_("Leave this window open; Ctrl-C ends it."))
            click.launch(address)
        server.serve()
    except KeyboardInterrupt:
        click.echo("", err=True)
    finally:
        server.stop()
    return 0


def _this_computer_only(app: "WSGIApplication", port: int) -> "WSGIApplication":
    """Answer only requests that name this computer: a page elsewhere must not read the books."""
    hosts = {f"{name}:{port}" for name in (_HOST, "localhost")}

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ.get("HTTP_HOST") in hosts:
            return app(environ, start)
        start("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"403\n"]

    return answer


def _server(files: list[Path], port: int | None) -> "Server":
    """Return a server bound to this computer alone, ready to serve.

    Raises:
      PortTaken: another program has the port.
    """
    from cheroot.wsgi import Server
    from fava.application import create_app

    app = create_app(files, load=True, read_only=True)
    server = Server((_HOST, port or 0), app)
    try:
        server.prepare()
        server.wsgi_app = _this_computer_only(app, server.bind_addr[1])
    except OSError as error:
        if port is None:
            raise
        raise PortTaken(port) from error
    return server
