"""The course of one loan: its facts walked in order of date and rank, each step checked."""

from dataclasses import dataclass
from itertools import groupby

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.findings import Severity
from ledger_core.loans import (
    Disbursement,
    Recovery,
    Relief,
    Repayment,
    TakenOver,
    TransferIn,
    TransferOut,
    WriteOff,
)
from ledger_core.messages import Message, N_


@dataclass(slots=True)
class _Course:
    """What the loan has come to while its facts are walked in order. Amounts are whole đồng."""

    book: Book
    record: LoanRecord
    disbursed: int = 0
    outstanding: int = 0
    written_off: bool = False
    told_partly: bool = False

    def report(
        self,
        fact: LoanFact,
        rule: str,
        message: Message,
        remedy: Message,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.book.findings.add(
            rule, severity, fact.entry.meta, message, remedy=remedy, loan=self.record.loan
        )


def check_course(book: Book, record: LoanRecord) -> None:
    """Check the order, the sums and the minutes of what happened to one loan."""
    course = _Course(book, record)
    facts = sorted(record.standing, key=lambda fact: (fact.event.date, fact.event.rank))
    for _, of_day in groupby(facts, key=lambda fact: fact.event.date):
        for fact in of_day:
            _check_step(course, fact)
        if course.outstanding < 0:
            course.report(
                fact,
                "loan_lifecycle.below-zero",
                Message(
                    N_("{amount:money} đồng more principal is repaid than was lent."),
                    amount=-course.outstanding,
                ),
                Message(N_("What is paid too much belongs to the member's overpayments.")),
            )
            course.outstanding = 0


def _check_step(course: _Course, fact: LoanFact) -> None:
    event = fact.event
    if event.date < course.record.approved_on:
        course.report(
            fact,
            "loan_lifecycle.before-approval",
            Message(
                N_("The entry of {day:date} comes before the approval of {approved:date}."),
                day=event.date,
                approved=course.record.approved_on,
            ),
            Message(N_("Check both dates: a loan is approved before money is paid out.")),
        )
    match event:
        case Disbursement(amount=amount):
            _add_principal(course, fact, amount)
        case TransferIn(principal=amount) | TakenOver(principal=amount):
            _add_principal(course, fact, amount)
        case Repayment(principal=principal):
            _check_repaid(course, fact)
            course.outstanding -= principal
        case Relief(principal=principal):
            _check_running(course, fact)
            _check_minutes(course, fact)
            course.outstanding -= principal
        case WriteOff(principal=principal):
            _check_running(course, fact)
            _check_minutes(course, fact)
            course.outstanding -= principal
            course.written_off = True
        case TransferOut(principal=principal):
            _check_running(course, fact)
            course.outstanding -= principal
        case Recovery():
            _check_recovery(course, fact)


def _add_principal(course: _Course, fact: LoanFact, amount: int) -> None:
    course.disbursed += amount
    course.outstanding += amount
    agreed = course.record.agreed_on(fact.event.date)
    if agreed and course.disbursed > agreed:
        course.report(
            fact,
            "loan_lifecycle.disbursed-not-agreed",
            Message(
                N_("{disbursed:money} đồng are paid out, {agreed:money} đồng were agreed."),
                disbursed=course.disbursed,
                agreed=agreed,
            ),
            Message(N_("Correct the amount, or add the minutes that decided it: exception.")),
            severity=Severity.BREACH,
        )


def _check_repaid(course: _Course, fact: LoanFact) -> None:
    if course.written_off and course.outstanding <= 0:
        course.report(
            fact,
            "loan_lifecycle.repaid-after-write-off",
            Message(N_("The loan was written off before: what comes in now is a recovery.")),
            Message(N_("Credit the account of recoveries instead of the loan.")),
        )
        return
    _check_running(course, fact)
    agreed = course.record.agreed_on(fact.event.date)
    if 0 < course.disbursed < agreed and not course.told_partly:
        course.told_partly = True
        course.report(
            fact,
            "loan_lifecycle.disbursed-less",
            Message(
                N_(
                    "The loan is being repaid, but only {disbursed:money} of the agreed "
                    "{agreed:money} đồng are paid out."
                ),
                disbursed=course.disbursed,
                agreed=agreed,
            ),
            Message(N_("Check the disbursement, unless the rest is paid out later.")),
            severity=Severity.WARNING,
        )


def _check_running(course: _Course, fact: LoanFact) -> None:
    if not course.disbursed:
        course.report(
            fact,
            "loan_lifecycle.not-disbursed",
            Message(N_("The entry concerns a loan that was not paid out yet.")),
            Message(N_("Enter the disbursement first: clubledger loan disburse.")),
        )


def _check_minutes(course: _Course, fact: LoanFact) -> None:
    if not text_of(fact.entry.meta, "minutes"):
        course.report(
            fact,
            "loan_lifecycle.write-off-without-minutes",
            Message(N_("A loan is written off without the minutes that decided it.")),
            Message(N_('Add the line minutes: "BB-…" to the entry.')),
            severity=Severity.BREACH,
        )


def _check_recovery(course: _Course, fact: LoanFact) -> None:
    if not course.written_off:
        course.report(
            fact,
            "loan_lifecycle.recovery-without-write-off",
            Message(N_("A recovery is entered for a loan that was not written off.")),
            Message(N_("Enter the payment as a repayment: clubledger receive.")),
        )
