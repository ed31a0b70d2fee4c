"""Tables of our pages that no report is: the state of the books, findings and seals.

Every figure comes from the library; here it is only put side by side.
"""

from collections import Counter
from datetime import date

from ledger_core.books.counts import CashCount
from ledger_core.books.seals.verifying import Verification
from ledger_core.club import Fund, Role
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_
from ledger_core.reports.report_kind import ReportKind
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Cell, Column, Figure, Kind, Row, Table

_AMOUNT = Kind.AMOUNT
_ITEM = Column("item", Message(N_("Particulars")))
_VALUE = Column("value", Message(N_("Value")))
_AS_THEY_STAND = Message(N_("These are about the books as they stand today, not of a period."))


def money_table(request: ReportRequest) -> Table:
    """Return the cash and bank of each fund at the end of the day, and its last cash count."""
    book, day = request.club.book, request.as_of
    rows: list[Row] = []
    for fund in book.scope.funds:
        count = _last_count(book.counts, fund, day)
        rows.append(
            (
                fund.label,
                book.balance(fund, Role.CASH, on=day),
                book.balance(fund, Role.BANK, on=day),
                count.day if count else None,
                count.amount if count else None,
            )
        )
    return Table(
        key="money",
        title=Message(N_("Money of the funds")),
        columns=(
            Column("fund", Message(N_("Fund"))),
            Column("cash", Message(N_("Cash (đồng)")), _AMOUNT),
            Column("bank", Message(N_("In the bank (đồng)")), _AMOUNT),
            Column("counted_on", Message(N_("Cash last counted on")), Kind.DATE),
            Column("counted", Message(N_("Cash found then (đồng)")), _AMOUNT),
        ),
        rows=tuple(rows),
    )


def _last_count(counts: list[CashCount], fund: Fund, day: date) -> CashCount | None:
    own = [count for count in counts if count.fund is fund and count.day <= day]
    return max(own, key=lambda count: count.day, default=None)


def books_table(request: ReportRequest) -> Table:
    """Return how far the books are sealed, and how much was found by the checks."""
    club, day = request.club, request.as_of
    sealed = [one for one in club.book.register.sealed if one.since <= day]
    seal = max(sealed, key=lambda one: one.month, default=None)
    counted = {
        severity: sum(finding.severity is severity for finding in club.findings)
        for severity in Severity
    }
    allowed = sum(finding.exception is not None for finding in club.findings)
    rows: list[tuple[str, Message, Cell]] = [
        ("seal_month", Message(N_("Last sealed month")), str(seal.month) if seal else None),
        ("seal_code", Message(N_("Code of the seal")), seal.code if seal else None),
        *(("findings", s.label, Figure(count, Kind.COUNT)) for s, count in counted.items()),
        ("excused", Message(N_("Breaches that minutes allowed")), Figure(allowed, Kind.COUNT)),
    ]
    return Table(
        key="books",
        title=Message(N_("State of the books")),
        columns=(_ITEM, _VALUE),
        rows=tuple((label, value) for _key, label, value in rows),
        row_keys=tuple(key for key, _label, _value in rows),
        notes=(_AS_THEY_STAND,),
    )


def findings_table(findings: list[Finding]) -> Table:
    """Return what the checks found, worst first as the list comes."""
    return Table(
        key="findings",
        title=Message(N_("Findings of the checks")),
        columns=(
            Column("severity", Message(N_("Severity"))),
            Column("place", Message(N_("File and line"))),
            Column("loan", Message(N_("Loan"))),
            Column("message", Message(N_("What was found"))),
            Column("remedy", Message(N_("What to do"))),
            Column("exception", Message(N_("Minutes that allowed it"))),
            Column("rule", Message(N_("Rule"))),
        ),
        rows=tuple(
            (
                finding.severity.label,
                f"{finding.file}:{finding.line}",
                finding.loan,
                finding.message,
                finding.remedy,
                finding.exception,
                finding.rule,
            )
            for finding in findings
        ),
        notes=(_AS_THEY_STAND,),
    )


def seals_table(request: ReportRequest, checked: Verification) -> Table:
    """Return the sealed months with the codes that stand in the minutes, each compared now."""
    return Table(
        key="seals",
        title=Message(N_("Sealed months")),
        columns=(
            Column("month", Message(N_("Month"))),
            Column("code", Message(N_("Code of the seal"))),
            Column("minutes", Message(N_("Minutes"))),
            Column("since", Message(N_("Sealed on")), Kind.DATE),
            Column("entries", Message(N_("Entries in the books")), Kind.COUNT),
            Column("state", Message(N_("Compared now"))),
        ),
        rows=tuple(
            (
                str(one.sealed.month),
                one.sealed.code,
                one.sealed.minutes,
                one.sealed.since,
                one.entries,
                Message(N_("as it was sealed") if one.intact else N_("no longer as it was sealed")),
            )
            for one in checked.seals
            if one.sealed.since <= request.as_of
        ),
        notes=(
            Message(
                N_(
                    "Compare each code with the minutes. Whoever holds the computer can seal anew; "
                    "then the code in the minutes shows it."
                )
            ),
        ),
    )


def unsealed_table(request: ReportRequest) -> Table:
    """Return how many entries of each month no seal holds yet."""
    book = request.club.book
    sealed = {str(one.month) for one in book.register.sealed if one.since <= request.as_of}
    months = Counter(
        f"{posted.date:%Y-%m}" for posted in book.transactions if posted.date <= request.as_of
    )
    return Table(
        key="unsealed",
        title=Message(N_("Months that are not sealed")),
        columns=(
            Column("month", Message(N_("Month"))),
            Column("entries", Message(N_("Entries in the books")), Kind.COUNT),
        ),
        rows=tuple((m, count) for m, count in sorted(months.items()) if m not in sealed),
    )


def reports_table(kinds: list[ReportKind]) -> Table:
    """Return the reports that a page can be had of."""
    return Table(
        key="reports",
        title=Message(N_("All reports")),
        columns=(
            Column("report", Message(N_("Report"))),
            Column("text", Message(N_("What it shows"))),
        ),
        rows=tuple((kind.name, Message(kind.text)) for kind in kinds),
    )
