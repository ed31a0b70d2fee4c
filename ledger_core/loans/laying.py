"""The rows of a running schedule, laid out without amounts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ledger_core.loans.date_terms import DaysOff, Every, PeriodUnit
from ledger_core.loans.due_dates import add_months, due_date_after
from ledger_core.loans.interest import InterestRule
from ledger_core.loans.late_terms import LateFrom
from ledger_core.loans.methods import InterestPeriod
from ledger_core.loans.periods import Period, Stretch, periods
from ledger_core.loans.rows import Row
from ledger_core.loans.taken_over import KnownInstalment, TakenOver
from ledger_core.loans.terms import LoanTerms


def rows_of(
    terms: LoanTerms,
    laid: Sequence[Period],
    *,
    passed: int,
    off: DaysOff,
    first_due: date | None = None,
) -> Iterator[Row]:
    """Yield a row for each period, numbered after the `passed` rows before them.

    A period is counted by its original dates. Its interest runs from one day of payment to the
    next, as days off have moved them, so that it is complete on the day people pay. An agreed
    `first_due` is the seed of the dates.
    """
    if not laid:
        return
    start = laid[0].start
    if not passed:
        start -= counted_before(terms)
    following = (*(period.due for period in laid[1:]), _after(terms, laid, off, first_due))
    for number, (period, next_due) in enumerate(
        zip(laid, following, strict=True), start=passed + 1
    ):
        grace_end = grace_of(terms, period.due, next_due)
        row = Row(number, start, period.due, grace_end, period.units, 0, 0, pause=period.pause)
        row.begins = start if period is laid[0] else period.start
        row.ends = period.end
        yield with_late_start(terms, row)
        start = period.due


def counted_before(terms: LoanTerms) -> timedelta:
    """Return by how much a loan's first period begins earlier where its first day counts too."""
    inclusive = terms.interest_period is InterestPeriod.ACTUAL_365_INCLUSIVE
    return timedelta(1) if inclusive else timedelta(0)


def laid_anew(
    terms: LoanTerms, stretch: Stretch, off: DaysOff, every_days: int | None
) -> tuple[LoanTerms, list[Period]]:
    """Return periods on new dates, and the terms by which they are counted."""
    if every_days is not None:
        dates = replace(terms.dates, every=Every(every_days, PeriodUnit.DAY), due_day=None)
        terms = replace(terms, dates=dates)
    return terms, periods(terms, stretch, off)


def known_rows(
    terms: LoanTerms, start: date, known: Sequence[KnownInstalment], passed: int = 0
) -> Iterator[Row]:
    """Yield the rows of a schedule that is taken over as it stands.

    What asks for a fee or penalty alone is no instalment.
    """
    rule = InterestRule.of(terms)
    kept = sorted((one for one in known if one.principal or one.interest), key=lambda one: one.due)
    for number, one in enumerate(kept, start=1):
        next_due = kept[number].due if number < len(kept) else add_months(one.due, 1)
        grace_end = grace_of(terms, one.due, next_due)
        units = rule.units(start, one.due) if one.due > start else 0
        row = Row(passed + number, start, one.due, grace_end, units, one.principal, one.interest)
        yield with_late_start(terms, row)
        start = one.due


def overdue_rows(terms: LoanTerms, event: TakenOver) -> Iterator[Row]:
    """Yield what was overdue in older books, the oldest first; its late interest stands there.

    Instalment 0 holds what is not known one by one. An instalment still within its grace on the day
    was charged nothing: it bears late interest from its due date, as if it had not been taken over.
    """
    principal, interest = event.overdue_together
    if principal or interest:
        row = _overdue_row(terms, 0, event.oldest_due or event.date, (principal, interest))
        yield _charged_before(row, event.date)
    for number, one in enumerate(sorted(event.overdue, key=lambda one: one.due), start=1):
        row = _overdue_row(terms, number, one.due, (one.principal, one.interest))
        yield _charged_before(row, event.date) if event.date > row.grace_end else row


def _overdue_row(terms: LoanTerms, number: int, due: date, amounts: tuple[int, int]) -> Row:
    grace_end = grace_of(terms, due, add_months(due, 1))
    return with_late_start(terms, Row(number, due, due, grace_end, 0, *amounts))


def _charged_before(row: Row, day: date) -> Row:
    """Let late interest on a row count from a day on."""
    row.once_charged = True
    row.principal_late_from = row.interest_late_from = max(row.principal_late_from, day)
    return row


def grace_of(terms: LoanTerms, due: date, next_due: date) -> date:
    """Return the last day on which paying an instalment bears no late interest."""
    days = terms.late.grace.days
    return next_due if days is None else due + timedelta(days)


def with_late_start(terms: LoanTerms, row: Row) -> Row:
    """Let late interest count from the end of the grace, if that is agreed."""
    if terms.late.counts_from is LateFrom.GRACE_END:
        row.principal_late_from = row.interest_late_from = row.grace_end
    return row


def _after(terms: LoanTerms, laid: Sequence[Period], off: DaysOff, first_due: date | None) -> date:
    """Return the due date that would follow the last one."""
    dates, start, first = terms.dates, laid[0].start, laid[0].end
    # Without an agreed date the seed is the day of disbursement: of 31 January, not 28 February.
    seeded = first_due is not None or bool(dates.given) or first <= start
    after = due_date_after(
        start, len(laid), first if seeded else None, every=dates.every, due_day=dates.due_day
    )
    return dates.shifted(after, off) if dates.shifting else after
