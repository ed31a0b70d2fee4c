"""The terms of a loan: everything a loan agreement fixes, with the defaults of format version 1.

The values of the enumerations are the words of the ledger format.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, Self

from ledger_core.loans.errors import IncompleteAllocation, NotAGrace, TermOutOfRange
from ledger_core.loans.rates import InterestRate
from ledger_core.messages import Message, N_
from ledger_core.money import RoundingMode

LARGEST_PRINCIPAL: Final = 10**12
"""Highest principal of one loan, in đồng."""
MOST_INSTALMENTS: Final = 600
LARGEST_MULTIPLE: Final = 1_000_000
"""Highest cash multiple, in đồng."""
LONGEST_WINDOW_DAYS: Final = 31
LONGEST_GRACE_DAYS: Final = 366
HIGHEST_RATE: Final = Fraction(10)
"""Highest rate the arithmetic accepts, per stated period. The legal ceiling is another matter."""

_DAYS: Final = re.compile(r"(\d{1,3}) days?")


class Method(StrEnum):
    """How principal and interest are spread over the instalments."""

    DECLINING_EQUAL_PRINCIPAL = "declining-equal-principal"
    """Equal principal parts, interest on what is still owed."""
    ANNUITY = "annuity"
    """Level instalments, interest on what is still owed."""
    FLAT = "flat"
    """Equal principal parts, interest of every period on the whole principal."""
    INTEREST_ONLY = "interest-only"
    """Interest each period, the whole principal with the last instalment."""
    BULLET = "bullet"
    """The village banks' word for the same thing: principal in one sum at the end, interest each
    period, as the published sheets of Cambodian village banks show it."""

    @property
    def principal_at_end(self) -> bool:
        """Whether the whole principal falls due with the last instalment."""
        return self in {Method.INTEREST_ONLY, Method.BULLET}


class InterestPeriod(StrEnum):
    """How the interest of a period is counted."""

    MONTH = "month"
    """By whole months: one month's rate for each, however many days it has."""
    ACTUAL_365 = "actual/365"
    """By days over a year of 365; of the first and last day one is counted."""


class AppliesTo(StrEnum):
    """What the cash multiple rounds."""

    INSTALMENT = "instalment"
    PRINCIPAL_AND_INTEREST = "principal-and-interest"


class Residual(StrEnum):
    """Which instalment takes what rounding leaves over."""

    LAST = "last"
    FIRST = "first"
    SPREAD = "spread"


class EarlyPayoff(StrEnum):
    """Up to which day a borrower who pays off early owes interest (Civil Code 470(2))."""

    TO_PAY_DATE = "to-pay-date"
    TO_NEXT_DUE_DATE = "to-next-due-date"
    WHOLE_TERM = "whole-term"


class ExcessPayment(StrEnum):
    """What a payment beyond what is due does to the coming instalments."""

    FEWER_INSTALMENTS = "fewer-instalments"
    SMALLER_INSTALMENTS = "smaller-instalments"
    NEXT_INSTALMENTS = "next-instalments"


class Component(StrEnum):
    """A part of what a borrower owes."""

    LATE_INTEREST = "late-interest"
    FEE = "fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"


class AllocationBy(StrEnum):
    """Whether a payment settles component by component, or instalment by instalment."""

    COMPONENT = "component"
    INSTALMENT = "instalment"


DEFAULT_ALLOCATION: Final = (
    Component.LATE_INTEREST,
    Component.FEE,
    Component.INTEREST,
    Component.PRINCIPAL,
)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How amounts are rounded to what people can pay in cash.

    Interest is always rounded to whole đồng by `mode` first.

    Attributes:
      multiple: Cash multiple in đồng; 1 for none.
      mode: What happens half way.
      applies_to: The whole instalment, or its principal and its interest apart.
      residual: The instalment that takes the difference.
    """

    multiple: int = 1000
    mode: RoundingMode = RoundingMode.HALF_UP
    applies_to: AppliesTo = AppliesTo.INSTALMENT
    residual: Residual = Residual.LAST

    def __post_init__(self) -> None:
        """Refuse a multiple outside the limits."""
        _check(N_("The rounding multiple"), self.multiple, 1, LARGEST_MULTIPLE)


@dataclass(frozen=True, slots=True)
class Grace:
    """How long a late instalment bears no late interest.

    Attributes:
      days: Days after the due date; None for up to and including the next due date.
    """

    days: int | None = None

    def __post_init__(self) -> None:
        """Refuse a number of days outside the limits."""
        if self.days is not None:
            _check(N_("The grace in days"), self.days, 0, LONGEST_GRACE_DAYS)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the word of the ledger format: `next-due-date`, `10 days`, `0 days`.

        Raises:
          NotAGrace: anything else.
        """
        if text == "next-due-date":
            return cls()
        found = _DAYS.fullmatch(text)
        if found is None:
            raise NotAGrace(text)
        return cls(int(found[1]))

    def __str__(self) -> str:
        """Return the word of the ledger format."""
        return "next-due-date" if self.days is None else f"{self.days} days"


