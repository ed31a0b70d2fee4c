"""`loan_lifecycle`: approved, disbursed, repaid or rescheduled or written off, closed."""

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.checks.approvals import check_loan_approvals
from ledger_core.books.checks.cancelled import check_cancelled
from ledger_core.books.checks.counterparts import check_loan_counterparts
from ledger_core.books.checks.lending_limits import check_limits
from ledger_core.books.checks.loan_changes import check_changes
from ledger_core.books.checks.loan_course import check_course
from ledger_core.books.checks.loan_shares import check_shares
from ledger_core.books.checks.losses import check_losses
from ledger_core.books.checks.receivables import check_receivables
from ledger_core.books.checks.reversals import check_corrections
from ledger_core.books.checks.taken_over import check_openings
from ledger_core.books.checks.top_ups import check_top_ups
from ledger_core.books.codes import LoanNumber, NotACode
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.books.posted import Posted
from ledger_core.club import Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_loan_lifecycle(book: Book) -> None:
    """Check every loan from approval to its end, and every entry that touches a loan."""
    for loan, fact in book.orphans:
        if fact.posted is None:
            _loan_unknown(book, fact.entry.meta, loan)
    for posted in book.transactions:
        if posted.loan is not None or posted.touches(Role.LOANS):
            _check_entry(book, posted)
    for record in book.loans.values():
        _check_number(book, record)
        check_course(book, record)
        check_changes(book, record)
        check_limits(book, record)
        check_losses(book, record)
        check_top_ups(book, record)
        check_shares(book, record)
        check_cancelled(book, record)
    check_loan_approvals(book)
    check_loan_counterparts(book)
    check_openings(book)
    check_corrections(book)
    check_receivables(book)
    _check_accounts(book)
    _check_closes(book)


def _loan_unknown(book: Book, meta: data.Meta, loan: str) -> None:
    book.findings.add(
        "loan_lifecycle.loan-unknown",
        Severity.ERROR,
        meta,
        Message(N_("No agreement for the loan {loan} stands in the books."), loan=loan),
        remedy=Message(N_("Check the number, or enter the agreement: clubledger loan approve.")),
        loan=loan,
    )


def _check_entry(book: Book, posted: Posted) -> None:
    meta = posted.entry.meta
    loans = list(posted.loan_moves)
    if posted.touches(Role.LOANS) and not loans:
        book.findings.add(
            "loan_lifecycle.loan-account-missing",
            Severity.ERROR,
            meta,
            Message(N_("Principal is posted to an account that belongs to no loan.")),
            remedy=Message(N_("Post it to the account of the loan: …:M012:L2026-007.")),
            loan=posted.loan,
        )
    for loan in dict.fromkeys([*loans, *([posted.loan] if posted.loan else [])]):
        if loan not in book.loans:
            _loan_unknown(book, meta, loan)
    _check_member(book, posted)
    if not loans:
        return
    named = len(loans) > 1 or posted.loan == loans[0]
    if not named or not posted.entry.links.issuperset(loans):
        _link_missing(book, posted, loans)
    if len(loans) > 1 and not text_of(meta, "minutes"):
        book.findings.add(
            "loan_lifecycle.transfer-without-minutes",
            Severity.BREACH,
            meta,
            Message(N_("A loan passes to another borrower without the minutes that decided it.")),
            remedy=Message(N_('Add the line minutes: "BB-…" to the entry.')),
            loan=loans[0],
        )


def _check_member(book: Book, posted: Posted) -> None:
    """An entry of a loan that names somebody else would stand on the wrong person's card."""
    record = book.loans.get(posted.loan or "")
    if record is None or posted.member in (None, record.member) or len(posted.loan_moves) > 1:
        return
    book.findings.add(
        "loan_lifecycle.member-differs",
        Severity.WARNING,
        posted.entry.meta,
        Message(
            N_("The entry names {member}; loan {loan} is that of {borrower}."),
            member=posted.member,
            loan=record.loan,
            borrower=record.member,
        ),
        remedy=Message(N_("Correct “member:” or “loan:”; who pays for another stands as payee.")),
        loan=record.loan,
    )


def _link_missing(book: Book, posted: Posted, loans: list[str]) -> None:
    loan = next((loan for loan in loans if loan not in posted.entry.links), loans[0])
    book.findings.add(
        "loan_lifecycle.loan-link-missing",
        Severity.ERROR,
        posted.entry.meta,
        Message(N_("The entry moves loan {loan} without naming it."), loan=loan),
        remedy=Message(
            N_("Write the link ^{loan} on its first line and the line below under it."), loan=loan
        ),
        loan=loan,
        lines=f'  loan: "{loan}"\n',
    )


def _check_number(book: Book, record: LoanRecord) -> None:
    try:
        LoanNumber.parse(record.loan)
    except NotACode:
        book.findings.add(
            "loan_lifecycle.loan-number",
            Severity.WARNING,
            record.entry.meta,
            Message(N_("“{loan}” is no number of the usual form."), loan=record.loan),
            remedy=Message(N_("Number loans by year, such as L2026-007: commands know them so.")),
            loan=record.loan,
        )


def _check_accounts(book: Book) -> None:
    """A loan's account is its borrower's, or commands would post to a stranger's."""
    for account in book.chart.by_name.values():
        if account.role is not Role.LOANS or account.loan is None:
            continue
        record = book.loans.get(account.loan)
        if record is not None and account.member != record.member:
            book.findings.add(
                "loan_lifecycle.account-of-other-member",
                Severity.ERROR,
                account.entry.meta,
                Message(
                    N_("The account of loan {loan} names {member}, the agreement {borrower}."),
                    loan=account.loan,
                    member=account.member or "–",
                    borrower=record.member,
                ),
                remedy=Message(N_("Correct the line “member:” of the one that is wrong.")),
                loan=account.loan,
            )


def _check_closes(book: Book) -> None:
    for close in book.closes:
        account = book.chart.get(close.account)
        record = book.loans.get(account.loan) if account and account.loan else None
        folded = record.account_on(close.date) if record else None
        balance = folded.outstanding_principal if folded else 0
        if record is not None and balance:
            book.findings.add(
                "loan_lifecycle.closed-not-zero",
                Severity.ERROR,
                close.meta,
                Message(
                    N_("The loan is closed while {balance:money} đồng are outstanding."),
                    balance=balance,
                ),
                remedy=Message(N_("Take the closing line out until the loan is repaid.")),
                loan=record.loan,
            )
