"""The templates a new club starts from, and the headers of new journals."""

import importlib.resources
from collections.abc import Mapping
from pathlib import Path
from string import Template

from ledger_core.books.directives import journal_file
from ledger_core.club import Fund
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

_JOURNALS = {f"journal/{fund.value}.beancount": fund for fund in Fund}


class NoSuchTemplate(CannotRun):
    """No template has the name that was asked for."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            Message(N_("There is no template “{name}”; there are {known}."), name=name, known=known)
        )


def templates_folder() -> Path:
    """Return the folder of the templates: inside the installed package, or in the checkout."""
    package = Path(str(importlib.resources.files("ledger_core")))
    installed = package / "templates" / "clubs"
    return installed if installed.is_dir() else package.parent / "templates" / "clubs"


def template_names() -> list[str]:
    """Return the names of the templates that ship with the program."""
    return sorted(path.name for path in templates_folder().iterdir() if path.is_dir())


def club_files(name: str, values: Mapping[str, str], year: int) -> dict[str, str]:
    """Return the files of a new club from a template, by their path in the club's folder.

    Args:
      name: The template's name: `vi` or `en`.
      values: What the template's `${…}` stand for, already escaped for a book.
      year: The first year, for the journals' names.

    Raises:
      NoSuchTemplate: no template has that name.
    """
    folder = templates_folder() / name
    if name not in template_names():
        raise NoSuchTemplate(name, template_names())
    files = {}
    for path in sorted(folder.rglob("*.beancount")):
        relative = path.relative_to(folder).as_posix()
        fund = _JOURNALS.get(relative)
        target = journal_file(fund, year) if fund else relative
        files[target] = Template(path.read_text("utf-8")).substitute(values)
    return files


def journal_header(language: str, fund: Fund, year: int, roots: str) -> str:
    """Return the beginning of a fund's new journal, with the club's own root options."""
    name = language if language in template_names() else "vi"
    path = templates_folder() / name / "journal" / f"{fund.value}.beancount"
    text = Template(path.read_text("utf-8")).substitute(year=year)
    remarks = [line for line in text.split("\n") if not line.startswith("option ")]
    return "\n".join(remarks).rstrip("\n") + "\n" + roots
