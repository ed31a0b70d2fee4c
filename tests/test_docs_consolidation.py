"""docs/consolidation.md and docs/returns.md name what the program has."""

import re
from dataclasses import fields

from ledger_core.consolidation.reports.kinds import CONSOLIDATED_KINDS
from ledger_core.consolidation.returns.form import ClubReturn
from tests.conftest import ROOT


def named(page: str) -> set[str]:
    """What stands in backquotes on a page."""
    return set(re.findall(r"`([^`\s]+)`", (ROOT / "docs" / page).read_text("utf-8")))


def test_the_guide_names_every_report() -> None:
    assert {kind.name for kind in CONSOLIDATED_KINDS} <= named("consolidation.md")


def test_every_key_of_a_return_is_explained() -> None:
    assert {field.name for field in fields(ClubReturn)} <= named("returns.md")


def test_every_reason_is_explained() -> None:
    package = ROOT / "ledger_core" / "consolidation"
    code = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    reasons = set(re.findall(r'"(return-[a-z-]+|history-[a-z]+|[a-z]+-copy|club-twice)"', code))
    pages = named("consolidation.md") | named("returns.md")
    assert len(reasons) > 10
    assert reasons - {"return-differs"} <= pages
