"""Checks of write-offs, reliefs and overpayments of one loan."""

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.losses import REASON_KEY, LossReason
from ledger_core.books.metadata import enum_word
from ledger_core.findings import Severity
from ledger_core.loans import Refund, Relief, Repayment, WriteOff
from ledger_core.loans.events import PaymentSource
from ledger_core.messages import Message, N_


def check_losses(book: Book, record: LoanRecord) -> None:
    """Check the reasons of losses, and that no more is refunded or used than was overpaid."""
    for fact in record.standing:
        if isinstance(fact.event, WriteOff | Relief):
            reason = fact.entry.meta.get(REASON_KEY)
            if reason is not None and enum_word(LossReason, reason) is None:
                book.findings.add(
                    "loan_lifecycle.reason-unknown",
                    Severity.ERROR,
                    fact.entry.meta,
                    Message(N_("“{reason}” is no reason of a write-off."), reason=str(reason)),
                    remedy=Message(
                        N_("One of {words}"),
                        words=", ".join(f'"{word.value}"' for word in LossReason),
                    ),
                    loan=record.loan,
                )
    _check_overpaid(book, record)


def _check_overpaid(book: Book, record: LoanRecord) -> None:
    kept = 0
    for fact in sorted(record.standing, key=lambda fact: (fact.event.date, fact.event.rank)):
        event = fact.event
        if isinstance(event, Refund):
            kept -= event.amount
        elif isinstance(event, Repayment):
            kept += event.overpayment
            if event.source is PaymentSource.OVERPAYMENT:
                kept -= event.principal + event.interest + event.late_interest + event.fee
        if kept < 0:
            book.findings.add(
                "loan_lifecycle.overpayment-below-zero",
                Severity.ERROR,
                fact.entry.meta,
                Message(
                    N_("{amount:money} đồng more are given back or used than were paid too much."),
                    amount=-kept,
                ),
                remedy=Message(
                    N_(
                        "Check the amount; an overpayment of another loan is named by "
                        "“overpaid-on:”."
                    )
                ),
                loan=record.loan,
            )
            return
