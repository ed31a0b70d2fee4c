"""What one report is: its name, the days it asks for, and the function that builds it."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_
from ledger_core.reports.json_report import json_of
from ledger_core.reports.json_values import JsonObject
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Report


class Family(StrEnum):
    """What reports are about, in the order in which they are listed."""

    LOANS = "loans"
    FUNDS = "funds"
    MEMBERS = "members"
    SCHEME = "scheme"
    AUDIT = "audit"

    @property
    def label(self) -> Message:
        """The family's name as people read it."""
        return _FAMILY_LABELS[self]


_FAMILY_LABELS = {
    Family.LOANS: Message(N_("Reports on loans")),
    Family.FUNDS: Message(N_("Reports on the funds")),
    Family.MEMBERS: Message(N_("Reports on members")),
    Family.SCHEME: Message(N_("Reports for the scheme and the association")),
    Family.AUDIT: Message(N_("Reports for auditors")),
}


class Takes(StrEnum):
    """The days a report asks for."""

    DAY = "day"  # the books at the end of one day
    PERIOD = "period"  # what happened from one day to another
    MONTH = "month"  # the same, of a month where no first day is given

    def usual(self, end: date) -> Period:
        """Return the days up to `end` where no first day is given: those of its year or month."""
        return Period(end.replace(day=1), end) if self is Takes.MONTH else Period.year_to(end)


class About(StrEnum):
    """What one report is about, where that is not the whole club."""

    LOAN = "loan"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report.

    Attributes:
        name: Its name in commands, kebab-case.
        text: One line that explains it, marked for translation.
        family: What it belongs to.
        builder: `module:function` in this package: `ReportRequest` to `Report`.
        takes: The days it asks for.
        by_fund: Whether it may be narrowed to one fund.
        about: What it is about, where it is not about the whole club.
        json_builder: `module:function` of its JSON, where that is a contract of its own.
    """

    name: str
    text: str
    family: Family
    builder: str
    takes: Takes = Takes.DAY
    by_fund: bool = False
    about: About | None = None
    json_builder: str | None = None

    def build(self, request: ReportRequest) -> Report:
        """Return the report.

        Raises:
            BooksHaveErrors: the books have errors, so no report may rest on them.
        """
        _trusted(request)
        report = _function(self.builder)(request)
        assert isinstance(report, Report)
        return report

    def json(self, request: ReportRequest) -> JsonObject:
        """Return the report as JSON holds it.

        Raises:
            BooksHaveErrors: as `build`.
        """
        if self.json_builder is None:
            return json_of(self.build(request))
        _trusted(request)
        answer: JsonObject = _function(self.json_builder)(request)
        return answer


def _trusted(request: ReportRequest) -> None:
    """Raise before anything is computed: of books that were not loaded, nothing can be."""
    if request.club.errors:
        raise BooksHaveErrors(request.club.errors)


class NoSuchReport(CannotRun):
    """There is no report of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(N_("There is no report named “{name}”."), name=name),
            remedy=Message(N_("The reports are listed by: clubledger report --list")),
        )
        self.name = name


def _function(target: str) -> Callable[[ReportRequest], Any]:
    module, _colon, name = target.partition(":")
    found = getattr(importlib.import_module(f"ledger_core.reports.{module}"), name)
    assert callable(found)
    function: Callable[[ReportRequest], Any] = found
    return function
