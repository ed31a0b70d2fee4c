"""Reading one cell as what its column holds."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from ledger_core.books.text import LONGEST_TEXT, is_hidden, shown
from ledger_core.errors import ClubledgerError
from ledger_core.importing.columns import Field, Kind
from ledger_core.importing.workbook import RawCell
from ledger_core.messages import LANGUAGES, Message, N_
from ledger_core.money import parse_amount

CellValue: TypeAlias = str | int | date | Decimal | tuple[str, ...] | None

SMALLEST_AMOUNT: Final = 100
"""Đồng. A smaller number is `5.000` typed where the point divides decimals."""

_DAY_FIRST: Final = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9/.-]{0,39}")
_PERCENT: Final = re.compile(r"(\d+(?:[.,]\d+)?) ?%? ?(?:/ ?(?:tháng|thang|month))?", re.IGNORECASE)
_SMALLEST_PERCENT: Final = Decimal("0.1")
_LARGEST_PERCENT: Final = Decimal(10)
_HIGHEST_COUNT: Final = 600


class WrongCell(ClubledgerError):
    """A cell does not hold what its column asks for."""


def read_cell(field: Field, cell: RawCell) -> CellValue:
    """Return what a filled cell holds.

    Raises:
      WrongCell, NotAnAmount, AmbiguousAmount, AmountTooLarge: it holds something else.
    """
    if cell.failed or (cell.formula and cell.value is None):
        raise WrongCell(
            Message(N_("The formula in this cell has no result.")),
            Message(N_("Type the value itself in place of the formula.")),
        )
    value = _READERS[field.kind](field, cell)
    assert value is not None
    return value


def folded(text: str) -> str:
    """Return a text as it is compared: without accents, capitals and double spaces."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def _text(field: Field, cell: RawCell) -> str:
    del field
    text = cell.text
    if any(map(is_hidden, text)) or len(text) > LONGEST_TEXT:
        raise WrongCell(
            Message(N_("“{text}” is too long or has signs that nobody can see."), text=shown(text)),
            Message(N_("Type it again at the keyboard, in one short line.")),
        )
    return text


def _code(field: Field, cell: RawCell) -> str:
    code = _text(field, cell).upper().replace(" ", "")
    if not _CODE.fullmatch(code):
        raise WrongCell(
            Message(N_("“{text}” is no code."), text=shown(cell.text)),
            Message(N_("Use letters without accents, digits and hyphens, such as M012.")),
        )
    return code


def _codes(field: Field, cell: RawCell) -> tuple[str, ...]:
    del field
    parts = [part for part in re.split(r"[,;\s]+", cell.text.upper()) if part]
    if wrong := [part for part in parts if not _CODE.fullmatch(part)]:
        raise WrongCell(
            Message(N_("“{text}” is no code."), text=shown(wrong[0])),
            Message(N_("Write the codes of members, parted by commas: M001, M003.")),
        )
    return tuple(dict.fromkeys(parts))


def _amount(field: Field, cell: RawCell) -> int:
    del field
    value = cell.value
    if isinstance(value, str):
        return parse_amount(cell.text)
    if isinstance(value, bool | date) or value is None or value != int(value) or value < 0:
        raise WrongCell(
            Message(N_("“{text}” is no amount in whole đồng."), text=shown(cell.text)),
            Message(N_("Write the amount in đồng, such as 500000 or 500.000; no minus sign.")),
        )
    if 0 < value < SMALLEST_AMOUNT:
        raise WrongCell(
            Message(N_("{amount:money} đồng is too little to be meant."), amount=int(value)),
            Message(N_("The point may have been read as a decimal: write 5000 in place of 5.000.")),
        )
    return parse_amount(str(int(value)))


def _count(field: Field, cell: RawCell) -> int:
    del field
    text = cell.text
    if not re.fullmatch(r"\d{1,3}", text) or int(text) > _HIGHEST_COUNT or cell.value is True:
        raise WrongCell(
            Message(N_("“{text}” is no whole number."), text=shown(text)),
            Message(N_("Write a whole number from 0 to {highest}."), highest=_HIGHEST_COUNT),
        )
    return int(text)


def _day(field: Field, cell: RawCell) -> date:
    del field
    day = cell.day
    text = cell.text
    if day is None and (found := _DAY_FIRST.fullmatch(text)):
        day = _real_day(found[3], found[2], found[1])
    elif day is None and (found := _ISO.fullmatch(text)):
        day = _real_day(found[1], found[2], found[3])
    if day is None:
        raise WrongCell(
            Message(N_("“{text}” is no date."), text=shown(text)),
            Message(N_("Write day/month/year with four digits for the year: 21/03/2026.")),
        )
    return day


def _real_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _percent(field: Field, cell: RawCell) -> Decimal:
    del field
    if cell.percent and not isinstance(cell.value, str | bool | date) and cell.value is not None:
        percent: Decimal | None = (Decimal(repr(cell.value)) * 100).normalize()
    else:
        found = _PERCENT.fullmatch(cell.text)
        try:
            percent = Decimal(found[1].replace(",", ".")) if found else None
        except InvalidOperation:
            percent = None
    if percent is None or not (not percent or _SMALLEST_PERCENT <= percent <= _LARGEST_PERCENT):
        raise WrongCell(
            Message(N_("“{text}” is no rate in per cent a month."), text=shown(cell.text)),
            Message(N_("Write 1 for one per cent a month, 0 for a loan without interest.")),
        )
    return percent


def _choice(field: Field, cell: RawCell) -> str:
    words = field.words or {}
    typed = folded(cell.text)
    for word, label in words.items():
        if typed in {folded(word), *(folded(label.in_language(name)) for name in LANGUAGES)}:
            return str(word)
    raise WrongCell(
        Message(N_("“{text}” is none of the choices."), text=shown(cell.text)),
        Message(N_("Choose one of: {choices}."), choices=tuple(words.values())),
    )


def _born(field: Field, cell: RawCell) -> str:
    text = cell.text
    if _YEAR.fullmatch(text):
        return text
    try:
        return _day(field, cell).isoformat()
    except WrongCell:
        raise WrongCell(
            Message(N_("“{text}” is no year of birth."), text=shown(text)),
            Message(N_("Write the year with four digits, or the whole date.")),
        ) from None


_READERS: Final[dict[Kind, Callable[[Field, RawCell], CellValue]]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.AMOUNT: _amount,
    Kind.COUNT: _count,
    Kind.DAY: _day,
    Kind.PERCENT: _percent,
    Kind.CHOICE: _choice,
    Kind.BORN: _born,
}


def labels(texts: Iterable[Message]) -> set[str]:
    """Return texts in every language, as they are compared."""
    return {folded(text.in_language(name)) for text in texts for name in LANGUAGES}
