"""Schemes with loans and with the register of members."""

from datetime import date, timedelta
from typing import Final

from ledger_core.books.actions import LossRequest, ReceiptRequest, write_off
from ledger_core.books.losses import LossReason
from ledger_core.club import Fund, LeavingReason, Office
from ledger_core.simulation.borrowers import Borrowing, Habit
from ledger_core.simulation.frauds.kinds import FraudKind
from ledger_core.simulation.frauds.scene import Scene
from ledger_core.simulation.frauds.scheme import OnceScheme, Scheme
from ledger_core.simulation.memberships import Membership

_LEAST_LOAN: Final = 1_500_000


class GhostBorrower(OnceScheme):
    """A name in the register that nobody bears, and a loan in that name which nobody repays."""

    kind = FraudKind.GHOST_BORROWER

    def attempt(self, day: date, next_day: date) -> bool:
        """Lend to nobody."""
        del next_day
        scene = self.scene
        if scene.largest_loan < _LEAST_LOAN:
            return False
        member = scene.treasurer.admit(scene.village.newcomer(day.year), day)
        principal = scene.chance.amount(_LEAST_LOAN, min(scene.largest_loan, 6_000_000), 500_000)
        self.plant(scene.lend(member, day, principal), day)
        return True


class LoanToMemberGone(OnceScheme):
    """A loan in the name of a member whose death is entered days later; nobody repays it."""

    kind = FraudKind.LOAN_TO_MEMBER_GONE

    def attempt(self, day: date, next_day: date) -> bool:
        """Lend to a member who owes nothing, and let the register tell the death afterwards."""
        del next_day
        scene = self.scene
        free = [one for one in scene.ordinary() if one.borrowing is None and not one.capital_owed]
        if not free or scene.largest_loan < _LEAST_LOAN:
            return False
        member = scene.chance.pick(free)
        principal = min(scene.largest_loan, 5_000_000)
        self.plant(scene.lend(member.code, day, principal), day)
        del scene.members.by_code[member.code]
        gone = day + timedelta(days=scene.chance.between(3, 12))

        def happen() -> None:
            scene.treasurer.let_go(member.code, gone, LeavingReason.DEATH)

        scene.later(gone, happen)
        return True


class GhostMember(OnceScheme):
    """A name in the register that makes the club look larger."""

    kind = FraudKind.GHOST_MEMBER

    def attempt(self, day: date, next_day: date) -> bool:
        """Enter somebody who will never come."""
        del next_day
        scene = self.scene
        self.plant(scene.treasurer.admit(scene.village.newcomer(day.year), day), day)
        return True


class SamePersonTwice(OnceScheme):
    """A borrower gets a second code, and a second loan under it; both are repaid."""

    kind = FraudKind.SAME_PERSON_TWICE

    def attempt(self, day: date, next_day: date) -> bool:
        """Enter the same person anew."""
        del next_day
        scene = self.scene
        found = scene.good_borrowers()
        if not found or scene.largest_loan < _LEAST_LOAN:
            return False
        person = scene.chance.pick(found).person
        code = scene.treasurer.admit(person, day)
        loan = scene.lend(code, day, min(scene.largest_loan, 3_000_000))
        second = Membership(code, person, borrowing=Borrowing(loan, code, Habit.ON_TIME, 1))
        scene.members.by_code[code] = second
        self.plant(code, day)
        return True


class _OfficersLoan(OnceScheme):
    """An officer without a loan gets one."""

    def attempt(self, day: date, next_day: date) -> bool:
        """Lend to the first officer who owes nothing."""
        del next_day
        scene = self.scene
        for office in (Office.TREASURER, Office.ACCOUNTANT, Office.DEPUTY, Office.SECRETARY):
            member = scene.members.by_code[scene.holder(office)]
            if member.borrowing is None:
                loan = self.lend(member.code, day)
                if loan is not None:
                    member.borrowing = Borrowing(loan, member.code, Habit.ON_TIME, 1)
                    self.plant(loan, day)
                return loan is not None
        return False

    def lend(self, member: str, day: date) -> str | None:
        """Lend, or return None if the box holds too little."""
        raise NotImplementedError


