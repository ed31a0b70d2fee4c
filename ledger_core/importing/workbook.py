"""Reading a workbook that anybody may have made: limits first, then plain cells.

Nothing in the file runs: macros and links to other files are refused, formulas are read only by the
result that the spreadsheet program stored with them.
"""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from ledger_core.importing.problems import NotAnImportFile
from ledger_core.messages import Message, N_
from ledger_core.reports.formats.extras import FormatNotInstalled
from ledger_core.reports.formats.sheet_text import decoded

try:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import from_excel
except ModuleNotFoundError as error:
    raise FormatNotInstalled("XLSX") from error

LARGEST_FILE_BYTES: Final = 10 * 1024 * 1024
LARGEST_CONTENT_BYTES: Final = 30 * 1024 * 1024
MOST_PARTS: Final = 500
MOST_ROWS: Final = 5_000
"""Rows with something in them that one sheet may have."""

_MACRO: Final = re.compile(r"vbaProject|macrosheets|activeX|embeddings", re.IGNORECASE)
_DOCTYPE_WITHIN: Final = 4096  # bytes: a document type stands before the first element
_FIRST_SERIAL, _LAST_SERIAL = 7306, 73050  # the years 1920 to 2099


@dataclass(frozen=True, slots=True)
class RawCell:
    """What stands in a cell.

    Attributes:
      value: Text, number, date or truth value, as the spreadsheet keeps it; None for a formula
        whose result is not stored.
      percent: Whether it is shown as a percentage.
      formula: Whether it is the result of a formula.
      failed: Whether it is a formula's error, such as `#REF!`.
    """

    value: str | float | date | bool | None
    percent: bool = False
    formula: bool = False
    failed: bool = False

    @property
    def text(self) -> str:
        """It as text: composed letters, single spaces; whole numbers without decimals."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, date):
            return value.isoformat()
        plain = unicodedata.normalize("NFC", decoded("" if value is None else str(value)))
        return " ".join(plain.split())

    @property
    def day(self) -> date | None:
        """The day of a date or of a spreadsheet's serial number; None for anything else."""
        if isinstance(self.value, date):
            return self.value
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        if not _FIRST_SERIAL <= self.value <= _LAST_SERIAL or self.value != int(self.value):
            return None
        found = from_excel(self.value)
        return found.date() if isinstance(found, datetime) else None


Sheet = Mapping[int, Mapping[int, RawCell]]
"""The filled cells of a sheet by row and column, both from 1."""


def read_workbook(content: bytes) -> dict[str, Sheet]:
    """Return the filled cells of every sheet by its name.

    Raises:
      NotAnImportFile: it is no XLSX file, damaged, too large, or holds macros or links to other
        files.
    """
    _check_archive(content)
    written = _sheets(content, results=False)
    formulas = any(cell.data_type == "f" for cells in written.values() for cell in cells.values())
    results = _sheets(content, results=True) if formulas else written
    sheets: dict[str, Sheet] = {}
    for name, cells in written.items():
        rows: dict[int, dict[int, RawCell]] = {}
        for place, cell in sorted(cells.items()):
            raw = _raw(results[name].get(place), formula=cell.data_type == "f")
            if raw.formula or raw.text:
                rows.setdefault(place[0], {})[place[1]] = raw
        if len(rows) > MOST_ROWS:
            raise NotAnImportFile(
                Message(
                    N_("the sheet {sheet} has more than {rows} rows."), sheet=name, rows=MOST_ROWS
                )
            )
        sheets[name] = rows
    return sheets


def _check_archive(content: bytes) -> None:
    if len(content) > LARGEST_FILE_BYTES:
        raise NotAnImportFile(
            Message(N_("it is larger than {limit} MB."), limit=LARGEST_FILE_BYTES // 1024**2)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_size(parts)
            _check_parts(archive, [part.filename for part in parts])
    except NotAnImportFile:
        raise
    except Exception as error:  # whatever a damaged archive brings about
        raise NotAnImportFile(
            Message(N_("it is no Excel workbook (.xlsx), or damaged."))
        ) from error


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    # Python reads no more of a part than it declares, so that the declared sizes are limits.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT_BYTES:
        raise NotAnImportFile(
            Message(
                N_("unpacked it is larger than {limit} MB."),
                limit=LARGEST_CONTENT_BYTES // 1024**2,
            )
        )


def _check_parts(archive: zipfile.ZipFile, names: list[str]) -> None:
    if "xl/workbook.xml" not in names:
        raise NotAnImportFile(Message(N_("it is no Excel workbook (.xlsx), or damaged.")))
    if any(_MACRO.search(name) for name in names):
        raise NotAnImportFile(Message(N_("it holds macros or embedded files.")))
    if any("externalLinks" in name for name in names):
        raise NotAnImportFile(Message(N_("it takes figures from other files (external links).")))
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(_DOCTYPE_WITHIN).upper():
                    raise NotAnImportFile(
                        Message(N_("it is no Excel workbook (.xlsx), or damaged."))
                    )


def _sheets(content: bytes, *, results: bool) -> dict[str, dict[tuple[int, int], Any]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep
            book = load_workbook(io.BytesIO(content), data_only=results)
        return {
            sheet.title: {
                # openpyxl's public ways make every cell between the filled ones.
                place: cell
                for place, cell in sheet._cells.items()  # noqa: SLF001
                if cell.value is not None
            }
            for sheet in book.worksheets
        }
    except Exception as error:  # openpyxl raises what it meets
        raise NotAnImportFile(
            Message(N_("it is no Excel workbook (.xlsx), or damaged."))
        ) from error


def _raw(cell: Any, *, formula: bool) -> RawCell:  # noqa: ANN401 (openpyxl's cell)
    if cell is None:  # a formula that nobody has calculated
        return RawCell(None, formula=formula)
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, str | int | float | date):
        value = None if value is None else str(value)
    failed = cell.data_type == "e"
    return RawCell(value, "%" in (cell.number_format or ""), formula, failed)
