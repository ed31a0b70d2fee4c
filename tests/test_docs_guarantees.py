"""docs/guarantees.md: every promise names tests, and every test that it names is there."""

import ast
import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "guarantees.md"
PROMISE = re.compile(r"^\| (?!promise |---)(?P<said>.+) \| (?P<tests>.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")


def names_in(file: Path) -> set[str]:
    """Return the names of the tests in a file."""
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_its_tests() -> None:
    promises = list(PROMISE.finditer(PAGE.read_text("utf-8")))
    assert len(promises) > 40
    for promise in promises:
        named = NAMED.findall(promise["tests"])
        assert named, promise["said"]
        rest = NAMED.sub("", promise["tests"]).replace(",", "").strip()
        assert not rest, f"{promise['said']}: {rest}"


def test_every_named_test_is_there() -> None:
    folder = Path(__file__).parent
    named = set(NAMED.findall(PAGE.read_text("utf-8")))
    known = {file: names_in(folder / file) for file in {file for file, _ in named}}
    assert {f"{file}::{test}" for file, test in named if test not in known[file]} == set()


def test_all_chapters_are_there() -> None:
    chapters = re.findall(r"^## (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert chapters == [
        "Assumptions",
        "Nothing is lost",
        "Nothing is silently wrong",
        "The funds are never mixed",
        "Sealed means sealed",
        "A hostile book cannot run",
        "Personal data stay",
        "What is not promised",
    ]
