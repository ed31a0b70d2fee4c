"""The instalments of a loan on a day, without what only a closer look asks for.

A report over many months asks for no more; late interest, what settles the loan and how early each
instalment was paid take most of the time of a whole `LoanPosition`.
"""

import datetime as dt
from typing import NamedTuple

from ledger_core.loans.fold import LoanFold
from ledger_core.loans.position import LoanState
from ledger_core.loans.rows import Row


class InstalmentOutline(NamedTuple):
    """One instalment with what has been settled of it, as `InstalmentPosition` names it."""

    number: int
    due: dt.date
    principal: int
    interest: int
    principal_paid: int
    interest_paid: int
    interest_waived: int

    @property
    def unpaid_principal(self) -> int:
        """Principal not settled."""
        return max(0, self.principal - self.principal_paid)

    @property
    def unpaid_interest(self) -> int:
        """Interest neither received nor waived."""
        return max(0, self.interest - self.interest_paid - self.interest_waived)


class LoanOutline(NamedTuple):
    """A loan at the end of a day in whole đồng, each figure as `LoanPosition` has it."""

    date: dt.date
    state: LoanState
    outstanding_principal: int
    principal_due: int
    interest_due: int
    instalments: tuple[InstalmentOutline, ...]


def outline_of(fold: LoanFold, day: dt.date) -> LoanOutline:
    """Return the outline on the fold's day, or on a later one before which nothing is posted."""
    principal = fold.outstanding_principal
    late_interest_runs = principal <= 0 and any(row.unpaid for row in fold.schedule.rows)
    if fold.interest_in_advance or late_interest_runs:
        fold = fold.at(day)
    rows = rows_due(fold, day)
    return LoanOutline(
        date=day,
        state=state_of(fold),
        outstanding_principal=principal,
        principal_due=sum(row.unpaid_principal for row in rows),
        interest_due=sum(row.unpaid_interest for row in rows),
        instalments=instalments_of(fold),
    )


def rows_due(fold: LoanFold, day: dt.date) -> list[Row]:
    """Return the instalments that fell due by a day; none of a loan that is off the books."""
    if fold.off_the_books:
        return []
    rows, fallen = fold.schedule.rows, fold.schedule.fallen
    while fallen < len(rows) and rows[fallen].due <= day:
        fallen += 1
    return rows[:fallen]


def instalments_of(fold: LoanFold) -> tuple[InstalmentOutline, ...]:
    """Return every instalment; interest paid in advance counts as paid of the next ones."""
    ahead: dict[int, int] = {}
    if fold.interest_in_advance:
        ahead = {id(r): r.unpaid_interest - interest for r, interest, _ in fold.coming()}
    found = []
    for row in fold.schedule.rows:
        paid = row.interest_paid + ahead.get(id(row), 0)
        found.append(
            InstalmentOutline(
                row.number,
                row.due,
                row.principal,
                row.interest,
                row.principal_paid,
                paid,
                row.interest_waived,
            )
        )
    return tuple(found)


def state_of(fold: LoanFold) -> LoanState:
    """Return where the loan stands on the fold's day."""
    if fold.disbursed + fold.transferred_in <= 0:
        return LoanState.APPROVED
    if fold.off_the_books:
        written_off = fold.written_off > 0
        return LoanState.WRITTEN_OFF if written_off else LoanState.TRANSFERRED
    if fold.outstanding_principal <= 0 and not _interest_left(fold):
        return LoanState.CLOSED
    return LoanState.RESCHEDULED if fold.reschedules else LoanState.DISBURSED


def _interest_left(fold: LoanFold) -> int:
    """Return what is owed beside principal: interest, late interest, fees."""
    rows = fold.schedule.rows
    interest = max(0, sum(row.unpaid_interest for row in rows) - fold.interest_in_advance)
    fees = sum(row.unpaid_fee for row in rows) + sum(c.unpaid for c in fold.dated_charges)
    return interest + fees + fold.late_interest_due()
