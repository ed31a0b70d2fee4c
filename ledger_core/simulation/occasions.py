"""What clubs celebrate and do in every year, month by month."""

from dataclasses import dataclass
from typing import Final

from ledger_core.club import Role


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that the Activity fund pays for in a month of every year.

    Attributes:
      month: The month.
      role: Which of the areas of activity it belongs to.
      low: Least amount in đồng.
      high: Greatest amount in đồng.
      person: Who gets the money.
      narration: What it is for.
      permille: In how many of a thousand years it happens.
    """

    month: int
    role: Role
    low: int
    high: int
    person: str
    narration: str
    permille: int = 1000


OCCASIONS: Final = (
    Occasion(
        3,
        Role.AREA_CULTURE,
        200_000,
        500_000,
        "Tổ văn nghệ",
        "Liên hoan văn nghệ ngày 8-3",
    ),
    Occasion(
        3,
        Role.AREA_HEALTH_CARE,
        200_000,
        400_000,
        "Trạm y tế xã",
        "Khám sức khỏe định kỳ, đo huyết áp",
    ),
    Occasion(
        9,
        Role.AREA_HEALTH_CARE,
        200_000,
        400_000,
        "Trạm y tế xã",
        "Khám sức khỏe định kỳ, đo huyết áp",
    ),
    Occasion(
        4,
        Role.AREA_AWARENESS,
        100_000,
        250_000,
        "Khuyến nông viên xã",
        "Nói chuyện về chăn nuôi an toàn",
        700,
    ),
    Occasion(
        5,
        Role.AREA_INCOME_GENERATION,
        150_000,
        300_000,
        "Tổ sản xuất",
        "Mua hạt giống cho vườn mẫu",
        500,
    ),
    Occasion(
        6,
        Role.AREA_RIGHTS,
        100_000,
        200_000,
        "Ban tư pháp xã",
        "Tư vấn pháp luật cho người cao tuổi",
        500,
    ),
    Occasion(
        7,
        Role.AREA_COMMUNITY_SUPPORT,
        200_000,
        400_000,
        "Các gia đình chính sách",
        "Thăm gia đình chính sách ngày 27-7",
    ),
    Occasion(
        8,
        Role.AREA_HEALTH_CARE,
        150_000,
        300_000,
        "Tổ thể dục",
        "Mua máy đo huyết áp, dụng cụ thể dục",
        300,
    ),
    Occasion(
        10,
        Role.AREA_CULTURE,
        300_000,
        800_000,
        "Ban Chủ nhiệm",
        "Gặp mặt ngày Quốc tế Người cao tuổi 1-10",
    ),
    Occasion(
        10, Role.AREA_CULTURE, 150_000, 300_000, "Tổ văn nghệ", "Giao lưu văn nghệ ngày 20-10", 600
    ),
    Occasion(
        11,
        Role.AREA_CULTURE,
        150_000,
        300_000,
        "Ban công tác Mặt trận",
        "Góp ngày hội Đại đoàn kết 18-11",
        800,
    ),
    Occasion(
        12,
        Role.AREA_RESOURCE_MOBILISATION,
        50_000,
        150_000,
        "Ban Chủ nhiệm",
        "Nước, giấy mời vận động ủng hộ Tết",
        700,
    ),
)
