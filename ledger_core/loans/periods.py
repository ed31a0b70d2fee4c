"""The periods of a loan: when each begins and ends, and when its instalment is paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.due_dates import due_dates
from ledger_core.loans.errors import FirstDueTooEarly
from ledger_core.loans.interest import InterestRule, Units, units_accrued
from ledger_core.loans.methods import FirstPeriod, InterestPeriod, Method
from ledger_core.loans.pauses import MOST_HELD, Pause, charged_units
from ledger_core.loans.terms import LoanTerms


class Period(NamedTuple):
    """One period of interest, ended by an instalment.

    Attributes:
      number: Number of the instalment, counted from 1.
      start: The day it begins: the end of the one before, or the disbursement. Not counted.
      end: Its last day: the original due date. Counted.
      due: The day the instalment is paid, which days off may have moved.
      units: Its length in the units of the interest rule.
      charged: The units that bear interest: without the free days of a moratorium.
      pause: What its instalment does not ask for.
    """

    number: int
    start: date
    end: date
    due: date
    units: int
    charged: Units
    pause: Pause


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row of periods to be laid out.

    Attributes:
      start: The day the first one begins.
      instalments: How many, without those that a moratorium adds.
      first_due: The end of the first one; None to derive it from the terms.
      passed: Periods before them.
      paused: The first so many ask for no principal, beside what the terms say.
    """

    start: date
    instalments: int
    first_due: date | None = None
    passed: int = 0
    paused: int = 0


def loan_periods(terms: LoanTerms, start: date, off: DaysOff = NO_DAYS_OFF) -> list[Period]:
    """Return the periods of a loan paid out on `start`.

    Raises:
      FirstDueTooEarly: the first due date of the terms is not after `start`; only instalments in
        advance may begin on that day.
    """
    first, advance = terms.first_due, terms.method is Method.ANNUITY_DUE
    if first is not None and (first < start or (first == start and not advance)):
        raise FirstDueTooEarly(first, start)
    return periods(terms, loan_stretch(terms, start), off)


def loan_stretch(terms: LoanTerms, start: date) -> Stretch:
    """Return how the periods of a loan paid out on `start` are laid out."""
    first = terms.first_due
    if terms.method is Method.ANNUITY_DUE and first is None and terms.dates.due_day is None:
        first = start
    return Stretch(start, terms.instalments, first)


def periods(terms: LoanTerms, stretch: Stretch, off: DaysOff = NO_DAYS_OFF) -> list[Period]:
    """Lay out periods by the terms, with what moratoria add at the end."""
    ends = _ends(terms, stretch)
    rule = InterestRule.of(terms)
    return [
        _period(terms, rule, stretch, (number, start, end), off)
        for number, (start, end) in enumerate(
            zip((stretch.start, *ends), ends, strict=False), start=1
        )
    ]


def _ends(terms: LoanTerms, stretch: Stretch) -> Sequence[date]:
    """Return the original due dates, with one more for each that falls in a moratorium."""
    count = stretch.instalments
    if not terms.pauses.moratoria:
        return _dates(terms, stretch, count)
    while True:
        ends = _dates(terms, stretch, count)
        asking = ends[max(0, terms.pauses.principal - stretch.passed) :]
        held = sum(terms.pauses.moratorium(end) is not None for end in asking)
        held = min(held, max(stretch.instalments, MOST_HELD))
        if count >= stretch.instalments + held:
            return ends
        count = stretch.instalments + held


def _dates(terms: LoanTerms, stretch: Stretch, count: int) -> Sequence[date]:
    dates, start, first_due = terms.dates, stretch.start, stretch.first_due
    given: tuple[date, ...] = ()
    if dates.given and first_due in {None, terms.first_due, *dates.given}:
        from_day = start if first_due is None else first_due
        given = tuple(day for day in dates.given if day >= from_day and day > start)[:count]
        if given:
            start, first_due = given[-1], None
    more = due_dates(start, count - len(given), first_due, every=dates.every, due_day=dates.due_day)
    return given + more


def _period(
    terms: LoanTerms,
    rule: InterestRule,
    stretch: Stretch,
    place: tuple[int, date, date],
    off: DaysOff,
) -> Period:
    number, start, end = place
    pause = terms.pauses.on(stretch.passed + number, end)
    if number <= stretch.paused:
        pause = pause._replace(principal=True)
    due = terms.dates.shifted(end, off) if terms.dates.shifting else end
    first = stretch.passed + number == 1
    units = length(terms, rule, (start, end), first=first)
    inclusive = first and terms.interest_period is InterestPeriod.ACTUAL_365_INCLUSIVE
    counted = start - timedelta(1) if inclusive else start
    charged = charged_units(units, terms.pauses.free_days, counted, end)
    return Period(stretch.passed + number, start, end, due, units, charged, pause)


def length(terms: LoanTerms, rule: InterestRule, span: tuple[date, date], *, first: bool) -> int:
    """Return the length of a period in the units of the rule; `first` for that of the loan."""
    start, end = span
    if end <= start:
        return 0
    if first and terms.interest_period is InterestPeriod.ACTUAL_365_INCLUSIVE:
        return int(units_accrued(rule, start, end))
    by_days = terms.dates.first_period is FirstPeriod.BY_DAYS
    if first and by_days and terms.interest_period.by_months:
        # A regular one; its interest is then taken by its days.
        return terms.dates.every.days or terms.dates.every.count
    return rule.units(start, end)
