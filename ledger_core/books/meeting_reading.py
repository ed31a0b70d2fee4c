"""Reading a meeting that was held: who came, and the mark of the sheet that was posted."""

from collections.abc import Iterator, Sequence
from datetime import date

from ledger_core.books.metadata import MetadataReader, continued
from ledger_core.club import Attendance, MeetingHeld, Register
from ledger_core.messages import Message, N_

SHEET_KEY = "sheet"
_CODES_PER_LINE = 40  # a text in the books has a limit; a long roll goes on under `present-2`


def read_meeting(register: Register, day: date, minutes: str, reader: MetadataReader) -> None:
    """Read a `meeting` directive; a member who stands under two words is a problem."""
    found: dict[str, Attendance] = {}
    for attendance in Attendance:
        for code in roll(reader, attendance):
            if code in found:
                reader.problems.append(
                    Message(N_("{member} stands in the roll twice"), member=code)
                )
            found[code] = attendance
    sheet = reader.text(SHEET_KEY)
    reader.finish()
    register.meetings.append(MeetingHeld(day, minutes, tuple(found.items()), sheet))


def roll_lines(attendance: Attendance, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines of metadata that hold these codes: key and text."""
    for number, start in enumerate(range(0, len(codes), _CODES_PER_LINE), start=1):
        part = codes[start : start + _CODES_PER_LINE]
        yield continued(attendance.value, number), " ".join(part)


def roll(reader: MetadataReader, attendance: Attendance) -> Iterator[str]:
    """Yield the codes that stand under a word of a roll, a long one's further lines too."""
    number = 1
    while reader.has(key := continued(attendance.value, number)):
        yield from reader.codes(key)
        number += 1
