"""The rules a club gives itself, by decision of its meeting.

No source fixes these for the clubs: the defaults here are the product's, visible in the books and
changeable by a dated `rules` directive. A set of rules is always whole: a key that a directive
leaves out has its default again.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Accounting(StrEnum):
    """When loan interest is income."""

    CASH = "cash"
    """When it is received."""
    ACCRUAL = "accrual"
    """When it is earned, while the loan is in debt group 1."""


@dataclass(frozen=True, slots=True)
class InterestShares:
    """How interest received is distributed at the meeting that receives it; adds to 1.

    The default passes nine tenths to the Activity fund and keeps one tenth as a risk reserve,
    which bears losses first: without it the first loss eats the seed capital.
    """

    activity: Decimal = Decimal("0.90")
    risk_reserve: Decimal = Decimal("0.10")
    capital: Decimal = Decimal(0)
    management: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """The sum of the four shares, which must be 1."""
        return self.activity + self.risk_reserve + self.capital + self.management


@dataclass(frozen=True, slots=True)
class ClubRules:
    """One whole set of rules.

    Attributes:
      since: The day the set takes effect.
      decided_by: The minutes that decided it.
      loans_per_member: How many loans one member may have at once.
      share_per_borrower: Largest share of the lending capital that one borrower may hold. The
        default, 5 %, is the rule for cooperatives (Decree 113/2024 article 19). Lending capital
        is cash, bank and outstanding principal of the Income-generation fund.
      membership_months: Whole months of membership before a first loan.
      guarantor: Whether every loan needs a guarantor.
      longest_term: Longest term in months. Above 12 is a warning in any case.
      membership_fee: Monthly fee in đồng.
      interest_shares: How interest received is distributed.
      provision_table: `microfinance` (Decree 86/2024) or `banks`.
      accounting: Whether loan interest is income when received or when earned.
      approvals_needed: How many different officers approve a loan, a loss, a correction or a
        decision about a loan; at least 1.
    """

    since: date
    decided_by: str = ""
    loans_per_member: int = 1
    share_per_borrower: Decimal = Decimal("0.05")
    membership_months: int = 0
    guarantor: bool = False
    longest_term: int = 24
    membership_fee: int = 5000
    interest_shares: InterestShares = field(default_factory=InterestShares)
    provision_table: str = "microfinance"
    accounting: Accounting = Accounting.CASH
    approvals_needed: int = 2
