"""The two example clubs, rebuilt from what was published of them.

`python -m ledger_core.simulation.examples FOLDER` writes `FOLDER/hanh-phuc` and `FOLDER/mong`,
byte for byte the same each time. `docs/examples.md` says which figures are published.
"""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

from ledger_core.books.disk.files import STATE_FOLDER
from ledger_core.club import LeavingReason
from ledger_core.club.places import Place
from ledger_core.errors import ClubledgerError
from ledger_core.loans import InterestRate, Method
from ledger_core.simulation.borrowers import Habit
from ledger_core.simulation.club import write_club
from ledger_core.simulation.errors import FolderNotEmpty
from ledger_core.simulation.fixed_plans import FixedLending, FixedTurnover
from ledger_core.simulation.lending import Wish
from ledger_core.simulation.profile import ClubProfile, FeeHabit
from ledger_core.simulation.totals import ClubTotals

_MILLION: Final = 1_000_000
_LUONG_SON: Final = Place("25", "Phú Thọ", "04924", "Lương Sơn")


@dataclass(frozen=True, slots=True)
class Example:
    """A club to be written.

    Attributes:
      profile: What it is like.
      lending: Its round of loans.
      turnover: Who joins, leaves and dies.
    """

    profile: ClubProfile
    lending: FixedLending
    turnover: FixedTurnover


def _profile(
    code: str, village: str, dates: tuple[date, date], *, older_percent: int, capital_share: int
) -> ClubProfile:
    founded, last_day = dates
    return ClubProfile(
        code=code,
        name=f"Câu lạc bộ Liên thế hệ tự giúp nhau {village}",
        place=_LUONG_SON,
        founded=founded,
        last_day=last_day,
        meeting_day=last_day.day,
        members=50,
        women_percent=66,
        older_percent=older_percent,
        seed_capital=130 * _MILLION,
        seed_source="grant",
        seed_giver="Dự án nhân rộng câu lạc bộ Liên thế hệ tự giúp nhau",
        capital_share=capital_share,
        monthly_fee=5000,
        fee_habit=FeeHabit.MONTHLY,
        rate=InterestRate.monthly(Fraction(1, 100)),
        method=Method.DECLINING_EQUAL_PRINCIPAL,
        share_per_borrower=Decimal("0.05"),
        guarantors=True,
        closes_months=True,
    )


# One loan: member, principal in thousands of đồng, purpose, habit, instalment at which it shows.
_Loan: TypeAlias = tuple[str, int, str, Habit, int]
_COWS: Final = "chăn nuôi bò sinh sản"  # principal in one sum at the end, when the calf is sold


def _round(*meetings: Sequence[_Loan]) -> FixedLending:
    return FixedLending(
        {number: [_wish(loan) for loan in loans] for number, loans in enumerate(meetings)}
    )


def _wish(loan: _Loan) -> Wish:
    member, thousands, purpose, habit, turn = loan
    method = Method.INTEREST_ONLY if purpose == _COWS else Method.DECLINING_EQUAL_PRINCIPAL
    return Wish(
        member=member,
        principal=thousands * 1000,
        instalments=12,
        method=method,
        purpose=purpose,
        habit=habit,
        turn=turn,
    )


HANH_PHUC: Final = Example(
    _profile(
        "hanh-phuc",
        "Hạnh Phúc",
        (date(2025, 4, 5), date(2026, 4, 12)),
        older_percent=74,
        capital_share=300_000,
    ),
    _round(
        (
            ("M004", 6000, "nuôi gà thả vườn", Habit.ON_TIME, 1),
            ("M007", 5000, "trồng rau sạch", Habit.ON_TIME, 1),
            ("M011", 6000, "nuôi lợn", Habit.STOPS, 9),
            ("M013", 6000, "nuôi dê", Habit.MISSES_SEVERAL, 11),
            ("M016", 5000, "buôn bán nhỏ ở chợ", Habit.FEW_DAYS_EARLY, 1),
            ("M018", 6000, "nuôi lợn", Habit.PAYS_OFF_EARLY, 8),
            ("M021", 5000, "nuôi vịt đẻ", Habit.FEW_DAYS_LATE, 1),
            ("M022", 6000, "nuôi gà thả vườn", Habit.ON_TIME, 1),
        ),
        (
            ("M025", 7000, _COWS, Habit.ON_TIME, 1),
            ("M026", 7000, _COWS, Habit.ON_TIME, 1),
            ("M028", 5000, "làm hàng mây tre đan", Habit.PAYS_PART, 5),
            ("M030", 6000, "trồng bưởi", Habit.ON_TIME, 1),
            ("M031", 6000, "nuôi ong lấy mật", Habit.ON_TIME, 1),
            ("M033", 5000, "thả cá", Habit.MISSES_SEVERAL, 4),
            ("M034", 6000, "nuôi lợn", Habit.ON_TIME, 1),
            ("M036", 5000, "trồng rau sạch", Habit.FEW_DAYS_LATE, 1),
        ),
        (
            ("M038", 7000, _COWS, Habit.ON_TIME, 1),
            ("M039", 7000, _COWS, Habit.MISSES_ONE, 5),
            ("M041", 6000, "nuôi gà thả vườn", Habit.ON_TIME, 1),
            ("M042", 6000, "nuôi dê", Habit.MISSES_ONE, 10),
            ("M044", 5000, "làm đậu phụ", Habit.ON_TIME, 1),
            ("M046", 6000, "nuôi lợn", Habit.PAYS_AHEAD, 6),
            ("M049", 5000, "trồng nấm", Habit.ON_TIME, 1),
        ),
    ),
    FixedTurnover(joining={7: 1}, dying={5: "M030"}),
)
"""Hạnh Phúc, Hòa Sơn: 50 members, 23 borrowers of 134 million đồng."""

