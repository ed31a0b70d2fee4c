"""The decisions about a loan in words, as `loan show` lists them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.loan_record import LoanFact, LoanRecord


def decisions_by(record: "LoanRecord", day: date) -> list["LoanFact"]:
    """Return the decisions up to the end of `day`, in order."""
    known = [fact for fact in record.changes if fact.event.date <= day]
    return sorted(known, key=lambda fact: (fact.event.date, fact.event.rank))


def decision_lines(record: "LoanRecord", day: date) -> list[str]:
    """Return a line for each decision up to the end of `day`, under a heading."""
    facts = decisions_by(record, day)
    lines = [
        "  "
        + _(
            "{day:date} {what}; minutes {minutes}",
            day=fact.event.date,
            what=_words(fact),
            minutes=fact.entry.meta.get("minutes", "–"),
        )
        for fact in facts
    ]
    return [_("Decisions"), *lines] if lines else []


def decisions_json(record: "LoanRecord", day: date) -> list[dict[str, Any]]:
    """Return the decisions up to the end of `day`, for programs."""
    from ledger_core.books.loan_changes import approvers

    return [
        {
            "date": fact.event.date.isoformat(),
            "decision": getattr(fact.entry, "type", None),
            "minutes": fact.entry.meta.get("minutes"),
            "approved_by": list(approvers(fact.entry)),
        }
        for fact in decisions_by(record, day)
    ]


def _taken_back(fact: "LoanFact") -> Message:
    """Say which decision another one takes back."""
    from ledger_core.books.decision_facts import DECIDED_KEY, DECISION_KEY

    return Message(
        N_("taken back: {decision} of {day:date}"),
        decision=DECISION_LABELS[str(fact.entry.meta[DECISION_KEY])],
        day=fact.entry.meta[DECIDED_KEY],
    )


def _words(fact: "LoanFact") -> Message:
    from ledger_core.loans import (
        Charge,
        RateChange,
        Reamortisation,
        Rescheduling,
        Reversal,
        TakenOver,
        Waiver,
    )

    match fact.event:
        case Reversal():
            words = _taken_back(fact)
        case Rescheduling(kind=kind, instalments=count, first_due=due):
            words = Message(_KINDS[kind.value], count=count, due=due)
        case Reamortisation(principal=None):
            words = Message(N_("overdue principal moves to the coming instalments"))
        case Reamortisation(principal=amount):
            text = N_("{amount:money} of overdue principal move to the coming instalments")
            words = Message(text, amount=amount)
        case RateChange(rate=rate):
            words = Message(N_("rate {month:percent} a month"), month=rate.per_month)
        case Charge(amount=amount, due=due):
            text = N_("{amount:money} asked for, due on {due:date}")
            words = Message(text, amount=amount, due=due)
        case Waiver(interest=interest, late_interest=late, fee=fee):
            text = N_("{amount:money} of interest, late interest and fees let go")
            words = Message(text, amount=interest + late + fee)
        case TakenOver(principal=principal):
            text = N_("taken over: principal {amount:money}")
            words = Message(text, amount=principal)
        case _:
            words = Message(N_("another decision"))
    return words


DECISION_LABELS = {
    "loan-rescheduled": Message(N_("new dates")),
    "loan-reamortised": Message(N_("overdue principal moved")),
    "loan-rate-changed": Message(N_("another rate")),
    "loan-charged": Message(N_("a fee or penalty")),
    "loan-waived": Message(N_("a waiver")),
    "loan-topped-up": Message(N_("a top-up")),
}
_KINDS = {
    "dates": N_("other dates: {count} instalments from {due:date}"),
    "extension": N_("extension: {count} instalments from {due:date}"),
    "top-up": N_("dates of a top-up: {count} instalments from {due:date}"),
}
