"""A mistaken decision about a loan is taken back by another one; nothing is struck out."""

from dataclasses import dataclass
from datetime import date

from beancount.core import data

from ledger_core.books.actions.common import known_loan
from ledger_core.books.actions.dating import check_not_before_end, check_open_day
from ledger_core.books.actions.decision_errors import NoSuchDecision, TakenBackBeforeDecided
from ledger_core.books.actions.decisions import Decided, Decision, enter_decision
from ledger_core.books.decision_facts import (
    DECIDED_KEY,
    DECISION_KEY,
    OF_MINUTES_KEY,
    REVERSIBLE,
    in_force,
)
from ledger_core.books.directives import Directive
from ledger_core.books.literals import Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.books.session import WritingSession


@dataclass(frozen=True, slots=True)
class Meant:
    """Which decision is taken back; what is None leaves it open.

    Attributes:
      decision: Its directive.
      decided: Its day.
      minutes: The minutes that decided it.
    """

    decision: Directive | None = None
    decided: date | None = None
    minutes: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionTakenBack:
    """A decision that was taken back.

    Attributes:
      entry: The directive of the mistaken decision.
      decided: The loan without that and with it, and the corrections it brought.
    """

    entry: data.Custom
    decided: Decided


def take_decision_back(
    session: WritingSession, decision: Decision, meant: Meant
) -> DecisionTakenBack:
    """Take back a decision about a loan: from the day on the loan is what it would be without it.

    Splits of days between were right by what the books then said, and stay.

    Raises:
      NoSuchDecision: none that is in force is meant, or several are.
      TakenBackBeforeDecided: the day is before the decision's own.
    """
    check_open_day(session, decision.day)
    record = known_loan(session, decision.loan)
    entry = _meant(record, meant)
    if decision.day < entry.date:
        raise TakenBackBeforeDecided(entry.date, decision.day)
    check_not_before_end(record, decision.day)
    what: dict[str, Value] = {DECISION_KEY: entry.type, DECIDED_KEY: entry.date}
    same_day = [one for one in in_force(record) if (one.type, one.date) == (entry.type, entry.date)]
    minutes = text_of(entry.meta, "minutes")
    if len(same_day) > 1 and minutes is not None:
        what[OF_MINUTES_KEY] = minutes
    decided = enter_decision(session, record, decision, Directive.DECISION_REVERSED, what)
    return DecisionTakenBack(entry, decided)


def _meant(record: LoanRecord, meant: Meant) -> data.Custom:
    standing = [entry for entry in in_force(record) if entry.type in REVERSIBLE]
    found = [
        entry
        for entry in standing
        if meant.decision in (None, entry.type)
        and meant.decided in (None, entry.date)
        and meant.minutes in (None, text_of(entry.meta, "minutes"))
    ]
    if len(found) != 1:
        raise NoSuchDecision(
            record.loan, [f"{entry.type} {entry.date.isoformat()}" for entry in standing]
        )
    return found[0]
