"""Terms that are lists or have a unit, as one text that a person can write by hand.

Each pair of functions reads a text and writes it again: a period such as `2 weeks`, dates, shares,
moratoria, fees on dates. What reads raises `ValueError` where a text is none of these; what the
arithmetic itself refuses keeps its own words.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ledger_core.books.metadata import FIRST_YEAR, LAST_YEAR
from ledger_core.loans import DatedFee, Every, Moratorium, Pausing, PeriodUnit
from ledger_core.money import ledger_amount

_EVERY: Final = re.compile(r"(?P<count>\d{1,3}) (?P<unit>day|week|month)s?")
_SHARE: Final = re.compile(r"\d{1,6}(\.\d{1,12})?|\d{1,6}/\d{1,6}")
_FEE: Final = re.compile(r"(?P<due>\S+) (?P<amount>\d{1,3}(,?\d{3}){0,4}|\d{1,15}) VND")
_MOST_DECIMALS: Final = 12
_TWO_DAYS: Final = 2


def parse_every(text: str) -> Every:
    """Read the time between instalments: `1 month`, `2 weeks`, `15 days`."""
    found = _EVERY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return Every(int(found["count"]), PeriodUnit(found["unit"]))


def every_text(every: Every) -> str:
    """Return the time between instalments as `parse_every` reads it."""
    return f"{every.count} {every.unit.value}{'' if every.count == 1 else 's'}"


def _day(word: str) -> date:
    day = date.fromisoformat(word)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(word)
    return day


def parse_dates(text: str) -> tuple[date, ...]:
    """Read dates parted by spaces: `2026-05-01 2026-11-01`."""
    return tuple(_day(word) for word in text.split())


def dates_text(days: Sequence[date]) -> str:
    """Return dates as `parse_dates` reads them."""
    return " ".join(day.isoformat() for day in days)


def parse_shares(text: str) -> tuple[Fraction, ...]:
    """Read shares parted by spaces, as decimals or fractions: `0.2 0.3 0.5`, `1/3 1/3 1/3`."""
    words = text.split()
    if not words or not all(map(_SHARE.fullmatch, words)):
        raise ValueError(text)
    try:
        return tuple(map(Fraction, words))
    except ZeroDivisionError:
        raise ValueError(text) from None


def shares_text(shares: Sequence[Fraction]) -> str:
    """Return shares as `parse_shares` reads them: decimals where they end, else fractions."""
    return " ".join(map(_share_text, shares))


def _share_text(share: Fraction) -> str:
    if (10**_MOST_DECIMALS) % share.denominator:
        return str(share)
    exact = Decimal(share.numerator) / share.denominator
    return f"{exact.normalize():f}"


def parse_moratoria(text: str) -> tuple[Moratorium, ...]:
    """Read moratoria: first day, last day, and what happens to interest, parted by semicolons.

    `2026-09-10 2026-11-30 deferred; 2027-09-10 2027-10-31 free`
    """
    return tuple(_moratorium(part.split()) for part in text.split(";"))


def _moratorium(words: Sequence[str]) -> Moratorium:
    start, end, interest = words if len(words) > _TWO_DAYS else (*words, Pausing.DEFERRED)
    return Moratorium(_day(start), _day(end), Pausing(interest))


def moratoria_text(moratoria: Sequence[Moratorium]) -> str:
    """Return moratoria as `parse_moratoria` reads them."""
    return "; ".join(f"{one.start} {one.end} {one.interest.value}" for one in moratoria)


def parse_fees(text: str) -> tuple[DatedFee, ...]:
    """Read fees on dates: `2026-12-21 20,000 VND; 2027-12-21 20,000 VND`."""
    return tuple(_fee(part) for part in text.split(";"))


def _fee(text: str) -> DatedFee:
    found = _FEE.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(text)
    return DatedFee(_day(found["due"]), int(found["amount"].replace(",", "")))


def fees_text(fees: Sequence[DatedFee]) -> str:
    """Return fees on dates as `parse_fees` reads them."""
    return "; ".join(f"{fee.due} {ledger_amount(fee.amount)}" for fee in fees)
