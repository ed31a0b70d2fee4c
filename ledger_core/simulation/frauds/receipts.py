"""Schemes with the money that members bring."""

from datetime import date, timedelta

from ledger_core.books.actions import ReceiptRequest, ReversalRequest, reverse
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import Directive
from ledger_core.books.rendering import Custom
from ledger_core.club import Fund
from ledger_core.simulation.borrowers import due_today
from ledger_core.simulation.frauds.kinds import FraudKind
from ledger_core.simulation.frauds.scene import Scene
from ledger_core.simulation.frauds.scheme import OnceScheme, Scheme
from ledger_core.simulation.memberships import Membership

_DECEMBER = 12  # a number missing at the end of a year's pad does not show


class UnbookedReceipt(Scheme):
    """A borrower pays, gets a receipt, and the books never see it: its number is missing."""

    kind = FraudKind.UNBOOKED_RECEIPT

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._at: date | None = None
        self._loan = ""

    def before_meeting(self, number: int, day: date) -> None:
        """Keep the payment of one borrower, and take a form for it."""
        found = self.scene.good_borrowers()
        if self.done or number < self.start or day.month == _DECEMBER or not found:
            return
        loan = self.scene.chance.pick(found).borrowing
        assert loan is not None
        self._loan, self._at, self.done = loan.loan, day, True
        self.scene.collecting.withheld.add(loan.loan)
        self._tell(self.scene.treasurer.skip_receipt(day), day)

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """At later meetings the borrower's payments are booked again."""
        del number, next_day
        if self._at == day:
            self.scene.collecting.withheld.discard(self._loan)

    def _tell(self, number: VoucherNumber, day: date) -> None:
        self.plant(number, day)


class VoidedReceipt(UnbookedReceipt):
    """The same, and the form is stated to be spoiled."""

    kind = FraudKind.VOIDED_RECEIPT

    def _tell(self, number: VoucherNumber, day: date) -> None:
        void = Custom(day, Directive.VOUCHER_VOID, (str(number),), {"reason": "viết hỏng"})
        self.scene.treasurer.session.add_to_register(void)
        self.plant(number, day)


class Lapping(Scheme):
    """Three borrowers' payments are kept in turn, each booked from the next one's a month later."""

    kind = FraudKind.LAPPING
    _turns = 3

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._victim: Membership | None = None
        self._covered: Membership | None = None
        self._turn = 0

    def before_meeting(self, number: int, day: date) -> None:
        """Let the last victim's payment be booked, and keep that of the next."""
        del day
        scene = self.scene
        if number < self.start or self.done:
            return
        found = [one for one in scene.good_borrowers() if one is not self._victim]
        if self._turn == 0 and len(found) < self._turns:
            return
        self._covered, self._victim = self._victim, None
        if self._covered is not None and self._covered.borrowing is not None:
            scene.collecting.withheld.discard(self._covered.borrowing.loan)
        if found and self._turn < self._turns:
            self._turn += 1
            self._victim = scene.chance.pick(found)
            assert self._victim.borrowing is not None
            scene.collecting.withheld.add(self._victim.borrowing.loan)
        else:
            self.done = True

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Tell which receipt stands for money that came a month before."""
        del number, next_day
        covered, self._covered = self._covered, None
        voucher = covered and self.scene.collecting.booked.get(covered.code)
        if voucher:
            self.plant(voucher, day)


class LateEnteredReceipt(Scheme):
    """A payment is brought two days after the meeting and written down weeks later."""

    kind = FraudKind.LATE_ENTERED_RECEIPT

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._victim: Membership | None = None

    def before_meeting(self, number: int, day: date) -> None:
        """Choose who does not pay at the meeting."""
        del day
        found = self.scene.good_borrowers()
        if self.done or number < self.start or not found:
            return
        self._victim = self.scene.chance.pick(found)
        assert self._victim.borrowing is not None
        self.scene.collecting.withheld.add(self._victim.borrowing.loan)

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Book it with an early date and a late hand."""
        del number
        victim, self._victim = self._victim, None
        if victim is None or victim.borrowing is None:
            return
        loan = victim.borrowing.loan
        self.scene.collecting.withheld.discard(loan)
        brought, written = day + timedelta(days=2), next_day - timedelta(days=2)
        amount = due_today(self.scene.treasurer.position(loan, brought))
        if not amount:
            return
        handed = ReceiptRequest(member=victim.code, day=brought, loan=loan, repayment=amount)
        self.done = True

        def write() -> None:
            with self.scene.written(on=written):
                received = self.scene.treasurer.receive(handed)
            self.plant(received.voucher, brought)

        self.scene.later(written, write)


class TakenBackReceipt(OnceScheme):
    """A member's fees of this evening are taken back at the end of it, as if never paid."""

    kind = FraudKind.TAKEN_BACK_RECEIPT

    def attempt(self, day: date, next_day: date) -> bool:
        """Take back a receipt of the Activity fund alone."""
        del next_day
        scene = self.scene
        treasurer = scene.treasurer
        plain = [
            (handed, voucher)
            for handed, voucher in treasurer.receipts
            if handed.day == day and handed.total == handed.fee
        ]
        if not plain:
            return False
        handed, voucher = scene.chance.pick(plain)
        approved = scene.members.approvers("")
        reversed_ = reverse(
            treasurer.session,
            ReversalRequest(str(voucher), day, f"BB-{day:%Y-%m}", approved_by=approved),
        )
        treasurer.totals.cash[Fund.ACTIVITY] -= handed.fee
        treasurer.totals.fees -= handed.fee
        self.plant(reversed_.voucher, day)
        return True


class InterestShortfall(Scheme):
    """A friend's payment is booked as principal alone."""

    kind = FraudKind.INTEREST_SHORTFALL

    def __init__(self, scene: Scene, start: int) -> None:
        super().__init__(scene, start)
        self._friend: Membership | None = None

    def before_meeting(self, number: int, day: date) -> None:
        """Choose the friend."""
        del day
        found = self.scene.good_borrowers()
        if not self.done and number >= self.start and found:
            self._friend = self.scene.chance.pick(found)
            assert self._friend.borrowing is not None
            self.scene.collecting.withheld.add(self._friend.borrowing.loan)

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Book the whole sum as principal, with minutes that nobody remembers."""
        del number, next_day
        friend, self._friend = self._friend, None
        if friend is None or friend.borrowing is None:
            return
        loan = friend.borrowing.loan
        self.scene.collecting.withheld.discard(loan)
        position = self.scene.treasurer.position(loan, day)
        if not position.interest_due or not position.principal_due:
            return
        voucher = self.scene.treasurer.receive_as_principal(
            ReceiptRequest(
                member=friend.code,
                day=day,
                loan=loan,
                repayment=min(due_today(position), position.outstanding_principal),
                exception=f"BB-{day:%Y-%m}",
            )
        )
        self.plant(voucher, day)
        self.done = True
