"""Codes of members, numbers of loans and numbers of vouchers: how they are typed and written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from ledger_core.books.text import shown
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

LONGEST_CODE: Final = 20
"""Characters that a member's code may have."""

MEMBER_CODE: Final = re.compile(r"[A-Z][A-Z0-9-]*")
LOAN_ID: Final = re.compile(r"L([0-9]{4})-([0-9]{3,6})")
VOUCHER_NUMBER: Final = re.compile(r"([A-Z]{2})-([0-9]{4})-([0-9]{4,6})")

_DIGITS: Final = 4  # of a voucher's number, at least
_TYPED_VOUCHER: Final = re.compile(r"(?:([A-Z]{2})[- ]?)?(?:([0-9]{4})-)?([0-9]{1,6})")


class NotACode(ClubledgerError):
    """A text is not a member's code, loan number or voucher number."""

    def __init__(self, text: str, expected: Message) -> None:
        super().__init__(
            Message(N_("“{text}” is not {expected}."), text=shown(text), expected=expected),
            Message(N_("Check the number on the paper and type it again.")),
        )


class OtherVoucherSeries(ClubledgerError):
    """A voucher number was typed with a series or year other than the entry's."""

    def __init__(self, text: str, series: str, year: int) -> None:
        super().__init__(
            Message(
                N_("The voucher number “{text}” does not belong to the series {series} of {year}."),
                text=shown(text),
                series=series,
                year=str(year),
            ),
            Message(
                N_("Check the date of the entry and the number, or type only the last digits.")
            ),
        )


def member_code(text: str) -> str:
    """Return a member's code in capitals: `m012` is `M012`.

    Raises:
      NotACode: it does not begin with a letter A-Z, holds something else than these letters,
        digits and hyphens, or is longer than `LONGEST_CODE` characters.
    """
    code = text.strip().upper()
    if not text.isascii() or len(code) > LONGEST_CODE or not MEMBER_CODE.fullmatch(code):
        raise NotACode(text, Message(N_("a member's code such as M012")))
    return code


@dataclass(frozen=True, slots=True, order=True)
class LoanNumber:
    """The number of a loan: `L2026-007` is the seventh of 2026.

    Attributes:
      year: Year of the number, four digits.
      number: Running number within the year, from 1.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not LOAN_ID.fullmatch(str(self)) or self.number < 1:
            raise NotACode(str(self), Message(N_("a loan number such as L2026-007")))

    def __str__(self) -> str:
        return f"L{self.year:04d}-{self.number:03d}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a loan number as it stands in the books.

        Raises:
          NotACode: the text is spelt in any other way than `str` spells it.
        """
        match = LOAN_ID.fullmatch(text)
        if match is not None and int(match[2]) > 0:
            found = cls(int(match[1]), int(match[2]))
            if str(found) == text:
                return found
        raise NotACode(text, Message(N_("a loan number such as L2026-007")))

    def next(self) -> Self:
        """Return the number that follows in the same year."""
        return type(self)(self.year, self.number + 1)


def loan_id(text: str) -> str:
    """Return a loan's number in capitals: `l2026-007` is `L2026-007`.

    Raises:
      NotACode: the text is no loan number.
    """
    return str(LoanNumber.parse(text.strip().upper()))


def next_loan_number(used: Iterable[LoanNumber], year: int) -> LoanNumber:
    """Return the number after the greatest of `year` among those used."""
    return LoanNumber(year, 1 + max((n.number for n in used if n.year == year), default=0))


@dataclass(frozen=True, slots=True, order=True)
class VoucherNumber:
    """The number of a voucher: `PT-2026-0102` is receipt 102 of 2026.

    Attributes:
      series: Two capital letters: PT receipt, PC payment, CQ transfer between funds.
      year: Year of the number, four digits.
      number: Running number within series and year, from 1.
    """

    series: str
    year: int
    number: int

    def __post_init__(self) -> None:
        if not VOUCHER_NUMBER.fullmatch(str(self)) or self.number < 1:
            raise NotACode(str(self), Message(N_("a voucher number such as PT-2026-0102")))

    def __str__(self) -> str:
        return f"{self.series}-{self.year:04d}-{self.number:04d}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a voucher number as it stands in the books.

        Raises:
          NotACode: the text is spelt in any other way than `str` spells it: two spellings of one
            number would be two links.
        """
        found = cls.read(text)
        if found is None:
            raise NotACode(text, Message(N_("a voucher number such as PT-2026-0102")))
        return found

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the number that has this form, None where it is spelt in another way."""
        match = VOUCHER_NUMBER.fullmatch(text)
        if match is None:
            return None
        series, year, digits = match.groups()
        if (digits[0] == "0" and len(digits) > _DIGITS) or not int(digits):
            return None
        number = object.__new__(cls)  # its form is known: it need not be looked at again
        object.__setattr__(number, "series", series)
        object.__setattr__(number, "year", int(year))
        object.__setattr__(number, "number", int(digits))
        return number

    @staticmethod
    def among(links: Iterable[str]) -> "tuple[VoucherNumber, ...]":
        """Return the voucher numbers among the links of an entry, in order."""
        numbers = [number for number in map(voucher_of, links) if number is not None]
        return tuple(sorted(numbers) if len(numbers) > 1 else numbers)

    def next(self) -> Self:
        """Return the number that follows in the same series and year."""
        return type(self)(self.series, self.year, self.number + 1)


@lru_cache(maxsize=16384)
def voucher_of(link: str) -> VoucherNumber | None:
    """Return the voucher's number that a link is, None where it is none."""
    return VoucherNumber.read(link)


def parse_voucher(text: str, series: str, year: int) -> VoucherNumber:
    """Read a voucher number as people type it: `102`, `0102`, `PT-102`, `PT-2026-0102`.

    Args:
      text: What was typed.
      series: The series of the entry being written, as `PT`.
      year: The year of the entry's date.

    Raises:
      NotACode: the text is no number of a voucher.
      OtherVoucherSeries: the text names another series or another year.
    """
    match = _TYPED_VOUCHER.fullmatch(text.strip().upper())
    if match is None or int(match[3]) < 1:
        raise NotACode(text, Message(N_("a voucher number such as PT-2026-0102")))
    typed_series, typed_year, number = match.groups()
    if (typed_series or series) != series or int(typed_year or year) != year:
        raise OtherVoucherSeries(text, series, year)
    return VoucherNumber(series, year, int(number))
