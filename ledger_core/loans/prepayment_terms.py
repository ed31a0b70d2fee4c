"""What payments before their time, and payments that stay out, do to the contract's interest."""

from dataclasses import dataclass
from enum import StrEnum


class Rest(StrEnum):
    """From when principal paid in advance bears no interest any more."""

    DAILY = "daily"
    """From the day it is paid."""
    DUE_DATE = "due-date"
    """From the next due date."""


class AccruedInterest(StrEnum):
    """When the interest that has accrued by the day of a payment in advance is owed."""

    WITH_INSTALMENT = "with-next-instalment"
    """On the next due date."""
    PAID_FIRST = "paid-first"
    """At once, before any principal in advance."""


class OverdueBears(StrEnum):
    """What overdue amounts bear within the schedule, beside what late interest they bear."""

    NOTHING = "nothing"
    """The late rate replaces the contract rate (Civil Code 2015 article 466(5))."""
    ON_PRINCIPAL = "contract-rate-on-principal"
    """Overdue principal goes on bearing the contract rate."""
    ON_ALL = "contract-rate-on-principal-and-interest"
    """So does unpaid interest: compounding, as some lenders elsewhere agree."""


@dataclass(frozen=True, slots=True)
class PrepaymentTerms:
    """How the balance really owed acts on the interest of the running period.

    Attributes:
      rest: From when principal paid in advance bears no interest.
      accrued_interest: Whether the interest accrued so far is paid first.
      whole_instalments: Whether a payment of exactly the next instalments pays these as they
        stand, interest included: who pays for two months has paid for two months.
      principal_by_full_period: Whether the principal of a level instalment is what a whole
        period's interest leaves of it, though its period's interest is less (OpenCBS).
    """

    rest: Rest = Rest.DAILY
    accrued_interest: AccruedInterest = AccruedInterest.WITH_INSTALMENT
    whole_instalments: bool = False
    principal_by_full_period: bool = False
