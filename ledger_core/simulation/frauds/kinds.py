"""The kinds of mistakes and frauds, and what the truth says of each planted entry."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FraudKind(StrEnum):
    """What was planted; the values stand in `truth.json`."""

    UNBOOKED_RECEIPT = "unbooked-receipt"
    """A member pays and gets a receipt that never reaches the books: its number is missing."""
    VOIDED_RECEIPT = "voided-receipt"
    """The same, and the form is stated to be spoiled."""
    LAPPING = "lapping"
    """Each of three borrowers' payments is kept and booked a month later from the next one's."""
    LATE_ENTERED_RECEIPT = "late-entered-receipt"
    """A repayment is written into the books weeks after it was received."""
    TAKEN_BACK_RECEIPT = "taken-back-receipt"
    """A good receipt is taken back a month later, and the money kept."""
    INTEREST_SHORTFALL = "interest-shortfall"
    """A friend's payment is booked as principal, the interest left out."""
    DUPLICATE_PAYMENT = "duplicate-payment"
    """One expense is paid under two vouchers."""
    ROUND_EXPENSE = "round-expense"
    """An expense of a round half million or more that nobody can show goods for."""
    SPLIT_EXPENSE = "split-expense"
    """One large expense in three smaller vouchers for one person."""
    EXPENSE_TO_TREASURER = "expense-to-treasurer"
    """An expense in the treasurer's own name."""
    OFF_MEETING_EXPENSE = "off-meeting-expense"
    """An expense between two meetings that nobody saw."""
    BACK_DATED_EXPENSE = "back-dated-expense"
    """An expense entered weeks after the day it bears."""
    UNUSUAL_RECORDER = "unusual-recorder"
    """An expense entered by somebody who never keeps the books."""
    CAPITAL_TO_MEMBER = "capital-to-member"
    """Paid-in capital is paid out in the name of a member who stays."""
    LATE_BANKING = "late-banking"
    """Money lay in the box for more than a month before it was taken to the bank."""
    GHOST_BORROWER = "ghost-borrower"
    """A loan to an invented person."""
    LOAN_TO_MEMBER_GONE = "loan-to-member-gone"
    """A loan in the name of a member whose death is entered days later."""
    GHOST_MEMBER = "ghost-member"
    """A name in the register that makes the club look larger."""
    SAME_PERSON_TWICE = "same-person-twice"
    """A second code for a member, for a second loan."""
    OFFICER_LARGE_LOAN = "officer-large-loan"
    """A loan to an officer above those of everybody else."""
    OFFICER_APPROVES_OWN = "officer-approves-own"
    """An officer's loan, approved by the officer and one other."""
    OFF_MEETING_LOAN = "off-meeting-loan"
    """A loan approved and paid out between two meetings."""
    REFINANCING = "refinancing"
    """Arrears repaid out of a new loan of the same day."""
    EARLY_WRITE_OFF = "early-write-off"
    """A loan of a living member written off after a few months."""
    IDLE_CASH = "idle-cash"
    """Nothing is lent for months: the cash is said to be in the box."""
    NO_COUNTS = "no-counts"
    """Nobody counts the cash for months."""
    COUNT_BY_ONE = "count-by-one"
    """The treasurer counts alone."""
    LATE_TRANSFER = "late-transfer"
    """Interest received is passed to the Activity fund months late."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One entry that was put into the books on purpose.

    Attributes:
      kind: What it is.
      entry: What names it: a voucher, a loan, a member, or a fund's cash and its month or day.
      day: The day it bears.
    """

    kind: FraudKind
    entry: str
    day: date

    def as_json(self, club: str) -> dict[str, str]:
        """Return it as `truth.json` tells it; `club` is the club's path."""
        return {
            "club": club,
            "kind": self.kind.value,
            "entry": self.entry,
            "date": self.day.isoformat(),
        }
