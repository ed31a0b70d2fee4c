"""What happens to a loan beside payments, and the order of a day."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tests.reference.daily.figures import ONE_DAY, months_later
from tests.reference.daily.happenings import (
    Asked,
    Happening,
    LetGo,
    Lost,
    NewDates,
    NewRate,
    Paid,
    PaidOut,
    Parts,
    Storm,
    TakenOver,
)
from tests.reference.daily.instalment import Charge, Instalment
from tests.reference.daily.loan import Loan
from tests.reference.daily.paying import (
    grow_younger,
    settle,
    settle_fee,
    settle_interest,
    settle_late,
    split,
)


def apply(loan: Loan, happenings: Sequence[Happening]) -> tuple[Parts, Parts] | None:
    """Apply what happened today: money out, new dates, waivers, payments, losses.

    Returns:
      How the payments of the day were posted, and how the rule splits their sum.
    """
    _before_payments(loan, happenings)
    for event in happenings:
        if isinstance(event, Asked):
            loan.charges.append(Charge(event.component, event.due, event.amount))
    for event in happenings:
        if isinstance(event, LetGo):
            settle_interest(loan, event.interest, ahead=False, waived=True)
            settle_late(loan, event.late_interest)
            settle_fee(loan, event.fee, ahead=False)
    both = _pay(loan, [event for event in happenings if isinstance(event, Paid)])
    for event in happenings:
        if isinstance(event, Lost):
            lose(loan, event)
    return both


def _before_payments(loan: Loan, happenings: Sequence[Happening]) -> None:
    for event in happenings:
        if isinstance(event, Storm):
            hold(loan, event)
    for event in happenings:
        if isinstance(event, TakenOver):
            take_over(loan, event)
        elif isinstance(event, PaidOut):
            pay_out(loan, event)
    for event in happenings:
        if isinstance(event, NewRate):
            change_rate(loan, event)
    for event in happenings:
        if isinstance(event, NewDates):
            reschedule(loan, event)
    loan.use_reserve_when_near()


def _pay(loan: Loan, payments: Sequence[Paid]) -> tuple[Parts, Parts] | None:
    """Payments of one day count as one."""
    if not payments:
        return None
    by_rule = split(loan, sum(event.amount for event in payments))
    posted = payments[0].parts or by_rule
    settle(loan, posted)
    return posted, by_rule


def take_over(loan: Loan, event: TakenOver) -> None:
    """What is overdue is an instalment of its old date; what is not begins a schedule today.

    Late interest of before stands in the older books; only a known instalment that is still within
    its grace was charged nothing.
    """
    agreement, due = loan.agreement, event.oldest_due
    if event.overdue or event.interest:
        grace = agreement.grace
        grace_end = months_later(due, 1) if grace is None else due + grace * ONE_DAY
        row = Instalment(due, due, grace_end, event.overdue, event.interest)
        if event.known and not row.past_grace(loan.day):
            for _ in range((loan.day - due).days):
                row.count_one_day_late(agreement.late_per_day)
        loan.instalments.append(row)
        loan.fallen = loan.old = 1
    if event.fee:
        loan.charges.append(Charge("fee", due, event.fee))
    loan.outstanding = event.principal
    loan.flat_base = coming = event.principal - event.overdue
    loan.lay_out(loan.day, agreement.first_due, agreement.instalments)
    loan.draw_up(loan.fallen, coming, anew=True)


def pay_out(loan: Loan, event: PaidOut) -> None:
    """The first sum begins the schedule; a further one is spread with what is to come."""
    amount = event.amount
    before = loan.counted_to_end()
    loan.outstanding += amount
    loan.flat_base += amount
    first = loan.fallen + loan.paid_ahead
    fee = loan.agreement.fee_of_payout(amount, first=not loan.instalments)
    if fee:
        loan.charges.append(Charge("fee", loan.day, fee))
    if not loan.instalments:
        loan.lay_out(loan.day, loan.agreement.first_due, loan.agreement.instalments)
    kept = sum(row.unpaid("principal") for row in loan.instalments[:first])
    near = loan.running if loan.paid_ahead else None
    loan.draw_up(first, loan.outstanding - kept, anew=True)
    if near is not None and not loan.leaves(near):
        # What comes now bears interest until the date of the instalment that stays as well.
        near.interest += loan.counted_to_end() - before
        near.fee = loan.agreement.fee_of(near.principal, near.interest)
        loan.draw_up(first, loan.outstanding - kept, anew=False)


def hold(loan: Loan, event: Storm) -> None:
    """A moratorium: what is still to come and falls due in it asks for no principal.

    Each moves the end by a month; sizes of instalments stay. What fell due stays, and so do the
    next ones where anything of them was settled: the moratorium begins after them.
    """
    if loan.off_the_books:
        return
    first = loan.fallen
    while first < len(loan.instalments) and loan.instalments[first].touched:
        first += 1
    start = event.start
    if first:
        start = max(start, loan.instalments[first - 1].due + ONE_DAY)
    if start > event.end:
        return
    loan.storms.append((start, event.end, event.interest))
    rows = loan.instalments[first:]
    balance = loan.outstanding - sum(row.unpaid("principal") for row in loan.instalments[:first])
    if not rows or balance <= 0:
        return
    held = [row for row in rows if start <= row.due <= event.end and not row.touched]
    more = sum(not row.held for row in held)
    for row in held:
        row.held = True
        row.defers = not row.free and (row.defers or event.interest != "charged")
    loan.add_dates(more)
    loan.draw_up(first, balance, anew=False)


def change_rate(loan: Loan, event: NewRate) -> None:
    """Another rate from tomorrow on: what is still to come is set anew on it."""
    for row in loan.instalments[: loan.fallen]:
        row.change_late_rate()
    loan.agreement = replace(loan.agreement, rate=event.rate)
    first = loan.fallen + loan.paid_ahead
    balance = loan.outstanding - sum(row.unpaid("principal") for row in loan.instalments[:first])
    if balance > 0:
        loan.draw_up(first, balance, anew=True)


def reschedule(loan: Loan, event: NewDates) -> None:
    """All principal goes over new dates; interest that fell due stays due where it was.

    The running period goes on to the first new date. The next instalment, where it is near and
    was paid at least in part, stays with what was paid, and the new ones follow it.
    """
    loan.rescheduled = True
    known = sum(old for _, old in loan.aged)
    kept = loan.fallen + loan.paid_ahead
    for row in loan.instalments[:kept]:
        unpaid = row.unpaid("principal")
        if not unpaid:
            continue
        row.before_change("principal", unpaid, loan.day)
        row.principal -= unpaid
        if row.due < loan.day:
            # What was moved before and is overdue once more keeps the age it has.
            again = min(known, unpaid)
            known -= again
            if unpaid > again:
                loan.aged.append((row.due, unpaid - again))
    running = loan.running if any(row.asks for row in loan.coming) else None
    if running is None:
        start, loan.bases = loan.day, []
        loan.deferred, loan.waits = Fraction(0), False
    else:
        start = running.due if loan.paid_ahead else running.start
    for row in loan.instalments[kept:]:
        loan.reserve += row.interest_settled
    del loan.instalments[kept:]
    loan.flat_base, loan.flat_left_over = loan.outstanding, Fraction(0)
    loan.lay_out(start, event.first_due, event.instalments)
    loan.draw_up(kept, loan.outstanding, anew=True)


def lose(loan: Loan, event: Lost) -> None:
    """Principal goes without being repaid: what is due first, then from what is to come.

    The next instalment, where it is near and was paid in part, counts as due here, and stays.
    """
    if event.passed_on:
        loan.passed_on += event.principal
    else:
        loan.written_off += event.principal
    loan.outstanding -= event.principal
    grow_younger(loan, event.principal)
    left = event.principal
    first = loan.fallen + loan.paid_ahead
    for row in loan.instalments[:first]:
        part = min(left, row.unpaid("principal"))
        if part:
            row.before_change("principal", part, loan.day)
            row.principal -= part
            left -= part
    if left and loan.outstanding:
        kept = sum(row.unpaid("principal") for row in loan.instalments[:first])
        loan.draw_up(first, loan.outstanding - kept, anew=False)
