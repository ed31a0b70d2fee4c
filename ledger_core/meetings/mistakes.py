"""What is wrong with a filled sheet: every mistake with its place, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a workbook; empty for what was typed at a terminal.

    Attributes:
      sheet: The name of the sheet.
      row: The row, counted from 1; 0 for none.
      cell: The cell, such as `L12`; "" for the whole row or sheet.
    """

    sheet: str = ""
    row: int = 0
    cell: str = ""

    @property
    def words(self) -> Message | str:
        """The place as people read it."""
        if self.cell:
            return Message(N_("sheet “{sheet}”, cell {cell}"), sheet=self.sheet, cell=self.cell)
        if self.row:
            return Message(N_("sheet “{sheet}”, row {row}"), sheet=self.sheet, row=str(self.row))
        return Message(N_("sheet “{sheet}”"), sheet=self.sheet) if self.sheet else ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong with a filled sheet.

    Attributes:
      place: Where it stands.
      reason: What is wrong.
      remedy: What to do.
    """

    place: Place
    reason: Message
    remedy: Message | None = None


class SheetHasMistakes(ClubledgerError):
    """A filled sheet cannot be posted as it is; nothing was written.

    Attributes:
      mistakes: Everything that is wrong, in the order of the sheet.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(
            Message(
                N_("Nothing was written: the meeting sheet has {count} mistakes."),
                count=str(len(mistakes)),
            ),
            Message(N_("Correct them all, save the sheet, and post it again.")),
        )
        self.mistakes = tuple(mistakes)
