"""Pure loan arithmetic: terms, schedules, allocation, and the account of a loan.

Amounts are whole đồng, rates exact fractions; nothing here knows about books, files or a clock.
"""

from ledger_core.loans.account import LoanAccount
from ledger_core.loans.allocation import RepaymentDay, Split
from ledger_core.loans.cost import BorrowingCost, borrowing_cost
from ledger_core.loans.due_dates import add_months, due_dates
from ledger_core.loans.errors import (
    AmbiguousRate,
    DateBeforeLastEvent,
    FirstDueTooEarly,
    IncompleteAllocation,
    NotAGrace,
    NotARate,
    TermOutOfRange,
)
from ledger_core.loans.events import (
    Disbursement,
    LoanEvent,
    Recovery,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    TransferIn,
    TransferOut,
    Waiver,
    WriteOff,
)
from ledger_core.loans.late import LateCharge, late_interest
from ledger_core.loans.position import InstalmentPosition, LoanPosition, LoanState
from ledger_core.loans.rates import (
    CEILING_PER_MONTH,
    CEILING_PER_YEAR,
    InterestRate,
    RatePeriod,
    exceeds_ceiling,
    parse_rate,
)
from ledger_core.loans.schedule import Instalment, schedule
from ledger_core.loans.terms import (
    DEFAULT_ALLOCATION,
    AllocationBy,
    AppliesTo,
    Component,
    EarlyPayoff,
    ExcessPayment,
    Grace,
    InterestPeriod,
    LateTerms,
    LoanTerms,
    Method,
    Residual,
    Rounding,
    parse_allocation,
)

__all__ = [
    "CEILING_PER_MONTH",
    "CEILING_PER_YEAR",
    "DEFAULT_ALLOCATION",
    "AllocationBy",
    "AmbiguousRate",
    "AppliesTo",
    "BorrowingCost",
    "Component",
    "DateBeforeLastEvent",
    "Disbursement",
    "EarlyPayoff",
    "ExcessPayment",
    "FirstDueTooEarly",
    "Grace",
    "IncompleteAllocation",
    "Instalment",
    "InstalmentPosition",
    "InterestPeriod",
    "InterestRate",
    "LateCharge",
    "LateTerms",
    "LoanAccount",
    "LoanEvent",
    "LoanPosition",
    "LoanState",
    "LoanTerms",
    "Method",
    "NotAGrace",
    "NotARate",
    "RatePeriod",
    "Recovery",
    "Repayment",
    "RepaymentDay",
    "Rescheduling",
    "ReschedulingKind",
    "Residual",
    "Rounding",
    "Split",
    "TermOutOfRange",
    "TransferIn",
    "TransferOut",
    "Waiver",
    "WriteOff",
    "add_months",
    "borrowing_cost",
    "due_dates",
    "exceeds_ceiling",
    "late_interest",
    "parse_allocation",
    "parse_rate",
    "schedule",
]
