"""The tutorials: their commands are played from top to bottom and say what the page prints."""

import re
import shlex
from pathlib import Path

import click
import pytest

from ledger_core.cli.root import root as commands
from tests.test_cli_sessions import play
from tests.test_docs_recipes import blocks, is_said, steps

DOCS = Path(__file__).parents[1] / "docs"
COMMAND = re.compile(r"^(clubledger .+)$", re.MULTILINE)
PAGES = sorted(DOCS.glob("tutorial-*.md"))


def asks(words: tuple[str, ...]) -> bool:
    """Whether a command asks before it writes: the pages leave the question out."""
    command: click.Command = commands
    for word in words[1:]:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        if found is not None:
            command = found
    return any(param.name == "yes" for param in command.params)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_tutorial_goes_as_it_says(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLUBLEDGER_LANG", page.stem.removeprefix("tutorial-"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774096920")
    monkeypatch.setenv("CLUBLEDGER_BY", "M004")
    played = [step for block in blocks(page.read_text("utf-8")) for step in steps(block)]
    assert len(played) > 15
    for step in played:
        line = shlex.join(step.words)
        said = play(f"{line} --yes" if asks(step.words) else line, capsys)
        assert "\n? " not in f"\n{said}", said
        assert is_said(step.said, tuple(said.rstrip("\n").split("\n"))), f"$ {line}\n{said}"


def test_both_tutorials_tell_the_same_story() -> None:
    told = {
        page.stem: [
            step.words[1:3] for block in blocks(page.read_text("utf-8")) for step in steps(block)
        ]
        for page in PAGES
    }
    assert told["tutorial-vi"] == told["tutorial-en"]


def test_their_pictures_are_there() -> None:
    for page in PAGES:
        pictures = [part.split(")")[0] for part in page.read_text("utf-8").split("](images/")[1:]]
        assert pictures
        assert all((DOCS / "images" / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("line", COMMAND.findall((DOCS / "auditors-guide.md").read_text("utf-8")))
def test_the_commands_of_the_auditors_guide_exist(line: str) -> None:
    command: click.Command = commands
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    known = {name for param in command.params for name in param.opts}
    assert {word for word in words if word.startswith("--")} <= known
