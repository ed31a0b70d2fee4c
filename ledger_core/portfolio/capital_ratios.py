"""Whether the lending fund is used, spread over many, and kept whole.

Sources: CGAP's consensus definitions; *vòng quay vốn* (turnover of credit capital) as Vietnamese
credit institutions reckon it; capital preserved is this program's own definition of what donors and
the budget ask of a revolving fund.
"""

from dataclasses import dataclass
from fractions import Fraction

from ledger_core.portfolio.ratios import Number, ratio


@dataclass(frozen=True, slots=True)
class CapitalFacts:
    """The Income-generation fund at the end of a day, in whole đồng.

    Attributes:
        cash: Cash.
        bank: Money in the bank.
        goods: Goods held for lending, at their agreed value.
        outstanding_principal: Outstanding principal in the books.
        allowance: Loan-loss allowance.
        lenders: Loans that the club owes.
        overpayments: What is to be given back to borrowers.
        grants: Donor grants paid in.
        budget_support: Budget support paid in.
        members_capital: Members' paid-in capital.
    """

    cash: int = 0
    bank: int = 0
    goods: int = 0
    outstanding_principal: int = 0
    allowance: int = 0
    lenders: int = 0
    overpayments: int = 0
    grants: int = 0
    budget_support: int = 0
    members_capital: int = 0

    @property
    def lending_capital(self) -> int:
        """Outstanding principal, cash and bank: what is lent or could be."""
        return self.outstanding_principal + self.cash + self.bank

    @property
    def capital_paid_in(self) -> int:
        """Grants, budget support and members' capital: what was given to be lent."""
        return self.grants + self.budget_support + self.members_capital

    @property
    def capital_held(self) -> int:
        """What stands for it: cash, bank, goods and principal, less allowance and debts."""
        owed = self.lenders + self.overpayments
        return self.lending_capital + self.goods - self.allowance - owed


def fund_utilisation(facts: CapitalFacts) -> Fraction | None:
    """Return loans over loans, cash and bank; None of an empty fund."""
    return ratio(facts.outstanding_principal, facts.lending_capital)


def capital_cover(facts: CapitalFacts) -> Fraction | None:
    """Return the capital held over the capital paid in; None where none was paid in.

    Below 100 % something of what was given is gone.
    """
    return ratio(facts.capital_held, facts.capital_paid_in)


def capital_preserved(facts: CapitalFacts) -> bool:
    """Whether the capital paid in is still there.

    Capital paid in (grants, budget, members') ≤ cash + bank + goods + principal − allowance − loans
    owed by the club − members' overpayments.
    """
    return facts.capital_paid_in <= facts.capital_held


def concentration(largest_borrower: int, gross_loan_portfolio: int) -> Fraction | None:
    """Return what the largest borrower owes over the gross loan portfolio, None without one."""
    return ratio(largest_borrower, gross_loan_portfolio)


def capital_turnover(repaid: int, average_portfolio: Number) -> Fraction | None:
    """Return principal repaid in a period over the average gross loan portfolio.

    How often the capital came back (vòng quay vốn); None without a portfolio.
    """
    return ratio(repaid, average_portfolio)
