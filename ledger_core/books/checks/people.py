"""Checks that members exist and were members on the day."""

from datetime import date

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.directives import Directive
from ledger_core.books.loan_changes import approvers
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.books.posted import Posted
from ledger_core.books.register_reading import directive_value
from ledger_core.club import Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

# Who has left may still repay, get capital back and be refunded what was paid too much.
_SETTLING = frozenset({Role.MEMBERS_CAPITAL, Role.OVERPAYMENTS})


def check_people(book: Book) -> None:
    """Check the members that transactions, offices and loans name."""
    for posted in book.transactions:
        if posted.member is not None:
            _check_named(book, posted, posted.member)
    for entry in book.register_entries:
        holder = text_of(entry.meta, "member")
        if entry.type == Directive.OFFICE and holder in book.register.members:
            _check_active(book, entry.meta, holder, entry.date, None)
    for record in book.loans.values():
        _check_loan(book, record)
    _check_counters(book)
    _check_names(book)


def _check_loan(book: Book, record: LoanRecord) -> None:
    people = [record.member, record.guarantor, *record.approved_by]
    for code in filter(None, dict.fromkeys(people)):
        _check_active(book, record.entry.meta, code, record.approved_on, record.loan)
    decisions = [fact.entry for fact in record.changes]
    decisions += [] if record.cancellation is None else [record.cancellation]
    for entry in decisions:
        for code in dict.fromkeys(approvers(entry)):
            _check_active(book, entry.meta, code, entry.date, record.loan)


def _check_names(book: Book) -> None:
    """Say where two members share a name: receipts and lists tell them apart by code alone."""
    first: dict[str, str] = {}
    for entry in book.register_entries:
        code = directive_value(entry) if entry.type == Directive.MEMBER else None
        member = book.register.members.get(code or "")
        if member is None or member.left is not None:
            continue
        other = first.setdefault(" ".join(member.name.casefold().split()), member.code)
        if other != member.code:
            book.findings.add(
                "register.members-of-one-name",
                Severity.INFORMATION,
                entry.meta,
                Message(
                    N_("{other} and {member} are both called {name}."),
                    other=other,
                    member=member.code,
                    name=member.name,
                ),
                remedy=Message(
                    N_(
                        "If one person was entered twice, let one of the two leave; if they are "
                        "two, add to a name what people call them by."
                    )
                ),
            )


def _check_counters(book: Book) -> None:
    for count in book.counts:
        for code in dict.fromkeys(count.counted_by):
            _check_active(book, count.entry.meta, code, count.day, None)


def is_known(book: Book, meta: data.Meta, code: str, loan: str | None) -> bool:
    """Return whether the register knows a member; report it if not."""
    if code in book.register.members:
        return True
    book.findings.add(
        "register.member-unknown",
        Severity.ERROR,
        meta,
        Message(N_("Member {member} is not in the register."), member=code),
        remedy=Message(N_("Check the code, or enter the member first: clubledger member add.")),
        loan=loan,
    )
    return False


def _check_named(book: Book, posted: Posted, code: str) -> None:
    settles = (
        posted.loan is not None
        or posted.reverses is not None
        or not _SETTLING.isdisjoint(posted.by_role)
    )
    if settles:
        is_known(book, posted.entry.meta, code, posted.loan)
    else:
        _check_active(book, posted.entry.meta, code, posted.date, posted.loan)


def _check_active(book: Book, meta: data.Meta, code: str, day: date, loan: str | None) -> None:
    if not is_known(book, meta, code, loan):
        return
    member = book.register.members[code]
    if day < member.joined:
        book.findings.add(
            "register.member-not-yet",
            Severity.ERROR,
            meta,
            Message(
                N_("{member} joined only on {joined:date}, after {day:date}."),
                member=code,
                joined=member.joined,
                day=day,
            ),
            remedy=Message(N_("Check the date of the entry and the date of joining.")),
            loan=loan,
        )
    elif not member.active_on(day):
        assert member.left is not None
        book.findings.add(
            "register.member-left",
            Severity.BREACH,
            meta,
            Message(N_("{member} left the club on {left:date}."), member=code, left=member.left),
            remedy=Message(N_('If the meeting decided so, add its minutes: exception: "BB-…".')),
            loan=loan,
        )
