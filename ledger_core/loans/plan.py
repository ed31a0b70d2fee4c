"""How a principal is spread over instalments: amounts only, in whole đồng.

The principal parts always sum to the principal, and no part is negative.

- `declining-equal-principal`, `flat`: each instalment repays an equal share, or its agreed one;
- `annuity`, `annuity-due`: each instalment is the level amount, less its interest;
- `interest-only`, `bullet`: the last instalment repays everything;
- `interest-on-demand`: and all the interest with it.

Rounding of the instalment (`Rounding.applies_to`) rounds share plus interest, or the level amount,
to the cash multiple; the interest is as computed and the principal is the rest. Where nothing but
interest is due there is no principal to absorb the difference, and the interest stays as it is.
What rounding leaves over goes to the last instalment, or to the first, or is spread: each
instalment is then set anew on the balance and the number of instalments left.

This module says what a plan is and how large an instalment is. `spreading` runs through the
periods for every plan; `fast_spreading` does the same for the common ones, several times faster.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from ledger_core.loans import fast_spreading, spreading
from ledger_core.loans.interest import InterestRule, Units
from ledger_core.loans.methods import LevelBasis, Method
from ledger_core.loans.pauses import Pause
from ledger_core.loans.rates import DAYS_PER_MONTH, DAYS_PER_YEAR
from ledger_core.loans.rounding import AppliesTo, Rounding
from ledger_core.loans.spread_terms import SpreadTerms
from ledger_core.money import divide, round_to_multiple

if TYPE_CHECKING:
    from ledger_core.loans.terms import LoanTerms

Amounts = list[tuple[int, int]]
"""Principal and interest of each instalment."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules by which a loan's principal is spread.

    Attributes:
      method: The method of the terms.
      rule: How interest is computed.
      rounding: Multiple, mode, what it applies to, residual.
      monthly_rate: The rate of one regular period, on which a level instalment is set.
      spread: Shares, balloon, agreed amounts.
      levels: Level instalments of a principal of one, as fractions, by number of instalments.
      loop: Does what `spreading` does, faster; None for plans that have no such loop.
    """

    method: Method
    rule: InterestRule
    rounding: Rounding
    monthly_rate: Fraction
    spread: SpreadTerms = field(default_factory=SpreadTerms)
    levels: dict[int, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    loop: fast_spreading.Loop | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Choose the loop."""
        plain = self.spread.plain
        loop = fast_spreading.loop_for(self.method, self.rule, self.rounding, self.level_of_one)
        object.__setattr__(self, "loop", loop if plain else None)  # the class is frozen

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle by what the plan is made of; its loop is made anew."""
        return type(self), (self.method, self.rule, self.rounding, self.monthly_rate, self.spread)

    @property
    def fast(self) -> bool:
        """Whether the plan has a loop of its own."""
        return self.loop is not None

    @classmethod
    def of(cls, terms: "LoanTerms") -> Self:
        """Return the plan that the terms state; made once for each."""
        plan = terms.memo.get("plan")
        if not isinstance(plan, cls):
            rule = InterestRule.of(terms)
            rate = _level_rate(terms, rule)
            plan = cls(terms.method, rule, terms.rounding, rate, terms.spread)
            terms.memo["plan"] = plan
        return plan

    def size(self, principal: int, instalments: int) -> Fraction:
        """Return the unrounded size of an instalment: the level amount, or the principal's share.

        Zero where the whole principal falls due at the end. A level amount that is to be set on
        the real length of each period is `level`'s.
        """
        if self.method.principal_at_end:
            return Fraction(0)
        if self.method.level:
            if self.spread.fixed_instalment is not None:
                return Fraction(self.spread.fixed_instalment)
            if self.monthly_rate:
                level = principal * annuity_factor(self.monthly_rate, instalments)
                due = self.method is Method.ANNUITY_DUE
                return level / (1 + self.monthly_rate) if due else level
        elif self.spread.balloon_part is not None:
            return principal * self.spread.balloon_part
        return Fraction(principal, instalments)

    def level_of_one(self, instalments: int) -> tuple[int, int]:
        """Return the level instalment on a principal of one as numerator and denominator."""
        found = self.levels.get(instalments)
        if found is None:
            size = self.size(1, instalments)
            found = self.levels[instalments] = size.numerator, size.denominator
        return found

    def level(
        self, principal: int, units: Sequence[Units], paid: int, first: Fraction | None = None
    ) -> Fraction:
        """Return the level amount that repays a principal over periods of these lengths.

        What is owed when the first level instalment is due, over the value on that day of one
        unit of money paid with each of them.

        Args:
          principal: What is to be repaid.
          units: Length of each period.
          paid: How many of the first periods end without a level instalment: their interest is
            paid, or free, and no principal.
          first: Interest of the first period, unrounded, where it is known already.
        """
        step, whole = self.rule.numerator, self.rule.denominator
        # As integers over powers of the rule's denominator; fractions where days are free.
        growth: Units = 1
        worth: Units = 1
        power = 1
        for length in units[paid + 1 :]:
            growth *= whole + step * length
            power *= whole
            worth = worth * (whole + step * length) + power
        interest = self.rule.exact(principal, units[paid]) if first is None or paid else first
        return (principal + interest) * Fraction(growth) / worth

    def amounts(
        self,
        principal: int,
        units: Sequence[Units],
        *,
        size: Fraction | None = None,
        flat_base: int | None = None,
        first_interest: int | None = None,
        first_exact: Fraction | None = None,
        first_ratio: Fraction | None = None,
        pauses: Sequence[Pause] = (),
    ) -> Amounts:
        """Spread a principal over periods.

        Args:
          principal: What is to be repaid.
          units: Length of each period, in the units of the interest rule.
          size: Size of instalment to keep; None sets it on the principal and the periods.
          flat_base: Principal on which flat interest is charged; None for `principal`.
          first_interest: Interest of the first period where it is known already.
          first_exact: The same unrounded, on which a level instalment may be set.
          first_ratio: What the first period's interest is multiplied by, once the principal parts
            are set: its days over those of a regular period.
          pauses: What each instalment does not ask for; empty where all ask for everything.
        """
        loop = self.loop
        if loop and size is None and first_interest is None and first_ratio is None and not pauses:
            found = loop(principal, units, principal if flat_base is None else flat_base)
            if found is not None:
                return found
        task = spreading.Task(
            self,
            principal,
            units,
            size,
            flat_base,
            first_interest,
            first_exact,
            first_ratio,
            pauses,
        )
        return spreading.amounts(task)

    def regular(self, size: Fraction, interest: int) -> int:
        """Return the principal part of an instalment of this size."""
        rounding, mode = self.rounding, self.rounding.mode
        level = self.method.level
        if rounding.applies_to is AppliesTo.PRINCIPAL_AND_INTEREST:
            exact = size - interest if level else size
            return round_to_multiple(exact.numerator, exact.denominator, rounding.multiple, mode)
        if level:
            return rounding.level(size.numerator, size.denominator) - interest
        equal = self.method is not Method.FLAT or self.spread.balloon_part is not None
        if rounding.applies_to is AppliesTo.LEVEL_INSTALMENT and equal:
            return divide(size.numerator, size.denominator, mode)
        total = size.numerator + interest * size.denominator
        return round_to_multiple(total, size.denominator, rounding.multiple, mode) - interest


def _level_rate(terms: "LoanTerms", rule: InterestRule) -> Fraction:
    """Return the rate of one regular period: of its months, or of its days."""
    every = terms.dates.every
    if every.days:
        if rule.by_days:
            return Fraction(rule.numerator, rule.denominator) * every.days
        return terms.rate.per_day(DAYS_PER_YEAR) * every.days
    if terms.interest_period.by_months:
        return Fraction(rule.numerator, rule.denominator) * every.count
    if terms.spread.level_basis is LevelBasis.THIRTY_DAYS:
        daily = Fraction(rule.numerator, rule.denominator)
        if not rule.by_days:
            daily = terms.rate.per_day(DAYS_PER_YEAR)
        return daily * DAYS_PER_MONTH * every.count
    return terms.rate.per_month * every.count


@lru_cache(maxsize=4096)
def annuity_factor(rate: Fraction, instalments: int) -> Fraction:
    """Return the level instalment on a principal of one, for a positive rate per period.

    r / (1 - (1 + r)^-n), exactly.
    """
    growth = (rate.numerator + rate.denominator) ** instalments
    return Fraction(
        rate.numerator * growth,
        rate.denominator * (growth - rate.denominator**instalments),
    )
