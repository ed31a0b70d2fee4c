"""Fees of a loan, as its agreement fixes them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger_core.loans.limits import LARGEST_PRINCIPAL, check_range
from ledger_core.messages import N_
from ledger_core.money import RoundingMode, divide


class FeeOn(StrEnum):
    """What the fee of an instalment is a share of."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    PRINCIPAL_AND_INTEREST = "principal-and-interest"


@dataclass(frozen=True, slots=True)
class DatedFee:
    """A fee of so many đồng that falls due on a day."""

    due: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """The fees agreed on; none by default. Shares are fractions, amounts whole đồng.

    Attributes:
      upfront_share: Share of each sum paid out, due on that day.
      upfront_amount: Fixed fee due with the first sum paid out.
      instalment_share: Share of each instalment, due with it.
      instalment_on: What that is a share of.
      instalment_amount: Fixed fee of each instalment.
      dated: Fees due on days of their own.
    """

    upfront_share: Fraction = Fraction(0)
    upfront_amount: int = 0
    instalment_share: Fraction = Fraction(0)
    instalment_on: FeeOn = FeeOn.PRINCIPAL_AND_INTEREST
    instalment_amount: int = 0
    dated: tuple[DatedFee, ...] = ()

    def __post_init__(self) -> None:
        """Refuse values outside the limits."""
        check_range(N_("The up-front fee"), self.upfront_share, 0, 1)
        check_range(N_("The up-front fee"), self.upfront_amount, 0, LARGEST_PRINCIPAL)
        check_range(N_("The fee of an instalment"), self.instalment_share, 0, 1)
        check_range(N_("The fee of an instalment"), self.instalment_amount, 0, LARGEST_PRINCIPAL)
        for fee in self.dated:
            check_range(N_("The fee"), fee.amount, 0, LARGEST_PRINCIPAL)

    @property
    def on_instalments(self) -> bool:
        """Whether instalments bear a fee."""
        return bool(self.instalment_share or self.instalment_amount)

    def upfront(self, paid_out: int, mode: RoundingMode, *, first: bool) -> int:
        """Return the fee due with a sum paid out, rounded by `mode` to whole đồng."""
        share = _share(paid_out, self.upfront_share, mode)
        return share + self.upfront_amount if first else share

    def of_instalment(self, principal: int, interest: int, mode: RoundingMode) -> int:
        """Return the fee of an instalment, rounded by `mode` to whole đồng.

        An instalment that asks for nothing bears no fee.
        """
        if not principal and not interest:
            return 0
        base = {
            FeeOn.PRINCIPAL: principal,
            FeeOn.INTEREST: interest,
            FeeOn.PRINCIPAL_AND_INTEREST: principal + interest,
        }[self.instalment_on]
        return self.instalment_amount + _share(base, self.instalment_share, mode)


def _share(base: int, share: Fraction, mode: RoundingMode) -> int:
    return divide(base * share.numerator, share.denominator, mode) if share else 0
