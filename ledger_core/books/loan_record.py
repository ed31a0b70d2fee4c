"""A loan as the books hold it: the dated agreement, and the facts posted under it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from beancount.core import data

from ledger_core.books.directives import Directive
from ledger_core.books.loan_terms import read_loan_terms
from ledger_core.books.metadata import MetadataReader
from ledger_core.books.posted import Posted
from ledger_core.books.register_reading import NO_VALUE, directive_value, report_problems
from ledger_core.books.sources import Findings
from ledger_core.loans import (
    LoanAccount,
    LoanEvent,
    LoanTerms,
    Rescheduling,
    ReschedulingKind,
    Waiver,
)
from ledger_core.loans.terms import MOST_INSTALMENTS
from ledger_core.messages import Message, N_

_INCOMPLETE = "loan_lifecycle.terms-incomplete"


@dataclass(slots=True)
class LoanFact:
    """One event of a loan and the entry that records it."""

    event: LoanEvent
    entry: data.Custom | data.Transaction
    posted: Posted | None = None


@dataclass(slots=True)
class LoanRecord:
    """One loan agreement and everything posted under it.

    Attributes:
      loan: The loan's id.
      entry: The `loan` directive.
      member: Code of the borrower.
      product: Code of the product whose terms were copied.
      terms: The agreed terms, None when the directive is incomplete.
      purpose: What the loan is for.
      guarantor: Code of the guarantor.
      approved_by: Codes of the members who approved it.
      minutes: The minutes that approved it.
      facts: The events in the order they were read; the fold orders them by date and rank.
    """

    loan: str
    entry: data.Custom
    member: str
    product: str | None
    terms: LoanTerms | None
    purpose: str | None
    guarantor: str | None
    approved_by: tuple[str, ...]
    minutes: str | None
    facts: list[LoanFact] = field(default_factory=list)
    _account: LoanAccount | None = None

    @property
    def approved_on(self) -> date:
        """The day of approval: the date of the directive."""
        return self.entry.date

    def add(self, fact: LoanFact) -> None:
        """Add a fact; the account is folded anew when next asked for."""
        self.facts.append(fact)
        self._account = None

    @property
    def account(self) -> LoanAccount | None:
        """The fold of all facts, made once; None when the terms are incomplete."""
        if self._account is None and self.terms is not None:
            self._account = LoanAccount.of(self.terms, [fact.event for fact in self.facts])
        return self._account

    def account_on(self, day: date) -> LoanAccount | None:
        """The fold of the facts up to the end of `day`."""
        if self.terms is None:
            return None
        if all(fact.event.date <= day for fact in self.facts):
            return self.account
        past = [fact.event for fact in self.facts if fact.event.date <= day]
        return LoanAccount.of(self.terms, past)

    def facts_on(self, day: date) -> Iterator[LoanFact]:
        """Yield the facts dated `day`."""
        return (fact for fact in self.facts if fact.event.date == day)


def read_loan(entry: data.Custom, findings: Findings) -> LoanRecord | None:
    """Read a `loan` directive; what is missing or mistyped becomes findings."""
    loan = directive_value(entry)
    if loan is None:
        report_problems(entry, [NO_VALUE], findings, rule=_INCOMPLETE)
        return None
    reader = MetadataReader(entry.meta)
    member = reader.text("member", required=True)
    record = LoanRecord(
        loan=loan,
        entry=entry,
        member=member or "",
        product=reader.text("product"),
        terms=read_loan_terms(entry.meta, reader),
        purpose=reader.text("purpose"),
        guarantor=reader.text("guarantor"),
        approved_by=reader.codes("approved-by", required=True),
        minutes=reader.text("minutes", required=True),
    )
    first_due = record.terms.first_due if record.terms else None
    if first_due is not None and first_due <= entry.date:
        reader.problems.append(_first_due_too_early(first_due, entry.date))
        record.terms = None
    report_problems(entry, reader.finish(), findings, rule=_INCOMPLETE, loan=loan)
    return record


def read_loan_change(entry: data.Custom, findings: Findings) -> tuple[str, LoanEvent] | None:
    """Read a dated custom that changes a loan: a rescheduling or a waiver."""
    loan = directive_value(entry)
    reader = MetadataReader(entry.meta)
    event = None
    if loan is None:
        reader.problems.append(NO_VALUE)
    else:
        read = _rescheduling if entry.type == Directive.LOAN_RESCHEDULED else _waiver
        event = read(entry.date, reader)
        reader.text("minutes", required=True)
        reader.codes("approved-by")
        reader.finish()
    report_problems(entry, reader.problems, findings, rule=_INCOMPLETE, loan=loan)
    return None if loan is None or event is None else (loan, event)


def _rescheduling(day: date, reader: MetadataReader) -> LoanEvent | None:
    kind = reader.word("kind", ReschedulingKind, required=True)
    instalments = reader.whole("instalments", required=True, highest=MOST_INSTALMENTS)
    first_due = reader.day("first-due", required=True)
    if instalments == 0:
        reader.problems.append(Message(N_("there is no instalment")))
    if first_due is not None and first_due <= day:
        reader.problems.append(_first_due_too_early(first_due, day))
    if kind is None or not instalments or first_due is None or first_due <= day:
        return None
    return Rescheduling(day, kind=kind, instalments=instalments, first_due=first_due)


def _first_due_too_early(first_due: date, day: date) -> Message:
    return Message(
        N_("the first due date {first_due:date} is not after {day:date}"),
        first_due=first_due,
        day=day,
    )


def _waiver(day: date, reader: MetadataReader) -> LoanEvent | None:
    interest = reader.amount("interest") or 0
    late_interest = reader.amount("late-interest") or 0
    if not interest and not late_interest:
        reader.problems.append(
            Message(N_("it waives nothing: write “interest:” or “late-interest:”"))
        )
        return None
    return Waiver(day, interest=interest, late_interest=late_interest)
