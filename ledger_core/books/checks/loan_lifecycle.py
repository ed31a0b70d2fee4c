"""`loan_lifecycle`: approved, disbursed, repaid or rescheduled or written off, closed."""

from dataclasses import dataclass
from itertools import groupby

from ledger_core.books.book import Book
from ledger_core.books.checks.lending_limits import check_limits
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.books.posted import Posted
from ledger_core.club import Role
from ledger_core.findings import Severity
from ledger_core.loans import (
    Disbursement,
    Recovery,
    Repayment,
    TransferIn,
    TransferOut,
    WriteOff,
)
from ledger_core.messages import Message, N_


def check_loan_lifecycle(book: Book) -> None:
    """Check every loan from approval to its end, and every entry that touches a loan."""
    _check_orphans(book)
    for posted in book.transactions:
        if posted.loan is not None or posted.touches(Role.LOANS):
            _check_links(book, posted)
    for record in book.loans.values():
        _check_course(book, record)
        check_limits(book, record)
    _check_closes(book)


def _check_orphans(book: Book) -> None:
    for loan, fact in book.orphans:
        book.findings.add(
            "loan_lifecycle.loan-unknown",
            Severity.ERROR,
            fact.entry.meta,
            Message(N_("No agreement for the loan {loan} stands in the books."), loan=loan),
            remedy=Message(N_("Check the number, or enter the agreement: clubledger loan approve.")),
            loan=loan,
        )


def _check_links(book: Book, posted: Posted) -> None:
    meta = posted.entry.meta
    loans = list(posted.loan_moves)
    named = posted.loan
    if posted.touches(Role.LOANS) and not loans:
        book.findings.add(
            "loan_lifecycle.loan-account-missing",
            Severity.ERROR,
            meta,
            Message(N_("Principal is posted to an account that belongs to no loan.")),
            remedy=Message(N_("Post it to the account of the loan: …:M012:L2026-007.")),
            loan=named,
        )
    for loan in loans:
        record = book.loans.get(loan)
        account = book.chart.of_loan.get(loan)
        if record and account and account.member != record.member:
            book.findings.add(
                "loan_lifecycle.account-of-other-member",
                Severity.ERROR,
                meta,
                Message(
                    N_("The account of loan {loan} names {member}, the agreement {borrower}."),
                    loan=loan,
                    member=account.member or "–",
                    borrower=record.member,
                ),
                loan=loan,
            )
    linked = all(loan in posted.entry.links for loan in loans)
    if loans and (not linked or (len(loans) == 1 and named != loans[0])):
        book.findings.add(
            "loan_lifecycle.loan-link-missing",
            Severity.ERROR,
            meta,
            Message(N_("The entry moves loan {loan} without naming it."), loan=loans[0]),
            remedy=Message(
                N_('Write the link ^{loan} on its first line and loan: "{loan}" below it.'),
                loan=loans[0],
            ),
            loan=loans[0],
        )


@dataclass(slots=True)
class _Course:
    """What the loan has come to while its facts are walked in order."""

    disbursed: int = 0
    outstanding: int = 0
    written_off: bool = False


def _in_order(record: LoanRecord) -> list[LoanFact]:
    return sorted(record.facts, key=lambda fact: (fact.event.date, fact.event.rank))


def _check_course(book: Book, record: LoanRecord) -> None:
    course = _Course()
    for _, facts in groupby(_in_order(record), key=lambda fact: fact.event.date):
        for fact in facts:
            _check_step(book, record, course, fact)
        if course.outstanding < 0:
            _report(
                book,
                record,
                fact,
                "below-zero",
                Message(
                    N_("{amount:money} đồng more principal is repaid than was lent."),
                    amount=-course.outstanding,
                ),
                Message(N_("What is paid too much belongs to the member's overpayments.")),
            )
            course.outstanding = 0


