"""Ageing of the portfolio: outstanding principal by days past due."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger_core.messages import Message, N_
from ledger_core.portfolio.facts import LoanFacts


class AgeingBucket(StrEnum):
    """The buckets of days past due, as Sa-Dhan's standards part them."""

    CURRENT = "current"
    DAYS_1_30 = "1-30"
    DAYS_31_60 = "31-60"
    DAYS_61_90 = "61-90"
    DAYS_91_180 = "91-180"
    DAYS_181_365 = "181-365"
    OVER_365 = ">365"

    @classmethod
    def of(cls, days_past_due: int) -> "AgeingBucket":
        """Return the bucket of a loan that is so many days past due."""
        reached = [bucket for bucket, first in _FIRST_DAY.items() if days_past_due >= first]
        return reached[-1] if reached else cls.CURRENT

    @property
    def first_day(self) -> int:
        """The days past due from which a loan is in it."""
        return _FIRST_DAY.get(self, 0)

    @property
    def label(self) -> Message:
        """The bucket's name as people read it."""
        return _LABELS[self]


_FIRST_DAY = {
    AgeingBucket.DAYS_1_30: 1,
    AgeingBucket.DAYS_31_60: 31,
    AgeingBucket.DAYS_61_90: 61,
    AgeingBucket.DAYS_91_180: 91,
    AgeingBucket.DAYS_181_365: 181,
    AgeingBucket.OVER_365: 366,
}

_LABELS = {
    AgeingBucket.CURRENT: Message(N_("Not overdue")),
    AgeingBucket.DAYS_1_30: Message(N_("1–30 days overdue")),
    AgeingBucket.DAYS_31_60: Message(N_("31–60 days overdue")),
    AgeingBucket.DAYS_61_90: Message(N_("61–90 days overdue")),
    AgeingBucket.DAYS_91_180: Message(N_("91–180 days overdue")),
    AgeingBucket.DAYS_181_365: Message(N_("181–365 days overdue")),
    AgeingBucket.OVER_365: Message(N_("Over 365 days overdue")),
}


@dataclass(frozen=True, slots=True)
class AgeingLine:
    """The loans of one bucket.

    Attributes:
        bucket: The bucket.
        loans: Number of loans.
        outstanding_principal: Their whole outstanding principal in đồng.
    """

    bucket: AgeingBucket
    loans: int
    outstanding_principal: int


def ageing(loans: Iterable[LoanFacts]) -> tuple[AgeingLine, ...]:
    """Return every bucket in order, the empty ones too; they sum to the portfolio.

    A loan's whole outstanding principal stands in the bucket of its oldest arrear.
    """
    balances: dict[AgeingBucket, list[int]] = {bucket: [] for bucket in AgeingBucket}
    for loan in loans:
        balances[AgeingBucket.of(loan.days_past_due)].append(loan.outstanding_principal)
    return tuple(
        AgeingLine(bucket, loans=len(amounts), outstanding_principal=sum(amounts))
        for bucket, amounts in balances.items()
    )


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Days past due from `first` to `last`, both included; `last` None for no end."""

    first: int
    last: int | None

    def __contains__(self, days: int) -> bool:
        """Whether so many days past due fall into it."""
        return self.first <= days and (self.last is None or days <= self.last)


def overdue_by_age(
    overdue: Iterable[tuple[int, int]], ranges: Iterable[AgeRange]
) -> dict[AgeRange, int]:
    """Return overdue amounts by their own age, in any ranges; those of no range are left out.

    It ages what is overdue of each instalment by itself, as Fineract's instalment-level delinquency
    does. That is another figure than `ageing`, which puts the whole balance of a loan where its
    oldest arrear stands.

    Args:
        overdue: Days past due and overdue amount in đồng of each instalment.
        ranges: The ranges, none of which overlap.
    """
    amounts = dict.fromkeys(ranges, 0)
    for days, amount in overdue:
        for age in amounts:
            if days in age:
                amounts[age] += amount
    return amounts
