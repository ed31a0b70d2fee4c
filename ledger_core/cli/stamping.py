"""The one place that reads the clock: when a command enters something, and who sits there."""

import getpass
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ledger_core.books.entered import Entered

BY_VARIABLE = "CLUBLEDGER_BY"
"""Names who enters, where `--entered-by` does not."""

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
"""Seconds since 1970: the time to enter instead of the clock's, for what must be repeatable."""

_BY = "ledger_core.cli.by"


def remember_by(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Keep what `--entered-by` said for whatever the command writes."""
    if value:
        ctx.meta[_BY] = value
    return value


def now() -> datetime:
    """Return the computer's time with its offset, or the time that the environment names."""
    epoch = os.environ.get(EPOCH_VARIABLE, "")
    if epoch.isascii() and epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now().astimezone()


def entered_now() -> "Entered":
    """Return when and by whom the running command enters what it writes."""
    from ledger_core.books.entered import Entered

    return Entered(now(), _by())


def command_name() -> str:
    """Return the running command without its data, such as `clubledger loan disburse`."""
    ctx = click.get_current_context(silent=True)
    words: list[str] = []
    while ctx is not None:
        words.append(ctx.info_name or "")
        ctx = ctx.parent
    return " ".join(reversed(words)) or "clubledger"


def _by() -> str:
    ctx = click.get_current_context(silent=True)
    named = (ctx.meta.get(_BY) if ctx is not None else None) or os.environ.get(BY_VARIABLE)
    if named:
        return str(named)
    try:
        return _plain(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "?"


def _plain(user: str) -> str:
    """Return a user's name as it may stand in the books, whatever the computer lets it hold."""
    return "".join(c for c in user if c.isalnum() or c in " ._-").strip() or "?"
