"""What `spreading` does, for the plans most loans have, as tight loops over integers.

Nothing here is a rule of its own: that both give the same amounts is a property the tests check.
A loop covers half-up rounding of whole instalments, the residual last, no pauses, no shares; then
rounding a positive n / d to a multiple m is (2n + dm) // (2dm) * m. Each is made once for a plan,
with its figures at hand, and runs without looking at the bounds (no part below zero, none above
the balance); where a bound could matter it gives up, and `spreading` takes over.
"""

from collections.abc import Callable, Sequence
from itertools import repeat
from math import gcd

from ledger_core.loans.interest import InterestRule, Units
from ledger_core.loans.methods import Method
from ledger_core.loans.rounding import AppliesTo, Residual, Rounding
from ledger_core.money import RoundingMode

Amounts = list[tuple[int, int]]
LevelOfOne = Callable[[int], tuple[int, int]]
Loop = Callable[[int, Sequence[Units], int], Amounts | None]
"""Takes principal, length of each period, and base of flat interest; None where it gives up."""


def loop_for(
    method: Method, rule: InterestRule, rounding: Rounding, level: LevelOfOne
) -> Loop | None:
    """Return the loop for plans of this method, rule and rounding; None if there is none.

    Args:
      method: The method.
      rule: How interest is computed.
      rounding: How instalments are rounded.
      level: Gives the level instalment on a principal of one, as numerator and denominator, for a
        number of instalments.
    """
    plain = not rounding.up and not rounding.relevel and rounding.mode is RoundingMode.HALF_UP
    whole_instalments = rounding.applies_to is AppliesTo.INSTALMENT
    if not (plain and whole_instalments and rounding.residual is Residual.LAST):
        return None
    if method is Method.ANNUITY:
        return _level(rule, rounding.multiple, level)
    if method is Method.DECLINING_EQUAL_PRINCIPAL:
        return _shares(rule) if rounding.multiple == 1 else _equal(rule, rounding.multiple)
    if method is Method.FLAT:
        return _flat(rule, rounding.multiple)
    return _at_end(rule) if method in {Method.INTEREST_ONLY, Method.BULLET} else None


