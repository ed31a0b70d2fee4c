"""A history and its differences, to be read by a person."""

from collections.abc import Sequence
from dataclasses import fields

from tests.reference.daily.happenings import (
    Asked,
    Happening,
    LetGo,
    Lost,
    NewDates,
    NewRate,
    PaidOut,
    Storm,
    TakenOver,
)
from tests.reference.histories import History


def told(history: History, found: Sequence[str]) -> str:
    """Return the terms, what happened, and where the two engines differ."""
    agreement = history.agreement
    terms = [f"{field.name}={_word(getattr(agreement, field.name))}" for field in fields(agreement)]
    lines = ["  terms: " + ", ".join(terms)]
    lines += [f"  {event.day} {_what(event)}" for event in history.happenings]
    lines += [f"  ! {line}" for line in found]
    return "\n".join(lines)


def _word(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _what(event: Happening) -> str:
    if isinstance(event, PaidOut | TakenOver):
        return _begins(event)
    if isinstance(event, NewDates):
        return f"rescheduled ({event.kind}): {event.instalments} from {event.first_due}"
    if isinstance(event, LetGo):
        return (
            f"waived interest {event.interest:,}, late {event.late_interest:,}, fee {event.fee:,}"
        )
    if isinstance(event, Lost):
        return f"{'passed on' if event.passed_on else 'written off'} {event.principal:,}"
    if isinstance(event, NewRate | Storm | Asked):
        return _decision(event)
    posted = "" if event.parts is None else f", posted as {event.parts}"
    return f"paid {event.amount:,} in {event.receipts}{posted}"


def _begins(event: PaidOut | TakenOver) -> str:
    if isinstance(event, PaidOut):
        return f"paid out {event.amount:,}"
    how = "as one instalment" if event.known else "together"
    overdue = f"overdue {how} {event.overdue:,} and interest {event.interest:,}"
    since = f"fee {event.fee:,} since {event.oldest_due}"
    return f"taken over {event.principal:,}, {overdue} and {since}"


def _decision(event: NewRate | Storm | Asked) -> str:
    if isinstance(event, Asked):
        return f"{event.component} of {event.amount:,} due {event.due}"
    if isinstance(event, NewRate):
        return f"rate changed to {event.rate}"
    return f"moratorium {event.start} - {event.end}, interest {event.interest}"
