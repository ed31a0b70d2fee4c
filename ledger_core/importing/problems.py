"""What is wrong with an import: each cell that is, with what to do, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
      sheet: Name of the sheet as it stands in the file.
      row: Number of the row, 0 where it is the sheet as a whole.
      column: Letter and heading of the column; empty where it is the row as a whole.
      message: What is wrong.
      remedy: What to do.
    """

    sheet: str
    row: int
    column: str
    message: Message
    remedy: Message | None = None

    @property
    def place(self) -> Message:
        """Where it stands, for people."""
        if not self.row:
            return Message(N_("Sheet “{sheet}”"), sheet=self.sheet)
        if not self.column:
            return Message(N_("Sheet “{sheet}”, row {row}"), sheet=self.sheet, row=str(self.row))
        return Message(
            N_("Sheet “{sheet}”, row {row}, column {column}"),
            sheet=self.sheet,
            row=str(self.row),
            column=self.column,
        )


class ImportRefused(ClubledgerError):
    """Rows of the file are wrong; nothing was written.

    Attributes:
      problems: Everything that is wrong, by sheet and row.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            Message(
                N_("The file is not right in {count} places; nothing was written."),
                count=len(problems),
            ),
            Message(N_("Correct the cells named above, save the file, and import it again.")),
        )
        self.problems = tuple(problems)


class NotAnImportFile(CannotRun):
    """The file is none that can be imported, whatever its rows say."""

    def __init__(self, reason: Message) -> None:
        super().__init__(
            Message(N_("The file cannot be imported: {reason}"), reason=reason),
            Message(
                N_(
                    "Start from the template: clubledger import --template -o FILE. Save it in "
                    "Excel or LibreOffice as an Excel workbook (.xlsx)."
                )
            ),
        )


class ClubNotFresh(ClubledgerError):
    """The club has entries already that are not of this file."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            Message(
                N_("The books in {folder} have entries that are not of this file."), folder=folder
            ),
            Message(
                N_(
                    "Import into a new folder. A single loan from older books is entered with "
                    "clubledger loan take-over."
                )
            ),
        )
