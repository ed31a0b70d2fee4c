"""What a report is asked for: the club, the days, and what it may be narrowed to."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.loading import LoadedClub
from ledger_core.club import Fund
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Period as ReckonedPeriod


class PeriodEndsBeforeItBegins(ClubledgerError):
    """The last day of a period comes before its first."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            Message(
                N_("The period ends on {end:date}, before it begins on {start:date}."),
                start=start,
                end=end,
            ),
            remedy=Message(N_("Give the earlier day with --from and the later one with --to.")),
        )


@dataclass(frozen=True, slots=True)
class Period(ReckonedPeriod):
    """Days from `start` to `end`, both counted, as somebody asked for them.

    Raises:
        PeriodEndsBeforeItBegins: the last day comes before the first.
    """

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.end < self.start:
            raise PeriodEndsBeforeItBegins(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What one report is asked for.

    Attributes:
        club: The books.
        period: The days that the report covers. A report as of a day takes its last day, and no
            report counts anything dated later.
        fund: The one fund it is narrowed to; None for both.
        loan: The loan it is about, for reports on one loan.
        member: The member it is about, for reports on one member.
    """

    club: LoadedClub
    period: Period
    fund: Fund | None = None
    loan: str | None = None
    member: str | None = None

    @property
    def as_of(self) -> date:
        """The day at the end of which the report looks at the books."""
        return self.period.end

    @property
    def club_name(self) -> str:
        """The name of the club, or of its folder where the books state none."""
        book = self.club.book
        return book.register.club.name if book.register.club else book.folder.name
