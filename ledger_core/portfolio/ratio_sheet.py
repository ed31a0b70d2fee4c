"""The ratio sheet: every ratio of a period with its parts, its definition and what it rests on."""

from dataclasses import dataclass

from ledger_core.portfolio.period import Period
from ledger_core.portfolio.period_facts import PeriodFacts
from ledger_core.portfolio.ratio_line import RatioLine, RatioSection
from ledger_core.portfolio.ratio_lines_funds import capital_lines, earning_lines, loss_lines
from ledger_core.portfolio.ratio_lines_loans import quality_lines, recovery_lines, size_lines
from ledger_core.portfolio.ratio_lines_people import people_lines


@dataclass(frozen=True, slots=True)
class RatioSheet:
    """All ratios of one period.

    Sheets of several periods have the same lines in the same order, so that they can be printed
    side by side.

    Attributes:
        period: The period.
        lines: The lines, by section.
    """

    period: Period
    lines: tuple[RatioLine, ...]

    def line(self, key: str) -> RatioLine:
        """Return the line of a key.

        Raises:
            KeyError: there is none.
        """
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)

    def of_section(self, section: RatioSection) -> tuple[RatioLine, ...]:
        """Return the lines of one section."""
        return tuple(line for line in self.lines if line.section is section)


def ratio_sheet(facts: PeriodFacts) -> RatioSheet:
    """Return every ratio of a period; of many clubs, from their `merged` facts."""
    return RatioSheet(
        facts.period,
        (
            *size_lines(facts),
            *quality_lines(facts),
            *recovery_lines(facts),
            *loss_lines(facts),
            *earning_lines(facts),
            *capital_lines(facts),
            *people_lines(facts),
        ),
    )
