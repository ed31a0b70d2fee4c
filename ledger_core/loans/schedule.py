"""The repayment schedule of a loan: what is due when, if everything is paid on its date."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ledger_core.loans.date_terms import NO_DAYS_OFF, DateTerms, DaysOff
from ledger_core.loans.drafting import Drafted, ScheduleChange, draft
from ledger_core.loans.due_dates import due_dates, whole_months
from ledger_core.loans.errors import FirstDueTooEarly
from ledger_core.loans.fee_terms import FeeTerms
from ledger_core.loans.methods import InterestPeriod
from ledger_core.loans.pauses import PauseTerms
from ledger_core.loans.plan import Plan
from ledger_core.loans.terms import LoanTerms

_PLAIN_DATES = DateTerms()
_NO_PAUSES = PauseTerms()
_NO_FEES = FeeTerms()
_PLAIN_PERIODS = {
    InterestPeriod.MONTH,
    InterestPeriod.THIRTY_365,
    InterestPeriod.THIRTY_364,
    InterestPeriod.ACTUAL_365,
    InterestPeriod.ACTUAL_360,
    InterestPeriod.ACTUAL_364,
}


# A NamedTuple and no dataclass: schedules are made by the hundred thousand, and a tuple is made
# several times faster.
class Instalment(NamedTuple):
    """One instalment of a schedule. Amounts are whole đồng.

    Attributes:
      number: Counted from 1.
      due: Due date.
      principal: Principal to repay.
      interest: Interest of the period that ends on the due date.
      balance: Principal still owed after it.
      fee: Fees due with it.
    """

    number: int
    due: date
    principal: int
    interest: int
    balance: int
    fee: int = 0

    @property
    def total(self) -> int:
        """Principal, interest and fees together."""
        return self.principal + self.interest + self.fee


def schedule(
    terms: LoanTerms,
    start: date,
    *,
    principal: int | None = None,
    changes: Sequence[ScheduleChange] = (),
    days_off: DaysOff = NO_DAYS_OFF,
) -> tuple[Instalment, ...]:
    """Return the schedule of a loan paid out on `start`.

    Args:
      terms: The terms; see `ledger_core.loans.plan` for methods and rounding.
      start: Day of disbursement. The day itself bears no interest, the due date does.
      principal: Principal really paid out, in đồng; None for the agreed one.
      changes: Tranches and what was agreed anew later; see `ledger_core.loans.drafting`.
      days_off: Weekends, holidays and meetings, where due dates move for them.

    Raises:
      FirstDueTooEarly: the first due date of the terms is not after `start`.
    """
    balance = terms.principal if principal is None else principal
    if not changes and is_plain(terms):
        return _plain_schedule(terms, start, balance)
    drafted = draft(terms, start, balance, changes, days_off)
    return _with_fees(terms, [Instalment(n, *row) for n, row in enumerate(drafted, start=1)])


def is_plain(terms: LoanTerms) -> bool:
    """Whether a schedule needs nothing but monthly dates and the plan."""
    plain = terms.memo.get("plain")
    if plain is None:
        plain = terms.memo["plain"] = (
            Plan.of(terms).fast
            and terms.dates == _PLAIN_DATES
            and terms.pauses == _NO_PAUSES
            and terms.fees == _NO_FEES
            and not terms.spread.down_payment
            and terms.interest_period in _PLAIN_PERIODS
        )
    return bool(plain)


def _plain_schedule(terms: LoanTerms, start: date, balance: int) -> tuple[Instalment, ...]:
    """Return the schedule of plain terms: that of `draft`, without its detours."""
    if terms.first_due is not None and terms.first_due <= start:
        raise FirstDueTooEarly(terms.first_due, start)
    plan = Plan.of(terms)
    dues, units = _laid_out(start, terms.instalments, terms.first_due, plan.rule.by_days)
    new, rows = tuple.__new__, []
    for number, (part, interest) in enumerate(plan.amounts(balance, units)):
        balance -= part
        rows.append(new(Instalment, (number + 1, dues[number], part, interest, balance, 0)))
    return tuple(rows)


# Loans are paid out at meetings, many on the same days, so the dates are kept.
@lru_cache(maxsize=8192)
def _laid_out(
    start: date,
    instalments: int,
    first_due: date | None,
    by_days: bool,  # noqa: FBT001 - a cached function is fastest by position
) -> tuple[tuple[date, ...], tuple[int, ...]]:
    """Return the monthly due dates of plain terms, and the length of each period."""
    dues = due_dates(start, instalments, first_due)
    if by_days:
        return dues, tuple(
            (due - before).days for before, due in zip((start, *dues), dues, strict=False)
        )
    return dues, (max(1, whole_months(start, dues[0])), *(1,) * (len(dues) - 1))


def _with_fees(terms: LoanTerms, rows: list[Instalment]) -> tuple[Instalment, ...]:
    """Add what falls due as fees: with each instalment, and on days of their own.

    A fee on a date is due with the first instalment due on that day or later; after the last one
    it is due by itself (Fineract's N+1st instalment).
    """
    fees, mode = terms.fees, terms.rounding.mode
    if fees == _NO_FEES:
        return tuple(rows)
    charged = [fees.of_instalment(row.principal, row.interest, mode) for row in rows]
    for fee in sorted(fees.dated, key=lambda fee: (fee.due, fee.amount)):
        number = next((n for n, row in enumerate(rows) if row.due >= fee.due), None)
        if number is None:
            rows.append(Instalment(len(rows) + 1, fee.due, 0, 0, rows[-1].balance))
            charged.append(0)
            number = len(rows) - 1
        charged[number] += fee.amount
    return tuple(row._replace(fee=fee) for row, fee in zip(rows, charged, strict=True))


__all__ = ["Drafted", "Instalment", "ScheduleChange", "is_plain", "schedule"]
