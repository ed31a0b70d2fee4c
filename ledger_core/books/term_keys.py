"""The table of terms: each key of the ledger format and the field of the arithmetic it stands for.

The one table serves reading and writing. The rate and the shares, where several keys make one
field, stand in `ledger_core.books.loan_terms`.
"""

from dataclasses import dataclass
from typing import Final

from ledger_core.books.term_kinds import Flag, Money, Number, TermKind, Text, Whole, Word
from ledger_core.books.term_texts import (
    dates_text,
    every_text,
    fees_text,
    moratoria_text,
    parse_dates,
    parse_every,
    parse_fees,
    parse_moratoria,
)
from ledger_core.loans import (
    AccruedInterest,
    AllocationBy,
    AllocationTable,
    AppliesTo,
    DateTerms,
    EarlyPayoff,
    ExcessPayment,
    FeeOn,
    FeeTerms,
    FirstPeriod,
    FlatInterest,
    Grace,
    InterestPeriod,
    LateFrom,
    LateTerms,
    LevelBasis,
    Method,
    OnceOn,
    PauseTerms,
    PrepaymentTerms,
    Residual,
    Rest,
    Rounding,
    Shift,
    SpreadTerms,
    TrancheLevel,
    parse_allocation,
)
from ledger_core.messages import Message, N_
from ledger_core.money import RoundingMode

PARTS: Final = {
    "rounding": Rounding,
    "late": LateTerms,
    "prepayment": PrepaymentTerms,
    "fees": FeeTerms,
    "dates": DateTerms,
    "pauses": PauseTerms,
    "spread": SpreadTerms,
}
"""The fields of `LoanTerms` that hold terms of their own."""


@dataclass(frozen=True, slots=True)
class TermKey:
    """One key.

    Attributes:
      key: The key.
      part: The part of the terms that has the field, one of `PARTS`; "" for the terms themselves.
      field: The field.
      kind: How it is read and written.
      core: Whether a loan's directive always states it, the default too.
    """

    key: str
    part: str
    field: str
    kind: TermKind
    core: bool = False


_NUMBER, _WHOLE, _MONEY, _FLAG = Number(), Whole(), Money(), Flag()
_GRACE = Text(Grace.parse, str, Message(N_("a period of grace")))
_ORDER = Text(parse_allocation, " ".join, Message(N_("the four components in order")))
_TABLE = Text(AllocationTable.parse, str, Message(N_("an allocation table")), "; ")
_EVERY = Text(parse_every, every_text, Message(N_('a time such as "1 month" or "2 weeks"')))
_DATES = Text(
    parse_dates, dates_text, Message(N_('dates such as "2026-05-01 2026-11-01"')), parting=" "
)
_MORATORIA = Text(
    parse_moratoria,
    moratoria_text,
    Message(N_('a first and a last day and a word, such as "2026-09-10 2026-11-30 deferred"')),
    "; ",
)
_FEES = Text(
    parse_fees,
    fees_text,
    Message(N_('days with amounts, such as "2026-12-21 20,000 VND; 2027-12-21 20,000 VND"')),
    "; ",
)

TERMS: Final = (
    TermKey("method", "", "method", Word(Method), core=True),
    TermKey("interest-period", "", "interest_period", Word(InterestPeriod), core=True),
    TermKey("rounding-multiple", "rounding", "multiple", _WHOLE, core=True),
    TermKey("rounding-mode", "rounding", "mode", Word(RoundingMode), core=True),
    TermKey("rounding-applies-to", "rounding", "applies_to", Word(AppliesTo), core=True),
    TermKey("residual", "rounding", "residual", Word(Residual), core=True),
    TermKey("early-payoff", "", "early_payoff", Word(EarlyPayoff), core=True),
    TermKey("excess-payment", "", "excess_payment", Word(ExcessPayment), core=True),
    TermKey("advance-window", "", "advance_window_days", _WHOLE, core=True),
    TermKey("late-rate-multiple", "late", "rate_multiple", _NUMBER, core=True),
    TermKey("late-interest-rate-per-year", "late", "interest_rate_per_year", _NUMBER, core=True),
    TermKey("late-grace", "late", "grace", _GRACE, core=True),
    TermKey("late-threshold", "late", "threshold", _MONEY, core=True),
    TermKey("allocation", "", "allocation", _ORDER, core=True),
    TermKey("allocation-by", "", "allocation_by", Word(AllocationBy), core=True),
    TermKey("allocation-table", "", "allocation_table", _TABLE),
    TermKey("every", "dates", "every", _EVERY),
    TermKey("due-day", "dates", "due_day", _WHOLE),
    TermKey("due-dates", "dates", "given", _DATES),
    TermKey("shift-weekends", "dates", "weekends", Word(Shift)),
    TermKey("shift-holidays", "dates", "holidays", Word(Shift)),
    TermKey("shift-to-meetings", "dates", "meetings", Word(Shift)),
    TermKey("first-period", "dates", "first_period", Word(FirstPeriod)),
    TermKey("grace-principal", "pauses", "principal", _WHOLE),
    TermKey("grace-interest", "pauses", "interest", _WHOLE),
    TermKey("grace-interest-free", "pauses", "interest_free", _WHOLE),
    TermKey("moratoria", "pauses", "moratoria", _MORATORIA),
    TermKey("balloon-part", "spread", "balloon_part", _NUMBER),
    TermKey("down-payment", "spread", "down_payment", _NUMBER),
    TermKey("fixed-instalment", "spread", "fixed_instalment", _MONEY),
    TermKey("level-basis", "spread", "level_basis", Word(LevelBasis)),
    TermKey("flat-interest", "spread", "flat_interest", Word(FlatInterest)),
    TermKey("flat-interest-total", "spread", "flat_interest_total", _MONEY),
    TermKey("tranche-level", "spread", "tranche_level", Word(TrancheLevel)),
    TermKey("rounding-up", "rounding", "up", _FLAG),
    TermKey("rounding-relevel", "rounding", "relevel", _FLAG),
    TermKey("rounding-each-piece", "rounding", "each_piece", _FLAG),
    TermKey("fee-upfront", "fees", "upfront_amount", _MONEY),
    TermKey("fee-upfront-share", "fees", "upfront_share", _NUMBER),
    TermKey("fee-instalment", "fees", "instalment_amount", _MONEY),
    TermKey("fee-instalment-share", "fees", "instalment_share", _NUMBER),
    TermKey("fee-instalment-on", "fees", "instalment_on", Word(FeeOn)),
    TermKey("fees-on-dates", "fees", "dated", _FEES),
    TermKey("rest", "prepayment", "rest", Word(Rest)),
    TermKey("accrued-interest", "prepayment", "accrued_interest", Word(AccruedInterest)),
    TermKey("whole-instalments", "prepayment", "whole_instalments", _FLAG),
    TermKey("principal-by-full-period", "prepayment", "principal_by_full_period", _FLAG),
    TermKey("late-free-rate-per-year", "late", "interest_free_rate_per_year", _NUMBER),
    TermKey("late-counts-from", "late", "counts_from", Word(LateFrom)),
    TermKey("late-once-share", "late", "once_share", _NUMBER),
    TermKey("late-once-on", "late", "once_on", Word(OnceOn)),
)
"""Every term of one key and one field, in the order in which directives print them."""
