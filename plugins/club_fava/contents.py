"""What stands on each of our pages: which reports, in which order."""

from collections.abc import Callable
from dataclasses import replace

from club_fava.asking import OVERVIEW, Asked
from club_fava.entry_tables import loan_entries, loans_table, money_entries
from club_fava.own_tables import (
    books_table,
    findings_table,
    money_table,
    reports_table,
    seals_table,
    unsealed_table,
)
from ledger_core.books.seals.verifying import verified
from ledger_core.club.targets import target_sets
from ledger_core.messages import Message, N_
from ledger_core.reports.explained_loan import loan_explanation
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.kinds import KINDS, ReportKind
from ledger_core.reports.loan_explanation_text import explanation_document
from ledger_core.reports.months import last_months
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Report, Table

_KINDS: dict[str, ReportKind] = {kind.name: kind for kind in KINDS}
_MONTHS = 12

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
    "audit": N_("Audit questions"),
    "findings": N_("Findings"),
    "seals": N_("Seals"),
    "reports": N_("All reports"),
}
"""The pages of the menu, with their names."""

ABOUT = {"loan": "portfolio", "member": "members"}
"""Pages about one loan or member, and where in the menu they belong."""


def is_page(name: str) -> bool:
    """Whether there is a page of this name."""
    return name in _OWN or name in _KINDS


def is_by_fund(name: str) -> bool:
    """Whether a page can be narrowed to one fund."""
    return name in _KINDS and _KINDS[name].by_fund


def build_page(asked: Asked) -> Report:
    """Return a page: one of our own, or any report by its name; else the overview.

    Raises:
      BooksHaveErrors: the books have errors, and the page rests on figures.
    """
    request = asked.request
    if not is_by_fund(asked.page):
        request = replace(request, fund=None)
    if asked.day is not None and asked.day <= request.as_of:
        request = replace(request, period=Period.year_to(asked.day))
    own = _OWN.get(asked.page)
    if own is not None:
        return own(request)
    kind = _KINDS.get(asked.page)
    if kind is None or (kind.about is not None and not (request.loan or request.member)):
        return _overview(request)
    if kind.about is None:
        request = replace(request, loan=None, member=None)
    return kind.build(request)


def _tables(report: Report, *keys: str) -> list[Table]:
    """Return some tables of a report, in the order of the keys."""
    found = {table.key: table for table in report.tables}
    return [found[key] for key in keys if key in found]


def _overview(request: ReportRequest) -> Report:
    request = replace(request, loan=None, member=None)
    summary = _KINDS["summary"].build(request)
    portfolio = _KINDS["portfolio"].build(request)
    tables = [
        *_tables(summary, "figures"),
        money_table(request),
        *_tables(portfolio, "par"),
        *_tables(_KINDS["ageing"].build(request), "late_loans"),
        books_table(request),
        *_targets(request),
        *_tables(summary, "lent_by_month", "money_by_month", "dates"),
    ]
    return report_as_of(request, OVERVIEW, summary.title, tables, charts=summary.charts)


def _targets(request: ReportRequest) -> list[Table]:
    """Return the targets of the decision that covers the day; of the first where none does."""
    tables = _KINDS["targets"].build(request).tables
    covering = [
        table
        for table, found in zip(tables, target_sets(), strict=False)
        if found.covers(request.as_of)
    ]
    return covering or [tables[0]]


def _portfolio(request: ReportRequest) -> Report:
    """The report, and the loans that are not owed any more or not yet paid out."""
    report = _KINDS["portfolio"].build(replace(request, loan=None, member=None))
    owed = {row[0] for table in _tables(report, "loans") for row in table.rows}
    others = [record for loan, record in request.club.book.loans.items() if loan not in owed]
    title = Message(N_("Loans of which nothing is owed: settled, written off, not yet paid out"))
    settled = loans_table("other_loans", title, others, request)
    first = _tables(report, "figures", "par", "loans")
    rest = [table for table in report.tables if table not in first]
    return replace(report, tables=(*first, settled, *rest))


def _collections(request: ReportRequest) -> Report:
    """What fell due and was collected, before it the last twelve months with their picture."""
    report = _KINDS["due-and-collected"].build(request)
    start = last_months(request, _MONTHS)[0].start
    year = replace(request, period=Period(start, request.as_of))
    months = _KINDS["months"].build(year)
    sums, rates, *others = report.tables
    tables = (sums, rates, *_tables(months, "collection_by_month"), *others)
    return replace(report, tables=tables, charts=months.charts)


