"""Schemes with what the Activity fund pays."""

from datetime import date, timedelta
from typing import Final

from ledger_core.club import Fund, Office, Role
from ledger_core.simulation.frauds.kinds import FraudKind
from ledger_core.simulation.frauds.scheme import OnceScheme, Scheme

_HALF_A_MILLION: Final = 500_000
_LEAST_SPLIT: Final = 800_000
_LARGEST_PART: Final = 600_000
_LEAST_BANKED: Final = 500_000
_WEEKS_AGO: Final = 40  # days

_PURCHASES: Final = (
    (Role.ADMINISTRATION, "Cửa hàng sách", "Mua sổ, bút, giấy"),
    (Role.AREA_CULTURE, "Nhà xe", "Thuê xe cho đoàn văn nghệ"),
    (Role.AREA_HEALTH_CARE, "Hiệu thuốc", "Mua thuốc, vật tư y tế"),
    (Role.AREA_INCOME_GENERATION, "Cửa hàng vật tư", "Mua phân bón cho vườn mẫu"),
    (Role.AREA_RESOURCE_MOBILISATION, "Cửa hàng tạp hóa", "Tiếp khách vận động ủng hộ"),
)


class DuplicatePayment(OnceScheme):
    """One expense of the evening is paid under two vouchers."""

    kind = FraudKind.DUPLICATE_PAYMENT

    def attempt(self, day: date, next_day: date) -> bool:
        """Pay the largest expense again that the box can bear."""
        del next_day
        scene = self.scene
        affordable = [paid for paid in scene.paid_today(day) if paid.amount <= scene.in_box()]
        if not affordable:
            return False
        paid = max(affordable, key=lambda one: one.amount)
        words = (paid.person, paid.narration)
        self.plant(scene.expense(day, Role(paid.role), paid.amount, words), day)
        return True


class RoundExpense(OnceScheme):
    """A round sum for something that nobody can show."""

    kind = FraudKind.ROUND_EXPENSE

    def attempt(self, day: date, next_day: date) -> bool:
        """Pay one to four times half a million."""
        del next_day
        scene = self.scene
        most = min(scene.in_box() // _HALF_A_MILLION, 4)
        if most < 1:
            return False
        role, person, narration = scene.chance.pick(_PURCHASES)
        amount = scene.chance.between(1, most) * _HALF_A_MILLION
        self.plant(scene.expense(day, role, amount, (person, narration)), day)
        return True


class SplitExpense(OnceScheme):
    """One purchase in three vouchers, each too small to be asked about."""

    kind = FraudKind.SPLIT_EXPENSE

    def attempt(self, day: date, next_day: date) -> bool:
        """Pay three uneven parts to one person in one evening."""
        del next_day
        scene = self.scene
        if scene.in_box() < _LEAST_SPLIT:
            return False
        role, person, narration = scene.chance.pick(_PURCHASES)
        most = min(scene.in_box() // 3, _LARGEST_PART)
        for part in range(3):
            amount = scene.chance.amount(most * 3 // 4, most, 10_000) + part * 1000
            if amount <= scene.in_box():
                self.plant(scene.expense(day, role, amount, (person, narration)), day)
        return True


class ExpenseToTreasurer(OnceScheme):
    """The treasurer pays for work and purchases in the treasurer's own name."""

    kind = FraudKind.EXPENSE_TO_TREASURER

    def attempt(self, day: date, next_day: date) -> bool:
        """Pay an ordinary sum to the treasurer."""
        del next_day
        scene = self.scene
        amount = scene.chance.amount(120_000, 450_000, 10_000)
        if scene.in_box() < amount:
            return False
        role, _, narration = scene.chance.pick(_PURCHASES)
        words = (scene.name_of(scene.holder(Office.TREASURER)), narration)
        self.plant(scene.expense(day, role, amount, words), day)
        return True


class OffMeetingExpense(OnceScheme):
    """An expense on a day on which nobody met."""

    kind = FraudKind.OFF_MEETING_EXPENSE

    def attempt(self, day: date, next_day: date) -> bool:
        """Pay some days after the meeting."""
        scene = self.scene
        amount = scene.chance.amount(100_000, 400_000, 10_000)
        if scene.in_box() < amount:
            return False
        role, person, narration = scene.chance.pick(_PURCHASES)
        when = day + timedelta(days=scene.chance.between(4, (next_day - day).days - 4))

        def happen() -> None:
            if scene.in_box() >= amount:
                self.plant(scene.expense(when, role, amount, (person, narration)), when)
            else:
                self.done = False

        scene.later(when, happen)
        return True


class BackDatedExpense(OnceScheme):
    """An expense that bears the day after the meeting and is entered weeks later."""

    kind = FraudKind.BACK_DATED_EXPENSE

    def attempt(self, day: date, next_day: date) -> bool:
        """Enter it shortly before the next meeting."""
        scene = self.scene
        amount = scene.chance.amount(100_000, 400_000, 10_000)
        if scene.in_box() < amount:
            return False
        role, person, narration = scene.chance.pick(_PURCHASES)
        dated, written = day + timedelta(days=1), next_day - timedelta(days=2)

        def happen() -> None:
            if scene.in_box() < amount:
                self.done = False
                return
            with scene.written(on=written):
                self.plant(scene.expense(dated, role, amount, (person, narration)), dated)

        scene.later(written, happen)
        return True


class UnusualRecorder(OnceScheme):
    """An expense entered by somebody who never keeps the books."""

    kind = FraudKind.UNUSUAL_RECORDER

    def attempt(self, day: date, next_day: date) -> bool:
        """Let an ordinary member enter it."""
        del next_day
        scene = self.scene
        amount = scene.chance.amount(80_000, 300_000, 10_000)
        if scene.in_box() < amount:
            return False
        role, person, narration = scene.chance.pick(_PURCHASES)
        with scene.written(by=scene.chance.pick(scene.ordinary()).code):
            self.plant(scene.expense(day, role, amount, (person, narration)), day)
        return True


class CapitalToMember(Scheme):
    """Paid-in capital is paid out in the name of a member who stays and knows nothing of it."""

    kind = FraudKind.CAPITAL_TO_MEMBER

    def before_meeting(self, number: int, day: date) -> None:
        """Refund a member's capital, before new loans are granted."""
        scene = self.scene
        capital, cash = scene.treasurer.totals.capital, scene.in_box(Fund.INCOME)
        found = [one for one in scene.ordinary() if 0 < capital[one.code] <= cash]
        if self.done or number < self.start or not found:
            return
        member = scene.chance.pick(found)
        paid = scene.treasurer.refund_capital(
            member.code, day, person="", narration="Trả lại vốn góp cho thành viên"
        )
        self.plant(paid.voucher, day)
        self.done = True


class LateBanking(OnceScheme):
    """Money that lay in the box for more than a month, or in a pocket, is taken to the bank."""

    kind = FraudKind.LATE_BANKING

    def attempt(self, day: date, next_day: date) -> bool:
        """Bank a sum that the box held all the time."""
        del next_day
        scene = self.scene
        book = scene.treasurer.session.book
        days = {p.date for p in book.transactions if 0 <= (day - p.date).days <= _WEEKS_AGO}
        days.add(day - timedelta(days=_WEEKS_AGO))
        least = min(book.balance(Fund.ACTIVITY, Role.CASH, on=one) for one in days)
        amount = least // 100_000 * 100_000 - 100_000
        if amount < _LEAST_BANKED:
            return False
        self.plant(scene.treasurer.bank(day, amount, "Gửi tiền vào ngân hàng").voucher, day)
        return True
