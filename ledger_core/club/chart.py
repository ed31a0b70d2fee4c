"""The two funds and the roles that accounts play in them.

A club may name its accounts as it likes: code finds an account by the `fund` and `role` that its
`open` directive states. This module lists the roles, the funds they may belong to and the kind of
account they must be.
"""

from dataclasses import dataclass
from enum import StrEnum

from ledger_core.messages import Message, N_


class Fund(StrEnum):
    """The two funds a club runs itself (Decision 1336/QĐ-TTg of 31 August 2020)."""

    INCOME = "income"  # Quỹ tăng thu nhập: lends to members
    ACTIVITY = "activity"  # Quỹ hoạt động: pays for the club's activities

    @property
    def other(self) -> "Fund":
        """The club's other fund."""
        return Fund.ACTIVITY if self is Fund.INCOME else Fund.INCOME

    @property
    def label(self) -> Message:
        """The fund's name as people read it."""
        return _FUND_LABELS[self]


_FUND_LABELS = {
    Fund.INCOME: Message(N_("Income-generation fund")),
    Fund.ACTIVITY: Message(N_("Activity fund")),
}


class AccountType(StrEnum):
    """The five kinds of account of double entry, as Beancount's roots name them."""

    ASSETS = "assets"
    LIABILITIES = "liabilities"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSES = "expenses"


