"""The reports of both examples: every kind, on a day that shows something."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.reports.kinds import KINDS, About, ReportKind
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
CLUBS = ("hanh-phuc", "mong")
DAY = date(2026, 3, 31)


@cache
def example(name: str) -> LoadedClub:
    """Return an example club's books, loaded once."""
    return open_club(EXAMPLES / name)


@dataclass(frozen=True, slots=True)
class ReportCase:
    """One report of one example club."""

    club: str
    kind: ReportKind

    def __str__(self) -> str:
        """Return what tests are called by."""
        return f"{self.club}/{self.kind.name}"

    def request(self) -> ReportRequest:
        """Return what the report is asked for: the year up to the day, a loan or member if any."""
        club = example(self.club)
        running = [
            (loan.loan, loan.member)
            for loan in club.book.loans.values()
            if (account := loan.account_on(DAY)) is not None
            and account.position(DAY).outstanding_principal
        ]
        # The last running loan: taken out in the life of the books, with payments behind it.
        loan, member = running[-1]
        return ReportRequest(
            club,
            self.kind.takes.usual(DAY),
            loan=loan if self.kind.about is About.LOAN else None,
            member=member if self.kind.about is About.MEMBER else None,
        )

    def report(self) -> Report:
        """Return the report."""
        return self.kind.build(self.request())


def report_cases() -> tuple[ReportCase, ...]:
    """Return every report of both clubs."""
    return tuple(ReportCase(club, kind) for club in CLUBS for kind in KINDS)
