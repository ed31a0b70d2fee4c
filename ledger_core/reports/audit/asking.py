"""Asking: every check over one club's books."""

from dataclasses import dataclass

from ledger_core.books.loading import LoadedClub
from ledger_core.portfolio import Period
from ledger_core.reports.audit.checks import CHECKS
from ledger_core.reports.audit.evidence import Evidence
from ledger_core.reports.audit.model import AuditCheck, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the check that asks it."""

    check: AuditCheck
    question: Question

    @property
    def names(self) -> frozenset[str]:
        """Everything the question names: vouchers, loans, members, and a fund's months.

        Cash in a box is named `cash income 2026-03`, a count `cash-count income 2026-03` or with
        its day.
        """
        asked = self.question
        named = {*asked.vouchers, *asked.loans, *asked.members}
        if asked.fund is not None:
            for month in asked.months:
                named.add(f"cash {asked.fund.value} {month}")
                named.add(f"cash-count {asked.fund.value} {month}")
        return frozenset(named)


def audit_questions(club: LoadedClub, period: Period) -> tuple[Asked, ...]:
    """Return every question about a period, by date and in the order of the checks.

    Nothing after the period is looked at. The books are indexed once for all checks.
    """
    evidence = Evidence(club, period)
    found = [Asked(check, question) for check in CHECKS for question in check.asks(evidence)]
    return tuple(sorted(found, key=lambda asked: asked.question.day))
