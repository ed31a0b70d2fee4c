"""What a club does with its Activity fund in the course of a year, and what comes in for it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger_core.club import Fund, Role
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.names import GIVERS
from ledger_core.simulation.occasions import OCCASIONS
from ledger_core.simulation.seasons import is_last_meeting_before_new_year
from ledger_core.simulation.treasurer import Treasurer

_KEPT_IN_THE_BOX: Final = 100_000
_WORTH_PAYING: Final = 20_000
_WORTH_A_JOURNEY: Final = 3_000_000
_JOURNEY_MONTHS: Final = (3, 9)
_COLD_MONTHS: Final = (11, 12, 1, 2)
_HONOURED_FROM: Final = 70  # years of age
_VERY_OLD_FROM: Final = 80


@dataclass(frozen=True, slots=True)
class Elder:
    """A member as the activities see them.

    Attributes:
      code: Code in the register.
      name: Name.
      born: Year of birth.
      in_hardship: Whether the household is poor, near-poor or in hardship.
    """

    code: str
    name: str
    born: int
    in_hardship: bool


class Activities:
    """Spends and raises the Activity fund's money at the meetings of one club."""

    def __init__(self, treasurer: Treasurer, chance: Chance) -> None:
        self._treasurer = treasurer
        self._chance = chance

    def at_meeting(self, day: date, next_meeting: date, members: list[Elder]) -> None:
        """Everything of a meeting, after fees were received and interest was distributed."""
        self._receive(day, next_meeting)
        if is_last_meeting_before_new_year(day, next_meeting):
            self._new_year(day, next_meeting.year, members)
        for occasion in OCCASIONS:
            if occasion.month == day.month and self._chance.happens(occasion.permille):
                amount = self._chance.amount(occasion.low, occasion.high, 10_000)
                self.spend(day, occasion.role, amount, (occasion.person, occasion.narration))
        if day.month in _JOURNEY_MONTHS:
            self._journey(day)
        self._visits(day, members)
        if self._chance.happens(350):
            amount = self._chance.amount(50_000, 150_000, 10_000)
            words = ("Tổ tình nguyện viên", "Bồi dưỡng tình nguyện viên chăm sóc tại nhà")
            self.spend(day, Role.AREA_HOME_CARE, amount, words)
        if self._chance.happens(250):
            amount = self._chance.amount(20_000, 80_000, 5000)
            self.spend(day, Role.ADMINISTRATION, amount, ("Cửa hàng sách", "Mua sổ, bút, giấy"))

    def mourn(self, day: date, name: str) -> None:
        """Bring the family of a dead member the club's condolences."""
        words = (f"Gia đình {name}", "Phúng viếng thành viên qua đời")
        self.spend(day, Role.AREA_COMMUNITY_SUPPORT, 300_000, words)

    def spend(self, day: date, role: Role, amount: int, words: tuple[str, str]) -> None:
        """Pay for something, or as much as the box allows; `words` say to whom and for what."""
        left = self._treasurer.totals.cash[Fund.ACTIVITY] - _KEPT_IN_THE_BOX
        amount = min(amount, left // 10_000 * 10_000 if amount > left else amount)
        if amount >= _WORTH_PAYING:
            self._treasurer.spend(day, role, amount, person=words[0], narration=words[1])

    def _receive(self, day: date, next_meeting: date) -> None:
        chance = self._chance
        before_tet = day.month in {1, 12} or is_last_meeting_before_new_year(day, next_meeting)
        if chance.happens(800 if before_tet else 60):
            amount = chance.amount(200_000, 2_000_000 if before_tet else 500_000, 50_000)
            self._treasurer.receive_for(
                day,
                Role.DONATIONS,
                amount,
                person=chance.pick(GIVERS),
                narration="Ủng hộ quà Tết" if before_tet else "Ủng hộ câu lạc bộ",
            )
        if day.month in {6, 11} and chance.happens(700):
            harvest = ("Bán lúa ruộng chung", "Bán rau vườn chung", "Bán gà nuôi chung")
            self._treasurer.receive_for(
                day,
                Role.COMMON_WORK,
                chance.amount(300_000, 1_500_000, 50_000),
                person="Tổ sản xuất",
                narration=chance.pick(harvest),
            )

    def _new_year(self, day: date, new_year: int, members: list[Elder]) -> None:
        """The Tết round: honours for the ages that are celebrated, gifts for those in need."""
        for elder in members:
            age = new_year - elder.born
            if age >= _HONOURED_FROM and age % 5 == 0:
                words = (elder.name, f"Quà mừng thọ {age} tuổi")
                amount = 100_000 if age < _VERY_OLD_FROM else 200_000
                self.spend(day, Role.AREA_COMMUNITY_SUPPORT, amount, words)
        poor = [elder for elder in members if elder.in_hardship]
        for elder in self._chance.shuffled(poor)[:8]:
            words = (elder.name, f"Quà Tết {new_year}")
            self.spend(day, Role.AREA_COMMUNITY_SUPPORT, 150_000, words)
        words = ("Ban Chủ nhiệm", f"Liên hoan mừng xuân {new_year}")
        amount = self._chance.amount(300_000, 700_000, 50_000)
        self.spend(day, Role.AREA_CULTURE, amount, words)

    def _journey(self, day: date) -> None:
        """In spring and autumn a club with enough in the box goes on a journey together."""
        plenty = self._treasurer.totals.cash[Fund.ACTIVITY] - _WORTH_A_JOURNEY
        if plenty > 0:
            words = ("Nhà xe", "Tham quan, du lịch tâm linh của câu lạc bộ")
            self.spend(day, Role.AREA_CULTURE, plenty * 4 // 5 // 50_000 * 50_000, words)

    def _visits(self, day: date, members: list[Elder]) -> None:
        """People fall ill more often in the cold months."""
        chance = self._chance
        often = 45 if day.month in _COLD_MONTHS else 25
        for elder in members:
            if chance.happens(often if day.year - elder.born >= _HONOURED_FROM else often // 3):
                amount = chance.amount(100_000, 200_000, 50_000)
                words = (elder.name, "Thăm hỏi thành viên ốm đau")
                self.spend(day, Role.AREA_COMMUNITY_SUPPORT, amount, words)
