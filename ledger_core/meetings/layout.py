"""Where everything stands in the spreadsheet: what writing and reading it must agree on."""

from dataclasses import dataclass
from enum import StrEnum

from ledger_core.books.actions import payable_roles, receivable_roles
from ledger_core.club import Fund, Role
from ledger_core.messages import LANGUAGES, Message, N_

HIDDEN = "clubledger"
"""Name of the hidden sheet that says what the workbook is."""

FIRST_ROW = 5
"""First row of figures on every sheet with a table; the headings stand above it."""

SUMS = "Σ"
"""What stands in place of a code in the row of sums."""

NEW_LOANS = 10
FREE_LINES = 12
"""Empty lines for expenses and other receipts, below those that name a purpose already."""


class Tab(StrEnum):
    """The sheets of the workbook."""

    MEETING = "meeting"
    MEMBERS = "members"
    PAID_OUT = "paid-out"
    NEW_LOANS = "new-loans"
    EXPENSES = "expenses"
    RECEIPTS = "receipts"

    @property
    def label(self) -> Message:
        """The sheet's name."""
        return _TITLES[self]


_TITLES = {
    Tab.MEETING: Message(N_("Meeting")),
    Tab.MEMBERS: Message(N_("Members")),
    Tab.PAID_OUT: Message(N_("Loans to pay out")),
    Tab.NEW_LOANS: Message(N_("New loans")),
    Tab.EXPENSES: Message(N_("Expenses")),
    Tab.RECEIPTS: Message(N_("Other receipts")),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table, or one line of the first sheet.

    Attributes:
      name: Its name in the program.
      heading: Its name for people.
      letter: Its column.
      entry: Whether it is to be filled in.
      amount: Whether it holds an amount of money.
      width: Width of the column in characters.
    """

    name: str
    heading: Message
    letter: str
    entry: bool = False
    amount: bool = True
    width: int = 12


def _text(name: str, heading: Message, letter: str, width: int, *, entry: bool = False) -> Field:
    return Field(name, heading, letter, entry=entry, amount=False, width=width)


MEMBERS = (
    _text("member", Message(N_("Code")), "A", 7),
    _text("name", Message(N_("Full name")), "B", 25),
    _text("loan", Message(N_("Loan")), "C", 11),
    _text("attendance", Message(N_("Attendance")), "D", 11, entry=True),
    Field("fee_owed", Message(N_("Membership fee")), "E"),
    Field("late_interest", Message(N_("Late interest")), "F", width=11),
    Field("loan_fee", Message(N_("Loan fee")), "G", width=10),
    Field("interest", Message(N_("Interest")), "H", width=11),
    Field("principal", Message(N_("Principal")), "I"),
    Field("arrears", Message(N_("Of these in arrears")), "J"),
    Field("to_pay", Message(N_("TO PAY")), "K", width=13),
    Field("total", Message(N_("PAID in all")), "L", entry=True, width=13),
    Field("repayment", Message(N_("Repayment of the loan")), "M", entry=True),
    Field("fee", Message(N_("Membership fee")), "N", entry=True),
    Field("fine", Message(N_("Fine")), "O", entry=True, width=10),
    Field("donation", Message(N_("Donation")), "P", entry=True),
    Field("capital", Message(N_("Capital paid in")), "Q", entry=True),
    Field("paid", Message(N_("PAID together")), "R", width=13),
    Field("lacking", Message(N_("Still owed")), "S"),
    Field("to_income", Message(N_("Into the box of the Income-generation fund")), "T", width=14),
    Field("to_activity", Message(N_("Into the box of the Activity fund")), "U", width=14),
    Field("capital_held", Message(N_("Capital held")), "V"),
)

PAID_OUT = (
    _text("loan", Message(N_("Loan")), "A", 12),
    _text("member", Message(N_("Code")), "B", 8),
    _text("name", Message(N_("Full name")), "C", 28),
    _text("purpose", Message(N_("Purpose")), "D", 30),
    Field("to_pay_out", Message(N_("To be paid out")), "E", width=15),
    Field("amount", Message(N_("Paid out today")), "F", entry=True, width=15),
)

NEW_LOAN = (
    _text("member", Message(N_("Code of the borrower")), "A", 12, entry=True),
    Field("principal", Message(N_("Principal approved")), "B", entry=True, width=16),
    _text("instalments", Message(N_("Number of instalments")), "C", 11, entry=True),
    _text("purpose", Message(N_("Purpose")), "D", 34, entry=True),
    _text("guarantor", Message(N_("Code of the guarantor")), "E", 12, entry=True),
    Field("paid_out", Message(N_("Paid out today")), "F", entry=True, width=16),
)

OTHER = (
    _text("purpose", Message(N_("Kind of expense or receipt")), "A", 48, entry=True),
    Field("amount", Message(N_("Amount")), "B", entry=True, width=16),
    _text("person", Message(N_("Name, or code of the member")), "C", 30, entry=True),
    _text("text", Message(N_("What for")), "D", 40, entry=True),
)

MINUTES_ROW, APPROVERS_ROW = 4, 5
CASH_ROW = 8
"""Heading of the table of cash on the first sheet; its lines follow."""

CASH_LINES = ("opening", "members", "other", "lent", "spent", "expected", "counted", "difference")
FUND_LETTERS = {Fund.INCOME: "B", Fund.ACTIVITY: "C"}


def cash_row(line: str) -> int:
    """Return the row of a line of the table of cash."""
    return CASH_ROW + 1 + CASH_LINES.index(line)


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of a fund's money, as the lists offer it."""

    fund: Fund
    role: Role

    @property
    def label(self) -> Message:
        """The purpose with its fund: both funds know some of them."""
        return Message(N_("{fund}: {purpose}"), fund=self.fund, purpose=self.role)


AREAS = tuple(role for role in Role if role.value.startswith("area-"))


def purposes(*, received: bool) -> tuple[Purpose, ...]:
    """Return what money may be received or paid for; the Activity fund, used most, comes first."""
    roles = receivable_roles if received else payable_roles
    return tuple(
        Purpose(fund, role) for fund in (Fund.ACTIVITY, Fund.INCOME) for role in roles(fund)
    )


def usual(*, received: bool) -> tuple[Purpose, ...]:
    """Return the purposes that have a line of their own already."""
    if received:
        roles = (Role.DONATIONS, Role.COMMON_WORK, Role.BUDGET_SUPPORT)
        return tuple(Purpose(Fund.ACTIVITY, role) for role in roles)
    return tuple(Purpose(Fund.ACTIVITY, role) for role in AREAS)


def purpose_of(text: str, *, received: bool) -> Purpose | None:
    """Return the purpose that a label names, in either language; None for no such one."""
    wanted = " ".join(text.split()).casefold()
    for purpose in purposes(received=received):
        names = {purpose.label.in_language(spoken).casefold() for spoken in LANGUAGES}
        if wanted in names:
            return purpose
    return None
