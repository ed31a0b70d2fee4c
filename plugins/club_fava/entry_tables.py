"""Tables of entries, each with the place where it stands, and of loans with their states."""

from collections.abc import Iterable
from pathlib import Path

from club_fava.linking import place_of
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import (
    CONTENT,
    DATE,
    LOAN,
    MEMBER,
    NAME,
    PERSON,
    PRINCIPAL_OWED,
    TOTAL_UNDER_DATE,
    VOUCHER,
    about,
)
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Figure, Kind, Row, Table

_PLACE = Column("place", Message(N_("File and line")))
_DECIDED = {
    "loan": Message(N_("Loan approved")),
    "loan-cancelled": Message(N_("Loan cancelled before it was paid out")),
    "loan-charged": Message(N_("Charged to the borrower")),
    "loan-rate-changed": Message(N_("Rate changed")),
    "loan-reamortised": Message(N_("Instalments reckoned anew")),
    "loan-rescheduled": Message(N_("New dates")),
    "loan-taken-over": Message(N_("Taken over from older books")),
    "loan-topped-up": Message(N_("Loan topped up")),
    "loan-waived": Message(N_("Let go")),
}


def decided(entry: object) -> Message | str:
    """Return what a directive about a loan decided, in words."""
    kind = str(getattr(entry, "type", ""))
    return _DECIDED.get(kind, kind)


def money_entries(key: str, title: Message, entries: Iterable[Posted], folder: Path) -> Table:
    """Return entries with the money that each brought or took."""
    found = [(posted, posted.sum(Role.CASH, Role.BANK)) for posted in entries]
    return Table(
        key=key,
        title=title,
        columns=(
            *(DATE, VOUCHER, PERSON, CONTENT, LOAN),
            Column("fund", Message(N_("Fund"))),
            Column("received", Message(N_("Received (đồng)")), Kind.AMOUNT),
            Column("paid", Message(N_("Paid (đồng)")), Kind.AMOUNT),
            _PLACE,
        ),
        rows=tuple(
            (
                *about(posted),
                posted.loan,
                ", ".join(str(fund.label) for fund in Fund if fund in posted.funds),
                money if money > 0 else None,
                -money if money < 0 else None,
                place_of(folder, posted.entry.meta),
            )
            for posted, money in found
        ),
        total=(
            TOTAL_UNDER_DATE,
            *(BLANK,) * 5,
            sum(max(money, 0) for _posted, money in found),
            sum(max(-money, 0) for _posted, money in found),
            BLANK,
        ),
    )


def loan_entries(record: LoanRecord, request: ReportRequest) -> Table:
    """Return the entries of a loan up to the request's day: agreement, changes and money."""
    facts = sorted(record.facts, key=lambda fact: fact.entry.date)
    entries = {id(entry): entry for entry in (record.entry, *(fact.entry for fact in facts))}
    posted = {id(fact.entry): fact.posted for fact in facts}
    rows: list[Row] = []
    for name, entry in entries.items():
        if entry.date > request.as_of:
            continue
        money = posted.get(name)
        voucher, content = about(money)[1::2] if money else ("", decided(entry))
        rows.append((entry.date, voucher, content, place_of(request.club.book.folder, entry.meta)))
    return Table(
        key="entries",
        title=Message(N_("Entries of the loan in the books")),
        columns=(DATE, VOUCHER, CONTENT, _PLACE),
        rows=tuple(rows),
    )


def loans_table(
    key: str, title: Message, records: Iterable[LoanRecord], request: ReportRequest
) -> Table:
    """Return loans with their states at the end of the request's day, the newest first."""
    names = request.club.book.register.members
    rows: list[Row] = []
    for record in records:
        account = record.account_on(request.as_of)
        if account is None or record.approved_on > request.as_of:
            continue
        spell = account.spell_on(request.as_of)
        member = names.get(record.member)
        rows.append(
            (
                *(record.loan, record.member, member.name if member else ""),
                record.approved_on,
                Figure(account.outline(request.as_of).state.label, Kind.TEXT),
                spell.received,
                spell.outstanding_principal,
                spell.days_past_due(request.as_of),
            )
        )
    rows.sort(key=lambda row: (str(row[3]), str(row[0])), reverse=True)
    return Table(
        key=key,
        title=title,
        columns=(
            *(LOAN, MEMBER, NAME),
            Column("approved_on", Message(N_("Approved on")), Kind.DATE),
            Column("state", Message(N_("State"))),
            Column("disbursed", Message(N_("Paid out or taken over")), Kind.AMOUNT),
            PRINCIPAL_OWED,
            Column("days_past_due", Message(N_("Days late")), Kind.DAYS),
        ),
        rows=tuple(rows),
    )
