"""Every report of both examples as text, beside what it was when somebody last read it.

The files in `golden/` are meant for reading in review. After a wanted change:
`UPDATE_GOLDEN=1 python -m pytest tests/test_reports_golden.py`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from ledger_core.messages import LANGUAGES, language
from ledger_core.reports.display_width import display_width
from ledger_core.reports.kinds import KINDS
from ledger_core.reports.text import render_report
from tests.report_cases import CLUBS, ReportCase, report_cases

GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("case", report_cases(), ids=str)
def test_a_report_reads_as_when_it_was_last_read(case: ReportCase, code: str) -> None:
    file = GOLDEN / code / case.club / f"{case.kind.name}.txt"
    with language(code):
        text = render_report(case.report(), width=100)
    if UPDATE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_report_that_is_gone() -> None:
    names = {f"{code}/{club}/{k.name}.txt" for code in LANGUAGES for club in CLUBS for k in KINDS}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.txt")} == names


@pytest.mark.parametrize("case", report_cases(), ids=str)
def test_a_report_fits_a_screen_of_eighty_columns(case: ReportCase) -> None:
    text = render_report(case.report(), width=80)
    assert max(map(display_width, text.splitlines())) <= 80
