"""Each plugin's manual tells the truth: its ledger gives its findings."""

import importlib
import re
import shutil
from pathlib import Path

import pytest
from beancount import loader

from ledger_core.books.checking import FindingError
from tests.corpus import CORPUS

PLUGINS = ("register", "fund_separation", "loan_lifecycle", "interest_rules", "month_seal")

# A paragraph that names a file and ends in a colon, the ledger, a paragraph, the findings.
MANUAL = re.compile(
    r"in `(?P<file>[^`\n]+)`:\n\n(?P<ledger>(?:    .*\n|\n)+)"
    r"\S[^\n]*\n\n(?P<findings>(?:    .*\n)+)"
)


def dedented(block: str) -> str:
    return "\n".join(line[4:] for line in block.strip("\n").split("\n")) + "\n"


def english_club(folder: Path, plugin: str) -> Path:
    """A good club of the corpus, in English, calling one plugin alone."""
    shutil.copytree(CORPUS / ("_sealed" if plugin == "month_seal" else "_good"), folder)
    for name, old, new in (
        ("register.beancount", 'language: "vi"', 'language: "en"'),
        ("club.beancount", 'plugin "club_plugins"', f'plugin "club_plugins.{plugin}"'),
    ):
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize("name", PLUGINS)
def test_the_manual_shows_a_ledger_and_its_findings(name: str, tmp_path: Path) -> None:
    manual = MANUAL.search(importlib.import_module(f"club_plugins.{name}").__doc__ or "")
    assert manual is not None
    folder = english_club(tmp_path / "club", name)
    journal = folder / manual["file"]
    before = journal.read_text("utf-8") + "\n"
    journal.write_text(before + dedented(manual["ledger"]), "utf-8")

    _, errors, _ = loader.load_file(str(folder / "club.beancount"))

    found = [error for error in errors if isinstance(error, FindingError)]
    # Only one plugin is called, which `register` rightly reports beside what its manual shows.
    found = [error for error in found if error.finding.rule != "register.plugin-missing"]
    # The club's language was changed above: that the register is sealed shows.
    found = [
        error for error in found if not error.source["filename"].endswith("register.beancount")
    ]
    first = before.count("\n")
    found.sort(key=lambda error: (error.source["lineno"], error.finding.rule))
    assert {error.source["filename"] for error in found} == {str(journal)}
    text = "".join(
        f"line {error.source['lineno'] - first}: {error.message.rstrip()}\n" for error in found
    )
    assert text == dedented(manual["findings"])
