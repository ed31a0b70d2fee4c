"""What members bring: at the meeting one receipt for everything, and some on other days."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ledger_core.books.actions import ReceiptRequest
from ledger_core.simulation.borrowers import Borrowing, Payment, decide, due_today, in_cash
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.memberships import Members, Membership
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.seasons import is_last_meeting_before_new_year
from ledger_core.simulation.treasurer import Treasurer

_ADVANCE_WINDOW: Final = timedelta(days=10)  # of the standard product
_COMES: Final = 930  # permille


@dataclass(frozen=True, slots=True)
class PaymentAtHome:
    """An instalment that is brought to the treasurer's home on another day.

    Attributes:
      day: The day.
      member: Whose loan it is.
      borrowing: The loan.
    """

    day: date
    member: Membership
    borrowing: Borrowing


@dataclass(slots=True)
class Collecting:
    """Receives what members bring.

    Attributes:
      profile: What the club is like.
      treasurer: Writes the receipts.
      members: Those who are members now.
      chance: Who comes, who pays.
      at_home: Payments announced for days before the next meeting.
      withheld: Loans whose payments are kept from the books; none in an honest club.
      booked: The receipts of this meeting that repay a loan, by member.
    """

    profile: ClubProfile
    treasurer: Treasurer
    members: Members
    chance: Chance
    at_home: list[PaymentAtHome] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    booked: dict[str, str] = field(default_factory=dict)

    def at_meeting(self, day: date, next_day: date) -> None:
        """Receive from every member who comes, and from the heirs of the dead."""
        self.booked.clear()
        for member in self.members:
            member.months_owed += 1
            self._from_member(member, day, next_day)
        for member, borrowing in list(self.members.estates):
            payment = self._decide(member, borrowing, day, next_day)
            if payment.amount:
                self.treasurer.happened("heirs-pay")
                self._repay(member, borrowing, day, payment.amount)

    def _from_member(self, member: Membership, day: date, next_day: date) -> None:
        repayment = 0
        if member.borrowing is not None:
            repayment = self._decide(member, member.borrowing, day, next_day).amount
        elif not self.chance.happens(_COMES):
            return
        fee = self._fee(member, day)
        before_tet = is_last_meeting_before_new_year(day, next_day)
        donation = 0
        if self.chance.happens(60 if before_tet else 3):
            donation = self.chance.amount(20_000, 100_000, 10_000)
        handed = ReceiptRequest(
            member=member.code,
            day=day,
            loan=member.borrowing.loan if member.borrowing and repayment else None,
            repayment=repayment,
            fee=fee,
            fine=10_000 if self.chance.happens(4) else 0,
            donation=donation,
            capital=member.capital_owed,
        )
        if handed.total:
            received = self.treasurer.receive(handed)
            if repayment:
                self.booked[member.code] = str(received.voucher)
            member.capital_owed = 0
            self._close_if_repaid(member)

    def _fee(self, member: Membership, day: date) -> int:
        months = self.profile.fee_habit.months
        if day.month % months and member.months_owed <= months:
            return 0
        fee = member.months_owed * self.profile.monthly_fee
        member.months_owed = 0
        return fee

    def _decide(
        self, member: Membership, borrowing: Borrowing, day: date, next_day: date
    ) -> Payment:
        borrowing.meetings += 1
        if borrowing.loan in self.withheld:
            self.treasurer.happened("not-booked")
            return Payment(0, "not-booked")
        position = self.treasurer.position(borrowing.loan, day)
        payment = decide(borrowing, position, self.chance)
        self.treasurer.happened(payment.kind)
        if payment.days_later:
            later = day + timedelta(days=payment.days_later)
            self.at_home.append(PaymentAtHome(later, member, borrowing))
        if payment.days_before_next:
            early = next_day - timedelta(days=payment.days_before_next)
            self.at_home.append(PaymentAtHome(early, member, borrowing))
            self.treasurer.happened("days-early")
        return payment

    def receive_at_home(self, payment: PaymentAtHome) -> None:
        """Receive what is due of a loan on another day, the coming instalment included if near."""
        borrowing, day = payment.borrowing, payment.day
        position = self.treasurer.position(borrowing.loan, day)
        amount = due_today(position)
        if position.next_due is not None and position.next_due - day <= _ADVANCE_WINDOW:
            amount += position.next_amount
        amount = in_cash(amount, position, rounds_up=False)
        if amount:
            self._repay(payment.member, borrowing, day, amount)

    def _repay(self, member: Membership, borrowing: Borrowing, day: date, amount: int) -> None:
        self.treasurer.receive(
            ReceiptRequest(member=member.code, day=day, loan=borrowing.loan, repayment=amount)
        )
        self._close_if_repaid(member)

    def _close_if_repaid(self, member: Membership) -> None:
        outstanding = self.treasurer.totals.outstanding
        if member.borrowing is not None and not outstanding[member.borrowing.loan]:
            member.borrowing = None
        estates = self.members.estates
        estates[:] = [(m, loan) for m, loan in estates if outstanding[loan.loan]]
