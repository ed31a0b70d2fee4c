"""How a case rounds, and in which units the library computes it."""

from dataclasses import dataclass
from fractions import Fraction

from ledger_core.loans import AppliesTo, Residual, Rounding
from ledger_core.loans.limits import LARGEST_PRINCIPAL
from ledger_core.loans.rounding import LARGEST_MULTIPLE
from ledger_core.money import RoundingMode
from tests.third_party.cases import DECIMALS, Cell, Exact
from tests.third_party.reading import Inputs, Unsupported

FINE_DECIMALS = len(str(LARGEST_MULTIPLE)) - 1
"""Decimals with which figures are computed that the source rounds for display only."""
MODES = {"half_even": RoundingMode.HALF_EVEN, "half_up": RoundingMode.HALF_UP}
RESIDUALS = {residual.value: residual for residual in Residual}
APPLIES = {"principal and interest separately": AppliesTo.PRINCIPAL_AND_INTEREST}
NOTES = {"values are rounded for display from an unrounded schedule": True}
RELEVEL = {
    "when the residual in minor units exceeds half the number of instalments and it helps": True
}


@dataclass(frozen=True)
class Scale:
    """Smallest units of the library in one unit of money.

    Attributes:
      units: Their number.
      posted: Whether they are the money's own, so that each figure is exact.
    """

    units: int
    posted: bool

    def money(self, value: Fraction) -> int:
        """Return an amount in smallest units."""
        scaled = value * self.units
        if scaled.denominator != 1:
            raise Unsupported(f"{value} is finer than the smallest unit of money")
        return int(scaled)

    def cell(self, amount: int) -> Cell:
        """Return an amount as the comparison takes it."""
        return amount if self.posted else Exact(Fraction(amount, self.units))


def scale_of(inputs: Inputs, *, rounded: bool) -> Scale:
    """Return the scale of a case; a finer one where only the display is rounded."""
    section = inputs.raw("rounding") or {}
    shown = "shown_decimals" in section or "note" in section
    decimals = int(section.get("decimals", DECIMALS))
    if rounded and not shown:
        return Scale(10**decimals, posted=True)
    finest = FINE_DECIMALS
    principal = inputs.required(inputs.number("principal"), "principal")
    multiple = Fraction(section.get("multiple", 0))
    while finest > decimals and (
        principal * 10**finest > LARGEST_PRINCIPAL or multiple * 10**finest > LARGEST_MULTIPLE
    ):
        finest -= 1
    return Scale(10**finest, posted=False)


def read_rounding(inputs: Inputs, method: str, scale: Scale) -> Rounding:
    """Read how amounts are rounded."""
    section = inputs.section("rounding")
    relevelled = method == "annuity-relevelled"
    if section is None:
        return Rounding(
            1,
            applies_to=AppliesTo.LEVEL_INSTALMENT,
            mode=default_mode(method, None),
            residual=residual_of(method, None),
            relevel=relevelled,
            each_piece=relevelled,
        )
    section.whole("decimals")
    section.whole("mc_digits")  # intermediate digits of the source; the library's are exact
    section.word("note", NOTES)
    shown, up = section.whole("shown_decimals"), section.word("instalment", {"up": True}) or False
    multiple = section.number("multiple")
    smallest = scale.money(Fraction(1, 10 ** (shown or 0))) if up and shown is not None else 1
    residual = section.word("residual", RESIDUALS)
    relevel = section.word("relevel", RELEVEL)
    return Rounding(
        multiple=smallest if multiple is None else scale.money(multiple),
        mode=section.word("mode", MODES) or default_mode(method, residual),
        applies_to=section.word("applies_to", APPLIES) or AppliesTo.LEVEL_INSTALMENT,
        residual=residual_of(method, residual),
        up=up,
        relevel=relevelled if relevel is None else relevel,
        each_piece=relevelled,
    )


def residual_of(method: str, residual: Residual | None) -> Residual:
    """An instalment recomputed each period is what "spread" means for level instalments.

    Agreed shares spread what rounding leaves over by themselves.
    """
    if method == "annuity-recomputed-each-period":
        return Residual.SPREAD
    return residual or Residual.LAST


def default_mode(method: str, residual: Residual | None) -> RoundingMode:
    """Return the mode of a case that names none."""
    if method.endswith("-shares"):
        return RoundingMode.HALF_DOWN
    if method == "declining-equal-principal" and residual is Residual.SPREAD:
        return RoundingMode.HALF_EVEN
    return RoundingMode.HALF_UP
