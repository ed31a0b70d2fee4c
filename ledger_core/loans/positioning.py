"""Computes the position of a loan from its fold."""

import datetime as dt
from typing import NamedTuple

from ledger_core.loans.allocation import payoff_amount
from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.charges import ChargePosition
from ledger_core.loans.claims import number_of
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.history import How
from ledger_core.loans.outline import instalments_of, rows_due, state_of
from ledger_core.loans.position import InstalmentPosition, LoanPosition
from ledger_core.loans.rows import Row


class Arrears(NamedTuple):
    """What is overdue of a loan on a day, and since when. Amounts are whole đồng.

    Attributes:
      overdue_principal: Principal that fell due before the day and is unpaid.
      overdue_interest: The same of interest.
      oldest_due: The oldest due date with anything unpaid, None if nothing is overdue.
      late_since: The due date from which days past due count, None while no more than the threshold
        of the terms is overdue.
      late_since_by_new_dates: The same by the present due dates alone.
    """

    overdue_principal: int
    overdue_interest: int
    oldest_due: dt.date | None
    late_since: dt.date | None
    late_since_by_new_dates: dt.date | None


def arrears_of(fold: LoanFold, day: dt.date) -> Arrears:
    """Return what is overdue at the end of `day`.

    Args:
      fold: The loan at the end of that day; or of an earlier one since which nothing was posted, if
        no interest is paid in advance.
      day: The day.
    """
    late = [row for row in rows_due(fold, day) if row.due < day and row.unpaid]
    principal = sum(row.unpaid_principal for row in late)
    interest = sum(row.unpaid_interest for row in late)
    overdue = principal + interest
    oldest_new = late[0].due if late else None
    moved, original = fold.moved_overdue()
    oldest = min((due for due in (original, oldest_new) if due is not None), default=None)
    threshold = fold.terms.late.threshold
    return Arrears(
        overdue_principal=principal,
        overdue_interest=interest,
        oldest_due=oldest,
        late_since=oldest if overdue + moved > threshold else None,
        late_since_by_new_dates=oldest_new if overdue > threshold else None,
    )


def days_since(late_since: dt.date | None, day: dt.date) -> int:
    """Return the days past due on a day, 0 where nothing is late."""
    return 0 if late_since is None else (day - late_since).days


def position_of(fold: LoanFold) -> LoanPosition:
    """Return the position on the fold's day.

    A loan that is off the books owes nothing in them: its claim is kept in a memo register.
    """
    day = fold.day
    rows = rows_due(fold, day)
    arrears = arrears_of(fold, day)
    next_due, next_amount = _next(fold)
    return LoanPosition(
        date=day,
        state=state_of(fold),
        disbursed=fold.disbursed + fold.transferred_in,
        outstanding_principal=fold.outstanding_principal,
        principal_due=sum(row.unpaid_principal for row in rows),
        interest_due=sum(row.unpaid_interest for row in rows),
        overdue_principal=arrears.overdue_principal,
        overdue_interest=arrears.overdue_interest,
        late_interest=_late_due(fold),
        accrued_interest=fold.accrued_unpaid,
        days_past_due=days_since(arrears.late_since, day),
        days_past_due_by_new_dates=days_since(arrears.late_since_by_new_dates, day),
        oldest_unpaid_due=arrears.oldest_due,
        payoff_amount=payoff_amount(fold),
        next_due=next_due,
        next_amount=next_amount,
        reschedules=fold.reschedules,
        instalments=_instalments(fold),
        late_charges=tuple(fold.charges()),
        fee_due=_fee_due(fold, rows),
        charges=_charges(fold),
        overpaid=fold.overpaid,
        memo_claim=_memo_claim(fold),
    )


def _late_due(fold: LoanFold) -> int:
    if fold.off_the_books:
        return 0
    return fold.late_interest_due() + fold.dated_due(Component.LATE_INTEREST)


def _fee_due(fold: LoanFold, fallen: list[Row]) -> int:
    if fold.off_the_books:
        return 0
    return sum(row.unpaid_fee for row in fallen) + fold.dated_due(Component.FEE)


def _memo_claim(fold: LoanFold) -> int:
    if not fold.written_off:
        return 0
    return max(0, fold.written_off + fold.memo_interest - fold.recovered)


def _charges(fold: LoanFold) -> tuple[ChargePosition, ...]:
    rows = fold.schedule.rows
    return tuple(
        ChargePosition(
            component=charge.component,
            charged=charge.charged,
            due=charge.due,
            number=number_of(rows, charge.due),
            amount=charge.amount,
            paid=charge.paid,
            waived=charge.waived,
        )
        for charge in sorted(
            fold.dated_charges, key=lambda c: (c.due, c.charged, c.component, c.amount, c.paid)
        )
    )


def _next(fold: LoanFold) -> tuple[dt.date | None, int]:
    schedule = fold.schedule
    if fold.off_the_books:
        return None, 0
    left = {id(row): (interest, principal) for row, interest, principal in fold.coming()}
    for row in schedule.rows[schedule.fallen :]:
        amount = sum(left.get(id(row), (row.unpaid_interest, row.unpaid_principal)))
        amount += row.unpaid_fee
        if amount:
            return row.due, amount
    return None, 0


def _instalments(fold: LoanFold) -> tuple[InstalmentPosition, ...]:
    late = fold.late_interest_by_number()
    positions = []
    timing = _timing(fold)
    for row, outline in zip(fold.schedule.rows, instalments_of(fold), strict=True):
        early, after = timing.get(row.number, (0, 0))
        overdue = row.due < fold.day and row.unpaid > 0
        positions.append(
            InstalmentPosition(
                *outline,
                late_interest=late.get(row.number, 0),
                days_late=(fold.day - row.due).days if overdue else 0,
                fee=row.fee,
                fee_paid=row.fee_paid,
                fee_waived=row.fee_waived,
                paid_in_advance=early,
                paid_late=after,
            )
        )
    return tuple(positions)


def _timing(fold: LoanFold) -> dict[int, tuple[int, int]]:
    """Return by number what was paid of an instalment before its due date, and after it."""
    rows = fold.schedule.rows
    dues = {row.number: row.due for row in rows}
    timing: dict[int, tuple[int, int]] = {}
    for entry in fold.history:
        number = entry.number
        if entry.charge is not None:
            number = number_of(rows, entry.charge.due)
        if number is None or entry.how not in {How.PAID, How.TAKEN_BACK}:
            continue
        due = dues.get(number) or entry.due or entry.date
        early, after = timing.get(number, (0, 0))
        if entry.date < due:
            early += entry.amount
        elif entry.date > due:
            after += entry.amount
        timing[number] = early, after
    return timing
