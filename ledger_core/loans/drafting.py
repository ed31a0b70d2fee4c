"""The schedule of any loan: tranches, changes of rate and dates, pauses, down payment.

A change keeps the instalments whose periods have ended by its day and draws up the others anew on
what is owed then. What is paid out on a due date belongs to the next period. The interest of the
period in which something changes is summed from its pieces: each base for its days. Where a month
is a month, a piece bears that part of the month's interest that its days are of the period's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger_core.loans.date_terms import NO_DAYS_OFF, DaysOff
from ledger_core.loans.due_dates import add_months, due_dates
from ledger_core.loans.methods import FirstPeriod, InterestPeriod, Method, TrancheLevel
from ledger_core.loans.pauses import charged_units
from ledger_core.loans.periods import Period, Stretch, length, loan_periods, periods
from ledger_core.loans.plan import Plan
from ledger_core.loans.rates import InterestRate
from ledger_core.loans.terms import LoanTerms
from ledger_core.money import round_to_multiple


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What is agreed anew from a day on; the instalments due by the end of that day stay.

    Attributes:
      day: The day.
      paid_out: A further tranche, in đồng.
      rate: The new contract rate; None for the old one.
      first_due: New date of the next instalment, from which the later ones count; None to keep.
      more_instalments: Instalments added at the end.
      paused: The next so many instalments ask for no principal; each adds one at the end.
    """

    day: date
    paid_out: int = 0
    rate: InterestRate | None = None
    first_due: date | None = None
    more_instalments: int = 0
    paused: int = 0

    @property
    def redates(self) -> bool:
        """Whether the dates or the number of instalments change."""
        return bool(self.first_due or self.more_instalments or self.paused)


class Drafted(NamedTuple):
    """One instalment of a draft; amounts in whole đồng.

    Attributes:
      due: Due date.
      principal: Principal.
      interest: Interest.
      balance: Principal owed at the end of the due date, a tranche of that day included.
    """

    due: date
    principal: int
    interest: int
    balance: int


