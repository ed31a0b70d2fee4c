"""Which club is meant when none is named: one found in the current folder, or asked for."""

from pathlib import Path

from ledger_core.cli.asking import plain, read_line, say, say_offers
from ledger_core.messages import _

_TOP_FILE = "club.beancount"


def clubs_here(folder: Path) -> list[Path]:
    """Return the club whose folder this is, or the clubs in folders right below."""
    if (folder / _TOP_FILE).is_file():
        return [Path()]
    try:
        below = sorted(path for path in folder.iterdir() if (path / _TOP_FILE).is_file())
    except OSError:
        return []
    return [path.relative_to(folder) for path in below]


def ask_club() -> Path | None:
    """Ask for a club's folder until there is one; an empty answer gives up.

    Clubs nearby are listed and can be chosen by number.
    """
    here = clubs_here(Path.cwd())
    say_offers(_("Clubs in this folder:"), [(str(path), str(path)) for path in here])
    while typed := read_line(_("Folder of the club (Enter to go back)") + ": "):
        if typed.isdecimal() and 1 <= int(typed) <= len(here):
            return here[int(typed) - 1]
        named = next((path for path in here if plain(str(path)) == plain(typed)), Path(typed))
        if (named / _TOP_FILE).is_file():
            return named
        say(_("There are no books of a club in “{folder}”.", folder=typed))
    return None
