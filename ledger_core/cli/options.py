"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from ledger_core.cli.clubs_here import clubs_here
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.stamping import remember_by
from ledger_core.cli.values import AMOUNT, DAY, TERM
from ledger_core.figures import format_date
from ledger_core.messages import N_, current_language

_F = TypeVar("_F", bound=Callable[..., Any])

JSON = "json"
TEXT = "text"


def today(ctx: click.Context) -> str:
    """Offer today's date as an answer. Never more than an offer: a person says yes to it."""
    del ctx
    return format_date(date.today(), current_language())  # noqa: DTZ011 (the day where they sit)


def start_of_this_year() -> date:
    """Return the day on which a new club's books begin if nobody says otherwise."""
    return date(date.today().year, 1, 1)  # noqa: DTZ011 (the year where they sit)


def _club_here(ctx: click.Context) -> str | None:
    """Offer the club of the current folder."""
    del ctx
    here = clubs_here(Path.cwd())
    return str(here[0]) if len(here) == 1 else None


club_argument = argument(
    "club",
    text=N_("The club's folder."),
    metavar=N_("CLUB"),
    question=N_("Folder of the club"),
    suggestion=_club_here,
    type=click.Path(path_type=Path),
)

date_option = option(
    "--date",
    "day",
    text=N_("Day of the entry, such as 2026-03-21."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Date"),
    needed=True,
    suggestion=today,
)

as_of_option = option(
    "--as-of",
    "as_of",
    text=N_("Day the figures are for; the day of the last entry if left out."),
    metavar=N_("DATE"),
    type=DAY,
)

exception_option = option(
    "--exception",
    text=N_("Minutes of the members' meeting that allowed a breach of the rules."),
    metavar=N_("MINUTES"),
)

minutes_option = option(
    "--minutes",
    text=N_("Number of the minutes that decided it."),
    metavar=N_("MINUTES"),
    question=N_("Number of the minutes"),
    needed=True,
)

amount_option = option(
    "--amount",
    text=N_("Amount: 200000, 200.000 or 200k."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Amount"),
    needed=True,
)

receipt_option = option(
    "--receipt",
    text=N_("Number of the receipt; the next one if left out."),
    metavar=N_("NUMBER"),
    question=N_("Receipt number (Enter for the next one)"),
)

voucher_option = option(
    "--voucher",
    text=N_("Number of the voucher; the next one if left out."),
    metavar=N_("NUMBER"),
    question=N_("Voucher number (Enter for the next one)"),
)

term_option = option(
    "--term",
    "terms",
    text=N_("A further term, such as grace-principal=3 (docs/ledger-format.md); repeatable."),
    metavar=N_("KEY=VALUE"),
    type=TERM,
    multiple=True,
)

_yes_option = option(
    "--yes",
    "-y",
    text=N_("Write without asking."),
    is_flag=True,
)

by_option = option(
    "--entered-by",
    text=N_("Who enters it, such as M004; the user of the computer if left out."),
    metavar=N_("CODE"),
    expose_value=False,
    callback=remember_by,
)


def yes_option(function: _F) -> _F:
    """Give a command that writes its way of being agreed to, and of naming who writes."""
    return _yes_option(by_option(function))


untrusted_option = option(
    "--untrusted",
    text=N_("The books come from somebody else: read them in a locked process."),
    is_flag=True,
)

format_option = option(
    "--format",
    "output",
    text=N_("text for people, json for programs."),
    type=click.Choice([TEXT, JSON]),
    default=TEXT,
)


def as_written(function: _F) -> _F:
    """Give a command the options that most entries have, after its own."""
    for give in (format_option, yes_option, date_option, exception_option):
        function = give(function)
    return function