def _check_step(book: Book, record: LoanRecord, course: _Course, fact: LoanFact) -> None:
    event = fact.event
    if event.date < record.approved_on:
        _report(
            book,
            record,
            fact,
            "before-approval",
            Message(
                N_("The entry of {day:date} comes before the approval of {approved:date}."),
                day=event.date,
                approved=record.approved_on,
            ),
            Message(N_("Check both dates: a loan is approved before money is paid out.")),
        )
    match event:
        case Disbursement(amount=amount) | TransferIn(principal=amount):
            course.disbursed += amount
            course.outstanding += amount
            _check_disbursed(book, record, course, fact)
        case Repayment(principal=principal):
            _check_running(book, record, course, fact)
            course.outstanding -= principal
        case WriteOff(principal=principal):
            _check_running(book, record, course, fact)
            _check_minutes(book, record, fact)
            course.outstanding -= principal
            course.written_off = True
        case TransferOut(principal=principal):
            course.outstanding -= principal
        case Recovery():
            if not course.written_off:
                _report(
                    book,
                    record,
                    fact,
                    "recovery-without-write-off",
                    Message(N_("A recovery is entered for a loan that was not written off.")),
                    Message(N_("Enter the payment as a repayment: clubledger receive.")),
                )


def _check_disbursed(book: Book, record: LoanRecord, course: _Course, fact: LoanFact) -> None:
    agreed = record.terms.principal if record.terms else None
    if agreed is not None and course.disbursed > agreed:
        _report(
            book,
            record,
            fact,
            "disbursed-not-agreed",
            Message(
                N_("{disbursed:money} đồng are paid out, {agreed:money} đồng were agreed."),
                disbursed=course.disbursed,
                agreed=agreed,
            ),
            Message(N_("Correct the amount, or add the minutes that decided it: exception.")),
            severity=Severity.BREACH,
        )


def _check_running(book: Book, record: LoanRecord, course: _Course, fact: LoanFact) -> None:
    if not course.disbursed:
        _report(
            book,
            record,
            fact,
            "repaid-before-disbursed",
            Message(N_("Money comes back on a loan that was not paid out yet.")),
            Message(N_("Enter the disbursement first: clubledger loan disburse.")),
        )
    elif course.written_off and course.outstanding <= 0:
        _report(
            book,
            record,
            fact,
            "repaid-after-write-off",
            Message(N_("The loan was written off before: what comes in now is a recovery.")),
            Message(N_("Credit the account of recoveries instead of the loan.")),
        )


def _check_minutes(book: Book, record: LoanRecord, fact: LoanFact) -> None:
    if not fact.entry.meta.get("minutes"):
        _report(
            book,
            record,
            fact,
            "write-off-without-minutes",
            Message(N_("A loan is written off without the minutes that decided it.")),
            Message(N_('Add the line minutes: "BB-…" to the entry.')),
            severity=Severity.BREACH,
        )


def _report(
    book: Book,
    record: LoanRecord,
    fact: LoanFact,
    rule: str,
    message: Message,
    remedy: Message,
    *,
    severity: Severity = Severity.ERROR,
) -> None:
    book.findings.add(
        f"loan_lifecycle.{rule}",
        severity,
        fact.entry.meta,
        message,
        remedy=remedy,
        loan=record.loan,
    )


def _check_closes(book: Book) -> None:
    for close in book.closes:
        account = book.chart.get(close.account)
        if account is None or account.loan is None:
            continue
        record = book.loans.get(account.loan)
        folded = record.account_on(close.date) if record else None
        balance = folded.outstanding_principal if folded else 0
        if balance:
            book.findings.add(
                "loan_lifecycle.closed-not-zero",
                Severity.ERROR,
                close.meta,
                Message(
                    N_("The loan is closed while {balance:money} đồng are outstanding."),
                    balance=balance,
                ),
                remedy=Message(N_("Take the closing line out until the loan is repaid.")),
                loan=account.loan,
            )

