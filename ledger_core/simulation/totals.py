"""The model beside the books: running totals of a club's life, kept without looking at its books.

The books are right when they fold to these. Amounts in đồng, and every one a plain sum of what
people handed over: only how a repayment splits into principal and interest is taken from what the
receipt said.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger_core.books.actions import ReceiptRequest
from ledger_core.club import Fund
from ledger_core.loans import Split
from ledger_core.simulation.frauds.kinds import Planted


@dataclass(slots=True)
class ClubTotals:
    """What a club has, is owed and has received so far.

    Attributes:
      cash: Cash of each fund.
      lent: Principal paid out, by loan.
      outstanding: Principal outstanding, by loan.
      borrower: Member who took the loan, by loan.
      joined: Day of joining, by member.
      left: Day of leaving, by member.
      capital: Capital paid in and not refunded, by member.
      overpayments: Paid too much and not refunded, by member.
      interest: Loan interest received.
      late_interest: Late interest received.
      distributed: Interest passed on by distributions.
      passed_on: The part of it that went to the Activity fund.
      risk_reserve: The part of it that stayed as risk reserve.
      seed_capital: Seed capital received.
      fees: Membership fees received.
      fines: Fines received.
      donations: Donations received.
      common_work: Earned by common work.
      spent: Spent by the Activity fund, by role.
      happened: How often each kind of event happened.
      rows: The totals at the end of each meeting.
      planted: Mistakes and frauds that were put into the books on purpose.
    """

    cash: dict[Fund, int] = field(default_factory=lambda: dict.fromkeys(Fund, 0))
    lent: dict[str, int] = field(default_factory=dict)
    outstanding: dict[str, int] = field(default_factory=dict)
    borrower: dict[str, str] = field(default_factory=dict)
    joined: dict[str, date] = field(default_factory=dict)
    left: dict[str, date] = field(default_factory=dict)
    capital: Counter[str] = field(default_factory=Counter)
    overpayments: Counter[str] = field(default_factory=Counter)
    interest: int = 0
    late_interest: int = 0
    distributed: int = 0
    passed_on: int = 0
    risk_reserve: int = 0
    seed_capital: int = 0
    fees: int = 0
    fines: int = 0
    donations: int = 0
    common_work: int = 0
    spent: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)

    @property
    def undistributed(self) -> int:
        """Interest received that no distribution has passed on."""
        return self.interest + self.late_interest - self.distributed

    @property
    def lending_capital(self) -> int:
        """Cash and outstanding principal of the Income-generation fund."""
        return self.cash[Fund.INCOME] + sum(self.outstanding.values())

    def lend(self, loan: str, member: str, amount: int) -> None:
        """A loan is paid out in cash."""
        self.cash[Fund.INCOME] -= amount
        self.lent[loan] = self.outstanding[loan] = amount
        self.borrower[loan] = member

    def receive(self, handed: ReceiptRequest, loan: str | None, split: Split) -> None:
        """A member hands over money in cash; `split` is what the receipt said of the repayment."""
        to_activity = handed.fee + handed.fine + handed.donation
        self.cash[Fund.INCOME] += handed.repayment + handed.capital
        self.cash[Fund.ACTIVITY] += to_activity
        self.fees += handed.fee
        self.fines += handed.fine
        self.donations += handed.donation
        self.capital[handed.member] += handed.capital
        if loan is not None:
            assert split.total == handed.repayment
            self.outstanding[loan] -= split.principal
            self.interest += split.interest
            self.late_interest += split.late_interest
            self.overpayments[handed.member] += split.overpayment

    def distribute(self) -> None:
        """All undistributed interest is passed on: nine tenths, in whole thousands, in cash."""
        interest = self.undistributed
        passed_on = interest * 9 // 10 // 1000 * 1000
        self.distributed += interest
        self.passed_on += passed_on
        self.risk_reserve += interest - passed_on
        self.cash[Fund.INCOME] -= passed_on
        self.cash[Fund.ACTIVITY] += passed_on

    def lose(self, loan: str) -> None:
        """All outstanding principal is written off; the risk reserve bears what it can."""
        self.risk_reserve -= min(self.risk_reserve, self.outstanding[loan])
        self.outstanding[loan] = 0

    def members_on(self, day: date) -> int:
        """How many are members on a day; the day of leaving still counts."""
        return sum(
            joined <= day <= self.left.get(member, day) for member, joined in self.joined.items()
        )

    def note(self, day: date) -> None:
        """Keep the totals as they are at the end of `day`."""
        running = {loan: left for loan, left in self.outstanding.items() if left}
        self.rows.append(
            {
                "date": day.isoformat(),
                "members": self.members_on(day),
                "cash": {fund.value: self.cash[fund] for fund in Fund},
                "outstanding_principal": sum(running.values()),
                "active_loans": len(running),
                "borrowers": len({self.borrower[loan] for loan in running}),
                "lent": sum(self.lent.values()),
                "loan_interest": self.interest,
                "late_interest": self.late_interest,
                "undistributed_interest": self.undistributed,
                "passed_to_activity": self.passed_on,
                "risk_reserve": self.risk_reserve,
                "membership_fees": self.fees,
                "fines": self.fines,
                "donations": self.donations,
                "common_work": self.common_work,
                "activity_expenses": sum(self.spent.values()),
                "members_capital": sum(self.capital.values()),
                "overpayments": sum(self.overpayments.values()),
                "seed_capital": self.seed_capital,
                "loans": running,
            }
        )
