"""What happens to a loan: dated facts, as the books post them.

Each kind has a fixed rank within its day, so that the state of a loan does not depend on the
order in which the entries of a day stand in a file. Amounts are whole đồng. An amount may be
negative where an adjusting entry takes a mistaken one back.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import ClassVar, TypeAlias

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.pauses import Moratorium
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.taken_over import TakenOver
from ledger_core.loans.terms import ExcessPayment


class ReschedulingKind(StrEnum):
    """The ways to give a loan new dates. Those for want of ability to pay are counted together."""

    DATES = "dates"
    """Other instalment dates, the same end (điều chỉnh kỳ hạn trả nợ)."""
    EXTENSION = "extension"
    """A later end (gia hạn nợ)."""
    TOP_UP = "top-up"
    """New dates agreed with a further sum lent; it is not counted."""

    @property
    def counts(self) -> bool:
        """Whether it counts as a rescheduling for the debt groups (Circular 14/2024/TT-NHNN)."""
        return self is not ReschedulingKind.TOP_UP


class UnpaidInterest(StrEnum):
    """What a rescheduling does to interest that fell due and is unpaid."""

    STAYS = "stays"
    """It stays due where it was."""
    SPREAD = "spread"
    """It is moved, in equal parts, to the new instalments; it bears no interest there."""


class PaymentSource(StrEnum):
    """Where the money of a repayment comes from."""

    MONEY = "money"
    """Cash or bank."""
    OVERPAYMENT = "overpayment"
    """What was kept for the borrower from earlier payments."""
    MEMBERS_CAPITAL = "members-capital"
    """The borrower's own paid-in capital, set off on leaving."""
    IN_KIND = "in-kind"
    """Goods, at the value agreed when the loan was paid out."""


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Principal paid out; a loan may be paid out in tranches, and topped up while it runs."""

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
class RateChange:
    """Another contract rate from a day on; that day is the last one at the old rate."""

    date: dt.date
    rate: InterestRate
    rank: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """New instalment dates for the principal not yet repaid, overdue principal included.

    Attributes:
      date: The day it takes effect.
      kind: Dates within the term, an extension of it, or part of a top-up.
      instalments: Number of instalments from then on.
      first_due: Due date of the first of them; its day is the new seed day.
      every_days: Days from one new due date to the next; None for a month.
      unpaid_interest: What becomes of interest that fell due and is unpaid.
    """

    date: dt.date
    kind: ReschedulingKind
    instalments: int
    first_due: dt.date
    every_days: int | None = None
    unpaid_interest: UnpaidInterest = UnpaidInterest.STAYS
    rank: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Reamortisation:
    """Overdue principal moved, in equal parts, to the coming instalments; their dates stay.

    It counts as a rescheduling, and what was overdue keeps its age.

    Attributes:
      date: The day it takes effect.
      principal: How much is moved, the oldest first; None for all that fell due and is unpaid.
    """

    date: dt.date
    principal: int | None = None
    rank: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Suspension:
    """A moratorium that takes effect on a loan which runs: a storm, an epidemic.

    Each instalment to come that falls due in it asks for no principal and moves the end by one
    period; sizes of instalments stay. Where interest is free, exactly the days in it are, and what
    the other days of those periods bear is due with the first instalment after it. What fell due
    before the day, or was paid ahead of its date, stays as it was; on the day it comes first.

    Attributes:
      date: The day it takes effect: the one after that on which it was decided, so that no split
        posted until then becomes wrong by it.
      moratorium: Its first and last day, and what happens to interest.
    """

    date: dt.date
    moratorium: Moratorium
    rank: ClassVar[int] = -1


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee, or a penalty of a fixed sum, that the club asks for.

    Attributes:
      date: The day it is decided.
      amount: What is asked for.
      due: When it falls due; it may lie before `date` where a decision reaches back.
      component: A fee, or late interest for a penalty.
    """

    date: dt.date
    amount: int
    due: dt.date
    component: Component = Component.FEE
    rank: ClassVar[int] = 2


@dataclass(frozen=True, slots=True)
class Waiver:
    """Interest, late interest and fees that the club lets go, the oldest first."""

    date: dt.date
    interest: int = 0
    late_interest: int = 0
    fee: int = 0
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
      source: Where the money comes from.
      in_advance: What is done with the part beyond what is due, if not as the terms say.
      manual: Whether the split was agreed with the borrower, so that the rule has no say.
    """

    date: dt.date
    principal: int = 0
    interest: int = 0
    late_interest: int = 0
    fee: int = 0
    overpayment: int = 0
    source: PaymentSource = PaymentSource.MONEY
    in_advance: ExcessPayment | None = None
    manual: bool = False
    rank: ClassVar[int] = 3


@dataclass(frozen=True, slots=True)
class WriteOff:
    """Principal taken off the books by decision of the members' meeting; the claim remains."""

    date: dt.date
    principal: int
    rank: ClassVar[int] = 4


@dataclass(frozen=True, slots=True)
class Relief:
    """Principal that the members' meeting forgives, as on a death; no claim remains."""

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


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back to the borrower from what was overpaid."""

    date: dt.date
    amount: int
    rank: ClassVar[int] = 5


@dataclass(frozen=True, slots=True)
class Reversal:
    """The adjusting entry that takes a mistaken one back, whole.

    From its day on the loan is what it would be if the mistake had never been entered; reports
    as of an earlier day still show it.

    Attributes:
      date: The day of the adjusting entry.
      of: The event that was a mistake.
    """

    date: dt.date
    of: "ReversibleEvent"
    rank: ClassVar[int] = 6


ReversibleEvent: TypeAlias = (
    Disbursement
    | TakenOver
    | TransferIn
    | RateChange
    | Rescheduling
    | Reamortisation
    | Suspension
    | Charge
    | Waiver
    | Repayment
    | WriteOff
    | Relief
    | TransferOut
    | Recovery
    | Refund
)
LoanEvent: TypeAlias = ReversibleEvent | Reversal


def by_date(events: Iterable[ReversibleEvent]) -> list[ReversibleEvent]:
    """Return events by date and rank of their kind, and in a stable order among equals."""
    ordered: list[ReversibleEvent] = []
    for _, equals in groupby(sorted(events, key=_order), key=_order):
        alike = list(equals)
        ordered += sorted(alike, key=repr) if len(alike) > 1 else alike
    return ordered


def _order(event: ReversibleEvent) -> tuple[dt.date, int]:
    return event.date, event.rank
