"""Makes the return of a club for a period, from the same snapshot that its books would yield."""

from dataclasses import replace
from datetime import date

from ledger_core.club import Fund
from ledger_core.consolidation.figures import COLUMNS
from ledger_core.consolidation.money_sums import by_word, flows_between, money_on
from ledger_core.consolidation.returns.digest import digest_of
from ledger_core.consolidation.returns.form import SCHEMA, ClubReturn
from ledger_core.consolidation.returns.hiding import (
    shown_ages,
    shown_bands,
    shown_measures,
    without_persons,
)
from ledger_core.consolidation.snapshot import ClubSnapshot, MonthFacts, SealMark
from ledger_core.consolidation.strict_json import to_json
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Period, month_end


class NotAWholeMonth(ClubledgerError):
    """The last day asked for does not end a month."""

    def __init__(self, day: date) -> None:
        super().__init__(
            Message(N_("A return ends with a month; {day:date} is no last day of one."), day=day),
            remedy=Message(N_("Give the last day of the month, or --month or --quarter.")),
        )


class NoFactsOfMonth(ClubledgerError):
    """The books say nothing of the month asked for."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(
            Message(
                N_(
                    "The books have entries from {first:date} to {last:date}, none near {day:date}."
                ),
                day=day,
                first=first,
                last=last,
            )
        )


def return_of(snapshot: ClubSnapshot, period: Period) -> ClubReturn:
    """Return what a club sends for a period, numbers that would tell who hidden.

    Raises:
        NotAWholeMonth: the period does not end with a month.
        NoFactsOfMonth: it ends before the books begin, or long after their last entry.
    """
    day = period.end
    if day != month_end(day):
        raise NotAWholeMonth(day)
    row = snapshot.portfolio.on(day)
    facts = next((month for month in snapshot.months if month.end == day), None)
    if row is None or facts is None:
        raise NoFactsOfMonth(day, snapshot.club.founded, snapshot.last_day)
    return _return(snapshot, period, dict(zip(COLUMNS, row, strict=True)), facts)


def _return(
    snapshot: ClubSnapshot, period: Period, portfolio: dict[str, int], facts: MonthFacts
) -> ClubReturn:
    closing = money_on(snapshot.money, period.end)
    flows = flows_between(money_on(snapshot.money, period.opening), closing)
    seals = tuple(mark for mark in snapshot.seals if mark.month <= f"{period.end:%Y-%m}")
    found = ClubReturn(
        clubledger_return=SCHEMA,
        club=snapshot.club,
        period=Period(period.start, period.end),
        last_entry=snapshot.last_day,
        seal=max(seals, key=_month, default=None),
        seals=seals,
        portfolio=portfolio,
        year=without_persons(facts.year),
        month=without_persons(facts.month),
        opening={fund.value: flows.opening[fund] for fund in Fund},
        receipts=by_word(flows.received),
        payments=by_word(flows.paid),
        balances=by_word(closing.balances),
        measures=shown_measures(facts.measures),
        sexes=shown_bands(facts.sexes),
        ages=shown_ages(facts.ages),
        hardships=shown_bands(facts.hardships),
        findings=snapshot.finding_counts,
        digest="0" * 64,
    )
    return replace(found, digest=digest_of(to_json(found)))


def _month(mark: SealMark) -> str:
    return mark.month
