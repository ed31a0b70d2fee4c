"""`clubledger view`: clubs' books in a browser, to look at and not to change."""

import json
import os
from pathlib import Path

import click
from click.core import ParameterSource

from ledger_core.cli.errors import PortTaken
from ledger_core.cli.framework import command
from ledger_core.cli.options import club_argument, untrusted_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.running import LANGUAGE_VARIABLE
from ledger_core.cli.values import NumberType
from ledger_core.messages import N_, _, current_language


def _never(ctx: click.Context) -> bool:
    del ctx
    return False


@command(
    "view",
    N_(
        "Show the books in the browser, to read only.\n\n"
        "Each whole club and each of its funds are listed at the top left. Only whoever has the "
        "address, on this computer, can open the page; Ctrl-C ends it."
    ),
)
@club_argument
@argument(
    "others",
    text=N_("Further clubs, to look at together."),
    metavar=N_("[CLUB …]"),
    question="",
    when=_never,
    nargs=-1,
    type=click.Path(path_type=Path),
)
@untrusted_option
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
@click.pass_context
def view(
    ctx: click.Context,
    *,
    club: Path,
    others: tuple[Path, ...],
    untrusted: bool,
    no_browser: bool,
    port: int | None,
) -> int:
    """Serve the books."""
    if untrusted:
        from ledger_core.cli.view_received import view_received

        language = _asked_language(ctx)
        view_received([club, *others], language, port, lambda a: _show(a, no_browser=no_browser))
        return 0
    from club_fava.launcher import bound_server, serving, viewer

    app = viewer([club, *others], _asked_language(ctx))
    try:
        server, address = bound_server(app, port)
    except OSError as error:
        if port is None:
            raise
        raise PortTaken(port) from error
    with serving(server):
        _show(address, no_browser=no_browser)
    return 0


def _show(address: str, *, no_browser: bool) -> None:
    """Say where the books are open, and open the browser there."""
    if no_browser:
        click.echo(json.dumps({"address": address}))
        return
    click.echo(_("The books are open at {address}", address=address))
    click.echo(_("Leave this window open; Ctrl-C ends it."))
    click.launch(address)


def _asked_language(ctx: click.Context) -> str | None:
    """Return the language that was asked for; None where club and browser are to decide."""
    step: click.Context | None = ctx
    while step is not None:
        if step.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return current_language()
        step = step.parent
    return current_language() if os.environ.get(LANGUAGE_VARIABLE) else None
