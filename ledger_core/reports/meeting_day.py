"""One meeting: who came, who paid what, what was paid out, and the cash boxes before and after."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

from ledger_core.books.book import Book
from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import (
    AMOUNT,
    CONTENT,
    INTEREST,
    MEMBER,
    NAME,
    PERSON,
    PRINCIPAL,
    TOTAL,
    VOUCHER,
    voucher_text,
)
from ledger_core.reports.funds.receipts_and_payments import Flow, money_flows
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Row, Table

_Found = tuple[Posted, Fund, Flow]

_FUND = Column("fund", Message(N_("Fund")))
_HEADINGS = {
    Role.LOANS: PRINCIPAL.heading,
    Role.LOAN_INTEREST: INTEREST.heading,
    Role.LATE_INTEREST: Message(N_("Late interest")),
    Role.OVERPAYMENTS: Message(N_("Overpaid")),
    Role.MEMBERS_CAPITAL: Message(N_("Paid-in capital")),
    Role.MEMBERSHIP_FEES: Message(N_("Member's fee")),
    Role.DONATIONS: Message(N_("Donations")),
}


def meeting_days(request: ReportRequest) -> list[date]:
    """Return the days with a roll or an entry up to the request's last day, the newest first."""
    book = request.club.book
    days = {posted.date for posted in book.transactions}
    days |= {meeting.day for meeting in book.register.meetings}
    return sorted((day for day in days if day <= request.as_of), reverse=True)


def meeting_day(request: ReportRequest) -> Report:
    """Return the last day with a roll or an entry up to the request's day, person by person.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    days = meeting_days(request)
    day = days[0] if days else request.as_of
    book = request.club.book
    flows = [
        (posted, fund, flow)
        for posted in book.transactions
        if posted.date == day
        for fund in Fund
        for flow in money_flows(posted, fund)
        if flow.role is not Role.TRANSFERS
    ]
    roll = _roll(book, day)
    return report_as_of(
        replace(request, period=Period.year_to(day)),
        "meeting",
        Message(N_("The meeting of {day:date}"), day=day),
        (*([roll] if roll else []), _received(book, flows), _paid(flows), _boxes(book, day)),
    )


def _roll(book: Book, day: date) -> Table | None:
    held = [meeting for meeting in book.register.meetings if meeting.day == day]
    names = book.register.members
    rows: list[Row] = [
        (code, names[code].name if code in names else "", found.label)
        for meeting in held
        for code, found in sorted(meeting.attendance)
    ]
    if not rows:
        return None
    return Table(
        "roll",
        Message(N_("Who came")),
        (MEMBER, NAME, Column("attendance", Message(N_("Attendance")))),
        tuple(rows),
    )


def _received(book: Book, flows: list[_Found]) -> Table:
    """Return a row for each member, or outsider by name, and a column for each purpose."""
    by_person: dict[tuple[str, str], Counter[Role]] = defaultdict(Counter)
    for posted, _fund, flow in flows:
        if flow.comes_in:
            by_person[posted.member or "", _name(book, posted)][flow.role] += flow.amount
    roles = [role for role in Role if any(sums[role] for sums in by_person.values())]
    people = sorted(by_person, key=lambda person: (person[0] == "", *person))
    rows = [
        (code or None, name, *(by_person[code, name][role] or None for role in roles), total)
        for code, name in people
        if (total := by_person[code, name].total())
    ]
    sums = [sum(found[role] for found in by_person.values()) for role in roles]
    return Table(
        "received",
        Message(N_("Who paid what (đồng)")),
        (
            *(MEMBER, NAME),
            *(_purpose(role) for role in roles),
            Column("total", TOTAL, Kind.AMOUNT),
        ),
        tuple(rows),
        total=(TOTAL, BLANK, *sums, sum(sums)),
        notes=(Message(N_("Money passed from fund to fund is not counted here.")),),
    )


def _purpose(role: Role) -> Column:
    """Return the column of what was paid for a purpose; of loans, that is their principal."""
    return Column(role.value.replace("-", "_"), _HEADINGS.get(role, role.label), Kind.AMOUNT)


def _name(book: Book, posted: Posted) -> str:
    member = book.register.members.get(posted.member or "")
    return member.name if member else posted.entry.payee or "–"


def _paid(flows: list[_Found]) -> Table:
    out = [found for found in flows if not found[2].comes_in]
    return Table(
        "paid",
        Message(N_("What was paid out (đồng)")),
        (VOUCHER, PERSON, CONTENT, _FUND, Column("purpose", Message(N_("Paid for"))), AMOUNT),
        tuple(
            (
                voucher_text(posted),
                posted.entry.payee or "",
                posted.entry.narration or "",
                fund.label,
                flow.role.label,
                flow.amount,
            )
            for posted, fund, flow in out
        ),
        total=(TOTAL, BLANK, BLANK, BLANK, BLANK, sum(flow.amount for _posted, _fund, flow in out)),
    )


def _boxes(book: Book, day: date) -> Table:
    """Return the cash of each fund before and after, beside what was counted."""
    before = day - timedelta(days=1) if day > date.min else day
    rows = []
    for fund in book.scope.funds:
        counted = [count.amount for count in book.counts if (count.fund, count.day) == (fund, day)]
        opening = book.balance(fund, Role.CASH, on=before)
        closing = book.balance(fund, Role.CASH, on=day)
        found = counted[-1] if counted else None
        difference = None if found is None else found - closing
        rows.append((fund.label, opening, closing - opening, closing, found, difference))
    return Table(
        "boxes",
        Message(N_("Cash of each fund (đồng)")),
        (
            _FUND,
            Column("before", Message(N_("Before the meeting")), Kind.AMOUNT),
            Column("change", Message(N_("Received less paid")), Kind.AMOUNT),
            Column("after", Message(N_("After the meeting")), Kind.AMOUNT),
            Column("counted", Message(N_("Counted that day")), Kind.AMOUNT),
            Column("difference", Message(N_("Counted less the books")), Kind.AMOUNT),
        ),
        tuple(rows),
    )
