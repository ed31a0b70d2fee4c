"""How a principal is spread over instalments: amounts only, in whole đồng.

The principal parts always sum to the principal, and no part is negative.

- `declining-equal-principal`, `flat`: each instalment repays an equal share;
- `annuity`: each instalment is the level amount set on the monthly rate, less its interest;
- `interest-only`, `bullet`: the last instalment repays everything.

Rounding of the instalment (`Rounding.applies_to`) rounds share plus interest, or the level amount,
to the cash multiple; the interest is as computed and the principal is the rest. Where nothing but
interest is due there is no principal to absorb the difference, and the interest stays as it is.
What rounding leaves over goes to the last instalment, or to the first, or is spread: each
instalment is then set anew on the balance and the number of instalments left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Self

from ledger_core.loans.interest import InterestRule
from ledger_core.loans.terms import AppliesTo, LoanTerms, Method, Residual, Rounding
from ledger_core.money import divide, round_to_multiple

Amounts = list[tuple[int, int]]
"""Principal and interest of each instalment."""

_ATTEMPTS_FOR_FIRST = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules by which a loan's principal is spread.

    Attributes:
      method: The method of the terms.
      rule: How interest is computed.
      rounding: Multiple, mode, what it applies to, residual.
      monthly_rate: The rate on which a level instalment is set.
    """

    method: Method
    rule: InterestRule
    rounding: Rounding
    monthly_rate: Fraction

    @classmethod
    def of(cls, terms: LoanTerms) -> Self:
        """Return the plan that the terms state."""
        return cls(terms.method, InterestRule.of(terms), terms.rounding, terms.rate.per_month)

    def size(self, principal: int, instalments: int) -> Fraction:
        """Return the unrounded size of an instalment: the level amount, or the principal's share.

        Zero where the whole principal falls due at the end.
        """
        if self.method.principal_at_end:
            return Fraction(0)
        if self.method is Method.ANNUITY and self.monthly_rate:
            return principal * annuity_factor(self.monthly_rate, instalments)
        return Fraction(principal, instalments)

    def amounts(
        self,
        principal: int,
        units: Sequence[int],
        *,
        size: Fraction | None = None,
        flat_base: int | None = None,
        first_interest: int | None = None,
    ) -> Amounts:
        """Spread a principal over periods.

        Args:
          principal: What is to be repaid.
          units: Length of each period, in the units of the interest rule.
          size: Size of instalment to keep; None sets it on the principal and the periods.
          flat_base: Principal on which flat interest is charged; None for `principal`.
          first_interest: Interest of the first period where it is known already.
        """
        flat = self._flat_interest(
            principal if flat_base is None else flat_base, units, first_interest
        )
        residual = self.rounding.residual if size is None else Residual.LAST
        spread = residual is Residual.SPREAD
        if size is None:
            size = self.size(principal, len(units))
        amounts = self._spread(
            principal, units, flat or first_interest, None if spread else size, 0
        )
        if residual is Residual.FIRST and not self.method.principal_at_end:
            extra = 0
            for _ in range(_ATTEMPTS_FOR_FIRST):
                # Taking the residual first changes the later balances and so the interest a
                # little: repeat until the last instalment is regular, as far as rounding allows.
                last_principal, last_interest = amounts[-1]
                gap = last_principal - self._regular(size, last_interest)
                if gap == 0 or len(amounts) == 1:
                    break
                extra += gap
                amounts = self._spread(principal, units, flat or first_interest, size, extra)
        return amounts

    def _spread(
        self,
        principal: int,
        units: Sequence[int],
        known_interest: Sequence[int] | int | None,
        size: Fraction | None,
        extra: int,
    ) -> Amounts:
        """Run through the periods; `size` None sets it anew on each balance."""
        known: Sequence[int] = ()
        if known_interest is not None:
            known = (known_interest,) if isinstance(known_interest, int) else known_interest
        charge = self.rule.charge
        at_end = self.method.principal_at_end
        balance, last = principal, len(units) - 1
        amounts: Amounts = []
        for number, length in enumerate(units):
            interest = known[number] if number < len(known) else charge(balance, length)
            if number and not balance:
                interest = 0  # coarse rounding repaid everything early: flat interest ends too
            if number == last:
                part = balance
            elif at_end:
                part = 0
            else:
                now = self.size(balance, last + 1 - number) if size is None else size
                part = self._regular(now, interest)
                if number == 0:
                    part += extra
                part = max(0, min(part, balance))
            amounts.append((part, interest))
            balance -= part
        return amounts

    def _regular(self, size: Fraction, interest: int) -> int:
        """Return the principal part of an instalment of this size."""
        multiple, mode = self.rounding.multiple, self.rounding.mode
        level = self.method is Method.ANNUITY
        if self.rounding.applies_to is AppliesTo.PRINCIPAL_AND_INTEREST:
            exact = size - interest if level else size
            return round_to_multiple(exact.numerator, exact.denominator, multiple, mode)
        total = size.numerator if level else size.numerator + interest * size.denominator
        return round_to_multiple(total, size.denominator, multiple, mode) - interest

    def _flat_interest(
        self, base: int, units: Sequence[int], first_interest: int | None
    ) -> list[int]:
        """Return the fixed interest of each period; empty for the other methods."""
        if self.method is not Method.FLAT:
            return []
        known = [] if first_interest is None else [first_interest]
        rest = units[len(known) :]
        left, units_left = self.rule.charge(base, sum(rest)), sum(rest)
        charges: list[int] = []
        for length in rest:
            if self.rounding.residual is Residual.SPREAD and units_left:
                charge = divide(left * length, units_left, self.rule.mode)
            else:
                charge = self.rule.charge(base, length)
            charges.append(min(charge, left))
            left -= charges[-1]
            units_left -= length
        if charges:
            charges[0 if self.rounding.residual is Residual.FIRST else -1] += left
        return known + charges


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
