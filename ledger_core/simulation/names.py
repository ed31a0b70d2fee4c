"""Names of people, villages and givers, put together from common parts. None is a real person's."""

from typing import Final

from ledger_core.books.people import Sex
from ledger_core.simulation.chance import Chance

# About as common as in the country.
_SURNAMES: Final = (
    ("Nguyễn", 310), ("Trần", 110), ("Lê", 90), ("Phạm", 70), ("Hoàng", 50), ("Bùi", 60),
    ("Vũ", 35), ("Đặng", 25), ("Đỗ", 25), ("Đinh", 30), ("Ngô", 20), ("Dương", 15), ("Lý", 10),
    ("Hà", 20), ("Quách", 20), ("Lương", 15), ("Trịnh", 12), ("Đoàn", 10), ("Mai", 10),
    ("Cao", 10), ("Phan", 20), ("Vi", 8), ("Lò", 8), ("Nông", 8), ("Hồ", 9),
)  # fmt: skip

_MIDDLE: Final = {
    Sex.FEMALE: (
        ("Thị", 900), ("Thị Thanh", 20), ("Thị Kim", 20), ("Thị Ngọc", 20), ("Thị Hồng", 40),
    ),
    Sex.MALE: (
        ("Văn", 560), ("Đức", 90), ("Xuân", 80), ("Hữu", 60), ("Đình", 60), ("Công", 40),
        ("Quang", 40), ("Minh", 30), ("Ngọc", 40),
    ),
}  # fmt: skip

_GIVEN: Final = {
    Sex.FEMALE: (
        "An", "Bích", "Bình", "Chanh", "Chiến", "Chung", "Cúc", "Diệp", "Dung", "Duyên", "Đào",
        "Gấm", "Giang", "Hà", "Hạnh", "Hằng", "Hậu", "Hiên", "Hiền", "Hoa", "Hòa", "Hoan", "Hồng",
        "Huệ", "Hương", "Khuyên", "Lan", "Lành", "Liên", "Liễu", "Loan", "Lụa", "Lương", "Lý",
        "Mai", "Mận", "Mến", "Minh", "Mùi", "Mừng", "Nga", "Ngân", "Ngọc", "Nguyệt", "Nhàn",
        "Nhung", "Oanh", "Phấn", "Phúc", "Phương", "Phượng", "Quế", "Quý", "Sáu", "Sen", "Tâm",
        "Thanh", "Thảo", "Thắm", "Thoa", "Thơm", "Thu", "Thủy", "Thúy", "Tình", "Trâm", "Tuyết",
        "Tươi", "Vân", "Vui", "Xuân", "Xuyến", "Yên", "Yến",
    ),
    Sex.MALE: (
        "An", "Ân", "Ba", "Bảo", "Bình", "Cảnh", "Chiến", "Chính", "Chức", "Công", "Cường", "Dũng",
        "Duyệt", "Đại", "Đạt", "Điền", "Định", "Đông", "Hải", "Hiệp", "Hòa", "Hoạch", "Hùng", "Huy",
        "Hưng", "Khang", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lợi", "Lực", "Mạnh", "Nam",
        "Năm", "Nghĩa", "Ngọc", "Nhân", "Ninh", "Phong", "Phú", "Quân", "Quyết", "Quý", "Sáng",
        "Sinh", "Sơn", "Tài", "Tám", "Tân", "Thái", "Thành", "Thắng", "Thiện", "Thịnh", "Thọ",
        "Thuận", "Tiến", "Tín", "Toàn", "Trung", "Trường", "Tuấn", "Tùng", "Tư", "Viên", "Việt",
        "Vinh", "Xuyên",
    ),
}  # fmt: skip

_VILLAGES: Final = (
    ("Đồng Tâm", "dong-tam"), ("Hòa Bình", "hoa-binh"), ("Tân Tiến", "tan-tien"),
    ("Đoàn Kết", "doan-ket"), ("Quyết Thắng", "quyet-thang"), ("Tiền Phong", "tien-phong"),
    ("Thống Nhất", "thong-nhat"), ("Đồng Tiến", "dong-tien"), ("Trung Tâm", "trung-tam"),
    ("Phú Thịnh", "phu-thinh"), ("An Bình", "an-binh"), ("Tân Lập", "tan-lap"),
    ("Xuân Hòa", "xuan-hoa"), ("Yên Phú", "yen-phu"), ("Suối Khoang", "suoi-khoang"),
    ("Đồi Bưởi", "doi-buoi"), ("Bãi Lạng", "bai-lang"), ("Nà Phặc", "na-phac"),
    ("Bản Chiềng", "ban-chieng"), ("Làng Hạ", "lang-ha"), ("Làng Thượng", "lang-thuong"),
    ("Cầu Đá", "cau-da"), ("Gò Mè", "go-me"), ("Đồng Bái", "dong-bai"), ("Vĩnh Lộc", "vinh-loc"),
    ("Nam Sơn", "nam-son"), ("Bắc Sơn", "bac-son"), ("Minh Tân", "minh-tan"),
    ("Hồng Phong", "hong-phong"), ("Trường Sơn", "truong-son"),
)  # fmt: skip

GIVERS: Final = (
    "Hội Người cao tuổi xã", "Hội Chữ thập đỏ xã", "Gia đình ông bà chủ cửa hàng vật tư",
    "Con em xa quê gửi tặng", "Hợp tác xã nông nghiệp", "Cửa hàng xăng dầu của xã",
    "Doanh nghiệp may trên địa bàn", "Một gia đình trong thôn", "Ban liên lạc đồng hương",
    "Nhóm thiện nguyện của xã",
)  # fmt: skip

PURPOSES: Final = (
    ("nuôi gà thả vườn", 160), ("chăn nuôi bò sinh sản", 140), ("nuôi lợn", 130),
    ("trồng rau sạch", 110), ("nuôi vịt đẻ", 50), ("nuôi dê", 50), ("nuôi ong lấy mật", 30),
    ("thả cá", 50), ("trồng keo", 35), ("trồng bưởi", 45), ("trồng mía", 30), ("trồng nấm", 20),
    ("làm đậu phụ", 25), ("nấu rượu, nuôi lợn", 25), ("buôn bán nhỏ ở chợ", 60),
    ("làm hàng mây tre đan", 25), ("mua phân bón, giống lúa", 40), ("sửa máy bơm, tưới vườn", 20),
)  # fmt: skip


def person_name(chance: Chance, sex: Sex) -> str:
    """Return a name that a woman or man of the countryside may have."""
    middle = chance.weighted(_MIDDLE[sex])
    return f"{chance.weighted(_SURNAMES)} {middle} {chance.pick(_GIVEN[sex])}"


def village(chance: Chance) -> tuple[str, str]:
    """Return the name of a village and the same for a folder."""
    return chance.pick(_VILLAGES)
