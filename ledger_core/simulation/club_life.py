"""The life of one club, meeting by meeting, written into its books by its treasurer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from ledger_core.books.actions import LoanRequest
from ledger_core.club import (
    ClubRules,
    Fund,
    LeavingReason,
    Month,
    Office,
    meeting_date,
    meetings_between,
)
from ledger_core.simulation.activities import Activities
from ledger_core.simulation.borrowers import Borrowing, Habit
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.collecting import Collecting
from ledger_core.simulation.frauds.scene import Scene
from ledger_core.simulation.frauds.scheme import Scheme
from ledger_core.simulation.lending import Lending, Wish
from ledger_core.simulation.memberships import Members, Membership
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.treasurer import Treasurer
from ledger_core.simulation.turnover import Turnover
from ledger_core.simulation.villagers import Village, Villager


@dataclass(slots=True)
class ClubLife:
    """A club from its foundation to its last meeting.

    Attributes:
      profile: What the club is like.
      treasurer: Writes what happens.
      village: Where members come from.
      members: Those who are members now.
      collecting: What members bring.
      activities: What the Activity fund does.
      lending: Which loans meetings grant.
      turnover: Who joins, leaves and dies.
      chance: What else is left to chance at meetings.
      scene: The club as those see it who do wrong in it.
      schemes: The mistakes and frauds that happen in it; none in an honest club.
    """

    profile: ClubProfile
    treasurer: Treasurer
    village: Village
    members: Members
    collecting: Collecting
    activities: Activities
    lending: Lending
    turnover: Turnover
    chance: Chance
    scene: Scene
    schemes: list[Scheme] = field(default_factory=list)

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
        """The first meeting changes the rules that the books came with, if it wants others."""
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
            self.treasurer.happened("joined")
        self._fill_offices(day)
        for scheme in self.schemes:
            scheme.before_meeting(number, day)
        self.collecting.at_meeting(day, next_day)
        if self.scene.passes_on:
            self.treasurer.distribute(day)
        self._settle(number, day)
        self.activities.at_meeting(day, next_day, [member.elder for member in self.members])
        if self.scene.lends:
            for wish in self.lending.wishes(number, self.members.free(), self.treasurer.totals):
                self._lend(wish, day)
        for scheme in self.schemes:
            scheme.at_meeting(number, day, next_day)
        if self.profile.closes_months and self.scene.counts:
            self._close_months_before(day)
        self.treasurer.totals.note(day)

    def _close_months_before(self, day: date) -> None:
        """Head and accountant count both boxes at the end of the meeting; the months are sealed."""
        book = self.treasurer.session.book
        last = book.register.last_sealed
        month = Month.of(self.profile.founded) if last is None else last.month.following
        offices = self.members.offices
        counted_by = (offices[Office.HEAD], offices[Office.ACCOUNTANT])
        counted = any(count.day == day for count in book.counts)
        while month.last_day < day:
            self.treasurer.close_month(month, day, counted_by, counted=counted)
            month, counted = month.following, True

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
        self.treasurer.happened("left")

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
        events: list[tuple[date, str, Callable[[], None]]] = [
            (item.day, item.borrowing.loan, partial(self.collecting.receive_at_home, item))
            for item in self.collecting.at_home
        ]
        self.collecting.at_home.clear()
        for code, when in self.turnover.deaths(number, (day, next_day), self.members):
            events.append((when, code, partial(self._bury, self.members.by_code[code], when)))
        events += self.scene.between
        self.scene.between = []
        for _, _, happen in sorted(events, key=lambda event: event[:2]):
            happen()

    def _bury(self, member: Membership, day: date) -> None:
        """A member dies; who inherits a loan goes on paying after a missed meeting, or does not."""
        self.treasurer.let_go(member.code, day, LeavingReason.DEATH)
        del self.members.by_code[member.code]
        self.treasurer.happened("died")
        self.activities.mourn(day + timedelta(days=1), member.person.name)
        if member.borrowing is not None:
            borrowing, member.borrowing = member.borrowing, None
            borrowing.habit = Habit.MISSES_ONE if self.chance.happens(600) else Habit.STOPS
            borrowing.turn = borrowing.meetings + 1
            self.members.estates.append((member, borrowing))
