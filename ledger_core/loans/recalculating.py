"""The schedule as recalculated on a day: interest on what was really owed, day by day.

Some lenders agree that early principal lowers, and overdue principal raises, the interest of the
instalments to come, instead of a late rate beside it. The rules are those that Fineract's tests of
interest recalculation show (LoanRepaymentSchedule, Loan features):

- a payment first settles what is overdue, the oldest instalment first, its interest before its
  principal; on the due date then the instalment of that day; what comes before that date is
  principal paid in advance;
- principal paid in advance counts towards the next instalment, and only what goes beyond it acts on
  the later ones: smaller instalments, fewer, or the next ones reduced;
- overdue principal bears interest up to the day of the recalculation, beside the balance that the
  schedule expects: in every period, or only in the one that runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.periods import Period, loan_periods
from ledger_core.loans.plan import Plan
from ledger_core.loans.prepayment_terms import OverdueBears, Rest
from ledger_core.loans.schedule import Instalment
from ledger_core.loans.terms import ExcessPayment, LoanTerms


class OverdueIn(StrEnum):
    """In which periods overdue amounts bear interest within the schedule."""

    EACH_PERIOD = "each-period"
    RUNNING_PERIOD = "running-period"
    """Only in the period in which the day of the recalculation falls."""


@dataclass(frozen=True, slots=True)
class Recalculation:
    """How a schedule is recalculated.

    Attributes:
      rest: From when payments act on interest: from their day; or from the next due date, so
        that what is overdue when a period begins bears interest through all of it.
      overdue: What overdue amounts bear within the schedule.
      overdue_in: In which periods they do.
    """

    rest: Rest = Rest.DAILY
    overdue: OverdueBears = OverdueBears.ON_PRINCIPAL
    overdue_in: OverdueIn = OverdueIn.EACH_PERIOD


class Payment(NamedTuple):
    """Money received on a day, in đồng."""

    day: date
    amount: int


@dataclass(slots=True)
class _Owed:
    """What is unpaid of an instalment that fell due."""

    interest: int
    principal: int


@dataclass(slots=True)
class _State:
    terms: LoanTerms
    rules: Recalculation
    as_of: date
    plan: Plan
    balance: int
    size: Fraction
    pool: int = 0  # principal paid beyond its instalment, that the next ones ask less for
    overdue: list[_Owed] = field(default_factory=list)

    def settle(self, amount: int) -> int:
        """Let a payment settle what is overdue; return what is left of it."""
        for owed in self.overdue:
            interest = min(amount, owed.interest)
            principal = min(amount - interest, owed.principal)
            owed.interest -= interest
            owed.principal -= principal
            amount -= interest + principal
        return amount

    def arrears(self, period: Period) -> int:
        """Return the overdue amounts that bear interest in a period, as they are now."""
        rules = self.rules
        running = period.start < self.as_of <= period.end
        counted = rules.overdue_in is OverdueIn.EACH_PERIOD or running
        if rules.overdue is OverdueBears.NOTHING or not counted:
            return 0
        principal = sum(owed.principal for owed in self.overdue)
        if rules.overdue is OverdueBears.ON_PRINCIPAL:
            return principal
        return principal + sum(owed.interest for owed in self.overdue)

    def exact(self, base: int, period: Period, days: int) -> Fraction:
        """Return the interest on a base for some days of a period, unrounded."""
        whole = (period.end - period.start).days
        return self.plan.rule.exact(base, Fraction(period.units * days, whole) if whole else 0)


def recalculated_schedule(
    terms: LoanTerms,
    start: date,
    payments: Sequence[Payment],
    as_of: date,
    rules: Recalculation,
    off: DaysOff = NO_DAYS_OFF,
) -> tuple[Instalment, ...]:
    """Return the schedule of a loan as recalculated at the end of a day.

    Args:
      terms: The terms; `excess_payment` says what principal beyond an instalment does.
      start: Day of disbursement of the agreed principal.
      payments: What was received; what comes after `as_of` is left out.
      as_of: The day.
      rules: How it is recalculated.
      off: Days off, where due dates move for them.
    """
    plan, periods = Plan.of(terms), loan_periods(terms, start, off)
    size = plan.size(terms.principal, len(periods))
    state = _State(terms, rules, as_of, plan, terms.principal, size)
    rows: list[Instalment] = []
    received = sorted(payment for payment in payments if payment.day <= as_of)
    for number, period in enumerate(periods):
        within = [p for p in received if period.start < p.day <= period.end]
        if not number:
            within = [p for p in received if p.day <= period.end]
        principal, interest = _instalment(state, period, within, left=len(periods) - number)
        rows.append(Instalment(number + 1, period.due, principal, interest, state.balance))
        if not state.balance:
            break
    return tuple(rows)


def _instalment(
    state: _State, period: Period, within: Sequence[Payment], *, left: int
) -> tuple[int, int]:
    """Close a period: return its instalment, and leave in `state` what follows from it."""
    early, on_time, interest = _interest(state, period, within)
    part = state.balance if left == 1 else state.plan.regular(state.size, interest)
    part = max(0, min(part, state.balance))
    if left > 1:
        taken = min(state.pool, part)
        part -= taken
        state.pool -= taken
    interest_paid = min(on_time, interest)
    paid = min(early + on_time - interest_paid, state.balance)
    excess = max(0, paid - part)
    part += excess
    state.balance -= part
    state.overdue.append(_Owed(interest - interest_paid, part - paid))
    if excess and left > 1:
        _apply_excess(state, excess, left - 1)
    return part, interest


def _apply_excess(state: _State, excess: int, left: int) -> None:
    """Let principal beyond an instalment act on those to come.

    What pays the last ones, from the end, makes them fewer; spread over all, it makes them smaller.
    """
    policy = state.terms.excess_payment
    if policy in {ExcessPayment.SMALLER_INSTALMENTS, ExcessPayment.SPREAD}:
        state.size = state.plan.size(state.balance, left)
    elif policy is ExcessPayment.NEXT_INSTALMENTS:
        state.pool += excess


def _interest(state: _State, period: Period, within: Sequence[Payment]) -> tuple[int, int, int]:
    """Return principal paid in advance, what was paid on the due date, and the interest."""
    days = sorted({period.start, period.end, *(p.day for p in within)})
    if period.start < state.as_of < period.end:
        days = sorted({*days, state.as_of})
    daily = state.rules.rest is Rest.DAILY
    since_due_date = state.arrears(period) if period.start < state.as_of else 0
    early, on_time, pieces = 0, 0, []
    for begin, end in pairwise(days):
        if daily:
            overdue = state.arrears(period) if end <= state.as_of else 0
            base = state.balance - early + overdue
            pieces.append(state.exact(base, period, (end - begin).days))
        rest = state.settle(sum(p.amount for p in within if p.day == end))
        if end < period.end:
            early = min(early + rest, state.balance)
        else:
            on_time = rest
    if not daily:
        base, whole = state.balance + since_due_date, (period.end - period.start).days
        pieces.append(state.exact(base, period, whole))
    if state.terms.rounding.each_piece:
        return early, on_time, sum(state.plan.rule.rounded(piece) for piece in pieces)
    return early, on_time, state.plan.rule.rounded(sum(pieces, Fraction(0)))
