"""The dated decisions that change a loan, read from their customs into events.

Each names the minutes that decided it. None posts anything, but for a loan taken over from older
books, which stands beside its opening transaction.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from beancount.core import data

from ledger_core.books.directives import Directive
from ledger_core.books.known_instalments import INSTALMENTS_EXPECTED, parse_instalments
from ledger_core.books.loan_record import TERMS_INCOMPLETE, first_due_too_early
from ledger_core.books.loan_terms import RATE_KEYS, read_rate
from ledger_core.books.metadata import MetadataReader, enum_word
from ledger_core.books.register_reading import NO_VALUE, directive_value, report_problems
from ledger_core.books.sources import Findings
from ledger_core.errors import ClubledgerError
from ledger_core.loans import (
    Charge,
    Component,
    LoanEvent,
    LoanTerms,
    Method,
    RateChange,
    Reamortisation,
    Rescheduling,
    ReschedulingKind,
    TakenOver,
    UnpaidInterest,
    Waiver,
)
from ledger_core.loans.terms import MOST_INSTALMENTS
from ledger_core.messages import Message, N_

TAKEN_OVER_FIGURES = "loan_lifecycle.taken-over-figures"
_LONGEST_PERIOD = 366  # days from one new due date to the next


class ChargeComponent(StrEnum):
    """What a charge is asked as."""

    FEE = Component.FEE.value
    LATE_INTEREST = Component.LATE_INTEREST.value


class WaiverReason(StrEnum):
    """Why the club lets something go."""

    INABILITY = "inability"
    """The borrower cannot pay: the loan's debt group follows (Circular 14/2024/TT-NHNN)."""
    HARDSHIP = "hardship"
    """A hard time that the club shares, such as a storm or an illness."""
    OTHER = "other"


def waiver_reason(entry: data.Directive) -> WaiverReason | None:
    """Return why a `loan-waived` directive lets something go, None where it does not say."""
    return enum_word(WaiverReason, entry.meta.get("reason"))


def approvers(entry: data.Directive) -> tuple[str, ...]:
    """Return the codes of those who approved a change of a loan."""
    return MetadataReader(entry.meta).codes("approved-by")


def read_loan_change(entry: data.Custom, findings: Findings) -> tuple[str, LoanEvent] | None:
    """Read a dated custom that changes a loan; what is missing or mistyped becomes findings."""
    loan = directive_value(entry)
    if loan is None:
        report_problems(entry, [NO_VALUE], findings, rule=TERMS_INCOMPLETE)
        return None
    reader = MetadataReader(entry.meta)
    event = _READERS[Directive(entry.type)](entry.date, reader)
    reader.text("minutes", required=True)
    reader.codes("approved-by", required=entry.type not in _FIRST_CHANGES)
    report_problems(entry, reader.finish(), findings, rule=TERMS_INCOMPLETE, loan=loan)
    if isinstance(event, TakenOver):
        contradictions = _contradictions(event)
        report_problems(entry, contradictions, findings, rule=TAKEN_OVER_FIGURES, loan=loan)
        if contradictions:
            event = TakenOver(event.date, event.principal, reschedules=event.reschedules)
    return None if event is None else (loan, event)


# The first version of the format did not ask these two for approvers; a check only advises it.
_FIRST_CHANGES = frozenset({Directive.LOAN_RESCHEDULED, Directive.LOAN_WAIVED})


def _rescheduling(day: date, reader: MetadataReader) -> LoanEvent | None:
    kind = reader.word("kind", ReschedulingKind, required=True)
    instalments = reader.whole("instalments", required=True, highest=MOST_INSTALMENTS)
    first_due = reader.day("first-due", required=True)
    every_days = reader.whole("every-days", highest=_LONGEST_PERIOD)
    unpaid_interest = reader.word("unpaid-interest", UnpaidInterest)
    if instalments == 0 or every_days == 0:
        reader.problems.append(Message(N_("there is no instalment")))
    if first_due is not None and first_due <= day:
        reader.problems.append(first_due_too_early(first_due, day))
        return None
    if kind is None or not instalments or first_due is None or every_days == 0:
        return None
    return Rescheduling(
        day,
        kind=kind,
        instalments=instalments,
        first_due=first_due,
        every_days=every_days,
        unpaid_interest=unpaid_interest or UnpaidInterest.STAYS,
    )


def _reamortisation(day: date, reader: MetadataReader) -> LoanEvent | None:
    principal = reader.amount("principal")
    if principal == 0:
        reader.problems.append(_not_above_zero("principal"))
        return None
    return Reamortisation(day, principal)


