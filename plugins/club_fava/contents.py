"""What stands on each of our pages: which reports, in which order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from club_fava.asking import OVERVIEW, Asked
from club_fava.own_tables import (
    agreement_table,
    books_table,
    entries_table,
    findings_table,
    meeting_table,
    money_table,
    reports_table,
    seals_table,
)
from ledger_core.messages import Message, N_
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.kinds import KINDS, ReportKind
from ledger_core.reports.loan_explanation import loan_explanation
from ledger_core.reports.loan_explanation_text import explanation_document
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report, Table

_KINDS: dict[str, ReportKind] = {kind.name: kind for kind in KINDS}

MENU = {
    OVERVIEW: N_("Overview"),
    "portfolio": N_("Loan portfolio"),
    "ageing": N_("Ageing"),
    "due-and-collected": N_("Collections"),
    "meeting": N_("Meeting"),
    "members": N_("Members"),
    "cash-book": N_("Cash books"),
    "balance-sheet": N_("Balance sheet"),
    "income-statement": N_("Income and expenses"),
    "targets": N_("Targets"),
    "findings": N_("Findings"),
    "seals": N_("Seals"),
    "reports": N_("All reports"),
}
"""The pages of the menu, with their names."""


def is_page(name: str) -> bool:
    """Whether there is a page of this name."""
    return name in _OWN or name in _KINDS


def build_page(asked: Asked, day: str) -> Report:
    """Return a page: one of our own, or any report by its name; else the overview.

    Args:
      asked: What is asked for.
      day: The day of the meeting, ISO; empty for the last day with entries.

    Raises:
      BooksHaveErrors: the books have errors, and the page rests on figures.
    """
    request = asked.request
    own = _OWN.get(asked.page)
    if own is not None:
        return own(request, day)
    kind = _KINDS.get(asked.page)
    if kind is None or (kind.about is not None and not (request.loan or request.member)):
        return _overview(request, day)
    if kind.about is None:
        request = replace(request, loan=None, member=None)
    return kind.build(request)


def _overview(request: ReportRequest, day: str) -> Report:
    del day
    portfolio = _KINDS["portfolio"].build(request)
    figures = [table for table in portfolio.tables if table.key in {"figures", "par"}]
    late = [t for t in _KINDS["ageing"].build(request).tables if t.key == "late_loans"]
    targets = _KINDS["targets"].build(request).tables[:1]
    tables = [money_table(request), *figures, *late, books_table(request), *targets]
    return report_as_of(request, OVERVIEW, Message(N_("The club at a glance")), tables)


def _loan(request: ReportRequest, day: str) -> Report:
    if request.loan is None:
        return _overview(request, day)
    record = request.club.book.loans[request.loan]
    explained = explanation_document(loan_explanation(request.club, request.loan, request.as_of))
    passbook = _KINDS["passbook"].build(replace(request, member=None))
    tables: list[Table] = [agreement_table(record), *explained.tables]
    tables += [table for table in passbook.tables if table.key != "breaches"]
    tables.append(entries_table(record, request.club.book.folder))
    return replace(explained, tables=tuple(tables))


def _member(request: ReportRequest, day: str) -> Report:
    if request.member is None:
        return _KINDS["members"].build(request)
    del day
    return _KINDS["member-passbook"].build(replace(request, loan=None))


def _meeting(request: ReportRequest, day: str) -> Report:
    days = {posted.date for posted in request.club.book.transactions}
    days = {one for one in days if one <= request.as_of}
    try:
        held = date.fromisoformat(day)
    except ValueError:
        held = max(days, default=request.as_of)
    title = Message(N_("The meeting of {day:date}"), day=held)
    return report_as_of(request, "meeting", title, [meeting_table(request, held)])


def _findings(request: ReportRequest, day: str) -> Report:
    """Shown for books with errors too: it is where they are named."""
    del day
    return Report(
        name="findings",
        title=Message(N_("Findings of the checks")),
        subtitle=(request.club_name,),
        tables=(findings_table(request.club.findings),),
    )


def _seals(request: ReportRequest, day: str) -> Report:
    del day
    return report_as_of(
        request, "seals", Message(N_("Seals of the months")), [seals_table(request)]
    )


def _reports(request: ReportRequest, day: str) -> Report:
    del day
    return Report(
        name="reports",
        title=Message(N_("All reports")),
        subtitle=(request.club_name,),
        tables=(reports_table([kind for kind in KINDS if kind.about is None]),),
    )


_OWN: dict[str, Callable[[ReportRequest, str], Report]] = {
    OVERVIEW: _overview,
    "loan": _loan,
    "member": _member,
    "meeting": _meeting,
    "findings": _findings,
    "seals": _seals,
    "reports": _reports,
}
