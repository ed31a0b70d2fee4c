"""The sheets of the template: which columns each has, and what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledger_core.club import Fund, LeavingReason, Office, Role
from ledger_core.loans import Method
from ledger_core.messages import Message, N_


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    CODE = "code"  # of a member, loan or voucher: capitals, no spaces
    CODES = "codes"  # of members, parted by commas
    AMOUNT = "amount"  # whole đồng, zero or more
    COUNT = "count"
    DAY = "day"
    PERCENT = "percent"
    CHOICE = "choice"
    BORN = "born"  # a year, or a whole date


Words = Mapping[str, Message]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet, or one line of the club's sheet.

    Attributes:
      key: Its name in the program.
      heading: What stands above it.
      kind: What its cells hold.
      needed: Whether every row must fill it.
      hint: What to write into it.
      words: The words of a choice.
      width: Characters.
    """

    key: str
    heading: Message
    kind: Kind = Kind.TEXT
    needed: bool = False
    hint: Message | str | None = None
    words: Words | None = None
    width: int = 16


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet of the template.

    Attributes:
      key: Its name in the program.
      title: Its name for people.
      explanation: What it is for.
      fields: Its columns; of an upright sheet, its lines.
      upright: Whether headings stand below each other, with one value beside each.
      rows: Rows prepared for entries.
    """

    key: str
    title: Message
    explanation: Message
    fields: tuple[Field, ...]
    upright: bool = False
    rows: int = 0

    def field(self, key: str) -> Field:
        """Return the column of that key."""
        return next(field for field in self.fields if field.key == key)


SEXES: Final[Words] = {"f": Message(N_("female")), "m": Message(N_("male"))}
HARDSHIPS: Final[Words] = {
    "none": Message(N_("none")),
    "poor": Message(N_("poor household")),
    "near-poor": Message(N_("near-poor household")),
    "difficult": Message(N_("in hardship")),
}
OFFICES: Final[Words] = {office: office.label for office in Office}
REASONS: Final[Words] = {reason: reason.label for reason in LeavingReason}
FUNDS: Final[Words] = {fund.value: fund.label for fund in Fund}
METHODS: Final[Words] = {
    Method.DECLINING_EQUAL_PRINCIPAL: Message(N_("declining balance")),
    Method.ANNUITY: Message(N_("equal instalments")),
    Method.FLAT: Message(N_("flat")),
    Method.INTEREST_ONLY: Message(N_("interest each month – principal at the end")),
}
MOVES: Final[Words] = {
    "disbursement": Message(N_("paid out")),
    "repayment": Message(N_("repaid")),
}
BALANCE_ROLES: Final = (
    Role.CASH,
    Role.BANK,
    Role.GRANTS,
    Role.BUDGET_SUPPORT,
    Role.MEMBERS_CAPITAL,
    Role.LENDERS,
    Role.RISK_RESERVE,
    Role.CAPITAL_GROWTH,
    Role.MANAGEMENT_ALLOWANCE,
    Role.RETAINED_RESULT,
)
"""What a fund may open with, in the order of the sheet."""
SOURCES: Final[Words] = {
    Role.CASH: Message(N_("Cash")),
    Role.BANK: Message(N_("Money in the bank")),
    Role.GRANTS: Message(N_("Donor grant")),
    Role.BUDGET_SUPPORT: Message(N_("Budget support")),
    Role.MEMBERS_CAPITAL: Message(N_("Capital paid in by a member")),
    Role.LENDERS: Message(N_("Lent to the club")),
    Role.RISK_RESERVE: Message(N_("Risk reserve")),
    Role.CAPITAL_GROWTH: Message(N_("Capital growth")),
    Role.MANAGEMENT_ALLOWANCE: Message(N_("Management allowance")),
    Role.RETAINED_RESULT: Message(N_("Retained result")),
}

_MEMBER = Message(N_("Member code"))
_AMOUNT = Message(N_("Amount (đồng)"))
_LOAN = Message(N_("Loan number"))

CLUB: Final = SheetForm(
    "club",
    Message(N_("Club")),
    Message(N_("Write in column B. What is left empty takes the value in column C.")),
    (
        Field("name", Message(N_("Name of the club")), needed=True),
        Field(
            "day",
            Message(N_("Day of the opening balances")),
            Kind.DAY,
            needed=True,
            hint=Message(N_("best a meeting day; the new books go on from here")),
        ),
        Field("minutes", Message(N_("Minutes that decided the import")), needed=True),
        Field(
            "approvers",
            Message(N_("Codes of the officers who checked the figures")),
            Kind.CODES,
            needed=True,
            hint=Message(
                N_("two at least, better three: M001, M002, M003; nobody approves an own loan")
            ),
        ),
        Field("meeting_day", Message(N_("Meeting day of the month")), Kind.COUNT, hint="21"),
        Field("commune", Message(N_("Code of the commune"))),
        Field("province", Message(N_("Code of the province"))),
        Field(
            "rate",
            Message(N_("Interest of loans, % a month")),
            Kind.PERCENT,
            hint="1",
        ),
        Field(
            "method",
            Message(N_("Method of repayment")),
            Kind.CHOICE,
            words=METHODS,
            hint=METHODS[Method.DECLINING_EQUAL_PRINCIPAL],
        ),
        Field("instalments", Message(N_("Instalments of a loan")), Kind.COUNT, hint="12"),
    ),
    upright=True,
)
MEMBERS: Final = SheetForm(
    "members",
    Message(N_("Members")),
    Message(N_("One row for each member, also for those who left and still owe.")),
    (
        Field("code", _MEMBER, Kind.CODE, needed=True, hint="M001", width=12),
        Field("name", Message(N_("Full name")), needed=True, width=28),
        Field("sex", Message(N_("Sex")), Kind.CHOICE, needed=True, words=SEXES, width=10),
        Field("born", Message(N_("Year of birth")), Kind.BORN, needed=True, width=12),
        Field("joined", Message(N_("Joined on")), Kind.DAY, needed=True),
        Field("household", Message(N_("Household"))),
        Field("hardship", Message(N_("Hardship")), Kind.CHOICE, words=HARDSHIPS),
        Field("phone", Message(N_("Telephone"))),
        Field("office", Message(N_("Office")), Kind.CHOICE, words=OFFICES),
        Field("left", Message(N_("Left on")), Kind.DAY),
        Field("reason", Message(N_("Reason of leaving")), Kind.CHOICE, words=REASONS),
    ),
    rows=120,
)
BALANCES: Final = SheetForm(
    "balances",
    Message(N_("Opening balances")),
    Message(
        N_(
            "What each fund holds, and where it comes from, at the end of the day on the sheet of "
            "the club. Loans to members stand on their own sheet."
        )
    ),
    (
        Field("fund", Message(N_("Fund")), Kind.CHOICE, needed=True, words=FUNDS, width=24),
        Field("source", Message(N_("Item")), Kind.CHOICE, needed=True, words=SOURCES, width=30),
        Field(
            "member",
            _MEMBER,
            Kind.CODE,
            hint=Message(N_("of capital paid in; of a loan to the club, if a member gave it")),
        ),
        Field("amount", _AMOUNT, Kind.AMOUNT, width=18),
        Field("note", Message(N_("Note")), width=30),
    ),
    rows=120,
)
LOANS: Final = SheetForm(
    "loans",
    Message(N_("Running loans")),
    Message(
        N_(
            "One row for each loan that is not repaid. Either write what is unpaid (columns from "
            "“Principal unpaid” on), or write the whole history on the sheet of repayments."
        )
    ),
    (
        Field("loan", _LOAN, Kind.CODE, needed=True, hint="L2026-001", width=13),
        Field("member", _MEMBER, Kind.CODE, needed=True, width=12),
        Field(
            "approved", Message(N_("Lent on")), Kind.DAY, hint=Message(N_("needed with history"))
        ),
        Field(
            "principal",
            Message(N_("Principal lent (đồng)")),
            Kind.AMOUNT,
            hint=Message(N_("needed with history")),
        ),
        Field(
            "instalments",
            Message(N_("Instalments")),
            Kind.COUNT,
            hint=Message(N_("needed with history")),
        ),
        Field("rate", Message(N_("Interest, % a month")), Kind.PERCENT),
        Field("method", Message(N_("Method")), Kind.CHOICE, words=METHODS, width=20),
        Field(
            "first_due", Message(N_("First due date")), Kind.DAY, hint=Message(N_("with history"))
        ),
        Field("outstanding", Message(N_("Principal unpaid (đồng)")), Kind.AMOUNT),
        Field("overdue", Message(N_("of it overdue (đồng)")), Kind.AMOUNT),
        Field("interest", Message(N_("Interest due and unpaid (đồng)")), Kind.AMOUNT),
        Field("late_interest", Message(N_("Late interest unpaid (đồng)")), Kind.AMOUNT),
        Field("oldest_due", Message(N_("Oldest unpaid due date")), Kind.DAY),
        Field("next_due", Message(N_("Next due date")), Kind.DAY),
        Field("left", Message(N_("Instalments to come")), Kind.COUNT),
        Field("reschedules", Message(N_("Rescheduled (times)")), Kind.COUNT),
        Field("purpose", Message(N_("Purpose")), width=20),
        Field("guarantor", Message(N_("Guarantor (code)")), Kind.CODE),
        Field("minutes", Message(N_("Minutes"))),
        Field(
            "exception",
            Message(N_("Minutes that allowed an exception")),
            hint=Message(N_("only where the loan is against a rule of the club")),
        ),
    ),
    rows=80,
)
HISTORY: Final = SheetForm(
    "history",
    Message(N_("Repayment history")),
    Message(
        N_("For loans with their whole history: every sum paid out and repaid, with its date.")
    ),
    (
        Field("loan", _LOAN, Kind.CODE, needed=True, width=13),
        Field("day", Message(N_("Date")), Kind.DAY, needed=True),
        Field("move", Message(N_("Paid out or repaid")), Kind.CHOICE, needed=True, words=MOVES),
        Field("amount", _AMOUNT, Kind.AMOUNT, needed=True, width=18),
        Field("note", Message(N_("Note")), width=30),
    ),
    rows=400,
)
FORMS: Final = (CLUB, MEMBERS, BALANCES, LOANS, HISTORY)
