"""Pages: a template of this program and data become PDF.

The typesetter is typst's own compiler in a Python package: no other program and no font has to be
installed, and it reads no file outside this package and nothing from a network. The data reach a
template as JSON and are shown as texts, so nothing that stands in a book can be a command, whatever
its signs. The same data give the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.messages import current_language
from ledger_core.reports.display_width import clean, display_width
from ledger_core.reports.formats.extras import FormatNotInstalled

if TYPE_CHECKING:
    import typst

PACKAGE = Path(__file__).resolve().parents[2]
"""The folder that templates may read in; their own paths begin there."""

_FORMAT = "PDF"
_FONTS = PACKAGE / "fonts"
_LONGEST_UNBROKEN = 20  # columns, as in text: shorter words, codes and numbers stay whole
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"


def typeset(template: str, data: Mapping[str, object], *, day: date | None = None) -> bytes:
    """Set a template with data and return the PDF.

    Args:
        template: Path of the template below the package, such as `documents/templates/voucher.typ`.
        data: What the template reads with `json(bytes(sys.inputs.data))`: values of JSON, their
            texts made by `printable`. `lang`, the current language, is added.
        day: The day the document is about, for its properties; no clock is read.

    Raises:
        FormatNotInstalled: the typesetter is not installed.
    """
    try:
        import typst  # noqa: PLC0415 (an extra, and heavy: it loads when a page is set)
    except ImportError:
        raise FormatNotInstalled(_FORMAT) from None
    values = {"lang": current_language(), **data, "date": None if day is None else day.isoformat()}
    compiler = typst.Compiler(
        PACKAGE / template,
        root=PACKAGE,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
    )
    pages = compiler.compile(format="pdf")
    assert isinstance(pages, bytes)
    return pages


def printable(text: object) -> str:
    """Return a text or message as a page shows it: composed, on one line, nothing hidden.

    Words too long for any column get places where they may be broken.
    """
    return " ".join(map(_breakable, clean(str(text)).split(" ")))


def _breakable(word: str) -> str:
    if display_width(word) <= _LONGEST_UNBROKEN:
        return word
    return "".join(
        _ZERO_WIDTH_SPACE + character if number and display_width(character) else character
        for number, character in enumerate(word)
    )


@cache
def _fonts() -> "typst.Fonts":
    """Return the package's fonts, and for other letters the typesetter's; none of the computer."""
    import typst  # noqa: PLC0415 (as above)

    return typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
