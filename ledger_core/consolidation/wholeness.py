"""Whether the parts of a snapshot fit together, beyond the form of each."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ledger_core.club.targets import Measure
from ledger_core.consolidation.figures import COLUMNS
from ledger_core.consolidation.money import money_keys
from ledger_core.consolidation.month_words import AGES, HARDSHIPS, SEXES
from ledger_core.consolidation.snapshot import ClubSnapshot, MonthFacts, Steps
from ledger_core.portfolio import PAR_DAYS, Period
from ledger_core.portfolio.period import month_end

_PAR = {str(days) for days in PAR_DAYS}


def is_whole(snapshot: ClubSnapshot) -> bool:
    """Whether rows are as wide as their columns, days ascend, and every word is one of ours."""
    money = snapshot.money
    return (
        _fits(snapshot.portfolio, len(COLUMNS))
        and _fits(money.steps, len(money.keys))
        and len(set(money.keys)) == len(money.keys)
        and set(money.keys) <= money_keys()
        and _ascending([month.end for month in snapshot.months])
        and all(map(_is_month, snapshot.months))
        and snapshot.last_day >= snapshot.club.founded
    )


def _fits(steps: Steps, width: int) -> bool:
    return (
        len(steps.days) == len(steps.rows)
        and _ascending(steps.days)
        and all(len(row) == width for row in steps.rows)
    )


def _ascending(days: Sequence[date]) -> bool:
    return all(one < following for one, following in pairwise(days))


def _is_month(month: MonthFacts) -> bool:
    facts = ((month.year, Period.year_to(month.end)), (month.month, Period.month_of(month.end)))
    return (
        month.end == month_end(month.end)
        and all(found.period == period for found, period in facts)
        and all(tuple(b.day for b in found.balances) == p.balance_days for found, p in facts)
        and all(set(found.portfolio.at_risk) == _PAR for found, _ in facts)
        and all(set(found.portfolio.late) == _PAR for found, _ in facts)
        and set(month.measures) == {measure.value for measure in Measure}
        and set(month.sexes) == set(SEXES)
        and set(month.ages) == set(AGES)
        and set(month.hardships) == set(HARDSHIPS)
    )
