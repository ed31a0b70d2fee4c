"""The interest of the period that runs: each base for its days, each at its rate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Self

from ledger_core.loans.pauses import FreeDays, Pausing, free_within
from ledger_core.loans.plan import Plan
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.rows import Row


class InterestPiece(NamedTuple):
    """A stretch of an interest period through which base and rate were the same.

    Attributes:
      start: Its first day, which is not counted.
      end: Its last day, which is.
      base: The principal that bore interest, in đồng.
      rate: The contract rate.
      per_day: The interest of one đồng for one day, unrounded: the period's units at that rate,
        over its days.
      free: Whether its days are those of a moratorium, and bear nothing.
    """

    start: date
    end: date
    base: int
    rate: InterestRate
    per_day: Fraction
    free: bool = False

    @property
    def days(self) -> int:
        """Its days."""
        return (self.end - self.start).days

    @property
    def interest(self) -> Fraction:
        """Its interest in đồng, unrounded."""
        return Fraction(0) if self.free else self.base * self.days * self.per_day


@dataclass(frozen=True, slots=True)
class RunningInterest:
    """What has been counted of the running period.

    Attributes:
      since: The day up to which pieces are counted; base and rate are the same since.
      pieces: The pieces before. Where earlier periods deferred their interest, they go back to
        them.
    """

    since: date
    pieces: tuple[InterestPiece, ...] = ()

    def up_to(
        self, day: date, base: int, rate: InterestRate, per_day: Fraction
    ) -> tuple[InterestPiece, ...]:
        """Return the pieces up to a day, on which base and rate still count."""
        if day <= self.since:
            return self.pieces
        return (*self.pieces, InterestPiece(self.since, day, base, rate, per_day))

    def stretched(self, start: date, ratio: Fraction) -> Self:
        """Return the same after the period that began on `start` was given another length."""
        pieces = tuple(
            piece._replace(per_day=piece.per_day * ratio) if piece.start >= start else piece
            for piece in self.pieces
        )
        return replace(self, pieces=pieces)

    def changed_since(self, start: date) -> bool:
        """Whether base or rate changed after a period began on `start`."""
        return self.since != start or bool(self.pieces)


def freed(pieces: Iterable[InterestPiece], free: FreeDays) -> Iterator[InterestPiece]:
    """Yield pieces parted where days are free, those days as pieces that bear nothing."""
    last: InterestPiece | None = None
    for piece in _parted(pieces, free):
        if last and last.free and last._replace(start=piece.start, end=piece.end) == piece:
            last = last._replace(end=piece.end)  # one stretch of free days is told as one
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _parted(pieces: Iterable[InterestPiece], free: FreeDays) -> Iterator[InterestPiece]:
    for piece in pieces:
        since = piece.start
        for begins, ends in free_within(() if piece.free else free, piece.start, piece.end):
            if since < begins:
                yield piece._replace(start=since, end=begins)
            yield piece._replace(start=begins, end=ends, free=True)
            since = ends
        if since < piece.end or piece.free:
            yield piece._replace(start=since)


def interest_per_day(row: Row, plan: Plan) -> Fraction:
    """Return the interest of one đồng for one day of a row's period, unrounded.

    Each day bears that part of the period's units that it is of the period's days.
    """
    if row.days <= 0 or row.pause.interest is Pausing.FREE:
        return Fraction(0)
    return Fraction(row.units * plan.rule.numerator, row.days * plan.rule.denominator)


def exact_interest(pieces: Iterable[InterestPiece]) -> Fraction:
    """Return the interest of pieces, unrounded."""
    return sum((piece.interest for piece in pieces), Fraction(0))


def rounded_interest(pieces: Iterable[InterestPiece], plan: Plan) -> int:
    """Return the same rounded: the sum, or each piece where the terms say so."""
    if plan.rounding.each_piece:
        return sum(plan.rule.rounded(piece.interest) for piece in pieces)
    return plan.rule.rounded(exact_interest(pieces))
