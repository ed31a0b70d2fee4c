"""Amounts of ratio cases, as whole numbers of so small a unit that every decimal fits."""

from fractions import Fraction

from tests.third_party.reading import Inputs, Unsupported

UNITS = 10**6


def in_units(amount: Fraction, place: str) -> int:
    """Return an amount in millionths."""
    if (amount * UNITS).denominator != 1:
        raise Unsupported(f"{place}: {amount} has more than six decimals")
    return int(amount * UNITS)


def amount(inputs: Inputs, *keys: str) -> int:
    """Read an amount that stands under one of several keys."""
    for key in keys:
        if key in inputs:
            return optional(inputs, key)
    raise Unsupported(f"inputs.{keys[0]} is missing")


def optional(inputs: Inputs, key: str) -> int:
    """Read an amount that a case may leave out."""
    return in_units(inputs.number(key) or Fraction(0), f"inputs.{key}")


def in_money(units: int) -> Fraction:
    """Return millionths as an amount of money."""
    return Fraction(units, UNITS)
