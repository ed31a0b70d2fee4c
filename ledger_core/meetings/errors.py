"""Refusals of the meeting, one class a case."""

from datetime import date

from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_


class NoClubEntry(ClubledgerError):
    """The register does not say which club it is."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("The books do not say which club they belong to.")),
            Message(N_("See what is wrong with: clubledger check CLUB")),
        )


class DayBeforeClub(ClubledgerError):
    """A meeting is asked for on a day before the books begin."""

    def __init__(self, day: date, founded: date) -> None:
        super().__init__(
            Message(
                N_("The books begin on {founded:date}; there is no meeting on {day:date}."),
                day=day,
                founded=founded,
            )
        )


class NotAMeetingSheet(CannotRun):
    """A file is no meeting sheet of this program, or of another version of the form."""

    def __init__(self, path: str, why: Message) -> None:
        super().__init__(
            Message(N_("{path} is no meeting sheet that can be read: {why}"), path=path, why=why),
            Message(N_("Make a new one: clubledger meeting sheet CLUB --date DATE -o FILE.xlsx")),
        )


class SheetOfOtherClub(ClubledgerError):
    """A sheet belongs to another club."""

    def __init__(self, sheet_club: str, club: str) -> None:
        super().__init__(
            Message(
                N_("The sheet is of the club “{other}”, the books are of “{club}”."),
                other=sheet_club,
                club=club,
            ),
            Message(N_("Check the file and the folder; nothing was written.")),
        )


class MeetingPostedOtherwise(ClubledgerError):
    """A meeting was posted from a sheet that said something else."""

    def __init__(self, minutes: str, day: date) -> None:
        super().__init__(
            Message(
                N_(
                    "The meeting of {day:date} ({minutes}) stands in the books already, with other "
                    "content: nothing was written."
                ),
                minutes=minutes,
                day=day,
            ),
            Message(
                N_(
                    "What is in the books is not changed by a sheet. Take a wrong entry back with: "
                    "clubledger reverse CLUB NUMBER …, and enter the right one with receive or "
                    "pay. A second meeting needs minutes of its own."
                )
            ),
        )


class NotAFormat(CannotRun):
    """The name of a file says no format in which a sheet can be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(N_("“{name}”: a meeting sheet is written as .xlsx, .pdf or .txt."), name=name)
        )
