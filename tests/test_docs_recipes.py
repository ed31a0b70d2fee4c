"""The recipes: entries that Beancount reads, commands and options that exist."""

import re
import shlex
from pathlib import Path

import click
import pytest
from beancount.parser import parser

from ledger_core.cli.root import root as commands

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
