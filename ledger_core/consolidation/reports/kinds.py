"""The reports over many clubs, each by name with a line that explains it."""

import importlib
from dataclasses import dataclass
from typing import Any, Final

from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_
from ledger_core.reports.json_report import json_of
from ledger_core.reports.json_values import JsonObject
from ledger_core.reports.tables import Report


@dataclass(frozen=True, slots=True)
class ConsolidatedKind:
    """One report over many clubs.

    Attributes:
        name: Its name in commands.
        text: One line that explains it, marked for translation.
        builder: `module:function` in this package: `ConsolidatedRequest` to `Report`.
        json_builder: `module:function` of its JSON, where that is a contract of its own.
    """

    name: str
    text: str
    builder: str
    json_builder: str | None = None

    def build(self, request: ConsolidatedRequest) -> Report:
        """Return the report."""
        report = _function(self.builder)(request)
        assert isinstance(report, Report)
        return report

    def json(self, request: ConsolidatedRequest) -> JsonObject:
        """Return the report as JSON holds it."""
        if self.json_builder is None:
            return json_of(self.build(request))
        answer: JsonObject = _function(self.json_builder)(request)
        return answer


def _function(target: str) -> Any:  # noqa: ANN401 (a function of this package)
    module, _colon, name = target.partition(":")
    return getattr(importlib.import_module(f"ledger_core.consolidation.reports.{module}"), name)


DEFAULT: Final = "portfolio"

CONSOLIDATED_KINDS: Final = (
    ConsolidatedKind(
        "portfolio",
        N_("Loans outstanding, PAR, ageing and debt groups of all clubs, and of each unit."),
        "portfolio:portfolio",
        json_builder="portfolio_json:portfolio_json",
    ),
    ConsolidatedKind(
        "par",
        N_("Portfolio at risk by 1, 30, 60 and 90 days, with and without rescheduled loans."),
        "quality:at_risk",
    ),
    ConsolidatedKind(
        "ageing", N_("Ageing of the portfolio, in all and by unit."), "quality:ageing"
    ),
    ConsolidatedKind(
        "debt-groups",
        N_("Debt groups, bad debt and provisions, in all and by unit."),
        "quality:debt_groups",
    ),
    ConsolidatedKind(
        "ratios",
        N_("Every ratio of the year from summed parts, and the main ones by unit."),
        "ratios:ratios",
    ),
    ConsolidatedKind(
        "targets",
        N_("How many clubs meet the targets of Decisions 1336 and 1648, out of how many."),
        "targets:targets",
    ),
    ConsolidatedKind(
        "members",
        N_("Members by sex, age and hardship; numbers that would tell who are hidden."),
        "members:members",
    ),
    ConsolidatedKind(
        "funds",
        N_("Balances of both funds, and receipts and payments of the year."),
        "funds:funds",
    ),
    ConsolidatedKind(
        "over-time",
        N_("Month-ends side by side (--over), with a picture, in all and by unit."),
        "over_time:over_time",
    ),
    ConsolidatedKind(
        "league",
        N_("League table: units by portfolio at risk, the safest first."),
        "league:league",
    ),
    ConsolidatedKind(
        "outliers",
        N_("Clubs whose figures lie far from the others, with the rule for it."),
        "outliers:outliers",
    ),
    ConsolidatedKind(
        "clubs",
        N_("The clubs counted, by books or return, their seals, and what to look into."),
        "clubs:clubs",
    ),
)
"""Every report over many clubs, in the order in which they are listed."""


class NoSuchConsolidatedReport(CannotRun):
    """There is no report over many clubs of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(N_("There is no report over many clubs named “{name}”."), name=name),
            remedy=Message(N_("They are listed by: clubledger consolidate --list")),
        )


def consolidated_kind(name: str) -> ConsolidatedKind:
    """Return the report of a name.

    Raises:
        NoSuchConsolidatedReport: there is none.
    """
    for kind in CONSOLIDATED_KINDS:
        if kind.name == name:
            return kind
    raise NoSuchConsolidatedReport(name)
