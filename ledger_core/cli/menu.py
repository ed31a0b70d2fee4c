"""What a bare `clubledger` shows at a terminal: the work of a treasurer, in plain words.

Every choice runs the same command that can be typed, and asks for its data.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from ledger_core.cli.asking import plain, read_line, say, say_offers
from ledger_core.cli.clubs_here import ask_club, clubs_here
from ledger_core.cli.menu_choices import NEW, OTHER, WITHOUT_CLUB, Choice, choices
from ledger_core.cli.parameters import in_words
from ledger_core.cli.running import run
from ledger_core.messages import _


def menu() -> int:
    """Show the menu until the user stops; return the exit status."""
    here = clubs_here(Path.cwd())
    club = here[0] if len(here) == 1 else None
    while True:
        say()
        say(_("Club: {club}", club=_name(club)) if club else _("No club is chosen yet."))
        chosen = _choose(_("What would you like to do?"), choices(), _("Stop"))
        if chosen is None:
            return 0
        try:
            club = _do(chosen.words, club)
            read_line(_("Press Enter for the menu") + " ")
        except click.Abort:
            say(_("Stopped."))


def _choose(question: str, offered: Sequence[Choice], leave: str) -> Choice | None:
    """Ask for one of the choices, and below a group for one of its own; None for none of them."""
    while True:
        say_offers(question, [(choice.words, in_words(choice.text)) for choice in offered])
        say(f"   0. {leave}")
        chosen = _number(offered, leave)
        if chosen is None or not chosen.below:
            return chosen
        say()
        within = _choose(in_words(chosen.text), chosen.below, _("Back"))
        if within is not None:
            return within
        say()


def _number(offered: Sequence[Choice], leave: str) -> Choice | None:
    while True:
        typed = read_line(_("Your choice") + ": ")
        if plain(typed) in ("0", "q", plain(leave)):
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(offered):
            return offered[int(typed) - 1]
        say(_("Please type one of the numbers."))


def _do(chosen: str, club: Path | None) -> Path | None:
    """Run what was chosen; return the club to go on with."""
    if chosen == OTHER:
        return ask_club() or club
    if chosen == NEW:
        folder = Path(_folder_of_new_club())
        return folder if run([NEW, str(folder)]) == 0 else club
    if chosen in WITHOUT_CLUB:
        run(chosen.split())
        return club
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
