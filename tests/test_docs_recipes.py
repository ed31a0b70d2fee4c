"""The recipes: each command as it was played, and each entry as the command writes it.

A page names, in a comment, the sessions in which its commands are played (`tests/sessions`, run by
`test_cli_sessions`). What it prints below a command is what the command said, whole or its
beginning; a line of three dots stands for what is left out. Entries stand in those sessions too,
unless a comment above them, `<!-- not played: … -->`, says why not; accounts are those of the
template, or opened by a command.
`UPDATE_RECIPES=1` writes the outputs anew where nothing is left out.
"""

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from beancount.parser import parser

from ledger_core.cli.root import root as commands
from tests.test_cli_sessions import FOLDER as SESSIONS

RECIPES = sorted((Path(__file__).parents[1] / "docs" / "recipes").glob("*.md"))
ROOTS = """
option "name_assets" "Tài-Sản"
option "name_liabilities" "Nợ-Phải-Trả"
option "name_equity" "Vốn"
option "name_income" "Thu-Nhập"
option "name_expenses" "Chi-Phí"
"""
ENTRIES = re.compile(r"```beancount\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (clubledger (?:.*\\\n)*.*)$", re.MULTILINE)
PLAYED = re.compile(r"<!-- played in (.+) -->")
PLAYABLE = re.compile(r"^```\n(\$ .*?)^```", re.MULTILINE | re.DOTALL)
NOT_PLAYED = re.compile(r"<!-- not played: .*? -->\n+```beancount\n.*?```", re.DOTALL)
GAP = "…"
TEMPLATE = Path(__file__).parents[1] / "templates" / "clubs" / "vi"
OPENED = re.compile(r"^\d{4}-\d\d-\d\d open (\S+)", re.MULTILINE)
ACCOUNT = re.compile(r"(?:Tài-Sản|Nợ-Phải-Trả|Vốn|Thu-Nhập|Chi-Phí)(?::[\w-]+)+")


@dataclass(frozen=True)
class Step:
    """A command and what it says, line by line."""

    words: tuple[str, ...]
    said: tuple[str, ...]


def steps(text: str) -> list[Step]:
    """Return the commands of a session, or of a fenced block of a page."""
    found = []
    for part in re.split(r"^\$ ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        line, _, said = part.partition("\n")
        words = tuple(word for word in shlex.split(line) if word != "--yes")
        lines = [one for one in said.rstrip("\n").split("\n") if not one.startswith("#")]
        found.append(Step(words, tuple(lines) if said.strip() else ()))
    return found


def blocks(page: str) -> Iterator[str]:
    """Return the fenced blocks of a page that hold commands."""
    yield from (
        found[1] for found in re.finditer(r"^```\n(\$ .*?)^```", page, re.MULTILINE | re.DOTALL)
    )


def sessions_of(page: str) -> list[str]:
    named_ones = PLAYED.search(page)
    assert named_ones is not None, "the page names no session"
    names = named_ones[1].split(", ")
    return [(SESSIONS / f"{name}.session").read_text("utf-8") for name in names]


def is_said(printed: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether a page prints the beginning of what was said, and its other parts in order."""
    at = 0
    anywhere = False
    for line in (*printed, GAP):
        if line == GAP:
            anywhere = True
            continue
        here = [at] if not anywhere else range(at, len(said))
        found = next((place for place in here if said[place : place + 1] == (line,)), None)
        if found is None:
            return False
        at, anywhere = found + 1, False
    return True


def squeezed(text: str) -> str:
    """Return entries without their layout, as JSON, `write` and the screen show them."""
    plain = text.replace("\\n", "\n").replace('\\"', '"')
    return " ".join(word for word in plain.split() if word != ";")


def written_anew(page: str, played: list[Step]) -> str:
    """Return the page with each output as it was played, up to the line where it ended."""
    for block in blocks(page):
        new = block
        for step in steps(block):
            source = next((one for one in played if one.words == step.words), None)
            if source is None or not step.said or GAP in step.said:
                continue
            end = len(source.said)
            if step.said[-1] in source.said:
                end = source.said.index(step.said[-1]) + 1
            elif not any("VND" in line for line in step.said):
                end = next((i for i, s in enumerate(source.said) if s.endswith("vào sổ:")), end)
            new = new.replace("\n".join(step.said), "\n".join(source.said[:end]).rstrip("\n"))
        page = page.replace(block, new)
    return page


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_the_commands_of_a_recipe_say_what_it_prints(recipe: Path) -> None:
    page = recipe.read_text("utf-8")
    played = [step for text in sessions_of(page) for step in steps(text)]
    if os.environ.get("UPDATE_RECIPES"):
        recipe.write_text(written_anew(page, played), "utf-8")
        return
    for step in (step for block in blocks(page) for step in steps(block)):
        said = [one.said for one in played if one.words == step.words]
        assert said, f"not played: {shlex.join(step.words)}"
        assert any(is_said(step.said, each) for each in said), shlex.join(step.words)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_the_entries_of_a_recipe_are_those_of_its_commands(recipe: Path) -> None:
    page = recipe.read_text("utf-8")
    written = squeezed("\n".join(sessions_of(page)))
    for block in ENTRIES.findall(NOT_PLAYED.sub("", page)):
        for entry in re.split(r"\n\s*\n", block.strip()):
            for part in entry.split(f"; {GAP}"):
                assert squeezed(part) in written, part


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_the_accounts_of_a_recipe_are_those_of_the_template(recipe: Path) -> None:
    charts = (TEMPLATE / "chart").glob("*.beancount")
    known = {name for chart in charts for name in ACCOUNT.findall(chart.read_text("utf-8"))}
    assert known
    page = recipe.read_text("utf-8")
    known |= {name for text in sessions_of(page) for name in OPENED.findall(text)}
    for block in ENTRIES.findall(page):
        for account in ACCOUNT.findall(block):
            assert any(account == name or account.startswith(f"{name}:") for name in known), account


def named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("recipe", RECIPES, ids=named)
def test_the_entries_of_a_recipe_can_be_read(recipe: Path) -> None:
    blocks = ENTRIES.findall(recipe.read_text("utf-8"))
    for block in blocks:
        entries, errors, _ = parser.parse_string(ROOTS + block)
        assert not errors, block
        assert entries, block


@pytest.mark.parametrize("recipe", RECIPES, ids=named)
def test_the_commands_of_a_recipe_exist(recipe: Path) -> None:
    for line in COMMAND.findall(recipe.read_text("utf-8")):
        command: click.Command | None = commands
        words = shlex.split(line.replace("\\\n", " "))[1:]
        while words and isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words.pop(0))
        assert command is not None, line
        known = {name for param in command.params for name in param.opts}
        options = {word.split("=")[0] for word in words if word.startswith("--")}
        assert options <= known, line
