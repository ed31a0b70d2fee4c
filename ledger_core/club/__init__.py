"""The club itself: its chart of roles, members, offices, rules, products and meetings.

Pure: this package knows no Beancount and no file. Amounts are whole đồng, shares exact decimals.
"""

from ledger_core.club.chart import AccountType, Fund, Role, RoleSpec, role_spec
from ledger_core.club.meetings import meeting_date, meetings_between
from ledger_core.club.members import LeavingReason, Member, Office, OfficeHolder
from ledger_core.club.products import LoanProduct, TermValue
from ledger_core.club.register import Club, Register
from ledger_core.club.rules import ClubRules, InterestShares

__all__ = [
    "AccountType",
    "Club",
    "ClubRules",
    "Fund",
    "InterestShares",
    "LeavingReason",
    "LoanProduct",
    "Member",
    "Office",
    "OfficeHolder",
    "Register",
    "Role",
    "RoleSpec",
    "TermValue",
    "meeting_date",
    "meetings_between",
    "role_spec",
]