class OfficerLargeLoan(_OfficersLoan):
    """A loan to an officer half as large again as the largest of anybody else."""

    kind = FraudKind.OFFICER_LARGE_LOAN

    def lend(self, member: str, day: date) -> str | None:
        """Lend beyond the rules, with minutes that the board wrote for itself."""
        scene = self.scene
        principal = max(scene.treasurer.totals.lent.values(), default=0) * 3 // 2
        if not principal or scene.in_box(Fund.INCOME) < principal:
            return None
        return scene.lend(member, day, principal, exception=f"BB-{day:%Y-%m}")


class OfficerApprovesOwn(_OfficersLoan):
    """An officer's loan, approved by the officer and one other."""

    kind = FraudKind.OFFICER_APPROVES_OWN

    def lend(self, member: str, day: date) -> str | None:
        """Lend with the borrower's own approval."""
        scene = self.scene
        if scene.largest_loan < _LEAST_LOAN:
            return None
        approved_by = (member, scene.holder(Office.HEAD))
        principal = min(scene.largest_loan, 4_000_000)
        return scene.lend(member, day, principal, approved_by=approved_by)


class OffMeetingLoan(OnceScheme):
    """A loan approved and paid out when nobody met; it is repaid."""

    kind = FraudKind.OFF_MEETING_LOAN

    def attempt(self, day: date, next_day: date) -> bool:
        """Lend some days after the meeting."""
        scene = self.scene
        when = day + timedelta(days=scene.chance.between(5, (next_day - day).days - 5))

        def happen() -> None:
            free = [one for one in scene.ordinary() if one.borrowing is None]
            if not free or scene.largest_loan < _LEAST_LOAN:
                self.done = False
                return
            member = scene.chance.pick(free)
            loan = scene.lend(member.code, when, min(scene.largest_loan, 4_000_000))
            member.borrowing = Borrowing(loan, member.code, Habit.ON_TIME, 1)
            self.plant(loan, when)

        scene.later(when, happen)
        return True


class Refinancing(Scheme):
    """A borrower falls into arrears, and a new loan of the same day repays the old one."""

    kind = FraudKind.REFINANCING
    _missed = 2

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._borrower: Membership | None = None
        self._since = 0

    def before_meeting(self, number: int, day: date) -> None:
        """Let somebody stop paying."""
        del day
        if self.done or number < self.start or self._borrower is not None:
            return
        largest = self.scene.largest_loan
        lent = self.scene.treasurer.totals.lent
        found = [
            one
            for one in self.scene.good_borrowers()
            if one.borrowing is not None and lent[one.borrowing.loan] <= largest
        ]
        if found:
            self._borrower, self._since = self.scene.chance.pick(found), number
            assert self._borrower.borrowing is not None
            self._borrower.borrowing.habit = Habit.STOPS
            self._borrower.borrowing.turn = 0

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Repay the old loan out of a new one."""
        del next_day
        borrower, scene = self._borrower, self.scene
        if self.done or borrower is None or number < self._since + self._missed:
            return
        if borrower.borrowing is None or borrower.code not in scene.members.by_code:
            self._borrower = None
            return
        old = borrower.borrowing.loan
        owed = scene.treasurer.position(old, day).payoff_amount
        principal = -(-owed // 100_000) * 100_000
        if principal > scene.largest_loan + owed:
            return
        scene.treasurer.receive(
            ReceiptRequest(member=borrower.code, day=day, loan=old, repayment=owed)
        )
        loan = scene.lend(borrower.code, day, principal)
        borrower.borrowing = Borrowing(loan, borrower.code, Habit.ON_TIME, 1)
        self.plant(loan, day)
        self.done = True


class EarlyWriteOff(Scheme):
    """A loan of a member who is well and in the village is written off."""

    kind = FraudKind.EARLY_WRITE_OFF

    def before_meeting(self, number: int, day: date) -> None:
        """Write off what a good borrower still owes, before new loans are granted."""
        scene = self.scene
        found = scene.good_borrowers()
        if self.done or number < self.start or not found:
            return
        friend = scene.chance.pick(found)
        assert friend.borrowing is not None
        loss = write_off(
            scene.treasurer.session,
            LossRequest(
                friend.borrowing.loan,
                day,
                LossReason.OTHER,
                f"BB-{day:%Y-%m}",
                approved_by=scene.members.approvers(friend.code),
            ),
        )
        scene.treasurer.totals.lose(friend.borrowing.loan)
        friend.borrowing = None
        self.plant(loss.voucher, day)
        self.done = True
