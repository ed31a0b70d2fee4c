"""The targets of the scheme: one set per decision, kept as data beside this module.

A target that published reports read in two ways, such as the share of members who borrowed, stands
here once for each reading; a report names the denominator of each.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any


class Measure(StrEnum):
    """What a target asks of a club."""

    MEMBERS = "members"
    WOMEN = "women"
    OLDER = "older"
    YOUNGER = "younger"
    WOMEN_AMONG_OLDER = "women-among-older"
    BORROWED_EVER = "borrowed-ever"
    BORROWED_IN_YEAR = "borrowed-in-year"
    BOTH_FUNDS = "both-funds"
    AREAS = "areas"


@dataclass(frozen=True, slots=True)
class Target:
    """What one decision asks of every club.

    Attributes:
      measure: What is counted.
      least: The least that meets it: a number, or a share of one.
      most: The most that meets it; None where there is no upper bound.
    """

    measure: Measure
    least: Fraction
    most: Fraction | None = None

    def met(self, value: Fraction | None) -> bool | None:
        """Whether a value meets the target; None where there is no value."""
        if value is None:
            return None
        return self.least <= value and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class TargetSet:
    """The targets of one decision for single clubs.

    Attributes:
      decision: Its number.
      signed: The day it was signed.
      start: The first day it covers.
      end: The last day it covers.
      targets: What it asks of a club.
    """

    decision: str
    signed: date
    start: date
    end: date
    targets: tuple[Target, ...]

    def covers(self, day: date) -> bool:
        """Whether a day lies in the years of the decision."""
        return self.start <= day <= self.end


@cache
def target_sets() -> tuple[TargetSet, ...]:
    """Return the targets of every decision, the oldest first."""
    text = resources.files(__package__).joinpath("scheme_targets.json").read_text("utf-8")
    return tuple(_read(found) for found in json.loads(text)["sets"])


def _read(found: dict[str, Any]) -> TargetSet:
    return TargetSet(
        decision=found["decision"],
        signed=date.fromisoformat(found["signed"]),
        start=date.fromisoformat(found["from"]),
        end=date.fromisoformat(found["to"]),
        targets=tuple(
            Target(
                Measure(target["measure"]),
                Fraction(target["least"]),
                Fraction(target["most"]) if "most" in target else None,
            )
            for target in found["club"]
        ),
    )