def _rate_change(day: date, reader: MetadataReader) -> LoanEvent | None:
    before = len(reader.problems)
    rate = read_rate(reader)
    try:
        LoanTerms(principal=1, rate=rate, instalments=1, method=Method.BULLET)
    except ClubledgerError as error:  # outside the limits of the arithmetic
        reader.problems.append(error.message)
    if not any(map(reader.has, RATE_KEYS)):
        reader.number("rate-per-month", required=True)
    return RateChange(day, rate) if len(reader.problems) == before else None


def _charge(day: date, reader: MetadataReader) -> LoanEvent | None:
    amount = reader.amount("amount", required=True)
    due = reader.day("due", required=True)
    component = reader.word("component", ChargeComponent, required=True)
    reader.text("reason", required=True)
    if amount == 0:
        reader.problems.append(_not_above_zero("amount"))
    if not amount or due is None or component is None:
        return None
    return Charge(day, amount, due, Component(component.value))


def _waiver(day: date, reader: MetadataReader) -> LoanEvent | None:
    interest = reader.amount("interest") or 0
    late_interest = reader.amount("late-interest") or 0
    fee = reader.amount("fee") or 0
    reader.word("reason", WaiverReason)
    if not interest and not late_interest and not fee:
        reader.problems.append(
            Message(N_("it waives nothing: write “interest:”, “late-interest:” or “fee:”"))
        )
        return None
    return Waiver(day, interest=interest, late_interest=late_interest, fee=fee)


def _taken_over(day: date, reader: MetadataReader) -> LoanEvent | None:
    principal = reader.amount("principal", required=True)
    event = TakenOver(
        day,
        principal=principal or 0,
        overdue_principal=reader.amount("overdue-principal") or 0,
        interest=reader.amount("interest") or 0,
        late_interest=reader.amount("late-interest") or 0,
        fee=reader.amount("fee") or 0,
        oldest_due=reader.day("oldest-due"),
        reschedules=reader.whole("reschedules", highest=MOST_INSTALMENTS) or 0,
        schedule=reader.parsed("schedule", parse_instalments, INSTALMENTS_EXPECTED, parting="; ")
        or (),
        overdue=reader.parsed("overdue", parse_instalments, INSTALMENTS_EXPECTED, parting="; ")
        or (),
    )
    if principal == 0:
        reader.problems.append(_not_above_zero("principal"))
    return event if principal else None


def _contradictions(event: TakenOver) -> list[Message]:
    """Return where the figures of a loan from older books do not agree with one another."""
    problems = []
    if event.overdue_principal > event.principal:
        problems.append(
            Message(
                N_("{overdue:money} đồng are overdue of a principal of {principal:money} đồng"),
                overdue=event.overdue_principal,
                principal=event.principal,
            )
        )
    known = sum(instalment.principal for instalment in event.schedule)
    if event.schedule and known + event.overdue_principal != event.principal:
        problems.append(
            Message(
                N_(
                    "the instalments to come and what is overdue are {sum:money} đồng of "
                    "principal, not {principal:money}"
                ),
                sum=known + event.overdue_principal,
                principal=event.principal,
            )
        )
    if event.overdue and (
        sum(one.principal for one in event.overdue) != event.overdue_principal
        or sum(one.interest for one in event.overdue) != event.interest
        or event.overdue[0].due != event.oldest_due
        or event.overdue[-1].due > event.date
    ):
        problems.append(
            Message(
                N_(
                    "the instalments under “overdue:” do not agree with “overdue-principal:”, "
                    "“interest:” and “oldest-due:”"
                )
            )
        )
    if any(instalment.due <= event.date for instalment in event.schedule):
        problems.append(Message(N_("an instalment to come is not after the day itself")))
    overdue = event.overdue_principal or event.interest
    if overdue and event.oldest_due is None:
        problems.append(Message(N_("something is overdue, but “oldest-due:” is missing")))
    elif event.oldest_due is not None and not overdue:
        problems.append(Message(N_("“oldest-due:” stands there, but nothing is overdue")))
    elif event.oldest_due is not None and event.oldest_due > event.date:
        problems.append(
            Message(
                N_("the oldest due date {due:date} is after {day:date}"),
                due=event.oldest_due,
                day=event.date,
            )
        )
    return problems


def _not_above_zero(key: str) -> Message:
    return Message(N_("“{key}:” must be above 0"), key=key)


_READERS: MappingProxyType[Directive, Callable[[date, MetadataReader], LoanEvent | None]] = (
    MappingProxyType(
        {
            Directive.LOAN_RESCHEDULED: _rescheduling,
            Directive.LOAN_REAMORTISED: _reamortisation,
            Directive.LOAN_RATE_CHANGED: _rate_change,
            Directive.LOAN_CHARGED: _charge,
            Directive.LOAN_WAIVED: _waiver,
            Directive.LOAN_TAKEN_OVER: _taken_over,
        }
    )
)
