"""What happens to a loan: dated facts, as the books post them.

Each kind has a fixed rank within its day, so that the state of a loan does not depend on the
order in which the entries of a day stand in a file. Amounts are whole đồng. An amount may be
negative where an adjusting entry takes a mistaken one back.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias


class ReschedulingKind(StrEnum):
    """The two ways to reschedule a loan, which are counted together."""

    DATES = "dates"
    """Other instalment dates, the same end (điều chỉnh kỳ hạn trả nợ)."""
    EXTENSION = "extension"
    """A later end (gia hạn nợ)."""


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Principal paid out; a loan may be paid out in tranches."""

    date: dt.date
    amount: int
    rank: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class TransferIn:
    """Principal taken over from another borrower's loan."""

    date: dt.date
    principal: int
    rank: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """New instalment dates for the principal not yet repaid, overdue principal included.

    Attributes:
      date: The day it takes effect.
      kind: Dates within the term, or an extension of it.
      instalments: Number of instalments from then on.
      first_due: Due date of the first of them; its day is the new seed day.
    """

    date: dt.date
    kind: ReschedulingKind
    instalments: int
    first_due: dt.date
    rank: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Waiver:
    """Interest and late interest that the club lets go."""

    date: dt.date
    interest: int = 0
    late_interest: int = 0
    rank: ClassVar[int] = 2


@dataclass(frozen=True, slots=True)
class Repayment:
    """A payment of the borrower, as it was split in the books.

    Attributes:
      date: The day of the payment.
      principal: The part posted to the loan's account.
      interest: The part posted to loan interest.
      late_interest: The part posted to late interest.
      fee: The part posted to fees.
      overpayment: The part kept for the borrower as a liability.
    """

    date: dt.date
    principal: int = 0
    interest: int = 0
    late_interest: int = 0
    fee: int = 0
    overpayment: int = 0
    rank: ClassVar[int] = 3


@dataclass(frozen=True, slots=True)
class WriteOff:
    """Principal taken off the books by decision of the members' meeting."""

    date: dt.date
    principal: int
    rank: ClassVar[int] = 4


@dataclass(frozen=True, slots=True)
class TransferOut:
    """Principal that passed to another borrower: an heir or the guarantor."""

    date: dt.date
    principal: int
    rank: ClassVar[int] = 4


@dataclass(frozen=True, slots=True)
class Recovery:
    """Money received on a loan that was written off; income, not principal."""

    date: dt.date
    amount: int
    rank: ClassVar[int] = 5


LoanEvent: TypeAlias = (
    Disbursement
    | TransferIn
    | Rescheduling
    | Waiver
    | Repayment
    | WriteOff
    | TransferOut
    | Recovery
)
