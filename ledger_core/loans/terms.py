"""The terms of a loan: everything a loan agreement fixes, with the defaults of format version 1.

The values of the enumerations are the words of the ledger format.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from ledger_core.loans.allocation_rules import (
    DEFAULT_ALLOCATION,
    AllocationBy,
    AllocationTable,
    Component,
    parse_allocation,
    simple_table,
)
from ledger_core.loans.date_terms import DateTerms
from ledger_core.loans.errors import IncompleteAllocation
from ledger_core.loans.fee_terms import FeeTerms
from ledger_core.loans.late_terms import Grace, LateTerms
from ledger_core.loans.limits import LARGEST_PRINCIPAL, check_range
from ledger_core.loans.methods import InterestPeriod, Method
from ledger_core.loans.pauses import PauseTerms
from ledger_core.loans.prepayment_terms import PrepaymentTerms
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.rounding import AppliesTo, Residual, Rounding
from ledger_core.loans.spread_terms import SpreadTerms
from ledger_core.messages import N_

__all__ = [
    "DEFAULT_ALLOCATION",
    "LARGEST_PRINCIPAL",
    "AllocationBy",
    "AppliesTo",
    "Component",
    "EarlyPayoff",
    "ExcessPayment",
    "Grace",
    "InterestPeriod",
    "LateTerms",
    "LoanTerms",
    "Method",
    "Residual",
    "Rounding",
    "parse_allocation",
]

MOST_INSTALMENTS: Final = 600
LONGEST_WINDOW_DAYS: Final = 31
HIGHEST_RATE: Final = Fraction(10)
"""Highest rate the arithmetic accepts, per stated period. The legal ceiling is another matter."""


class EarlyPayoff(StrEnum):
    """Up to which day a borrower who pays off early owes interest (Civil Code 470(2))."""

    TO_PAY_DATE = "to-pay-date"
    TO_NEXT_DUE_DATE = "to-next-due-date"
    WHOLE_TERM = "whole-term"


class ExcessPayment(StrEnum):
    """What a payment beyond what is due does to the coming instalments."""

    FEWER_INSTALMENTS = "fewer-instalments"
    """Instalments of the same size, so that the loan ends sooner."""
    SMALLER_INSTALMENTS = "smaller-instalments"
    """What is left is spread anew over all coming dates."""
    NEXT_INSTALMENTS = "next-instalments"
    """The schedule stays; the next instalments are paid, one after the other."""
    LAST_INSTALMENTS = "last-instalments"
    """The schedule stays; the last instalments are paid, from the end."""
    SPREAD = "spread"
    """The schedule stays; every coming instalment is paid an equal part."""

    @property
    def keeps_schedule(self) -> bool:
        """Whether instalments are paid ahead as they stand, instead of being drawn up anew."""
        return self not in {ExcessPayment.FEWER_INSTALMENTS, ExcessPayment.SMALLER_INSTALMENTS}

    @property
    def spreads(self) -> bool:
        """Whether every coming instalment gets its part."""
        return self is ExcessPayment.SPREAD


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """The terms one loan was agreed on. Amounts are whole đồng.

    Attributes:
      principal: Agreed principal.
      rate: Contract rate.
      instalments: Number of instalments, without a down payment and what a moratorium adds.
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
      first_due: First due date; None for one period after disbursement.
      allocation_table: The whole table of buckets and components, where `allocation` and
        `allocation_by` do not say enough; it takes their place.
      prepayment: What payments before their time do to interest.
      fees: The fees; none by default.
      dates: Time between instalments, due day, and where due dates move.
      pauses: Grace on principal and interest, and moratoria.
      spread: Shares, balloon, agreed amounts, tranches, down payment.

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
    allocation_table: AllocationTable | None = None
    prepayment: PrepaymentTerms = field(default_factory=PrepaymentTerms)
    fees: FeeTerms = field(default_factory=FeeTerms)
    dates: DateTerms = field(default_factory=DateTerms)
    pauses: PauseTerms = field(default_factory=PauseTerms)
    spread: SpreadTerms = field(default_factory=SpreadTerms)
    # What is derived from the terms once and needed for each schedule; see `Plan.of`.
    memo: dict[str, object] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse terms outside the limits."""
        check_range(N_("The principal"), self.principal, 1, LARGEST_PRINCIPAL)
        check_range(N_("The number of instalments"), self.instalments, 1, MOST_INSTALMENTS)
        check_range(N_("The rate of interest"), self.rate.value, 0, HIGHEST_RATE)
        check_range(
            N_("The advance window in days"), self.advance_window_days, 0, LONGEST_WINDOW_DAYS
        )
        if sorted(self.allocation) != sorted(Component):
            raise IncompleteAllocation(" ".join(self.allocation))

    @property
    def late_rate_per_year(self) -> Fraction:
        """Rate per year on overdue principal: the contract rate times the late multiple.

        An interest-free loan has a late rate of its own.
        """
        if not self.rate.value:
            return self.late.interest_free_rate_per_year
        return self.rate.per_year * self.late.rate_multiple

    @property
    def table(self) -> AllocationTable:
        """The allocation table that counts."""
        if self.allocation_table is not None:
            return self.allocation_table
        return simple_table(self.allocation, self.allocation_by)
