"""Tables of our pages that no report is: the state of the books, who paid what at a meeting.

Every figure comes from the library; here it is only put side by side.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ledger_core.books.counts import CashCount
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.posted import Posted
from ledger_core.books.sources import relative_name
from ledger_core.club import Fund, Role
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_
from ledger_core.reports.report_kind import ReportKind
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Figure, Kind, Row, Table

_AMOUNT = Kind.AMOUNT


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
    rows: list[Row] = [
        (Message(N_("Last sealed month")), str(seal.month) if seal else None),
        (Message(N_("Code of the seal")), seal.code if seal else None),
    ]
    rows += [(severity.label, Figure(count, Kind.COUNT)) for severity, count in counted.items()]
    rows.append((Message(N_("Breaches that minutes allowed")), Figure(allowed, Kind.COUNT)))
    return Table(
        key="books",
        title=Message(N_("State of the books")),
        columns=(
            Column("item", Message(N_("Particulars"))),
            Column("value", Message(N_("Value"))),
        ),
        rows=tuple(rows),
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
    )


def seals_table(request: ReportRequest) -> Table:
    """Return the sealed months with the codes that stand in the minutes."""
    sealed = sorted(request.club.book.register.sealed, key=lambda one: one.month)
    return Table(
        key="seals",
        title=Message(N_("Sealed months")),
        columns=(
            Column("month", Message(N_("Month"))),
            Column("code", Message(N_("Code of the seal"))),
            Column("minutes", Message(N_("Minutes"))),
            Column("since", Message(N_("Sealed on")), Kind.DATE),
        ),
        rows=tuple(
            (str(one.month), one.code, one.minutes, one.since)
            for one in sealed
            if one.since <= request.as_of
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


def meeting_table(request: ReportRequest, day: date) -> Table:
    """Return everything that was received and paid on a day: who, for what, which voucher."""
    book = request.club.book
    entries = [posted for posted in book.transactions if posted.date == day]
    return Table(
        key="meeting",
        title=Message(N_("Entries of {day:date}"), day=day),
        columns=(
            Column("voucher", Message(N_("Voucher"))),
            Column("member", Message(N_("Code"))),
            Column("name", Message(N_("Name"))),
            Column("content", Message(N_("Content"))),
            Column("loan", Message(N_("Loan"))),
            Column("fund", Message(N_("Fund"))),
            Column("received", Message(N_("Received (đồng)")), _AMOUNT),
            Column("paid", Message(N_("Paid (đồng)")), _AMOUNT),
        ),
        rows=tuple(_entry_row(posted) for posted in entries),
        total=(
            Figure(Message(N_("Total")), Kind.TEXT),
            *(Figure("", Kind.TEXT),) * 5,
            sum(max(_cash(posted), 0) for posted in entries),
            sum(max(-_cash(posted), 0) for posted in entries),
        ),
    )


def _entry_row(posted: Posted) -> Row:
    cash = _cash(posted)
    return (
        ", ".join(str(number) for number in posted.vouchers),
        posted.member,
        posted.entry.payee or "",
        posted.entry.narration or "",
        posted.loan,
        ", ".join(str(fund.label) for fund in Fund if fund in posted.funds),
        cash if cash > 0 else None,
        -cash if cash < 0 else None,
    )


def _cash(posted: Posted) -> int:
    return posted.sum(Role.CASH, Role.BANK)


def agreement_table(record: LoanRecord) -> Table:
    """Return who agreed to what: the loan's own entry."""
    rows: list[Row] = [
        (Message(N_("Member")), record.member),
        (Message(N_("Approved on")), Figure(record.approved_on, Kind.DATE)),
        (Message(N_("Approved by")), ", ".join(record.approved_by)),
        (Message(N_("Minutes")), record.minutes),
        (Message(N_("Purpose")), record.purpose),
        (Message(N_("Guarantor")), record.guarantor),
        (Message(N_("Loan product")), record.product),
    ]
    if record.terms is not None:
        rows += [
            (Message(N_("Principal agreed (đồng)")), Figure(record.terms.principal, _AMOUNT)),
            (Message(N_("Number of instalments")), Figure(record.terms.instalments, Kind.COUNT)),
            (Message(N_("Interest rate a year")), Figure(record.terms.rate.per_year, Kind.RATIO)),
        ]
    return Table(
        key="agreement",
        title=Message(N_("Agreement of loan {loan}"), loan=record.loan),
        columns=(
            Column("item", Message(N_("Particulars"))),
            Column("value", Message(N_("Value"))),
        ),
        rows=tuple(rows),
    )


def entries_table(record: LoanRecord, folder: Path) -> Table:
    """Return the entries of a loan, each with the place where it stands."""
    facts = sorted(record.facts, key=lambda fact: fact.entry.date)
    entries = {id(entry): entry for entry in (record.entry, *(fact.entry for fact in facts))}
    return Table(
        key="entries",
        title=Message(N_("Entries of the loan in the books")),
        columns=(
            Column("date", Message(N_("Date")), Kind.DATE),
            Column("content", Message(N_("Content"))),
            Column("place", Message(N_("File and line"))),
        ),
        rows=tuple(
            (
                entry.date,
                getattr(entry, "narration", None) or getattr(entry, "type", ""),
                _place(folder, entry.meta),
            )
            for entry in entries.values()
        ),
    )


def _place(folder: Path, meta: Mapping[str, object]) -> str:
    return f"{relative_name(folder, str(meta['filename']))}:{meta['lineno']}"


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
