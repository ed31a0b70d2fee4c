"""What a bare `clubledger` shows at a terminal: the work of a treasurer, in plain words.

Every choice runs the same command that can be typed, and asks for its data.
"""

from pathlib import Path

import click

from ledger_core.cli.asking import Offer, plain, read_line, say, say_offers
from ledger_core.cli.clubs_here import ask_club, clubs_here
from ledger_core.cli.running import run
from ledger_core.messages import N_, _, current_language, translated

_NEW = "new"
_OTHER = "other"

# What is chosen most comes first; words of the command, and what it is called in the menu.
_CHOICES = (
    ("meeting run", N_("Hold the monthly meeting, member by member")),
    ("receive", N_("Record a receipt (repayment, fee, donation …)")),
    ("pay", N_("Record a payment")),
    ("loan approve", N_("Enter a loan that the meeting approved")),
    ("loan disburse", N_("Pay out a loan")),
    ("loan list", N_("See the loans")),
    ("loan show", N_("See one loan")),
    ("loan explain", N_("Why is it more this month? Explain one loan")),
    ("distribute", N_("Distribute the interest received")),
    ("count", N_("Count the cash of a fund")),
    ("close", N_("Close a month")),
    ("transfer", N_("Pass cash from one fund to the other")),
    ("member list", N_("See the members")),
    ("member add", N_("Enter a new member")),
    ("member leave", N_("Enter that a member leaves")),
    ("office", N_("Enter who holds an office")),
    ("check", N_("Check the books")),
    ("report portfolio", N_("Portfolio report")),
    ("view", N_("Open the books in the browser")),
    (_NEW, N_("Start the books of a new club")),
    (_OTHER, N_("Work on another club")),
)


def menu() -> int:
    """Show the menu until the user stops; return the exit status."""
    here = clubs_here(Path.cwd())
    club = here[0] if len(here) == 1 else None
    while True:
        say()
        say(_("Club: {club}", club=_name(club)) if club else _("No club is chosen yet."))
        say_offers(_("What would you like to do?"), _offers())
        say("   0. " + _("Stop"))
        chosen = _choose()
        if chosen is None:
            return 0
        try:
            club = _do(chosen, club)
            read_line(_("Press Enter for the menu") + " ")
        except click.Abort:
            say(_("Stopped."))


def _choose() -> str | None:
    """Ask for one of the choices; None to stop."""
    while True:
        typed = read_line(_("Your choice") + ": ")
        if plain(typed) in ("0", "q", plain(_("Stop"))):
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(_CHOICES):
            return _CHOICES[int(typed) - 1][0]
        say(_("Please type one of the numbers."))


def _offers() -> list[Offer]:
    return [(words, translated(text, current_language())) for words, text in _CHOICES]


def _do(chosen: str, club: Path | None) -> Path | None:
    """Run what was chosen; return the club to go on with."""
    if chosen == _OTHER:
        return ask_club() or club
    if chosen == _NEW:
        folder = Path(_folder_of_new_club())
        return folder if run([_NEW, str(folder)]) == 0 else club
    club = club or ask_club()
    if club is None:
        return None
    run([*chosen.split(), str(club)])
    return club


def _folder_of_new_club() -> str:
    question = _("Folder for the new club (such as hanh-phuc)")
    while not (typed := read_line(f"{question}: ")):
        say(_("Please type an answer (Ctrl-C stops)."))
    return typed


def _name(club: Path) -> str:
    """Return the club's name and folder; the folder alone while the books cannot be read."""
    from ledger_core.books.session import open_club
    from ledger_core.errors import ClubledgerError

    try:
        register = open_club(club).book.register
    except ClubledgerError:
        return str(club)
    return f"{register.club.name} ({club})" if register.club else str(club)
