"""What a consolidated report is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ledger_core.consolidation.consolidation import ClubMonth, ClubRow, Consolidation
from ledger_core.consolidation.counted import Counted
from ledger_core.consolidation.figures import added, portfolio_of_row
from ledger_core.consolidation.levels import Level, Unit, by_unit
from ledger_core.portfolio import Period, Portfolio, month_end


@dataclass(frozen=True, slots=True)
class ConsolidatedRequest:
    """What one report over many clubs is asked for.

    Attributes:
        clubs: What was received.
        as_of: The day at the end of which the report looks at the clubs.
        by: The level whose units are its lines.
        months: How many month-ends a report over time goes back.
    """

    clubs: Consolidation
    as_of: date
    by: Level = Level.PROVINCE
    months: int = 12

    @property
    def counted(self) -> Counted:
        """Who is counted on the day, and who is not."""
        return self.clubs.counted(self.as_of)

    @property
    def facts_day(self) -> date:
        """The last month-end up to the day: facts that ratios are made of are kept for those."""
        if self.as_of == month_end(self.as_of):
            return self.as_of
        return self.as_of.replace(day=1) - timedelta(1)

    @property
    def year(self) -> Period:
        """The calendar year up to that month-end."""
        return Period.year_to(self.facts_day)

    def rows(self) -> tuple[ClubRow, ...]:
        """Return the portfolio of every club that is counted on the day."""
        return self.clubs.portfolios(self.as_of)

    def month_facts(self) -> tuple[ClubMonth, ...]:
        """Return the facts at the month-end of every club that has them."""
        return self.clubs.months(self.facts_day)

    def month_ends(self) -> tuple[date, ...]:
        """Return the month-ends of a report over time, and the day itself, ascending."""
        days, day = [self.as_of], self.facts_day
        if day == self.as_of:
            day = day.replace(day=1) - timedelta(1)
        while len(days) < self.months:
            days.append(day)
            day = day.replace(day=1) - timedelta(1)
        return tuple(reversed(days))


def sum_of(rows: Sequence[ClubRow], day: date) -> Portfolio:
    """Return the portfolio of some clubs together."""
    return portfolio_of_row(day, added(each.row for each in rows))


def portfolios_by_unit(
    rows: Sequence[ClubRow], level: Level, day: date
) -> dict[Unit, tuple[int, Portfolio]]:
    """Return the number of clubs and the portfolio of each unit of a level."""
    return {unit: (len(clubs), sum_of(clubs, day)) for unit, clubs in by_unit(rows, level).items()}
