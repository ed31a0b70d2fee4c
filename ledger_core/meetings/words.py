"""Words that people write into a sheet or type at a meeting, in their many spellings."""

import unicodedata

from ledger_core.club import Attendance
from ledger_core.messages import LANGUAGES


def folded(text: str) -> str:
    """Return a text without accents, capitals and spare spaces, to compare what people write."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


_SHORT = {
    **dict.fromkeys(("x", "c", "cm", "co", "+", "yes", "y"), Attendance.PRESENT),
    **dict.fromkeys(("p", "cp", "phep", "vang co phep", "e"), Attendance.EXCUSED),
    **dict.fromkeys(("v", "k", "kp", "khong", "vang khong phep", "-", "no"), Attendance.ABSENT),
}


def attendance_of(text: str) -> Attendance | None:
    """Return what a mark in the roll means, in either language; None for no such mark."""
    word = folded(text)
    for attendance in Attendance:
        labels = {folded(attendance.label.in_language(spoken)) for spoken in LANGUAGES}
        if word in labels or word == attendance.value:
            return attendance
    return _SHORT.get(word)
