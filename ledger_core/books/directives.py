"""The names of the ledger format: custom directives, metadata keys and the files of a club.

`docs/ledger-format.md` is the public description; this module is where the program knows it.
"""

from enum import StrEnum
from functools import lru_cache

from ledger_core.club import Fund

FORMAT_VERSION = "1"


class Directive(StrEnum):
    """The custom directives of the format; each has one value, named here."""

    CLUB = "club"  # the club's code
    RULES = "rules"  # the minutes that decided them
    PRODUCT = "product"  # the product's code
    MEMBER = "member"  # the member's code
    MEMBER_LEFT = "member-left"  # the member's code
    OFFICE = "office"  # the office
    DAYS_OFF = "days-off"  # the minutes that decided it, or the year
    MEETING_MOVED = "meeting-moved"  # the minutes that decided it
    MORATORIUM = "moratorium"  # the minutes that decided it
    MORATORIUM_REVERSED = "moratorium-reversed"  # the minutes that decided it
    MONTH_SEALED = "month-sealed"  # the month, such as 2026-03
    VOUCHER_SERIES = "voucher-series"  # the series
    VOUCHER_VOID = "voucher-void"  # the voucher's number
    MEETING = "meeting"  # the number of its minutes
    LOAN = "loan"  # the loan's id
    LOAN_RESCHEDULED = "loan-rescheduled"  # the loan's id
    LOAN_REAMORTISED = "loan-reamortised"  # the loan's id
    LOAN_RATE_CHANGED = "loan-rate-changed"  # the loan's id
    LOAN_CHARGED = "loan-charged"  # the loan's id
    LOAN_WAIVED = "loan-waived"  # the loan's id
    LOAN_TAKEN_OVER = "loan-taken-over"  # the loan's id
    LOAN_TOPPED_UP = "loan-topped-up"  # the loan's id
    LOAN_CANCELLED = "loan-cancelled"  # the loan's id
    DECISION_REVERSED = "decision-reversed"  # the loan's id
    CASH_COUNT = "cash-count"  # the minutes of the meeting at which the cash was counted


REGISTER_DIRECTIVES = frozenset(
    {
        Directive.CLUB,
        Directive.RULES,
        Directive.PRODUCT,
        Directive.MEMBER,
        Directive.MEMBER_LEFT,
        Directive.OFFICE,
        Directive.DAYS_OFF,
        Directive.MEETING_MOVED,
        Directive.MORATORIUM,
        Directive.MORATORIUM_REVERSED,
        Directive.VOUCHER_SERIES,
        Directive.VOUCHER_VOID,
        Directive.MONTH_SEALED,
        Directive.MEETING,
    }
)

LOAN_CHANGES = frozenset(
    {
        Directive.LOAN_RESCHEDULED,
        Directive.LOAN_REAMORTISED,
        Directive.LOAN_RATE_CHANGED,
        Directive.LOAN_CHARGED,
        Directive.LOAN_WAIVED,
        Directive.LOAN_TAKEN_OVER,
        Directive.LOAN_TOPPED_UP,
        Directive.LOAN_CANCELLED,
        Directive.DECISION_REVERSED,
    }
)

# Customs that belong to the programs that show the books, not to this format.
FOREIGN_DIRECTIVES = frozenset({"fava-option", "fava-sidebar-link", "fava-extension"})


class Scope(StrEnum):
    """Which file was loaded: the whole club or one fund alone."""

    CLUB = "club"
    INCOME = "income"
    ACTIVITY = "activity"

    @property
    def funds(self) -> tuple[Fund, ...]:
        """The funds whose entries the file shows."""
        return tuple(Fund) if self is Scope.CLUB else (Fund(self.value),)

    @property
    def top_file(self) -> str:
        """The name of the file that a person opens for this scope."""
        return {
            Scope.CLUB: "club.beancount",
            Scope.INCOME: "income-fund.beancount",
            Scope.ACTIVITY: "activity-fund.beancount",
        }[self]


REGISTER_FILE = "register.beancount"
PEOPLE_FILE = "people.csv"
PLUGIN = "club_plugins"


def chart_file(fund: Fund) -> str:
    """The file with the fund's chart of accounts."""
    return f"chart/{fund.value}.beancount"


def journal_file(fund: Fund, year: int) -> str:
    """The fund's journal of one year."""
    return f"journal/{fund.value}-{year}.beancount"


@lru_cache(maxsize=1024)
def fund_of_file(path: str) -> Fund | None:
    """The fund a chart or journal file belongs to by its name, None for any other file."""
    folder, _, name = path.rpartition("/")
    for fund in Fund:
        if path == chart_file(fund) or (folder == "journal" and name.startswith(f"{fund.value}-")):
            return fund
    return None
