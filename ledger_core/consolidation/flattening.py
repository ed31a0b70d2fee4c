"""The facts of a month-end as a plain list of numbers, which is a third of their size.

Which number is which follows from the order of the fields; days follow from the month, words from
the reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, get_type_hints

from ledger_core.club.targets import Measure
from ledger_core.consolidation.month_words import AGES, HARDSHIPS, SEXES
from ledger_core.consolidation.snapshot import MonthFacts, Part
from ledger_core.portfolio import (
    PAR_DAYS,
    Balance,
    BorrowerFacts,
    CapitalFacts,
    LoanPeriodFacts,
    MembershipFacts,
    Period,
    PeriodFacts,
    PortfolioFacts,
    ResultFacts,
)

_WORDS: Final = {
    frozenset(words): tuple(words)
    for words in (
        tuple(str(days) for days in PAR_DAYS),
        tuple(measure.value for measure in Measure),
        SEXES,
        AGES,
        HARDSHIPS,
    )
}
Numbers = Sequence[int | None]


def flattened(month: MonthFacts) -> list[int | None]:
    """Return the numbers of a month-end whose words are those of the reports."""
    return list(_numbers(month))


def _numbers(value: object) -> Iterator[int | None]:
    if value is None or isinstance(value, int):
        yield value
    elif isinstance(value, date | Period):
        return  # it follows from the month
    elif isinstance(value, Mapping):
        for word in _WORDS[frozenset(value)]:
            yield from _numbers(value[word])
    elif isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)
    else:
        assert is_dataclass(value)
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))


def month_of(end: date, numbers: Numbers) -> MonthFacts:
    """Return the month-end of a day from its numbers.

    Raises:
        ValueError: there are more or fewer numbers, or other things than numbers.
    """
    if not all(type(number) is int or number is None for number in numbers):
        raise ValueError(end)
    left = iter(numbers)
    try:
        found = _month(end, left)
    except StopIteration:
        raise ValueError(end) from None
    if next(left, left) is not left:
        raise ValueError(end)
    return found


def _month(end: date, left: Iterator[Any]) -> MonthFacts:
    return MonthFacts(
        end=end,
        year=_period(Period.year_to(end), left),
        month=_period(Period.month_of(end), left),
        measures={measure.value: Part(next(left), next(left)) for measure in Measure},
        sexes={word: next(left) for word in SEXES},
        ages={word: next(left) for word in AGES},
        hardships={word: next(left) for word in HARDSHIPS},
    )


def _period(period: Period, left: Iterator[Any]) -> PeriodFacts:
    return PeriodFacts(
        period=period,
        portfolio=_built(PortfolioFacts, left),
        balances=tuple(Balance(day, next(left)) for day in period.balance_days),
        loans=_built(LoanPeriodFacts, left),
        result=_built(ResultFacts, left),
        capital=_built(CapitalFacts, left),
        borrowers=_built(BorrowerFacts, left),
        membership=_built(MembershipFacts, left),
    )


def _built(kind: Any, left: Iterator[Any]) -> Any:  # noqa: ANN401 (any dataclass)
    """Return a dataclass of numbers, of such dataclasses, and of amounts by PARn."""
    values = []
    for part in _parts(kind):
        if part is int:
            values.append(next(left))
        elif is_dataclass(part):
            values.append(_built(part, left))
        else:
            values.append({str(days): next(left) for days in PAR_DAYS})
    return kind(*values)


@cache
def _parts(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 (any dataclass)
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
