"""Text that spreadsheets show and never run.

A name such as `=1+1` or `@SUM(A1)` typed by somebody else must stay a name when a report is opened
in Excel or LibreOffice. An XLSX cell says that it holds text; a CSV field cannot, so there such a
text gets an apostrophe in front, and reading takes exactly that apostrophe away again.
"""

import re

from ledger_core.reports.display_width import clean

LONGEST_CELL = 32_767
"""Characters that a cell can hold in Excel."""

# What begins a formula; the wide forms too, which some editions of Excel take for the narrow ones.
_FORMULA = "=+\\-@\t\r\n＝＋－＠"
# A reader that parts fields at a semicolon or tabulator sees a beginning there too.
_BEGINNING = re.compile(rf"(?P<before>(?:^|[;\t])[ ]*)(?P<kept>'*)(?=[{_FORMULA}])")
_GUARDED = re.compile(rf"(?P<before>(?:^|[;\t])[ ]*)'(?P<kept>'*)(?=[{_FORMULA}])")
# Spreadsheets read `_x0041_` in the file as the letter with that code.
_CODED = re.compile(r"x(?=[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text that is typed into a cell for a formula."""
    return re.match(f" *[{_FORMULA}]", text) is not None


def visible(text: str) -> str:
    """Return a text on one line in composed letters; each sign nobody can see is replaced."""
    shown = clean(text)
    return shown if len(shown) <= LONGEST_CELL else shown[: LONGEST_CELL - 1] + "…"


def guarded(text: str) -> str:
    """Return a text as a CSV field holds it: nothing in it begins a formula."""
    return _BEGINNING.sub(r"\g<before>'\g<kept>", text)


def unguarded(field: str) -> str:
    """Return the text that `guarded` made a field of; other fields come back as they are."""
    return _GUARDED.sub(r"\g<before>\g<kept>", field)


def coded(text: str) -> str:
    """Return a text as an XLSX file holds it, so that no part is read as the code of a letter."""
    return _CODED.sub("_x0078_", text)


def decoded(text: str) -> str:
    """Return the text that a spreadsheet shows for what an XLSX file holds."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text)
