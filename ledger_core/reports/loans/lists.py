"""Lists over a period: what was paid out and what was repaid."""

from ledger_core.loans import (
    Disbursement,
    PaymentSource,
    Repayment,
)
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import (
    DATE,
    INTEREST,
    LOAN,
    MEMBER,
    NAME,
    PRINCIPAL,
    TAKEN_BACK,
    TOTAL_UNDER_DATE,
    VOUCHER,
)
from ledger_core.reports.heading import report_over
from ledger_core.reports.loans.moves import Move, moves, who
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Table


def disbursements(request: ReportRequest) -> Report:
    """Return every payout of loans over a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    found = [move for move in moves(book, request.period, Disbursement) if move.event.amount]
    rows = tuple(
        (
            move.date,
            move.voucher,
            *who(book, move.record),
            move.record.purpose or "",
            move.sign * move.event.amount,
        )
        for move in found
    )
    table = Table(
        "disbursements",
        Message(N_("Loans paid out (đồng)")),
        (
            *(DATE, VOUCHER, LOAN, MEMBER, NAME),
            Column("purpose", Message(N_("Purpose"))),
            PRINCIPAL,
        ),
        rows,
        total=(
            TOTAL_UNDER_DATE,
            *[BLANK] * 5,
            sum(move.sign * move.event.amount for move in found),
        ),
        notes=(
            Message(N_("Loans taken over from older books were paid out before and are not here.")),
            TAKEN_BACK,
        ),
    )
    return report_over(request, "disbursements", Message(N_("Disbursements")), (table,))


def repayments(request: ReportRequest) -> Report:
    """Return every repayment over a period with its parts.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    found = moves(book, request.period, Repayment)
    parts = [_parts(move) for move in found]
    sums = [sum(column) for column in zip(*parts, strict=True)] if parts else [0] * _PARTS
    table = Table(
        "repayments",
        Message(N_("Repayments (đồng)")),
        (
            *(DATE, VOUCHER, LOAN, NAME),
            Column("source", Message(N_("Paid with"))),
            PRINCIPAL,
            INTEREST,
            Column("late_interest", Message(N_("Late interest")), Kind.AMOUNT),
            Column("fee", Message(N_("Fees")), Kind.AMOUNT),
            Column("overpayment", Message(N_("Overpaid")), Kind.AMOUNT),
            Column("total", Message(N_("Total")), Kind.AMOUNT),
        ),
        tuple(
            (
                move.date,
                move.voucher,
                move.record.loan,
                who(book, move.record)[2],
                _SOURCES[move.event.source],
                *part,
            )
            for move, part in zip(found, parts, strict=True)
        ),
        total=(TOTAL_UNDER_DATE, *[BLANK] * 4, *sums),
        notes=(TAKEN_BACK,),
    )
    return report_over(request, "repayments", Message(N_("Repayments")), (table,))


_PARTS = 6
_SOURCES = {
    PaymentSource.MONEY: Message(N_("money")),
    PaymentSource.MEMBERS_CAPITAL: Message(N_("paid-in capital")),
    PaymentSource.OVERPAYMENT: Message(N_("earlier overpayment")),
    PaymentSource.IN_KIND: Message(N_("goods")),
}


def _parts(move: Move[Repayment]) -> tuple[int, ...]:
    paid = move.event
    parts = (paid.principal, paid.interest, paid.late_interest, paid.fee, paid.overpayment)
    return tuple(move.sign * part for part in (*parts, sum(parts)))