class Role(StrEnum):
    """What an account is for; the values are the words of the ledger format."""

    # Assets
    CASH = "cash"
    BANK = "bank"
    LOANS = "loans"
    INTEREST_RECEIVABLE = "interest-receivable"
    ALLOWANCE = "allowance"
    GOODS = "goods"
    CASH_SHORTAGE = "cash-shortage"
    # Liabilities
    OVERPAYMENTS = "overpayments"
    MEMBERS_CAPITAL = "members-capital"
    LENDERS = "lenders"
    MANAGEMENT_ALLOWANCE = "management-allowance"
    # Equity
    GRANTS = "grants"
    BUDGET_SUPPORT = "budget-support"
    RETAINED_RESULT = "retained-result"
    RISK_RESERVE = "risk-reserve"
    CAPITAL_GROWTH = "capital-growth"
    RESULT_APPROPRIATED = "result-appropriated"
    TRANSFERS = "transfers"
    OPENING_DIFFERENCE = "opening-difference"
    # Income
    LOAN_INTEREST = "loan-interest"
    LATE_INTEREST = "late-interest"
    LOAN_FEES = "loan-fees"
    RECOVERIES = "recoveries"
    MEMBERSHIP_FEES = "membership-fees"
    FINES = "fines"
    DONATIONS = "donations"
    COMMON_WORK = "common-work"
    OTHER_INCOME = "other-income"
    # Expenses
    LOAN_LOSSES = "loan-losses"
    PROVISIONS = "provisions"
    WAIVERS = "waivers"
    ADMINISTRATION = "administration"
    BANK_CHARGES = "bank-charges"
    AREA_INCOME_GENERATION = "area-income-generation"
    AREA_HEALTH_CARE = "area-health-care"
    AREA_HOME_CARE = "area-home-care"
    AREA_COMMUNITY_SUPPORT = "area-community-support"
    AREA_RIGHTS = "area-rights"
    AREA_AWARENESS = "area-awareness"
    AREA_CULTURE = "area-culture"
    AREA_RESOURCE_MOBILISATION = "area-resource-mobilisation"

    @property
    def label(self) -> Message:
        """What the role is called by people."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.CASH: Message(N_("cash")),
    Role.BANK: Message(N_("money in the bank")),
    Role.LOANS: Message(N_("loans to members")),
    Role.INTEREST_RECEIVABLE: Message(N_("interest receivable")),
    Role.ALLOWANCE: Message(N_("loan-loss allowance")),
    Role.GOODS: Message(N_("goods for lending")),
    Role.CASH_SHORTAGE: Message(N_("cash found missing, to be made good")),
    Role.OVERPAYMENTS: Message(N_("overpayments to refund")),
    Role.MEMBERS_CAPITAL: Message(N_("members' paid-in capital")),
    Role.LENDERS: Message(N_("loans to the club")),
    Role.MANAGEMENT_ALLOWANCE: Message(N_("management allowance")),
    Role.GRANTS: Message(N_("donor grant")),
    Role.BUDGET_SUPPORT: Message(N_("budget support")),
    Role.RETAINED_RESULT: Message(N_("retained result")),
    Role.RISK_RESERVE: Message(N_("risk reserve")),
    Role.CAPITAL_GROWTH: Message(N_("capital growth")),
    Role.RESULT_APPROPRIATED: Message(N_("result appropriated")),
    Role.TRANSFERS: Message(N_("transfers between the funds")),
    Role.OPENING_DIFFERENCE: Message(N_("opening difference to be explained")),
    Role.LOAN_INTEREST: Message(N_("loan interest")),
    Role.LATE_INTEREST: Message(N_("late-payment interest")),
    Role.LOAN_FEES: Message(N_("loan fees")),
    Role.RECOVERIES: Message(N_("recoveries of written-off loans")),
    Role.MEMBERSHIP_FEES: Message(N_("membership fees")),
    Role.FINES: Message(N_("fines")),
    Role.DONATIONS: Message(N_("donations (golden-heart book)")),
    Role.COMMON_WORK: Message(N_("common economic work")),
    Role.OTHER_INCOME: Message(N_("other income")),
    Role.LOAN_LOSSES: Message(N_("loan losses")),
    Role.PROVISIONS: Message(N_("provisions")),
    Role.WAIVERS: Message(N_("interest waived")),
    Role.ADMINISTRATION: Message(N_("administration")),
    Role.BANK_CHARGES: Message(N_("bank charges")),
    Role.AREA_INCOME_GENERATION: Message(N_("income generation")),
    Role.AREA_HEALTH_CARE: Message(N_("health care")),
    Role.AREA_HOME_CARE: Message(N_("volunteer home care")),
    Role.AREA_COMMUNITY_SUPPORT: Message(N_("self-help and community support")),
    Role.AREA_RIGHTS: Message(N_("rights and interests")),
    Role.AREA_AWARENESS: Message(N_("awareness and knowledge")),
    Role.AREA_CULTURE: Message(N_("culture, arts and visits")),
    Role.AREA_RESOURCE_MOBILISATION: Message(N_("resource mobilisation")),
}


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """Where a role belongs.

    Attributes:
      account_type: The kind of account that plays the role.
      funds: The funds that may have it.
      required: Whether every fund in `funds` needs such an account from the start.
      per_person: Whether accounts are opened below it, one for each member or lender.
    """

    account_type: AccountType
    funds: frozenset[Fund]
    required: bool = False
    per_person: bool = False


_BOTH = frozenset(Fund)
_INCOME = frozenset({Fund.INCOME})
_ACTIVITY = frozenset({Fund.ACTIVITY})
_ASSETS, _LIABILITIES, _EQUITY, _INCOMES, _EXPENSES = AccountType

_SPECS: dict[Role, RoleSpec] = {
    Role.CASH: RoleSpec(_ASSETS, _BOTH, required=True),
    Role.BANK: RoleSpec(_ASSETS, _BOTH),
    Role.LOANS: RoleSpec(_ASSETS, _INCOME, required=True),
    Role.INTEREST_RECEIVABLE: RoleSpec(_ASSETS, _INCOME),
    Role.ALLOWANCE: RoleSpec(_ASSETS, _INCOME),
    Role.GOODS: RoleSpec(_ASSETS, _INCOME),
    Role.CASH_SHORTAGE: RoleSpec(_ASSETS, _BOTH),
    Role.OVERPAYMENTS: RoleSpec(_LIABILITIES, _INCOME, per_person=True),
    Role.MEMBERS_CAPITAL: RoleSpec(_LIABILITIES, _INCOME, per_person=True),
    Role.LENDERS: RoleSpec(_LIABILITIES, _INCOME, per_person=True),
    Role.MANAGEMENT_ALLOWANCE: RoleSpec(_LIABILITIES, _INCOME),
    Role.GRANTS: RoleSpec(_EQUITY, _BOTH),
    Role.BUDGET_SUPPORT: RoleSpec(_EQUITY, _BOTH),
    Role.RETAINED_RESULT: RoleSpec(_EQUITY, _BOTH),
    Role.RISK_RESERVE: RoleSpec(_EQUITY, _INCOME),
    Role.CAPITAL_GROWTH: RoleSpec(_EQUITY, _INCOME),
    Role.RESULT_APPROPRIATED: RoleSpec(_EQUITY, _INCOME),
    Role.TRANSFERS: RoleSpec(_EQUITY, _BOTH, required=True),
    Role.OPENING_DIFFERENCE: RoleSpec(_EQUITY, _BOTH),
    Role.LOAN_INTEREST: RoleSpec(_INCOMES, _INCOME, required=True),
    Role.LATE_INTEREST: RoleSpec(_INCOMES, _INCOME, required=True),
    Role.LOAN_FEES: RoleSpec(_INCOMES, _INCOME),
    Role.RECOVERIES: RoleSpec(_INCOMES, _INCOME),
    Role.MEMBERSHIP_FEES: RoleSpec(_INCOMES, _ACTIVITY, required=True),
    Role.FINES: RoleSpec(_INCOMES, _ACTIVITY),
    Role.DONATIONS: RoleSpec(_INCOMES, _ACTIVITY),
    Role.COMMON_WORK: RoleSpec(_INCOMES, _ACTIVITY),
    Role.OTHER_INCOME: RoleSpec(_INCOMES, _BOTH),
    Role.LOAN_LOSSES: RoleSpec(_EXPENSES, _INCOME),
    Role.PROVISIONS: RoleSpec(_EXPENSES, _INCOME),
    Role.WAIVERS: RoleSpec(_EXPENSES, _INCOME),
    Role.ADMINISTRATION: RoleSpec(_EXPENSES, _BOTH),
    Role.BANK_CHARGES: RoleSpec(_EXPENSES, _BOTH),
    Role.AREA_INCOME_GENERATION: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_HEALTH_CARE: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_HOME_CARE: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_COMMUNITY_SUPPORT: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_RIGHTS: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_AWARENESS: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_CULTURE: RoleSpec(_EXPENSES, _ACTIVITY),
    Role.AREA_RESOURCE_MOBILISATION: RoleSpec(_EXPENSES, _ACTIVITY),
}


def role_spec(role: Role) -> RoleSpec:
    """Return where `role` belongs."""
    return _SPECS[role]
