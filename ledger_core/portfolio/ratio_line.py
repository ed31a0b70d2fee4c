"""One ratio as it is printed: its value beside its numerator, denominator, definition and basis."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger_core.messages import Message, N_
from ledger_core.portfolio.period import Period
from ledger_core.portfolio.ratios import Number

ONE = Fraction(1)


class RatioKind(StrEnum):
    """What the value of a line is."""

    SHARE = "share"
    """A part of one, shown as a percentage."""
    AMOUNT = "amount"
    """Whole đồng."""
    COUNT = "count"
    """A number of people or loans."""


class RatioSection(StrEnum):
    """What a line of the sheet tells about; the order of the sheet."""

    SIZE = "size"
    QUALITY = "quality"
    RECOVERY = "recovery"
    LOSSES = "losses"
    EARNING = "earning"
    CAPITAL = "capital"
    PEOPLE = "people"

    @property
    def label(self) -> Message:
        """Its heading."""
        return _LABELS[self]


_LABELS = {
    RatioSection.SIZE: Message(N_("Size of the portfolio")),
    RatioSection.QUALITY: Message(N_("Quality of the portfolio")),
    RatioSection.RECOVERY: Message(N_("Recovery of what falls due")),
    RatioSection.LOSSES: Message(N_("Losses and what covers them")),
    RatioSection.EARNING: Message(N_("Income and cost of lending")),
    RatioSection.CAPITAL: Message(N_("Use and keeping of the capital")),
    RatioSection.PEOPLE: Message(N_("Members and borrowers")),
}


@dataclass(frozen=True, slots=True)
class RatioLine:
    """One line of the ratio sheet.

    Attributes:
        key: Its name for programs: snake_case, stable.
        section: What it tells about.
        name: Its name for people.
        kind: What the value is.
        value: The value, exact: `numerator` times `annual_factor` over `denominator`; None where
            it is not available, never 0 instead.
        definition: Numerator and denominator in words.
        basis: The day or period it speaks of, the average and the year it was made of.
        numerator: In đồng, people or loans; None for a plain figure.
        denominator: The same; an average may have a fraction.
        annual_factor: By what a part of a year was multiplied; 1 where nothing was.
    """

    key: str
    section: RatioSection
    name: Message
    kind: RatioKind
    value: Fraction | int | None
    definition: Message
    basis: Message
    numerator: Number | None = None
    denominator: Number | None = None
    annual_factor: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Basis:
    """What the lines of one section rest on, and how they are made."""

    section: RatioSection
    message: Message
    annual_factor: Fraction = ONE

    def share(
        self,
        key: str,
        name: Message,
        value: Fraction | None,
        parts: tuple[Number, Number],
        definition: Message,
    ) -> RatioLine:
        """Return a line of a share; `value` as its function says, `parts` what it is made of."""
        yearly = None if value is None else value * self.annual_factor
        return RatioLine(
            key=key,
            section=self.section,
            name=name,
            kind=RatioKind.SHARE,
            value=yearly,
            definition=definition,
            basis=self.message,
            numerator=parts[0],
            denominator=parts[1],
            annual_factor=self.annual_factor,
        )

    def figure(
        self, key: str, name: Message, kind: RatioKind, value: int | None, definition: Message
    ) -> RatioLine:
        """Return a line of an amount or a number."""
        return RatioLine(key, self.section, name, kind, value, definition, self.message)


def at_end(section: RatioSection, period: Period) -> Basis:
    """Return the basis of figures that stand at the end of a period."""
    return Basis(section, Message(N_("End of {day:date}"), day=period.end))


def within(section: RatioSection, period: Period) -> Basis:
    """Return the basis of figures of a period."""
    return Basis(
        section,
        Message(N_("From {first:date} to {last:date}"), first=period.start, last=period.end),
    )


def yearly(section: RatioSection, period: Period, balances: int) -> Basis:
    """Return the basis of figures of a period over its average portfolio, made a year's."""
    year, part = period.annual_parts
    if year == part:
        message = Message(
            N_("From {first:date} to {last:date}, over the mean of {balances} balances"),
            first=period.start,
            last=period.end,
            balances=balances,
        )
    else:
        message = Message(
            N_(
                "From {first:date} to {last:date}, over the mean of {balances} balances; "
                "made a year's: × {year} ÷ {part}"
            ),
            first=period.start,
            last=period.end,
            balances=balances,
            year=year,
            part=part,
        )
    return Basis(section, message, period.annual_factor)
