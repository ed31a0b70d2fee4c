"""The interest of flat loans, which is fixed when they are spread."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ledger_core.loans.interest import Units
from ledger_core.loans.methods import FlatInterest
from ledger_core.loans.pauses import Pause, Pausing
from ledger_core.loans.rounding import Residual
from ledger_core.loans.spread_terms import cumulative, rest_of
from ledger_core.money import divide

if TYPE_CHECKING:
    from ledger_core.loans.plan import Plan


def flat_interest(
    plan: "Plan",
    base: int,
    units: Sequence[Units],
    first_interest: int | None,
    pauses: Sequence[Pause],
    carried: Fraction,
) -> list[int]:
    """Return the interest of each period.

    That of the whole term is rounded once and falls on the periods by their length, or evenly; what
    rounding leaves over goes to the last or the first, or is spread: each then takes its part of
    what is left. Periods without interest bear none and add none.

    `carried` is what earlier periods bore, unrounded, less what was asked for them: so the interest
    of the whole term stays exact however often a part of it is drawn up anew.
    """
    known = [] if first_interest is None else [first_interest]
    start = len(known)
    charged = [n for n in range(start, len(units)) if pauses[n].interest is not Pausing.FREE]
    lengths = [units[n] for n in charged]
    if plan.spread.flat_interest is FlatInterest.EVENLY or plan.spread.flat_interest_total:
        weights: list[Units] = [1] * len(charged)
    else:
        weights = lengths
    total = plan.spread.flat_interest_total
    if plan.spread.shares is not None and plan.spread.shares.interest and total is None:
        charges = _by_shares(plan, base, lengths, [pauses[n] for n in charged], carried)
    else:
        exact = plan.rule.exact(base, sum(lengths)) + carried
        whole = max(0, plan.rule.rounded(exact)) if total is None else total
        charges = _by_weight(plan, base, whole, weights, lengths)
    interest = known + [0] * (len(units) - start)
    for number, charge in zip(charged, charges, strict=True):
        interest[number] = charge
    return interest


def _by_weight(
    plan: "Plan", base: int, whole: int, weights: Sequence[Units], lengths: Sequence[Units]
) -> list[int]:
    left, weight_left = whole, sum(weights)
    each = weights is lengths  # each period bears its own interest
    residual, mode = plan.rounding.residual, plan.rule.mode
    charges: list[int] = []
    for weight in weights:
        if residual is Residual.SPREAD and weight_left:
            part = Fraction(left * weight) / weight_left
            charge = divide(part.numerator, part.denominator, mode)
        elif each:
            charge = plan.rule.charge(base, weight)
        else:
            charge = plan.rule.rounded(Fraction(whole * weight) / sum(weights))
        charges.append(min(charge, left))
        left -= charges[-1]
        weight_left -= weight
    if charges:
        charges[0 if residual is Residual.FIRST else -1] += left
    return charges


def _by_shares(
    plan: "Plan",
    base: int,
    lengths: Sequence[Units],
    pauses: Sequence[Pause],
    carried: Fraction,
) -> list[int]:
    """Return interest by agreed shares; a period whose principal is paused bears its own."""
    shares = plan.spread.shares
    assert shares is not None
    sharing = [length for length, pause in zip(lengths, pauses, strict=True) if not pause.principal]
    whole, rule = max(Fraction(0), plan.rule.exact(base, sum(sharing)) + carried), plan.rule
    parts = cumulative(whole, rest_of(shares.interest, len(sharing)), rule.multiple, rule.mode)
    if not parts:
        return _by_weight(plan, base, plan.rule.charge(base, sum(lengths)), lengths, lengths)
    following = iter(parts)
    return [
        plan.rule.charge(base, length) if pause.principal else next(following)
        for length, pause in zip(lengths, pauses, strict=True)
    ]
