"""Checks of the dated decisions about a loan, each against the loan as it stood before it."""

from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.checks.lending_limits import longest_term
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.findings import Severity
from ledger_core.loans import (
    Charge,
    Component,
    LoanPosition,
    RateChange,
    Reamortisation,
    Rescheduling,
    ReschedulingKind,
    Waiver,
)
from ledger_core.messages import Message, N_

_NOTHING_TO_RESCHEDULE = "loan_lifecycle.nothing-to-reschedule"
_CHECK_NUMBER_AND_DATE = N_("Check the number of the loan and the date.")


def check_changes(book: Book, record: LoanRecord) -> None:
    """Check every rescheduling, charge, waiver and change of rate of one loan."""
    for fact in record.changes:
        if record.terms is not None:
            _check_change(book, record, fact)


def _report(
    book: Book, record: LoanRecord, fact: LoanFact, rule: str, message: Message, remedy: Message
) -> None:
    book.findings.add(
        rule, Severity.ERROR, fact.entry.meta, message, remedy=remedy, loan=record.loan
    )


def _check_change(book: Book, record: LoanRecord, fact: LoanFact) -> None:
    event = fact.event
    if not isinstance(event, Rescheduling | Reamortisation | RateChange | Charge | Waiver):
        return
    before = record.fold((other.event for other in _earlier(record, fact)), event.date)
    assert before is not None  # the terms are complete
    if before.disbursed + before.transferred_in <= 0:
        _report(
            book,
            record,
            fact,
            "loan_lifecycle.not-disbursed",
            Message(N_("The entry concerns a loan that was not paid out yet.")),
            Message(N_("Enter the disbursement first: clubledger loan disburse.")),
        )
        return
    position = before.position(event.date)
    match event:
        case Rescheduling() if before.outstanding_principal > 0:
            _check_kind(book, record, fact, position)
        case Reamortisation() if before.outstanding_principal > 0:
            _check_reamortised(book, record, fact, position)
        case Rescheduling() | Reamortisation():
            _report(
                book,
                record,
                fact,
                _NOTHING_TO_RESCHEDULE,
                Message(N_("The loan is rescheduled, but nothing of it is outstanding.")),
                Message(_CHECK_NUMBER_AND_DATE),
            )
        case RateChange() | Charge() if not position.state.running:
            _report(
                book,
                record,
                fact,
                "loan_lifecycle.changed-after-end",
                Message(N_("The loan was at its end before this entry changes it.")),
                Message(_CHECK_NUMBER_AND_DATE),
            )
        case Waiver():
            _check_waived(book, record, fact, position)


def _earlier(record: LoanRecord, fact: LoanFact) -> list[LoanFact]:
    """Return what counts before a fact: a waiver also lets go what was charged on its day."""
    event = fact.event
    key = (event.date, event.rank)
    return [
        other
        for other in record.counted
        if (other.event.date, other.event.rank) < key
        or (
            isinstance(event, Waiver)
            and isinstance(other.event, Charge)
            and other.event.date == event.date
        )
    ]


def _check_kind(book: Book, record: LoanRecord, fact: LoanFact, before: LoanPosition) -> None:
    """New dates within the term are one thing, a later end is another."""
    event = fact.event
    assert isinstance(event, Rescheduling)
    facts = [*_earlier(record, fact), fact]
    folded = record.fold((other.event for other in facts), event.date)
    assert folded is not None
    after = folded.position(event.date)
    old, new = (max(row.due for row in at.instalments) for at in (before, after))
    _check_length(book, record, fact, new)
    if event.kind is ReschedulingKind.DATES and new > old:
        message = N_(
            "The entry says the dates change within the term, but the last instalment moves from "
            "{old:date} to {new:date}."
        )
        remedy = N_('Write kind: "extension", or dates that end on time.')
    elif event.kind is ReschedulingKind.EXTENSION and new <= old:
        message = N_(
            "The entry says the loan is extended, but the last instalment, due on {old:date}, falls"
            " due no later now: on {new:date}."
        )
        remedy = N_('Write kind: "dates", or a later end.')
    else:
        return
    _report(
        book,
        record,
        fact,
        "loan_lifecycle.rescheduling-kind",
        Message(message, old=old, new=new),
        Message(remedy),
    )


def _check_length(book: Book, record: LoanRecord, fact: LoanFact, end: date) -> None:
    """An extension may not make a loan longer than a new one might be."""
    start = record.approved_on
    months = (end.year - start.year) * 12 + end.month - start.month
    longest = longest_term(book, record, fact.event.date)
    if months > longest:
        book.findings.add(
            "loan_lifecycle.extended-over-limit",
            Severity.BREACH,
            fact.entry.meta,
            Message(
                N_("With the new dates the loan runs {months} months; the rule allows {longest}."),
                months=months,
                longest=longest,
            ),
            remedy=Message(
                N_("Choose an earlier end, or name the minutes that allowed it: exception.")
            ),
            loan=record.loan,
        )


def _check_reamortised(
    book: Book, record: LoanRecord, fact: LoanFact, before: LoanPosition
) -> None:
    event = fact.event
    assert isinstance(event, Reamortisation)
    if all(row.due <= event.date for row in before.instalments):
        message = Message(N_("No instalment is to come that could take overdue principal."))
    elif before.principal_due < max(1, event.principal or 0):
        message = Message(
            N_("Only {due:money} đồng of principal are due and unpaid."), due=before.principal_due
        )
    else:
        return
    _report(
        book,
        record,
        fact,
        _NOTHING_TO_RESCHEDULE,
        message,
        Message(N_("Check the amount and the date; new dates: clubledger loan reschedule.")),
    )


def waivable(position: LoanPosition) -> tuple[int, int, int]:
    """Return the interest, late interest and fees that may be waived, in đồng.

    That is what is due and unpaid, with the interest of the running month, and fees and penalties
    charged already that fall due later.
    """
    day = position.date
    coming = [row for row in position.instalments if row.due > day]
    charged = [charge for charge in position.charges if charge.due > day]
    later = {
        component: sum(charge.unpaid for charge in charged if charge.component is component)
        for component in (Component.LATE_INTEREST, Component.FEE)
    }
    return (
        position.interest_due + (coming[0].unpaid_interest if coming else 0),
        position.late_interest + later[Component.LATE_INTEREST],
        position.fee_due + later[Component.FEE],
    )


def _check_waived(book: Book, record: LoanRecord, fact: LoanFact, before: LoanPosition) -> None:
    event = fact.event
    assert isinstance(event, Waiver)
    interest, late_interest, fee = waivable(before)
    if event.interest <= interest and event.late_interest <= late_interest and event.fee <= fee:
        return
    _report(
        book,
        record,
        fact,
        "loan_lifecycle.waived-too-much",
        Message(
            N_(
                "More is waived than is owed. Owed: interest {interest:money} (with that of the "
                "running month), late interest {late:money}, fees {fee:money}."
            ),
            interest=interest,
            late=late_interest,
            fee=fee,
        ),
        Message(N_("Correct the amount. Principal is forgiven only as a relief or a write-off.")),
    )
