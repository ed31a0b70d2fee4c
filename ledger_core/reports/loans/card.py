"""The loan card: what was agreed, how the loan stands, each instalment and each payment."""

from datetime import date

from ledger_core.books.loan_record import LoanRecord
from ledger_core.loans import LoanPosition, LoanTerms, Repayment
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import (
    DATE,
    INTEREST,
    PRINCIPAL,
    TOTAL,
    TOTAL_UNDER_DATE,
    VOUCHER,
)
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.loan_schedule import asked_loan, loan_line
from ledger_core.reports.loans.moves import moves, name_of
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import BLANK, Cell, Column, Figure, Kind, Report, Row, Table

_ITEM = Column("item", Message(N_("Item")))
_LATE = Column("late_interest", Message(N_("Late interest")), Kind.AMOUNT)
_FEE = Column("fee", Message(N_("Fees")), Kind.AMOUNT)


def loan_card(request: ReportRequest) -> Report:
    """Return everything about one loan at the end of a day.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
        NoSuchLoan: there is no loan of this number.
    """
    record, account = asked_loan(request)
    assert record.terms is not None
    position = account.position(request.as_of)
    return report_as_of(
        request,
        "loan-card",
        Message(N_("Loan card")),
        (
            _agreed(request, record, record.terms),
            _standing(position),
            _instalments(position),
            _payments(request, record),
        ),
        notes=(
            loan_line(request, record),
            Message(
                N_("How each figure came about is told by: clubledger loan explain CLUB {loan}"),
                loan=record.loan,
            ),
        ),
    )


def _agreed(request: ReportRequest, record: LoanRecord, terms: LoanTerms) -> Table:
    book = request.club.book
    approvers = ", ".join(f"{code} {name_of(book, code)}" for code in record.approved_by)
    guarantor = record.guarantor
    rows: list[tuple[str, Message, Cell]] = [
        ("borrower", Message(N_("Borrower")), f"{record.member} {name_of(book, record.member)}"),
        ("principal", Message(N_("Principal")), Figure(terms.principal, Kind.AMOUNT)),
        ("purpose", Message(N_("Purpose")), record.purpose),
        ("product", Message(N_("Loan product")), record.product),
        ("instalments", Message(N_("Instalments")), Figure(terms.instalments, Kind.COUNT)),
        ("method", Message(N_("Method")), terms.method.label),
        ("rate", Message(N_("Rate by the contract")), terms.rate.label),
        (
            "guarantor",
            Message(N_("Guarantor")),
            guarantor and f"{guarantor} {name_of(book, guarantor)}",
        ),
        ("approved_on", Message(N_("Approved on")), Figure(record.approved_on, Kind.DATE)),
        ("approved_by", Message(N_("Approved by")), approvers),
        ("minutes", Message(N_("Minutes")), record.minutes),
    ]
    return Table(
        "agreed",
        Message(N_("What was agreed")),
        (_ITEM, Column("value", Message(N_("Value")))),
        tuple((label, value) for _, label, value in rows),
        row_keys=tuple(key for key, _, _ in rows),
    )


def _standing(position: LoanPosition) -> Table:
    rows: list[tuple[str, Message, Cell]] = [
        ("state", Message(N_("State")), Figure(position.state.label, Kind.TEXT)),
        ("disbursed", Message(N_("Paid out or taken over")), position.disbursed),
        ("outstanding_principal", Message(N_("Principal owed")), position.outstanding_principal),
        ("overdue_principal", Message(N_("Overdue principal")), position.overdue_principal),
        ("overdue_interest", Message(N_("Overdue interest")), position.overdue_interest),
        ("late_interest", Message(N_("Late interest and penalties")), position.late_interest),
        ("fee_due", Message(N_("Fees due")), position.fee_due),
        ("days_past_due", Message(N_("Days late")), Figure(position.days_past_due, Kind.DAYS)),
        ("reschedules", Message(N_("New dates (times)")), Figure(position.reschedules, Kind.COUNT)),
        ("next_due", Message(N_("Next due date")), Figure(position.next_due, Kind.DATE)),
        ("next_amount", Message(N_("To pay then")), position.next_amount),
        ("payoff_amount", Message(N_("To pay everything off today")), position.payoff_amount),
        ("overpaid", Message(N_("Kept for the borrower")), position.overpaid),
        ("memo_claim", Message(N_("Still claimed off-balance")), position.memo_claim),
    ]
    return Table(
        "standing",
        Message(N_("How it stands (đồng)")),
        (_ITEM, Column("value", Message(N_("Value")), Kind.AMOUNT)),
        tuple((label, value) for _, label, value in rows),
        row_keys=tuple(key for key, _, _ in rows),
    )


def _instalments(position: LoanPosition) -> Table:
    lines = position.instalments
    amounts = [
        (
            line.principal,
            line.interest,
            line.fee,
            line.principal_paid,
            line.interest_paid,
            line.late_interest,
        )
        for line in lines
    ]
    sums = [sum(column) for column in zip(*amounts, strict=True)] or [0] * _AMOUNTS
    return Table(
        "instalments",
        Message(N_("Instalments and what was paid of them (đồng)")),
        (
            Column("number", Message(N_("Instalment")), Kind.COUNT),
            Column("due", Message(N_("Due")), Kind.DATE),
            *(PRINCIPAL, INTEREST, _FEE),
            Column("principal_paid", Message(N_("Principal paid")), Kind.AMOUNT),
            Column("interest_paid", Message(N_("Interest paid")), Kind.AMOUNT),
            _LATE,
            Column("days_late", Message(N_("Days late")), Kind.DAYS),
        ),
        tuple(
            (line.number, line.due, *parts, line.days_late)
            for line, parts in zip(lines, amounts, strict=True)
        ),
        total=(Figure(TOTAL, Kind.TEXT), BLANK, *sums, BLANK),
    )


_AMOUNTS = 6


def _payments(request: ReportRequest, record: LoanRecord) -> Table:
    everything = Period(date.min, request.as_of)
    paid = [
        move for move in moves(request.club.book, everything, Repayment) if move.record is record
    ]
    amounts = [
        tuple(
            move.sign * part
            for part in (
                move.event.principal,
                move.event.interest,
                move.event.late_interest,
                move.event.fee,
                move.event.overpayment,
            )
        )
        for move in paid
    ]
    sums = [sum(column) for column in zip(*amounts, strict=True)] or [0] * _PAID
    rows: list[Row] = [
        (move.date, move.voucher, *parts, sum(parts))
        for move, parts in zip(paid, amounts, strict=True)
    ]
    return Table(
        "payments",
        Message(N_("Repayments (đồng)")),
        (
            *(DATE, VOUCHER, PRINCIPAL, INTEREST, _LATE, _FEE),
            Column("overpayment", Message(N_("Overpaid")), Kind.AMOUNT),
            Column("total", Message(N_("Total")), Kind.AMOUNT),
        ),
        tuple(rows),
        total=(TOTAL_UNDER_DATE, BLANK, *sums, sum(sums)),
    )


_PAID = 5