def _loan(request: ReportRequest) -> Report:
    """The card, the explanation of each figure, and the entries behind them."""
    loan = request.loan
    if loan is None:
        return _overview(request)
    request = replace(request, member=None)
    record = request.club.book.loans[loan]
    card = _KINDS["loan-card"].build(request)
    explained = explanation_document(loan_explanation(request.club, loan, request.as_of))
    known = {table.key for table in card.tables}
    reasons = [
        replace(table, key=f"why_{table.key}") if table.key in known else table
        for table in explained.tables
    ]
    of_loan = [table for table in card.tables if table.key != "breaches"]
    breaches = _tables(card, "breaches")
    return replace(
        card,
        title=Message(N_("Loan card {loan}"), loan=loan),
        subtitle=(*card.subtitle, *explained.subtitle),
        tables=(*of_loan, loan_entries(record, request), *reasons, *breaches),
        notes=(*explained.notes, *card.notes),
    )


def _members(request: ReportRequest) -> Report:
    return _KINDS["members"].build(replace(request, loan=None, member=None))


def _member(request: ReportRequest) -> Report:
    """All about one member: register, loans, fees, attendance, entries."""
    member, book = request.member, request.club.book
    if member is None:
        return _members(request)
    alone = replace(request, loan=None, member=None)
    register = book.register
    joined = register.members[member].joined
    since = replace(alone, period=Period(min(joined, request.as_of), request.as_of))
    entries = [
        posted
        for posted in book.transactions
        if posted.member == member and posted.date <= request.as_of
    ]
    passbook = _KINDS["member-passbook"].build(replace(request, loan=None))
    loans = book.loans_of_member(member)
    return report_as_of(
        replace(request, loan=None),
        "member",
        Message(N_("Member {member}: {name}"), member=member, name=register.members[member].name),
        [
            *_about(member, _members(alone)),
            loans_table("loans", Message(N_("Loans of the member")), loans, request),
            *_about(member, _KINDS["fees"].build(alone)),
            *_about(member, _KINDS["attendance"].build(since)),
            *passbook.tables,
            money_entries("entries", Message(N_("Entries of the member")), entries, book.folder),
        ],
        notes=passbook.notes[:-1],
    )


def _about(member: str, report: Report) -> list[Table]:
    """Return the rows of a member in each table that lists members, under names of their own."""
    found = []
    for table in report.tables:
        keys = [column.key for column in table.columns]
        if "member" in keys and not table.row_keys and table.key != "breaches":
            at = keys.index("member")
            rows = tuple(row for row in table.rows if row[at] == member)
            if rows:
                key = f"{report.name}_{table.key}"
                found.append(replace(table, key=key, rows=rows, total=None))
    return found


def _meeting(request: ReportRequest) -> Report:
    """The report on the last meeting up to the day, and every entry of its day."""
    report = _KINDS["meeting"].build(request)
    day, book = report.day, request.club.book
    entries = [posted for posted in book.transactions if posted.date == day]
    title = Message(N_("Entries of {day:date}"), day=day)
    table = money_entries("entries", title, entries, book.folder)
    breaches = _tables(report, "breaches")
    of_day = [found for found in report.tables if found not in breaches]
    return replace(report, tables=(*of_day, table, *breaches))


def _findings(request: ReportRequest) -> Report:
    """Shown for books with errors too: it is where they are named."""
    return Report(
        name="findings",
        title=Message(N_("Findings of the checks")),
        subtitle=(request.club_name,),
        tables=(findings_table(request.club.findings),),
    )


def _seals(request: ReportRequest) -> Report:
    checked = verified(request.club.book)
    title = Message(N_("Seals of the months"))
    tables = (seals_table(request, checked), unsealed_table(request))
    return report_as_of(request, "seals", title, tables)


def _reports(request: ReportRequest) -> Report:
    return Report(
        name="reports",
        title=Message(N_("All reports")),
        subtitle=(request.club_name,),
        tables=(reports_table([kind for kind in KINDS if kind.about is None]),),
    )


_OWN: dict[str, Callable[[ReportRequest], Report]] = {
    OVERVIEW: _overview,
    "portfolio": _portfolio,
    "due-and-collected": _collections,
    "loan": _loan,
    "members": _members,
    "member": _member,
    "meeting": _meeting,
    "findings": _findings,
    "seals": _seals,
    "reports": _reports,
}
