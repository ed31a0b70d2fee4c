"""The axis of a chart: round numbers along it, and figures short enough to stand in a picture."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ledger_core.messages import Message, N_
from ledger_core.money import divide
from ledger_core.reports.display_width import clean
from ledger_core.reports.tables import Kind
from ledger_core.reports.text import cell_text

_STEPS = 5  # at most so many between the ends of an axis
_NICE = (1, 2, 5)
_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`, zero on it, with a mark at every multiple of `step`."""

    low: Fraction
    high: Fraction
    step: Fraction

    @classmethod
    def over(cls, values: list[int | Fraction], *, whole: bool) -> "Scale":
        """Return an axis with round ends that holds all values; `whole` for whole steps alone."""
        known = [Fraction(0), *map(Fraction, values)]
        low, high = min(known), max(known)
        if low == high:
            high = Fraction(1)
        step = _nice_step((high - low) / _STEPS, whole=whole)
        return cls(step * (low // step), -step * (-high // step), step)

    @property
    def marks(self) -> list[Fraction]:
        """The values at which the axis is marked."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]

    def along(self, value: int | Fraction, length: int) -> int:
        """Return how far from its low end a value stands on an axis of a length."""
        part = (Fraction(value) - self.low) / (self.high - self.low) * length
        return divide(part.numerator, part.denominator)


def _nice_step(least: Fraction, *, whole: bool) -> Fraction:
    power = Fraction(1)
    while power > least and not whole:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * nice for nice in (*_NICE, 10) if power * nice >= least)


def short_figure(value: int | Fraction, kind: Kind) -> str:
    """Write a figure as a picture shows it: an amount in three digits, `12,5 triệu`."""
    if kind is Kind.AMOUNT and isinstance(value, Fraction):
        value = divide(value.numerator, value.denominator)
    if kind is Kind.AMOUNT and isinstance(value, int) and value:
        return str(short_amount(value))
    return cell_text(int(value) if kind is not Kind.RATIO else value, kind)


def short_amount(amount: int) -> Message:
    """Return an amount in đồng in at most three digits with its unit, rounded half up.

    999,600 is 1 million; what is below a thousand is whole.
    """
    for unit, text in _UNITS:
        # From 999,5 on the three digits would be 1.000 of the smaller unit.
        if abs(amount) * 2000 >= unit * 1999:
            return Message(text, number=_three_digits(Fraction(amount, unit)))
    return Message(N_("{number:money} đồng"), number=amount)


_UNITS = (
    (_BILLION, N_("{number:money} billion")),
    (_MILLION, N_("{number:money} million")),
    (_THOUSAND, N_("{number:money} thousand")),
)


def _three_digits(number: Fraction) -> Fraction:
    places = 2 if abs(number) < 10 else 1 if abs(number) < 100 else 0  # noqa: PLR2004
    scale = 10**places
    return Fraction(divide(number.numerator * scale, number.denominator), scale)


def category_text(category: Message | str | date) -> str:
    """Write what stands along the axis; a day stands for its month."""
    if isinstance(category, date):
        return f"{category.month:02d}/{category.year}"
    text = clean(str(category))
    return text[:1].upper() + text[1:] if isinstance(category, Message) else text
