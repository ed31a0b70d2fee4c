"""The repayment schedule of a loan: what is due when, if everything is paid on its date."""

from datetime import date
from typing import NamedTuple

from ledger_core.loans.due_dates import due_dates
from ledger_core.loans.errors import FirstDueTooEarly
from ledger_core.loans.plan import Plan
from ledger_core.loans.terms import LoanTerms


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
    """

    number: int
    due: date
    principal: int
    interest: int
    balance: int

    @property
    def total(self) -> int:
        """Principal and interest together."""
        return self.principal + self.interest


def schedule(
    terms: LoanTerms, start: date, *, principal: int | None = None
) -> tuple[Instalment, ...]:
    """Return the schedule of a loan paid out on `start`.

    Args:
      terms: The terms; see `ledger_core.loans.plan` for methods and rounding.
      start: Day of disbursement. The day itself bears no interest, the due date does.
      principal: Principal really paid out, in đồng; None for the agreed one.

    Raises:
      FirstDueTooEarly: the first due date of the terms is not after `start`.
    """
    if terms.first_due is not None and terms.first_due <= start:
        raise FirstDueTooEarly(terms.first_due, start)
    plan = Plan.of(terms)
    dues = due_dates(start, terms.instalments, terms.first_due)
    rule = plan.rule
    if rule.by_days:
        units = [(due - before).days for before, due in zip((start, *dues), dues, strict=False)]
    else:
        units = [1] * len(dues)
        units[0] = rule.units(start, dues[0])
    balance = terms.principal if principal is None else principal
    rows = []
    for number, (due, (part, interest)) in enumerate(
        zip(dues, plan.amounts(balance, units), strict=True), start=1
    ):
        balance -= part
        rows.append(Instalment(number, due, part, interest, balance))
    return tuple(rows)
