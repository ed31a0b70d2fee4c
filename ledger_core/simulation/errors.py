"""Why an association is not written."""

from pathlib import Path

from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_


class FolderNotEmpty(CannotRun):
    """A folder for invented clubs holds something already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(N_("The folder “{folder}” is not empty."), folder=str(folder)),
            Message(N_("Name a new folder: invented clubs never stand among real ones.")),
        )


class NumberOutOfRange(CannotRun):
    """A number of clubs or years is outside the limits of the simulation."""

    def __init__(self, what: Message, value: int, lowest: int, highest: int) -> None:
        super().__init__(
            Message(
                N_("{what} is {value}; it must be between {lowest} and {highest}."),
                what=what,
                value=value,
                lowest=lowest,
                highest=highest,
            )
        )


class ClubNotWritten(CannotRun):
    """The books of an invented club could not be written."""

    def __init__(self, club: str, reason: str) -> None:
        super().__init__(
            Message(N_("The club {club} could not be written: {reason}"), club=club, reason=reason)
        )