@dataclass(frozen=True, slots=True)
class LateTerms:
    """What paying late costs. The defaults are those of Civil Code 2015 article 466(5).

    Attributes:
      rate_multiple: Late rate on overdue principal, as a multiple of the contract rate, which it
        replaces.
      interest_rate_per_year: Rate on interest paid late, a fraction per year.
      grace: Until when nothing is charged; what is still unpaid then is charged from its due date.
      threshold: A loan counts as late only if more than this many đồng are overdue.
    """

    rate_multiple: Fraction = Fraction(3, 2)
    interest_rate_per_year: Fraction = Fraction(10, 100)
    grace: Grace = field(default_factory=Grace)
    threshold: int = 1000

    def __post_init__(self) -> None:
        """Refuse values outside the limits."""
        _check(N_("The late rate multiple"), self.rate_multiple, 0, 10)
        _check(N_("The rate on late interest"), self.interest_rate_per_year, 0, 1)
        _check(N_("The late threshold"), self.threshold, 0, LARGEST_PRINCIPAL)


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """The terms one loan was agreed on. Amounts are whole đồng.

    Attributes:
      principal: Agreed principal.
      rate: Contract rate.
      instalments: Number of monthly instalments.
      method: How principal and interest are spread.
      interest_period: How interest is counted.
      rounding: Cash multiple, mode and residual.
      early_payoff: Interest owed by who pays off early.
      excess_payment: What a payment beyond what is due does.
      advance_window_days: An instalment falling due within this many days of a payment counts as
        due: paying at a meeting held a few days early is paying that instalment.
      late: What paying late costs.
      allocation: Order in which a payment settles the components.
      allocation_by: Component by component, or instalment by instalment.
      first_due: First due date; None for one month after disbursement.

    Raises:
      TermOutOfRange: a number is outside the limits of the program.
      IncompleteAllocation: `allocation` does not name each component exactly once.
    """

    principal: int
    rate: InterestRate
    instalments: int
    method: Method = Method.DECLINING_EQUAL_PRINCIPAL
    interest_period: InterestPeriod = InterestPeriod.MONTH
    rounding: Rounding = field(default_factory=Rounding)
    early_payoff: EarlyPayoff = EarlyPayoff.TO_PAY_DATE
    excess_payment: ExcessPayment = ExcessPayment.FEWER_INSTALMENTS
    advance_window_days: int = 10
    late: LateTerms = field(default_factory=LateTerms)
    allocation: tuple[Component, ...] = DEFAULT_ALLOCATION
    allocation_by: AllocationBy = AllocationBy.COMPONENT
    first_due: date | None = None

    def __post_init__(self) -> None:
        """Refuse terms outside the limits."""
        _check(N_("The principal"), self.principal, 1, LARGEST_PRINCIPAL)
        _check(N_("The number of instalments"), self.instalments, 1, MOST_INSTALMENTS)
        _check(N_("The rate of interest"), self.rate.value, 0, HIGHEST_RATE)
        _check(N_("The advance window in days"), self.advance_window_days, 0, LONGEST_WINDOW_DAYS)
        if sorted(self.allocation) != sorted(Component):
            raise IncompleteAllocation(" ".join(self.allocation))

    @property
    def late_rate_per_year(self) -> Fraction:
        """Rate per year on overdue principal: the contract rate times the late multiple."""
        return self.rate.per_year * self.late.rate_multiple


def parse_allocation(text: str) -> tuple[Component, ...]:
    """Read an allocation order such as `late-interest fee interest principal`.

    Raises:
      IncompleteAllocation: a word is unknown, missing or repeated.
    """
    words = text.split()
    if sorted(words) != sorted(Component):
        raise IncompleteAllocation(text)
    return tuple(Component(word) for word in words)


def _check(term: str, value: int | Fraction, lowest: int, highest: int | Fraction) -> None:
    if not lowest <= value <= highest:
        raise TermOutOfRange(Message(term), value, lowest, highest)
