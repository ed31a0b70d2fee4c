"""What one invented club is like from the day it starts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from ledger_core.club import meeting_date
from ledger_core.club.places import Place, places
from ledger_core.loans import InterestRate, Method
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.names import village

LAST_MONTH: Final = (2026, 6)
"""Year and month of the last meeting of every club."""

MOST_YEARS: Final = 15
"""The table of lunar years reaches back so far."""

_MILLION: Final = 1_000_000


class FeeHabit(StrEnum):
    """How often a club collects the monthly fee; the value is for people."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"

    @property
    def months(self) -> int:
        """Months from one collection to the next."""
        return {FeeHabit.MONTHLY: 1, FeeHabit.QUARTERLY: 3, FeeHabit.HALF_YEARLY: 6}[self]


@dataclass(frozen=True, slots=True)
class ClubProfile:
    """What a club starts from and how it does things. Amounts in đồng.

    Attributes:
      code: Short code, also the name of its folder.
      name: Full name.
      place: Its commune.
      founded: Day the books begin; the first meeting comes after it.
      last_day: Day of the last meeting.
      meeting_day: Day of the month it meets.
      members: How many people join at the start.
      women_percent: Share of women among them.
      older_percent: Share of those aged 60 and over.
      seed_capital: What it starts with.
      seed_source: `grant` or `budget`.
      seed_giver: Who gave it.
      capital_share: What each member pays in at the first meeting, refunded on leaving.
      monthly_fee: Fee of a month.
      fee_habit: How often fees are collected.
      rate: Rate of its loans.
      method: Usual method of repayment.
      share_per_borrower: Largest share of lending capital for one borrower.
      guarantors: Whether loans have a guarantor.
      closes_months: Whether each meeting counts the cash and closes the month before.
    """

    code: str
    name: str
    place: Place
    founded: date
    last_day: date
    meeting_day: int
    members: int
    women_percent: int
    older_percent: int
    seed_capital: int
    seed_source: str
    seed_giver: str
    capital_share: int
    monthly_fee: int
    fee_habit: FeeHabit
    rate: InterestRate
    method: Method
    share_per_borrower: Decimal
    guarantors: bool
    closes_months: bool = False

    @property
    def path(self) -> str:
        """Where its folder stands below the association's: province, commune, club."""
        return f"{self.place.province}/{self.place.commune}/{self.code}"


# Seed capital as projects and provinces published it, in millions, with how often it is drawn.
_SEED_CAPITAL: Final = (
    ((100, 100), 400), ((130, 130), 150), ((80, 80), 130), ((50, 70), 150), ((20, 30), 110),
    ((15, 20), 60),
)  # fmt: skip
_GIVERS: Final = {
    "grant": ("Dự án nhân rộng câu lạc bộ", "Tổ chức tài trợ", "Trung ương Hội Người cao tuổi"),
    "budget": ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã"),
}
_CAPITAL_SHARES: Final = ((0, 300), (100_000, 400), (200_000, 220), (500_000, 80))
_FEES: Final = ((5000, 600), (3000, 200), (2000, 200))
_FEE_HABITS: Final = (
    (FeeHabit.MONTHLY, 600), (FeeHabit.QUARTERLY, 250), (FeeHabit.HALF_YEARLY, 150),
)  # fmt: skip
_RATES: Final = ((Fraction(1, 100), 820), (Fraction(8, 1000), 120), (Fraction(5, 1000), 60))
_METHODS: Final = (
    (Method.DECLINING_EQUAL_PRINCIPAL, 800), (Method.ANNUITY, 80), (Method.FLAT, 60),
    (Method.INTEREST_ONLY, 60),
)  # fmt: skip
_MEETING_DAYS: Final = (5, 8, 10, 12, 15, 17, 18, 20, 21, 22, 24, 25, 27, 28)


def _share_per_borrower(capital: int) -> Decimal:
    """Return the club's limit: a small fund that kept to 5 % could not lend the price of a pig."""
    if capital >= 100 * _MILLION:
        return Decimal("0.05")
    return Decimal("0.10") if capital >= 60 * _MILLION else Decimal("0.20")


def _dates(years: int, meeting_day: int, chance: Chance) -> tuple[date, date]:
    year, month = LAST_MONTH
    first = meeting_date(year - years, month, meeting_day)
    founded = first.replace(day=chance.between(max(1, meeting_day - 10), meeting_day - 1))
    return founded, meeting_date(year, month, meeting_day)


def draw_profile(seed: int, index: int, years: int) -> ClubProfile:
    """Return club number `index` of an association, which lives for `years` years of meetings."""
    chance = Chance(seed, index, "profile")
    place = chance.pick(places())
    village_name, folder = village(chance)
    meeting_day = chance.pick(_MEETING_DAYS)
    founded, last_day = _dates(years, meeting_day, chance)
    low, high = chance.weighted(_SEED_CAPITAL)
    seed_capital = chance.amount(low * _MILLION, high * _MILLION, _MILLION)
    source = chance.weighted((("grant", 700), ("budget", 300)))
    capital_share = chance.weighted(_CAPITAL_SHARES)
    members = chance.between(50, 66)
    return ClubProfile(
        code=f"{folder}-{index:04d}",
        name=f"Câu lạc bộ Liên thế hệ tự giúp nhau {village_name}",
        place=place,
        founded=founded,
        last_day=last_day,
        meeting_day=meeting_day,
        members=members,
        women_percent=chance.between(60, 70),
        older_percent=chance.between(60, 70),
        seed_capital=seed_capital,
        seed_source=source,
        seed_giver=chance.pick(_GIVERS[source]),
        capital_share=capital_share,
        monthly_fee=chance.weighted(_FEES),
        fee_habit=chance.weighted(_FEE_HABITS),
        rate=InterestRate.monthly(chance.weighted(_RATES)),
        method=chance.weighted(_METHODS),
        share_per_borrower=_share_per_borrower(seed_capital + members * capital_share),
        guarantors=chance.happens(500),
        closes_months=True,
    )
