"""Schedules a second, as ratios in one run: ours, a plain Decimal loop, numpy-financial.

    python benchmarks/schedules.py [SECONDS]

Each is run in turn for the same loans, several times, and its best run by processor time counts:
other programs on the computer then disturb all of them alike. Twelve monthly instalments of
6,000,000 and more at 1 % a month. `amounts` is principal and interest of each instalment;
`schedules` adds due dates, balances and rows. The Decimal loop does exactly what ours does, which
is checked. numpy-financial is measured if it is installed; its figures are floats, not rounded to
money, and do not add up, so it does less than the others.
"""

import sys
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from ledger_core.loans import InterestRate, LoanTerms, Method, Rounding, schedule
from ledger_core.loans.plan import Plan

INSTALMENTS = 12
LOANS = 500
ROUNDS = 7
START = date(2026, 1, 15)
RATE = Fraction(1, 100)
GOALS = {"amounts": 250_000, "schedule": 60_000}

Row = tuple[Decimal, Decimal]


def terms_of(method: Method, multiple: int) -> LoanTerms:
    """Return the terms of the loans measured."""
    rate = InterestRate.monthly(RATE)
    return LoanTerms(
        6_000_000, rate, INSTALMENTS, method=method, rounding=Rounding(multiple=multiple)
    )


def ours(method: Method, multiple: int) -> tuple[Callable[[int], object], Callable[[int], object]]:
    """Return our two paths: amounts only, and full schedules."""
    terms = terms_of(method, multiple)
    amounts, units = Plan.of(terms).amounts, (1,) * INSTALMENTS
    return (
        lambda principal: amounts(principal, units),
        lambda principal: schedule(terms, START, principal=principal),
    )


def decimal_amounts(method: Method, multiple: int) -> Callable[[int], list[Row]]:
    """Return the same amounts as a plain loop over Decimal, as it is written first."""
    rate, one, step = Decimal("0.01"), Decimal(1), Decimal(multiple)

    def round_to_step(amount: Decimal) -> Decimal:
        return (amount / step).quantize(one, ROUND_HALF_UP) * step

    def amounts(principal: int) -> list[Row]:
        balance = Decimal(principal)
        share = balance / INSTALMENTS
        level = round_to_step(balance * rate / (1 - (1 + rate) ** -INSTALMENTS))
        rows = []
        for number in range(INSTALMENTS):
            interest = (balance * rate).quantize(one, ROUND_HALF_UP)
            total = level if method is Method.ANNUITY else round_to_step(share + interest)
            part = balance if number == INSTALMENTS - 1 else total - interest
            rows.append((part, interest))
            balance -= part
        return rows

    return amounts


class DecimalRow(NamedTuple):
    """An instalment of the reference."""

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    balance: Decimal


def decimal_schedule(amounts: Callable[[int], list[Row]]) -> Callable[[int], list[DecimalRow]]:
    """Return the reference with due dates, balances and rows."""

    def rows(principal: int) -> list[DecimalRow]:
        balance, found = Decimal(principal), []
        for number, (part, interest) in enumerate(amounts(principal), start=1):
            years, month = divmod(START.month - 1 + number, 12)
            year, month = START.year + years, month + 1
            due = date(year, month, min(START.day, monthrange(year, month)[1]))
            balance -= part
            found.append(DecimalRow(number, due, part, interest, balance))
        return found

    return rows


def numpy_level() -> Callable[[int], object] | None:
    """Return numpy-financial's ppmt and ipmt over all periods of one loan, if it is there."""
    try:
        import numpy as np  # noqa: PLC0415 - an extra of this script alone
        import numpy_financial as npf  # noqa: PLC0415
    except ImportError:
        return None
    periods = np.arange(1, INSTALMENTS + 1)
    return lambda principal: (
        npf.ppmt(0.01, periods, INSTALMENTS, -principal),
        npf.ipmt(0.01, periods, INSTALMENTS, -principal),
    )


def best(task: Callable[[int], object], seconds: float) -> float:
    """Return the most loans a second over several rounds."""
    fastest = 0.0
    for _ in range(ROUNDS):
        done, began = 0, time.process_time()
        while time.process_time() - began < seconds / ROUNDS:
            for number in range(LOANS):
                task(6_000_000 + number * 1000)
            done += LOANS
        fastest = max(fastest, done / (time.process_time() - began))
    return fastest


def check(ours: Callable[[int], object], reference: Callable[[int], list[Row]]) -> None:
    """Refuse to compare what does not give the same figures."""
    if ours(6_007_000) != [(int(part), int(interest)) for part, interest in reference(6_007_000)]:
        raise SystemExit("the reference gives other figures")


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    numpy = numpy_level()
    print(f"{'method, cash multiple':32}{'amounts/s':>11}{'× Decimal':>10}", end="")
    print(f"{'schedules/s':>13}{'× Decimal':>10}{'× numpy':>9}")
    base = best(numpy, seconds) if numpy else 0
    for method in (Method.DECLINING_EQUAL_PRINCIPAL, Method.ANNUITY):
        for multiple in (1, 1000):
            amounts, full = ours(method, multiple)
            plain = decimal_amounts(method, multiple)
            check(amounts, plain)
            rates = [
                best(task, seconds) for task in (amounts, full, plain, decimal_schedule(plain))
            ]
            print(f"{method.value + f', {multiple}':32}{rates[0]:11,.0f}", end="")
            print(
                f"{rates[0] / rates[2]:10.1f}{rates[1]:13,.0f}{rates[1] / rates[3]:10.1f}", end=""
            )
            print(f"{rates[0] / base:9.1f}" if base else "")
    if not numpy:
        print("numpy-financial is not installed")
    print("goals:", ", ".join(f"{name} {goal:,}/s" for name, goal in GOALS.items()))


if __name__ == "__main__":
    main()
