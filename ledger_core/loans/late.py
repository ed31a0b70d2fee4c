"""Late interest: lines that can each be explained, and never interest on late interest.

Overdue principal bears the late rate instead of the contract rate, and unpaid interest a rate of
its own (Civil Code 2015 article 466(5)). Both count from the due date, but only for what is still
unpaid when the grace is over; what is paid within the grace bears nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.rates import DAYS_PER_YEAR
from ledger_core.money import RoundingMode, divide


@dataclass(frozen=True, slots=True)
class LateCharge:
    """One line of late interest: base x days x rate / 365, rounded half up to whole đồng.

    A line ends where a payment lowers its base; the next line begins there.

    Attributes:
      number: Number of the late instalment.
      component: What is late: principal or interest.
      start: First day not counted: the due date, or the end of the line before.
      end: Last day counted.
      base: What was unpaid, in đồng.
      rate_per_year: The late rate.
      amount: The charge, in đồng.
      once: Whether it is a penalty charged once: `rate_per_year` of the base, whatever the days,
        on the first day after the grace, `end`; `component` is principal then.
    """

    number: int
    component: Component
    start: date
    end: date
    base: int
    rate_per_year: Fraction
    amount: int
    once: bool = False

    @property
    def days(self) -> int:
        """Days charged: the first day is not counted, the last is."""
        return (self.end - self.start).days


def late_charge(
    number: int, component: Component, period: tuple[date, date], base: int, rate: Fraction
) -> LateCharge:
    """Return the line for `base` đồng unpaid through `period`, at a rate per year."""
    start, end = period
    amount = late_interest(base, (end - start).days, rate)
    return LateCharge(number, component, start, end, base, rate, amount)


def once_charge(
    number: int, grace_end: date, base: int, share: Fraction, mode: RoundingMode
) -> LateCharge:
    """Return the penalty charged once on `base` đồng unpaid after the grace."""
    amount = divide(base * share.numerator, share.denominator, mode)
    day = grace_end + timedelta(days=1)
    return LateCharge(number, Component.PRINCIPAL, grace_end, day, base, share, amount, once=True)


def late_interest(base: int, days: int, rate_per_year: Fraction) -> int:
    """Return the late interest on `base` đồng for `days` days, rounded half up to whole đồng."""
    return divide(
        base * days * rate_per_year.numerator,
        DAYS_PER_YEAR * rate_per_year.denominator,
        RoundingMode.HALF_UP,
    )
