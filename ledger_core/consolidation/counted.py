"""The clubs that a consolidated report counts on a day, and those that it does not, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger_core.consolidation.returns.form import ClubReturn
from ledger_core.consolidation.snapshot import ClubIdentity
from ledger_core.messages import Message, N_


class Source(StrEnum):
    """Where the figures of a club come from."""

    BOOKS = "books"
    RETURN = "return"

    @property
    def label(self) -> Message:
        """The source as people read it."""
        return Message(N_("books")) if self is Source.BOOKS else Message(N_("return"))


@dataclass(frozen=True, slots=True)
class CountedClub:
    """A club whose figures are counted.

    Attributes:
        club: Which club.
        path: Its books or its return, as shown to people.
        source: Which of the two.
        day: The day its figures are of: that of the report, or the last of its return.
        last_entry: The day of its last entry.
        number: Its number in the store, None of a return.
        returned: The return, None of books.
    """

    club: ClubIdentity
    path: str
    source: Source
    day: date
    last_entry: date
    number: int | None = None
    returned: ClubReturn | None = None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Books, a return or a club that is not counted.

    Attributes:
        path: What it is about, as shown to people.
        reason: The word of the reason, for programs.
        message: The reason in words.
        file: The file it is about, "" for none.
        line: The line, 0 for none.
    """

    path: str
    reason: str
    message: Message | str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """Who is counted on a day.

    Attributes:
        day: The day.
        clubs: Those counted, by province, commune and code.
        left_out: Those not counted.
    """

    day: date
    clubs: tuple[CountedClub, ...]
    left_out: tuple[NotCounted, ...]

    @property
    def from_returns(self) -> int:
        """How many of them are counted by their return."""
        return sum(club.source is Source.RETURN for club in self.clubs)
