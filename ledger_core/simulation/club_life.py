"""The life of one club, meeting by meeting, written into its books by its treasurer."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from ledger_core.books.actions import LoanRequest, ReceiptRequest
from ledger_core.club import (
    ClubRules,
    Fund,
    LeavingReason,
    Office,
    meeting_date,
    meetings_between,
)
from ledger_core.simulation.activities import Activities
from ledger_core.simulation.borrowers import (
    Borrowing,
    Habit,
    Payment,
    decide,
    due_today,
    in_cash,
)
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.lending import Lending, Wish
from ledger_core.simulation.memberships import Members, Membership
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.seasons import is_last_meeting_before_new_year
from ledger_core.simulation.treasurer import Treasurer
from ledger_core.simulation.turnover import Turnover
from ledger_core.simulation.villagers import Village, Villager

_ADVANCE_WINDOW: Final = timedelta(days=10)  # of the standard product
_COMES_PERMILLE: Final = 930


@dataclass(slots=True)
class ClubLife:
    """A club from its foundation to its last meeting.

    Attributes:
      profile: What the club is like.
      treasurer: Writes what happens.
      village: Where members come from.
      activities: What the Activity fund does.
      lending: Which loans meetings grant.
      turnover: Who joins, leaves and dies.
      chance: The chance of meetings: who comes, who pays.
      members: Those who are members now.
    """

    profile: ClubProfile
    treasurer: Treasurer
    village: Village
    activities: Activities
    lending: Lending
    turnover: Turnover
    chance: Chance
    members: Members = field(default_factory=Members)
    _later: list[tuple[date, str, Membership, Borrowing]] = field(default_factory=list)

    def live(self) -> None:
        """Write the whole life."""
        profile = self.profile
        self._found()
        days = list(meetings_between(profile.founded, profile.last_day, profile.meeting_day))
        after = days[-1].replace(day=1) + timedelta(days=31)
        days.append(meeting_date(after.year, after.month, profile.meeting_day))
        for number, (day, next_day) in enumerate(pairwise(days)):
            self._meet(number, day, next_day)
            if day < profile.last_day:
                self._between(number, day, next_day)

    # ------------------------------------------------------------------------------ the start

    def _found(self) -> None:
        profile, day = self.profile, self.profile.founded
        founders = self.village.founders(
            profile.members,
            women_percent=profile.women_percent,
            older_percent=profile.older_percent,
            year=day.year,
        )
        for person in founders:
            self._admit(person, day)
        self._fill_offices(day)
        self.treasurer.take_seed_capital(
            day, profile.seed_capital, profile.seed_source, profile.seed_giver
        )

    def _admit(self, person: Villager, day: date) -> None:
        code = self.treasurer.admit(person, day)
        owed = self.profile.capital_share
        self.members.by_code[code] = Membership(code, person, capital_owed=owed)

    def _fill_offices(self, day: date) -> None:
        members = self.members
        for office in members.vacant_offices():
            members.offices[office] = code = members.successor(self.chance)
            self.treasurer.appoint(office, code, day)

    def _decide_rules(self, day: date) -> None:
        """The first meeting changes the rules that the books came with, if the club wants others."""
        usual = ClubRules(since=day)
        profile = self.profile
        rules = ClubRules(
            since=day,
            decided_by=f"BB-{day:%Y-%m}",
            share_per_borrower=profile.share_per_borrower,
            membership_fee=profile.monthly_fee,
        )
        if (rules.share_per_borrower, rules.membership_fee) != (
            usual.share_per_borrower,
            usual.membership_fee,
        ):
            self.treasurer.decide_rules(rules)

    # ----------------------------------------------------------------------------- a meeting

    def _meet(self, number: int, day: date, next_day: date) -> None:
        if number == 0:
            self._decide_rules(day)
        for _ in range(self.turnover.newcomers(number, len(self.members))):
            self._admit(self.village.newcomer(day.year), day)
            self._happened("joined")
        self._fill_offices(day)
        for member in self.members:
            member.months_owed += 1
            self._receive_from(member, day, next_day)
        for member, borrowing in list(self.members.estates):
            self._repay(member, borrowing, day, next_day)
        self.treasurer.distribute(day)
        self._settle(number, day)
        self.activities.at_meeting(day, next_day, [member.elder for member in self.members])
        for wish in self.lending.wishes(number, self.members.free(), self.treasurer.totals):
            self._lend(wish, day)
        self.treasurer.totals.note(day)

    def _receive_from(self, member: Membership, day: date, next_day: date) -> None:
        """One receipt for all that a member brings to the meeting."""
        repayment = 0
        if member.borrowing is not None:
            repayment = self._decide(member, member.borrowing, day, next_day).amount
        elif not self.chance.happens(_COMES_PERMILLE):
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
            self.treasurer.receive(handed)
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
        position = self.treasurer.position(borrowing.loan, day)
        payment = decide(borrowing, position, self.chance)
        self._happened(payment.kind)
        if payment.days_later:
            self._put_off(day + timedelta(days=payment.days_later), member, borrowing)
        if payment.days_before_next:
            self._happened("days-early")
            self._put_off(next_day - timedelta(days=payment.days_before_next), member, borrowing)
        return payment

    def _put_off(self, day: date, member: Membership, borrowing: Borrowing) -> None:
        self._later.append((day, borrowing.loan, member, borrowing))

    def _repay(
        self, member: Membership, borrowing: Borrowing, day: date, next_day: date
    ) -> None:
        """The heirs of a dead member bring an instalment, or not."""
        payment = self._decide(member, borrowing, day, next_day)
        if payment.amount:
            self._happened("heirs-pay")
            self._take_repayment(member, borrowing, day, payment.amount)

    def _take_repayment(
        self, member: Membership, borrowing: Borrowing, day: date, amount: int
    ) -> None:
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

    # ----------------------------------------------------------- refunds, leaving, new loans

    def _settle(self, number: int, day: date) -> None:
        """Refund what was paid too much and the capital of the dead; let go who wants to leave."""
        totals = self.treasurer.totals
        for code in [code for code, amount in totals.overpayments.items() if amount]:
            if self.chance.happens(500):
                self.treasurer.refund_overpayment(code, day)
        indebted = {member.code for member, _ in self.members.estates}
        for code in [code for code in totals.left if totals.capital[code]]:
            if code not in indebted and totals.cash[Fund.INCOME] >= totals.capital[code]:
                self._refund_capital(code, day, "Gia đình thành viên đã mất")
        free = [code for code in self.members.free() if not totals.overpayments[code]]
        for code, reason in self.turnover.leavers(number, free, len(self.members)):
            if totals.cash[Fund.INCOME] >= totals.capital[code]:
                self._leave(code, day, reason)

    def _refund_capital(self, code: str, day: date, person: str = "") -> None:
        self.treasurer.refund_capital(
            code, day, person=person, narration="Trả lại vốn góp cho thành viên"
        )

    def _leave(self, code: str, day: date, reason: LeavingReason) -> None:
        if self.treasurer.totals.capital[code]:
            self._refund_capital(code, day)
        self.treasurer.let_go(code, day, reason)
        del self.members.by_code[code]
        self._happened("left")

    def _lend(self, wish: Wish, day: date) -> None:
        guarantor = None
        if self.profile.guarantors:
            others = [code for code in self.members.by_code if code != wish.member]
            guarantor = self.chance.pick(others)
        loan = self.treasurer.lend(
            LoanRequest(
                member=wish.member,
                day=day,
                principal=wish.principal,
                approved_by=self.members.approvers(wish.member),
                minutes=f"BB-{day:%Y-%m}",
                instalments=wish.instalments,
                rate=self.profile.rate,
                method=wish.method,
                purpose=wish.purpose,
                guarantor=guarantor,
            )
        )
        self.members.by_code[wish.member].borrowing = Borrowing(
            loan, wish.member, wish.habit, wish.turn, rounds_up=self.chance.happens(200)
        )

    # --------------------------------------------------------------------- between meetings

    def _between(self, number: int, day: date, next_day: date) -> None:
        """What happens on other days, in the order of the days."""
        deaths = self.turnover.deaths(number, (day, next_day), self.members)
        happening = [(when, code, None) for code, when in deaths]
        happening += [(when, loan, item) for when, loan, *item in self._later]
        self._later.clear()
        for when, code, item in sorted(happening, key=lambda entry: entry[:2]):
            if item is None:
                self._bury(self.members.by_code[code], when)
            else:
                self._pay_at_home(*item, when)

    def _pay_at_home(self, member: Membership, borrowing: Borrowing, day: date) -> None:
        position = self.treasurer.position(borrowing.loan, day)
        amount = due_today(position)
        if position.next_due is not None and position.next_due - day <= _ADVANCE_WINDOW:
            amount += position.next_amount
        amount = in_cash(amount, position, rounds_up=False)
        if amount:
            self._take_repayment(member, borrowing, day, amount)

    def _bury(self, member: Membership, day: date) -> None:
        """A member dies; who inherits a loan goes on paying after a missed meeting, or does not."""
        self.treasurer.let_go(member.code, day, LeavingReason.DEATH)
        del self.members.by_code[member.code]
        self._happened("died")
        self.activities.mourn(day + timedelta(days=1), member.person.name)
        if member.borrowing is not None:
            borrowing, member.borrowing = member.borrowing, None
            borrowing.habit = Habit.MISSES_ONE if self.chance.happens(600) else Habit.STOPS
            borrowing.turn = borrowing.meetings + 1
            self.members.estates.append((member, borrowing))

    def _happened(self, kind: str) -> None:
        self.treasurer.totals.happened[kind] += 1
