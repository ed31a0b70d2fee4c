"""Opening a workbook that anybody may have made: limits first, nothing in it runs.

Macros, embedded files and links to other files are refused; a part may not unpack to more than a
club's books could ever need.
"""

import io
import re
import warnings
import zipfile
from typing import Final

from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_
from ledger_core.reports.formats.extras import FormatNotInstalled

try:
    from openpyxl import Workbook, load_workbook
    from openpyxl.utils.datetime import from_excel
except ModuleNotFoundError as error:
    raise FormatNotInstalled("XLSX") from error

__all__ = [
    "LARGEST_CONTENT_BYTES",
    "LARGEST_FILE_BYTES",
    "MOST_PARTS",
    "UnreadableWorkbook",
    "Workbook",
    "from_excel",
    "open_workbook",
]

LARGEST_FILE_BYTES: Final = 10 * 1024 * 1024
LARGEST_CONTENT_BYTES: Final = 30 * 1024 * 1024
MOST_PARTS: Final = 500

_MACRO: Final = re.compile(r"vbaProject|macrosheets|activeX|embeddings", re.IGNORECASE)
_DOCTYPE_WITHIN: Final = 4096  # bytes: a document type stands before the first element


class UnreadableWorkbook(CannotRun):
    """A file is no workbook that can be opened safely.

    Attributes:
      reason: Why, as the end of a sentence.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(Message(N_("The workbook cannot be read: {reason}."), reason=reason))
        self.reason = reason


def open_workbook(content: bytes, *, results: bool) -> Workbook:
    """Open an XLSX file.

    Args:
      content: The file.
      results: Whether a formula is read as the result that a program stored, None where none did;
        else as it was written.

    Raises:
      UnreadableWorkbook: it is none, damaged, too large, or holds macros or links to other files.
    """
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep
            return load_workbook(io.BytesIO(content), data_only=results)
    except Exception as error:  # openpyxl raises what it meets
        raise _damaged() from error


def _damaged() -> UnreadableWorkbook:
    return UnreadableWorkbook(Message(N_("it is no Excel workbook (.xlsx), or damaged")))


def _check_archive(content: bytes) -> None:
    if len(content) > LARGEST_FILE_BYTES:
        raise _too_large(LARGEST_FILE_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except UnreadableWorkbook:
        raise
    except Exception as error:  # whatever a damaged archive brings about
        raise _damaged() from error


def _too_large(limit: int) -> UnreadableWorkbook:
    return UnreadableWorkbook(
        Message(N_("it is larger than {limit} MB"), limit=str(limit // 1024**2))
    )


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    # No more of a part is read than it declares, so that the declared sizes are limits.
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_CONTENT_BYTES:
        raise _too_large(LARGEST_CONTENT_BYTES)
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        raise _damaged()
    if any(_MACRO.search(name) for name in names):
        raise UnreadableWorkbook(Message(N_("it holds macros or embedded files")))
    if any("externalLinks" in name for name in names):
        raise UnreadableWorkbook(Message(N_("it takes figures from other files")))
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(_DOCTYPE_WITHIN).upper():
                    raise _damaged()
