"""A loan's account on any day: kept folds give what folding anew gives."""

from dataclasses import asdict
from datetime import date, timedelta

from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.club import ClubCalendar, MoratoriumDecided, MoratoriumInterest, Register
from ledger_core.loans import Disbursement, LoanAccount
from tests.strategies import LoanHistory
from tests.strategies_accounts import rich_history

MANY = 400


def record_of(history: LoanHistory, calendar: ClubCalendar) -> LoanRecord:
    entry = data.Custom({}, history.events[0].date, "loan", [])
    return LoanRecord(
        loan="L2026-001",
        entry=entry,
        member="M001",
        product=None,
        terms=history.terms,
        purpose=None,
        guarantor=None,
        approved_by=(),
        minutes=None,
        facts=[LoanFact(event, entry) for event in history.events],
        register=Register(calendar=calendar),
    )


def anew(record: LoanRecord, day: date) -> LoanAccount | None:
    past = [fact.event for fact in record.counted if fact.event.date <= day]
    return record.fold(past, day)


def told(account: LoanAccount) -> list[object]:
    """What settled what; each fold has charges of its own, so they are told by what they say."""
    return [
        (settled._replace(charge=None), settled.charge and asdict(settled.charge))
        for settled in account.settlements
    ]


@given(rich_history(), st.lists(st.integers(-5, MANY), min_size=2, max_size=6), st.data())
def test_kept_folds_give_what_folding_anew_gives(
    history: LoanHistory, days: list[int], chance: st.DataObject
) -> None:
    """In any order of days, also where facts and decisions are added between them."""
    start = min(event.date for event in history.events)
    calendar = ClubCalendar()
    record = record_of(history, calendar)
    for number in days:
        day = start + timedelta(number)
        kept, fresh = record.account_on(day), anew(record, day)
        assert kept is not None
        assert fresh is not None
        assert kept.days == fresh.days
        for later in (day, day, day + timedelta(30)):
            assert kept.position(later) == fresh.position(later)
            assert told(kept) == told(fresh)
        assert kept.split(day, 500_000) == fresh.split(day, 500_000)
        what = chance.draw(st.sampled_from(["nothing", "fact", "decision"]))
        if what == "fact":
            record.add(LoanFact(Disbursement(day, 1000), record.entry))
        elif what == "decision":
            decided = MoratoriumDecided(
                day, "BB-2026-01", day, day + timedelta(40), MoratoriumInterest.FREE
            )
            calendar.moratoria.append(decided)
            record.forget()
