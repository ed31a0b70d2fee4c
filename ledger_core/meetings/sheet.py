"""A meeting sheet before the meeting: who is asked for what, and what each cash box holds.

Free of any format: the spreadsheet, the page, the screen and the guided meeting show this one
model. Amounts are whole đồng; everything is as the books stand at the end of the sheet's day, with
what is entered on that day already.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from ledger_core.club import Fund

FORM = "1"
"""Version of the form: a sheet of another version is not read."""

_MARK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LoanDue:
    """What one running loan asks for at a meeting.

    Attributes:
      loan: The loan's id.
      late_interest: Late interest and penalties due.
      fee: Loan fees due.
      interest: Interest due, that of earlier days included.
      principal: Principal due, that of earlier days included.
      arrears: The part of interest and principal that was due before the day.
      days_past_due: Days since the oldest due date with anything unpaid.
      outstanding_principal: All principal not yet repaid.
      payoff: What settles the whole loan on the day.
    """

    loan: str
    late_interest: int
    fee: int
    interest: int
    principal: int
    arrears: int
    days_past_due: int
    outstanding_principal: int
    payoff: int

    @property
    def due(self) -> int:
        """Everything the loan asks for now."""
        return self.late_interest + self.fee + self.interest + self.principal


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the sheet: a member, or a further loan of the member above.

    Attributes:
      member: The member's code.
      name: The name.
      fee_owed: Membership fees owed; 0 on a further line of the same member.
      loan: What the loan of this line asks for, None for who has none.
      capital: Paid-in capital that the club holds for the member; 0 on a further line.
      further: Whether the member has a line above already.
      left: Whether they are a member no longer, and only a loan remains.
      monthly_fee: The fee of one month by the rules of the day.
    """

    member: str
    name: str
    fee_owed: int = 0
    loan: LoanDue | None = None
    capital: int = 0
    further: bool = False
    left: bool = False
    monthly_fee: int = 0

    @property
    def loan_due(self) -> int:
        """What the loan asks for, 0 without one."""
        return self.loan.due if self.loan else 0

    @property
    def to_pay(self) -> int:
        """Everything this line asks for."""
        return self.fee_owed + self.loan_due

    @property
    def key(self) -> tuple[str, str]:
        """What the line is known by: member and loan, "" for no loan."""
        return self.member, self.loan.loan if self.loan else ""


@dataclass(frozen=True, slots=True)
class WaitingLoan:
    """A loan that is approved, and not or not wholly paid out.

    Attributes:
      loan: The loan's id.
      member: The borrower's code.
      name: The borrower's name.
      to_pay_out: What is left of the agreed principal.
      purpose: What it is for.
    """

    loan: str
    member: str
    name: str
    to_pay_out: int
    purpose: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting sheet before the meeting.

    Attributes:
      club: The club's code.
      club_name: Its name.
      day: The day of the meeting.
      minutes: The number that is proposed for its minutes.
      membership_fee: The monthly fee by the rules of the day.
      lines: Members by code; who has several loans has a line for each.
      waiting: Loans that wait to be paid out.
      opening: The cash of each fund, by the books.
    """

    club: str
    club_name: str
    day: date
    minutes: str
    membership_fee: int
    lines: tuple[SheetLine, ...]
    waiting: tuple[WaitingLoan, ...]
    opening: Mapping[Fund, int]

    @property
    def mark(self) -> str:
        """A mark that changes with any figure or name that the sheet shows."""
        shown = asdict(self) | {"form": FORM, "day": self.day.isoformat()}
        return digest(shown)

    def line(self, key: tuple[str, str]) -> SheetLine | None:
        """Return the line of a member and loan, None where there is none."""
        return next((line for line in self.lines if line.key == key), None)


def digest(value: object) -> str:
    """Return 16 hexadecimal digits that stand for a value of JSON: the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_DIGITS]
