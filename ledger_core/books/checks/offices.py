"""Checks of who holds which office."""

from ledger_core.books.book import Book
from ledger_core.books.directives import Directive
from ledger_core.club import Office
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_TREASURER_TOO = N_("From {day:date} on, {member} is both accountant and treasurer.")
_MANAGER_TOO = N_("From {day:date} on, {member} both manages the club and keeps its accounts.")

# Decree 174/2016/NĐ-CP article 19: managers and the cashier should not keep the accounts.
_APART_FROM_ACCOUNTANT = (
    (Office.TREASURER, "register.accountant-is-treasurer", _TREASURER_TOO),
    (Office.HEAD, "register.accountant-is-manager", _MANAGER_TOO),
    (Office.DEPUTY, "register.accountant-is-manager", _MANAGER_TOO),
)


def check_offices(book: Book) -> None:
    """Warn where the accountant also manages the club or keeps its cash."""
    entries = [entry for entry in book.register_entries if entry.type == Directive.OFFICE]
    reported: set[tuple[str, str]] = set()
    for entry in entries:
        accountant = book.register.holder_of(Office.ACCOUNTANT, entry.date)
        for office, rule, text in _APART_FROM_ACCOUNTANT:
            holder = book.register.holder_of(office, entry.date)
            if holder is None or holder != accountant or (rule, holder) in reported:
                continue
            reported.add((rule, holder))
            book.findings.add(
                rule,
                Severity.WARNING,
                entry.meta,
                Message(text, day=entry.date, member=holder),
                remedy=Message(N_("Let two people hold the two offices (Decree 174/2016).")),
            )
