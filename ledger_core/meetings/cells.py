"""Reading single cells of a filled sheet: what programs make of what people type.

Excel stores the results of formulas, LibreOffice too, openpyxl does not; a point typed for
thousands becomes a decimal number or a date in another language. What has one meaning is read,
everything else is a mistake with its place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from ledger_core.errors import ClubledgerError
from ledger_core.meetings.mistakes import Mistake, Place
from ledger_core.messages import Message, N_
from ledger_core.money import LARGEST_AMOUNT, NotAnAmount, parse_amount
from ledger_core.reports.formats.sheet_text import decoded
from ledger_core.reports.formats.sheets import (
    Worksheet,
    column_index_from_string,
    get_column_letter,
)

_T = TypeVar("_T")

SMALLEST = 1000
"""Less, in đồng, is no payment: in an English Excel, `500.000` becomes the number 500."""

_TYPE_NUMBER = Message(N_("Type the amount in đồng, for example 500000."))
_DEEPEST = 20  # references that lead to others; more is a circle
_REFERENCE = r"\$?([A-Z]{1,2})\$?([0-9]{1,5})"
_TERM = re.compile(
    rf"\s*(?P<sign>[+-]?)\s*(?:(?P<number>[0-9]+)|SUM\({_REFERENCE}:{_REFERENCE}\)|{_REFERENCE})\s*"
)
_MOST_CELLS = 1000


@dataclass(slots=True)
class Cells:
    """The cells of one sheet, with the mistakes found so far.

    Attributes:
      formulas: The sheet as it was written, with its formulas.
      values: The same sheet with the results that the last program stored.
      mistakes: What was wrong.
    """

    formulas: Worksheet
    values: Worksheet
    mistakes: list[Mistake] = field(default_factory=list)

    def place(self, letter: str, row: int) -> Place:
        """Return where a cell stands."""
        return Place(self.formulas.title, row, f"{letter}{row}")

    def row_place(self, row: int) -> Place:
        """Return where a whole row stands."""
        return Place(self.formulas.title, row)

    def raw(self, letter: str, row: int) -> object:
        """Return what a cell holds, of a formula its result; None where that is not known."""
        written = self.formulas[f"{letter}{row}"]
        if written.data_type != "f":
            return written.value
        stored = self.values[f"{letter}{row}"].value
        return stored if stored is not None else self._computed(str(written.value), 0)

    def filled(self, letter: str, row: int) -> bool:
        """Whether anything stands in a cell, a formula without a result too."""
        return self.formulas[f"{letter}{row}"].value not in (None, "")

    def unknown(self, letter: str, row: int) -> bool:
        """Whether a cell holds a formula whose result nobody stored."""
        formula = self.formulas[f"{letter}{row}"].data_type == "f"
        return formula and self.raw(letter, row) is None

    def text(self, letter: str, row: int) -> str:
        """Return the text of a cell, "" for an empty one; a whole number is its digits."""
        value = self.raw(letter, row)
        if value is None or isinstance(value, bool):
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(decoded(str(value)).split())

    def amount(self, letter: str, row: int, *, smallest: int = SMALLEST) -> int | None:
        """Return an amount of money, None for an empty cell or one with a mistake."""
        place = self.place(letter, row)
        if self.unknown(letter, row):
            self._wrong(
                place,
                Message(N_("The formula has no result.")),
                Message(N_("Open and save the file in LibreOffice or Excel, or type the number.")),
            )
            return None
        value = self.raw(letter, row)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        number = self._number(place, value)
        if number is not None and 0 < number < smallest:
            self._wrong(
                place,
                Message(N_("{amount:money} đồng is less than any note."), amount=number),
                Message(
                    N_("If {guess:money} is meant, type it without a point: {guess_digits}."),
                    guess=number * 1000,
                    guess_digits=str(number * 1000),
                ),
            )
            return None
        return number

    def _number(self, place: Place, value: object) -> int | None:
        match value:
            case bool():
                self._wrong(place, Message(N_("Here belongs an amount.")), _TYPE_NUMBER)
            case date() | datetime() | time() | timedelta():
                self._wrong(
                    place,
                    Message(N_("The program that saved the file made a date or time of it.")),
                    _TYPE_NUMBER,
                )
            case int() | float() if value != value or abs(value) > LARGEST_AMOUNT:  # noqa: PLR0124
                self._wrong(place, Message(N_("No club has so much money.")), _TYPE_NUMBER)
            case int() | float() if value < 0:
                self._wrong(
                    place,
                    Message(N_("An amount below zero.")),
                    Message(N_("Type it without a minus sign, into the column it is for.")),
                )
            case int() | float() if value != int(value):
                self._wrong(
                    place,
                    Message(N_("{number} is no amount of whole đồng."), number=f"{value:g}"),
                    _TYPE_NUMBER,
                )
            case int() | float():
                return int(value)
            case _:
                return self.parsed(place, parse_amount, decoded(str(value)))
        return None

    def parsed(self, place: Place, parse: Callable[[str], _T], text: str) -> _T | None:
        """Return what a text means; a refusal becomes a mistake."""
        try:
            return parse(text)
        except ClubledgerError as error:
            remedy = _TYPE_NUMBER if isinstance(error, NotAnAmount) else error.remedy
            self._wrong(place, error.message, remedy)
            return None

    def _wrong(self, place: Place, reason: Message, remedy: Message | None) -> None:
        self.mistakes.append(Mistake(place, reason, remedy))

    def _computed(self, formula: str, depth: int) -> int | None:
        """Return the result of a plain sum of numbers and cells; None for any other formula."""
        text, total = formula.removeprefix("=").strip(), 0
        end = 0
        while end < len(text):
            term = _TERM.match(text, end)
            if term is None or (end and not term["sign"]) or depth > _DEEPEST:
                return None
            value = self._term(term, depth)
            if value is None:
                return None
            total += -value if term["sign"] == "-" else value
            end = term.end()
        return total if text else None

    def _term(self, term: re.Match[str], depth: int) -> int | None:
        if term["number"]:
            return int(term["number"])
        first, top, last, bottom, letter, row = term.groups()[2:]
        if letter:
            return self._held(letter, int(row), depth)
        rows = range(int(top), int(bottom) + 1)
        columns = range(column_index_from_string(first), column_index_from_string(last) + 1)
        if len(rows) * len(columns) > _MOST_CELLS:
            return None
        held = [self._held(get_column_letter(c), at, depth) for at in rows for c in columns]
        return None if None in held else sum(value or 0 for value in held)

    def _held(self, letter: str, row: int, depth: int) -> int | None:
        if depth > _DEEPEST:
            return None
        cell = self.formulas[f"{letter}{row}"]
        if cell.data_type == "f":
            stored = self.values[f"{letter}{row}"].value
            if stored is None:
                return self._computed(str(cell.value), depth + 1)
            return stored if isinstance(stored, int) else None
        if cell.value is None:
            return 0
        return cell.value if isinstance(cell.value, int) else None
