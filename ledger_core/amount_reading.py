"""Reading an amount of money as people type it.

A treasurer types `500000`, `500.000`, `500,000`, `500k`, `500 nghìn`, `5tr` or `1,5 triệu`. Each
text that is read has one meaning only; one with two is refused with both, because a point read
wrongly is a loan a thousand times too small.
"""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

LARGEST_AMOUNT = 10**15
"""The most that can be typed, in đồng: far above the funds of all clubs together."""

_LONGEST_TEXT = 60  # characters; more is a slip of the clipboard, and bounds the work
_SHOWN_TEXT = 40  # characters of a refused text that its message repeats
_GROUP = 3  # digits


class NotAnAmount(ClubledgerError):
    """What was typed is no amount: not a number of whole đồng, or below zero."""

    def __init__(self, text: str, message: Message) -> None:
        super().__init__(
            message,
            Message(N_("Type the amount in đồng, for example 500000, 500.000, 500k or 5tr.")),
        )
        self.text = text


class AmbiguousAmount(ClubledgerError):
    """What was typed can mean more than one amount.

    Attributes:
        text: what was typed.
        choices: the amounts it can mean, in đồng, at least two.
    """

    def __init__(self, text: str, choices: tuple[int, ...]) -> None:
        super().__init__(
            Message(
                N_("“{text}” can mean more than one amount: {choices:money}."),
                text=_shown(text),
                choices=choices,
            ),
            Message(
                N_("Type the amount you mean in full, for example {example:money}."),
                example=choices[0],
            ),
        )
        self.text = text
        self.choices = choices


