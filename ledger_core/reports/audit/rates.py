"""The rates at which checks ask, measured on invented clubs; `docs/audit.md` says how."""

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final

RATES_FILE: Final = "rates.json"


@dataclass(frozen=True, slots=True)
class CheckRate:
    """What was measured of one check.

    Attributes:
      questions: Questions it asked about honest clubs.
      honest_months: Months of honest clubs that were looked at.
      planted: Entries planted in other clubs, of the kinds of which it named half or more.
      found: How many of these it named.
    """

    questions: int
    honest_months: int
    planted: int
    found: int

    @property
    def per_honest_month(self) -> Fraction:
        """Questions for each month of an honest club."""
        return Fraction(self.questions, self.honest_months)

    @property
    def share_found(self) -> Fraction | None:
        """Share of the planted entries that it named; None where nothing of its kind was."""
        return Fraction(self.found, self.planted) if self.planted else None


@cache
def measured() -> dict[str, Any]:
    """Return everything that was measured, as the measuring command wrote it."""
    text = files("ledger_core.reports.audit").joinpath(RATES_FILE).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def rate_of(check: str) -> CheckRate | None:
    """Return the rates of a check; None where it is newer than the measurement."""
    found = measured()["checks"].get(check)
    if found is None:
        return None
    months = measured()["honest"]["club_months"]
    return CheckRate(found["questions"], months, found["planted"], found["found"])
