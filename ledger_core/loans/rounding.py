"""How the amounts of a schedule are rounded to what people can pay."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledger_core.loans.limits import check_range
from ledger_core.messages import N_
from ledger_core.money import RoundingMode, round_to_multiple

LARGEST_MULTIPLE: Final = 1_000_000
"""Highest cash multiple, in đồng."""


class AppliesTo(StrEnum):
    """What the cash multiple rounds."""

    INSTALMENT = "instalment"
    """Principal and interest together."""
    PRINCIPAL_AND_INTEREST = "principal-and-interest"
    """Each of them apart."""
    LEVEL_INSTALMENT = "level-instalment"
    """Instalments that are level (annuity, flat); equal principal parts are rounded to whole đồng
    (Fineract's "instalment amount in multiples of")."""


class Residual(StrEnum):
    """Which instalment takes what rounding leaves over."""

    LAST = "last"
    FIRST = "first"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Rounding:
    """How amounts are rounded to what people can pay in cash.

    Interest is always rounded to whole đồng by `mode` first.

    Attributes:
      multiple: Cash multiple in đồng; 1 for none.
      mode: What happens half way.
      applies_to: The whole instalment, its principal and its interest apart, or level instalments.
      residual: The instalment that takes the difference.
      up: A level instalment is rounded up to the multiple, not to the nearest (Frappe Lending).
      relevel: A level instalment is set again when the last one differs from it by more units than
        half the number of instalments, if that brings them nearer (Fineract, progressive loans).
      each_piece: Where the balance or the rate changes within a period, the interest of each piece
        is rounded (Fineract), not only their sum.
    """

    multiple: int = 1000
    mode: RoundingMode = RoundingMode.HALF_UP
    applies_to: AppliesTo = AppliesTo.INSTALMENT
    residual: Residual = Residual.LAST
    up: bool = False
    relevel: bool = False
    each_piece: bool = False

    def __post_init__(self) -> None:
        """Refuse a multiple outside the limits."""
        check_range(N_("The rounding multiple"), self.multiple, 1, LARGEST_MULTIPLE)

    def level(self, numerator: int, denominator: int) -> int:
        """Return a level instalment, rounded to the multiple."""
        if self.up:
            return -(-numerator // (denominator * self.multiple)) * self.multiple
        return round_to_multiple(numerator, denominator, self.multiple, self.mode)
