"""Pure loan arithmetic: terms, schedules, allocation, and the account of a loan.

Amounts are whole đồng, rates exact fractions; nothing here knows about books, files or a clock.
"""

from ledger_core.loans.account import LoanAccount
from ledger_core.loans.accrual import AccrualMovement, AccrualPosition, accrual_movement
from ledger_core.loans.allocation import RepaymentDay, Split
from ledger_core.loans.allocation_rules import AllocationStep, AllocationTable, Bucket
from ledger_core.loans.annuity import exact_amounts, instalments_needed, level_instalment
from ledger_core.loans.charges import ChargePosition
from ledger_core.loans.cost import BorrowingCost, borrowing_cost
from ledger_core.loans.date_terms import DateTerms, DaysOff, Every, PeriodUnit, Shift
from ledger_core.loans.drafting import ScheduleChange
from ledger_core.loans.due_dates import add_months, due_dates
from ledger_core.loans.errors import (
    AmbiguousRate,
    DateBeforeLastEvent,
    FirstDueTooEarly,
    IncompleteAllocation,
    IncompleteAllocationTable,
    NotAGrace,
    NotARate,
    TermOutOfRange,
)
from ledger_core.loans.events import (
    Charge,
    Disbursement,
    LoanEvent,
    PaymentSource,
    RateChange,
    Reamortisation,
    Recovery,
    Refund,
    Relief,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Reversal,
    ReversibleEvent,
    Suspension,
    TransferIn,
    TransferOut,
    UnpaidInterest,
    Waiver,
    WriteOff,
)
from ledger_core.loans.explaining import explain
from ledger_core.loans.explanation import ExplainedLine, Figure, Reason
from ledger_core.loans.fee_terms import DatedFee, FeeOn, FeeTerms
from ledger_core.loans.history import How, Settlement
from ledger_core.loans.interest import accrued_interest
from ledger_core.loans.late import LateCharge, late_interest
from ledger_core.loans.late_terms import LateFrom, OnceOn
from ledger_core.loans.methods import FirstPeriod, FlatInterest, LevelBasis, TrancheLevel
from ledger_core.loans.pauses import Moratorium, PauseTerms, Pausing
from ledger_core.loans.position import InstalmentPosition, LoanPosition, LoanState
from ledger_core.loans.prepayment_terms import AccruedInterest, OverdueBears, PrepaymentTerms, Rest
from ledger_core.loans.rates import (
    CEILING_PER_MONTH,
    CEILING_PER_YEAR,
    InterestRate,
    RatePeriod,
    exceeds_ceiling,
    parse_rate,
)
from ledger_core.loans.recalculating import OverdueIn, Payment, Recalculation, recalculated_schedule
from ledger_core.loans.returns import (
    present_value,
    rate_of_annuity,
    rate_of_return,
    rate_of_return_by_dates,
)
from ledger_core.loans.running_interest import InterestPiece
from ledger_core.loans.schedule import Instalment, schedule
from ledger_core.loans.schedule_errors import (
    DatesOutOfOrder,
    InstalmentTooSmall,
    MoratoriumEndsTooEarly,
    SharesDoNotSum,
)
from ledger_core.loans.spells import Spell, spells
from ledger_core.loans.spread_terms import Shares, SpreadTerms
from ledger_core.loans.taken_over import KnownInstalment, TakenOver
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
    "AccrualMovement",
    "AccrualPosition",
    "AccruedInterest",
    "AllocationBy",
    "AllocationStep",
    "AllocationTable",
    "AmbiguousRate",
    "AppliesTo",
    "BorrowingCost",
    "Bucket",
    "Charge",
    "ChargePosition",
    "Component",
    "DateBeforeLastEvent",
    "DateTerms",
    "DatedFee",
    "DatesOutOfOrder",
    "DaysOff",
    "Disbursement",
    "EarlyPayoff",
    "Every",
    "ExcessPayment",
    "ExplainedLine",
    "FeeOn",
    "FeeTerms",
    "Figure",
    "FirstDueTooEarly",
    "FirstPeriod",
    "FlatInterest",
    "Grace",
    "How",
    "IncompleteAllocation",
    "IncompleteAllocationTable",
    "Instalment",
    "InstalmentPosition",
    "InstalmentTooSmall",
    "InterestPeriod",
    "InterestPiece",
    "InterestRate",
    "KnownInstalment",
    "LateCharge",
    "LateFrom",
    "LateTerms",
    "LevelBasis",
    "LoanAccount",
    "LoanEvent",
    "LoanPosition",
    "LoanState",
    "LoanTerms",
    "Method",
    "Moratorium",
    "MoratoriumEndsTooEarly",
    "NotAGrace",
    "NotARate",
    "OnceOn",
    "OverdueBears",
    "OverdueIn",
    "PauseTerms",
    "Pausing",
    "Payment",
    "PaymentSource",
    "PeriodUnit",
    "PrepaymentTerms",
    "RateChange",
    "RatePeriod",
    "Reamortisation",
    "Reason",
    "Recalculation",
    "Recovery",
    "Refund",
    "Relief",
    "Repayment",
    "RepaymentDay",
    "Rescheduling",
    "ReschedulingKind",
    "Residual",
    "Rest",
    "Reversal",
    "ReversibleEvent",
    "Rounding",
    "ScheduleChange",
    "Settlement",
    "Shares",
    "SharesDoNotSum",
    "Shift",
    "Spell",
    "Split",
    "SpreadTerms",
    "Suspension",
    "TakenOver",
    "TermOutOfRange",
    "TrancheLevel",
    "TransferIn",
    "TransferOut",
    "UnpaidInterest",
    "Waiver",
    "WriteOff",
    "accrual_movement",
    "accrued_interest",
    "add_months",
    "borrowing_cost",
    "due_dates",
    "exact_amounts",
    "exceeds_ceiling",
    "explain",
    "instalments_needed",
    "late_interest",
    "level_instalment",
    "parse_allocation",
    "parse_rate",
    "present_value",
    "rate_of_annuity",
    "rate_of_return",
    "rate_of_return_by_dates",
    "recalculated_schedule",
    "schedule",
    "spells",
]
