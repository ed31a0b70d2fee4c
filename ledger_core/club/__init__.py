"""The club itself: its chart of roles, members, offices, rules, products and meetings.

Pure: this package knows no Beancount and no file. Amounts are whole đồng, shares exact decimals.
"""

from ledger_core.club.calendar import (
    ClubCalendar,
    DaysOffDecided,
    MeetingMoved,
    MoratoriumDecided,
    MoratoriumInterest,
)
from ledger_core.club.chart import AccountType, Fund, Role, RoleSpec, role_spec
from ledger_core.club.distribution import Distribution, distribute
from ledger_core.club.meetings import meeting_date, meetings_between
from ledger_core.club.members import LeavingReason, Member, Office, OfficeHolder
from ledger_core.club.months import Month, MonthSealed
from ledger_core.club.products import LoanProduct, TermValue
from ledger_core.club.register import Club, Register
from ledger_core.club.rules import Accounting, ClubRules, InterestShares
from ledger_core.club.voucher_book import VoidVoucher, VoucherBook, VoucherSeries

__all__ = [
    "AccountType",
    "Accounting",
    "Club",
    "ClubCalendar",
    "ClubRules",
    "DaysOffDecided",
    "Distribution",
    "Fund",
    "InterestShares",
    "LeavingReason",
    "LoanProduct",
    "MeetingMoved",
    "Member",
    "Month",
    "MonthSealed",
    "MoratoriumDecided",
    "MoratoriumInterest",
    "Office",
    "OfficeHolder",
    "Register",
    "Role",
    "RoleSpec",
    "TermValue",
    "VoidVoucher",
    "VoucherBook",
    "VoucherSeries",
    "distribute",
    "meeting_date",
    "meetings_between",
    "role_spec",
]
