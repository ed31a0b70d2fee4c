"""How principal and interest are spread over the instalments, beyond what the method says."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Self

from ledger_core.loans.limits import LARGEST_PRINCIPAL, check_range
from ledger_core.loans.methods import FlatInterest, LevelBasis, TrancheLevel
from ledger_core.loans.schedule_errors import SharesDoNotSum
from ledger_core.messages import N_
from ledger_core.money import RoundingMode, round_to_multiple


@dataclass(frozen=True, slots=True)
class Shares:
    """The part of the principal, and of flat interest, that each instalment repays.

    They count for the instalments that are not paused. Amounts are rounded cumulatively, so that
    they always sum to the whole.

    Attributes:
      principal: Fractions that sum to 1.
      interest: The same for flat interest; empty for equal parts.
    """

    principal: tuple[Fraction, ...]
    interest: tuple[Fraction, ...] = ()

    def __post_init__(self) -> None:
        """Refuse shares that are negative or do not sum to 1."""
        for shares in (self.principal, self.interest):
            if shares and (sum(shares) != 1 or min(shares) < 0):
                raise SharesDoNotSum(sum(shares))
        if self.interest and len(self.interest) != len(self.principal):
            raise SharesDoNotSum(sum(self.interest))

    @classmethod
    def equal_then_rest(cls, part: Fraction, instalments: int) -> Self:
        """Return shares of `part` for each instalment and the rest, the balloon, for the last."""
        return cls((*[part] * (instalments - 1), 1 - part * (instalments - 1)))


def rest_of(shares: Iterable[Fraction], count: int) -> tuple[Fraction, ...]:
    """Return the last `count` shares, scaled to sum to 1; nothing if they are all zero."""
    last = tuple(shares)[-count:]
    whole = sum(last)
    return tuple(share / whole for share in last) if whole and len(last) == count else ()


def cumulative(
    whole: int | Fraction, shares: Iterable[Fraction], multiple: int, mode: RoundingMode
) -> list[int]:
    """Part a whole by shares so that each running sum is rounded, and the parts sum to it.

    OpenCBS carries what it rounds off from one instalment to the next, which is the same.
    """
    sums, share_sum = [0], Fraction(0)
    for share in shares:
        share_sum += share
        exact = whole * share_sum
        sums.append(round_to_multiple(exact.numerator, exact.denominator, multiple, mode))
    return [after - before for before, after in pairwise(sums)]


@dataclass(frozen=True, slots=True)
class SpreadTerms:
    """How principal and interest are spread, beside the method.

    Attributes:
      shares: Agreed shares instead of equal parts, for the methods of equal parts.
      balloon_part: Each instalment repays this part of the principal, the last the rest; None for
        no balloon.
      level_basis: The rate on which a level instalment is set.
      fixed_instalment: Agreed level instalment in đồng; the loan ends when it is repaid, or with
        the last of the agreed instalments, which takes the rest. None to compute it.
      flat_interest: How flat interest falls on the instalments.
      flat_interest_total: Agreed flat interest of the whole term in đồng; None to compute it.
      tranche_level: What a later tranche does to the size of the instalments.
      down_payment: Part of the principal paid back on the day of disbursement, as an instalment of
        its own before the others.
    """

    shares: Shares | None = None
    balloon_part: Fraction | None = None
    level_basis: LevelBasis = LevelBasis.MONTH
    fixed_instalment: int | None = None
    flat_interest: FlatInterest = FlatInterest.EACH_PERIOD
    flat_interest_total: int | None = None
    tranche_level: TrancheLevel = TrancheLevel.SET_ANEW
    down_payment: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        """Refuse numbers outside the limits."""
        check_range(N_("The balloon's regular part"), self.balloon_part or 0, 0, 1)
        check_range(N_("The down payment"), self.down_payment, 0, 1)
        check_range(
            N_("The agreed instalment"),
            1 if self.fixed_instalment is None else self.fixed_instalment,
            1,
            LARGEST_PRINCIPAL,
        )
        check_range(N_("The agreed interest"), self.flat_interest_total or 0, 0, LARGEST_PRINCIPAL)

    @property
    def plain(self) -> bool:
        """Whether the method alone says everything."""
        return self in (_PLAIN, _PLAIN_BY_DAYS)


_PLAIN = SpreadTerms()
_PLAIN_BY_DAYS = SpreadTerms(level_basis=LevelBasis.THIRTY_DAYS)
