"""Debt groups 1 to 5: into which one a loan falls.

The tables are data: `MICROFINANCE` and `BANKS` in `ledger_core.portfolio.provisions`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from ledger_core.messages import Message, N_
from ledger_core.portfolio.facts import LoanFacts


class DebtGroup(IntEnum):
    """The five debt groups (nhóm nợ) of the State Bank; 3 to 5 are non-performing."""

    STANDARD = 1
    SPECIAL_MENTION = 2
    SUBSTANDARD = 3
    DOUBTFUL = 4
    LOSS = 5

    @property
    def non_performing(self) -> bool:
        """Whether loans of the group are bad debt (nợ xấu)."""
        return self >= DebtGroup.SUBSTANDARD

    @property
    def label(self) -> Message:
        """The group's name as people read it."""
        return _LABELS[self]


_LABELS = {
    DebtGroup.STANDARD: Message(N_("Group 1 – standard")),
    DebtGroup.SPECIAL_MENTION: Message(N_("Group 2 – special mention")),
    DebtGroup.SUBSTANDARD: Message(N_("Group 3 – substandard")),
    DebtGroup.DOUBTFUL: Message(N_("Group 4 – doubtful")),
    DebtGroup.LOSS: Message(N_("Group 5 – loss")),
}


@dataclass(frozen=True, slots=True)
class GroupFrom:
    """A row of a table: from so many days overdue on, a loan is in the group."""

    days: int
    group: DebtGroup


@dataclass(frozen=True, slots=True)
class GroupRules:
    """How one regulation parts loans into groups.

    Attributes:
        by_days: The groups by days overdue, ascending; the first row is from day 0.
        rescheduled: The same for loans rescheduled once, twice and so on, by days overdue on their
            new dates; the last also holds for more often. Empty where a regulation has no such
            rule: then the loan is judged by its original dates.
        interest_waived: The best group of a loan whose interest was waived, None for any.
    """

    by_days: tuple[GroupFrom, ...]
    rescheduled: tuple[tuple[GroupFrom, ...], ...] = ()
    interest_waived: DebtGroup | None = None

    @property
    def first_days(self) -> frozenset[int]:
        """The days overdue from which a loan may be in another group than before."""
        rows = (*self.by_days, *(row for rows in self.rescheduled for row in rows))
        return frozenset(row.days for row in rows)

    def group_of(self, loan: LoanFacts) -> DebtGroup:
        """Return the group of one loan by itself: the worst that any rule puts it into."""
        if loan.reschedules and self.rescheduled:
            days = loan.days_past_due_by_new_dates
            times = min(loan.reschedules, len(self.rescheduled))
            groups = [_reached(self.by_days, days), _reached(self.rescheduled[times - 1], days)]
        else:
            groups = [_reached(self.by_days, loan.days_past_due)]
        if loan.interest_waived and self.interest_waived is not None:
            groups.append(self.interest_waived)
        return max(groups)


def _reached(rows: tuple[GroupFrom, ...], days: int) -> DebtGroup:
    return max(row.group for row in rows if days >= row.days)


@dataclass(frozen=True, slots=True)
class ClassifiedLoan:
    """A loan in its debt group.

    Attributes:
        facts: The loan's figures.
        own_debt_group: The group of the loan by itself.
        debt_group: The group that counts: the worst one of any loan of the same borrower.
    """

    facts: LoanFacts
    own_debt_group: DebtGroup
    debt_group: DebtGroup


def classify(loans: Iterable[LoanFacts], rules: GroupRules) -> tuple[ClassifiedLoan, ...]:
    """Put loans into debt groups, all loans of a borrower into the worst of them, by loan id."""
    own = [(loan, rules.group_of(loan)) for loan in loans]
    worst: dict[str, DebtGroup] = {}
    for loan, group in own:
        worst[loan.member] = max(group, worst.get(loan.member, group))
    return tuple(
        ClassifiedLoan(loan, own_debt_group=group, debt_group=worst[loan.member])
        for loan, group in sorted(own, key=lambda pair: pair[0].loan)
    )
