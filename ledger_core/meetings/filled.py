"""What a filled sheet says, wherever it was filled: in a spreadsheet or at the terminal.

Everything that may be wrong keeps its place, so that a mistake can be pointed at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger_core.club import Attendance, Fund
from ledger_core.meetings.mistakes import NOWHERE, Place
from ledger_core.meetings.sheet import digest

PARTS = ("repayment", "fee", "fine", "donation", "capital")
"""What a member's payment can be for; the first and last go to the Income-generation fund."""


@dataclass(frozen=True, slots=True)
class FilledLine:
    """What one line of the sheet says was paid.

    Attributes:
      member: The member's code.
      loan: The loan of the line, "" for none.
      attendance: Whether the member came; None where nothing was marked.
      total: What was handed over, to be divided by the rule; None where the parts are named.
      parts: What was paid for which purpose, in đồng; only what was named.
      shown: What the sheet showed as to be paid, None where it was not read.
      places: Where each entry stands, by `attendance`, `total` and the names of the parts.
      place: Where the line stands.
    """

    member: str
    loan: str = ""
    attendance: Attendance | None = None
    total: int | None = None
    parts: Mapping[str, int] = field(default_factory=dict)
    shown: int | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    place: Place = NOWHERE

    @property
    def key(self) -> tuple[str, str]:
        """What the line is known by: member and loan."""
        return self.member, self.loan

    @property
    def paid(self) -> int:
        """Everything that was handed over."""
        return self.total if self.total is not None else sum(self.parts.values())

    def place_of(self, name: str) -> Place:
        """Return where an entry stands, or the line if it stands nowhere."""
        return self.places.get(name, self.place)


@dataclass(frozen=True, slots=True)
class PaidOut:
    """Money paid out on a loan that was approved before.

    Attributes:
      loan: The loan's id.
      amount: The amount in đồng.
      place: Where it stands.
    """

    loan: str
    amount: int
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NewLoan:
    """A loan that this meeting approves.

    Attributes:
      member: The borrower's code.
      principal: Principal in đồng.
      instalments: Number of instalments, None for the product's.
      purpose: What it is for.
      guarantor: The guarantor's code, "" for none.
      paid_out: What is paid out at the meeting, in đồng.
      places: Where each entry stands.
      place: Where the line stands.
    """

    member: str
    principal: int
    instalments: int | None = None
    purpose: str = ""
    guarantor: str = ""
    paid_out: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)
    place: Place = NOWHERE

    def place_of(self, name: str) -> Place:
        """Return where an entry stands, or the line if it stands nowhere."""
        return self.places.get(name, self.place)


@dataclass(frozen=True, slots=True)
class OtherMoney:
    """Money paid or received for a purpose of a fund.

    Attributes:
      fund: The fund.
      role: The purpose: a word of the ledger format, such as `area-health-care`.
      amount: The amount in đồng.
      person: Who gets or gives it: a name, or a member's code.
      text: What it is for, in words.
      received: Whether it is received, else paid.
      place: Where the line stands.
    """

    fund: Fund
    role: str
    amount: int
    person: str
    text: str = ""
    received: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A filled sheet.

    Attributes:
      club: Code of the club.
      day: The day of the meeting.
      minutes: The number of its minutes.
      mark: The mark of the sheet as it was made, "" where it was not made before.
      lines: The lines of the members.
      paid_out: Payments on loans approved before.
      new_loans: Loans that the meeting approves.
      approved_by: Codes of those who approve them.
      other: Expenses and other receipts.
      counted: The cash that was counted, by fund; only what was counted.
      opening: The opening cash that the sheet showed, by fund.
      places: Where `minutes`, `approved_by` and the counts stand.
    """

    club: str
    day: date
    minutes: str
    mark: str = ""
    lines: tuple[FilledLine, ...] = ()
    paid_out: tuple[PaidOut, ...] = ()
    new_loans: tuple[NewLoan, ...] = ()
    approved_by: tuple[str, ...] = ()
    other: tuple[OtherMoney, ...] = ()
    counted: Mapping[Fund, int] = field(default_factory=dict)
    opening: Mapping[Fund, int] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def place_of(self, name: str) -> Place:
        """Return where an entry of the whole meeting stands."""
        return self.places.get(name, NOWHERE)

    @property
    def content(self) -> str:
        """The mark of what the sheet says: the same for the same facts, wherever they stand."""
        return digest(
            {
                "club": self.club,
                "day": self.day.isoformat(),
                "minutes": self.minutes,
                "lines": sorted(_said_of_lines(self.lines)),
                "paid_out": sorted((paid.loan, paid.amount) for paid in self.paid_out),
                "new_loans": sorted(_said_of_loan(loan) for loan in self.new_loans),
                "approved_by": sorted(self.approved_by) if self.new_loans else [],
                "other": sorted(_said_of_money(money) for money in self.other),
                "counted": {fund.value: amount for fund, amount in self.counted.items()},
            }
        )


def _said_of_lines(lines: tuple[FilledLine, ...]) -> Iterator[list[str]]:
    for line in lines:
        parts = [f"{name}={line.parts[name]}" for name in PARTS if line.parts.get(name)]
        total = "" if line.total is None else str(line.total)
        if line.attendance or line.paid:
            yield [line.member, line.loan, str(line.attendance or ""), total, *parts]


def _said_of_loan(loan: NewLoan) -> list[str]:
    figures = (loan.principal, loan.instalments, loan.paid_out)
    return [loan.member, *map(str, figures), loan.purpose, loan.guarantor]


def _said_of_money(money: OtherMoney) -> list[str]:
    kind = "in" if money.received else "out"
    return [kind, money.fund.value, money.role, str(money.amount), money.person, money.text]
