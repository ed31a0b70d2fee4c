"""The dated decisions about loans as facts of a book, and those that take another one back.

A decision posts nothing, so there is no voucher that an adjusting entry could name. What takes it
back names its directive and its date, and the minutes that decided it where two were decided on one
day:

    2026-10-05 custom "decision-reversed" "L2026-007"
      decision: "loan-waived"
      decided: 2026-09-21
      approved-by: "M001 M003"
      minutes: "BB-2026-10"
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from beancount.core import data

from ledger_core.books.directives import LOAN_CHANGES, Directive
from ledger_core.books.loan_changes import read_loan_change
from ledger_core.books.loan_record import TERMS_INCOMPLETE, LoanFact, LoanRecord
from ledger_core.books.metadata import MetadataReader, text_of
from ledger_core.books.register_reading import NO_VALUE, directive_value, report_problems
from ledger_core.books.top_ups import read_top_up
from ledger_core.findings import Severity
from ledger_core.loans import Disbursement, Reversal, ReversibleEvent
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.book import Book

DECISION_KEY = "decision"
DECIDED_KEY = "decided"
OF_MINUTES_KEY = "of-minutes"

# A loan taken over is taken back with its opening entry, which has a voucher number; in place of a
# loan that was cancelled, another one is approved.
_KEPT = {Directive.LOAN_TAKEN_OVER, Directive.LOAN_CANCELLED, Directive.DECISION_REVERSED}
REVERSIBLE = tuple(sorted(LOAN_CHANGES - _KEPT))


def add_decisions(book: "Book", entries: Iterable[data.Custom]) -> None:
    """Read decisions about loans into a book, those that take others back after these."""
    for entry in sorted(entries, key=lambda entry: entry.type == Directive.DECISION_REVERSED):
        if entry.type == Directive.DECISION_REVERSED:
            _take_back(book, entry)
        elif entry.type == Directive.LOAN_TOPPED_UP:
            _add_top_up(book, entry)
        elif entry.type == Directive.LOAN_CANCELLED:
            _cancel(book, entry)
        elif (change := read_loan_change(entry, book.findings)) is not None:
            loan, event = change
            book.add_fact(loan, LoanFact(event, entry))


def _add_top_up(book: "Book", entry: data.Custom) -> None:
    read = read_top_up(entry, book.findings)
    if read is None:
        return
    loan, top_up = read
    if loan in book.loans:
        book.loans[loan].top_ups.append(top_up)
    if top_up.new_dates is not None or loan not in book.loans:
        event = top_up.new_dates or Disbursement(entry.date, 0)
        book.add_fact(loan, LoanFact(event, entry))


def _cancel(book: "Book", entry: data.Custom) -> None:
    loan = directive_value(entry)
    if loan is None:
        report_problems(entry, [NO_VALUE], book.findings, rule=TERMS_INCOMPLETE)
        return
    reader = MetadataReader(entry.meta)
    reader.text("reason")
    reader.text("minutes", required=True)
    reader.codes("approved-by", required=True)
    report_problems(entry, reader.finish(), book.findings, rule=TERMS_INCOMPLETE, loan=loan)
    record = book.loans.get(loan)
    if record is None:
        book.add_fact(loan, LoanFact(Disbursement(entry.date, 0), entry))
    elif record.cancellation is None:
        record.cancellation = entry


def _take_back(book: "Book", entry: data.Custom) -> None:
    loan = directive_value(entry)
    if loan is None:
        report_problems(entry, [NO_VALUE], book.findings, rule=TERMS_INCOMPLETE)
        return
    reader = MetadataReader(entry.meta)
    kind = reader.word(DECISION_KEY, Directive, required=True)
    decided = reader.day(DECIDED_KEY, required=True)
    of_minutes = reader.text(OF_MINUTES_KEY)
    reader.text("minutes", required=True)
    reader.codes("approved-by", required=True)
    problems = reader.finish()
    report_problems(entry, problems, book.findings, rule=TERMS_INCOMPLETE, loan=loan)
    record = book.loans.get(loan)
    if record is None:
        book.add_fact(loan, LoanFact(Disbursement(entry.date, 0), entry))
        return
    if problems or kind is None or decided is None:
        return
    found = [
        one
        for one in in_force(record)
        if (one.type, one.date) == (kind.value, decided)
        and kind in REVERSIBLE
        and decided <= entry.date
        and of_minutes in (None, text_of(one.meta, "minutes"))
    ]
    if not found:
        _unknown(book, record, entry)
        return
    record.withdrawn.append((found[0], entry.date))
    fact = next((fact for fact in record.facts if fact.entry is found[0]), None)
    event = fact.event if fact is not None else Disbursement(decided, 0)
    # Only what a decision entered is found here, and none of these is a reversal itself.
    book.add_fact(loan, LoanFact(Reversal(entry.date, cast("ReversibleEvent", event)), entry))


def in_force(record: LoanRecord) -> list[data.Custom]:
    """Return the decisions about a loan that nothing takes back, in the order of their days."""
    entries = [fact.entry for fact in record.changes if not isinstance(fact.event, Reversal)]
    entries += [up.entry for up in record.top_ups if up.new_dates is None]
    gone = [entry for entry, _ in record.withdrawn]
    kept = [entry for entry in entries if not any(entry is one for one in gone)]
    return sorted(
        (entry for entry in kept if isinstance(entry, data.Custom)), key=lambda entry: entry.date
    )


def _unknown(book: "Book", record: LoanRecord, entry: data.Custom) -> None:
    book.findings.add(
        "loan_lifecycle.decision-unknown",
        Severity.ERROR,
        entry.meta,
        Message(
            N_("No such decision about loan {loan} is in force on {day:date}."),
            loan=record.loan,
            day=entry.date,
        ),
        remedy=Message(
            N_(
                "Correct “decision:” and “decided:”; clubledger loan show lists the decisions. A "
                "loan taken over is taken back with its opening entry: clubledger reverse."
            )
        ),
        loan=record.loan,
    )
