"""The club decides about days: days off, a moved meeting, a moratorium."""

from collections.abc import Sequence
from datetime import date

from ledger_core.books.actions.common import known_member
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.lending_errors import MoratoriumIsOver, NoMoratorium
from ledger_core.books.calendar_reading import DAYS, OF_MINUTES_KEY
from ledger_core.books.directives import Directive
from ledger_core.books.literals import Value
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import MoratoriumInterest
from ledger_core.messages import Message, N_


def set_days_off(
    session: WritingSession,
    *,
    day: date,
    decided_by: str,
    holidays: Sequence[date] = (),
    start: date | None = None,
    end: date | None = None,
) -> None:
    """Enter holidays, and a row of days such as those of Tết, on which nobody pays."""
    metadata: dict[str, Value] = dict(DAYS.write("holidays", sorted(holidays))) if holidays else {}
    if start is not None:
        metadata["from"] = start
    if end is not None:
        metadata["to"] = end
    _decide(session, day, Directive.DAYS_OFF, decided_by, metadata)


def move_meeting(
    session: WritingSession, *, day: date, minutes: str, planned: date, held: date
) -> None:
    """Enter that a meeting is held on another day than the usual one of the month."""
    metadata: dict[str, Value] = {"planned": planned, "held": held}
    _decide(session, day, Directive.MEETING_MOVED, minutes, metadata)


def declare_moratorium(
    session: WritingSession,
    *,
    day: date,
    minutes: str,
    start: date,
    end: date,
    interest: MoratoriumInterest = MoratoriumInterest.DEFERRED,
) -> list[str]:
    """Enter a time in which no loan asks for principal; return the loans that it moves.

    Raises:
      MoratoriumIsOver: it ends before it acts, on the day after the decision.
    """
    if end <= day:
        raise MoratoriumIsOver(end, day)
    before = _last_dues(session)
    metadata: dict[str, Value] = {"from": start, "to": end, "interest": interest.value}
    _decide(session, day, Directive.MORATORIUM, minutes, metadata)
    after = _last_dues(session)
    return sorted(loan for loan, due in after.items() if due != before.get(loan))


def take_moratorium_back(
    session: WritingSession,
    *,
    day: date,
    minutes: str,
    approved_by: Sequence[str],
    of_minutes: str | None = None,
) -> list[str]:
    """Take a mistaken moratorium back; return the loans whose end it moves.

    From the next day on every loan is what it would be without it. What was paid until then stays
    as it was split, right by what the books then said.

    Raises:
      NoMoratorium: none is in force, or several are and none is named.
    """
    calendar = session.book.register.calendar
    standing = [
        one.decided_by
        for one in calendar.moratoria
        if one.taken_back is None and one.since <= day and of_minutes in (None, one.decided_by)
    ]
    if len(standing) != 1:
        every = [one.decided_by for one in calendar.moratoria if one.taken_back is None]
        raise NoMoratorium(every)
    before = _last_dues(session)
    approvers = [known_member(session, code).code for code in approved_by]
    metadata: dict[str, Value] = {
        OF_MINUTES_KEY: standing[0],
        "approved-by": " ".join(approvers),
    }
    _decide(session, day, Directive.MORATORIUM_REVERSED, minutes, metadata)
    after = _last_dues(session)
    return sorted(loan for loan, due in after.items() if due != before.get(loan))


def _last_dues(session: WritingSession) -> dict[str, date]:
    """Return the last due date of every running loan."""
    found = {}
    for loan, record in session.book.loans.items():
        account = record.account
        if account is None or account.outstanding_principal <= 0 or account.last_event is None:
            continue
        instalments = account.position(account.last_event).instalments
        if instalments:
            found[loan] = instalments[-1].due
    return found


def _decide(
    session: WritingSession, day: date, kind: Directive, decided_by: str, lines: dict[str, Value]
) -> None:
    check_open_day(session, day)
    value = clean_text(decided_by, Message(N_("The number of the minutes")))
    session.add_to_register(Custom(day, kind, (value,), lines))
