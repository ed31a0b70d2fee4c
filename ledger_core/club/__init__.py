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
from ledger_core.club.fees import FeeMonth, fee_months, fees_asked, fees_owed
from ledger_core.club.meetings import (
    Attendance,
    MeetingHeld,
    is_meeting_day,
    meeting_date,
    meeting_held,
    meetings_between,
)
from ledger_core.club.members import LeavingReason, Member, Office, OfficeHolder
from ledger_core.club.months import Month, MonthSealed
from ledger_core.club.products import LoanProduct, TermValue
from ledger_core.club.register import Club, Register
from ledger_core.club.rules import Accounting, ClubRules, InterestShares
from ledger_core.club.voucher_book import VoidVoucher, VoucherBook, VoucherSeries

__all__ = [
    "AccountType",
    "Accounting",
    "Attendance",
    "Club",
    "ClubCalendar",
    "ClubRules",
    "DaysOffDecided",
    "Distribution",
    "FeeMonth",
    "Fund",
    "InterestShares",
    "LeavingReason",
    "LoanProduct",
    "MeetingHeld",
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
    "fee_months",
    "fees_asked",
    "fees_owed",
    "is_meeting_day",
    "meeting_date",
    "meeting_held",
    "meetings_between",
    "role_spec",
]
