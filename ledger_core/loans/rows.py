"""One instalment of a running loan: what it asks for and what has been settled of it."""

from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import Self

from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.late import LateCharge, late_charge, once_charge
from ledger_core.loans.late_terms import OnceOn
from ledger_core.loans.pauses import NO_PAUSE, Pause
from ledger_core.loans.terms import LoanTerms


@dataclass(slots=True)
class Row:
    """An instalment while its loan is folded. Amounts are whole đồng.

    Attributes:
      number: Number within the loan, never given twice.
      start: The day its interest period begins: the due date before, or the disbursement.
      due: Due date.
      grace_end: Last day on which a payment bears no late interest.
      units: Length of its period in the units of the interest rule.
      principal: Principal it asks for.
      interest: Interest it asks for.
      principal_paid: Principal settled.
      interest_paid: Interest received.
      interest_waived: Interest the club let go.
      fee: Fee it asks for.
      fee_paid: Fee received.
      fee_waived: Fee the club let go.
      moved_interest: Part of its interest that a rescheduling moved here from older instalments.
      once_charged: Whether the penalty charged once has become a line of its own.
      pause: What it does not ask for.
      begins: The same as `start`, before days off moved that date.
      ends: The same as `due`, before days off moved that date.
      principal_late_from: Where the open line of late interest on its principal begins.
      interest_late_from: The same for its interest.
      earlier_late_rates: Late rates on its principal that another replaced within the grace: until
        when, and how much per year.
    """

    number: int
    start: date
    due: date
    grace_end: date
    units: int
    principal: int
    interest: int
    principal_paid: int = 0
    interest_paid: int = 0
    interest_waived: int = 0
    fee: int = 0
    fee_paid: int = 0
    fee_waived: int = 0
    moved_interest: int = 0
    once_charged: bool = False
    pause: Pause = NO_PAUSE
    begins: date = date.min
    ends: date = date.min
    principal_late_from: date = date.min
    interest_late_from: date = date.min
    earlier_late_rates: tuple[tuple[date, Fraction], ...] = ()

    def __post_init__(self) -> None:
        """Begin both lines of late interest on the due date; no date is moved unless told."""
        if self.ends == date.min:
            self.begins, self.ends = self.start, self.due
        if self.principal_late_from == date.min:
            self.principal_late_from = self.interest_late_from = self.due

    @property
    def days(self) -> int:
        """Days of its interest period."""
        return (self.due - self.start).days

    @property
    def moved(self) -> bool:
        """Whether days off moved the day on which its period begins or ends."""
        return self.begins != self.start or self.ends != self.due

    @property
    def unpaid_principal(self) -> int:
        """Principal not settled; never negative."""
        return max(0, self.principal - self.principal_paid)

    @property
    def unpaid_interest(self) -> int:
        """Interest neither received nor waived; never negative."""
        return max(0, self.interest - self.interest_paid - self.interest_waived)

    @property
    def unpaid_fee(self) -> int:
        """Fee neither received nor waived; never negative."""
        return max(0, self.fee - self.fee_paid - self.fee_waived)

    @property
    def unpaid(self) -> int:
        """Principal and interest not settled."""
        return self.unpaid_principal + self.unpaid_interest

    @property
    def paid_ahead(self) -> bool:
        """Whether all its principal is paid; asked of instalments to come."""
        return 0 < self.principal <= self.principal_paid

    @property
    def touched(self) -> bool:
        """Whether anything of it was settled."""
        return bool(
            self.principal_paid
            or self.interest_paid
            or self.interest_waived
            or self.fee_paid
            or self.fee_waived
        )

    def copy(self) -> Self:
        """Return a row of its own."""
        other = object.__new__(type(self))
        for name in _FIELDS:
            setattr(other, name, getattr(self, name))
        return other

    def open_charges(self, day: date, terms: LoanTerms) -> list[LateCharge]:
        """Return the lines still running on `day`, and the penalty charged once if it is due."""
        if day <= self.grace_end:
            return []
        lines = [] if self.once_charged else self._once(terms)
        if self.principal > self.principal_paid:
            lines += self._lines(Component.PRINCIPAL, day, terms)
        if self.interest > self.interest_paid + self.interest_waived:
            lines += self._lines(Component.INTEREST, day, terms)
        return lines

    def close_charge(self, component: Component, day: date, terms: LoanTerms) -> list[LateCharge]:
        """End the line of a component, because what is unpaid changes on `day`; return it.

        The penalty charged once stands from the first such day, whatever is paid then.
        """
        if day <= self.grace_end:
            return []
        lines = [] if self.once_charged else self._once(terms)
        self.once_charged = True
        lines += self._lines(component, day, terms)
        if component is Component.PRINCIPAL:
            self.principal_late_from = max(day, self.principal_late_from)
            self.earlier_late_rates = ()
        else:
            self.interest_late_from = max(day, self.interest_late_from)
        return lines

    def change_late_rate(self, day: date, terms: LoanTerms) -> list[LateCharge]:
        """End the line on principal because another rate counts from now on; return it.

        Within the grace it bears nothing yet; should it, each day will have borne its own rate.
        """
        if day > self.grace_end:
            return self.close_charge(Component.PRINCIPAL, day, terms)
        self.earlier_late_rates += ((day, terms.late_rate_per_year),)
        return []

    def _lines(self, component: Component, day: date, terms: LoanTerms) -> list[LateCharge]:
        """Return the line of late interest on a component, one for each rate; none is nought."""
        if component is Component.PRINCIPAL:
            start, base = self.principal_late_from, self.unpaid_principal
            rates = (*self.earlier_late_rates, (day, terms.late_rate_per_year))
        else:
            start, base = self.interest_late_from, self.unpaid_interest
            rates = ((day, terms.late.interest_rate_per_year),)
        lines = []
        for until, rate in rates:
            end = max(start, until)
            lines.append(late_charge(self.number, component, (start, end), base, rate))
            start = end
        return [line for line in lines if line.amount]

    def _once(self, terms: LoanTerms) -> list[LateCharge]:
        late = terms.late
        if not late.once_share:
            return []
        on_all = late.once_on is OnceOn.PRINCIPAL_AND_INTEREST
        base = self.unpaid if on_all else self.unpaid_principal
        if not base:
            return []
        line = once_charge(self.number, self.grace_end, base, late.once_share, terms.rounding.mode)
        return [line] if line.amount else []


_FIELDS = tuple(field.name for field in fields(Row))
