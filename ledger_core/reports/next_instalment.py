"""What the next instalment will be, and why it is more or less than the one before.

Reckoned as if nothing were paid until then, by the same position and lines as every other figure.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger_core.loans import ExplainedLine, Figure, InstalmentPosition, LoanAccount, LoanPosition
from ledger_core.messages import Message, N_


class Change(StrEnum):
    """Why the sum to pay differs from the instalment before."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    FEE = "fee"
    UNPAID_BEFORE = "unpaid-before"
    LATE_INTEREST = "late-interest"
    PAID_IN_ADVANCE = "paid-in-advance"

    @property
    def label(self) -> Message:
        """The reason as people read it."""
        return _LABELS[self]


_LABELS = {
    Change.PRINCIPAL: Message(N_("another principal than the instalment before")),
    Change.INTEREST: Message(N_("another interest than the instalment before")),
    Change.FEE: Message(N_("another fee than the instalment before")),
    Change.UNPAID_BEFORE: Message(N_("still unpaid from before")),
    Change.LATE_INTEREST: Message(N_("late-payment interest up to that day")),
    Change.PAID_IN_ADVANCE: Message(N_("paid in advance already")),
}


@dataclass(frozen=True, slots=True)
class NextInstalment:
    """The next instalment with anything unpaid. Amounts are whole đồng.

    Attributes:
      due: Its due date.
      number: Its number.
      amount: What is unpaid of it, as `loan show` says on the day itself.
      principal: What it asks for as principal, paid or not.
      interest: What it asks for as interest.
      fee: What it asks for as a fee.
      total: Everything to pay on its due date if nothing is paid until then: what is unpaid from
        before and late interest included.
      lines: How its interest comes about.
      previous_due: Due date of the instalment before, None for the first.
      previous_amount: What that asked for.
      changes: Why `total` differs from that; they sum to the difference.
    """

    due: date
    number: int
    amount: int
    principal: int
    interest: int
    fee: int
    total: int
    lines: tuple[ExplainedLine, ...]
    previous_due: date | None = None
    previous_amount: int = 0
    changes: tuple[tuple[Change, int], ...] = ()


def next_instalment(account: LoanAccount, position: LoanPosition) -> NextInstalment | None:
    """Return the next instalment of a loan, None where none is to come."""
    if position.next_due is None:
        return None
    then = account.position(position.next_due)
    rows = [row for row in then.instalments if row.due == position.next_due]
    if not rows:
        return None
    row = next((row for row in rows if _unpaid(row)), rows[0])
    due_then = then.principal_due + then.interest_due + then.fee_due
    earlier = [other for other in then.instalments if other.due < row.due]
    before = earlier[-1] if earlier else None
    changes: tuple[tuple[Change, int], ...] = ()
    if before is not None:
        reasons = {
            Change.PRINCIPAL: row.principal - before.principal,
            Change.INTEREST: row.interest - before.interest,
            Change.FEE: row.fee - before.fee,
            Change.UNPAID_BEFORE: due_then - _unpaid(row),
            Change.LATE_INTEREST: then.late_interest,
            Change.PAID_IN_ADVANCE: _unpaid(row) - _asked(row),
        }
        changes = tuple((change, amount) for change, amount in reasons.items() if amount)
    return NextInstalment(
        due=row.due,
        number=row.number,
        amount=position.next_amount,
        principal=row.principal,
        interest=row.interest,
        fee=row.fee,
        total=due_then + then.late_interest,
        lines=_interest_lines(account, row),
        previous_due=before.due if before else None,
        previous_amount=_asked(before) if before else 0,
        changes=changes,
    )


def _interest_lines(account: LoanAccount, row: InstalmentPosition) -> tuple[ExplainedLine, ...]:
    """Return the lines by which an instalment asks for interest on its due date."""
    return tuple(
        line
        for line in account.explain(row.due)
        if line.figure is Figure.INTEREST_DUE and line.number == row.number and line.amount > 0
    )


def _asked(row: InstalmentPosition) -> int:
    return row.principal + row.interest + row.fee


def _unpaid(row: InstalmentPosition) -> int:
    return row.unpaid_principal + row.unpaid_interest + row.unpaid_fee