def _at_end(rule: InterestRule) -> Loop:
    double, half, whole = 2 * rule.numerator, rule.denominator, 2 * rule.denominator

    def loop(principal: int, units: Sequence[Units], _base: int) -> Amounts | None:
        times = double * principal
        rows = [(0, (length * times + half) // whole) for length in units]
        rows[-1] = (principal, rows[-1][1])
        return rows

    return loop


def _shares(rule: InterestRule) -> Loop:
    """Equal shares, rounded to whole đồng: the balances are known beforehand."""
    double, half, whole = 2 * rule.numerator, rule.denominator, 2 * rule.denominator

    def loop(principal: int, units: Sequence[Units], _base: int) -> Amounts | None:
        count = len(units)
        part = (2 * principal + count) // (2 * count)
        last = principal - (count - 1) * part
        if part <= 0 or last < 0:
            return None
        rows = [
            (part, (balance * length * double + half) // whole)
            for balance, length in zip(range(principal, last, -part), units, strict=False)
        ]
        rows.append((last, (last * units[-1] * double + half) // whole))
        return rows

    return loop


def _equal(rule: InterestRule, multiple: int) -> Loop:
    """Equal shares, whose sum with the interest is rounded to a multiple."""
    double, half, whole = 2 * rule.numerator, rule.denominator, 2 * rule.denominator
    step_of = _steps(rule)

    def loop(principal: int, units: Sequence[Units], _base: int) -> Amounts | None:
        count, first = len(units), units[0]
        # The share and half a multiple; what is below one đồng has no say beside whole interest.
        share = (2 * principal + count * multiple) // (2 * count)
        if share < multiple:
            return None
        rows: Amounts = []
        append = rows.append
        if units.count(first) == count:
            step, least, most = step_of(first)
            scaled = principal * step + least
            for _ in repeat(None, count - 1):
                interest = scaled // most
                part = (share + interest) // multiple * multiple - interest
                append((part, interest))
                scaled -= part * step
            balance = (
                (scaled - least) // step if step else principal - sum(part for part, _ in rows)
            )
            append((balance, scaled // most))
            return rows if balance >= 0 else None
        balance = principal
        for length in units[:-1]:
            interest = (balance * length * double + half) // whole
            part = (share + interest) // multiple * multiple - interest
            append((part, interest))
            balance -= part
        append((balance, (balance * units[-1] * double + half) // whole))
        return rows if balance >= 0 else None

    return loop


def _level(rule: InterestRule, multiple: int, level_of_one: LevelOfOne) -> Loop:
    double, half, whole = 2 * rule.numerator, rule.denominator, 2 * rule.denominator
    step_of = _steps(rule)
    sizes: dict[int, tuple[int, int]] = {}  # twice the level of one, over its rounding grain

    def loop(principal: int, units: Sequence[Units], _base: int) -> Amounts | None:
        count, first = len(units), units[0]
        if count in sizes:
            numerator, grain = sizes[count]
        else:
            numerator, denominator = level_of_one(count)
            numerator, grain = sizes[count] = 2 * numerator, denominator * multiple
        level = (principal * numerator + grain) // (2 * grain) * multiple
        rows: Amounts = []
        append = rows.append
        if units.count(first) == count:
            step, least, most = step_of(first)
            scaled = principal * step + least
            if level < scaled // most:
                return None
            if step == 1:  # 1 % a month, which most clubs ask for
                for _ in repeat(None, count - 1):
                    interest = scaled // most
                    part = level - interest
                    append((part, interest))
                    scaled -= part
            else:
                for _ in repeat(None, count - 1):
                    interest = scaled // most
                    part = level - interest
                    append((part, interest))
                    scaled -= part * step
            balance = (scaled - least) // step if step else principal - level * (count - 1)
            append((balance, scaled // most))
            return rows if balance >= 0 else None
        if level < (principal * max(units) * double + half) // whole:
            return None
        balance = principal
        for length in units[:-1]:
            interest = (balance * length * double + half) // whole
            part = level - interest
            append((part, interest))
            balance -= part
        append((balance, (balance * units[-1] * double + half) // whole))
        return rows if balance >= 0 else None

    return loop


def _flat(rule: InterestRule, multiple: int) -> Loop:
    half, whole = rule.denominator, 2 * rule.denominator

    def loop(principal: int, units: Sequence[Units], base: int) -> Amounts | None:
        double, count = 2 * base * rule.numerator, len(units)
        share = (2 * principal + count * multiple) // (2 * count)
        left, balance = (double * sum(units) + half) // whole, principal
        if share < multiple:
            return None
        if units.count(units[0]) == count:
            interest = (double * units[0] + half) // whole
            part = (share + interest) // multiple * multiple - interest
            left, balance = left - interest * (count - 1), balance - part * (count - 1)
            rows = [(part, interest)] * (count - 1)
            rows.append((balance, left))
            return rows if balance > 0 and left >= 0 else None
        rows = []
        append = rows.append
        for length in units[:-1]:
            interest = (double * length + half) // whole
            part = (share + interest) // multiple * multiple - interest
            append((part, interest))
            left -= interest
            balance -= part
        append((balance, left))
        return rows if balance > 0 and left >= 0 else None

    return loop


def _steps(rule: InterestRule) -> Callable[[Units], tuple[Units, int, int]]:
    """Return what gives, for the length of a period, its rounded interest as an integer loop needs.

    Interest on a balance is (balance * step + least) // most, in lowest terms: half-up, because
    most is twice least.
    """
    known: dict[Units, tuple[Units, int, int]] = {}

    def step_of(length: Units) -> tuple[Units, int, int]:
        found = known.get(length)
        if found is None:
            step, least = 2 * rule.numerator * length, rule.denominator
            if isinstance(step, int):
                common = gcd(step, least)
                step, least = step // common, least // common
            found = known[length] = step, least, 2 * least
        return found

    return step_of
