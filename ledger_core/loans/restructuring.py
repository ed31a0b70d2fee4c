"""What events other than payments do to a loan: principal in and out, new dates, new rates."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.charges import DatedCharge
from ledger_core.loans.events import Charge, Rescheduling, UnpaidInterest
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.history import How
from ledger_core.loans.pauses import Moratorium
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.rows import Row
from ledger_core.loans.settling import record
from ledger_core.loans.taken_over import KnownInstalment, TakenOver


class PrincipalIn(StrEnum):
    """Where principal comes from."""

    DISBURSED = "disbursed"
    TRANSFERRED = "transferred"


class PrincipalOut(StrEnum):
    """Where principal goes that the borrower does not repay."""

    WRITTEN_OFF = "written-off"
    RELIEVED = "relieved"
    TRANSFERRED = "transferred"

    @property
    def how(self) -> How:
        """The word of the history."""
        return {
            PrincipalOut.WRITTEN_OFF: How.WRITTEN_OFF,
            PrincipalOut.RELIEVED: How.RELIEVED,
            PrincipalOut.TRANSFERRED: How.PASSED_ON,
        }[self]


def pay_out(fold: LoanFold, amount: int, kind: PrincipalIn) -> None:
    """Add principal; the first draws up the schedule, a later tranche sets it anew."""
    schedule = fold.schedule
    begins = not schedule.begun and amount > 0
    if kind is PrincipalIn.TRANSFERRED:
        fold.transferred_in += amount
        fold.log_principal("taken-over", amount)
    else:
        fold.disbursed += amount
        fold.log_principal("paid-out", amount)
        _charge_upfront(fold, amount, first=begins)
    if begins:
        schedule.begin(amount)
        fold.advance(fold.day)  # a down payment, or an instalment in advance, is due at once
    elif schedule.begun:
        kept = schedule.rows[: schedule.fallen + schedule.paid_ahead]
        schedule.add_principal(amount, fold.balance_after(kept))


def _charge_upfront(fold: LoanFold, amount: int, *, first: bool) -> None:
    fees, day = fold.terms.fees, fold.day
    fee = fees.upfront(max(0, amount), fold.terms.rounding.mode, first=first)
    if fee:
        fold.dated_charges.append(DatedCharge(Component.FEE, day, day, fee))
    if first:
        fold.dated_charges += [
            DatedCharge(Component.FEE, day, dated.due, dated.amount)
            for dated in fees.dated
            if dated.amount
        ]


def take_over(fold: LoanFold, event: TakenOver) -> None:
    """Begin a loan from older books: what is overdue as instalment 0, and what is to come."""
    fold.transferred_in += event.principal
    fold.log_principal("taken-over", event.principal)
    fold.reschedules += event.reschedules
    since = event.oldest_due or event.date
    fold.schedule.take_over(event)
    asked = [(Component.LATE_INTEREST, event.late_interest), (Component.FEE, event.fee)]
    for component, amount in asked:
        if amount:
            fold.dated_charges.append(DatedCharge(component, event.date, since, amount))
    for known in (*event.overdue, *event.schedule):
        fold.dated_charges += _charges_of(known, event.date)
    fold.advance(fold.day)


def _charges_of(known: KnownInstalment, day: date) -> list[DatedCharge]:
    asked = [(Component.LATE_INTEREST, known.late_interest), (Component.FEE, known.fee)]
    return [DatedCharge(what, day, known.due, amount) for what, amount in asked if amount]


def charge(fold: LoanFold, event: Charge) -> None:
    """Add a fee or a fixed penalty."""
    fold.dated_charges.append(DatedCharge(event.component, event.date, event.due, event.amount))


def change_rate(fold: LoanFold, rate: InterestRate) -> None:
    """Set another contract rate from the next day on; the late rate on principal follows it."""
    schedule = fold.schedule
    for row in schedule.rows[: schedule.fallen]:
        fold.ended_lines += row.change_late_rate(fold.day, fold.terms)
    fold.terms = replace(fold.terms, rate=rate)
    kept = schedule.rows[: schedule.fallen + schedule.paid_ahead]
    schedule.change_rate(rate, fold.balance_after(kept))


def reschedule(fold: LoanFold, event: Rescheduling) -> None:
    """Spread all outstanding principal over new dates.

    Unpaid interest stays where it is, or is moved in equal parts. The original due dates of
    overdue principal are kept for counting days past due.
    """
    fold.reschedules += event.kind.counts
    _move_overdue(fold)
    moved = 0
    if event.unpaid_interest is UnpaidInterest.SPREAD:
        moved = _take_unpaid_interest(fold)
    schedule = fold.schedule
    given_up = schedule.restart(
        fold.outstanding_principal, event.instalments, event.first_due, event.every_days
    )
    for row in given_up:
        fold.interest_in_advance += row.interest_paid + row.interest_waived
        fold.waived_in_advance += row.interest_waived
    if moved:
        schedule.add_interest(moved)
    fold.advance(fold.day)


def suspend(fold: LoanFold, moratorium: Moratorium) -> None:
    """Let a moratorium take effect on the instalments to come."""
    if not fold.off_the_books:
        fold.schedule.suspend(moratorium, fold.balance_after)


def reamortise(fold: LoanFold, principal: int | None) -> None:
    """Move overdue principal, in equal parts, to the coming instalments."""
    fold.reschedules += 1
    moved = _move_overdue(fold, principal, fallen_only=True)
    if moved and fold.schedule.begun:
        schedule = fold.schedule
        schedule.add_parts(schedule.fallen + schedule.paid_ahead, moved)


def take_principal(fold: LoanFold, amount: int, out: PrincipalOut) -> None:
    """Take principal off the loan that is not repaid: what is due first.

    So is what is unpaid of an instalment that was paid in part ahead of its date; it stays.
    """
    late_interest = fold.late_interest_due()
    if out is PrincipalOut.TRANSFERRED:
        fold.transferred_out += amount
    elif out is PrincipalOut.RELIEVED:
        fold.relieved += amount
    else:
        fold.written_off += amount
    fold.log_principal(out.how, -amount)
    fold.rescheduled_overdue.repay(amount)
    schedule = fold.schedule
    fallen = schedule.rows[: schedule.fallen]
    kept = schedule.rows[: schedule.fallen + schedule.paid_ahead]
    left = amount
    for row in kept:
        part = max(0, min(left, row.unpaid_principal))
        if part:
            fold.end_line(row, Component.PRINCIPAL)
            schedule.take_from(row, part)
            left -= part
            record(fold, Component.PRINCIPAL, part, out.how, row)
    if left:
        record(fold, Component.PRINCIPAL, left, out.how, None)
    if left and schedule.begun:
        schedule.redraw(len(kept), fold.balance_after(kept), relevel=False)
    if fold.outstanding_principal <= 0:
        _end(fold, fallen, out, late_interest)


def _end(fold: LoanFold, fallen: list[Row], out: PrincipalOut, late_interest: int) -> None:
    """Settle what is claimed beside principal, once the last of that is gone."""
    if fold.off_the_books:
        if out is PrincipalOut.WRITTEN_OFF:
            fold.memo_interest = late_interest + sum(row.unpaid_interest for row in fallen)
        for row in fallen:
            fold.end_line(row, Component.INTEREST)
    elif out is PrincipalOut.RELIEVED:
        _forgive_the_rest(fold)


def _forgive_the_rest(fold: LoanFold) -> None:
    """Let go interest, late interest and fees: who is forgiven the last principal owes nothing."""
    late = fold.late_interest_due()
    if late:
        fold.late_settled += late
        record(fold, Component.LATE_INTEREST, late, How.RELIEVED, None)
    for row in fold.schedule.rows:
        if row.unpaid_interest:
            unpaid = row.unpaid_interest
            fold.end_line(row, Component.INTEREST)
            row.interest -= unpaid
            record(fold, Component.INTEREST, unpaid, How.RELIEVED, row)
        if row.unpaid_fee:
            record(fold, Component.FEE, row.unpaid_fee, How.RELIEVED, row)
            row.fee_waived += row.unpaid_fee
    for dated in fold.dated_charges:
        if dated.unpaid:
            record(fold, dated.component, dated.unpaid, How.RELIEVED, dated)
            dated.waived += dated.unpaid


def _move_overdue(fold: LoanFold, most: int | None = None, *, fallen_only: bool = False) -> int:
    """Take unpaid principal out of the rows called, and remember what was overdue.

    Returns:
      What was taken, in đồng.
    """
    overdue: list[tuple[date, int]] = []
    left = fold.outstanding_principal if most is None else most
    taken = 0
    for row in fold.schedule.called:
        unpaid = min(left, row.unpaid_principal) if most is not None else row.unpaid_principal
        if unpaid and (row.due <= fold.day or (row.principal_paid and not fallen_only)):
            fold.end_line(row, Component.PRINCIPAL)
            row.principal -= unpaid
            left -= unpaid
            taken += unpaid
            record(fold, Component.PRINCIPAL, unpaid, How.MOVED, row)
            if row.due < fold.day:
                overdue.append((row.due, unpaid))
    fold.rescheduled_overdue.move(overdue)
    return taken


def _take_unpaid_interest(fold: LoanFold) -> int:
    overdue: list[tuple[date, int]] = []
    taken = 0
    for row in fold.schedule.rows[: fold.schedule.fallen]:
        unpaid = row.unpaid_interest
        if unpaid:
            fold.end_line(row, Component.INTEREST)
            row.interest -= unpaid
            taken += unpaid
            record(fold, Component.INTEREST, unpaid, How.MOVED, row)
            if row.due < fold.day:
                overdue.append((row.due, unpaid))
    fold.rescheduled_interest.move(overdue)
    return taken
