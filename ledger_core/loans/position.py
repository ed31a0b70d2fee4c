"""What a loan looks like at the end of a day: the figures that reports are made of."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger_core.loans.charges import ChargePosition
from ledger_core.loans.late import LateCharge
from ledger_core.messages import Message, N_


class LoanState(StrEnum):
    """Where a loan stands in its life."""

    APPROVED = "approved"
    """Agreed, nothing paid out."""
    DISBURSED = "disbursed"
    """Running."""
    RESCHEDULED = "rescheduled"
    """Running on dates that were changed at least once."""
    WRITTEN_OFF = "written-off"
    """The last principal was written off."""
    TRANSFERRED = "transferred"
    """The last principal passed to another borrower's loan."""
    CLOSED = "closed"
    """Everything is settled."""

    @property
    def running(self) -> bool:
        """Whether the borrower still repays it."""
        return self in {LoanState.DISBURSED, LoanState.RESCHEDULED}

    @property
    def label(self) -> Message:
        """The state as people read it."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    LoanState.APPROVED: Message(N_("approved, not paid out")),
    LoanState.DISBURSED: Message(N_("running")),
    LoanState.RESCHEDULED: Message(N_("running, rescheduled")),
    LoanState.WRITTEN_OFF: Message(N_("written off")),
    LoanState.TRANSFERRED: Message(N_("passed to another borrower")),
    LoanState.CLOSED: Message(N_("repaid")),
}


@dataclass(frozen=True, slots=True)
class InstalmentPosition:
    """One instalment with what has been settled of it, in whole đồng.

    Attributes:
      number: Number within the loan.
      due: Due date.
      principal: Principal it asks for; what was rescheduled or written off is not in it.
      interest: Interest it asks for.
      principal_paid: Principal settled, payments in advance included.
      interest_paid: Interest received.
      interest_waived: Interest the club let go.
      late_interest: Late interest on it that is not settled, fixed penalties left out.
      days_late: Days from the due date if principal or interest is unpaid.
      fee: Fee it asks for.
      fee_paid: Fee received.
      fee_waived: Fee the club let go.
      paid_in_advance: What was settled of it before its due date, fees and penalties included.
      paid_late: What was settled of it after its due date.
    """

    number: int
    due: dt.date
    principal: int
    interest: int
    principal_paid: int
    interest_paid: int
    interest_waived: int
    late_interest: int
    days_late: int
    fee: int = 0
    fee_paid: int = 0
    fee_waived: int = 0
    paid_in_advance: int = 0
    paid_late: int = 0

    @property
    def unpaid_fee(self) -> int:
        """Fee neither received nor waived."""
        return max(0, self.fee - self.fee_paid - self.fee_waived)

    @property
    def unpaid_principal(self) -> int:
        """Principal not settled."""
        return max(0, self.principal - self.principal_paid)

    @property
    def unpaid_interest(self) -> int:
        """Interest neither received nor waived."""
        return max(0, self.interest - self.interest_paid - self.interest_waived)


@dataclass(frozen=True, slots=True)
class LoanPosition:
    """A loan at the end of a day. Amounts are whole đồng.

    Overdue is what fell due before the day and is unpaid; due is that and what falls due on it.

    Attributes:
      date: The day.
      state: Where it stands in its life.
      disbursed: Principal paid out or taken over.
      outstanding_principal: Principal not repaid, written off or passed on.
      principal_due: Principal due.
      interest_due: Interest due.
      overdue_principal: Principal overdue.
      overdue_interest: Interest overdue.
      late_interest: Late interest and penalties due and not settled.
      accrued_interest: Interest of the running period so far, not due yet.
      days_past_due: Days since the oldest due date with unpaid principal or interest; 0 while no
        more than the threshold of the terms is overdue. A partial payment does not reset it.
        Overdue principal that was rescheduled counts from its original date until as much
        principal has been repaid since.
      days_past_due_by_new_dates: The same by the present due dates alone, as the tables of debt
        groups ask for rescheduled loans.
      oldest_unpaid_due: That oldest due date, None if nothing is overdue.
      payoff_amount: What settles the whole loan on the day.
      next_due: Next due date after the day with anything unpaid.
      next_amount: What is unpaid of the instalment due then.
      reschedules: How often the loan was rescheduled.
      instalments: All instalments.
      late_charges: Every line of late interest, settled or not.
      fee_due: Fees due.
      charges: Fees and fixed penalties with due dates of their own, due or to come.
      overpaid: What is kept for the borrower.
      memo_claim: What is still claimed of a loan written off: the principal taken off the books,
        the interest unpaid then, less what was recovered since.
    """

    date: dt.date
    state: LoanState
    disbursed: int
    outstanding_principal: int
    principal_due: int
    interest_due: int
    overdue_principal: int
    overdue_interest: int
    late_interest: int
    accrued_interest: int
    days_past_due: int
    days_past_due_by_new_dates: int
    oldest_unpaid_due: dt.date | None
    payoff_amount: int
    next_due: dt.date | None
    next_amount: int
    reschedules: int
    instalments: tuple[InstalmentPosition, ...]
    late_charges: tuple[LateCharge, ...]
    fee_due: int = 0
    charges: tuple[ChargePosition, ...] = ()
    overpaid: int = 0
    memo_claim: int = 0

    @property
    def overdue(self) -> int:
        """Principal and interest overdue."""
        return self.overdue_principal + self.overdue_interest
