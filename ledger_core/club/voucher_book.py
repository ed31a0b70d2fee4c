"""What a club states of its voucher pads: where a series begins, and which forms were spoiled."""

from dataclasses import dataclass, field
from datetime import date

from ledger_core.club.chart import Fund


@dataclass(frozen=True, slots=True)
class VoucherSeries:
    """A pad that begins, in the year of `since`, at another number than the one to come.

    A club that takes a program in the middle of a year goes on with its pad; a pad that is full is
    followed by one with other numbers.

    Attributes:
      series: The two letters, such as PT.
      since: The day it was stated; its year is the year of the numbers.
      first: The first number of the pad.
      fund: The fund, where each keeps a pad of its own; None for one pad over both.
    """

    series: str
    since: date
    first: int
    fund: Fund | None = None


@dataclass(frozen=True, slots=True)
class VoidVoucher:
    """A form that was spoiled: its number is used up, and no entry carries it.

    Attributes:
      number: The number, such as `PT-2026-0057`.
      since: The day it was made void.
      reason: Why, in words.
      fund: The fund, where each keeps a pad of its own; None for one pad over both.
    """

    number: str
    since: date
    reason: str
    fund: Fund | None = None


@dataclass(slots=True)
class VoucherBook:
    """The statements of a club about its vouchers."""

    series: list[VoucherSeries] = field(default_factory=list)
    void: list[VoidVoucher] = field(default_factory=list)

    def first_numbers(self, series: str, year: int, fund: Fund | None) -> set[int]:
        """Return the numbers at which a pad of a series and year may begin: 1 is always one."""
        return {1} | {
            one.first
            for one in self.series
            if one.series == series and one.since.year == year and one.fund in (None, fund)
        }

    def void_numbers(self, series: str, year: int, fund: Fund | None) -> set[int]:
        """Return the running numbers that are void, of a fund's own pad or that over both."""
        start = f"{series}-{year:04d}-"
        return {
            int(one.number.removeprefix(start))
            for one in self.void
            if one.number.startswith(start) and one.fund in (None, fund)
        }

    def last_number(self, series: str, year: int) -> int:
        """Return the running number after which, by these statements, the next form comes."""
        start = f"{series}-{year:04d}-"
        void = (int(v.number.removeprefix(start)) for v in self.void if v.number.startswith(start))
        begun = (s.first - 1 for s in self.series if s.series == series and s.since.year == year)
        return max((*void, *begun), default=0)