class AmountTooLarge(ClubledgerError):
    """What was typed is an amount above `LARGEST_AMOUNT`."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(
                N_("“{text}” is more than {limit:money} đồng, the most that can be recorded."),
                text=_shown(text),
                limit=LARGEST_AMOUNT,
            ),
            Message(N_("Check the number of zeros.")),
        )
        self.text = text


_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9
_UNITS = {
    **dict.fromkeys(("k", "nghìn", "nghin", "ngàn", "ngan", "thousand"), _THOUSAND),
    **dict.fromkeys(("tr", "triệu", "trieu", "million"), _MILLION),
    **dict.fromkeys(("tỷ", "tỉ", "ty", "ti", "billion"), _BILLION),
}
_CURRENCY = "vnđ|vnd|đồng|dong|₫|đ|d"
_AMOUNT = re.compile(rf"(?:(?:{_CURRENCY}) *)?(?P<figures>[0-9].*?)(?: *(?:{_CURRENCY}))?")
# A number with its separators, and its unit if it has one: `1,5tr`, `500 nghìn`, `1.500.000`.
_PART = re.compile(
    r"(?P<number>[0-9]+(?:[., ][0-9]+)*)"
    rf"(?: *(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))}))? *"
)
_BELOW_ZERO = re.compile(r"[-−–] *[0-9].*")  # each dash that keyboards and pasted text give


def parse_amount(text: str) -> int:
    """Read an amount as people type it, in đồng.

    Points, commas and spaces may group the digits in threes (`500.000`, `500,000`, `500 000`); a
    unit may follow (`500k`, `500 nghìn`, `5tr`, `1,5 triệu`, `2 tỷ`, `1tr500k`), and the currency
    (`đ`, `đồng`, `VND`, `₫`). Zero is an amount.

    Raises:
        AmbiguousAmount: if the text has more than one meaning, such as `5.5`, `1.500tr` or `1tr5`.
        NotAnAmount: if it has none: letters, decimals, below zero, digits grouped otherwise.
        AmountTooLarge: if it means more than `LARGEST_AMOUNT`.
    """
    figures = _figures(text)
    parts: list[tuple[str, int]] = []
    end = 0
    while end < len(figures):
        part = _PART.match(figures, end)
        if part is None:
            raise _not_an_amount(text)
        parts.append((part["number"], _UNITS.get(part["unit"], 1)))
        end = part.end()
    if len(parts) > 1:
        amount = _compound(text, parts)
    elif parts[0][1] == 1:
        amount = _without_unit(text, parts[0][0])
    else:
        amount = _with_unit(text, *parts[0])
    if amount > LARGEST_AMOUNT:
        raise AmountTooLarge(text)
    return amount


def _figures(text: str) -> str:
    """Return the figures and units of a text in one spelling, without the currency."""
    if len(text) > _LONGEST_TEXT:
        raise _not_an_amount(text)
    composed = unicodedata.normalize("NFC", text).lower()
    # A tab or a new line inside parts two cells of a sheet, so it is not taken for a space.
    spaced = "".join(
        " " if unicodedata.category(sign) == "Zs" else sign for sign in composed.strip()
    )
    if not spaced:
        raise NotAnAmount(text, Message(N_("No amount was typed.")))
    if _BELOW_ZERO.fullmatch(spaced):
        raise NotAnAmount(
            text,
            Message(
                N_("“{text}” is below zero; an amount is typed without a minus sign."),
                text=_shown(text),
            ),
        )
    amount = _AMOUNT.fullmatch(spaced)
    if amount is None:
        raise _not_an_amount(text)
    return amount["figures"]


def _without_unit(text: str, number: str) -> int:
    """Read `500000`, `500.000`, `1 500 000`."""
    separators, groups = _split(number)
    if len(set(separators)) <= 1 and _grouped(groups):
        return _joined(groups)
    if not separators:
        raise _not_an_amount(text)  # 0500: a digit is missing, or one too many
    if len(separators) == 1 and separators[0] != " ":
        raise _ambiguous(text, _decimal_readings(groups))
    last = groups[-1]
    well_grouped = len(set(separators[:-1])) == 1 and _grouped(groups[:-1])
    if well_grouped and separators[-1] not in separators[:-1] and len(last) != _GROUP:
        raise _has_decimals(text)  # 500.000,00
    # 12,34,567 or 500,000.000: a zero was lost or added in a group, or the last part are decimals.
    readings = [
        _joined(groups),
        _joined([groups[0], *(group.ljust(_GROUP, "0")[:_GROUP] for group in groups[1:])]),
        _joined([groups[0], *(group.zfill(_GROUP)[:_GROUP] for group in groups[1:])]),
    ]
    if separators[-1] not in separators[:-1] and not last.strip("0"):
        readings.append(_joined(groups[:-1]))
    raise _ambiguous(text, readings)


def _decimal_readings(groups: list[str]) -> list[int]:
    """Return what `5.5`, `500.00` or `5000.000` may mean: thousands, millions, đồng, or a slip."""
    joined = _joined(groups)
    decimal = Fraction(joined, 10 ** len(groups[1]))
    # Nobody counts by thousands of thousands, and 5.5 is hardly 55 đồng with a point astray.
    units = (_THOUSAND, _MILLION, 1) if len(groups[0]) <= _GROUP else (1,)
    readings = [decimal * unit for unit in units]
    slip = [joined] if joined >= _THOUSAND else []
    return [int(amount) for amount in readings if amount.denominator == 1] + slip


def _with_unit(text: str, number: str, unit: int) -> int:
    """Read `500k`, `1,5tr`, `0.5 tỷ`; refuse `1.500tr`, whose point may group or be decimal."""
    separators, groups = _split(number)
    if not separators:
        if not _grouped(groups):
            raise _not_an_amount(text)
        return _joined(groups) * unit
    decimal = Fraction(_joined(groups) * unit, 10 ** len(groups[-1]))
    if len(separators) == 1 and separators[0] != " " and not _grouped(groups):
        if groups[0] != "0" and groups[0].startswith("0"):
            raise _not_an_amount(text)
        if decimal.denominator != 1:
            raise _has_decimals(text)
        return int(decimal)
    if len(set(separators)) == 1 and _grouped(groups):
        shorter = decimal if len(separators) == 1 else Fraction(_joined(groups))
        raise _ambiguous(text, [int(shorter), _joined(groups) * unit])
    raise _not_an_amount(text)


def _compound(text: str, parts: list[tuple[str, int]]) -> int:
    """Read `1 triệu 500 nghìn`; refuse `1tr5`, spoken as 1.5 million and written as 1.000.005."""
    total, above = 0, LARGEST_AMOUNT
    for index, (number, unit) in enumerate(parts):
        last = unit == 1  # without a unit, nothing can follow
        if not number.isdigit() or (last and index < len(parts) - 1):
            raise _not_an_amount(text)
        if not last and not _grouped([number]):
            raise _not_an_amount(text)
        amount = int(number) * unit
        if unit >= above or (index > 0 and amount >= above):
            raise _not_an_amount(text)
        if last:
            spoken = Fraction(int(number) * above, 10 ** len(number))
            whole = [total + int(spoken)] if spoken.denominator == 1 else []
            choices = dict.fromkeys([*whole, total + amount])
            # 1tr500000 is the same amount both ways.
            if len(choices) > 1:
                raise _ambiguous(text, choices)
        total, above = total + amount, unit
    return total


def _ambiguous(text: str, readings: Iterable[int]) -> ClubledgerError:
    """Refuse a text with its readings; with fewer than two it is simply written wrongly."""
    choices = tuple(dict.fromkeys(amount for amount in readings if amount <= LARGEST_AMOUNT))
    return AmbiguousAmount(text, choices) if len(choices) > 1 else _wrong_groups(text)


def _split(number: str) -> tuple[list[str], list[str]]:
    """Return the separators of a number and the digits between them."""
    return re.findall("[., ]", number), re.split("[., ]", number)


def _grouped(groups: list[str]) -> bool:
    """Whether digits stand in threes as people group them, or without any grouping."""
    first, *others = groups
    if not others:
        return first == "0" or not first.startswith("0")
    return (
        len(first) <= _GROUP
        and not first.startswith("0")
        and all(len(group) == _GROUP for group in others)
    )


def _joined(groups: Iterable[str]) -> int:
    return int("".join(groups))


def _shown(text: str) -> str:
    """Return what of a refused text is safe to print: one line, nothing that moves the cursor."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text).strip()
    return printable if len(printable) <= _SHOWN_TEXT else printable[: _SHOWN_TEXT - 1] + "…"


def _not_an_amount(text: str) -> NotAnAmount:
    return NotAnAmount(text, Message(N_("“{text}” is not an amount of money."), text=_shown(text)))


def _has_decimals(text: str) -> NotAnAmount:
    return NotAnAmount(
        text,
        Message(N_("“{text}” has decimals; amounts are in whole đồng."), text=_shown(text)),
    )


def _wrong_groups(text: str) -> NotAnAmount:
    return NotAnAmount(
        text,
        Message(N_("The digits of “{text}” are not grouped in threes."), text=_shown(text)),
    )
