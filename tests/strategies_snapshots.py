"""Books of any loans, for the snapshots of clubs: whatever may happen to a loan, of few members."""

from datetime import date, timedelta
from pathlib import Path

from beancount.core import data
from hypothesis import strategies as st

from ledger_core.books.book import Book
from ledger_core.books.directives import Directive, Scope
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.club import (
    ClubRules,
    DaysOffDecided,
    Member,
    MoratoriumDecided,
    MoratoriumInterest,
    Register,
)
from ledger_core.loans import Reversal
from tests.strategies import starts
from tests.strategies_accounts import rich_history


def _custom(kind: Directive, day: date) -> data.Custom:
    return data.Custom({"filename": "journal.beancount", "lineno": 1}, day, kind.value, [])


@st.composite
def any_register(draw: st.DrawFn) -> Register:
    """Rules that name either table from any day, decisions about days, members who come and go."""
    register = Register()
    for day in draw(st.lists(starts(), max_size=2)):
        table = draw(st.sampled_from(["microfinance", "banks"]))
        register.rules.append(ClubRules(since=day, provision_table=table))
    for code in ("M001", "M002", "M003"):
        joined = draw(starts())
        stayed = draw(st.none() | st.integers(-3, 900))
        left = None if stayed is None else joined + timedelta(stayed)
        register.members[code] = Member(code, "Ai đó", joined, left)
    if draw(st.booleans()):
        since, length = draw(starts()), draw(st.integers(0, 60))
        start = since + timedelta(draw(st.integers(-30, 60)))
        interest = draw(st.sampled_from(MoratoriumInterest))
        back = draw(st.none() | st.integers(0, 40).map(lambda days: since + timedelta(days)))
        register.calendar.moratoria.append(
            MoratoriumDecided(since, "BB", start, start + timedelta(length), interest, back)
        )
    for since in draw(st.lists(starts(), max_size=1)):
        days = frozenset(since + timedelta(n) for n in range(draw(st.integers(1, 40))))
        register.calendar.days_off.append(DaysOffDecided(since, "BB", days))
    return register


@st.composite
def books_of_loans(draw: st.DrawFn) -> Book:
    """A book of up to four loans of three members, with facts that no check has looked at."""
    book = Book(Path("club"), Scope.CLUB)
    book.register = draw(any_register())
    for number in range(draw(st.integers(0, 4))):
        history = draw(rich_history())
        first = min(event.date for event in history.events)
        approved = first - timedelta(draw(st.sampled_from([0, 0, 3, -2])))
        record = LoanRecord(
            loan=f"L2026-{number:03d}",
            entry=_custom(Directive.LOAN, approved),
            member=draw(st.sampled_from(["M001", "M002", "M003"])),
            product=None,
            terms=history.terms,
            purpose=None,
            guarantor=None,
            approved_by=(),
            minutes=None,
            register=book.register,
        )
        for event in history.events:
            fact = LoanFact(event, _custom(Directive.LOAN_WAIVED, event.date))
            record.add(fact)
            if isinstance(event, Reversal):
                gone = [known for known in record.facts if known.event == event.of]
                record.withdrawn += [(known.entry, event.date) for known in gone[:1]]
        book.loans[record.loan] = record
        book.by_member[record.member].append(record)
    return book
