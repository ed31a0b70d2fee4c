"""Interest earned and not received, where a club keeps its books on accrual.

Interest may be accrued as income only while a loan is in debt group 1, and is reversed when the
loan leaves it (DOMAIN: Circular 14/2024/TT-NHNN, Decree 86/2024/NĐ-CP); from then on it is income
when it is received, and what is unpaid is followed off the books. A loan that comes back to group 1
accrues again. Which group a loan is in is the portfolio's to say; the figures to post are here.
"""

import datetime as dt
from dataclasses import dataclass

from ledger_core.loans.position import LoanPosition


@dataclass(frozen=True, slots=True)
class AccrualPosition:
    """The contract's interest of a loan at the end of a day, in whole đồng.

    Attributes:
      date: The day.
      unpaid_interest: Interest due and unpaid, and that of the running period so far.
      accruing: Whether the loan is in debt group 1.
    """

    date: dt.date
    unpaid_interest: int
    accruing: bool

    @classmethod
    def of(cls, position: LoanPosition, *, accruing: bool) -> "AccrualPosition":
        """Return that of a loan's position."""
        unpaid = position.interest_due + position.accrued_interest
        return cls(position.date, unpaid, accruing)

    @property
    def receivable(self) -> int:
        """What stands in the books as interest receivable."""
        return self.unpaid_interest if self.accruing else 0

    @property
    def off_the_books(self) -> int:
        """What is followed outside the books."""
        return 0 if self.accruing else self.unpaid_interest


@dataclass(frozen=True, slots=True)
class AccrualMovement:
    """What to post between two days, in whole đồng.

    Opening receivable + accrued - reversed - from_receivable - waived = closing receivable.

    Attributes:
      accrued: Dr interest receivable / Cr interest income; negative where a correction of an
        earlier entry lowers what was accrued.
      reversed: Dr interest income / Cr interest receivable, because the loan left group 1.
      from_receivable: The part of the interest received that settles the receivable.
      as_income: The part that is income when received, the loan not accruing.
      waived: Dr waiver expense / Cr interest receivable.
    """

    accrued: int
    reversed: int
    from_receivable: int
    as_income: int
    waived: int


def accrual_movement(
    before: AccrualPosition, after: AccrualPosition, *, received: int = 0, waived: int = 0
) -> AccrualMovement:
    """Return what to post between two days.

    Take the days close enough that the debt group changes at most once between them: month ends
    and the days of payments.

    Args:
      before: The loan on the first day, as posted.
      after: The loan on the second day.
      received: Interest received after the first day, up to the second.
      waived: Interest waived in that time.

    Raises:
      ValueError: the days are in the wrong order.
    """
    if after.date < before.date:
        msg = f"{after.date} is before {before.date}"
        raise ValueError(msg)
    opening, closing = before.receivable, after.receivable
    if before.accruing and after.accruing:
        return AccrualMovement(closing - opening + received + waived, 0, received, 0, waived)
    if before.accruing:
        settled = max(0, min(received, opening))
        let_go = max(0, min(waived, opening - settled))
        return AccrualMovement(0, opening - settled - let_go, settled, received - settled, let_go)
    return AccrualMovement(closing, 0, 0, received, 0)
