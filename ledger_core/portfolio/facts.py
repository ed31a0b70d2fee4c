"""What a portfolio is made of: one loan's figures at the end of a day."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from ledger_core.loans import LoanPosition, Spell


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """One loan at the end of a day, as ageing, debt groups and ratios see it.

    Amounts are whole đồng.

    Attributes:
        loan: The loan's id.
        member: Code of the borrower.
        outstanding_principal: Principal not repaid, written off or passed on.
        overdue_principal: Principal that fell due before the day and is unpaid.
        overdue_interest: Interest that fell due before the day and is unpaid.
        days_past_due: Days since the oldest due date with unpaid principal or interest; that date
            ages the whole loan, and neither a partial payment nor a rescheduling resets it.
        days_past_due_by_new_dates: The same by the present due dates alone, as the rules of debt
            groups ask for rescheduled loans.
        reschedules: How often the loan was rescheduled, either way.
        interest_waived: Whether the club let contract interest go because the borrower could not
            pay. A waiver for which the books give no reason counts as one.
    """

    loan: str
    member: str
    outstanding_principal: int
    overdue_principal: int = 0
    overdue_interest: int = 0
    days_past_due: int = 0
    days_past_due_by_new_dates: int = 0
    reschedules: int = 0
    interest_waived: bool = False

    @classmethod
    def of(
        cls, loan: str, member: str, position: LoanPosition, *, interest_waived: bool = False
    ) -> Self:
        """Return the facts of the loan `loan` of the borrower `member` from its position."""
        return cls(
            loan=loan,
            member=member,
            outstanding_principal=position.outstanding_principal,
            overdue_principal=position.overdue_principal,
            overdue_interest=position.overdue_interest,
            days_past_due=position.days_past_due,
            days_past_due_by_new_dates=position.days_past_due_by_new_dates,
            reschedules=position.reschedules,
            interest_waived=interest_waived,
        )

    @classmethod
    def of_spell(
        cls, loan: str, member: str, spell: Spell, day: dt.date, *, interest_waived: bool = False
    ) -> Self:
        """Return the same on a day of a spell of the loan."""
        return cls(
            loan=loan,
            member=member,
            outstanding_principal=spell.outstanding_principal,
            overdue_principal=spell.overdue_principal,
            overdue_interest=spell.overdue_interest,
            days_past_due=spell.days_past_due(day),
            days_past_due_by_new_dates=spell.days_past_due_by_new_dates(day),
            reschedules=spell.reschedules,
            interest_waived=interest_waived,
        )

    @property
    def rescheduled(self) -> bool:
        """Whether the loan was ever rescheduled; it stays at risk until it is repaid."""
        return self.reschedules > 0

    @property
    def in_portfolio(self) -> bool:
        """Whether principal is outstanding.

        Loans that are not paid out yet, repaid, written off or passed on have none.
        """
        return self.outstanding_principal > 0
