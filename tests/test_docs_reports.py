"""docs/reports.md: its list is that of the program, its examples are what the program prints."""

import re
from pathlib import Path

from tests.report_page import PAGE, listing, with_listing

_EXAMPLE = re.compile(r"<!-- from (?P<file>\S+) -->\n```\n(?P<text>.*?)```", re.DOTALL)


def test_the_list_of_reports_is_current() -> None:
    page = PAGE.read_text("utf-8")
    assert listing() in page
    assert with_listing(page) == page


def test_examples_are_parts_of_the_golden_files(root: Path) -> None:
    examples = list(_EXAMPLE.finditer(PAGE.read_text("utf-8")))
    assert len(examples) >= 4
    for example in examples:
        golden = (root / "tests" / "golden" / example["file"]).read_text("utf-8")
        assert example["text"] in golden


def test_its_pictures_are_there(root: Path) -> None:
    pictures = re.findall(r"\]\((images/[^)]+)\)", PAGE.read_text("utf-8"))
    assert len(pictures) == 3
    assert all((root / "docs" / picture).stat().st_size < 200_000 for picture in pictures)
