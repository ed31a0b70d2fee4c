"""What paying late costs, as a loan agreement fixes it."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final, Self

from ledger_core.loans.errors import NotAGrace
from ledger_core.loans.limits import LARGEST_PRINCIPAL, check_range
from ledger_core.messages import N_

LONGEST_GRACE_DAYS: Final = 366

_DAYS: Final = re.compile(r"(\d{1,3}) days?")


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
            check_range(N_("The grace in days"), self.days, 0, LONGEST_GRACE_DAYS)

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


class LateFrom(StrEnum):
    """From when an instalment bears late interest that is still unpaid when its grace is over."""

    DUE_DATE = "due-date"
    """From its due date, the grace included."""
    GRACE_END = "grace-end"
    """From the end of the grace, which is free."""


class OnceOn(StrEnum):
    """What a penalty charged once for each late instalment is a share of."""

    PRINCIPAL = "principal"
    PRINCIPAL_AND_INTEREST = "principal-and-interest"


@dataclass(frozen=True, slots=True)
class LateTerms:
    """What paying late costs. The defaults are those of Civil Code 2015 article 466(5).

    Attributes:
      rate_multiple: Late rate on overdue principal, as a multiple of the contract rate, which it
        replaces.
      interest_rate_per_year: Rate on interest paid late, a fraction per year.
      grace: Until when nothing is charged; what is still unpaid then is charged from its due date.
      threshold: A loan counts as late only if more than this many đồng are overdue.
      interest_free_rate_per_year: Rate on overdue principal of an interest-free loan, a fraction
        per year. The law lets the lender ask for 10 % (Civil Code 2015 article 466(4)); nothing is
        charged unless the agreement says so.
      counts_from: From when it is charged.
      once_share: Share of what is overdue, charged once for each instalment that is unpaid after
        its grace, a fraction; zero for none.
      once_on: What it is a share of.
    """

    rate_multiple: Fraction = Fraction(3, 2)
    interest_rate_per_year: Fraction = Fraction(10, 100)
    grace: Grace = field(default_factory=Grace)
    threshold: int = 1000
    interest_free_rate_per_year: Fraction = Fraction(0)
    counts_from: LateFrom = LateFrom.DUE_DATE
    once_share: Fraction = Fraction(0)
    once_on: OnceOn = OnceOn.PRINCIPAL

    def __post_init__(self) -> None:
        """Refuse values outside the limits."""
        check_range(N_("The late rate multiple"), self.rate_multiple, 0, 10)
        check_range(N_("The rate on late interest"), self.interest_rate_per_year, 0, 1)
        check_range(N_("The late threshold"), self.threshold, 0, LARGEST_PRINCIPAL)
        interest_free = self.interest_free_rate_per_year
        check_range(N_("The late rate of an interest-free loan"), interest_free, 0, 1)
        check_range(N_("The penalty charged once"), self.once_share, 0, 1)
