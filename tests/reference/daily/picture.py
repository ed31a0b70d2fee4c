"""The figures of a loan at the end of a day."""

from dataclasses import dataclass
from datetime import date

from tests.reference.daily.instalment import Instalment
from tests.reference.daily.loan import Loan
from tests.reference.daily.paying import pay_off


@dataclass(frozen=True)
class Picture:
    """What a report would show. Amounts in whole đồng.

    Attributes:
      fallen: Due date, principal, interest and fee of what has fallen due.
      unpaid: Due date, unpaid principal, interest and fee, of every instalment not settled.
      late_by_due: Due date and unsettled late interest, where there is any.
    """

    day: date
    state: str
    outstanding_principal: int
    principal_due: int
    interest_due: int
    overdue_principal: int
    overdue_interest: int
    late_interest: int
    fee_due: int
    accrued_interest: int
    days_past_due: int
    days_past_due_by_new_dates: int
    payoff_amount: int
    next_due: date | None
    next_amount: int
    fallen: tuple[tuple[date, int, int, int], ...]
    unpaid: tuple[tuple[date, int, int, int], ...]
    late_by_due: tuple[tuple[date, int], ...]


def picture(loan: Loan) -> Picture:
    """Return the figures of today."""
    gone, day = loan.off_the_books, loan.day
    fallen = [] if gone else loan.instalments[: loan.fallen]
    overdue = [row for row in fallen if row.due < day and row.open]
    late = {} if gone else loan.late_interest()
    unpaid = [] if gone else _unpaid(loan)
    following = next((row for row in unpaid if row[0] > day), None)
    return Picture(
        day=day,
        state=_state(loan),
        outstanding_principal=loan.outstanding,
        principal_due=_sum(fallen, "principal"),
        interest_due=_sum(fallen, "interest"),
        overdue_principal=_sum(overdue, "principal"),
        overdue_interest=_sum(overdue, "interest"),
        late_interest=0 if gone else sum(late.values()) + _charged(loan, "late-interest"),
        fee_due=0 if gone else _charged(loan, "fee") + sum(row.unpaid_fee for row in fallen),
        accrued_interest=_accrued(loan),
        days_past_due=_days(loan, overdue, aged=True),
        days_past_due_by_new_dates=_days(loan, overdue, aged=False),
        payoff_amount=pay_off(loan),
        next_due=following[0] if following else None,
        next_amount=sum(following[1:]) if following else 0,
        fallen=tuple(
            (r.due, r.principal, r.interest, r.fee) for r in fallen if r.principal + r.interest
        ),
        unpaid=tuple(unpaid),
        late_by_due=tuple((due, amount) for due, amount in late.items() if amount),
    )


def _sum(rows: list[Instalment], component: str) -> int:
    return sum(row.unpaid(component) for row in rows)


def _charged(loan: Loan, component: str) -> int:
    """Charges whose date has come."""
    due = [charge for charge in loan.charges if charge.due <= loan.day]
    return sum(charge.unpaid for charge in due if charge.component == component)


def _unpaid(loan: Loan) -> list[tuple[date, int, int, int]]:
    interest = loan.open_interest()
    rows = [
        (row.due, row.unpaid("principal"), interest[row.due], row.unpaid_fee)
        for row in loan.instalments
    ]
    return [row for row in rows if any(row[1:])]


def _accrued(loan: Loan) -> int:
    """Interest of the running period, as far as nothing was settled of what will ask for it."""
    if loan.off_the_books:
        return 0
    settled = loan.reserve
    for row in loan.coming:
        settled += row.interest_settled
        if not loan.leaves(row):
            break  # it asks for its own, and for what the ones before left to it
    return max(0, loan.counted() - settled)


def _state(loan: Loan) -> str:
    if loan.off_the_books:
        return "written-off" if loan.written_off else "transferred"
    owed = sum(loan.open_interest().values()) + sum(loan.late_interest().values())
    owed += sum(row.unpaid_fee for row in loan.instalments)
    owed += sum(charge.unpaid for charge in loan.charges)
    if not loan.outstanding and not owed:
        return "closed"
    return "rescheduled" if loan.rescheduled else "disbursed"


def _days(loan: Loan, overdue: list[Instalment], *, aged: bool) -> int:
    """Days since the oldest due date with anything unpaid, unless too little is overdue.

    Rescheduled overdue principal counts from its original date where that is asked for.
    """
    oldest = [row.due for row in overdue]
    total = sum(row.open for row in overdue)
    if aged and not loan.off_the_books:
        oldest += [due for due, _ in loan.aged]
        total += sum(amount for _, amount in loan.aged)
    if total <= loan.agreement.threshold:
        return 0
    return (loan.day - min(oldest)).days
