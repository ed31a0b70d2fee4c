"""Loans in trouble over a period: rescheduled, written off, forgiven, recovered, still claimed."""

from ledger_core.loans import Recovery, Relief, Rescheduling, ReschedulingKind, WriteOff
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import (
    DATE,
    LOAN,
    MEMBER,
    MINUTES,
    NAME,
    PRINCIPAL,
    TAKEN_BACK,
    TOTAL,
    TOTAL_UNDER_DATE,
    VOUCHER,
)
from ledger_core.reports.heading import report_over
from ledger_core.reports.loans.moves import Move, moves, who
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Row, Table


def rescheduled(request: ReportRequest) -> Report:
    """Return every rescheduling over a period, and the rescheduled loans still outstanding.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, day = request.club.book, request.as_of
    decided: list[Row] = [
        (
            move.date,
            *who(book, move.record),
            _RESCHEDULINGS[move.event.kind],
            move.event.first_due,
            move.event.instalments,
            move.minutes,
        )
        for move in moves(book, request.period, Rescheduling)
        if move.sign > 0
    ]
    outstanding: list[Row] = []
    for record in book.loans.values():
        account = record.account_on(day)
        if account is None or not account.reschedules or account.outstanding_principal <= 0:
            continue
        position = account.position(day)
        outstanding.append(
            (
                *who(book, record),
                account.reschedules,
                position.outstanding_principal,
                position.overdue_principal,
                position.days_past_due,
            )
        )
    return report_over(
        request,
        "rescheduled",
        Message(N_("Rescheduled loans")),
        (_decisions(decided), _outstanding(outstanding)),
    )


_RESCHEDULINGS = {
    ReschedulingKind.DATES: Message(N_("new dates, same end")),
    ReschedulingKind.EXTENSION: Message(N_("extension")),
    ReschedulingKind.TOP_UP: Message(N_("top-up")),
}


def _decisions(rows: list[Row]) -> Table:
    return Table(
        "decisions",
        Message(N_("Decided in the period")),
        (
            *(DATE, LOAN, MEMBER, NAME),
            Column("kind", Message(N_("What was agreed"))),
            Column("first_due", Message(N_("First new date")), Kind.DATE),
            Column("instalments", Message(N_("Instalments")), Kind.COUNT),
            MINUTES,
        ),
        tuple(rows),
    )


def _outstanding(rows: list[Row]) -> Table:
    return Table(
        "outstanding",
        Message(N_("Rescheduled and still owed on the last day (đồng)")),
        (
            *(LOAN, MEMBER, NAME),
            Column("reschedules", Message(N_("New dates (times)")), Kind.COUNT),
            Column("outstanding_principal", Message(N_("Principal owed")), Kind.AMOUNT),
            Column("overdue_principal", Message(N_("Overdue principal")), Kind.AMOUNT),
            Column("days_past_due", Message(N_("Days late")), Kind.DAYS),
        ),
        tuple(rows),
        notes=(
            Message(
                N_(
                    "A rescheduled loan counts in the portfolio at risk until it is repaid; "
                    "its days go on from the original date."
                )
            ),
        ),
    )


def written_off(request: ReportRequest) -> Report:
    """Return what was written off, forgiven and recovered over a period, and the claims kept.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, period = request.club.book, request.period
    losses: list[Move[WriteOff] | Move[Relief]] = []
    losses += moves(book, period, WriteOff)
    losses += moves(book, period, Relief)
    losses.sort(key=lambda move: move.date)
    rows: list[Row] = [
        (
            move.date,
            move.voucher,
            *who(book, move.record),
            _RELIEF if isinstance(move.event, Relief) else _WRITE_OFF,
            move.minutes,
            move.sign * move.event.principal,
        )
        for move in losses
    ]
    lost = Table(
        "written_off",
        Message(N_("Written off and forgiven (đồng)")),
        (
            *(DATE, VOUCHER, LOAN, MEMBER, NAME),
            Column("kind", Message(N_("Kind"))),
            MINUTES,
            PRINCIPAL,
        ),
        tuple(rows),
        total=(TOTAL_UNDER_DATE, *[BLANK] * 6, sum(m.sign * m.event.principal for m in losses)),
        notes=(TAKEN_BACK,),
    )
    return report_over(
        request,
        "written-off",
        Message(N_("Written-off loans and recoveries")),
        (lost, _recovered(request), _claims(request)),
    )


_WRITE_OFF = Message(N_("written off"))
_RELIEF = Message(N_("forgiven by the members' meeting"))


def _recovered(request: ReportRequest) -> Table:
    book = request.club.book
    found = moves(book, request.period, Recovery)
    return Table(
        "recovered",
        Message(N_("Recovered after a write-off (đồng)")),
        (*(DATE, VOUCHER, LOAN, MEMBER, NAME), Column("amount", TOTAL, Kind.AMOUNT)),
        tuple(
            (move.date, move.voucher, *who(book, move.record), move.sign * move.event.amount)
            for move in found
        ),
        total=(
            TOTAL_UNDER_DATE,
            *[BLANK] * 4,
            sum(move.sign * move.event.amount for move in found),
        ),
    )


def _claims(request: ReportRequest) -> Table:
    """Return the memo register: what is still claimed of loans written off (*ngoại bảng*)."""
    book, day = request.club.book, request.as_of
    rows: list[tuple[str, str, str, int, int, int]] = []
    for record in book.loans.values():
        account = record.account_on(day)
        if account is not None and account.written_off:
            claim = account.position(day).memo_claim
            rows.append((*who(book, record), account.written_off, account.recovered, claim))
    return Table(
        "claims",
        Message(N_("Claims kept off-balance on the last day (đồng)")),
        (
            *(LOAN, MEMBER, NAME),
            Column("written_off", Message(N_("Principal written off")), Kind.AMOUNT),
            Column("recovered", Message(N_("Recovered")), Kind.AMOUNT),
            Column("claim", Message(N_("Still claimed")), Kind.AMOUNT),
        ),
        tuple(rows),
        total=(
            *(TOTAL, BLANK, BLANK),
            sum(row[3] for row in rows),
            sum(row[4] for row in rows),
            sum(row[5] for row in rows),
        ),
    )
