"""What one loan adds to the figures of its club's portfolio, from each day on which that changes.

The amounts change with the loan's spells; its age puts it under another heading on the days on
which it is so many days late that PAR, a bucket or a debt group begins.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.loan_spells import loan_spells
from ledger_core.club import Register
from ledger_core.consolidation.figures import COLUMNS, PLACES
from ledger_core.loans import Spell, Waiver
from ledger_core.portfolio import (
    PAR_DAYS,
    AgeingBucket,
    DebtGroup,
    LoanFacts,
    ProvisionTable,
    is_late,
    late_from,
    provision_table,
)
from ledger_core.portfolio.provisions import PROVISION_TABLES
from ledger_core.reports.day_accounts import interest_waived

_AGES: Final = sorted(
    {late_from(days) for days in PAR_DAYS}
    | {bucket.first_day for bucket in AgeingBucket}
    | {days for table in PROVISION_TABLES.values() for days in table.rules.first_days}
)
"""The days past due on which a loan may come under another heading."""

_COLUMN: Final = {name: place for place, name in enumerate(COLUMNS)}
_BUCKETS: Final = {bucket: place for place, bucket in enumerate(AgeingBucket)}


class LoanShare(NamedTuple):
    """What a loan adds to its club's row.

    Attributes:
        cells: Columns and what is added to them; those of borrowers and debt groups are the
            member's, not the loan's.
        outstanding_principal: In đồng.
        group: The debt group of the loan by itself, None where nothing is outstanding.
    """

    cells: tuple[tuple[int, int], ...] = ()
    outstanding_principal: int = 0
    group: DebtGroup | None = None


class Tables:
    """The provision tables that a club's rules name, by day."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.days = sorted({rules.since for rules in register.rules})
        self.on: Callable[[date], ProvisionTable] = cache(self._table_on)

    def _table_on(self, day: date) -> ProvisionTable:
        return provision_table(self._register.rules_on(day).provision_table)


def loan_shares(record: LoanRecord, tables: Tables) -> Iterator[tuple[date, LoanShare]]:
    """Yield each day from which a loan adds something else, with what it adds from then on."""
    if record.terms is None:
        return
    spells = list(loan_spells(record))
    if not spells or record.approved_on < spells[0].start:
        yield record.approved_on, LoanShare(((_COLUMN["approved_loans"], 1),))
    reader = _ShareReader(record, tables)
    ends = [*(spell.start for spell in spells[1:]), date.max]
    for spell, end in zip(spells, ends, strict=True):
        for day in reader.days(spell, end):
            yield day, reader.share(spell, day)


class _ShareReader:
    def __init__(self, record: LoanRecord, tables: Tables) -> None:
        self._record = record
        self._tables = tables
        self._waivers = any(isinstance(fact.event, Waiver) for fact in record.changes)
        self._news = [*tables.days, *(since for _, since in record.withdrawn)]

    def days(self, spell: Spell, end: date) -> list[date]:
        """Return the days of a spell on which the loan may come under another heading."""
        days = {spell.start}
        if spell.outstanding_principal > 0:
            days |= {day for day in self._news if spell.start < day < end}
            for since in {spell.late_since, spell.late_since_by_new_dates} - {None}:
                assert since is not None
                reached = (since + timedelta(age) for age in _AGES)
                days |= {day for day in reached if spell.start < day < end}
        return sorted(days)

    def share(self, spell: Spell, day: date) -> LoanShare:
        beside = []
        if spell.received <= 0:
            beside.append((_COLUMN["approved_loans"], 1))
        if spell.written_off > 0:
            beside.append((_COLUMN["written_off_loans"], 1))
        if spell.written_off:
            beside.append((_COLUMN["written_off_principal"], spell.written_off))
        if spell.outstanding_principal <= 0:
            return LoanShare(tuple(beside))
        facts = self._facts(spell, day)
        group = self._tables.on(day).rules.group_of(facts)
        return LoanShare((*_cells(facts), *beside), facts.outstanding_principal, group)

    def _facts(self, spell: Spell, day: date) -> LoanFacts:
        waived = self._waivers and interest_waived(self._record, day)
        record = self._record
        return LoanFacts.of_spell(record.loan, record.member, spell, day, interest_waived=waived)


def _cells(facts: LoanFacts) -> Iterator[tuple[int, int]]:
    principal = facts.outstanding_principal
    yield _COLUMN["gross_loan_portfolio"], principal
    yield _COLUMN["active_loans"], 1
    yield _COLUMN["overdue_principal"], facts.overdue_principal
    yield _COLUMN["overdue_interest"], facts.overdue_interest
    for place, days in enumerate(PAR_DAYS):
        late = is_late(facts, days)
        if late or facts.rescheduled:
            yield PLACES["at_risk"].start + place, principal
        if late:
            yield PLACES["late"].start + place, principal
    bucket = _BUCKETS[AgeingBucket.of(facts.days_past_due)]
    yield PLACES["bucket_loans"].start + bucket, 1
    yield PLACES["bucket_principal"].start + bucket, principal