class Draft:
    """A schedule while it is drawn up."""

    def __init__(self, terms: LoanTerms, start: date, principal: int, off: DaysOff) -> None:
        self.start = start
        self.off = off
        self.terms = terms
        self.plan = Plan.of(terms)
        self.paid_out = principal
        self.down = self._down_payment(principal)
        self.first_paid_out = principal
        self.tranches: list[tuple[date, int]] = []
        self.periods = loan_periods(terms, start, off)
        self.amounts: list[tuple[int, int]] = []
        self._pieces = Fraction(0)  # interest of the running period up to the last change
        self._rounded_pieces = 0
        self._since = start
        agreed = max(terms.principal, principal)
        self.kept_size = (
            self.plan.size(agreed - self.down, self._repaying(0))
            if terms.spread.tranche_level is TrancheLevel.AGREED_PRINCIPAL
            else None
        )
        self._redraw(0, principal - self.down, known=False)

    def apply(self, change: ScheduleChange) -> None:
        """Draw up anew what is not due by the end of the day of a change."""
        first = next(
            (n for n, period in enumerate(self.periods) if period.end > change.day),
            len(self.periods),
        )
        balance = self.balance_before(first)
        known = first < len(self.periods) and change.day > self.periods[first].start
        if known:
            self._end_piece(self.periods[first], balance, change.day)
        else:
            self._pieces, self._rounded_pieces, self._since = Fraction(0), 0, change.day
        self.tranches.append((change.day, change.paid_out))
        self.paid_out += change.paid_out
        if change.rate is not None:
            self.terms = replace(self.terms, rate=change.rate)
            self.plan = Plan.of(self.terms)
        if change.redates:
            self._lay_out(first, change)
        self._redraw(first, balance + change.paid_out, known=known)

    def balance_before(self, first: int) -> int:
        """Return the principal that the instalments from index `first` on repay."""
        repaid = sum(part for part, _ in self.amounts[:first])
        return self.paid_out - self.down - repaid

    def rows(self) -> list[Drafted]:
        """Return the instalments, the down payment first."""
        balance = self.first_paid_out
        drafted = []
        if self.down:
            balance -= self.down
            drafted.append(Drafted(self.start, self.down, 0, balance))
        before = date.min
        for period, (part, interest) in zip(self.periods, self.amounts, strict=True):
            balance -= part
            balance += sum(sum_ for day, sum_ in self.tranches if before < day <= period.end)
            before = period.end
            drafted.append(Drafted(period.due, part, interest, balance))
        if self.plan.spread.fixed_instalment is not None:
            while len(drafted) > 1 and not drafted[-1].principal and not drafted[-1].interest:
                drafted.pop()
        return drafted

    def _down_payment(self, principal: int) -> int:
        part, rounding = self.terms.spread.down_payment, self.terms.rounding
        return round_to_multiple(
            principal * part.numerator, part.denominator, rounding.multiple, rounding.mode
        )

    def _repaying(self, first: int) -> int:
        return max(1, sum(not period.pause.principal for period in self.periods[first:]))

    def _lay_out(self, first: int, change: ScheduleChange) -> None:
        """Give the instalments from index `first` on new dates."""
        old = self.periods[first:]
        start = old[0].start if old else change.day
        first_due = change.first_due
        if first_due is None and old:
            first_due = old[0].end
        stretch = Stretch(
            start,
            len(old) + change.more_instalments + change.paused,
            first_due,
            passed=first,
            paused=change.paused,
        )
        del self.periods[first:]
        new = periods(self.terms, stretch, self.off)
        if change.first_due is None and old:
            new = self._keep_seed(old, new)
        self.periods += new

    def _keep_seed(self, old: Sequence[Period], new: list[Period]) -> list[Period]:
        """Let added instalments go on from the day of the month on which the loan began."""
        dates = self.terms.dates
        ends = due_dates(
            self.start,
            len(self.periods) + len(new),
            self.terms.first_due,
            every=dates.every,
            due_day=dates.due_day,
        )[len(self.periods) :]
        if old[0].end != ends[0]:
            return new  # dated anew before
        rule, kept, start = self.plan.rule, [], new[0].start
        for period, end in zip(new, ends, strict=True):
            units = length(self.terms, rule, (start, end), first=period.number == 1)
            due = dates.shifted(end, self.off)
            charged = charged_units(units, self.terms.pauses.free_days, start, end)
            kept.append(
                period._replace(start=start, end=end, due=due, units=units, charged=charged)
            )
            start = end
        return kept

    def _redraw(self, first: int, balance: int, *, known: bool) -> None:
        tail = self.periods[first:]
        del self.amounts[first:]
        if not tail:
            return
        interest: int | None = None
        exact: Fraction | None = None
        if known:
            last = self._piece(tail[0], self._base(balance), self._since, tail[0].end)
            exact = self._pieces + last
            interest = self.plan.rule.rounded(exact)
            if self.terms.rounding.each_piece:
                interest = self._rounded_pieces + self.plan.rule.rounded(last)
        pauses = [period.pause for period in tail]
        drawn = self.plan.amounts(
            balance,
            [period.charged for period in tail],
            size=self.kept_size,
            flat_base=self.paid_out - self.down,
            first_interest=interest,
            first_exact=exact,
            first_ratio=None if first or known else first_ratio(self.terms, self.periods[0]),
            pauses=pauses
            if any(pause.principal or pause.interest != "charged" for pause in pauses)
            else (),
        )
        self.amounts += drawn

    def _base(self, balance: int) -> int:
        return self.paid_out - self.down if self.terms.method is Method.FLAT else balance

    def _end_piece(self, period: Period, balance: int, day: date) -> None:
        if self._since < period.start or self._since >= period.end:
            self._pieces, self._rounded_pieces, self._since = Fraction(0), 0, period.start
        piece = self._piece(period, self._base(balance), self._since, day)
        self._pieces += piece
        self._rounded_pieces += self.plan.rule.rounded(piece)
        self._since = day

    def _piece(self, period: Period, base: int, start: date, end: date) -> Fraction:
        """Return the interest of a part of a period, unrounded."""
        rule, free = self.plan.rule, self.terms.pauses.free_days
        if rule.period.by_months or rule.period is InterestPeriod.THIRTY_360 or free:
            days = (period.end - period.start).days
            part = Fraction(period.units, days)
            return rule.exact(base, part * charged_units((end - start).days, free, start, end))
        return rule.exact(base, rule.units(start, end))


def first_ratio(terms: LoanTerms, first: Period) -> Fraction | None:
    """Return the days of an irregular first period over a regular one's, if that is agreed."""
    if terms.dates.first_period is not FirstPeriod.BY_DAYS or not terms.interest_period.by_months:
        return None
    ratio = Fraction((first.end - first.start).days, regular_days(terms, first.end))
    return None if ratio == 1 else ratio


def regular_days(terms: LoanTerms, end: date) -> int:
    """Return the days of the regular period that ends on a day."""
    every = terms.dates.every
    if every.days:
        return every.days
    return (end - add_months(end, -every.count)).days


def draft(
    terms: LoanTerms,
    start: date,
    principal: int,
    changes: Sequence[ScheduleChange] = (),
    off: DaysOff = NO_DAYS_OFF,
) -> list[Drafted]:
    """Draw up the schedule of a loan; changes of one day all count, in any order."""
    drawn = Draft(terms, start, principal, off)
    for change in sorted(changes, key=lambda change: (change.day, repr(change))):
        drawn.apply(change)
    return drawn.rows()
