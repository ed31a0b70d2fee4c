"""A meeting is entered in the register: its minutes, who came, the sheet that was posted."""

from collections.abc import Mapping
from datetime import date

from ledger_core.books.actions.common import known_member
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.directives import Directive
from ledger_core.books.literals import Value
from ledger_core.books.meeting_reading import SHEET_KEY, roll_lines
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Attendance
from ledger_core.messages import Message, N_


def minutes_number(typed: str) -> str:
    """Return the number of a meeting's minutes as it will stand in the books.

    Raises:
      TextRefused: it is empty, or holds what may not stand in a book.
    """
    return clean_text(typed, Message(N_("The number of the minutes")))


def hold_meeting(
    session: WritingSession,
    *,
    day: date,
    minutes: str,
    attendance: Mapping[str, Attendance],
    sheet: str | None = None,
) -> None:
    """Enter a meeting with its roll.

    Args:
      session: The session.
      day: The day it was held.
      minutes: The number of its minutes.
      attendance: Who came, by code.
      sheet: The mark of the meeting sheet, by which the same sheet is known again.

    Raises:
      NoSuchMember: a code is not in the register.
      TextRefused: the number of the minutes cannot stand in the books.
    """
    check_open_day(session, day)
    metadata: dict[str, Value] = {}
    for word in Attendance:
        codes = [
            known_member(session, code).code
            for code, found in sorted(attendance.items())
            if found is word
        ]
        metadata |= dict(roll_lines(word, codes))
    if sheet is not None:
        metadata[SHEET_KEY] = sheet
    number = minutes_number(minutes)
    session.add_to_register(Custom(day, Directive.MEETING, (number,), metadata))
