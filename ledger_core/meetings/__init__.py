"""The monthly meeting: its sheet, filling it in, and posting it whole.

`draft_sheet` draws the sheet up from the books; it is written as a spreadsheet (`workbook`), as a
page to fill in by hand (`page`) and as tables for the screen (`tables`). What is filled in, in a
spreadsheet (`workbook_reading`) or member by member at a terminal (`answers`, `progress`), becomes
one `FilledSheet`, and `post_meeting` enters it.
"""

from ledger_core.meetings.drafting import draft_sheet
from ledger_core.meetings.filled import (
    FilledLine,
    FilledSheet,
    NewLoan,
    OtherMoney,
    PaidOut,
)
from ledger_core.meetings.mistakes import Mistake, Place, SheetHasMistakes
from ledger_core.meetings.posting import FundCash, PostedMeeting, post_meeting
from ledger_core.meetings.sheet import LoanDue, MeetingSheet, SheetLine, WaitingLoan

__all__ = [
    "FilledLine",
    "FilledSheet",
    "FundCash",
    "LoanDue",
    "MeetingSheet",
    "Mistake",
    "NewLoan",
    "OtherMoney",
    "PaidOut",
    "Place",
    "PostedMeeting",
    "SheetHasMistakes",
    "SheetLine",
    "WaitingLoan",
    "draft_sheet",
    "post_meeting",
]