MONG: Final = Example(
    _profile(
        "mong",
        "xóm Mòng",
        (date(2025, 6, 15), date(2026, 6, 24)),
        older_percent=70,
        capital_share=200_000,
    ),
    _round(
        (
            ("M002", 5000, "nuôi lợn", Habit.ON_TIME, 1),
            ("M003", 4000, "trồng rau sạch", Habit.ON_TIME, 1),
            ("M005", 5000, "nuôi gà thả vườn", Habit.MISSES_ONE, 3),
            ("M006", 4000, "buôn bán nhỏ ở chợ", Habit.FEW_DAYS_LATE, 1),
            ("M008", 6000, _COWS, Habit.ON_TIME, 1),
            ("M009", 5000, "nuôi vịt đẻ", Habit.ON_TIME, 1),
            ("M010", 4000, "trồng rau sạch", Habit.ON_TIME, 1),
            ("M012", 5000, "nuôi dê", Habit.STOPS, 4),
            ("M014", 3500, "nuôi gà thả vườn", Habit.PAYS_OFF_EARLY, 7),
            ("M015", 5000, "nuôi lợn", Habit.ON_TIME, 1),
            ("M017", 4000, "làm đậu phụ", Habit.FEW_DAYS_EARLY, 1),
            ("M019", 5000, "thả cá", Habit.ON_TIME, 1),
        ),
        (
            ("M020", 6000, _COWS, Habit.ON_TIME, 1),
            ("M021", 5000, "nuôi lợn", Habit.PAYS_PART, 6),
            ("M023", 4000, "trồng nấm", Habit.ON_TIME, 1),
            ("M024", 5000, "trồng mía", Habit.ON_TIME, 1),
            ("M026", 3000, "mua phân bón, giống lúa", Habit.ON_TIME, 1),
            ("M027", 4000, "nuôi gà thả vườn", Habit.MISSES_SEVERAL, 8),
            ("M029", 5000, "trồng bưởi", Habit.ON_TIME, 1),
            ("M030", 4000, "buôn bán nhỏ ở chợ", Habit.ON_TIME, 1),
            ("M032", 5000, "nuôi ong lấy mật", Habit.PAYS_AHEAD, 4),
        ),
        (
            ("M033", 6000, _COWS, Habit.ON_TIME, 1),
            ("M035", 4000, "trồng rau sạch", Habit.ON_TIME, 1),
            ("M036", 5000, "nuôi lợn", Habit.FEW_DAYS_LATE, 1),
            ("M037", 4000, "nuôi vịt đẻ", Habit.ON_TIME, 1),
            ("M040", 5000, "nuôi gà thả vườn", Habit.MISSES_ONE, 10),
        ),
        (
            ("M043", 6000, _COWS, Habit.MISSES_ONE, 7),
            ("M045", 4000, "làm hàng mây tre đan", Habit.ON_TIME, 1),
            ("M047", 5000, "nuôi lợn", Habit.ON_TIME, 1),
            ("M048", 3500, "sửa máy bơm, tưới vườn", Habit.ON_TIME, 1),
        ),
    ),
    FixedTurnover(
        joining={6: 1, 10: 1},
        leaving={5: ("M044", LeavingReason.MOVED)},
        dying={8: "M042"},
    ),
)
"""Mòng, Lương Sơn: 50 members, 30 borrowers of 139 million đồng, meeting on the 24th."""

EXAMPLES: Final = (HANH_PHUC, MONG)


def write_example(folder: Path, example: Example) -> ClubTotals:
    """Write an example club into a new folder, without the state of a lock beside its books.

    Raises:
      ClubExists: the folder holds books already.
    """
    totals = write_club(
        folder,
        example.profile,
        seed=f"example-{example.profile.code}",
        lending=example.lending,
        turnover=example.turnover,
    )
    shutil.rmtree(folder / STATE_FOLDER)
    return totals


def write_examples(folder: Path) -> list[Path]:
    """Write every example below `folder`; return their folders.

    Raises:
      FolderNotEmpty: one of them is there already.
    """
    targets = [folder / example.profile.code for example in EXAMPLES]
    for target in targets:
        if target.exists():
            raise FolderNotEmpty(target)
    for target, example in zip(targets, EXAMPLES, strict=True):
        write_example(target, example)
    return targets


def main(arguments: Sequence[str]) -> int:
    """Write the examples into the folder named; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("python -m ledger_core.simulation.examples FOLDER\n")
        return 2
    try:
        for target in write_examples(Path(arguments[0])):
            sys.stdout.write(f"{target}\n")
    except ClubledgerError as error:
        sys.stderr.write(f"{error}\n{error.remedy or ''}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
