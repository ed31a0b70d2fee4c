"""Checks of interest accrued: only on accrual, never below zero, none on loans that are late.

Which debt group a loan is in is the portfolio's to say, which checks do not know. They warn where
every table agrees: a loan ten or more days late is not in group 1.
"""

from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.posted import Posted
from ledger_core.books.receivables import is_accrual, last_accrual
from ledger_core.club import Accounting, Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

NOT_STANDARD_FROM = 10
"""Days overdue from which a loan leaves debt group 1, in both tables (Circular 14/2024)."""


def check_receivables(book: Book) -> None:
    """Check every entry that moves interest receivable, and what is left of it."""
    last = last_accrual(book)
    for loan, moving in book.receivables.items():
        entries = sorted(moving, key=lambda posted: posted.date)
        if loan is None:
            for posted in entries:
                _loan_missing(book, posted)
            continue
        for posted in entries:
            if is_accrual(posted) and posted.sum(Role.INTEREST_RECEIVABLE) > 0:
                _check_basis(book, posted)
        _check_balance(book, entries)
        if last is not None:
            _check_left(book, loan, [posted for posted in entries if posted.date <= last], last)


def _loan_missing(book: Book, posted: Posted) -> None:
    book.findings.add(
        "loan_lifecycle.receivable-without-loan",
        Severity.ERROR,
        posted.entry.meta,
        Message(N_("Interest receivable is posted without the loan that owes it.")),
        remedy=Message(N_('Add the line loan: "L…" to the entry, and the link ^L….')),
    )


def _check_basis(book: Book, posted: Posted) -> None:
    rules = book.register.rules_on(posted.date)
    if rules.accounting is Accounting.ACCRUAL or posted.reverses is not None:
        return
    book.findings.add(
        "loan_lifecycle.accrued-on-cash-basis",
        Severity.BREACH,
        posted.entry.meta,
        Message(N_("Interest is accrued, but by the club's rules it is income when received.")),
        remedy=Message(
            N_('Take the entry out, or decide accounting: "accrual" by minutes in the rules.')
        ),
        loan=posted.loan,
    )


def _check_balance(book: Book, entries: list[Posted]) -> None:
    balance = 0
    for index, posted in enumerate(entries):
        balance += posted.sum(Role.INTEREST_RECEIVABLE)
        if index + 1 < len(entries) and entries[index + 1].date == posted.date:
            continue
        if balance < 0:
            book.findings.add(
                "loan_lifecycle.receivable-below-zero",
                Severity.ERROR,
                posted.entry.meta,
                Message(
                    N_("{amount:money} đồng more interest receivable is settled than was accrued."),
                    amount=-balance,
                ),
                remedy=Message(N_("What was not accrued is loan interest: credit that account.")),
                loan=posted.loan,
            )
            balance = 0


def _check_left(book: Book, loan: str, entries: list[Posted], last: date) -> None:
    """Warn of a receivable that the last accrual should have taken back."""
    balance = sum(posted.sum(Role.INTEREST_RECEIVABLE) for posted in entries)
    record = book.loans.get(loan)
    account = record.account_on(last) if record else None
    if balance <= 0 or account is None:
        return
    position = account.position(last)
    if position.days_past_due < NOT_STANDARD_FROM:
        return
    book.findings.add(
        "loan_lifecycle.receivable-of-late-loan",
        Severity.WARNING,
        entries[-1].entry.meta,
        Message(
            N_(
                "{balance:money} đồng of interest are receivable on a loan that was {days} days "
                "late on {day:date}."
            ),
            balance=balance,
            days=position.days_past_due,
            day=last,
        ),
        remedy=Message(N_("Take it back: clubledger accrue.")),
        loan=loan,
    )
